//! Lists as they arrive: each item is taken out as soon as all of it is there, and what nobody asked for is passed over
//! without being decoded. So a list of any length takes the memory of its longest item.

use serde::de::DeserializeOwned;

use crate::core::text::nested::nested_length;

/// How much has to arrive before an item that was not whole is looked at again.
const STEP: usize = 64 << 10;

/// Why reading stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// More bytes have to arrive.
    Incomplete,
    /// This is no list.
    Malformed,
}

pub(super) type Step<T> = Result<T, Stop>;

/// Where a string ends whose first quote is just before `start`; none where its end has not arrived. Most of a list is
/// strings that nobody asked for.
#[inline]
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let quote = next_quote(bytes, at)?;
        let before = bytes.get(start..quote)?;
        let slashes = before.iter().rev().take_while(|byte| **byte == b'\\').count();
        at = quote + 1;
        if slashes % 2 == 0 {
            return Some(at);
        }
    }
}

/// The next quote, looked for in eight bytes at a time.
#[inline]
fn next_quote(bytes: &[u8], mut at: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    while let Some(eight) = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
        // The lowest byte that is a quote is zero here, and the first whose highest bit is set below.
        let differs = u64::from_le_bytes(eight) ^ (ONES * u64::from(b'"'));
        let found = differs.wrapping_sub(ONES) & !differs & (ONES << 7);
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    rest.iter().position(|byte| *byte == b'"').map(|found| at + found)
}

/// A place in bytes that may not all be there yet.
pub(super) struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Cursor<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Step<u8> {
        self.bytes.get(self.at).copied().ok_or(Stop::Incomplete)
    }

    /// The next byte that is no blank.
    fn token(&mut self) -> Step<u8> {
        while self.peek()?.is_ascii_whitespace() {
            self.at += 1;
        }
        self.peek()
    }

    fn expect(&mut self, wanted: u8) -> Step<()> {
        if self.token()? != wanted {
            return Err(Stop::Malformed);
        }
        self.at += 1;
        Ok(())
    }

    /// A string with its quotes.
    fn string(&mut self) -> Step<&'b [u8]> {
        let start = self.at;
        self.expect_here(b'"')?;
        self.at = end_of_string(self.bytes, self.at).ok_or(Stop::Incomplete)?;
        Ok(&self.bytes[start..self.at])
    }

    fn expect_here(&mut self, wanted: u8) -> Step<()> {
        if self.peek()? != wanted {
            return Err(Stop::Malformed);
        }
        self.at += 1;
        Ok(())
    }

    /// Passes over a value; its bytes.
    pub(super) fn skip(&mut self) -> Step<&'b [u8]> {
        let first = self.token()?;
        let start = self.at;
        match first {
            b'"' => drop(self.string()?),
            b'{' | b'[' => self.skip_nested()?,
            b'}' | b']' | b',' | b':' => return Err(Stop::Malformed),
            _ => {
                while !matches!(self.peek()?, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t') {
                    self.at += 1;
                }
            }
        }
        Ok(&self.bytes[start..self.at])
    }

    fn skip_nested(&mut self) -> Step<()> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += nested_length(rest).ok_or(Stop::Incomplete)?;
        Ok(())
    }

    /// Goes through the fields of an object; `field` has to read the value of each.
    pub(super) fn object(&mut self, mut field: impl FnMut(&mut Self, &[u8]) -> Step<()>) -> Step<()> {
        self.expect(b'{')?;
        if self.token()? == b'}' {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.token()?;
            let key = self.string()?;
            self.expect(b':')?;
            field(self, key)?;
            match self.token()? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(Stop::Malformed),
            }
        }
    }

    /// Reads a value; null is none.
    pub(super) fn value<T: DeserializeOwned>(&mut self) -> Step<Option<T>> {
        serde_json::from_slice(self.skip()?).map_err(|_| Stop::Malformed)
    }

    /// Whether the next value is an object.
    pub(super) fn at_object(&mut self) -> Step<bool> {
        Ok(self.token()? == b'{')
    }
}

/// Where in a list the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Fields,
    Items,
    End,
}

/// Takes items out of a list as it arrives.
pub(super) struct Skimmer {
    buffer: Vec<u8>,
    place: Place,
    /// The length of the buffer from which on it is worth looking.
    look_at: usize,
    /// Where the next page begins; empty: there is none.
    pub(super) next: String,
    /// The version of the list.
    pub(super) version: String,
}

impl Skimmer {
    pub(super) fn new() -> Self {
        let (next, version) = (String::new(), String::new());
        Self { buffer: Vec::new(), place: Place::Start, look_at: 0, next, version }
    }

    /// Takes bytes that have arrived; `item` reads an item.
    pub(super) fn push(
        &mut self,
        bytes: &[u8],
        item: &mut dyn FnMut(&mut Cursor<'_>) -> Step<()>,
    ) -> Result<(), Stop> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() < self.look_at {
            return Ok(());
        }
        self.look(item)
    }

