//! `managedFields`: who set which field.

use serde_json::{Map, Value, json};

use super::meta::now_text;

/// Fields nobody owns: the server sets them.
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

/// The set of an object's fields, `f:` for each, as field managers own it.
pub(super) fn fields_of(object: &Value) -> Value {
    let mut fields = Map::new();
    for (key, value) in object.as_object().into_iter().flatten() {
        match key.as_str() {
            "apiVersion" | "kind" => {}
            "metadata" => {
                let mut own = Map::new();
                for (key, value) in value.as_object().into_iter().flatten() {
                    if !SERVERS.contains(&key.as_str()) {
                        own.insert(format!("f:{key}"), set(value));
                    }
                }
                if !own.is_empty() {
                    fields.insert("f:metadata".into(), Value::Object(own));
                }
            }
            _ => {
                fields.insert(format!("f:{key}"), set(value));
            }
        }
    }
    Value::Object(fields)
}

/// A map is owned key by key; everything else as one.
fn set(value: &Value) -> Value {
    match value {
        Value::Object(map) if !map.is_empty() => {
            let mut fields = Map::new();
            fields.insert(".".into(), json!({}));
            for (key, value) in map {
                let inner = if value.is_object() { set_inner(value) } else { json!({}) };
                fields.insert(format!("f:{key}"), inner);
            }
            Value::Object(fields)
        }
        _ => json!({}),
    }
}

fn set_inner(value: &Value) -> Value {
    set(value)
}

/// Notes that `manager` wrote the object by create, update or patch: one entry for each manager and operation.
pub(super) fn note_update(object: &mut Value, before: Option<&Value>, manager: &str) {
    let mine = changed_fields(&fields_of(object), before.map(fields_of).as_ref());
    if mine.as_object().is_none_or(Map::is_empty) && before.is_some() {
        return;
    }
    let api_version = object["apiVersion"].clone();
    let mut entries = object["metadata"]["managedFields"].as_array().cloned().unwrap_or_default();
    let found = entries.iter_mut().find(|e| e["manager"] == manager && e["operation"] == "Update");
    match found {
        Some(entry) => {
            let mut fields = entry["fieldsV1"].take();
            union(&mut fields, &mine);
            entry["fieldsV1"] = fields;
            entry["time"] = now_text().into();
        }
        None => entries.push(json!({
            "manager": manager, "operation": "Update", "apiVersion": api_version, "time": now_text(),
            "fieldsType": "FieldsV1", "fieldsV1": mine,
        })),
    }
    object["metadata"]["managedFields"] = entries.into();
}

/// Fields of `now` that were not there before. (Whose value changed is not looked at: ownership by set is enough
/// for what reads it, and values of large workflows need not be compared twice.)
fn changed_fields(now: &Value, before: Option<&Value>) -> Value {
    let (Value::Object(now), Some(Value::Object(before))) = (now, before) else { return now.clone() };
    let mut changed = Map::new();
    for (key, value) in now {
        match before.get(key) {
            None => {
                changed.insert(key.clone(), value.clone());
            }
            Some(old) => {
                let inner = changed_fields(value, Some(old));
                if inner.as_object().is_some_and(|m| !m.is_empty()) {
                    changed.insert(key.clone(), inner);
                }
            }
        }
    }
    Value::Object(changed)
}

/// Adds the fields of one set to another.
pub(super) fn union(into: &mut Value, from: &Value) {
    let Value::Object(from) = from else { return };
    if !into.is_object() {
        *into = json!({});
    }
    if let Some(into) = into.as_object_mut() {
        for (key, value) in from {
            union(into.entry(key.clone()).or_insert_with(|| json!({})), value);
        }
    }
}

/// The name under which a caller writes: `fieldManager`, else the first word of its user agent.
pub(super) fn manager(options: &super::request::Options, headers: &axum::http::HeaderMap) -> String {
    let agent = headers.get("user-agent").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let from_agent = agent.split(['/', ' ']).next().filter(|name| !name.is_empty()).unwrap_or("unknown");
    options.get("fieldManager").unwrap_or(from_agent).to_owned()
}
