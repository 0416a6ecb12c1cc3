//! Columns as Go's `text/tabwriter` aligns them.
//!
//! A cell is text that ends with a tab; what follows the last tab of a line is no cell and is not aligned. Cells
//! of neighbouring lines make a column block, and each block has its own width. So a line with fewer cells (a
//! separator, the rest of a message with line breaks) ends the blocks it does not reach.

use super::role::{Line, Role, Text, push_blanks};
use super::sanitize::is_plain;

/// Builds a table from cells. Their texts are one after the other, so that a table of many lines takes little room; up to 4 GiB.
#[derive(Debug)]
pub(crate) struct Table {
    padding: u32,
    /// Whether control sequences of coloured spans count for the width, as they do in Argo's output.
    color: bool,
    text: String,
    /// The parts of the text that stand for something, in order.
    spans: Vec<Marked>,
    cells: Vec<Cell>,
    /// The cells of each line. The last of a line is what follows its last tab.
    lines: Vec<Part>,
    /// The width of what has been written of a cell.
    width: u32,
}

/// From where to where, in texts or cells.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Part {
    from: u32,
    to: u32,
}

#[derive(Debug)]
struct Marked {
    part: Part,
    role: Role,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Where its text ends.
    end: u32,
    width: u32,
}

/// What lines are made of.
enum Piece<'t> {
    Text(Role, &'t str),
    Blanks(usize),
    End,
}

impl Table {
    pub(crate) fn new(padding: u32, color: bool) -> Self {
        let (text, spans, cells, lines) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        Self { padding, color, text, spans, cells, lines, width: 0 }
    }

    /// Makes room for so many lines of so many cells and bytes.
    pub(crate) fn reserve(&mut self, lines: usize, cells: usize, bytes: usize) {
        self.text.reserve(lines * bytes);
        self.lines.reserve(lines);
        self.cells.reserve(lines * cells);
    }

