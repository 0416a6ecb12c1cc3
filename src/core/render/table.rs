//! Columns as Go's `text/tabwriter` aligns them.
//!
//! A cell is text that ends with a tab; what follows the last tab of a line is no cell and is not aligned. Cells
//! of neighbouring lines make a column block, and each block has its own width. So a line with fewer cells (a
//! separator, the rest of a message with line breaks) ends the blocks it does not reach.

use std::ops::Range;

use super::role::{Line, Role, Text, push_blanks};

/// Builds a table from cells. Their texts are one after the other, so that a table of many lines takes little room; up to 4 GiB.
#[derive(Debug)]
pub(crate) struct Table {
    padding: u32,
    /// Whether control sequences of coloured spans count for the width, as they do in Argo's output.
    color: bool,
    text: String,
    /// What the parts of the text stand for, and where each ends.
    spans: Vec<(Role, u32)>,
    cells: Vec<Cell>,
    /// Up to which cell each line goes. The last cell of a line is what follows its last tab.
    lines: Vec<usize>,
    /// What is being written.
    cell: Cell,
}

/// What lines are made of.
enum Part<'t> {
    Text(Role, &'t str),
    Blanks(usize),
    End,
}

#[derive(Debug, Default, Clone, Copy)]
struct Cell {
    /// How many spans there are up to its end.
    spans: u32,
    width: u32,
}

impl Table {
    pub(crate) fn new(padding: u32, color: bool) -> Self {
        let (text, spans, cells, lines) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        Self { padding, color, text, spans, cells, lines, cell: Cell::default() }
    }

    /// Makes room for so many lines of so many cells and bytes.
    pub(crate) fn reserve(&mut self, lines: usize, cells: usize, bytes: usize) {
        self.text.reserve(lines * bytes);
        self.lines.reserve(lines);
        self.cells.reserve(lines * cells);
        self.spans.reserve(lines * cells);
    }

    /// Writes text; tabs end cells and line breaks end lines wherever they stand.
    pub(crate) fn write(&mut self, role: Role, text: &str) {
        let mut rest = text;
        while let Some(at) = memchr::memchr2(b'\t', b'\n', rest.as_bytes()) {
            let (before, after) = rest.split_at(at);
            self.append(role, before);
            if after.starts_with('\t') {
                self.end_cell();
            } else {
                self.end_line();
            }
            rest = after.get(1..).unwrap_or("");
        }
        self.append(role, rest);
    }

    /// Writes plain text and ends the cell.
    pub(crate) fn cell(&mut self, text: &str) {
        self.write(Role::Plain, text);
        self.end_cell();
    }

    pub(crate) fn end_cell(&mut self) {
        let spans = small(self.spans.len());
        self.cells.push(Cell { spans, ..std::mem::take(&mut self.cell) });
    }

    pub(crate) fn end_line(&mut self) {
        self.end_cell();
        self.lines.push(self.cells.len());
    }

    /// Aligns the cells. What was written after the last end of a line is left out.
    pub(crate) fn finish(self) -> Text {
        let mut lines = Vec::with_capacity(self.lines.len());
        let mut line = Line::default();
        self.each_part(|part| match part {
            Part::Text(role, text) => line.join(role, text),
            Part::Blanks(count) => line.blanks(count),
            Part::End => lines.push(std::mem::take(&mut line)),
        });
        Text { lines }
    }

    /// The same, where nothing has a colour, as text whose lines end with line breaks.
    pub(crate) fn plain(&self) -> String {
        let mut out = String::with_capacity(self.text.len() * 2);
        self.each_part(|part| match part {
            Part::Text(_, text) => out.push_str(text),
            Part::Blanks(count) => push_blanks(&mut out, count),
            Part::End => out.push('\n'),
        });
        out
    }

    /// Goes through what the lines are made of once their cells are aligned.
    fn each_part(&self, mut each: impl FnMut(Part<'_>)) {
        let widths = self.widths();
        let (mut text, mut spans, mut from) = (0, self.spans.iter(), 0);
        let mut shown = 0;
        for end in self.lines.iter().copied() {
            for at in from..end {
                let Some(cell) = self.cells.get(at) else { break };
                for (role, to) in spans.by_ref().take((cell.spans - shown) as usize) {
                    let to = *to as usize;
                    each(Part::Text(*role, self.text.get(text..to).unwrap_or_default()));
                    text = to;
                }
                shown = cell.spans;
                let width = widths.get(at).copied().unwrap_or_default();
                let blanks = width.saturating_sub(cell.width);
                if at + 1 < end && blanks > 0 {
                    each(Part::Blanks(blanks as usize));
                }
            }
            each(Part::End);
            from = end;
        }
    }

    /// The width that each cell is to have.
    fn widths(&self) -> Vec<u32> {
        let mut widths = vec![0; self.cells.len()];
        let starts = std::iter::once(0).chain(self.lines.iter().copied());
        // Lines, each with the cells that are aligned.
        let lines: Vec<_> =
            starts.zip(&self.lines).map(|(start, end)| start..end.saturating_sub(1)).collect();
        let columns = lines.iter().map(Range::len).max().unwrap_or(0);
        for column in 0..columns {
            let has = |line: &Range<usize>| line.len() > column;
            for block in lines.chunk_by(|a, b| has(a) && has(b)).filter(|block| block.iter().all(has)) {
                let cells = || block.iter().map(|line| line.start + column);
                let widest = cells().filter_map(|at| self.cells.get(at)).map(|cell| cell.width).max();
                for at in cells() {
                    if let Some(width) = widths.get_mut(at) {
                        *width = widest.unwrap_or(0).saturating_add(self.padding);
                    }
                }
            }
        }
        widths
    }

    fn append(&mut self, role: Role, text: &str) {
        if text.is_empty() {
            return;
        }
        let escapes = match role.code() {
            Some(code) if self.color => "\x1b[m\x1b[0m".len() + code.len(),
            _ => 0,
        };
        self.cell.width = self.cell.width.saturating_add(small(text.chars().count() + escapes));
        self.text.push_str(text);
        self.spans.push((role, small(self.text.len())));
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
