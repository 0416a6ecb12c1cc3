//! Quoted texts that are times; the layouts are Go's.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// The layouts tried, one after the other.
const LAYOUTS: &[&str] = &[
    "Mon Jan _2 15:04:05 2006",
    "Mon Jan _2 15:04:05 MST 2006",
    "Mon Jan 02 15:04:05 -0700 2006",
    "3:04PM",
    "2006-01-02T15:04:05Z07:00",
    "2006-01-02",
    "2006-01-02 15:04",
    "2006-01-02 15:04:05",
    "2006-01-02 15:04:05-07:00",
    "2006-01-02T15Z0700",
    "2006-01-02T15:04Z0700",
    "2006-01-02T15:04:05Z0700",
];

/// The pieces of the layouts; longer ones first where one begins another.
const PIECES: &[&str] = &[
    "2006", "Mon", "Jan", "MST", "-0700", "-07:00", "Z07:00", "Z0700", "01", "02", "_2", "15", "04", "05",
    "3", "PM",
];

const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: &[&str] = &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The time a text stands for, if any; without a zone it is UTC.
pub(super) fn time_of(text: &str) -> Option<Timestamp> {
    // All layouts begin with a digit or a day's name and are short.
    if text.len() > 40 || !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    LAYOUTS.iter().find_map(|layout| read(layout, text))
}

#[derive(Default)]
struct Found {
    year: i16,
    month: i8,
    day: i8,
    hour: i8,
    minute: i8,
    second: i8,
    afternoon: Option<bool>,
    offset: i32,
}

fn read(layout: &str, text: &str) -> Option<Timestamp> {
    let mut found = Found { month: 1, day: 1, ..Found::default() };
    let (mut layout, mut rest) = (layout, text);
    while !layout.is_empty() {
        match PIECES.iter().find(|piece| layout.starts_with(**piece)) {
            Some(piece) => {
                rest = take(piece, rest, &mut found)?;
                layout = layout.get(piece.len()..)?;
            }
            None => {
                let literal = layout.chars().next()?;
                rest = rest.strip_prefix(literal)?;
                layout = layout.get(literal.len_utf8()..)?;
            }
        }
    }
    rest.is_empty().then_some(())?;
    let hour = match found.afternoon {
        Some(true) if found.hour < 12 => found.hour + 12,
        Some(false) if found.hour == 12 => 0,
        _ => found.hour,
    };
    let date = Date::new(found.year, found.month, found.day).ok()?;
    let time = Time::new(hour, found.minute, found.second, 0).ok()?;
    let offset = Offset::from_seconds(found.offset).ok()?;
    offset.to_timestamp(date.to_datetime(time)).ok()
}

/// Reads one piece; returns what follows.
fn take<'a>(piece: &str, text: &'a str, found: &mut Found) -> Option<&'a str> {
    match piece {
        "2006" => digits(text, 4, 4, &mut found.year),
        "01" => digits(text, 2, 2, &mut found.month),
        "02" => digits(text, 2, 2, &mut found.day),
        "_2" => digits(text.strip_prefix(' ').unwrap_or(text), 1, 2, &mut found.day),
        "15" | "3" => digits(text, 1, 2, &mut found.hour),
        "04" => digits(text, 2, 2, &mut found.minute),
        "05" => digits(text, 2, 2, &mut found.second).map(after_fraction),
        "Mon" => DAYS.iter().find_map(|day| text.strip_prefix(day)),
        "Jan" => MONTHS.iter().zip(1..).find_map(|(name, number)| {
            found.month = number;
            text.strip_prefix(name)
        }),
        "PM" => {
            let afternoon = text.starts_with("PM");
            found.afternoon = Some(afternoon);
            text.strip_prefix(if afternoon { "PM" } else { "AM" })
        }
        "MST" => {
            let end = text.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(text.len());
            (3..=4).contains(&end).then(|| text.get(end..))?
        }
        "Z07:00" | "Z0700" if text.starts_with('Z') => text.get(1..),
        _ => zone(text, piece.contains(':'), &mut found.offset),
    }
}

fn digits<'a, T: std::str::FromStr>(
    text: &'a str,
    least: usize,
    most: usize,
    into: &mut T,
) -> Option<&'a str> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if length < least {
        return None;
    }
    *into = text.get(..length)?.parse().ok()?;
    text.get(length..)
}

/// Seconds may have a fraction, whatever the layout says.
fn after_fraction(text: &str) -> &str {
    let digits = text.strip_prefix('.').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    match digits {
        Some(rest) if rest.len() + 1 < text.len() => rest,
        _ => text,
    }
}

fn zone<'a>(text: &'a str, colon: bool, offset: &mut i32) -> Option<&'a str> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (mut hours, mut minutes) = (0_i32, 0_i32);
    let rest = digits(text.get(1..)?, 2, 2, &mut hours)?;
    let rest = if colon { rest.strip_prefix(':')? } else { rest };
    let rest = digits(rest, 2, 2, &mut minutes)?;
    (hours <= 24 && minutes < 60).then_some(())?;
    *offset = sign * (hours * 3600 + minutes * 60);
    Some(rest)
}