    /// Writes text; tabs end cells and line breaks end lines wherever they stand.
    pub(crate) fn write(&mut self, role: Role, text: &str) {
        if is_plain(text) {
            return self.put(role, text, text.len());
        }
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

    /// Writes a number with its unit and ends the cell.
    pub(crate) fn number(&mut self, number: i64, unit: &str) {
        let before = self.text.len();
        self.text.push_str(itoa::Buffer::new().format(number));
        self.text.push_str(unit);
        self.width = small(self.text.len() - before);
        self.end_cell();
    }

    pub(crate) fn end_cell(&mut self) {
        self.cells.push(Cell { end: small(self.text.len()), width: std::mem::take(&mut self.width) });
    }

    pub(crate) fn end_line(&mut self) {
        self.end_cell();
        let from = self.lines.last().map_or(0, |line| line.to);
        self.lines.push(Part { from, to: small(self.cells.len()) });
    }

    /// How many lines have been ended.
    pub(crate) fn count(&self) -> u32 {
        small(self.lines.len())
    }

    /// The lines from one on.
    pub(crate) fn since(&self, from: u32) -> Part {
        Part { from, to: self.count() }
    }

    /// The text of a cell of the first of some lines.
    pub(crate) fn text_in(&self, lines: Part, cell: usize) -> &str {
        let line = self.lines.get(lines.range()).and_then(<[Part]>::first).copied().unwrap_or_default();
        self.text_of(line.range().start + cell)
    }

    /// Puts lines into an order; those that are not named are left out.
    pub(crate) fn arrange(&mut self, order: impl Iterator<Item = Part>) {
        let lines = std::mem::take(&mut self.lines);
        self.lines.reserve(lines.len());
        order.for_each(|part| self.lines.extend_from_slice(lines.get(part.range()).unwrap_or_default()));
    }

    /// Aligns the cells. What was written after the last end of a line is left out.
    pub(crate) fn finish(self) -> Text {
        let mut lines = Vec::with_capacity(self.lines.len());
        let mut line = Line::default();
        self.each_piece(|piece| match piece {
            Piece::Text(role, text) => line.join(role, text),
            Piece::Blanks(count) => line.blanks(count),
            Piece::End => lines.push(std::mem::take(&mut line)),
        });
        Text { lines }
    }

    /// The same, where nothing has a colour, as text whose lines end with line breaks.
    pub(crate) fn plain(&self) -> String {
        let mut out = String::with_capacity(self.text.len() * 2);
        self.each_piece(|piece| match piece {
            Piece::Text(_, text) => out.push_str(text),
            Piece::Blanks(count) => push_blanks(&mut out, count),
            Piece::End => out.push('\n'),
        });
        out
    }

    /// Goes through what the lines are made of once their cells are aligned.
    fn each_piece(&self, mut each: impl FnMut(Piece<'_>)) {
        let mut blocks = self.blocks();
        for line in &self.lines {
            let (aligned, last) = self.cells_of(*line);
            blocks.next(aligned.len());
            for ((at, cell), column) in line.range().zip(aligned).zip(&blocks.columns) {
                self.each_span(at, &mut each);
                let blanks = column.width().saturating_add(self.padding).saturating_sub(cell.width);
                each(Piece::Blanks(blanks as usize));
            }
            if last.is_some() {
                self.each_span(line.range().end - 1, &mut each);
            }
            each(Piece::End);
        }
    }

    /// Goes through what a cell is made of.
    fn each_span(&self, cell: usize, each: &mut impl FnMut(Piece<'_>)) {
        if self.spans.is_empty() {
            return each(Piece::Text(Role::Plain, self.text_of(cell)));
        }
        let Part { mut from, to } = self.part_of(cell);
        let first = self.spans.partition_point(|span| span.part.to <= from);
        let marked = self.spans.iter().skip(first).take_while(|span| span.part.from < to);
        for span in marked {
            each(Piece::Text(Role::Plain, self.text_at(Part { from, to: span.part.from })));
            each(Piece::Text(span.role, self.text_at(span.part)));
            from = span.part.to;
        }
        each(Piece::Text(Role::Plain, self.text_at(Part { from, to })));
    }

    fn text_of(&self, cell: usize) -> &str {
        self.text_at(self.part_of(cell))
    }

    fn text_at(&self, part: Part) -> &str {
        self.text.get(part.range()).unwrap_or_default()
    }

    /// Where the text of a cell is.
    fn part_of(&self, cell: usize) -> Part {
        let end = |at: usize| self.cells.get(at).map_or(0, |cell| cell.end);
        Part { from: cell.checked_sub(1).map_or(0, end), to: end(cell) }
    }

    /// The cells of a line that are aligned, and its last.
    fn cells_of(&self, line: Part) -> (&[Cell], Option<&Cell>) {
        match self.cells.get(line.range()).unwrap_or_default() {
            [aligned @ .., last] => (aligned, Some(last)),
            [] => (&[], None),
        }
    }

    /// The column blocks, before the first line.
    fn blocks(&self) -> Blocks {
        let mut blocks = Blocks::default();
        for line in &self.lines {
            let (aligned, _) = self.cells_of(*line);
            blocks.next(aligned.len());
            for (cell, column) in aligned.iter().zip(&mut blocks.columns) {
                column.widen(cell.width);
            }
        }
        blocks.columns.iter_mut().for_each(|column| (column.begun, column.goes_on) = (0, false));
        blocks
    }

    /// Writes text in which no cell ends.
    fn append(&mut self, role: Role, text: &str) {
        self.put(role, text, text.chars().count());
    }

    /// The same, of a text that is so many columns wide.
    fn put(&mut self, role: Role, text: &str, columns: usize) {
        if text.is_empty() {
            return;
        }
        let escapes = match role.code() {
            Some(code) if self.color => "\x1b[m\x1b[0m".len() + code.len(),
            _ => 0,
        };
        self.width = self.width.saturating_add(small(columns + escapes));
        let from = small(self.text.len());
        self.text.push_str(text);
        if role != Role::Plain {
            self.spans.push(Marked { part: Part { from, to: small(self.text.len()) }, role });
        }
    }
}

impl Part {
    fn range(self) -> std::ops::Range<usize> {
        self.from as usize..self.to as usize
    }
}

/// The column blocks, as they are met from line to line.
#[derive(Debug, Default)]
struct Blocks {
    columns: Vec<Column>,
}

#[derive(Debug, Default)]
struct Column {
    /// The widths of its blocks.
    widths: Vec<u32>,
    /// How many of them have begun.
    begun: usize,
    /// Whether the last line had a cell here.
    goes_on: bool,
}

impl Blocks {
    /// Goes to the next line, which has so many aligned cells: blocks begin or go on there, and end behind them.
    fn next(&mut self, cells: usize) {
        if self.columns.len() < cells {
            self.columns.resize_with(cells, Column::default);
        }
        for (at, column) in self.columns.iter_mut().enumerate() {
            let is_here = at < cells;
            column.begun += usize::from(is_here && !column.goes_on);
            column.goes_on = is_here;
        }
    }
}

impl Column {
    /// The width of the block that began last.
    fn width(&self) -> u32 {
        self.begun.checked_sub(1).and_then(|at| self.widths.get(at)).copied().unwrap_or_default()
    }

    /// Makes that block as wide as a cell.
    fn widen(&mut self, width: u32) {
        match self.begun.checked_sub(1).and_then(|at| self.widths.get_mut(at)) {
            Some(widest) => *widest = width.max(*widest),
            None => self.widths.push(width),
        }
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(lines: &[Vec<String>]) -> Table {
        let mut table = Table::new(3, false);
        lines.iter().for_each(|line| table.write(Role::Plain, &format!("{}\n", line.join("\t"))));
        table
    }

    /// The same, a cell at a time: a cell is as wide as the widest of those above and below that no shorter line divides from it.
    fn aligned(lines: &[Vec<String>]) -> String {
        let width_at = |line: usize, column: usize| {
            let has = |line: &&Vec<String>| line.len() > column + 1;
            let above = lines[..line].iter().rev().take_while(has);
            let block = above.chain(lines[line..].iter().take_while(has));
            block.map(|line| line[column].chars().count()).max().unwrap_or(0) + 3
        };
        let mut out = String::new();
        for (number, line) in lines.iter().enumerate() {
            for (column, cell) in line.iter().enumerate() {
                out.push_str(cell);
                if column + 1 < line.len() {
                    out.push_str(&" ".repeat(width_at(number, column) - cell.chars().count()));
                }
            }
            out.push('\n');
        }
        out
    }

    proptest! {
        #[test]
        fn cells_are_aligned_within_their_block(
            lines in prop::collection::vec(prop::collection::vec("[a-zé]{0,9}", 1..5), 0..9),
        ) {
            prop_assert_eq!(table(&lines).plain(), aligned(&lines));
        }

        #[test]
        fn colours_change_no_letter(lines in prop::collection::vec(prop::collection::vec("[a-zé]{0,9}", 1..5), 0..9)) {
            let mut coloured = Table::new(3, false);
            for line in &lines {
                for (column, cell) in line.iter().enumerate() {
                    if column > 0 {
                        coloured.end_cell();
                    }
                    coloured.write(Role::Plain, cell);
                    coloured.write(Role::Failed, cell);
                }
                coloured.end_line();
            }
            let twice = |cell: &String| cell.repeat(2);
            let doubled: Vec<Vec<String>> = lines.iter().map(|line| line.iter().map(twice).collect()).collect();
            prop_assert_eq!(coloured.finish().plain(), aligned(&doubled));
        }
    }

    #[test]
    fn lines_are_put_into_an_order() {
        let lines =
            ["a\t1", "bb\t2", "c\t3"].map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
        let mut table = table(&lines);
        let parts = [Part { from: 2, to: 3 }, Part { from: 0, to: 1 }];
        assert_eq!(table.text_in(parts[0], 1), "3");
        table.arrange(parts.into_iter());
        assert_eq!(table.plain(), "c   3\na   1\n");
    }
}
