//! Values from and to JSON, as Go's encoder writes it.

use std::collections::BTreeMap;

use super::{ExprError, Value};
use crate::core::text::golayout;

/// A value of JSON: numbers are broken numbers, as Go decodes them.
pub fn from_json(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Nil,
        serde_json::Value::Bool(b) => Value::Bool(*b),
        serde_json::Value::Number(n) => Value::Float(n.as_f64().unwrap_or_default()),
        serde_json::Value::String(text) => Value::text(text),
        serde_json::Value::Array(items) => Value::list(items.iter().map(from_json).collect()),
        serde_json::Value::Object(map) => {
            Value::map(map.iter().map(|(k, v)| (k.clone(), from_json(v))).collect())
        }
    }
}

/// Reads JSON text.
pub(super) fn parse(text: &str) -> Result<Value, ExprError> {
    serde_json::from_str(text).map(|json| from_json(&json)).map_err(|e| ExprError::new(e.to_string(), 0))
}

/// Compact JSON with `<`, `>` and `&` escaped, as Go's `json.Marshal` writes it.
///
/// # Errors
/// For functions, and numbers that JSON has no text for.
pub fn to_json_text(value: &Value) -> Result<String, ExprError> {
    let mut out = String::new();
    write(value, &mut out, None, true)?;
    Ok(out)
}

/// JSON on several lines, each level indented.
pub(super) fn indented(value: &Value, indent: &str, escape: bool) -> Result<String, ExprError> {
    let mut out = String::new();
    write(value, &mut out, Some((indent, 0)), escape)?;
    Ok(out)
}

/// JSON without escapes for the web.
pub(super) fn raw(value: &Value) -> Result<String, ExprError> {
    let mut out = String::new();
    write(value, &mut out, None, false)?;
    Ok(out)
}

fn write(
    value: &Value,
    out: &mut String,
    layout: Option<(&str, usize)>,
    escape: bool,
) -> Result<(), ExprError> {
    match value {
        Value::Nil => out.push_str("null"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Int(n) => out.push_str(&n.to_string()),
        Value::Float(n) => out.push_str(&number(*n)?),
        Value::Text(text) => out.push_str(&quoted(text, escape)),
        Value::Time(time) => {
            out.push_str(&quoted(&golayout::format(time, "2006-01-02T15:04:05.999999999Z07:00"), escape))
        }
        Value::Duration(length) => out.push_str(&length.as_nanos().to_string()),
        Value::List(items) => {
            let mut sequence = Sequence::begin(out, '[', layout);
            for item in items.iter() {
                sequence.next(out);
                write(item, out, sequence.inner(), escape)?;
            }
            sequence.end(out, ']');
        }
        Value::Map(map) => write_map(map, out, layout, escape)?,
        Value::Function(_) | Value::Method(_) => {
            return Err(ExprError::new("json: unsupported type: func", 0));
        }
    }
    Ok(())
}

fn write_map(
    map: &BTreeMap<String, Value>,
    out: &mut String,
    layout: Option<(&str, usize)>,
    escape: bool,
) -> Result<(), ExprError> {
    let mut sequence = Sequence::begin(out, '{', layout);
    for (key, value) in map {
        sequence.next(out);
        out.push_str(&quoted(key, escape));
        out.push_str(if layout.is_some() { ": " } else { ":" });
        write(value, out, sequence.inner(), escape)?;
    }
    sequence.end(out, '}');
    Ok(())
}

/// Commas and line ends of a list or map.
struct Sequence<'a> {
    layout: Option<(&'a str, usize)>,
    first: bool,
}

impl<'a> Sequence<'a> {
    fn begin(out: &mut String, bracket: char, layout: Option<(&'a str, usize)>) -> Self {
        out.push(bracket);
        Self { layout, first: true }
    }

    fn inner(&self) -> Option<(&'a str, usize)> {
        self.layout.map(|(indent, depth)| (indent, depth + 1))
    }

    fn next(&mut self, out: &mut String) {
        if !self.first {
            out.push(',');
        }
        self.first = false;
        if let Some((indent, depth)) = self.layout {
            out.push('\n');
            out.push_str(&indent.repeat(depth + 1));
        }
    }

    fn end(&self, out: &mut String, bracket: char) {
        if let (Some((indent, depth)), false) = (self.layout, self.first) {
            out.push('\n');
            out.push_str(&indent.repeat(depth));
        }
        out.push(bracket);
    }
}

fn number(n: f64) -> Result<String, ExprError> {
    if !n.is_finite() {
        return Err(ExprError::new(format!("json: unsupported value: {}", golayout::float(n)), 0));
    }
    let size = n.abs();
    if size != 0.0 && !(1e-6..1e21).contains(&size) {
        let text = format!("{n:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let sign = if exponent.starts_with('-') { "" } else { "+" };
        return Ok(format!("{digits}e{sign}{exponent}"));
    }
    Ok(format!("{n}"))
}

fn quoted(text: &str, escape: bool) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '<' | '>' | '&' if escape => push_code(&mut out, c),
            '\u{2028}' | '\u{2029}' => push_code(&mut out, c),
            c if u32::from(c) < 0x20 => push_code(&mut out, c),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn push_code(out: &mut String, c: char) {
    out.push_str("\\u");
    let code = u32::from(c);
    out.extend([12, 8, 4, 0].iter().filter_map(|shift| char::from_digit(code >> shift & 15, 16)));
}
