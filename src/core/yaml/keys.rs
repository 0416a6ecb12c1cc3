//! The order in which Go's writer puts keys.

use std::cmp::Ordering;

use crate::core::text::order::merge_sort;

/// Sorts entries by key as go-yaml does: letters after other signs, runs of digits by number.
pub(super) fn sorted<'a, T>(entries: impl Iterator<Item = (&'a String, &'a T)>) -> Vec<(&'a String, &'a T)> {
    merge_sort(entries.collect(), |left, right| less(left.0, right.0))
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
