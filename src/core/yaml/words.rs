//! Directives, tags, anchors and aliases.

use super::cursor::Cursor;
use super::error::YamlError;
use super::token::{Kind, Token};

/// Reads `&name` or `*name`.
pub(super) fn anchor(cursor: &mut Cursor<'_>) -> Result<Token, YamlError> {
    let start = cursor.mark;
    let alias = cursor.byte(0) == b'*';
    cursor.skip();
    let name = word(cursor);
    let ends = cursor.is_blank_or_end(0)
        || matches!(cursor.byte(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
    if name.is_empty() || !ends {
        return Err(cursor.error("did not find expected alphabetic or numeric character"));
    }
    let kind = if alias { Kind::Alias(name) } else { Kind::Anchor(name) };
    Ok(Token { kind, start, end: cursor.mark })
}

/// Reads a tag: `!<uri>`, `!handle!suffix`, `!suffix` or `!`.
pub(super) fn tag(cursor: &mut Cursor<'_>) -> Result<Token, YamlError> {
    let start = cursor.mark;
    let (handle, suffix) = if cursor.byte(1) == b'<' {
        cursor.skip_many(2);
        let suffix = uri(cursor, "")?;
        if cursor.byte(0) != b'>' {
            return Err(cursor.error("did not find the expected '>'"));
        }
        cursor.skip();
        (String::new(), suffix)
    } else {
        let handle = tag_handle(cursor, false)?;
        if handle.len() >= 2 && handle.ends_with('!') {
            let suffix = uri(cursor, "")?;
            (handle, suffix)
        } else {
            let suffix = uri(cursor, &handle)?;
            // `!` alone says: no resolution.
            if suffix.is_empty() { (String::new(), "!".to_owned()) } else { ("!".to_owned(), suffix) }
        }
    };
    if !cursor.is_blank_or_end(0) {
        return Err(cursor.error("did not find expected whitespace or line break"));
    }
    Ok(Token { kind: Kind::Tag { handle, suffix }, start, end: cursor.mark })
}

/// Reads a `%YAML` or `%TAG` line.
pub(super) fn directive(cursor: &mut Cursor<'_>) -> Result<Token, YamlError> {
    let start = cursor.mark;
    cursor.skip();
    let name = word(cursor);
    if name.is_empty() {
        return Err(cursor.error("could not find expected directive name"));
    }
    if !cursor.is_blank_or_end(0) {
        return Err(cursor.error("found unexpected non-alphabetical character"));
    }
    let kind = match name.as_str() {
        "YAML" => version(cursor)?,
        "TAG" => tag_directive(cursor)?,
        _ => return Err(cursor.error("found unknown directive name")),
    };
    let end = cursor.mark;
    cursor.skip_blanks();
    cursor.skip_comment();
    if !cursor.is_break_or_end(0) {
        return Err(cursor.error("did not find expected comment or line break"));
    }
    cursor.skip_break();
    Ok(Token { kind, start, end })
}

fn version(cursor: &mut Cursor<'_>) -> Result<Kind, YamlError> {
    cursor.skip_blanks();
    let major = number(cursor)?;
    if cursor.byte(0) != b'.' {
        return Err(cursor.error("did not find expected digit or '.' character"));
    }
    cursor.skip();
    let minor = number(cursor)?;
    Ok(Kind::VersionDirective { major, minor })
}

fn number(cursor: &mut Cursor<'_>) -> Result<u32, YamlError> {
    let mut digits = String::new();
    while cursor.byte(0).is_ascii_digit() {
        cursor.take(&mut digits);
        if digits.len() > 9 {
            return Err(cursor.error("found extremely long version number"));
        }
    }
    digits.parse().map_err(|_| cursor.error("did not find expected version number"))
}

fn tag_directive(cursor: &mut Cursor<'_>) -> Result<Kind, YamlError> {
    cursor.skip_blanks();
    let handle = tag_handle(cursor, true)?;
    if !cursor.is_blank(0) {
        return Err(cursor.error("did not find expected whitespace"));
    }
    cursor.skip_blanks();
    let prefix = uri(cursor, "")?;
    if !cursor.is_blank_or_end(0) {
        return Err(cursor.error("did not find expected whitespace or line break"));
    }
    Ok(Kind::TagDirective { handle, prefix })
}

fn tag_handle(cursor: &mut Cursor<'_>, directive: bool) -> Result<String, YamlError> {
    let mut handle = String::new();
    if cursor.byte(0) != b'!' {
        return Err(cursor.error("did not find expected '!'"));
    }
    cursor.take(&mut handle);
    handle.push_str(&word(cursor));
    if cursor.byte(0) == b'!' {
        cursor.take(&mut handle);
    } else if directive && handle != "!" {
        return Err(cursor.error("did not find expected '!'"));
    }
    Ok(handle)
}

/// Reads a tag's URI; `handle` is what of it was read as a handle.
fn uri(cursor: &mut Cursor<'_>, handle: &str) -> Result<String, YamlError> {
    let mut uri = handle.strip_prefix('!').unwrap_or("").to_owned();
    let mut found = !handle.is_empty();
    loop {
        match cursor.byte(0) {
            b'%' => uri.push(uri_escape(cursor)?),
            b';' | b'/' | b'?' | b':' | b'@' | b'&' | b'=' | b'+' | b'$' | b',' | b'.' | b'!' | b'~'
            | b'*' | b'\'' | b'(' | b')' | b'[' | b']' => cursor.take(&mut uri),
            _ if cursor.is_word() => cursor.take(&mut uri),
            _ => break,
        }
        found = true;
    }
    if found { Ok(uri) } else { Err(cursor.error("did not find expected tag URI")) }
}

/// Reads the `%XX` sequence of one UTF-8 character.
fn uri_escape(cursor: &mut Cursor<'_>) -> Result<char, YamlError> {
    let mut bytes = Vec::new();
    let mut width = 1;
    while bytes.len() < width {
        let high = char::from(cursor.byte(1)).to_digit(16);
        let low = char::from(cursor.byte(2)).to_digit(16);
        let (b'%', Some(high), Some(low)) = (cursor.byte(0), high, low) else {
            return Err(cursor.error("did not find URI escaped octet"));
        };
        let octet = u8::try_from(high * 16 + low).unwrap_or(0);
        if bytes.is_empty() {
            width = match octet {
                0..=0x7F => 1,
                0xC0..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF7 => 4,
                _ => return Err(cursor.error("found an incorrect leading UTF-8 octet")),
            };
        }
        bytes.push(octet);
        cursor.skip_many(3);
    }
    std::str::from_utf8(&bytes)
        .ok()
        .and_then(|text| text.chars().next())
        .ok_or_else(|| cursor.error("found an incorrect trailing UTF-8 octet"))
}

fn word(cursor: &mut Cursor<'_>) -> String {
    let mut word = String::new();
    while cursor.is_word() {
        cursor.take(&mut word);
    }
    word
}
