//! Bytes and the lines and columns that editors count: from 0, columns in UTF-16 units.

use std::ops::Range;

/// A place as an editor names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 0.
    pub line: usize,
    /// UTF-16 units before it on its line.
    pub character: usize,
}

/// The starts of the lines of a text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    pub fn of(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The place of a byte.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        Position { line, character: before.encode_utf16().count() }
    }

    /// The byte at a place; the end of the line, or of the text, where the place is beyond it.
    pub fn offset(&self, position: Position) -> usize {
        let Some(start) = self.starts.get(position.line).copied() else { return self.text.len() };
        let rest = self.text.get(start..).unwrap_or_default();
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line.strip_suffix('\r').unwrap_or(line));
        let mut units = 0;
        for (at, character) in line.char_indices() {
            if units >= position.character {
                return start + at;
            }
            units += character.len_utf16();
        }
        start + line.len()
    }

    /// The places where a range begins and ends.
    pub fn range(&self, span: &Range<usize>) -> (Position, Position) {
        (self.position(span.start), self.position(span.end))
    }
}
