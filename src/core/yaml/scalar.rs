//! YAML 1.1 scalar resolution as go-yaml v2 does it.

use std::borrow::Cow;

use base64::Engine as _;

use super::timestamp::is_timestamp;

/// What a scalar means.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scalar<'t> {
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    Text(Cow<'t, str>),
}

const PREFIX: &str = "tag:yaml.org,2002:";

/// Resolves a scalar by its tag (empty = none) and text.
///
/// # Errors
/// Go's words for a tag that the text does not fit.
pub(super) fn resolve<'t>(tag: &str, text: &'t str, plain: bool) -> Result<Scalar<'t>, String> {
    if tag.is_empty() && !plain {
        return Ok(Scalar::Text(text.into()));
    }
    match tag.strip_prefix(PREFIX) {
        None if tag.is_empty() => Ok(implicit(text, true).0),
        Some("binary") => binary(text),
        Some(wanted @ ("bool" | "int" | "float" | "null" | "timestamp")) => tagged(wanted, text),
        _ => Ok(Scalar::Text(text.into())),
    }
}

/// Whether plain text stays text when it is read back.
pub(super) fn is_text(text: &str) -> bool {
    implicit(text, true).1 == "str"
}

fn tagged<'t>(wanted: &str, text: &'t str) -> Result<Scalar<'t>, String> {
    let (scalar, found) = implicit(text, wanted == "timestamp");
    match (wanted, scalar) {
        ("float", Scalar::Int(value)) => Ok(Scalar::Float(value as f64)),
        (_, scalar) if found == wanted => Ok(scalar),
        _ => Err(format!("cannot decode !!{found} `{text}` as a !!{wanted}")),
    }
}

/// Resolves untagged plain text; returns the name of the type that YAML gives it too.
fn implicit(text: &str, timestamps: bool) -> (Scalar<'_>, &'static str) {
    let fallback = || (Scalar::Text(text.into()), "str");
    // Most texts are longer than any of the words, and are no numbers.
    if text.len() > 5 && text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return fallback();
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return (Scalar::Null, "null"),
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            return (Scalar::Bool(true), "bool");
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            return (Scalar::Bool(false), "bool");
        }
        ".nan" | ".NaN" | ".NAN" => return (Scalar::Float(f64::NAN), "float"),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => {
            return (Scalar::Float(f64::INFINITY), "float");
        }
        "-.inf" | "-.Inf" | "-.INF" => return (Scalar::Float(f64::NEG_INFINITY), "float"),
        _ => {}
    }
    match text.as_bytes().first() {
        Some(b'.') => float(text).map_or_else(fallback, |value| (Scalar::Float(value), "float")),
        Some(b'0'..=b'9' | b'+' | b'-') => {
            if timestamps && is_timestamp(text) {
                return (Scalar::Text(text.into()), "timestamp");
            }
            number(&text.replace('_', "")).unwrap_or_else(fallback)
        }
        _ => fallback(),
    }
}

fn number(plain: &str) -> Option<(Scalar<'static>, &'static str)> {
    if let Some(value) = integer(plain) {
        return Some((value, "int"));
    }
    if let Some(value) = float(plain) {
        return Some((Scalar::Float(value), "float"));
    }
    None
}

/// Reads an integer as Go's `ParseInt(text, 0, 64)`: decimal, `0x`, `0b`, `0o` or a leading zero for octal.
fn integer(text: &str) -> Option<Scalar<'static>> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let (radix, digits) = match digits.get(..2) {
        Some("0x" | "0X") => (16, digits.get(2..)?),
        Some("0b" | "0B") => (2, digits.get(2..)?),
        Some("0o" | "0O") => (8, digits.get(2..)?),
        Some(_) if digits.starts_with('0') => (8, digits.get(1..)?),
        _ => (10, digits),
    };
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_alphanumeric()) {
        return None;
    }
    let magnitude = u64::from_str_radix(digits, radix).ok()?;
    if negative {
        return 0i64.checked_sub_unsigned(magnitude).map(Scalar::Int);
    }
    match i64::try_from(magnitude) {
        Ok(value) => Some(Scalar::Int(value)),
        Err(_) if text.starts_with('+') => None,
        Err(_) => Some(Scalar::Uint(magnitude)),
    }
}

/// Reads decimal digits with optional fraction and exponent; overflow is no number.
fn float(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'))
    {
        return None;
    }
    text.parse::<f64>().ok().filter(|value| value.is_finite())
}

fn binary(text: &str) -> Result<Scalar<'static>, String> {
    let compact: String = text.chars().filter(|character| !matches!(character, '\n' | '\r')).collect();
    base64::engine::general_purpose::STANDARD
        .decode(compact)
        .map(|bytes| Scalar::Text(String::from_utf8_lossy(&bytes).into_owned().into()))
        .map_err(|_| "!!binary value contains invalid base64 data".to_owned())
}
