//! Where a string, an object or an array of JSON ends, found without decoding it: 64 bytes at a time, in the way of Langdale and Lemire,
//! "Parsing Gigabytes of JSON per Second" (2019).

use fearless_simd::{Level, dispatch, prelude::*, u8x32, u8x64};

/// How many bytes are looked at together; a mask has a bit for each.
const BLOCK: usize = 64;

/// The same for strings.
const SHORT: usize = 32;

/// A brace and a bracket differ in one bit, which no other character has beside them.
const BRACE_BIT: u8 = b'{' ^ b'[';

/// The length in bytes of the object or array that `bytes` begin with; none where its end is not there. What is in it is not
/// checked.
pub fn nested_length(bytes: &[u8]) -> Option<usize> {
    length_at(bytes, 0)
}

/// The length in bytes up to the end of the object or array that `bytes` begin in, with its bracket.
pub fn rest_length(bytes: &[u8]) -> Option<usize> {
    length_at(bytes, 1)
}

fn length_at(bytes: &[u8], depth: u32) -> Option<usize> {
    dispatch!(Level::new(), simd => length_by(simd, bytes, depth))
}

/// The same with what one kind of processor can do: everything in it has to be inlined to be made for that. What goes on from
/// one block to the next is handed on by value, so that it stays in registers.
#[inline(always)]
fn length_by<S: Simd>(simd: S, bytes: &[u8], mut depth: u32) -> Option<usize> {
    let mut strings = Strings::default();
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for (number, block) in blocks.iter().enumerate() {
        match after_block(&Marks::of(simd, block), strings, depth) {
            Ok(state) => (strings, depth) = state,
            Err(end) => return Some(number * BLOCK + end),
        }
    }
    let mut last = [0; BLOCK];
    last.get_mut(..rest.len())?.copy_from_slice(rest);
    let end = after_block(&Marks::of(simd, &last), strings, depth).err()?;
    Some(blocks.len() * BLOCK + end)
}

/// Where the characters are in a block that matter.
struct Marks {
    quotes: u64,
    backslashes: u64,
    open: u64,
    close: u64,
}

impl Marks {
    #[inline(always)]
    fn of<S: Simd>(simd: S, block: &[u8; BLOCK]) -> Self {
        let bytes = u8x64::simd_from(simd, *block);
        let braces = bytes | BRACE_BIT;
        Self {
            quotes: bytes.simd_eq(b'"').to_bitmask(),
            backslashes: bytes.simd_eq(b'\\').to_bitmask(),
            open: braces.simd_eq(b'{').to_bitmask(),
            close: braces.simd_eq(b'}').to_bitmask(),
        }
    }
}

/// What the next block begins with, or where in this one the depth comes to nothing.
#[inline(always)]
fn after_block(marks: &Marks, strings: Strings, depth: u32) -> Result<(Strings, u32), usize> {
    let (inside, strings) = strings.of_block(marks.quotes, marks.backslashes);
    let (open, close) = (marks.open & !inside, marks.close & !inside);
    // What opens before anything closes comes on top at every close.
    let first = open & close.wrapping_sub(1) & !close;
    let goes_on = depth + first.count_ones() > close.count_ones();
    if !goes_on && let Some(end) = end_in_block(open, close, depth) {
        return Err(end);
    }
    Ok((strings, depth + open.count_ones() - close.count_ones()))
}

/// The same, a close at a time.
#[inline(always)]
fn end_in_block(open: u64, close: u64, depth: u32) -> Option<usize> {
    let (mut left, mut closed) = (close, 0);
    while left != 0 {
        let first = left & left.wrapping_neg();
        left ^= first;
        closed += 1;
        if depth + (open & (first - 1)).count_ones() <= closed {
            return Some(first.trailing_zeros() as usize + 1);
        }
    }
    None
}

/// What of a block is inside strings, from one block to the next.
#[derive(Default, Clone, Copy)]
struct Strings {
    /// All bits where a string goes on.
    inside: u64,
    /// One where the first byte of the next block is escaped.
    escaping: u64,
}

