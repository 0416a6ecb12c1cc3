//! A position in YAML text, and the character classes of YAML 1.1.

use super::error::YamlError;

/// Where a token begins or ends: byte offset, line and column (both from 0; columns count characters).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) index: usize,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// Reads text character by character; beyond the end every byte is 0, which the text itself never holds.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    pub(super) mark: Mark,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, mark: Mark::default() }
    }

    /// The byte `ahead` bytes from here, 0 past the end.
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.mark.index + ahead).copied().unwrap_or(0)
    }

    pub(super) fn at_end(&self) -> bool {
        self.mark.index >= self.text.len()
    }

    pub(super) fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.byte(ahead), b' ' | b'\t')
    }

    /// Whether a line break is `ahead` bytes from here: LF, CR, NEL, LS or PS.
    pub(super) fn is_break(&self, ahead: usize) -> bool {
        match self.byte(ahead) {
            b'\r' | b'\n' => true,
            0xC2 => self.byte(ahead + 1) == 0x85,
            0xE2 => self.byte(ahead + 1) == 0x80 && matches!(self.byte(ahead + 2), 0xA8 | 0xA9),
            _ => false,
        }
    }

    pub(super) fn is_break_or_end(&self, ahead: usize) -> bool {
        self.byte(ahead) == 0 || self.is_break(ahead)
    }

    pub(super) fn is_blank_or_end(&self, ahead: usize) -> bool {
        self.is_blank(ahead) || self.is_break_or_end(ahead)
    }

    /// Whether a name character (letter, digit, `_`, `-`) is next.
    pub(super) fn is_word(&self) -> bool {
        matches!(self.byte(0), b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-')
    }

    /// Whether `---` or `...` stands alone at the start of a line here.
    pub(super) fn at_document_indicator(&self) -> bool {
        self.mark.column == 0
            && matches!((self.byte(0), self.byte(1), self.byte(2)), (b'-', b'-', b'-') | (b'.', b'.', b'.'))
            && self.is_blank_or_end(3)
    }

    /// Passes over one character of the line.
    pub(super) fn skip(&mut self) {
        if let Some(next) = self.rest().chars().next() {
            self.mark.index += next.len_utf8();
            self.mark.column += 1;
        }
    }

    pub(super) fn skip_many(&mut self, count: usize) {
        for _ in 0..count {
            self.skip();
        }
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.is_blank(0) {
            self.skip();
        }
    }

    pub(super) fn skip_comment(&mut self) {
        if self.byte(0) == b'#' {
            self.rest_of_line();
        }
    }

    /// Passes over what is left of the line; returns it.
    pub(super) fn rest_of_line(&mut self) -> &'a str {
        let start = self.mark.index;
        while !self.is_break_or_end(0) {
            // One of any kind, and then those in ASCII.
            self.skip();
            self.pass(|_| true);
        }
        self.text.get(start..self.mark.index).unwrap_or("")
    }

    /// Passes over the visible ASCII characters and blanks that are next and `wanted`; returns them.
    pub(super) fn pass(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.rest();
        let is_one = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~') && wanted(*byte);
        let length = rest.bytes().take_while(is_one).count();
        self.mark.index += length;
        self.mark.column += length;
        rest.get(..length).unwrap_or("")
    }

    /// Passes over one character of the line and appends it to `out`.
    pub(super) fn take(&mut self, out: &mut String) {
        if let Some(next) = self.rest().chars().next() {
            out.push(next);
            self.mark.index += next.len_utf8();
            self.mark.column += 1;
        }
    }

    /// Passes over a line break, appending what YAML 1.1 makes of it: LF, except that LS and PS stay.
    pub(super) fn take_break(&mut self, out: &mut String) {
        let width = match self.byte(0) {
            b'\r' if self.byte(1) == b'\n' => 2,
            b'\r' | b'\n' => 1,
            0xC2 => 2,
            0xE2 => {
                out.push(if self.byte(2) == 0xA8 { '\u{2028}' } else { '\u{2029}' });
                self.next_line(3);
                return;
            }
            _ => return,
        };
        out.push('\n');
        self.next_line(width);
    }

    pub(super) fn skip_break(&mut self) {
        if self.is_break(0) {
            self.take_break(&mut String::new());
        }
    }

    /// An error here in the words of the reference; its scanner names the line after its own count.
    pub(super) fn error(&self, problem: &str) -> YamlError {
        let line = if self.mark.line == 0 { 0 } else { self.mark.line + 1 };
        YamlError::at_line(problem, line, self.mark.index..(self.mark.index + self.width()))
    }

    fn width(&self) -> usize {
        self.rest().chars().next().map_or(0, char::len_utf8)
    }

    fn next_line(&mut self, width: usize) {
        self.mark.index += width;
        self.mark.line += 1;
        self.mark.column = 0;
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.mark.index..).unwrap_or("")
    }
}
