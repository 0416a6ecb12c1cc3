//! Columns as Go's `text/tabwriter` aligns them.
//!
//! A cell is text that ends with a tab; what follows the last tab of a line is no cell and is not aligned. Cells
//! of neighbouring lines make a column block, and each block has its own width. So a line with fewer cells (a
//! separator, the rest of a message with line breaks) ends the blocks it does not reach.

use super::role::{Line, Role, Span, Text};

/// Builds a table from cells.
#[derive(Debug)]
pub(crate) struct Table {
    padding: usize,
    /// Whether control sequences of coloured spans count for the width, as they do in Argo's output.
    color: bool,
    lines: Vec<Vec<Cell>>,
}

#[derive(Debug, Default)]
struct Cell {
    spans: Vec<Span>,
    width: usize,
}

impl Table {
    pub(crate) fn new(padding: usize, color: bool) -> Self {
        Self { padding, color, lines: vec![vec![Cell::default()]] }
    }

    /// Writes text; tabs end cells and line breaks end lines wherever they stand.
    pub(crate) fn write(&mut self, role: Role, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['\t', '\n']) {
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
        if let Some(line) = self.lines.last_mut() {
            line.push(Cell::default());
        }
    }

    pub(crate) fn end_line(&mut self) {
        self.lines.push(vec![Cell::default()]);
    }

    /// Aligns the cells.
    pub(crate) fn finish(mut self) -> Text {
        self.lines.pop();
        let widths = self.widths();
        let lines = self.lines.into_iter().zip(widths);
        let lines = lines.map(|(cells, widths)| {
            let mut line = Line::default();
            for (index, cell) in cells.into_iter().enumerate() {
                let width = cell.width;
                line.0.extend(cell.spans);
                if let Some(column) = widths.get(index) {
                    line.push(Role::Plain, " ".repeat(column.saturating_sub(width)));
                }
            }
            line
        });
        Text { lines: lines.collect() }
    }

    /// The widths of each line's cells.
    fn widths(&self) -> Vec<Vec<usize>> {
        let columns = self.lines.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths: Vec<Vec<usize>> = self.lines.iter().map(|line| vec![0; line.len() - 1]).collect();
        for column in 0..columns {
            let mut start = 0;
            while start < self.lines.len() {
                let end =
                    start + self.lines.iter().skip(start).take_while(|line| line.len() > column + 1).count();
                let block = self.lines.iter().skip(start).take(end - start);
                let widest = block.filter_map(|line| line.get(column)).map(|cell| cell.width).max();
                for line in widths.iter_mut().skip(start).take(end - start) {
                    if let Some(width) = line.get_mut(column) {
                        *width = widest.unwrap_or(0) + self.padding;
                    }
                }
                start = end + 1;
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
        if let Some(cell) = self.lines.last_mut().and_then(|line| line.last_mut()) {
            cell.width += text.chars().count() + escapes;
            cell.spans.push(Span::new(role, text));
        }
    }
}
