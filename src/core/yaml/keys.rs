//! The order in which Go's writer puts keys.

use std::cmp::Ordering;

/// Sorts entries by key as go-yaml does: letters after other signs, runs of digits by number.
///
/// That order is not total, so this is a merge sort of our own, which no comparison can upset.
pub(super) fn sorted<'a, T>(entries: impl Iterator<Item = (&'a String, &'a T)>) -> Vec<(&'a String, &'a T)> {
    let mut runs: Vec<Vec<_>> = entries.map(|entry| vec![entry]).collect();
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        let mut rest = runs.into_iter();
        while let Some(left) = rest.next() {
            merged.push(match rest.next() {
                Some(right) => merge(left, right),
                None => left,
            });
        }
        runs = merged;
    }
    runs.pop().unwrap_or_default()
}

fn merge<'a, T>(left: Vec<(&'a String, T)>, right: Vec<(&'a String, T)>) -> Vec<(&'a String, T)> {
    let mut out = Vec::with_capacity(left.len() + right.len());
    let mut left = left.into_iter().peekable();
    let mut right = right.into_iter().peekable();
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        let next = if less(other.0, one.0) { right.next() } else { left.next() };
        out.extend(next);
    }
    out.extend(left);
    out.extend(right);
    out
}

fn less(left: &str, right: &str) -> bool {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let Some(at) = left.iter().zip(&right).position(|(one, other)| one != other) else {
        return left.len() < right.len();
    };
    let (Some(one), Some(other)) = (left.get(at), right.get(at)) else { return false };
    match (one.is_alphabetic(), other.is_alphabetic()) {
        (true, true) => return one < other,
        (false, false) => {}
        (_, other_is_letter) => return other_is_letter,
    }
    let number = Number::of(&left, at, *one == '0' || *other == '0');
    let other_number = Number::of(&right, at, *one == '0' || *other == '0');
    match (number.value.cmp(&other_number.value), number.digits.cmp(&other_number.digits)) {
        (Ordering::Equal, Ordering::Equal) => one < other,
        (Ordering::Equal, length) => length == Ordering::Less,
        (value, _) => value == Ordering::Less,
    }
}

/// A run of digits from the first difference on.
struct Number {
    value: i64,
    digits: usize,
}

impl Number {
    fn of(text: &[char], at: usize, zero: bool) -> Self {
        let before = text.get(..at).unwrap_or_default();
        // A zero counts as a further digit when the number began before it.
        let inside =
            zero && before.iter().rev().take_while(|before| is_digit(**before)).any(|digit| *digit != '0');
        let mut number = Self { value: i64::from(inside), digits: 0 };
        for digit in text.get(at..).unwrap_or_default().iter().take_while(|digit| is_digit(**digit)) {
            let step = i64::from(u32::from(*digit)) - i64::from(u32::from('0'));
            number.value = number.value.wrapping_mul(10).wrapping_add(step);
            number.digits += 1;
        }
        number
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || (character.is_numeric() && !character.is_ascii())
}
