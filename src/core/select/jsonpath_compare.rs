//! Comparisons in JSONPath filters, by the rules of Go's templates: only like with like.

use std::cmp::Ordering;

use serde_json::Value;

use super::jsonpath::{JsonPathError, fail};

pub(super) fn compare(left: &Value, operator: &str, right: &Value) -> Result<bool, JsonPathError> {
    let equality = matches!(operator, "==" | "!=");
    let order = match (left, right) {
        (Value::Array(_) | Value::Object(_) | Value::Null, _)
        | (_, Value::Array(_) | Value::Object(_) | Value::Null) => {
            return fail("invalid type for comparison");
        }
        (Value::Bool(left), Value::Bool(right)) if equality => left.cmp(right),
        (Value::Bool(_), Value::Bool(_)) => return fail("invalid type for comparison"),
        (Value::String(left), Value::String(right)) => left.cmp(right),
        (Value::Number(left), Value::Number(right)) if left.is_f64() == right.is_f64() => {
            match (left.as_i64(), right.as_i64()) {
                (Some(left), Some(right)) => left.cmp(&right),
                _ => left.as_f64().partial_cmp(&right.as_f64()).unwrap_or(Ordering::Equal),
            }
        }
        _ => return fail("incompatible types for comparison"),
    };
    Ok(match operator {
        "<" => order == Ordering::Less,
        ">" => order == Ordering::Greater,
        "==" => order == Ordering::Equal,
        "!=" => order != Ordering::Equal,
        "<=" => order != Ordering::Greater,
        ">=" => order != Ordering::Less,
        _ => return fail(format!("unrecognized filter operator {operator}")),
    })
}
