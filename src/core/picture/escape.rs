//! Names and messages made fit for the formats that pictures are written in.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::core::render::{Keep, sanitize};

/// One line without control characters, at most so many columns wide.
pub(super) fn short(text: &str, most: usize) -> String {
    let line = sanitize(text.lines().next().unwrap_or_default(), Keep::Nothing);
    if line.width() <= most {
        return line.into_owned();
    }
    let mut width = 1;
    let fits = |character: &char| {
        width += character.width().unwrap_or(0);
        width <= most
    };
    line.chars().take_while(fits).chain(['…']).collect()
}

/// Text inside XML or HTML: elements and quoted attributes.
pub(super) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(character),
            // What XML does not allow, and what turns the direction of text.
            '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            other if other.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// Text inside a quoted label of a Mermaid diagram.
pub(super) fn mermaid(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => safe.push_str("#quot;"),
            '#' => safe.push_str("#35;"),
            '<' => safe.push_str("#lt;"),
            '>' => safe.push_str("#gt;"),
            '&' => safe.push_str("#amp;"),
            '`' => safe.push_str("#96;"),
            '\\' => safe.push_str("#92;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Text inside a quoted string of DOT.
pub(super) fn dot(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A JSON string with its quotes, which no HTML element around it can end early.
pub(super) fn json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
