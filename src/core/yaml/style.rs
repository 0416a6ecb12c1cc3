//! How a text may be written: plain, in quotes, as a block.

use super::scalar::is_text;

/// How Go's writer writes a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    Literal,
}

/// What the characters of a text allow.
struct Traits {
    multiline: bool,
    plain: bool,
    single: bool,
    block: bool,
}

/// Chooses the style of a text; `key`: it stands as a simple key.
pub(super) fn choose(text: &str, key: bool) -> Style {
    let traits = Traits::of(text);
    if text.contains('\n') {
        return if traits.block && !key { Style::Literal } else { Style::Double };
    }
    if !is_text(text) || is_sexagesimal(text) || (key && traits.multiline) {
        return Style::Double;
    }
    if traits.plain && !(key && text.is_empty()) {
        return Style::Plain;
    }
    if traits.single { Style::Single } else { Style::Double }
}

/// Whether a text may stand before `:` without `?`: one line, at most 128 bytes.
pub(super) fn is_simple_key(text: &str) -> bool {
    text.len() <= 128 && !text.chars().any(is_break)
}

/// Whether a character is printed as it is; beyond the basic plane Go's writer prints none.
pub(super) fn is_printable(character: char) -> bool {
    matches!(character, '\n' | ' '..='~' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}')
        && character != '\u{FEFF}'
}

pub(super) fn is_break(character: char) -> bool {
    matches!(character, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

impl Traits {
    fn of(text: &str) -> Self {
        let mut traits = Self { multiline: false, plain: true, single: true, block: true };
        if text.starts_with("---") || text.starts_with("...") {
            traits.plain = false;
        }
        let mut before = None;
        let mut rest = text.chars().peekable();
        while let Some(character) = rest.next() {
            let next = rest.peek().copied();
            traits.look_at(before, character, next);
            before = Some(character);
        }
        traits
    }

    fn look_at(&mut self, before: Option<char>, character: char, next: Option<char>) {
        let blank_follows = next.is_none_or(|next| matches!(next, ' ' | '\t'));
        let blank_before =
            before.is_none_or(|before| matches!(before, ' ' | '\t' | '\0') || is_break(before));
        let indicator = match (character, before) {
            (
                ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`',
                None,
            ) => true,
            ('#', _) => blank_before,
            ('?' | '-', None) | (':', _) => blank_follows,
            _ => false,
        };
        if indicator {
            self.plain = false;
        }
        if !is_printable(character) {
            (self.plain, self.single, self.block) = (false, false, false);
        }
        let edge = before.is_none() || next.is_none();
        if character == ' ' {
            if edge {
                self.plain = false;
            }
            if next.is_none() {
                self.block = false;
            }
            if before.is_some_and(is_break) {
                (self.plain, self.single) = (false, false);
            }
        } else if is_break(character) {
            self.multiline = true;
            self.plain = false;
            if before == Some(' ') {
                (self.single, self.block) = (false, false);
            }
        }
    }
}

/// Whether YAML 1.1 readers may take a text for a number to base 60, such as `1:30`.
fn is_sexagesimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mut parts = unsigned.split(':');
    let first = parts.next().unwrap_or("");
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    if !first.starts_with(|start: char| start.is_ascii_digit()) || !digits(first) {
        return false;
    }
    let rest: Vec<_> = parts.collect();
    let Some((last, middle)) = rest.split_last() else { return false };
    let last = match last.split_once('.') {
        Some((whole, fraction)) if digits(fraction) => whole,
        Some(_) => return false,
        None => last,
    };
    middle.iter().chain([&last]).all(|part| match part.as_bytes() {
        [one] => one.is_ascii_digit(),
        [b'0'..=b'5', one] => one.is_ascii_digit(),
        _ => false,
    })
}
