//! Scalars in single and double quotes, and the folding of line breaks that they share with plain ones.

use super::cursor::Cursor;
use super::error::YamlError;
use super::token::{Kind, Style, Token};

/// White space between two pieces of a scalar that may run over several lines.
#[derive(Debug, Default)]
pub(super) struct Folding {
    blanks: String,
    first_break: String,
    more_breaks: String,
    /// Whether a line break was seen since the last piece.
    pub(super) after_break: bool,
}

impl Folding {
    /// Takes one blank or line break.
    pub(super) fn take(&mut self, cursor: &mut Cursor<'_>) {
        if cursor.is_break(0) {
            if self.after_break {
                cursor.take_break(&mut self.more_breaks);
            } else {
                self.blanks.clear();
                cursor.take_break(&mut self.first_break);
                self.after_break = true;
            }
        } else if self.after_break {
            cursor.skip();
        } else {
            cursor.take(&mut self.blanks);
        }
    }

    /// Appends what the white space seen so far means: itself, a space, or the further line breaks.
    pub(super) fn join(&mut self, out: &mut String) {
        if !self.after_break {
            out.push_str(&self.blanks);
        } else if self.first_break.starts_with('\n') {
            out.push_str(if self.more_breaks.is_empty() { " " } else { &self.more_breaks });
        } else {
            out.push_str(&self.first_break);
            out.push_str(&self.more_breaks);
        }
        self.blanks.clear();
        self.first_break.clear();
        self.more_breaks.clear();
        self.after_break = false;
    }
}

/// Reads a quoted scalar.
pub(super) fn scan(cursor: &mut Cursor<'_>) -> Result<Token, YamlError> {
    let start = cursor.mark;
    let quote = cursor.byte(0);
    cursor.skip();
    let mut value = String::new();
    loop {
        if cursor.at_document_indicator() {
            return Err(cursor.error("found unexpected document indicator"));
        }
        if cursor.at_end() {
            return Err(cursor.error("found unexpected end of stream"));
        }
        let escaped_break = take_line(cursor, quote, &mut value)?;
        if cursor.byte(0) == quote {
            break;
        }
        // After an escaped line break only further breaks count, and the blanks before them are dropped.
        let mut folding = Folding { after_break: escaped_break, ..Folding::default() };
        while cursor.is_blank(0) || cursor.is_break(0) {
            folding.take(cursor);
        }
        folding.join(&mut value);
    }
    cursor.skip();
    Ok(Token { kind: Kind::Scalar { value, style: Style::Quoted }, start, end: cursor.mark })
}

/// Takes characters up to a blank, a break, the end or the closing quote; tells whether an escaped break ended it.
fn take_line(cursor: &mut Cursor<'_>, quote: u8, value: &mut String) -> Result<bool, YamlError> {
    while !cursor.is_blank_or_end(0) {
        if cursor.byte(0) == quote {
            if quote == b'"' || cursor.byte(1) != b'\'' {
                return Ok(false);
            }
            value.push('\'');
            cursor.skip_many(2);
        } else if quote == b'"' && cursor.byte(0) == b'\\' {
            if cursor.is_break(1) {
                cursor.skip();
                cursor.skip_break();
                return Ok(true);
            }
            value.push(escape(cursor)?);
        } else {
            cursor.take(value);
            value.push_str(cursor.pass(|byte| !matches!(byte, b' ' | b'\t' | b'"' | b'\'' | b'\\')));
        }
    }
    Ok(false)
}

fn escape(cursor: &mut Cursor<'_>) -> Result<char, YamlError> {
    let digits = match cursor.byte(1) {
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        _ => 0,
    };
    if digits == 0 {
        let Some(character) = short_escape(cursor.byte(1)) else {
            return Err(cursor.error("found unknown escape character"));
        };
        cursor.skip_many(2);
        return Ok(character);
    }
    cursor.skip_many(2);
    let mut code: u32 = 0;
    for ahead in 0..digits {
        let Some(digit) = char::from(cursor.byte(ahead)).to_digit(16) else {
            return Err(cursor.error("did not find expected hexdecimal number"));
        };
        code = (code << 4) | digit;
    }
    let Some(character) = char::from_u32(code) else {
        return Err(cursor.error("found invalid Unicode character escape code"));
    };
    cursor.skip_many(digits);
    Ok(character)
}

fn short_escape(byte: u8) -> Option<char> {
    Some(match byte {
        b'0' => '\0',
        b'a' => '\x07',
        b'b' => '\x08',
        b't' | b'\t' => '\t',
        b'n' => '\n',
        b'v' => '\x0B',
        b'f' => '\x0C',
        b'r' => '\r',
        b'e' => '\x1B',
        b' ' => ' ',
        b'"' => '"',
        b'\'' => '\'',
        b'\\' => '\\',
        b'N' => '\u{85}',
        b'_' => '\u{A0}',
        b'L' => '\u{2028}',
        b'P' => '\u{2029}',
        _ => return None,
    })
}
