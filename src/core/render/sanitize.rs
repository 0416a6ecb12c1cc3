//! Untrusted text made safe for a terminal.

use std::borrow::Cow;

/// What may stay in a text besides printable characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Line breaks and tabs.
    Layout,
    /// Line breaks, tabs, and colours (SGR sequences), as in logs.
    Colours,
    /// Nothing: one line without tabs.
    Nothing,
}

/// Removes what could steer a terminal: control characters, cursor movement, titles, device control strings, and the
/// marks that turn the direction of text. Clean text is returned as it is.
pub fn sanitize(text: &str, keep: Keep) -> Cow<'_, str> {
    if is_plain(text) || text.chars().all(|character| is_harmless(character, keep)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or("");
        let length = match character {
            '\x1b' => escape_length(after).map(|length| length + 1),
            '\u{9b}' => Some(character.len_utf8() + control_length(after)),
            '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => {
                Some(character.len_utf8() + string_length(after))
            }
            _ => None,
        };
        let length = length.unwrap_or(character.len_utf8());
        let (piece, remaining) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if is_harmless(character, keep) || (keep == Keep::Colours && is_colour(piece)) {
            out.push_str(piece);
        }
        rest = remaining;
    }
    Cow::Owned(out)
}

/// Whether a text is of nothing but ASCII that takes a column for each byte, looked at eight bytes at a time: most text is.
pub(super) fn is_plain(text: &str) -> bool {
    const ONES: u64 = u64::MAX / 0xff;
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let is_eight = |eight: &[u8; 8]| {
        let bytes = u64::from_le_bytes(*eight);
        let (below, above) = (bytes.wrapping_sub(ONES * u64::from(b' ')), bytes.wrapping_add(ONES));
        // The highest bit of each: not ASCII, less than a blank, or DEL.
        (bytes | below | above) & (ONES << 7) == 0
    };
    eights.iter().all(is_eight) && rest.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

fn is_harmless(character: char, keep: Keep) -> bool {
    match character {
        '\n' | '\t' => keep != Keep::Nothing,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        character => !character.is_control(),
    }
}

/// Length of what follows ESC and belongs to it.
fn escape_length(after: &str) -> Option<usize> {
    let first = after.chars().next()?;
    Some(match first {
        '[' => 1 + control_length(after.get(1..)?),
        ']' | 'P' | 'X' | '^' | '_' => 1 + string_length(after.get(1..)?),
        ' '..='/' => {
            let intermediate = after.bytes().take_while(|byte| (b' '..=b'/').contains(byte)).count();
            intermediate + usize::from(after.as_bytes().get(intermediate).is_some_and(u8::is_ascii_graphic))
        }
        '0'..='~' => 1,
        _ => 0,
    })
}

/// Length of a control sequence after its introducer: parameters, intermediates, one final byte.
fn control_length(after: &str) -> usize {
    let body = after.bytes().take_while(|byte| (b' '..=b'?').contains(byte)).count();
    body + usize::from(after.as_bytes().get(body).is_some_and(|byte| (b'@'..=b'~').contains(byte)))
}

/// Length of a control string up to and including its end (BEL, ST), or of all there is.
fn string_length(after: &str) -> usize {
    for (at, character) in after.char_indices() {
        match character {
            '\x07' | '\u{9c}' => return at + character.len_utf8(),
            '\x1b' if after.get(at + 1..).is_some_and(|rest| rest.starts_with('\\')) => return at + 2,
            // A line never ends inside a control string, so that one cut short hides no more than its line.
            '\n' => return at,
            _ => {}
        }
    }
    after.len()
}

fn is_colour(sequence: &str) -> bool {
    let body = sequence.strip_prefix("\x1b[").or_else(|| sequence.strip_prefix('\u{9b}'));
    let parameters = body.and_then(|body| body.strip_suffix('m'));
    parameters
        .is_some_and(|parameters| parameters.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':')))
}
