//! Go's time layouts (`2006-01-02 15:04:05`) and Go's shortest floats.

use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The pieces of a layout, longest first where one begins another.
const PIECES: &[(&str, &str)] = &[
    ("January", "%B"),
    ("Monday", "%A"),
    ("2006", "%Y"),
    ("-07:00:00", "%::z"),
    ("-070000", "%z00"),
    ("-07:00", "%:z"),
    ("-0700", "%z"),
    ("Z07:00", "\u{1}Z:"),
    ("Z0700", "\u{1}Z"),
    ("MST", "%Z"),
    ("Jan", "%b"),
    ("Mon", "%a"),
    ("002", "%j"),
    ("01", "%m"),
    ("02", "%d"),
    ("03", "%I"),
    ("04", "%M"),
    ("05", "%S"),
    ("06", "%y"),
    ("15", "%H"),
    ("PM", "%p"),
    ("pm", "%P"),
    ("_2", "%e"),
    ("1", "%-m"),
    ("2", "%-d"),
    ("3", "%-I"),
    ("4", "%-M"),
    ("5", "%-S"),
];

/// A time in a Go layout.
pub fn format(time: &Zoned, layout: &str) -> String {
    let mut out = String::new();
    let mut rest = layout;
    while let Some(c) = rest.chars().next() {
        if let Some((text, left)) = fraction(time, rest, out.ends_with(|c: char| c.is_ascii_digit())) {
            out.push_str(&text);
            rest = left;
            continue;
        }
        let piece = PIECES.iter().find(|(name, _)| rest.starts_with(name));
        match piece {
            Some((name, with)) => {
                out.push_str(&piece_text(time, with));
                rest = rest.get(name.len()..).unwrap_or_default();
            }
            None => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    out
}

/// Reads a time that is written in a Go layout. A time without an offset is UTC; of zones by name, UTC and GMT are
/// known: other names mean different offsets to different people.
///
/// # Errors
/// What cannot be read, in words.
pub fn parse(text: &str, layout: &str) -> Result<Timestamp, String> {
    let (mut text, mut layout) = (text.to_owned(), layout.to_owned());
    if layout.contains("MST") {
        layout = layout.replacen("MST", "", 1);
        let is_zone = |word: &&str| word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase());
        let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
        let zone = words.rfind(is_zone).ok_or("it names no time zone")?.to_owned();
        if zone != "UTC" && zone != "GMT" {
            return Err(format!("the time zone {zone} is ambiguous, use UTC"));
        }
        text = text.replacen(&zone, "", 1);
    }
    if layout.contains("Z07:00") && text.ends_with('Z') {
        text.truncate(text.len() - 1);
        text.push_str("+00:00");
    }
    let mut wanted = String::new();
    let mut rest = layout.trim();
    while let Some(c) = rest.chars().next() {
        let piece = PIECES.iter().find(|(name, _)| rest.starts_with(name));
        wanted.push_str(&match piece {
            Some((_, "\u{1}Z:")) => "%:z".to_owned(),
            Some((_, "\u{1}Z")) => "%z".to_owned(),
            Some((_, with)) => with.replace("%-", "%"),
            None if c == '%' => "%%".to_owned(),
            None => c.to_string(),
        });
        rest = rest.get(piece.map_or(c.len_utf8(), |(name, _)| name.len())..).unwrap_or_default();
    }
    let read = BrokenDownTime::parse(wanted, text.trim()).map_err(|error| error.to_string())?;
    if read.offset().is_some() {
        return read.to_timestamp().map_err(|error| error.to_string());
    }
    let local = read.to_datetime().map_err(|error| error.to_string())?;
    Ok(local.to_zoned(TimeZone::UTC).map_err(|error| error.to_string())?.timestamp())
}

fn piece_text(time: &Zoned, with: &str) -> String {
    let utc = time.offset().is_zero();
    match with {
        "\u{1}Z" | "\u{1}Z:" if utc => "Z".into(),
        "\u{1}Z" => time.strftime("%z").to_string(),
        "\u{1}Z:" => time.strftime("%:z").to_string(),
        other => time.strftime(other).to_string(),
    }
}

/// Fractions of seconds: `.000` keeps zeros, `.999` drops them.
fn fraction<'a>(time: &Zoned, rest: &'a str, after_digit: bool) -> Option<(String, &'a str)> {
    let mark = rest.chars().next().filter(|c| *c == '.' || *c == ',')?;
    let digits = rest.get(1..)?;
    let kind = digits.chars().next().filter(|c| *c == '0' || *c == '9')?;
    let len = digits.chars().take_while(|c| *c == kind).count();
    let after = digits.get(len..)?;
    if !after_digit || after.starts_with(|c: char| c.is_ascii_digit()) || len > 9 {
        return None;
    }
    let nanos = format!("{:09}", time.subsec_nanosecond());
    let shown = nanos.get(..len)?;
    let shown = if kind == '9' { shown.trim_end_matches('0') } else { shown };
    let text = if shown.is_empty() { String::new() } else { format!("{mark}{shown}") };
    Some((text, after))
}

/// A float as Go prints it with `%v`: shortest digits, an exponent below 1e-4 and from 1e21 on.
pub fn float(number: f64) -> String {
    float_with(number, 21)
}

/// A float as Go's `strconv.FormatFloat(f, 'g', -1, 64)` prints it: an exponent from 1e6 on.
pub fn float_short(number: f64) -> String {
    float_with(number, 6)
}

fn float_with(number: f64, limit: i32) -> String {
    if number.is_nan() {
        return "NaN".into();
    }
    if number.is_infinite() {
        return if number > 0.0 { "+Inf".into() } else { "-Inf".into() };
    }
    let scientific = format!("{number:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return scientific };
    let Ok(exponent) = exponent.parse::<i32>() else { return scientific };
    if number != 0.0 && (exponent < -4 || exponent >= limit) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{digits}e{sign}{:02}", exponent.abs());
    }
    format!("{number}")
}
