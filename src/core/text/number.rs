//! Numbers as Go prints them.

/// Prints a float as Go's `strconv.FormatFloat(value, 'g', -1, 64)`: the shortest digits that read back as the
/// same number, with an exponent below 1e-4 and from 1e+06 up.
pub fn float_g(value: f64) -> String {
    if value.is_finite() { general(&format!("{value:e}"), 6) } else { non_finite(value) }
}

/// Prints a float as [`float_g`] does, with the digits that a 32-bit float needs.
pub fn float32_g(value: f32) -> String {
    if value.is_finite() { general(&format!("{value:e}"), 6) } else { non_finite(f64::from(value)) }
}

/// Prints a float as Go's `fmt` does for `%v`: like [`float_g`], with an exponent from 1e+21 up.
pub fn float_v(value: f64) -> String {
    if value.is_finite() { general(&format!("{value:e}"), 21) } else { non_finite(value) }
}

/// Prints a float as Go's `encoding/json` does: plain digits from 1e-6 up to 1e21.
pub fn float_json(value: f64) -> String {
    if !value.is_finite() {
        return non_finite(value);
    }
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-6..1e21).contains(&magnitude) {
        let scientific = format!("{value:e}");
        let (mantissa, exponent) = split(&scientific);
        let sign = if exponent < 0 { '-' } else { '+' };
        // JSON drops the leading zero of a two-digit exponent only below zero: 1e-7, 1e+21.
        return format!("{mantissa}e{sign}{}", exponent.abs());
    }
    format!("{value}")
}

fn general(scientific: &str, threshold: i32) -> String {
    let (mantissa, exponent) = split(scientific);
    if exponent < -4 || exponent >= threshold {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    plain(mantissa, exponent)
}

/// Writes mantissa × 10^exponent without an exponent.
fn plain(mantissa: &str, exponent: i32) -> String {
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let point = exponent + 1;
    if point <= 0 {
        let zeros = "0".repeat(usize::try_from(-point).unwrap_or(0));
        return if digits == "0" { format!("{sign}0") } else { format!("{sign}0.{zeros}{digits}") };
    }
    let point = usize::try_from(point).unwrap_or(0);
    if digits.len() <= point {
        return format!("{sign}{digits}{}", "0".repeat(point - digits.len()));
    }
    let (whole, fraction) = digits.split_at(point);
    format!("{sign}{whole}.{fraction}")
}

fn split(scientific: &str) -> (&str, i32) {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    (mantissa, exponent.parse().unwrap_or(0))
}

fn non_finite(value: f64) -> String {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "+Inf"
    } else {
        "-Inf"
    }
    .to_owned()
}
