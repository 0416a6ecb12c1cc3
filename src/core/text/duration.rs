//! Durations as Go reads and prints them.

use jiff::SignedDuration;

/// A duration that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DurationError {
    /// Go's words for what is wrong with the text.
    #[error("time: {problem} in duration {}", quote(text))]
    In {
        /// What is wrong.
        problem: String,
        /// The whole text.
        text: String,
    },
    /// No duration at all.
    #[error("time: invalid duration {}", quote(.0))]
    Invalid(String),
    /// The same, as Argo wraps it for retry and suspend durations.
    #[error("unable to parse {text} as a duration: {source}")]
    Argo {
        /// The whole text.
        text: String,
        /// What is wrong with it.
        source: Box<Self>,
    },
    /// A text for `--since` and `--older`.
    #[error("Invalid since format '{0}'. Expected format <duration><unit> (e.g. 3h)\n")]
    Since(String),
}

/// Text in quotes as Go's time package writes it: bytes that are not printable ASCII in hexadecimal.
fn quote(text: &str) -> String {
    let mut out = String::from('"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            b' '..0x80 => out.push(char::from(byte)),
            _ => {
                out.push_str("\\x");
                out.extend([byte >> 4, byte & 15].iter().filter_map(|d| char::from_digit(u32::from(*d), 16)));
            }
        }
    }
    out.push('"');
    out
}

const UNITS: &[(&str, i128)] = &[
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// Reads a Go duration, e.g. `1h30m` or `-1.5s`.
///
/// # Errors
/// With Go's words.
pub fn parse_go(text: &str) -> Result<SignedDuration, DurationError> {
    let invalid = || DurationError::Invalid(text.to_owned());
    let (negative, mut rest) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or_default()),
        Some(b'+') => (false, text.get(1..).unwrap_or_default()),
        _ => (false, text),
    };
    if rest == "0" {
        return Ok(SignedDuration::ZERO);
    }
    if rest.is_empty() {
        return Err(invalid());
    }
    let mut total: i128 = 0;
    while !rest.is_empty() {
        let (nanos, left) = part(text, rest)?;
        total += nanos;
        if total > i128::from(i64::MAX) + i128::from(negative) {
            return Err(invalid());
        }
        rest = left;
    }
    let total = if negative { -total } else { total };
    i64::try_from(total).map(SignedDuration::from_nanos).map_err(|_| invalid())
}

/// One number with its unit, in nanoseconds, and what follows.
fn part<'a>(text: &str, rest: &'a str) -> Result<(i128, &'a str), DurationError> {
    let invalid = || DurationError::Invalid(text.to_owned());
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let whole_len = digits(rest);
    let (whole, mut rest) = rest.split_at(whole_len);
    let mut fraction = "";
    if let Some(after) = rest.strip_prefix('.') {
        let len = digits(after);
        (fraction, rest) = after.split_at(len);
    }
    if whole.is_empty() && fraction.is_empty() {
        return Err(invalid());
    }
    let unit_len = rest.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(rest.len());
    let (unit, rest) = rest.split_at(unit_len);
    if unit.is_empty() {
        return Err(DurationError::In { problem: "missing unit".into(), text: text.to_owned() });
    }
    let Some((_, size)) = UNITS.iter().find(|(name, _)| *name == unit) else {
        return Err(DurationError::In {
            problem: format!("unknown unit {}", quote(unit)),
            text: text.to_owned(),
        });
    };
    let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| invalid())? };
    // More digits than a nanosecond can tell apart say nothing.
    let kept: String = fraction.chars().take(18).collect();
    let scale = 10_i128.pow(u32::try_from(kept.len()).unwrap_or_default());
    let fraction: i128 = if kept.is_empty() { 0 } else { kept.parse().map_err(|_| invalid())? };
    let whole = whole.checked_mul(*size).ok_or_else(invalid)?;
    Ok((whole + fraction * size / scale, rest))
}

/// Reads a duration as retry, suspend and timeouts have it: whole seconds, or a Go duration.
///
/// # Errors
/// With Argo's words.
pub fn parse(text: &str) -> Result<SignedDuration, DurationError> {
    if let Ok(seconds) = text.parse::<i64>()
        && let Some(nanos) = seconds.checked_mul(1_000_000_000)
    {
        return Ok(SignedDuration::from_nanos(nanos));
    }
    if let Ok(seconds) = text.parse::<i64>() {
        // Go multiplies and wraps around.
        return Ok(SignedDuration::from_nanos(seconds.wrapping_mul(1_000_000_000)));
    }
    parse_go(text).map_err(|source| DurationError::Argo { text: text.to_owned(), source: Box::new(source) })
}

/// Reads the duration of `--since` and `--older`: a whole number of `s`, `m`, `h` or `d`.
///
/// # Errors
/// For anything else.
pub fn parse_since(text: &str) -> Result<SignedDuration, DurationError> {
    let refuse = || DurationError::Since(text.to_owned());
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(refuse)?;
    let size = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86400,
        _ => return Err(refuse()),
    };
    if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err(refuse());
    }
    let seconds = number.parse::<i64>().ok().and_then(|n| n.checked_mul(size)).ok_or_else(refuse)?;
    Ok(SignedDuration::from_secs(seconds))
}

/// Prints a duration as Go does, e.g. `1h30m0s`, `1.5ms`.
pub fn print(duration: SignedDuration) -> String {
    let nanos = duration.as_nanos();
    let magnitude = nanos.unsigned_abs();
    let sign = if nanos < 0 { "-" } else { "" };
    let small = |size: u128, unit: &str| format!("{sign}{}{unit}", decimal(magnitude, size));
    match magnitude {
        0 => "0s".into(),
        1..1_000 => small(1, "ns"),
        1_000..1_000_000 => small(1_000, "µs"),
        1_000_000..1_000_000_000 => small(1_000_000, "ms"),
        _ => {
            let seconds = magnitude / 1_000_000_000;
            let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
            let rest = decimal(magnitude % 60_000_000_000, 1_000_000_000);
            match (hours, minutes) {
                (0, 0) => format!("{sign}{rest}s"),
                (0, _) => format!("{sign}{minutes}m{rest}s"),
                _ => format!("{sign}{hours}h{minutes}m{rest}s"),
            }
        }
    }
}

/// `number / unit` with as many decimals as there are.
fn decimal(number: u128, unit: u128) -> String {
    let (whole, rest) = (number / unit, number % unit);
    if rest == 0 {
        return whole.to_string();
    }
    let width = unit.to_string().len() - 1;
    let digits = format!("{rest:0width$}");
    format!("{whole}.{}", digits.trim_end_matches('0'))
}

/// Seconds in their shortest form, as expressions see `lastRetry.duration`.
pub fn seconds_text(duration: SignedDuration) -> String {
    crate::core::text::golayout::float_short(duration.as_secs_f64())
}

/// Seconds with six decimals, as `workflow.duration` has them.
pub fn seconds_fixed(duration: SignedDuration) -> String {
    format!("{:.6}", duration.as_secs_f64())
}
