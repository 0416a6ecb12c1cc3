//! Merging one object under another the way a strategic merge patch does.

use serde_json::Value;

/// Lists whose elements are merged by a key; all other lists are replaced.
const KEYED: &[(&str, &str)] = &[
    ("templates", "name"),
    ("volumes", "name"),
    ("volumeClaimTemplates", "name"),
    ("sidecars", "name"),
    ("initContainers", "name"),
    ("containers", "name"),
    ("env", "name"),
    ("volumeMounts", "mountPath"),
    ("ports", "containerPort"),
    ("imagePullSecrets", "name"),
    ("tolerations", "key"),
    ("hostAliases", "ip"),
    ("parameters", "name"),
    ("artifacts", "name"),
];

/// `over` merged onto `base`: maps by key, some lists by the name of their elements, everything else replaced.
pub fn under(base: Value, over: Value) -> Value {
    merge(base, over, "")
}

fn merge(base: Value, over: Value, field: &str) -> Value {
    match (base, over) {
        (Value::Object(mut base), Value::Object(over)) => {
            for (key, value) in over {
                let merged = match base.remove(&key) {
                    Some(old) => merge(old, value, &key),
                    None => value,
                };
                if !merged.is_null() {
                    base.insert(key, merged);
                }
            }
            Value::Object(base)
        }
        (Value::Array(base), Value::Array(over)) => match KEYED.iter().find(|(name, _)| *name == field) {
            Some((_, key)) => Value::Array(merge_list(base, over, key)),
            None => Value::Array(over),
        },
        (_, over) => over,
    }
}

/// Elements of `over` first, each merged onto the one of the same key below; then what only `base` has.
fn merge_list(mut base: Vec<Value>, over: Vec<Value>, key: &str) -> Vec<Value> {
    let mut merged = Vec::with_capacity(base.len() + over.len());
    for value in over {
        let at = base.iter().position(|b| b.get(key).is_some() && b.get(key) == value.get(key));
        merged.push(match at {
            Some(at) => merge(base.remove(at), value, ""),
            None => value,
        });
    }
    merged.extend(base);
    merged
}
