//! Text that YAML 1.1 takes for a time.

/// Whether Go's reader takes plain text for a time: a date, or a date with a time of day, in one of four layouts.
pub(super) fn is_timestamp(text: &str) -> bool {
    let mut rest = Rest(text);
    let date = rest.number(4, 4).zip(rest.mark("-").and_then(|()| rest.number(1, 2)));
    let Some((year, month)) = date else { return false };
    let Some(day) = rest.mark("-").and_then(|()| rest.number(1, 2)) else { return false };
    if !(1..=12).contains(&month) || day < 1 || day > days_in(year, month) {
        return false;
    }
    if rest.0.is_empty() {
        return true;
    }
    let blank = rest.0.starts_with(' ');
    if rest.mark("T").or_else(|| rest.mark("t")).or_else(|| rest.mark(" ")).is_none() {
        return false;
    }
    time_of_day(&mut rest) && if blank { rest.0.is_empty() } else { zone(&mut rest) }
}

fn time_of_day(rest: &mut Rest<'_>) -> bool {
    let Some(hour) = rest.number(1, 2) else { return false };
    let Some(minute) = rest.mark(":").and_then(|()| rest.number(1, 2)) else { return false };
    let Some(second) = rest.mark(":").and_then(|()| rest.number(1, 2)) else { return false };
    if hour > 23 || minute > 59 || second > 59 {
        return false;
    }
    if rest.mark(".").or_else(|| rest.mark(",")).is_some() {
        let digits = rest.0.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return false;
        }
        rest.0 = rest.0.get(digits..).unwrap_or("");
    }
    true
}

/// `Z` or `±hh:mm` to the end.
fn zone(rest: &mut Rest<'_>) -> bool {
    if rest.0 == "Z" {
        return true;
    }
    if rest.mark("+").or_else(|| rest.mark("-")).is_none() {
        return false;
    }
    let Some(hours) = rest.number(2, 2) else { return false };
    let Some(minutes) = rest.mark(":").and_then(|()| rest.number(2, 2)) else { return false };
    rest.0.is_empty() && hours <= 24 && minutes < 60
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn mark(&mut self, mark: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(mark)?;
        Some(())
    }

    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if digits < least {
            return None;
        }
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.parse().ok()
    }
}
