//! A JSON value as YAML text, as Go's `Marshal` prints it.

use std::fmt::Write as _;

use serde_json::Value;

use super::keys::sorted;
use super::style::{Style, choose, is_break, is_printable, is_simple_key};
use crate::core::text::number::float_g;

/// Beyond this column Go's writer breaks at the next blank.
const WIDTH: usize = 80;

const STEP: usize = 2;

/// Prints a value as `sigs.k8s.io/yaml`'s `Marshal`: keys sorted, lists not indented, ends with a line break.
pub fn emit(value: &Value) -> String {
    let mut emitter = Emitter { out: String::new(), column: 0, blank: true, indenting: true };
    emitter.node(value, None);
    if !emitter.out.ends_with('\n') {
        emitter.line_break();
    }
    emitter.out
}

struct Emitter {
    out: String,
    column: usize,
    /// Whether the last thing written was white space or an indicator that counts as such.
    blank: bool,
    /// Whether only indentation and indicators stand on this line.
    indenting: bool,
}

impl Emitter {
    /// Writes a node inside a collection at column `parent`, or at the root.
    fn node(&mut self, value: &Value, parent: Option<usize>) {
        match value {
            Value::Object(map) if !map.is_empty() => {
                let indent = parent.map_or(0, |parent| parent + STEP);
                for (key, value) in sorted(map.iter()) {
                    self.entry(key, value, indent);
                }
            }
            Value::Array(items) if !items.is_empty() => {
                self.sequence(items, parent.map_or(0, |parent| parent + STEP));
            }
            Value::Object(_) => self.word("{}"),
            Value::Array(_) => self.word("[]"),
            Value::Null => self.word("null"),
            Value::Bool(flag) => self.word(if *flag { "true" } else { "false" }),
            Value::Number(number) => match number.as_f64() {
                Some(float) if number.is_f64() => self.word(&float_g(float)),
                _ => self.word(&number.to_string()),
            },
            Value::String(text) => self.text(text, parent.map_or(STEP, |parent| parent + STEP), false),
        }
    }

    fn entry(&mut self, key: &str, value: &Value, indent: usize) {
        self.indent(indent);
        if is_simple_key(key) {
            self.text(key, indent + STEP, true);
            self.indicator(":", false, false);
        } else {
            self.indicator("?", false, true);
            self.text(key, indent + STEP, false);
            self.indent(indent);
            self.indicator(":", false, true);
        }
        match value {
            // Right after a key a list stands at the key's own column.
            Value::Array(items) if !items.is_empty() && !self.indenting => self.sequence(items, indent),
            _ => self.node(value, Some(indent)),
        }
    }

    fn sequence(&mut self, items: &[Value], indent: usize) {
        for item in items {
            self.indent(indent);
            self.indicator("-", false, true);
            self.node(item, Some(indent));
        }
    }

    fn text(&mut self, text: &str, indent: usize, key: bool) {
        match choose(text, key) {
            Style::Plain => {
                self.separate();
                self.flowing(text, indent, !key, false);
                self.blank = false;
            }
            Style::Single => {
                self.indicator("'", true, false);
                self.flowing(text, indent, !key, true);
                self.indicator("'", false, false);
            }
            Style::Double => self.double_quoted(text, indent, !key),
            // A block ends its own line when the text does.
            Style::Literal => return self.literal(text, indent),
        }
        self.blank = false;
        self.indenting = false;
    }

    /// Writes plain or single-quoted text, broken at blanks beyond the width.
    fn flowing(&mut self, text: &str, indent: usize, may_break: bool, quoted: bool) {
        let mut after_space = false;
        let mut after_break = false;
        let mut rest = text.char_indices().peekable();
        while let Some((at, character)) = rest.next() {
            let next = rest.peek().map(|(_, next)| *next);
            if character == ' ' {
                let inside = !quoted || (at > 0 && next.is_some());
                if may_break && !after_space && self.column > WIDTH && inside && next != Some(' ') {
                    self.indent(indent);
                } else {
                    self.put(' ');
                }
                after_space = true;
                continue;
            }
            if is_break(character) {
                self.put_break(character);
                self.indenting = true;
                after_break = true;
                continue;
            }
            if after_break {
                self.indent(indent);
            }
            if quoted && character == '\'' {
                self.put('\'');
            }
            self.put(character);
            self.indenting = false;
            after_space = false;
            after_break = false;
        }
    }

