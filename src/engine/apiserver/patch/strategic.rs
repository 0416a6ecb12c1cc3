//! Strategic merge patches, for the core kinds: lists of named things are merged by name.

use serde_json::{Map, Value};

/// Lists that are merged, by the field that holds them, and the key of their elements.
const MERGED: &[(&str, &str)] = &[
    ("containers", "name"),
    ("initContainers", "name"),
    ("ephemeralContainers", "name"),
    ("env", "name"),
    ("ports", "containerPort"),
    ("volumeMounts", "mountPath"),
    ("volumes", "name"),
    ("imagePullSecrets", "name"),
    ("secrets", "name"),
    ("hostAliases", "ip"),
    ("ownerReferences", "uid"),
    ("conditions", "type"),
    ("tolerations", "key"),
];

/// The merge key of a list, `None` where lists of that name are replaced whole.
pub(super) fn merge_key(field: &str) -> Option<&'static str> {
    MERGED.iter().find(|(name, _)| *name == field).map(|(_, key)| *key)
}

/// Merges a patch into an object.
pub(super) fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if patch.get("$patch").is_some_and(|p| p == "replace") {
        let rest = patch.iter().filter(|(key, _)| *key != "$patch");
        *target = Value::Object(rest.map(|(k, v)| (k.clone(), v.clone())).collect());
        return;
    }
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Some(object) = target.as_object_mut() else { return };
    for (field, change) in patch {
        merge_field(object, field, change);
    }
}

fn merge_field(object: &mut Map<String, Value>, field: &str, change: &Value) {
    if let Some(list) = field.strip_prefix("$deleteFromPrimitiveList/") {
        if let Some(values) = object.get_mut(list).and_then(Value::as_array_mut) {
            values.retain(|value| !change.as_array().is_some_and(|gone| gone.contains(value)));
        }
        return;
    }
    if field.starts_with('$') {
        return;
    }
    match change {
        Value::Null => {
            object.shift_remove(field);
        }
        Value::Array(changes) if field == "finalizers" => {
            let values = object.entry(field).or_insert_with(|| Value::Array(Vec::new()));
            if let Some(values) = values.as_array_mut() {
                values.extend(changes.iter().filter(|c| !values.contains(c)).cloned().collect::<Vec<_>>());
            }
        }
        Value::Array(changes) => match merge_key(field) {
            Some(key) => {
                let list = object.entry(field).or_insert_with(|| Value::Array(Vec::new()));
                if let Some(list) = list.as_array_mut() {
                    merge_list(list, changes, key);
                }
            }
            None => {
                object.insert(field.to_owned(), change.clone());
            }
        },
        Value::Object(_) => merge(object.entry(field).or_insert(Value::Null), change),
        other => {
            object.insert(field.to_owned(), other.clone());
        }
    }
}

fn merge_list(list: &mut Vec<Value>, changes: &[Value], key: &str) {
    if changes.iter().any(|c| c["$patch"] == "replace") {
        *list = changes.iter().filter(|c| c.get("$patch").is_none()).cloned().collect();
        return;
    }
    for change in changes {
        let found = list.iter().position(|item| !change[key].is_null() && item[key] == change[key]);
        match (found, change["$patch"] == "delete") {
            (Some(at), true) => {
                list.remove(at);
            }
            (Some(at), false) => {
                if let Some(item) = list.get_mut(at) {
                    merge(item, change);
                }
            }
            (None, true) => {}
            (None, false) => list.push(change.clone()),
        }
    }
}
