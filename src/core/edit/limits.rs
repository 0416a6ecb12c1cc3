//! `sync`: the limits of semaphores, kept in ConfigMaps.

use serde_json::{Value, json};

/// Why a limit cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// The ConfigMap has no such key.
    #[error("key {key} not found in configmap {place}")]
    Missing {
        /// The key.
        key: String,
        /// `namespace/name` of the ConfigMap.
        place: String,
    },
    /// The ConfigMap has the key already.
    #[error("key {key} already exists in configmap {place}")]
    Exists {
        /// The key.
        key: String,
        /// `namespace/name` of the ConfigMap.
        place: String,
    },
    /// The value is no number.
    #[error("the limit {value:?} of key {key} in configmap {place} is no number")]
    NoNumber {
        /// The value.
        value: String,
        /// The key.
        key: String,
        /// `namespace/name` of the ConfigMap.
        place: String,
    },
}

/// The limit that a ConfigMap has under a key.
///
/// # Errors
/// When there is none, or it is no number.
pub fn limit(map: &Value, key: &str) -> Result<i32, LimitError> {
    let found = map.get("data").and_then(|data| data.get(key)).and_then(Value::as_str);
    let value = found.ok_or_else(|| LimitError::Missing { key: key.to_owned(), place: place(map) })?;
    value.parse().map_err(|_| LimitError::NoNumber {
        value: value.to_owned(),
        key: key.to_owned(),
        place: place(map),
    })
}

/// The ConfigMap with a limit it did not have.
///
/// # Errors
/// When it has the key already.
pub fn with_new_limit(map: &Value, key: &str, limit: i32) -> Result<Value, LimitError> {
    if map.get("data").is_some_and(|data| data.get(key).is_some()) {
        return Err(LimitError::Exists { key: key.to_owned(), place: place(map) });
    }
    Ok(with_limit(map, key, limit))
}

/// The ConfigMap with another value of a limit it has.
///
/// # Errors
/// When it has no such key.
pub fn with_changed_limit(map: &Value, key: &str, limit: i32) -> Result<Value, LimitError> {
    if map.get("data").is_none_or(|data| data.get(key).is_none()) {
        return Err(LimitError::Missing { key: key.to_owned(), place: place(map) });
    }
    Ok(with_limit(map, key, limit))
}

/// The ConfigMap without a limit.
pub fn without_limit(map: &Value, key: &str) -> Value {
    let mut map = map.clone();
    if let Some(data) = map.get_mut("data").and_then(Value::as_object_mut) {
        data.shift_remove(key);
    }
    map
}

/// A ConfigMap with nothing but a limit.
pub fn new_limits(namespace: &str, name: &str, key: &str, limit: i32) -> Value {
    json!({
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": {"name": name, "namespace": namespace},
        "data": {key: limit.to_string()},
    })
}

fn with_limit(map: &Value, key: &str, limit: i32) -> Value {
    let mut map = map.clone();
    if !map["data"].is_object() {
        map["data"] = json!({});
    }
    map["data"][key] = limit.to_string().into();
    map
}

fn place(map: &Value) -> String {
    let text = |at| map.pointer(at).and_then(Value::as_str).unwrap_or_default();
    format!("{}/{}", text("/metadata/namespace"), text("/metadata/name"))
}
