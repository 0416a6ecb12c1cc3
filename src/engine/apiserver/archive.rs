//! What becomes of a workflow that had ended when it is deleted: it goes into the archive, which is bounded.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::core::api::label;
use crate::core::text::duration::parse_go;
use crate::core::yaml;
use crate::engine::store::{ARCHIVED, Bounds, Key, StoreError, Stored, Transaction};

/// How many workflows are kept.
const COUNT: usize = 10_000;

/// How many bytes of JSON.
const BYTES: i64 = 256 << 20;

/// Where the settings may be, in this order, and what they are called.
const SETTINGS: ([&str; 2], &str) = (["argo", "default"], "workflow-controller-configmap");

/// What the settings say of the archive, under `persistence`.
#[derive(Debug, PartialEq, Eq)]
struct Policy {
    on: bool,
    ttl: Option<SignedDuration>,
}

/// Deletes an object. A workflow that has ended is kept in the archive.
pub(super) fn delete(transaction: &mut Transaction<'_>, old: &Stored) -> Result<(), StoreError> {
    if old.key.resource == ARCHIVED {
        return transaction.unarchive(old);
    }
    let policy = if is_kept(old) { policy(transaction)? } else { Policy { on: false, ttl: None } };
    if !policy.on {
        return transaction.delete(old).map(drop);
    }
    let mut head = old.head.clone();
    let fields = ["deletionTimestamp", "deletionGracePeriodSeconds", "finalizers"];
    if let Some(metadata) = head.get_mut("metadata").and_then(Value::as_object_mut) {
        fields.iter().for_each(|field| drop(metadata.shift_remove(*field)));
    }
    head["metadata"]["labels"][label::WORKFLOW_ARCHIVING_STATUS] = label::PERSISTED.into();
    let now = Timestamp::now();
    transaction.archive(old, head, now.as_second(), &policy.bounds(now))
}

/// Removes from the archive what has been there for long enough.
pub(super) fn prune(transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
    let bounds = policy(transaction)?.bounds(Timestamp::now());
    transaction.prune_archive(&bounds)
}

/// Whether an object is a workflow that has ended and was not taken out of the archive.
fn is_kept(old: &Stored) -> bool {
    let labels = &old.head["metadata"]["labels"];
    old.key.resource == "workflows.argoproj.io"
        && labels[label::COMPLETED] == "true"
        && labels[label::WORKFLOW_ARCHIVING_STATUS] != label::REMOVED
}

fn policy(transaction: &Transaction<'_>) -> Result<Policy, StoreError> {
    let (namespaces, name) = SETTINGS;
    for namespace in namespaces {
        if let Some(found) = transaction.get(&Key::new("configmaps", namespace, name))? {
            return Ok(Policy::of(&found.head["data"]));
        }
    }
    Ok(Policy::of(&Value::Null))
}

impl Policy {
    /// What the data of the ConfigMap say; what cannot be read says nothing.
    fn of(data: &Value) -> Self {
        let read = |key: &str| yaml::read(data[key].as_str()?.as_bytes()).ok();
        let said = read("persistence").or_else(|| read("config").map(|mut all| all["persistence"].take()));
        let said = said.unwrap_or_default();
        let ttl = said["archiveTTL"].as_str().and_then(duration);
        // A time of zero switches it off (archivedWorkflowGarbageCollector, Argo 4.1).
        Self { on: said["archive"] != false, ttl: ttl.filter(|ttl| ttl.is_positive()) }
    }

    fn bounds(&self, now: Timestamp) -> Bounds {
        let since = self.ttl.and_then(|ttl| now.checked_sub(ttl).ok()).map(Timestamp::as_second);
        Bounds { count: COUNT, bytes: BYTES, since }
    }
}

/// Days, or Go's form: `30d`, `12h`.
fn duration(text: &str) -> Option<SignedDuration> {
    match text.strip_suffix('d') {
        Some(days) => days.parse::<i64>().ok()?.checked_mul(86_400).map(SignedDuration::from_secs),
        None => parse_go(text).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_say_whether_and_how_long() {
        let day = SignedDuration::from_hours(24);
        assert_eq!(Policy::of(&Value::Null), Policy { on: true, ttl: None });
        let own = json!({"persistence": "archive: true\narchiveTTL: 30d\n"});
        assert_eq!(Policy::of(&own), Policy { on: true, ttl: Some(day * 30) });
        let inside = json!({"config": "persistence: {archive: false, archiveTTL: 12h}"});
        assert_eq!(Policy::of(&inside), Policy { on: false, ttl: Some(day / 2) });
        assert_eq!(Policy::of(&json!({"persistence": "["})), Policy { on: true, ttl: None });
        for none in ["'0'", "0s", "0d", "-1h", "soon"] {
            let said = json!({"persistence": format!("archiveTTL: {none}")});
            assert_eq!(Policy::of(&said), Policy { on: true, ttl: None }, "{none}");
        }
    }
}
