//! `managedFields`: who set which field, by the rules of server-side apply.

mod diff;
mod merge;
mod set;
mod shape;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use super::error::{ApiError, Cause};
use super::kinds::Kind;
use super::meta::now_text;
use set::FieldSet;
use shape::Place;

/// Fields of metadata nobody owns: the server sets them.
const SERVERS: &[&str] = &[
    "name",
    "namespace",
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "managedFields",
    "selfLink",
];

/// Who writes, through which door.
#[derive(Debug, Clone)]
pub(super) struct Manager {
    pub(super) name: String,
    /// Empty, or e.g. `status`.
    pub(super) subresource: String,
}

impl Manager {
    /// The caller: `fieldManager`, else the first word of its user agent.
    pub(super) fn of(call: &super::Call) -> Self {
        let agent = call.headers.get("user-agent").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let name = call.options.get("fieldManager").unwrap_or(from_agent(agent)).to_owned();
        Self { name, subresource: call.target.subresource.clone() }
    }
}

fn from_agent(agent: &str) -> &str {
    agent.split(['/', ' ']).next().filter(|name| !name.is_empty()).unwrap_or("unknown")
}

/// What a review, which is answered and not kept, says about who asked.
pub(super) fn review_entry(agent: &str, api_version: &str, spec: &Value) -> Value {
    let mut fields = Map::new();
    for (name, value) in spec.as_object().into_iter().flatten() {
        let mut below = FieldSet::leaf();
        for (name, _) in value.as_object().into_iter().flatten() {
            below.put(format!("f:{name}"), FieldSet::leaf());
        }
        fields.insert(format!("f:{name}"), below.to_json());
    }
    json!({
        "manager": from_agent(agent), "operation": "Update", "apiVersion": api_version, "time": now_text(),
        "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": fields},
    })
}

/// One entry of `managedFields`.
struct Entry {
    manager: String,
    operation: String,
    api_version: Value,
    subresource: String,
    time: String,
    fields: FieldSet,
}

impl Entry {
    fn read(entry: &Value) -> Self {
        let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        Self {
            manager: text("manager"),
            operation: text("operation"),
            api_version: entry["apiVersion"].clone(),
            subresource: text("subresource"),
            time: text("time"),
            fields: FieldSet::from_json(&entry["fieldsV1"]),
        }
    }

    fn written(&self) -> Value {
        let mut entry = Map::new();
        entry.insert("manager".into(), self.manager.clone().into());
        entry.insert("operation".into(), self.operation.clone().into());
        entry.insert("apiVersion".into(), self.api_version.clone());
        if !self.time.is_empty() {
            entry.insert("time".into(), self.time.clone().into());
        }
        entry.insert("fieldsType".into(), "FieldsV1".into());
        entry.insert("fieldsV1".into(), self.fields.to_json());
        if !self.subresource.is_empty() {
            entry.insert("subresource".into(), self.subresource.clone().into());
        }
        Value::Object(entry)
    }

    fn is(&self, manager: &Manager, operation: &str) -> bool {
        self.manager == manager.name && self.subresource == manager.subresource && self.operation == operation
    }

    /// The manager as messages name it.
    fn shown(&self) -> String {
        let mut text = format!("{:?}", self.manager);
        if !self.subresource.is_empty() {
            text = format!("{text} with subresource {:?}", self.subresource);
        }
        if self.operation == "Update" {
            text = format!("{text} using {}", self.api_version.as_str().unwrap_or_default());
        }
        text
    }
}

fn entries(object: &Value) -> Vec<Entry> {
    object["metadata"]["managedFields"].as_array().into_iter().flatten().map(Entry::read).collect()
}

/// Writes entries back in the order an API server keeps: applied first, then by time and name.
fn put(object: &mut Value, mut entries: Vec<Entry>) {
    entries.retain(|entry| !entry.fields.is_empty());
    entries.sort_by(|a, b| (&a.operation, &a.time, &a.manager).cmp(&(&b.operation, &b.time, &b.manager)));
    let written: Vec<Value> = entries.iter().map(Entry::written).collect();
    object["metadata"]["managedFields"] = written.into();
}

/// An object without what the server says about it.
fn content(object: &Value) -> Value {
    let mut content = Map::new();
    for (key, value) in object.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            ("apiVersion" | "kind", _) => {}
            ("metadata", Value::Object(metadata)) => {
                let own = metadata.iter().filter(|(key, _)| !SERVERS.contains(&key.as_str()));
                let own: Map<String, Value> = own.map(|(k, v)| (k.clone(), v.clone())).collect();
                content.insert(key.clone(), own.into());
            }
            _ => {
                content.insert(key.clone(), value.clone());
            }
        }
    }
    Value::Object(content)
}

/// What an object of a kind has before anybody has said anything: the structs that are always there.
fn blank(kind: &Kind) -> Value {
    match kind.plural {
        _ if kind.is_custom() => json!({"metadata": {}}),
        "pods" => json!({"metadata": {}, "spec": {"containers": []}, "status": {}}),
        "events" => json!({"metadata": {}, "involvedObject": {}, "source": {}}),
        _ => json!({"metadata": {}, "spec": {}, "status": {}}),
    }
}

