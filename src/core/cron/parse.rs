//! Schedule text.

use jiff::{SignedDuration, tz::TimeZone};

use super::field::{self, Set};
use crate::core::text::duration;

/// Why a text is no schedule, in the words of robfig/cron.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CronError(pub String);

/// When something runs.
#[derive(Debug, Clone)]
pub struct Schedule {
    pub(super) kind: Kind,
    pub(super) zone: TimeZone,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Every(SignedDuration),
    Fields(Fields),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) minutes: Set,
    pub(super) hours: Set,
    pub(super) days: Set,
    pub(super) months: Set,
    pub(super) weekdays: Set,
}

/// Reads a schedule: five fields, or `@daily` and the like, or `@every DURATION`, each with an optional `TZ=ZONE ` or
/// `CRON_TZ=ZONE ` before it. `timezone` is that of the CronWorkflow, empty for UTC.
///
/// # Errors
/// The first thing that cannot be read, an unknown time zone included.
pub fn parse(schedule: &str, timezone: &str) -> Result<Schedule, CronError> {
    let prefixed;
    let mut text = schedule;
    if !timezone.is_empty() {
        prefixed = format!("CRON_TZ={timezone} {schedule}");
        text = &prefixed;
    }
    if text.is_empty() {
        return Err(CronError("empty spec string".to_owned()));
    }
    let mut named = TimeZone::UTC;
    if text.starts_with("TZ=") || text.starts_with("CRON_TZ=") {
        let (_, rest) = text.split_once('=').unwrap_or(("", text));
        let Some((name, rest)) = rest.split_once(' ') else {
            return Err(CronError(format!("no schedule after the time zone: {text}")));
        };
        named =
            zone(name).map_err(|CronError(why)| CronError(format!("provided bad location {name}: {why}")))?;
        text = rest.trim();
    }
    let kind = if text.starts_with('@') { descriptor(text)? } else { Kind::Fields(fields(text)?) };
    Ok(Schedule { kind, zone: named })
}

/// Finds a time zone by its IANA name, exactly as written; `Local` counts as UTC, where the controller runs.
///
/// # Errors
/// A name that is unknown.
pub fn zone(name: &str) -> Result<TimeZone, CronError> {
    if matches!(name, "" | "UTC" | "Local") {
        return Ok(TimeZone::UTC);
    }
    if name.contains("..") || name.starts_with(['/', '\\']) {
        return Err(CronError("time: invalid location name".to_owned()));
    }
    let found = jiff::tz::db().get(name).ok();
    // The database ignores case, the reference does not.
    let exact = found.filter(|zone| zone.iana_name() == Some(name));
    exact.ok_or_else(|| CronError(format!("unknown time zone {name}")))
}

fn fields(text: &str) -> Result<Fields, CronError> {
    let parts: Vec<_> = text.split_whitespace().collect();
    let [minutes, hours, days, months, weekdays] = parts[..] else {
        let shown = parts.join(" ");
        return Err(CronError(format!("expected exactly 5 fields, found {}: [{shown}]", parts.len())));
    };
    Ok(Fields {
        minutes: field::read(minutes, &field::MINUTES)?,
        hours: field::read(hours, &field::HOURS)?,
        days: field::read(days, &field::DAYS)?,
        months: field::read(months, &field::MONTHS)?,
        weekdays: field::read(weekdays, &field::WEEKDAYS)?,
    })
}

fn descriptor(text: &str) -> Result<Kind, CronError> {
    let same = match text {
        "@yearly" | "@annually" => "0 0 1 1 *",
        "@monthly" => "0 0 1 * *",
        "@weekly" => "0 0 * * 0",
        "@daily" | "@midnight" => "0 0 * * *",
        "@hourly" => "0 * * * *",
        _ => {
            let Some(every) = text.strip_prefix("@every ") else {
                return Err(CronError(format!("unrecognized descriptor: {text}")));
            };
            let every = duration::parse_go(every)
                .map_err(|why| CronError(format!("failed to parse duration {text}: {why}")))?;
            // Whole seconds, at least one.
            return Ok(Kind::Every(SignedDuration::from_secs(every.as_secs().max(1))));
        }
    };
    fields(same).map(Kind::Fields)
}
