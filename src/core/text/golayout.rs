//! Go's time layouts (`2006-01-02 15:04:05`) and Go's shortest floats.

use jiff::Zoned;

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
