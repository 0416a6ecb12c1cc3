//! Times and durations.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::super::eval::Scope;
use super::super::{ExprError, Value};
use super::wrong;
use crate::core::text::duration;

pub(super) fn call(scope: &Scope<'_>, name: &str, args: &[Value]) -> Option<Result<Value, ExprError>> {
    use Value::Text;
    Some(match (name, args) {
        ("now", []) => Ok(Value::Time(scope.environment.now().to_zoned(TimeZone::UTC).into())),
        ("duration", [Text(text)]) => {
            duration::parse_go(text).map(Value::Duration).map_err(|e| ExprError::new(e.to_string(), 0))
        }
        ("date", [Text(text)]) => read(text)
            .map(|t| Value::Time(t.into()))
            .ok_or_else(|| ExprError::new(format!("invalid date {text}"), 0)),
        ("date", [Text(text), Text(layout)]) => {
            read_as(text, layout).map(|t| Value::Time(t.into())).ok_or_else(|| {
                ExprError::new(
                    format!("parsing time {text:?} as {layout:?}: cannot parse {text:?} as {layout:?}"),
                    0,
                )
            })
        }
        ("timezone", [Text(name)]) => match TimeZone::get(name) {
            Ok(_) => Ok(Value::text(name)),
            Err(_) => Err(ExprError::new(format!("unknown time zone {name}"), 0)),
        },
        ("now" | "duration" | "date" | "timezone", _) => Err(wrong(name, args)),
        _ => return None,
    })
}

/// The layouts that `date` tries.
const LAYOUTS: &[&str] = &["%Y-%m-%d", "%H:%M:%S", "%Y-%m-%d %H:%M:%S"];

fn read(text: &str) -> Option<Zoned> {
    if let Ok(time) = text.parse::<Timestamp>() {
        let offset = jiff::fmt::strtime::parse("%Y-%m-%dT%H:%M:%S%.f%:z", text).ok().and_then(|t| t.offset());
        return Some(time.to_zoned(offset.map_or(TimeZone::UTC, TimeZone::fixed)));
    }
    LAYOUTS.iter().find_map(|layout| {
        let parts = jiff::fmt::strtime::parse(layout, text).ok()?;
        let date = parts.to_date().unwrap_or(jiff::civil::date(0, 1, 1));
        let time = parts.to_time().unwrap_or(jiff::civil::Time::midnight());
        date.to_datetime(time).to_zoned(TimeZone::UTC).ok()
    })
}

/// Reads a time in a Go layout, as far as its pieces have a counterpart.
pub(in super::super) fn read_as(text: &str, layout: &str) -> Option<Zoned> {
    let pieces = [
        ("2006", "%Y"),
        ("01", "%m"),
        ("02", "%d"),
        ("15", "%H"),
        ("04", "%M"),
        ("05", "%S"),
        ("January", "%B"),
        ("Jan", "%b"),
        ("Monday", "%A"),
        ("Mon", "%a"),
        ("Z07:00", "%:z"),
        ("-07:00", "%:z"),
        ("-0700", "%z"),
        ("MST", "%Z"),
        ("PM", "%p"),
        ("03", "%I"),
    ];
    let format = pieces.iter().fold(layout.to_owned(), |format, (piece, with)| format.replace(piece, with));
    let parts = jiff::fmt::strtime::parse(&format, text).ok()?;
    let date = parts.to_date().unwrap_or(jiff::civil::date(0, 1, 1));
    let time = parts.to_time().unwrap_or(jiff::civil::Time::midnight());
    let zone = parts.offset().map_or(TimeZone::UTC, TimeZone::fixed);
    date.to_datetime(time).to_zoned(zone).ok()
}
