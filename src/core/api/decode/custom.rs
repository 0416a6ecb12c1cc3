//! Values that are no structs, lists or maps; several have decoders of their own in Go, which end the reading on failure.

use base64::Engine;
use serde_json::{Map, Value};

use super::super::quantity::canonical;
use super::super::{AnyString, WorkflowStep, format_time};
use super::{Decoder, Kind, describe, go_type, zero};

impl Decoder {
    pub(super) fn scalar(&mut self, kind: &Kind, value: &Value) -> Value {
        match (kind, value) {
            (Kind::Str(_), Value::String(_)) | (Kind::Bool, Value::Bool(_)) => value.clone(),
            (Kind::Int(bits, name), Value::Number(_)) => match integer(value, *bits) {
                Some(_) => value.clone(),
                None => self.wrong(kind, &format!("number {value}"), name),
            },
            (Kind::Uint(_, name), Value::Number(number)) => match number.as_u64() {
                Some(_) => value.clone(),
                None => self.wrong(kind, &format!("number {value}"), name),
            },
            (Kind::Bytes, Value::String(text)) => self.bytes(text),
            (Kind::AnyString, value) => Value::String(AnyString::from_json(value).0),
            (Kind::Number, value) => value.clone(),
            (Kind::IntOrString, value) => self.int_or_string(value),
            (Kind::Time, value) => self.time(value),
            (Kind::Quantity, value) => self.quantity(value),
            (Kind::Plugin, value) => self.plugin(value),
            (Kind::ParallelSteps, value) => self.parallel_steps(value),
            (kind, value) => self.wrong(kind, describe(value), &go_type(kind)),
        }
    }

    /// A value of a wrong type leaves a zero.
    fn wrong(&mut self, kind: &Kind, found: &str, go_type: &str) -> Value {
        self.mismatch(found, go_type);
        zero(kind)
    }

    /// A decoder of its own met a value of a wrong type.
    fn refuse(&mut self, found: &str, go_type: &str) -> Value {
        self.refuse_below(found, None, go_type)
    }

    /// As [`Decoder::refuse`], for a value further inside.
    fn refuse_below(&mut self, found: &str, below: Option<&str>, go_type: &str) -> Value {
        let message = self.places.mismatch(found, below, go_type);
        self.abort(message);
        Value::Null
    }

    fn bytes(&mut self, text: &str) -> Value {
        if let Err(error) = base64::engine::general_purpose::STANDARD.decode(text) {
            let at = match error {
                base64::DecodeError::InvalidByte(at, _) | base64::DecodeError::InvalidLastSymbol(at, _) => at,
                base64::DecodeError::InvalidLength(at) => at,
                base64::DecodeError::InvalidPadding => text.len(),
            };
            self.fault(format!("illegal base64 data at input byte {at}"));
            return Value::Null;
        }
        Value::from(text)
    }

    fn int_or_string(&mut self, value: &Value) -> Value {
        match value {
            Value::String(_) => return value.clone(),
            Value::Number(_) if integer(value, 32).is_some() => return value.clone(),
            Value::Number(_) => self.refuse(&format!("number {value}"), "int32"),
            other => self.refuse(describe(other), "int32"),
        };
        Value::from(0)
    }

    fn time(&mut self, value: &Value) -> Value {
        let Value::String(text) = value else { return self.refuse(describe(value), "string") };
        match text.parse::<jiff::Timestamp>() {
            Ok(time) if text.contains('T') => Value::String(format_time(time)),
            _ => {
                self.abort(time_error(text));
                Value::Null
            }
        }
    }

    fn quantity(&mut self, value: &Value) -> Value {
        let text = match value {
            Value::String(text) => text.trim().to_owned(),
            other => other.to_string(),
        };
        match canonical(&text) {
            Ok(quantity) => Value::String(quantity),
            Err(message) => {
                self.abort(message.to_owned());
                zero(&Kind::Quantity)
            }
        }
    }

    fn plugin(&mut self, value: &Value) -> Value {
        match value {
            Value::Object(map) if map.len() == 1 => {}
            Value::Object(map) => self.abort(format!("expected exactly one key, got {}", map.len())),
            other => {
                self.refuse(describe(other), "map[string]interface {}");
            }
        }
        self.sorted(value)
    }

