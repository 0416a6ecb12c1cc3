//! How long ago, and how long: the forms Argo's command line prints.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
const MONTH: i64 = 30 * DAY;
const YEAR: i64 = 12 * MONTH;
const LONG: i64 = 37 * YEAR;

/// The short form of the AGE and DURATION columns: one unit, e.g. `9m`.
pub fn short(duration: SignedDuration) -> String {
    let (count, unit) = in_one_unit(duration);
    format!("{count}{unit}")
}

/// The largest unit of which there is one, and how many of it: what [`short`] is made of.
pub fn in_one_unit(duration: SignedDuration) -> (i64, &'static str) {
    let seconds = duration.as_secs().abs();
    match seconds {
        ..MINUTE => (seconds, "s"),
        MINUTE..HOUR => (seconds / MINUTE, "m"),
        HOUR..DAY => (seconds / HOUR, "h"),
        _ => (seconds / DAY, "d"),
    }
}

/// Two units, so that it goes on every second of the first hour, e.g. `9m05s`.
pub fn ticking(duration: SignedDuration) -> String {
    let seconds = duration.as_secs().abs();
    match seconds {
        ..MINUTE => format!("{seconds}s"),
        MINUTE..HOUR => format!("{}m{:02}s", seconds / MINUTE, seconds % MINUTE),
        HOUR..DAY => format!("{}h{:02}m", seconds / HOUR, seconds % HOUR / MINUTE),
        _ => format!("{}d{:02}h", seconds / DAY, seconds % DAY / HOUR),
    }
}

/// One unit in words, e.g. `9 minutes`.
pub fn truncated(duration: SignedDuration) -> String {
    let seconds = duration.as_secs().abs();
    match seconds {
        1 => "1 second".into(),
        ..MINUTE => format!("{seconds} seconds"),
        MINUTE..HOUR => counted(seconds / MINUTE, "minute"),
        HOUR..DAY => counted(seconds / HOUR, "hour"),
        DAY..WEEK => counted(seconds / DAY, "day"),
        WEEK..MONTH => counted(seconds / WEEK, "week"),
        MONTH..YEAR => counted(seconds / MONTH, "month"),
        // From a year and a half on, the library Argo uses speaks of two years.
        _ if seconds < 18 * MONTH => "1 year".into(),
        _ if seconds < 2 * YEAR => "2 years".into(),
        YEAR..LONG => counted(seconds / YEAR, "year"),
        _ => "a long while".into(),
    }
}

fn counted(count: i64, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

/// Two units in words, as `Duration:` has it, e.g. `9 minutes 5 seconds`. Below zero the second unit is lost, as in Argo.
pub fn long(duration: SignedDuration) -> String {
    let first = truncated(duration);
    let seconds = duration.as_secs();
    match seconds {
        ..MINUTE => first,
        MINUTE..HOUR => format!("{first} {} seconds", seconds % MINUTE),
        HOUR..DAY => format!("{first} {} minutes", seconds % HOUR / MINUTE),
        _ => format!("{first} {} hours", seconds % DAY / HOUR),
    }
}

/// A time as seen from now, e.g. `3 hours ago`.
pub fn relative(time: Timestamp, now: Timestamp) -> String {
    let past = now.duration_since(time);
    match past.as_secs() {
        0 => "now".into(),
        1.. => format!("{} ago", truncated(past)),
        _ => format!("{} from now", truncated(past)),
    }
}

/// A time in a zone with how long ago that was, e.g. `Tue Mar 05 06:07:08 +0000 (3 hours ago)`.
pub fn timestamp(time: Timestamp, zone: &TimeZone, now: Timestamp) -> String {
    let shown = time.to_zoned(zone.clone()).strftime("%a %b %d %H:%M:%S %z").to_string();
    format!("{shown} ({})", relative(time, now))
}

/// Resource use as `get` prints it: seconds of each resource's unit, e.g. `2s*(1 cpu),1m3s*(100Mi memory)`.
pub fn resources_duration<'a>(resources: impl IntoIterator<Item = (&'a str, i64)>) -> String {
    let parts = resources.into_iter().map(|(name, seconds)| {
        let unit = match name {
            "memory" => "100Mi",
            "storage" | "ephemeral-storage" => "10Gi",
            _ => "1",
        };
        format!("{}*({unit} {name})", super::duration::print(SignedDuration::from_secs(seconds)))
    });
    parts.collect::<Vec<_>>().join(",")
}
