//! Methods of times and durations.

use super::{ExprError, Value};
use crate::core::text::{duration, golayout};

/// Calls a method of a value.
pub(super) fn call(value: &Value, name: &str, args: &[Value]) -> Result<Value, ExprError> {
    let found = match value {
        Value::Duration(length) => of_duration(*length, name),
        Value::Time(time) => of_time(time, name, args),
        _ => None,
    };
    found.ok_or_else(|| ExprError::new(format!("type {} has no method {name}", value.type_name()), 0))
}

fn of_duration(length: jiff::SignedDuration, name: &str) -> Option<Value> {
    let whole = |n: i128| i64::try_from(n).ok().map(Value::Int);
    match name {
        "Seconds" => Some(Value::Float(length.as_secs_f64())),
        "Minutes" => Some(Value::Float(length.as_secs_f64() / 60.0)),
        "Hours" => Some(Value::Float(length.as_secs_f64() / 3600.0)),
        "Milliseconds" => whole(length.as_millis()),
        "Microseconds" => whole(length.as_micros()),
        "Nanoseconds" => whole(length.as_nanos()),
        "String" => Some(duration::print(length).into()),
        "Abs" => Some(Value::Duration(length.abs())),
        _ => None,
    }
}

fn of_time(time: &jiff::Zoned, name: &str, args: &[Value]) -> Option<Value> {
    let int = |n: i64| Some(Value::Int(n));
    match (name, args) {
        ("Year", []) => int(time.year().into()),
        ("Month", []) => int(time.month().into()),
        ("Day", []) => int(time.day().into()),
        ("Hour", []) => int(time.hour().into()),
        ("Minute", []) => int(time.minute().into()),
        ("Second", []) => int(time.second().into()),
        ("Nanosecond", []) => int(time.subsec_nanosecond().into()),
        ("Weekday", []) => int(time.weekday().to_sunday_zero_offset().into()),
        ("YearDay", []) => int(time.day_of_year().into()),
        ("Unix", []) => int(time.timestamp().as_second()),
        ("UnixMilli", []) => int(time.timestamp().as_millisecond()),
        ("UnixMicro", []) => int(time.timestamp().as_microsecond()),
        ("UnixNano", []) => i64::try_from(time.timestamp().as_nanosecond()).ok().map(Value::Int),
        ("UTC", []) => Some(Value::Time(time.with_time_zone(jiff::tz::TimeZone::UTC).into())),
        ("String", []) => Some(super::print::plain(&Value::Time(time.clone().into())).into()),
        ("Format", [Value::Text(layout)]) => Some(golayout::format(time, layout).into()),
        ("In", [Value::Text(zone)]) => {
            let zone = jiff::tz::TimeZone::get(zone).ok()?;
            Some(Value::Time(time.with_time_zone(zone).into()))
        }
        ("Add", [Value::Duration(length)]) => time.checked_add(*length).ok().map(|t| Value::Time(t.into())),
        ("Sub", [Value::Time(other)]) => {
            Some(Value::Duration(time.timestamp().duration_since(other.timestamp())))
        }
        ("Before", [Value::Time(other)]) => Some(Value::Bool(time.timestamp() < other.timestamp())),
        ("After", [Value::Time(other)]) => Some(Value::Bool(time.timestamp() > other.timestamp())),
        ("Equal", [Value::Time(other)]) => Some(Value::Bool(time.timestamp() == other.timestamp())),
        ("AddDate", [Value::Int(y), Value::Int(m), Value::Int(d)]) => {
            let span = jiff::Span::new().try_years(*y).ok()?.try_months(*m).ok()?.try_days(*d).ok()?;
            time.checked_add(span).ok().map(|t| Value::Time(t.into()))
        }
        _ => None,
    }
}
