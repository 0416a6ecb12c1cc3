//! Lines and columns.

use std::ops::Range;

/// A range of a text as people and tools count: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// The starts of the lines of a text.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        let (line, column) = self.position(span.start);
        // The end of a block is the beginning of the next line; it is shown where its text ends.
        let inside = self.text.get(span.clone()).map_or(span.end, |text| span.start + text.trim_end().len());
        let (end_line, end_column) = self.position(inside.max(span.start));
        Place { line, column, end_line, end_column }
    }

    fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        (line, self.text.get(start..offset).map_or(1, |before| before.chars().count() + 1))
    }

    /// A line without its end, by its number from 1.
    pub(super) fn line(&self, number: usize) -> &'t str {
        let start = self.starts.get(number.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.text.get(start..).unwrap_or_default().lines().next().unwrap_or_default()
    }
}
