//! Dates. The local time zone of a workflow is UTC.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

use super::super::eval::Scope;
use super::super::{ExprError, Value, builtins};
use super::{Answer, bare, wrong};
use crate::core::text::{duration, golayout};

pub(super) fn call(scope: &Scope<'_>, full: &str, args: &[Value]) -> Answer {
    use Value::Text;
    let name = bare(full);
    let now = || scope.environment.now().to_zoned(TimeZone::UTC);
    Some(match (name.as_str(), args) {
        ("now", []) => Ok(Value::Time(now().into())),
        ("date", [Text(layout), time]) => Ok(golayout::format(&zoned(time, &now), layout).into()),
        ("htmlDate", [time]) => Ok(golayout::format(&zoned(time, &now), "2006-01-02").into()),
        ("dateInZone" | "date_in_zone", [Text(layout), time, Text(zone)]) => {
            Ok(in_zone(layout, time, zone, &now))
        }
        ("htmlDateInZone", [time, Text(zone)]) => Ok(in_zone("2006-01-02", time, zone, &now)),
        ("dateModify" | "date_modify", [Text(by), Value::Time(time)]) => match duration::parse_go(by) {
            Ok(by) => Ok(time.checked_add(by).map_or(Value::Nil, |t| Value::Time(t.into()))),
            Err(_) if name == full => Ok(Value::Time(time.clone())),
            Err(error) => Err(ExprError::new(error.to_string(), 0)),
        },
        ("unixEpoch", [Value::Time(time)]) => Ok(time.timestamp().as_second().to_string().into()),
        ("ago", [time]) => {
            let past = now().timestamp().duration_since(zoned(time, &now).timestamp());
            Ok(duration::print(SignedDuration::from_secs(past.as_secs())).into())
        }
        ("duration", [value]) => {
            // Only whole numbers in text and 64-bit ones count.
            let seconds = if let Text(text) = value { text.parse().unwrap_or(0) } else { 0 };
            Ok(duration::print(SignedDuration::from_secs(seconds)).into())
        }
        ("durationRound", [value]) => Ok(rounded(value, &now).into()),
        ("toDate", [Text(layout), Text(text)]) => match builtins::read_as(text, layout) {
            Some(time) => Ok(Value::Time(time.into())),
            None if name == full => Ok(Value::Time(zero().into())),
            None => Err(ExprError::new(
                format!("parsing time {text:?} as {layout:?}: cannot parse {text:?} as {layout:?}"),
                0,
            )),
        },
        (
            "date" | "htmlDate" | "dateInZone" | "date_in_zone" | "htmlDateInZone" | "dateModify"
            | "date_modify" | "unixEpoch" | "ago" | "duration" | "durationRound" | "toDate",
            _,
        ) => Err(wrong(full, args)),
        _ => return None,
    })
}

fn zero() -> Zoned {
    jiff::civil::date(1, 1, 1)
        .to_zoned(TimeZone::UTC)
        .unwrap_or_else(|_| Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC))
}

/// A time, or seconds since 1970; anything else is now.
fn zoned(value: &Value, now: &dyn Fn() -> Zoned) -> Zoned {
    match value {
        Value::Time(time) => (**time).clone(),
        Value::Int(n) => Timestamp::from_second(*n).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC),
        _ => now(),
    }
}

fn in_zone(layout: &str, time: &Value, zone: &str, now: &dyn Fn() -> Zoned) -> Value {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    golayout::format(&zoned(time, now).with_time_zone(zone), layout).into()
}

fn rounded(value: &Value, now: &dyn Fn() -> Zoned) -> String {
    let length = match value {
        Value::Text(text) => duration::parse_go(text).unwrap_or(SignedDuration::ZERO),
        Value::Time(time) => now().timestamp().duration_since(time.timestamp()),
        Value::Duration(length) => *length,
        _ => SignedDuration::ZERO,
    };
    let seconds = length.as_secs().abs();
    let sign = if length.is_negative() { "-" } else { "" };
    let units = [(31_536_000, "y"), (2_592_000, "mo"), (86_400, "d"), (3600, "h"), (60, "m"), (1, "s")];
    let unit = units.iter().find(|(size, _)| seconds >= *size);
    unit.map_or_else(|| "0s".into(), |(size, word)| format!("{sign}{}{word}", seconds / size))
}
