//! A grid of characters with lines that know how to join.

use unicode_width::UnicodeWidthChar;

use crate::core::render::{Role, Text};

/// The directions in which a line leaves a cell.
pub(super) const LEFT: u8 = 1;
pub(super) const RIGHT: u8 = 2;
pub(super) const UP: u8 = 4;
pub(super) const DOWN: u8 = 8;

#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    lines: u8,
    /// Which bundle of lines passes vertically, so that others go under it.
    bundle: usize,
    text: Option<(Role, char)>,
    /// Covered by the wide character before it.
    covered: bool,
}

/// The grid.
#[derive(Debug)]
pub(super) struct Canvas {
    width: usize,
    cells: Vec<Cell>,
}

impl Canvas {
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, cells: vec![Cell::default(); width * height] }
    }

    fn cell(&mut self, x: usize, y: usize) -> Option<&mut Cell> {
        if x < self.width { self.cells.get_mut(y * self.width + x) } else { None }
    }

    /// Adds line ends to a cell; a vertical line belongs to a bundle, and lines of others do not join it.
    pub(super) fn add(&mut self, x: usize, y: usize, lines: u8, bundle: usize) {
        let Some(cell) = self.cell(x, y) else { return };
        let passes = cell.lines & (UP | DOWN) == UP | DOWN && lines == LEFT | RIGHT;
        if passes && cell.bundle != bundle {
            return;
        }
        cell.lines |= lines;
        if lines & (UP | DOWN) != 0 {
            cell.bundle = bundle;
        }
    }

    /// A horizontal line over the cells from `from` up to `to`, without `to`.
    pub(super) fn across(&mut self, from: usize, to: usize, y: usize, bundle: usize) {
        (from..to).for_each(|x| self.add(x, y, LEFT | RIGHT, bundle));
    }

    /// A vertical line between two rows, without the corners.
    pub(super) fn down(&mut self, x: usize, from: usize, to: usize, bundle: usize) {
        for y in from..=to {
            let lines = if y == from { 0 } else { UP } | if y == to { 0 } else { DOWN };
            self.add(x, y, lines, bundle);
        }
    }

    pub(super) fn write(&mut self, mut x: usize, y: usize, role: Role, text: &str) {
        for character in text.chars() {
            let width = character.width().unwrap_or(0);
            if width == 0 {
                continue;
            }
            if let Some(cell) = self.cell(x, y) {
                *cell = Cell { text: Some((role, character)), ..Cell::default() };
            }
            for covered in x + 1..x + width {
                if let Some(cell) = self.cell(covered, y) {
                    *cell = Cell { covered: true, ..Cell::default() };
                }
            }
            x += width;
        }
    }

    /// The rows as text, without blanks at their ends.
    pub(super) fn text(&self, utf8: bool) -> Text {
        let mut text = Text::default();
        for row in self.cells.chunks(self.width.max(1)) {
            let used =
                row.iter().rposition(|cell| cell.lines != 0 || cell.text.is_some()).map_or(0, |at| at + 1);
            let mut line = crate::core::render::Line::default();
            for cell in row.iter().take(used).filter(|cell| !cell.covered) {
                let (role, character) = match cell.text {
                    Some(shown) => shown,
                    None if cell.lines == 0 => (Role::Plain, ' '),
                    None => (Role::Dim, line_character(cell.lines, utf8)),
                };
                match line.0.last_mut() {
                    Some(span) if span.role == role => span.text.push(character),
                    _ => line.push(role, character),
                }
            }
            text.lines.push(line);
        }
        text
    }
}

fn line_character(lines: u8, utf8: bool) -> char {
    const BOX: [char; 16] = [' ', '─', '─', '─', '│', '╯', '╰', '┴', '│', '╮', '╭', '┬', '│', '┤', '├', '┼'];
    if utf8 {
        return BOX.get(usize::from(lines & 15)).copied().unwrap_or(' ');
    }
    match (lines & (LEFT | RIGHT) != 0, lines & (UP | DOWN) != 0) {
        (true, true) => '+',
        (true, false) => '-',
        (false, true) => '|',
        (false, false) => ' ',
    }
}