impl Strings {
    /// A bit for each byte of a string, the first quote with it; and what the next block begins with.
    #[inline(always)]
    fn of_block(self, quotes: u64, backslashes: u64) -> (u64, Self) {
        let (escaped, escaping) = match backslashes | self.escaping {
            0 => (0, 0),
            _ => self.escaped(backslashes),
        };
        // Each bit becomes the parity of those up to it. This is a loop written out: it is not unrolled where size counts.
        let mut inside = quotes & !escaped;
        inside ^= inside << 1;
        inside ^= inside << 2;
        inside ^= inside << 4;
        inside ^= inside << 8;
        inside ^= inside << 16;
        inside ^= inside << 32;
        inside ^= self.inside;
        (inside, Self { inside: if inside >> (BLOCK - 1) == 1 { u64::MAX } else { 0 }, escaping })
    }

    /// A bit for each byte after a backslash that is not escaped itself; and whether the next block begins with one.
    #[inline(always)]
    fn escaped(self, backslashes: u64) -> (u64, u64) {
        let (mut escaped, mut escaping) = (self.escaping, 0);
        let mut left = backslashes & !escaped;
        while left != 0 {
            let first = left & left.wrapping_neg();
            if first >> (BLOCK - 1) == 1 {
                escaping = 1;
            }
            escaped |= first << 1;
            left &= !(first | first << 1);
        }
        (escaped, escaping)
    }
}

/// The length in bytes of the string that `bytes` begin with, with its quotes; none where its end is not there. Most of a
/// list is strings that nobody asked for.
#[inline]
pub fn string_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        let quote = next_quote(bytes, at)?;
        let before = bytes.get(1..quote)?;
        at = quote + 1;
        if before.last() != Some(&b'\\') {
            return Some(at);
        }
        let slashes = before.iter().rev().take_while(|byte| **byte == b'\\').count();
        if slashes % 2 == 0 {
            return Some(at);
        }
    }
}

/// The next quote. Most strings are short, so this is done with what every processor can do, without a call.
#[inline]
fn next_quote(bytes: &[u8], at: usize) -> Option<usize> {
    dispatch!(Level::baseline(), simd => next_quote_by(simd, bytes, at))
}

#[inline(always)]
fn next_quote_by<S: Simd>(simd: S, bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(some) = bytes.get(at..).and_then(|rest| rest.first_chunk::<SHORT>()) {
        let quotes = u8x32::simd_from(simd, *some).simd_eq(b'"').to_bitmask();
        if quotes != 0 {
            return Some(at + quotes.trailing_zeros() as usize);
        }
        at += SHORT;
    }
    let rest = bytes.get(at..)?;
    rest.iter().position(|byte| *byte == b'"').map(|found| at + found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn braces_in_strings_do_not_count() {
        let text = r#"{"a":"}\"}\\","b":[1,{"c":"]"}]} , {"#;
        assert_eq!(nested_length(text.as_bytes()), Some(text.len() - 4));
        assert_eq!(nested_length(&text.as_bytes()[..20]), None);
        assert_eq!(nested_length(b""), None);
        assert_eq!(nested_length(b"}"), Some(1));
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<i64>().prop_map(Value::from),
            r#"[\\"{}\[\] a]{0,90}"#.prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 60, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((r#"[\\"{}a]{0,70}"#, inner), 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_end_is_where_a_parser_finds_it(value in values(), after in r#"[\\"{}\[\],]{0,80}"#) {
            let text = Value::Array(vec![value]).to_string();
            let with_more = format!("{text}{after}");
            prop_assert_eq!(nested_length(with_more.as_bytes()), Some(text.len()));
            prop_assert_eq!(nested_length(&text.as_bytes()[..text.len() - 1]), None);
            // The same on older processors.
            let old = Level::baseline();
            prop_assert_eq!(dispatch!(old, simd => length_by(simd, with_more.as_bytes(), 0)), Some(text.len()));
            // From within.
            prop_assert_eq!(rest_length(&with_more.as_bytes()[1..]), Some(text.len() - 1));
        }

        #[test]
        fn a_string_ends_at_its_own_quote(inside in r#"[\\"{} a]{0,40}"#, after in r#"[\\", a]{0,20}"#) {
            let text = Value::from(inside).to_string();
            let with_more = format!("{text}{after}");
            prop_assert_eq!(string_length(with_more.as_bytes()), Some(text.len()));
            prop_assert_eq!(string_length(&text.as_bytes()[..text.len() - 1]), None);
        }
    }
}
