//! Sprig's loose conversions.

use super::super::Value;
use super::super::builtins::parse_float;
use super::super::print::plain;

/// Anything as a whole number; what is none counts as 0.
pub(super) fn int(value: &Value) -> i64 {
    match value {
        Value::Int(n) => *n,
        Value::Float(n) => *n as i64,
        Value::Bool(b) => i64::from(*b),
        Value::Text(text) => whole(text).unwrap_or(0),
        _ => 0,
    }
}

/// A whole number in text, with a base where it says one.
pub(super) fn whole(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let number = if let Some(hex) = digits.strip_prefix("0x").or(digits.strip_prefix("0X")) {
        i64::from_str_radix(hex, 16)
    } else if let Some(binary) = digits.strip_prefix("0b").or(digits.strip_prefix("0B")) {
        i64::from_str_radix(binary, 2)
    } else if digits.len() > 1 && digits.starts_with('0') {
        i64::from_str_radix(digits.strip_prefix("0o").unwrap_or(digits), 8)
    } else {
        // What follows a point is cut off.
        let (kept, rest) = digits.split_once('.').unwrap_or((digits, ""));
        if rest.bytes().all(|b| b.is_ascii_digit()) { kept.parse() } else { digits.parse() }
    };
    number.ok().map(|n| sign * n)
}

/// Anything as a broken number; what is none counts as 0.
pub(super) fn float(value: &Value) -> f64 {
    match value {
        Value::Int(n) => *n as f64,
        Value::Float(n) => *n,
        Value::Bool(b) => f64::from(u8::from(*b)),
        Value::Text(text) => parse_float(text).unwrap_or(0.0),
        _ => 0.0,
    }
}

/// Anything as text.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Nil => "<nil>".into(),
        other => plain(other),
    }
}

/// A list's elements as texts, without what is nothing; anything else alone.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => items.iter().filter(|i| !matches!(i, Value::Nil)).map(text).collect(),
        Value::Nil => Vec::new(),
        other => vec![text(other)],
    }
}

/// Whether sprig takes a value for empty.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Nil => true,
        Value::Bool(b) => !b,
        Value::Int(n) => *n == 0,
        Value::Float(n) => *n == 0.0,
        Value::Text(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(map) => map.is_empty(),
        _ => false,
    }
}
