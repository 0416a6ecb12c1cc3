//! JSON, and what Go says about what is none.

use serde_json::Value;

use crate::core::text::json_fault;

/// Parses JSON.
///
/// # Errors
/// What Go's decoder would say.
pub(in crate::engine::apiserver) fn json(bytes: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(bytes)
        .map_err(|error| json_fault::fault_of(bytes).unwrap_or_else(|| error.to_string()))
}

/// The type of a value as Go's decoder calls it.
pub(in crate::engine::apiserver) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
