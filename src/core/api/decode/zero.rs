//! What Go writes for values that were never set, and what it leaves out as empty.

use serde_json::Value;

use super::{Kind, write};

/// The JSON of a zero value of a kind.
pub(super) fn zero(kind: &Kind) -> Value {
    match kind {
        Kind::Str(_) | Kind::AnyString => Value::String(String::new()),
        Kind::Bool => Value::Bool(false),
        Kind::Int(..) | Kind::Uint(..) | Kind::IntOrString => Value::from(0),
        Kind::Quantity => Value::from("0"),
        Kind::Object(schema) => write(schema(), Vec::new()),
        Kind::Number
        | Kind::Bytes
        | Kind::Time
        | Kind::Any
        | Kind::Plugin
        | Kind::ParallelSteps
        | Kind::List(_)
        | Kind::NamedList(..)
        | Kind::Map(_)
        | Kind::NamedMap(..) => Value::Null,
    }
}

/// Whether `omitempty` leaves a value out.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(on) => !on,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
    }
}
