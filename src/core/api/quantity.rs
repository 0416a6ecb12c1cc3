//! Kubernetes quantities (`500m`, `1Gi`, `1e3`) in their canonical form (k8s.io/apimachinery/pkg/api/resource).

/// What Kubernetes says about a text that is no quantity.
const QUANTITY_FORMAT: &str =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/// How a quantity was written, and so how it is written again.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    Decimal,
    Binary,
    Exponent,
}

/// Decimal suffixes with their powers of ten, largest first.
const DECIMAL: &[(&str, i32)] = &[
    ("E", 18),
    ("P", 15),
    ("T", 12),
    ("G", 9),
    ("M", 6),
    ("k", 3),
    ("", 0),
    ("m", -3),
    ("u", -6),
    ("n", -9),
];
/// Binary suffixes with their powers of 1024, largest first.
const BINARY: &[(&str, u32)] = &[("Ei", 6), ("Pi", 5), ("Ti", 4), ("Gi", 3), ("Mi", 2), ("Ki", 1)];

/// Returns the canonical form of a quantity: no fraction, the largest suffix that keeps it whole.
///
/// # Errors
/// When the text is none.
pub fn canonical(text: &str) -> Result<String, &'static str> {
    let (negative, format, nanos) = read(text)?;
    let Some(nanos) = nanos else {
        // Far outside of what any machine has; kept as it is.
        return Ok(text.to_owned());
    };
    let small = nanos < 1024 * 1_000_000_000;
    let shown = match format {
        Format::Binary if !small => binary(nanos),
        Format::Exponent => exponential(nanos),
        Format::Binary | Format::Decimal => decimal(nanos),
    };
    Ok(if negative && nanos != 0 { format!("-{shown}") } else { shown })
}

/// How many units a quantity has, rounded up; nothing for a text that is none, or less than nothing.
pub fn units(quantity: &str, unit: &str) -> Option<i128> {
    let amount = |text| read(text).ok().filter(|(negative, ..)| !negative).and_then(|(.., nanos)| nanos);
    let (amount, unit) = (amount(quantity)?, amount(unit)?);
    (unit > 0).then(|| amount / unit + i128::from(amount % unit != 0))
}

/// Sign, format and billionths of a quantity; no billionths where they are too many.
fn read(text: &str) -> Result<(bool, Format, Option<i128>), &'static str> {
    let (negative, rest) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or_default()),
        Some(b'+') => (false, text.get(1..).unwrap_or_default()),
        _ => (false, text),
    };
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (number, suffix) = rest.split_at(end);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if (whole.is_empty() && fraction.is_empty()) || fraction.contains('.') {
        return Err(QUANTITY_FORMAT);
    }
    let (format, exponent, factor) = scale(suffix).ok_or(QUANTITY_FORMAT)?;
    Ok((negative, format, nanos(whole, fraction, exponent, factor)))
}

/// The format, power of ten and factor of a suffix.
fn scale(suffix: &str) -> Option<(Format, i32, i128)> {
    if let Some((_, exponent)) = DECIMAL.iter().find(|(name, _)| *name == suffix) {
        return Some((Format::Decimal, *exponent, 1));
    }
    if let Some((_, power)) = BINARY.iter().find(|(name, _)| *name == suffix) {
        return Some((Format::Binary, 0, 1024_i128.pow(*power)));
    }
    let digits = suffix.strip_prefix(['e', 'E'])?;
    let exponent: i32 = digits.parse().ok()?;
    (exponent.abs() <= 30).then_some((Format::Exponent, exponent, 1))
}

/// The amount in billionths, rounded up; nothing when it does not fit.
fn nanos(whole: &str, fraction: &str, exponent: i32, factor: i128) -> Option<i128> {
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    let mantissa: i128 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    let mantissa = mantissa.checked_mul(factor)?;
    let shift = exponent + 9 - i32::try_from(fraction.len()).ok()?;
    let power = 10_i128.checked_pow(shift.unsigned_abs())?;
    if shift >= 0 {
        mantissa.checked_mul(power)
    } else {
        Some(mantissa / power + i128::from(mantissa % power != 0))
    }
}

fn decimal(nanos: i128) -> String {
    let fits = |exponent: i32| {
        let unit = u32::try_from(exponent + 9).ok().and_then(|power| 10_i128.checked_pow(power))?;
        (nanos % unit == 0).then(|| nanos / unit)
    };
    if nanos == 0 {
        return "0".to_owned();
    }
    DECIMAL
        .iter()
        .find_map(|(suffix, exponent)| Some(format!("{}{suffix}", fits(*exponent)?)))
        .unwrap_or_else(|| format!("{nanos}n"))
}

fn binary(nanos: i128) -> String {
    let units = nanos / 1_000_000_000 + i128::from(nanos % 1_000_000_000 != 0);
    BINARY
        .iter()
        .find_map(|(suffix, power)| {
            let unit = 1024_i128.pow(*power);
            (units % unit == 0).then(|| format!("{}{suffix}", units / unit))
        })
        .unwrap_or_else(|| units.to_string())
}

fn exponential(nanos: i128) -> String {
    let shown = decimal(nanos);
    let end = shown.find(|c: char| !c.is_ascii_digit()).unwrap_or(shown.len());
    let (number, suffix) = shown.split_at(end);
    let exponent = DECIMAL.iter().find(|(name, _)| *name == suffix).map_or(0, |(_, exponent)| *exponent);
    if exponent == 0 { number.to_owned() } else { format!("{number}e{exponent}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_counted_in_units() {
        let cases = [
            ("250m", "1", 1),
            ("250m", "1m", 250),
            ("64Mi", "1", 67_108_864),
            ("64Mi", "1Mi", 64),
            ("1.5", "1", 2),
        ];
        for (quantity, unit, count) in cases {
            assert_eq!(units(quantity, unit), Some(count), "{quantity} in {unit}");
        }
        assert_eq!([units("1", "0"), units("-1", "1"), units("x", "1")], [None, None, None]);
    }

    #[test]
    fn quantities_take_their_canonical_form() {
        let cases = [
            ("1", "1"),
            ("0.5", "500m"),
            ("1000m", "1"),
            ("1024Mi", "1Gi"),
            ("1.5Gi", "1536Mi"),
            ("512Ki", "512Ki"),
            ("0", "0"),
            ("1e3", "1e3"),
            ("100M", "100M"),
            ("1000M", "1G"),
            ("1023", "1023"),
            ("0.1Ki", "102400m"),
            ("-1.50", "-1500m"),
            ("2000", "2k"),
            ("12E", "12E"),
        ];
        for (text, expected) in cases {
            assert_eq!(canonical(text).as_deref(), Ok(expected), "{text}");
        }
        for text in ["", "bad", "1x", "1.2.3", ".", "1 Gi"] {
            assert_eq!(canonical(text), Err(QUANTITY_FORMAT), "{text}");
        }
    }
}
