//! Jobs: makes their pods and keeps their status, as Kubernetes' Job controller does.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::follow::{Change, escaped};
use super::objects::{Objects, Want, path, refusal};
use super::registry::WorkflowKey;
use crate::core::job::{self, JOB_NAME};
use crate::ports::clock::Clock;
use crate::ports::ids;

/// The longest sleep, so that a clock that jumps is noticed.
const LONGEST: Duration = Duration::from_secs(30);

/// How long is waited before what failed is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// The Job that a change of a Job or of a pod is about. A listing is followed by all there is.
pub(super) fn told(change: &Change) -> Option<WorkflowKey> {
    let (Change::Set(object) | Change::Gone(object)) = change else { return None };
    let is_pod = object.pointer("/metadata/labels").is_some_and(|labels| labels.get(JOB_NAME).is_some());
    WorkflowKey::of(object, is_pod.then_some(JOB_NAME))
}

/// Looks at the Jobs it is told of, and at those whose time has come. `running` is how many have not ended.
pub(super) async fn run(
    objects: Objects,
    clock: Arc<dyn Clock>,
    mut told: mpsc::UnboundedReceiver<WorkflowKey>,
    running: Arc<AtomicUsize>,
) {
    let mut times: BTreeMap<WorkflowKey, Option<Timestamp>> = BTreeMap::new();
    loop {
        let now = clock.now();
        let due: Vec<WorkflowKey> = times
            .iter()
            .filter(|(_, at)| at.is_some_and(|at| at <= now))
            .map(|(key, _)| key.clone())
            .collect();
        for key in due {
            match look(&objects, &key, now).await {
                Ok(Look::Again(again)) => times.insert(key, again),
                Ok(Look::Done) => times.remove(&key),
                Err(error) => {
                    tracing::warn!(%error, job = key.name, "trying again");
                    times.insert(key, now.checked_add(PAUSE).ok())
                }
            };
        }
        running.store(times.len(), Ordering::Relaxed);
        let next = times.values().flatten().min();
        let sleep = next.map_or(LONGEST, |at| {
            Duration::try_from(at.duration_since(clock.now())).unwrap_or_default().min(LONGEST)
        });
        tokio::select! {
            key = told.recv() => match key {
                Some(key) => { times.insert(key, Some(clock.now())); }
                None => return,
            },
            () = tokio::time::sleep(sleep) => {}
        }
        while let Ok(key) = told.try_recv() {
            times.insert(key, Some(clock.now()));
        }
    }
}

/// What comes after a look at a Job.
enum Look {
    /// Another one when something happens, or at a time.
    Again(Option<Timestamp>),
    /// Nothing: it has ended or is gone.
    Done,
}

/// Does what a Job needs.
async fn look(objects: &Objects, key: &WorkflowKey, now: Timestamp) -> kube::Result<Look> {
    let own = path::job(&key.namespace, &key.name);
    let Some(found) = objects.get(&own).await? else { return Ok(Look::Done) };
    if found.pointer("/metadata/deletionTimestamp").is_some() {
        return Ok(Look::Done);
    }
    let query = escaped("labelSelector", &format!("{JOB_NAME}={}", key.name)).replacen('&', "?", 1);
    let mut list = objects.list(&path::pods(&key.namespace), &query, Want::Whole).await?;
    let uid = found.pointer("/metadata/uid").cloned().unwrap_or_default();
    let is_own = |pod: &Value| {
        let owners = pod.pointer("/metadata/ownerReferences").and_then(Value::as_array);
        owners.into_iter().flatten().any(|owner| owner["uid"] == uid)
    };
    let mut pods = match list.get_mut("items").map(Value::take) {
        Some(Value::Array(pods)) => pods,
        _ => Vec::new(),
    };
    pods.retain(is_own);
    let next = job::next(&found, &pods, now);
    if next.delete {
        let options = json!({"propagationPolicy": "Background"});
        objects.delete(&own, &options).await?;
        return Ok(Look::Done);
    }
    for number in &next.start {
        let mut pod = job::pod(&found, *number);
        pod["metadata"]["name"] = format!("{}-{}", key.name, ids::suffix(5)).into();
        objects.create(&path::pods(&key.namespace), &pod).await?;
    }
    if next.end_pods {
        let runs = |pod: &&Value| !matches!(pod["status"]["phase"].as_str(), Some("Succeeded" | "Failed"));
        for pod in pods.iter().filter(runs) {
            let name = pod.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
            objects.delete(&path::pod(&key.namespace, name), &json!({})).await?;
        }
    }
    if next.status != found["status"] {
        // A count that is 0 now is taken away.
        let mut status = next.status.clone();
        for key in ["active", "succeeded", "failed"] {
            if status.get(key).is_none() {
                status[key] = Value::Null;
            }
        }
        match objects.merge(&format!("{own}/status"), &json!({"status": status})).await {
            Err(error) if refusal(&error) != Some(404) => return Err(error),
            Ok(_) | Err(_) => {}
        }
    }
    let has_ended = next.status.get("conditions").is_some() && next.again.is_none();
    Ok(if has_ended { Look::Done } else { Look::Again(next.again) })
}
