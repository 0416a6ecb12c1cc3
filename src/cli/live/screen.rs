//! The part of the terminal that moves: the last lines, of which only those that changed are written again.

use std::fmt::Write as _;

use super::clip;
use crate::cli::ui::window;

/// Terminals that know these show what is between them at once.
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";
const CLEAR_DOWN: &str = "\r\x1b[J";
const CLEAR_RIGHT: &str = "\x1b[K";

/// The moving part: what it shows now, and how large the window is.
pub(super) struct Screen {
    columns: Option<u16>,
    /// Whether the terminal wraps lines anew when its width changes.
    wraps_anew: bool,
    size: (usize, usize),
    shown: Vec<String>,
}

impl Screen {
    /// An empty one; `columns` overrides the width of the window.
    pub(super) fn new(columns: Option<u16>, wraps_anew: bool) -> Self {
        let mut screen = Self { columns, wraps_anew, size: (0, 0), shown: Vec::new() };
        screen.measure();
        screen
    }

    /// Columns and lines that the moving part may have.
    pub(super) fn room(&self) -> (usize, usize) {
        (self.size.0 - 1, self.size.1 - 1)
    }

    /// What to write so that the moving part shows `text`.
    pub(super) fn paint(&mut self, text: &str) -> String {
        let (width, height) = self.size;
        // The last cell stays free: what follows a full line differs between terminals.
        let lines: Vec<String> =
            text.lines().take(height - 1).map(|line| clip::cut(line, width - 1)).collect();
        let mut out = String::new();
        if lines == self.shown {
            return out;
        }
        let same = lines.iter().zip(&self.shown).take_while(|(new, old)| new == old).count();
        up(&mut out, self.shown.len() - same);
        for (at, line) in lines.iter().enumerate().skip(same) {
            if self.shown.get(at) != Some(line) {
                out.push('\r');
                out.push_str(line);
                out.push_str(CLEAR_RIGHT);
            }
            out.push_str("\r\n");
        }
        if lines.len() < self.shown.len() {
            out.push_str(CLEAR_DOWN);
        }
        self.shown = lines;
        format!("{BEGIN}{out}{END}")
    }

    /// What to write so that `text` stays above the moving part. Every cell goes from what it showed to what it shows:
    /// nothing is cleared in between, so nothing flickers where a terminal does not know [`BEGIN`].
    pub(super) fn above(&mut self, text: &str) -> String {
        let mut out = String::new();
        up(&mut out, self.shown.len());
        for line in text.lines() {
            out.push_str(line);
            // At the end of a full line the cursor is still on its last cell.
            if clip::width(line) == 0 || !clip::width(line).is_multiple_of(self.size.0) {
                out.push_str(CLEAR_RIGHT);
            }
            out.push_str("\r\n");
        }
        for line in &self.shown {
            out.push_str(line);
            out.push_str(CLEAR_RIGHT);
            out.push_str("\r\n");
        }
        format!("{BEGIN}{out}{END}")
    }

    /// What to write after the window changed: lines that were too long for it may have been wrapped.
    pub(super) fn resize(&mut self) -> String {
        self.measure();
        let (width, height) = self.size;
        let rows = |line: &String| match self.wraps_anew {
            true => clip::width(line).div_ceil(width.max(1)).max(1),
            false => 1,
        };
        let taken: usize = self.shown.iter().map(rows).sum();
        self.shown.clear();
        let mut out = String::new();
        up(&mut out, taken.min(height.saturating_sub(1)));
        out.push_str(CLEAR_DOWN);
        out
    }

    /// What to write so that the moving part is gone.
    pub(super) fn clear(&mut self) -> String {
        let mut out = String::new();
        up(&mut out, self.shown.len());
        self.shown.clear();
        out + CLEAR_DOWN
    }

    /// Whether the window has another size by now, whose signal is still to come.
    pub(super) fn is_outdated(&self) -> bool {
        self.measured() != self.size
    }

    fn measure(&mut self) {
        self.size = self.measured();
    }

    fn measured(&self) -> (usize, usize) {
        let (width, height) = window().unwrap_or((80, 24));
        (self.columns.map_or(width, usize::from).max(10), height.max(3))
    }
}

/// Moves the cursor up.
fn up(out: &mut String, lines: usize) {
    if lines > 0 {
        // Writing to a String does not fail.
        let _ = write!(out, "\x1b[{lines}A");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen() -> Screen {
        Screen { columns: None, wraps_anew: true, size: (20, 6), shown: Vec::new() }
    }

    /// What a terminal of that size shows after some writes.
    fn contents(writes: &[String]) -> String {
        let mut parser = vt100::Parser::new(8, 20, 100);
        for write in writes {
            parser.process(write.as_bytes());
        }
        parser.screen().contents()
    }

    #[test]
    fn only_changed_lines_are_written() {
        let mut screen = screen();
        let first = screen.paint("one\ntwo\nthree\n");
        let second = screen.paint("one\nTWO\nthree\n");
        assert!(!second.contains("one") && !second.contains("three"));
        assert_eq!(contents(&[first, second]).trim_end(), "one\nTWO\nthree");
        assert_eq!(screen.paint("one\nTWO\nthree\n"), "");
    }

    #[test]
    fn lines_above_stay_and_a_shorter_view_leaves_nothing_behind() {
        let mut screen = screen();
        let writes = [screen.paint("one\ntwo\nthree\n"), screen.above("log\n"), screen.paint("one\n")];
        assert_eq!(contents(&writes).trim_end(), "log\none");
    }

    #[test]
    fn lines_above_may_be_longer_than_the_window_is_wide() {
        for length in [19, 20, 21, 40, 45] {
            let long = "x".repeat(length);
            let mut screen = screen();
            let writes = [screen.paint("old view\nof two lines\n"), screen.above(&format!("{long}\nlog\n"))];
            let shown = contents(&writes).replace('\n', "");
            assert_eq!(shown, format!("{long}logold viewof two lines"), "{length}");
        }
    }

    #[test]
    fn clearing_takes_the_view_away() {
        let mut screen = screen();
        let writes = [screen.paint("one\ntwo\n"), screen.clear(), "end\n".to_owned()];
        assert_eq!(contents(&writes).trim_end(), "end");
    }
}
