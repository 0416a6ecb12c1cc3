//! Values as Go's `fmt.Sprint` prints them.

use super::Value;
use crate::core::text::{duration, golayout};

/// A value in plain text, e.g. `[1 a map[k:v]]`.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Nil => "<nil>".into(),
        Value::Bool(b) => b.to_string(),
        Value::Int(n) => n.to_string(),
        Value::Float(n) => golayout::float_short(*n),
        Value::Text(text) => text.to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(" ")),
        Value::Map(map) => {
            let pairs = map.iter().map(|(key, value)| format!("{key}:{}", plain(value)));
            format!("map[{}]", pairs.collect::<Vec<_>>().join(" "))
        }
        Value::Time(time) => golayout::format(time, "2006-01-02 15:04:05.999999999 -0700 MST"),
        Value::Duration(length) => duration::print(*length),
        Value::Function(_) | Value::Method(_) => "func".into(),
    }
}
