//! The strftime letters of `workflow.creationTimestamp.X` and of artifact keys.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// One letter of a time in UTC; a letter that is not known is returned with its `%`.
pub fn strftime(time: Timestamp, letter: char) -> String {
    let zoned = time.to_zoned(TimeZone::UTC);
    match letter {
        'B' | 'b' | 'm' | 'A' | 'a' | 'd' | 'H' | 'I' | 'M' | 'S' | 'Y' | 'y' | 'p' | 'z' => {
            zoned.strftime(&format!("%{letter}")).to_string()
        }
        'Z' => "UTC".into(),
        'L' => format!(".{:03}", zoned.millisecond()),
        other => format!("%{other}"),
    }
}

/// A whole format; what is no known letter stays.
pub fn strftime_all(time: Timestamp, format: &str) -> String {
    let mut out = String::new();
    let mut rest = format.chars();
    while let Some(c) = rest.next() {
        match c {
            '%' => match rest.next() {
                Some('%') => out.push('%'),
                Some(letter) => out.push_str(&strftime(time, letter)),
                None => out.push('%'),
            },
            other => out.push(other),
        }
    }
    out
}
