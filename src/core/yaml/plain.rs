//! Scalars without quotes.

use super::cursor::{Cursor, Mark};
use super::error::YamlError;
use super::quoted::Folding;

pub(super) struct Plain {
    pub(super) value: String,
    pub(super) start: Mark,
    pub(super) end: Mark,
    /// Whether line breaks follow the last character taken.
    pub(super) ends_line: bool,
}

/// Reads a plain scalar; `indent` is the column of the enclosing block collection.
pub(super) fn scan(cursor: &mut Cursor<'_>, indent: isize, in_flow: bool) -> Result<Plain, YamlError> {
    let least = usize::try_from(indent + 1).unwrap_or(0);
    let start = cursor.mark;
    let mut plain = Plain { value: String::new(), start, end: start, ends_line: false };
    let mut folding = Folding::default();
    while !cursor.at_document_indicator() && cursor.byte(0) != b'#' {
        while !cursor.is_blank_or_end(0) && !ends_plain(cursor, in_flow) {
            folding.join(&mut plain.value);
            plain.ends_line = false;
            cursor.take(&mut plain.value);
            plain.value.push_str(cursor.pass(goes_on));
            plain.end = cursor.mark;
        }
        if !cursor.is_blank(0) && !cursor.is_break(0) {
            break;
        }
        while cursor.is_blank(0) || cursor.is_break(0) {
            if folding.after_break && cursor.mark.column < least && cursor.byte(0) == b'\t' {
                return Err(cursor.error("found a tab character that violates indentation"));
            }
            folding.take(cursor);
        }
        plain.ends_line = folding.after_break;
        if !in_flow && cursor.mark.column < least {
            break;
        }
    }
    Ok(plain)
}

/// Whether a character is part of a plain scalar wherever it stands.
fn goes_on(byte: u8) -> bool {
    !matches!(byte, b' ' | b'\t' | b':' | b',' | b'?' | b'[' | b']' | b'{' | b'}')
}

fn ends_plain(cursor: &Cursor<'_>, in_flow: bool) -> bool {
    match cursor.byte(0) {
        b':' => cursor.is_blank_or_end(1),
        b',' | b'?' | b'[' | b']' | b'{' | b'}' => in_flow,
        _ => false,
    }
}