    /// One parallel group. Its decoder refuses unknown keys of a step, reads the rest leniently, and ends on any fault.
    fn parallel_steps(&mut self, value: &Value) -> Value {
        let Value::Array(steps) = value else {
            return self.refuse(describe(value), "[]map[string]interface {}");
        };
        for step in steps {
            match step {
                Value::Null => {}
                Value::Object(step) => {
                    if let Some(key) = unknown_key(step) {
                        self.abort(format!("json: unknown field \"{key}\""));
                        return Value::Null;
                    }
                }
                other => return self.refuse(describe(other), "map[string]interface {}"),
            }
        }
        let mut inner = Self { order: self.order, lenient: true, ..Self::default() };
        let group = inner.list(&Kind::ParallelSteps, &Kind::Object(WorkflowStep::schema), value);
        if let Some(error) = inner.error {
            // Go keeps the type of the inner message, and its way behind the outer place.
            match error.strip_prefix("json: cannot unmarshal ").and_then(|e| e.split_once(" into Go ")) {
                Some((found, rest)) => {
                    let (place, go_type) = rest.rsplit_once(" of type ").unwrap_or(("", rest));
                    let below = place.strip_prefix("struct field ").and_then(|place| place.split_once('.'));
                    self.refuse_below(found, below.map(|(_, below)| below), go_type);
                }
                None => self.abort(error),
            }
        }
        group
    }
}

/// The first key, by name, that a step does not have.
fn unknown_key(step: &Map<String, Value>) -> Option<&String> {
    step.keys().filter(|key| WorkflowStep::schema().field(key).is_none()).min()
}

/// An integer of so many bits.
fn integer(value: &Value, bits: u8) -> Option<i64> {
    value.as_i64().filter(|number| bits == 64 || i32::try_from(*number).is_ok())
}

/// The parts of RFC 3339 with the length of each, as Go's layout has them.
const PARTS: &[(&str, usize)] = &[
    ("2006", 4),
    ("-", 0),
    ("01", 2),
    ("-", 0),
    ("02", 2),
    ("T", 0),
    ("15", 2),
    (":", 0),
    ("04", 2),
    (":", 0),
    ("05", 2),
];

/// Go's message for a text that is no RFC 3339 time.
fn time_error(text: &str) -> String {
    const LAYOUT: &str = "2006-01-02T15:04:05Z07:00";
    let cannot = |rest: &str, part: &str| {
        format!("parsing time {text:?} as {LAYOUT:?}: cannot parse {rest:?} as {part:?}")
    };
    let mut rest = text;
    for (part, digits) in PARTS {
        let next = if *digits == 0 {
            rest.strip_prefix(part)
        } else {
            let fits = rest.get(..*digits).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()));
            if fits { rest.get(*digits..) } else { None }
        };
        match next {
            Some(next) => rest = next,
            None => return cannot(rest, part),
        }
    }
    if let Some(fraction) = rest.strip_prefix('.').filter(|f| f.starts_with(|c: char| c.is_ascii_digit())) {
        rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let zone = rest.strip_prefix('Z').or_else(|| zone_after(rest));
    match zone {
        None => cannot(rest, "Z07:00"),
        Some("") => format!("parsing time {text:?}: {} out of range", out_of_range(text)),
        Some(extra) => format!("parsing time {text:?}: extra text: {extra:?}"),
    }
}

/// What follows `+07:00`.
fn zone_after(text: &str) -> Option<&str> {
    let digits = |part: Option<&str>| part.is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let shape = text.starts_with(['+', '-'])
        && digits(text.get(1..3))
        && text.get(3..4) == Some(":")
        && digits(text.get(4..6));
    if shape { text.get(6..) } else { None }
}

/// The part of a well-formed time whose number is too large.
fn out_of_range(text: &str) -> &'static str {
    let number =
        |at: std::ops::Range<usize>| text.get(at).and_then(|d| d.parse::<u8>().ok()).unwrap_or_default();
    if !(1..=12).contains(&number(5..7)) {
        "month"
    } else if number(11..13) > 23 {
        "hour"
    } else if number(14..16) > 59 {
        "minute"
    } else if number(17..19) > 59 {
        "second"
    } else {
        "day"
    }
}
