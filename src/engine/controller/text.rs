//! Text of users to values.

use serde_json::Value;

/// The documents of a text.
pub(super) fn documents(text: &str) -> Result<Vec<Value>, String> {
    value(text).map(|value| vec![value])
}

/// The value of a text of one document.
pub(super) fn value(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// What a JSONPath or jq query finds in an object.
pub(super) fn query(path: &str, filter: &str, _object: &Value) -> Result<String, String> {
    Err(format!("the query {path}{filter} of an output parameter is not supported yet"))
}
