//! One of the five fields of a schedule.

use super::parse::CronError;

/// Which values a field has, and what they are called.
pub(super) struct Bounds {
    least: u32,
    most: u32,
    names: &'static [&'static str],
}

pub(super) const MINUTES: Bounds = Bounds { least: 0, most: 59, names: &[] };
pub(super) const HOURS: Bounds = Bounds { least: 0, most: 23, names: &[] };
pub(super) const DAYS: Bounds = Bounds { least: 1, most: 31, names: &[] };
pub(super) const MONTHS: Bounds = Bounds {
    least: 1,
    most: 12,
    names: &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
};
pub(super) const WEEKDAYS: Bounds =
    Bounds { least: 0, most: 6, names: &["sun", "mon", "tue", "wed", "thu", "fri", "sat"] };

/// The values that a field allows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Set {
    bits: u64,
    /// Written as `*` or `?`: does not restrict the day when the other day field does.
    pub(super) any: bool,
}

impl Set {
    pub(super) fn has(self, value: i8) -> bool {
        u32::try_from(value).is_ok_and(|value| value < 64 && self.bits & (1 << value) != 0)
    }
}

pub(super) fn read(field: &str, bounds: &Bounds) -> Result<Set, CronError> {
    let mut set = Set::default();
    for part in field.split(',').filter(|part| !part.is_empty()) {
        let one = range(part, bounds)?;
        set.bits |= one.bits;
        set.any |= one.any;
    }
    Ok(set)
}

/// Reads `*`, `N`, `N-M`, each with an optional `/STEP`.
fn range(text: &str, bounds: &Bounds) -> Result<Set, CronError> {
    let fail = |message: String| Err(CronError(message));
    let with_step: Vec<_> = text.split('/').collect();
    let low_high: Vec<_> = with_step.first().copied().unwrap_or("").split('-').collect();
    let first = low_high.first().copied().unwrap_or("");
    let single = low_high.len() == 1;
    let mut any = false;
    let (start, mut end) = if matches!(first, "*" | "?") {
        any = true;
        (bounds.least, bounds.most)
    } else {
        let start = value(first, bounds)?;
        match low_high[..] {
            [_] => (start, start),
            [_, high] => (start, value(high, bounds)?),
            _ => return fail(format!("too many hyphens: {text}")),
        }
    };
    let step = match with_step[..] {
        [_] => 1,
        [_, step] => {
            let step = number(step)?;
            // `N/STEP` means from N to the end.
            if single {
                end = bounds.most;
            }
            if step > 1 {
                any = false;
            }
            step
        }
        _ => return fail(format!("too many slashes: {text}")),
    };
    if start < bounds.least {
        return fail(format!("beginning of range ({start}) below minimum ({}): {text}", bounds.least));
    }
    if end > bounds.most {
        return fail(format!("end of range ({end}) above maximum ({}): {text}", bounds.most));
    }
    if start > end {
        return fail(format!("beginning of range ({start}) beyond end of range ({end}): {text}"));
    }
    let Some(step) = usize::try_from(step).ok().filter(|step| *step > 0) else {
        return fail(format!("step of range should be a positive number: {text}"));
    };
    let bits = (start..=end).step_by(step).fold(0, |bits, value| bits | 1u64 << value);
    Ok(Set { bits, any })
}

fn value(text: &str, bounds: &Bounds) -> Result<u32, CronError> {
    let lower = text.to_lowercase();
    match (bounds.least..).zip(bounds.names).find(|(_, name)| **name == lower) {
        Some((value, _)) => Ok(value),
        None => number(text),
    }
}

/// Reads a number as Go's `strconv.Atoi`, with its messages.
fn number(text: &str) -> Result<u32, CronError> {
    let quoted = serde_json::Value::from(text).to_string();
    let fail = |why: &str| {
        Err(CronError(format!("failed to parse int from {text}: strconv.Atoi: parsing {quoted}: {why}")))
    };
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return fail("invalid syntax");
    }
    match text.parse::<i64>() {
        Ok(value) if value < 0 => Err(CronError(format!("negative number ({value}) not allowed: {text}"))),
        // Beyond any bound anyway.
        Ok(value) => Ok(u32::try_from(value).unwrap_or(u32::MAX)),
        Err(_) => fail("value out of range"),
    }
}