    fn double_quoted(&mut self, text: &str, indent: usize, may_break: bool) {
        self.indicator("\"", true, false);
        // The reference looks for a byte order mark at the start of the text for every character of it.
        let escape_all = text.starts_with('\u{FEFF}');
        let mut after_space = false;
        let mut rest = text.char_indices().peekable();
        while let Some((at, character)) = rest.next() {
            let next = rest.peek().map(|(_, next)| *next);
            if escape_all
                || !is_printable(character)
                || is_break(character)
                || matches!(character, '"' | '\\')
            {
                self.escape(character);
                after_space = false;
            } else if character == ' ' {
                if may_break && !after_space && self.column > WIDTH && at > 0 && next.is_some() {
                    self.indent(indent);
                    if next == Some(' ') {
                        self.put('\\');
                    }
                } else {
                    self.put(' ');
                }
                after_space = true;
            } else {
                self.put(character);
                after_space = false;
            }
        }
        self.indicator("\"", false, false);
    }

    fn escape(&mut self, character: char) {
        let short = match character {
            '\0' => '0',
            '\x07' => 'a',
            '\x08' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\x0B' => 'v',
            '\x0C' => 'f',
            '\r' => 'r',
            '\x1B' => 'e',
            '"' => '"',
            '\\' => '\\',
            '\u{85}' => 'N',
            '\u{A0}' => '_',
            '\u{2028}' => 'L',
            '\u{2029}' => 'P',
            _ => '\0',
        };
        let mut escaped = String::from("\\");
        let code = u32::from(character);
        // Writing to a String cannot fail.
        let _ = match (short, code) {
            ('\0', ..=0xFF) => write!(escaped, "x{code:02X}"),
            ('\0', ..=0xFFFF) => write!(escaped, "u{code:04X}"),
            ('\0', _) => write!(escaped, "U{code:08X}"),
            (short, _) => escaped.write_char(short),
        };
        escaped.chars().for_each(|character| self.put(character));
    }

    fn literal(&mut self, text: &str, indent: usize) {
        self.indicator("|", true, false);
        if text.starts_with(|first| first == ' ' || is_break(first)) {
            self.put('2');
        }
        let mut from_end = text.chars().rev();
        match (from_end.next(), from_end.next()) {
            (Some(last), _) if !is_break(last) => self.put('-'),
            (_, before) if before.is_none_or(is_break) => self.put('+'),
            _ => {}
        }
        self.line_break();
        let mut after_break = true;
        for character in text.chars() {
            if is_break(character) {
                self.put_break(character);
                after_break = true;
                continue;
            }
            if after_break {
                self.indenting = true;
                self.indent(indent);
            }
            self.put(character);
            after_break = false;
        }
        self.blank = true;
        self.indenting = after_break;
    }

    fn word(&mut self, word: &str) {
        self.indicator(word, true, false);
        self.blank = false;
        self.indenting = false;
    }

    /// Starts a new line unless we are at the start of one, and fills it up to the column.
    fn indent(&mut self, indent: usize) {
        if !self.indenting || self.column > indent || (self.column == indent && !self.blank) {
            self.line_break();
        }
        while self.column < indent {
            self.put(' ');
        }
        self.blank = true;
        self.indenting = true;
    }

    fn indicator(&mut self, indicator: &str, separate: bool, keeps_indenting: bool) {
        if separate {
            self.separate();
        }
        indicator.chars().for_each(|character| self.put(character));
        self.blank = false;
        self.indenting = self.indenting && keeps_indenting;
    }

    fn separate(&mut self) {
        if !self.blank {
            self.put(' ');
        }
    }

    fn put(&mut self, character: char) {
        self.out.push(character);
        self.column += 1;
    }

    fn put_break(&mut self, character: char) {
        if character == '\n' {
            self.line_break();
        } else {
            self.out.push(character);
            self.column = 0;
        }
    }

    fn line_break(&mut self) {
        self.out.push('\n');
        self.column = 0;
    }
}
