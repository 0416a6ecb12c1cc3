//! Lists as they arrive: each item is taken out as soon as all of it is there, and what nobody asked for is passed over
//! without being decoded. So a list of any length takes the memory of its longest item.

use super::cursor::{Cursor, Step, Stop};

/// How much has to arrive before an item that was not whole is looked at again.
const STEP: usize = 32 << 10;

/// Where in a list the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Fields,
    Items,
    End,
}

/// Reads an item of a list.
pub(super) type EachItem<'i> = dyn FnMut(&mut Cursor<'_>) -> Step<()> + Send + 'i;

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

    /// Takes bytes that have arrived; `item` reads an item. They are read where they are: only an item that is not whole is
    /// copied, and as much after it as may be the rest of it.
    pub(super) fn push(&mut self, mut bytes: &[u8], item: &mut EachItem<'_>) -> Result<(), Stop> {
        while !self.buffer.is_empty() {
            let wanted = self.look_at.saturating_sub(self.buffer.len());
            let Some((more, after)) = bytes.split_at_checked(wanted) else {
                self.buffer.extend_from_slice(bytes);
                return Ok(());
            };
            self.buffer.extend_from_slice(more);
            let mut buffer = std::mem::take(&mut self.buffer);
            let done = self.read(&buffer, item)?;
            let left = buffer.len() - done;
            if let Some(read) = more.len().checked_sub(left) {
                // What is left has only just been copied.
                bytes = bytes.get(read..).unwrap_or_default();
                buffer.clear();
                self.buffer = buffer;
                break;
            }
            buffer.drain(..done);
            bytes = after;
            self.keep(buffer);
        }
        let done = self.read(bytes, item)?;
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.extend_from_slice(bytes.get(done..).unwrap_or_default());
        self.keep(buffer);
        Ok(())
    }

    /// Says that no more bytes arrive.
    pub(super) fn finish(&mut self, item: &mut EachItem<'_>) -> Result<(), Stop> {
        let buffer = std::mem::take(&mut self.buffer);
        let done = self.read(&buffer, item);
        self.buffer = buffer;
        done?;
        if self.place == Place::End { Ok(()) } else { Err(Stop::Incomplete) }
    }

    /// What has arrived and was not used.
    pub(super) fn rest(&self) -> &[u8] {
        &self.buffer
    }

    fn keep(&mut self, rest: Vec<u8>) {
        // Twice as much each time, so that one large item costs in proportion to its size.
        self.look_at = (rest.len() * 2).max(rest.len() + STEP);
        self.buffer = rest;
    }

    /// Reads what is whole; how much that was. What is no list stays to be shown.
    fn read(&mut self, bytes: &[u8], item: &mut EachItem<'_>) -> Result<usize, Stop> {
        let mut cursor = Cursor::new(bytes);
        let mut done = 0;
        loop {
            match self.step(&mut cursor, item) {
                Ok(()) if self.place == Place::End => return Ok(bytes.len()),
                Ok(()) => done = cursor.at(),
                Err(Stop::Incomplete) => return Ok(done),
                Err(stop) => {
                    self.buffer = bytes.to_vec();
                    return Err(stop);
                }
            }
        }
    }

    /// Reads one thing: the beginning, a field, an item, or the end.
    fn step(&mut self, cursor: &mut Cursor<'_>, item: &mut EachItem<'_>) -> Step<()> {
        match (self.place, cursor.token()?) {
            (Place::Start, _) => {
                cursor.expect(b'{')?;
                self.place = Place::Fields;
            }
            (Place::Fields, b'}') => self.place = Place::End,
            (Place::Fields | Place::Items, b',') => cursor.pass(),
            (Place::Fields, _) => self.field(cursor)?,
            (Place::Items, b']') => {
                cursor.pass();
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
                    cursor.pass();
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

    /// The items of a text that comes in pieces, each of which is looked at.
    fn read(text: &str, pieces: usize) -> Result<(Vec<String>, String), Stop> {
        read_by(text, pieces, |skimmer| skimmer.look_at = 0)
    }

    fn read_by(
        text: &str,
        pieces: usize,
        before_each: fn(&mut Skimmer),
    ) -> Result<(Vec<String>, String), Stop> {
        let mut found = Vec::new();
        let mut item = |cursor: &mut Cursor<'_>| {
            found.push(String::from_utf8_lossy(cursor.skip()?).into_owned());
            Ok(())
        };
        let mut skimmer = Skimmer::new();
        for piece in text.as_bytes().chunks(pieces) {
            before_each(&mut skimmer);
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
    fn long_items_are_found_in_pieces_of_any_size() {
        let items: Vec<String> =
            (0..40).map(|n| format!(r#"{{"n":"{}"}}"#, "x".repeat(n * n * 90))).collect();
        let text = format!(r#"{{"items":[{}],"metadata":{{"continue":"c"}}}}"#, items.join(","));
        for pieces in [1000, 8192, 70_000, 300_000, text.len()] {
            let (found, next) = read_by(&text, pieces, |_| {}).unwrap();
            assert_eq!(found, items);
            assert_eq!(next, "c");
        }
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