    /// Says that no more bytes arrive.
    pub(super) fn finish(&mut self, item: &mut dyn FnMut(&mut Cursor<'_>) -> Step<()>) -> Result<(), Stop> {
        self.look(item)?;
        if self.place == Place::End { Ok(()) } else { Err(Stop::Incomplete) }
    }

    /// What has arrived and was not used.
    pub(super) fn rest(&self) -> &[u8] {
        &self.buffer
    }

    fn look(&mut self, item: &mut dyn FnMut(&mut Cursor<'_>) -> Step<()>) -> Result<(), Stop> {
        let buffer = std::mem::take(&mut self.buffer);
        let mut cursor = Cursor::new(&buffer);
        let mut done = 0;
        let stopped = loop {
            match self.step(&mut cursor, item) {
                Ok(()) if self.place == Place::End => break Ok(()),
                Ok(()) => done = cursor.at,
                Err(Stop::Incomplete) => break Ok(()),
                Err(stop) => break Err(stop),
            }
        };
        let mut rest = buffer;
        if self.place == Place::End {
            rest.clear();
        } else if stopped.is_ok() {
            rest.drain(..done);
        }
        // Twice as much each time, so that one large item costs in proportion to its size.
        self.look_at = (rest.len() * 2).max(rest.len() + STEP);
        self.buffer = rest;
        stopped
    }

    /// Reads one thing: the beginning, a field, an item, or the end.
    fn step(
        &mut self,
        cursor: &mut Cursor<'_>,
        item: &mut dyn FnMut(&mut Cursor<'_>) -> Step<()>,
    ) -> Step<()> {
        match (self.place, cursor.token()?) {
            (Place::Start, _) => {
                cursor.expect(b'{')?;
                self.place = Place::Fields;
            }
            (Place::Fields, b'}') => self.place = Place::End,
            (Place::Fields | Place::Items, b',') => cursor.at += 1,
            (Place::Fields, _) => self.field(cursor)?,
            (Place::Items, b']') => {
                cursor.at += 1;
                self.place = Place::Fields;
            }
            (Place::Items, _) => item(cursor)?,
            (Place::End, _) => {}
        }
        Ok(())
    }

    fn field(&mut self, cursor: &mut Cursor<'_>) -> Step<()> {
        match cursor.string()? {
            b"\"items\"" => {
                cursor.expect(b':')?;
                if cursor.token()? == b'[' {
                    cursor.at += 1;
                    self.place = Place::Items;
                } else if cursor.value::<serde_json::Value>()?.is_some() {
                    return Err(Stop::Malformed);
                }
            }
            b"\"metadata\"" => {
                cursor.expect(b':')?;
                let (mut next, mut version) = (None, None);
                cursor.object(|cursor, key| {
                    match key {
                        b"\"continue\"" => next = cursor.value()?,
                        b"\"resourceVersion\"" => version = cursor.value()?,
                        _ => drop(cursor.skip()?),
                    }
                    Ok(())
                })?;
                (self.next, self.version) = (next.unwrap_or_default(), version.unwrap_or_default());
            }
            _ => {
                cursor.expect(b':')?;
                cursor.skip()?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"{"kind":"L","items":[{"a":"x\"}]{","n":[1,{"b":[]}]}, {"a":"z"}],
        "metadata":{"continue":"c","remainingItemCount":3,"resourceVersion":"7"}}"#;

    fn read(text: &str, pieces: usize) -> Result<(Vec<String>, String), Stop> {
        let mut found = Vec::new();
        let mut item = |cursor: &mut Cursor<'_>| {
            found.push(String::from_utf8_lossy(cursor.skip()?).into_owned());
            Ok(())
        };
        let mut skimmer = Skimmer::new();
        for piece in text.as_bytes().chunks(pieces) {
            skimmer.look_at = 0;
            skimmer.push(piece, &mut item)?;
        }
        skimmer.finish(&mut item)?;
        Ok((found, skimmer.next))
    }

    #[test]
    fn items_are_found_however_the_list_is_cut() {
        for pieces in [1, 2, 3, 7, 1000] {
            let (found, next) = read(LIST, pieces).unwrap();
            assert_eq!(found, [r#"{"a":"x\"}]{","n":[1,{"b":[]}]}"#, r#"{"a":"z"}"#]);
            assert_eq!(next, "c");
        }
        assert_eq!(read(r#"{"items":null}"#, 4).unwrap().0.len(), 0);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        assert_eq!(read("<html>", 3), Err(Stop::Malformed));
        assert_eq!(read(&LIST[..60], 9), Err(Stop::Incomplete));
        assert_eq!(read(r#"{"items":{}}"#, 9), Err(Stop::Malformed));
        assert_eq!(read("", 9), Err(Stop::Incomplete));
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_comes_ends_the_program(text in r#"[\[\]{}:,"\\a1 ]{0,60}"#, pieces in 1_usize..9) {
            let _ = read(&text, pieces);
        }
    }
}
