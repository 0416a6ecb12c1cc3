//! Where an object or array of JSON ends, found without decoding it: 64 bytes at a time, in the way of Langdale and Lemire,
//! "Parsing Gigabytes of JSON per Second" (2019).

use wide::u8x16;

/// How many bytes are looked at together; a mask has a bit for each.
const BLOCK: usize = 64;

/// The length in bytes of the object or array that `bytes` begin with; none where its end is not there. What is in it is not
/// checked.
pub fn nested_length(bytes: &[u8]) -> Option<usize> {
    let mut strings = Strings::default();
    let mut depth = 0_u32;
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for (number, block) in blocks.iter().enumerate() {
        if let Some(end) = end_in_block(block, &mut strings, &mut depth) {
            return Some(number * BLOCK + end);
        }
    }
    let mut last = [0; BLOCK];
    last.get_mut(..rest.len())?.copy_from_slice(rest);
    Some(blocks.len() * BLOCK + end_in_block(&last, &mut strings, &mut depth)?)
}

/// Where in a block the depth comes to nothing.
#[inline]
fn end_in_block(block: &[u8; BLOCK], strings: &mut Strings, depth: &mut u32) -> Option<usize> {
    let (parts, _) = block.as_chunks::<16>();
    let vectors: [u8x16; 4] = std::array::from_fn(|at| u8x16::new(parts[at]));
    // A brace and a bracket differ in one bit, which no other character has beside them.
    let braces = vectors.map(|vector| vector | u8x16::splat(b'{' ^ b'['));
    let outside = !strings.of_block(mask(&vectors, b'"'), mask(&vectors, b'\\'));
    let (open, close) = (mask(&braces, b'{') & outside, mask(&braces, b'}') & outside);
    if *depth > close.count_ones() {
        *depth = *depth + open.count_ones() - close.count_ones();
        return None;
    }
    let mut marks = open | close;
    while marks != 0 {
        let first = marks & marks.wrapping_neg();
        marks ^= first;
        if open & first != 0 {
            *depth += 1;
            continue;
        }
        *depth = depth.saturating_sub(1);
        if *depth == 0 {
            return Some(first.trailing_zeros() as usize + 1);
        }
    }
    None
}

/// A bit for each byte that is `wanted`.
#[inline]
fn mask(vectors: &[u8x16; 4], wanted: u8) -> u64 {
    let wanted = u8x16::splat(wanted);
    vectors.iter().rev().fold(0, |mask, vector| (mask << 16) | u64::from(vector.simd_eq(wanted).to_bitmask()))
}

/// What of a block is inside strings, from one block to the next.
#[derive(Default)]
struct Strings {
    /// All bits where a string goes on.
    inside: u64,
    /// One where the first byte of the next block is escaped.
    escaping: u64,
}

impl Strings {
    /// A bit for each byte of a string, the first quote with it.
    #[inline]
    fn of_block(&mut self, quotes: u64, backslashes: u64) -> u64 {
        let ends = quotes & !self.escaped(backslashes);
        let mut inside = ends;
        for shift in [1, 2, 4, 8, 16, 32] {
            inside ^= inside << shift;
        }
        inside ^= self.inside;
        self.inside = if inside >> (BLOCK - 1) == 1 { u64::MAX } else { 0 };
        inside
    }

    /// A bit for each byte after a backslash that is not escaped itself.
    #[inline]
    fn escaped(&mut self, backslashes: u64) -> u64 {
        let mut escaped = std::mem::take(&mut self.escaping);
        let mut left = backslashes & !escaped;
        while left != 0 {
            let first = left & left.wrapping_neg();
            if first >> (BLOCK - 1) == 1 {
                self.escaping = 1;
            }
            escaped |= first << 1;
            left &= !(first | first << 1);
        }
        escaped
    }
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
        }
    }
}
