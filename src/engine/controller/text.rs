//! Text of users to values.

use serde_json::Value;

use crate::core::select::{jq, jsonpath};
use crate::core::yaml;

/// The documents of a text.
pub(super) fn documents(text: &str) -> Result<Vec<Value>, String> {
    let documents = yaml::parse_documents(text).into_iter().map(|document| document.value);
    documents.collect::<Result<_, _>>().map_err(|error| error.to_string())
}

/// The value of a text of one document.
pub(super) fn value(text: &str) -> Result<Value, String> {
    yaml::read(text.as_bytes()).map_err(|error| error.to_string())
}

/// What a JSONPath or jq query finds in an object.
pub(super) fn query(path: &str, filter: &str, object: &Value) -> Result<String, String> {
    if path.is_empty() {
        jq::filter(filter, object).map_err(|error| error.to_string())
    } else {
        jsonpath::print(path, object).map_err(|error| error.to_string())
    }
}
