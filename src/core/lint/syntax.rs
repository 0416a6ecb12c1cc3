//! What to do about text that is no YAML.

use std::ops::Range;

use crate::core::yaml::YamlError;

/// A sentence that helps with an error of the reader, where the text shows what may be wrong.
pub(super) fn help(text: &str, error: &YamlError, span: Option<&Range<usize>>) -> Option<String> {
    let at = span?.start.min(text.len());
    let line = line_at(text, at);
    let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    let message = error.message.as_str();
    let words = if indent.contains('\t') {
        "indent with blanks: YAML takes no tabs there"
    } else if message.contains("mapping values are not allowed") {
        "put quotes around a value that has `: ` in it, or check the indentation"
    } else if message.contains("did not find expected key") || message.contains("expected '-' indicator") {
        "check the indentation: this line is neither at the level of the lines before it nor below them"
    } else if message.contains("cannot start any token") {
        "put quotes around a value that begins with @, ` or %"
    } else if message.contains("flow") || message.contains("did not find expected ',' or") {
        "a [ or { that was opened is not closed, or a comma is missing; text that begins with {{ needs quotes"
    } else if message.contains("unknown anchor") {
        "put quotes around a value that begins with *"
    } else if message.contains("unexpected end of stream") || message.contains("quoted scalar") {
        "a quote that was opened is not closed"
    } else if line.trim_start().starts_with("{{") || line.contains(": {{") {
        "put quotes around text that begins with {{"
    } else {
        return None;
    };
    Some(words.to_owned())
}

fn line_at(text: &str, at: usize) -> &str {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    text.get(start..).unwrap_or_default().lines().next().unwrap_or_default()
}
