//! `withSequence`: numbers in Go's format.

use super::goformat::sprintf;
use super::items::LoopItem;
use crate::core::api::{IntOrString, Sequence};

/// More items than any machine runs; the reference would use up its memory.
const MOST: u64 = 1_000_000;

/// Returns the items of a sequence, from start to end in steps of one, up or down.
///
/// # Errors
/// When a number is none, none is given, or the format makes no JSON text.
pub fn sequence_items(sequence: &Sequence) -> Result<Vec<LoopItem>, String> {
    let start = sequence.start.as_ref().map_or(Ok(0), atoi)?;
    let end = match (&sequence.end, &sequence.count) {
        (Some(end), _) => atoi(end)?,
        (None, Some(count)) => match atoi(count)? {
            0 => return Ok(Vec::new()),
            count => start.saturating_add(count).saturating_sub(1),
        },
        (None, None) => return Err("neither end nor count was specified in withSequence".to_owned()),
    };
    let length = start.abs_diff(end).saturating_add(1);
    if length > MOST {
        return Err(format!("withSequence has {length} items, at most {MOST} are possible"));
    }
    let format = if sequence.format.is_empty() { "%d" } else { &sequence.format };
    let item = |number: i64| LoopItem::parse(&format!("\"{}\"", sprintf(format, number)));
    if start <= end { (start..=end).map(item).collect() } else { (end..=start).rev().map(item).collect() }
}

/// A whole number, as Go's `strconv.Atoi` reads it.
fn atoi(value: &IntOrString) -> Result<i64, String> {
    let text = value.to_string();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(&text);
    let why = if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        "invalid syntax"
    } else {
        match text.parse() {
            Ok(number) => return Ok(number),
            Err(_) => "value out of range",
        }
    };
    Err(format!("strconv.Atoi: parsing {text:?}: {why}"))
}