/// Notes that `manager` wrote an object by create, update or patch. Fields it changed become its own; fields that are
/// gone are nobody's.
pub(super) fn note_update(kind: &Kind, object: &mut Value, before: Option<&Value>, manager: &Manager) {
    let none = if before.is_none() { blank(kind) } else { Value::Null };
    let difference = diff::compare(before.unwrap_or(&none), object, Place::root(kind));
    let given = object["metadata"]["managedFields"].is_array();
    let mut entries = if given { entries(object) } else { before.map(entries).unwrap_or_default() };
    let mut found = false;
    for entry in &mut entries {
        entry.fields = entry.fields.cut(&difference.removed);
        if !entry.is(manager, "Update") {
            entry.fields = entry.fields.without(&difference.changed);
            continue;
        }
        found = true;
        if !difference.changed.is_empty() {
            entry.fields.union(&difference.changed);
            entry.time = now_text();
        }
    }
    if !found && !difference.changed.is_empty() {
        entries.push(Entry {
            manager: manager.name.clone(),
            operation: "Update".into(),
            api_version: kind.api_version().into(),
            subresource: manager.subresource.clone(),
            time: now_text(),
            fields: difference.changed,
        });
    }
    put(object, entries);
}

/// Applies a configuration to an object, or makes one of it, and notes what the manager wants from now on.
///
/// # Errors
/// When another manager owns a field that is to change, unless that is forced.
pub(super) fn apply(
    kind: &Kind,
    live: Option<&Value>,
    config: &Value,
    manager: &Manager,
    force: bool,
) -> Result<Value, ApiError> {
    let mut wanted = diff::said(&content(config), Place::root(kind));
    if config["metadata"].as_object().is_none_or(|m| m.keys().all(|key| SERVERS.contains(&key.as_str()))) {
        wanted.children.remove("f:metadata");
    }
    let Some(live) = live else {
        let mut object = config.clone();
        put(&mut object, vec![applied(kind, manager, wanted, now_text())]);
        return Ok(object);
    };
    let mut entries = entries(live);
    let before = entries.iter().position(|entry| entry.is(manager, "Apply")).map(|at| entries.remove(at));
    let mut object = live.clone();
    merge::overlay(&mut object, &content(config), Place::root(kind));
    if let Some(before) = &before {
        let mut kept = wanted.clone();
        for other in &entries {
            kept.union(&other.fields);
        }
        let mut gone = before.fields.without(&kept);
        if let Some(metadata) = gone.children.get_mut("f:metadata") {
            // It holds what is the server's.
            metadata.member = false;
        }
        merge::remove(&mut object, &gone, &kept, Place::root(kind));
    }
    let difference = diff::compare(live, &object, Place::root(kind));
    let conflicts: Vec<(String, String)> = entries
        .iter()
        .flat_map(|entry| {
            let paths = entry.fields.common(&difference.changed).paths();
            paths.into_iter().map(|path| (entry.shown(), path))
        })
        .collect();
    if !force && !conflicts.is_empty() {
        return Err(conflict(conflicts));
    }
    for entry in &mut entries {
        entry.fields = entry.fields.without(&difference.changed).cut(&difference.removed);
    }
    let same = difference.changed.is_empty() && difference.removed.is_empty();
    // Who only confirms what is there keeps its time, or has none.
    let time = if same { before.map(|b| b.time).unwrap_or_default() } else { now_text() };
    entries.push(applied(kind, manager, wanted, time));
    put(&mut object, entries);
    Ok(object)
}

fn applied(kind: &Kind, manager: &Manager, fields: FieldSet, time: String) -> Entry {
    Entry {
        manager: manager.name.clone(),
        operation: "Apply".into(),
        api_version: kind.api_version().into(),
        subresource: manager.subresource.clone(),
        time,
        fields,
    }
}

fn conflict(conflicts: Vec<(String, String)>) -> ApiError {
    let causes = conflicts.iter().map(|(manager, path)| Cause {
        reason: "FieldManagerConflict",
        message: format!("conflict with {manager}"),
        field: path.clone(),
    });
    let causes = causes.collect();
    let message = match conflicts.as_slice() {
        [(manager, path)] => format!("Apply failed with 1 conflict: conflict with {manager}: {path}"),
        many => {
            let mut lines: Vec<String> = Vec::new();
            let mut managers: Vec<&String> = many.iter().map(|(manager, _)| manager).collect();
            managers.sort();
            managers.dedup();
            for manager in managers {
                lines.push(format!("conflicts with {manager}:"));
                let own = many.iter().filter(|(m, _)| m == manager);
                lines.extend(own.map(|(_, path)| format!("- {path}")));
            }
            format!("Apply failed with {} conflicts: {}", many.len(), lines.join("\n"))
        }
    };
    ApiError::apply_conflict(message, causes)
}
