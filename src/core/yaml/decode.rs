//! Bytes to text, with the checks that Go's reader makes.

use std::borrow::Cow;

use super::error::YamlError;

/// Decodes a file: UTF-8, or UTF-16 with a byte order mark, which is dropped.
///
/// # Errors
/// Bytes that are not Unicode, in the reader's words, with their place.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, YamlError> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes).map(Cow::Owned),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest).map(Cow::Borrowed),
        _ => utf8(bytes).map(Cow::Borrowed),
    }
}

/// Finds a character that YAML does not allow.
pub(super) fn check_characters(text: &str) -> Result<(), YamlError> {
    let forbidden = |character: char| {
        !matches!(character,
            '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
    };
    let plain = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    if text.bytes().all(plain) {
        return Ok(());
    }
    match text.char_indices().find(|(_, character)| forbidden(*character)) {
        None => Ok(()),
        Some((at, character)) => {
            Err(YamlError::at_line("control characters are not allowed", 0, at..at + character.len_utf8()))
        }
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, YamlError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let bad = bytes.get(at..).unwrap_or_default();
        YamlError::at_line(utf8_fault(bad), 0, at..at + 1)
    })
}

fn utf8_fault(bad: &[u8]) -> &'static str {
    let width = match bad.first() {
        Some(0xC0..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..=0xF7) => 4,
        _ => return "invalid leading UTF-8 octet",
    };
    let Some(sequence) = bad.get(..width) else { return "incomplete UTF-8 octet sequence" };
    if sequence.iter().skip(1).any(|octet| octet & 0xC0 != 0x80) {
        return "invalid trailing UTF-8 octet";
    }
    match sequence {
        [0xC0 | 0xC1, ..] | [0xE0, ..=0x9F, ..] | [0xF0, ..=0x8F, ..] => "invalid length of a UTF-8 sequence",
        _ => "invalid Unicode character",
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, YamlError> {
    let units = bytes.chunks(2).map(|pair| match pair {
        [first, second] => Ok(unit([*first, *second])),
        _ => Err(YamlError::at_line("incomplete UTF-16 character", 0, 0..0)),
    });
    let units = units.collect::<Result<Vec<_>, _>>()?;
    char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .map_err(|_| YamlError::at_line("unexpected low surrogate area", 0, 0..0))
}
