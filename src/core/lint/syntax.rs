//! What is wrong with text that is no YAML, in words of our own: where it begins, and what to do.

use std::ops::Range;

use super::slips::{Line, Slip, conflict};
use crate::core::yaml::YamlError;

/// A fault of the text as people see it.
pub(super) struct Explained {
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// Bytes of the file; not always where the reader noticed it.
    pub(super) span: Option<Range<usize>>,
}

impl From<Slip> for Explained {
    fn from(slip: Slip) -> Self {
        Self { message: slip.message, help: Some(slip.help), span: Some(slip.span) }
    }
}

/// Says an error of the reader in other words, where the text shows what may have been meant.
pub(super) fn explain(text: &str, error: &YamlError, span: Option<Range<usize>>) -> Explained {
    let found = span.clone().and_then(|span| Fault { text, problem: &error.message, span }.explain());
    found.unwrap_or_else(|| Explained { message: error.message.clone(), help: None, span })
}

/// An error of the reader, with its place in the text.
struct Fault<'t> {
    text: &'t str,
    problem: &'t str,
    span: Range<usize>,
}

impl Fault<'_> {
    fn explain(&self) -> Option<Explained> {
        let says = |words: &str| self.problem.contains(words);
        let first = conflict(self.text).map(Explained::from).or_else(|| self.tabs());
        first.or_else(|| self.unquoted_tag()).or_else(|| self.slip()).or_else(|| {
            if says("could not find expected ':'") {
                let lines = [self.line_before_it(), Some(self.this_line())];
                return lines.into_iter().flatten().find_map(Line::no_colon).map(Explained::from);
            }
            if says("mapping values are not allowed") {
                return self.colon();
            }
            if says("unexpected end of stream") || says("quoted scalar") || says("document indicator") {
                return self.open_quote('"').or_else(|| self.open_quote('\''));
            }
            if says("did not find expected") {
                let quote = self.before().chars().next_back().filter(|c| matches!(c, '"' | '\''));
                let open = quote.and_then(|quote| self.open_quote(quote));
                return open.or_else(|| self.open_bracket()).or_else(|| self.indentation());
            }
            if says("cannot start any token") {
                return self.first_character();
            }
            if says("unknown anchor") {
                let name = self.text.get(self.span.clone()).unwrap_or_default();
                let message = format!("`{name}` refers to an anchor that is not there");
                return self.at(self.span.clone(), message, "put quotes around a value that begins with *");
            }
            if says("control characters") {
                let bad = self.text.get(self.span.clone()).and_then(|text| text.chars().next());
                let code = bad.map_or_else(String::new, |c| format!(" (U+{:04X})", u32::from(c)));
                let message = format!("a control character{code} stands in the text");
                return self.at(
                    self.span.clone(),
                    message,
                    "take it away, or write it as \\x… inside of double quotes",
                );
            }
            None
        })
    }

    #[expect(clippy::unnecessary_wraps, reason = "all explanations are tried in turn")]
    fn at(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<Explained> {
        Some(Explained { message: message.into(), help: Some(help.into()), span: Some(span) })
    }

    fn before(&self) -> &str {
        self.text.get(..self.span.start).unwrap_or(self.text)
    }

    /// Where the line of the fault begins.
    fn line_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |at| at + 1)
    }

    fn line(&self) -> &str {
        self.text.get(self.line_start()..).unwrap_or_default().lines().next().unwrap_or_default()
    }

    /// The last line before it that says something.
    fn line_before(&self) -> Option<&str> {
        self.line_before_it().map(|line| line.text)
    }

    fn this_line(&self) -> Line<'_> {
        Line { start: self.line_start(), text: self.line() }
    }

    fn line_before_it(&self) -> Option<Line<'_>> {
        let mut end = self.line_start();
        while end > 0 {
            let before = self.text.get(..end - 1)?;
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let text = before.get(start..)?.trim_end_matches('\r');
            if !text.trim().is_empty() && !text.trim_start().starts_with('#') {
                return Some(Line { start, text });
            }
            end = start;
        }
        None
    }

    /// Slips of the hand in the line of the fault, or in the one before it.
    fn slip(&self) -> Option<Explained> {
        let slips = [Line::odd_blank, Line::dash, Line::colon_alone, Line::behind_quotes];
        let lines = [Some(self.this_line()), self.line_before_it()];
        let found = lines.into_iter().flatten().find_map(|line| slips.iter().find_map(|slip| slip(line)));
        found.map(Explained::from)
    }

    fn tabs(&self) -> Option<Explained> {
        let start = self.line_start();
        let indent: String = self.line().chars().take_while(|c| c.is_whitespace()).collect();
        let at = indent.find('\t')?;
        let tabs = indent.get(at..)?.chars().take_while(|c| *c == '\t').count();
        let span = start + at..start + at + tabs;
        self.at(span, "the line is indented with a tab", "indent with blanks: YAML takes no tabs there")
    }

    /// `{{` without quotes is a mapping in a mapping.
    fn unquoted_tag(&self) -> Option<Explained> {
        let (start, line) = (self.line_start(), self.line());
        let value = line.find("{{").filter(|at| {
            let before = line.get(..*at).unwrap_or_default().trim_end();
            before.ends_with([':', '[', ',']) || before.trim_start().trim_end_matches('-').trim().is_empty()
        })?;
        let text = line.get(value..)?;
        let end = text.rfind("}}").map_or(text.trim_end().len(), |at| at + 2);
        let shown = text.get(..end)?;
        let help = format!("write \"{shown}\"");
        self.at(start + value..start + value + end, "text that begins with {{ needs quotes", help)
    }

    fn colon(&self) -> Option<Explained> {
        let (start, line) = (self.line_start(), self.line());
        let indent = width(line);
        let read = line.get(indent..self.span.start - start).unwrap_or_default();
        let bare = read.trim_start_matches("- ");
        if let Some(at) = bare.find(": ") {
            let from = indent + (read.len() - bare.len()) + at + 2;
            let value = line.get(from..)?.trim_end();
            let help = format!("put quotes around it: \"{}\"", value.trim_start().replace('"', "\\\""));
            let blanks = value.len() - value.trim_start().len();
            let span = start + from + blanks..start + from + value.len();
            return self.at(span, "a value without quotes has `: ` in it", help);
        }
        let keys = self.line_before().map(column_of_key).unwrap_or_default();
        let own = indent + (read.len() - bare.len());
        let message = format!("`{}` is indented by {own}, the line before it by {keys}", bare.trim());
        let help =
            "keys that belong together begin in the same column; a value in several lines begins with | or >";
        self.at(start + own..self.span.start, message, help)
    }

    /// The quote that was opened and never closed, on a line before.
    fn open_quote(&self, quote: char) -> Option<Explained> {
        let before = self.before();
        let mut end = before.len();
        for line in before.split('\n').rev() {
            let start = end - line.len();
            // On the line of the fault itself, what counts stands before the last quote.
            let closes = end == before.len() && line.ends_with(quote);
            let counted = if closes { line.get(..line.len() - 1).unwrap_or_default() } else { line };
            let plain = counted.replace("\\\"", "  ");
            if plain.matches(quote).count() % 2 == 1 {
                let at = start + plain.rfind(quote)?;
                let rest = self.text.get(at..)?.lines().next().unwrap_or_default().trim_end().len();
                return self.at(
                    at..at + rest,
                    "a quote is opened here and not closed",
                    format!("close it with {quote}"),
                );
            }
            end = start.saturating_sub(1);
        }
        None
    }

    /// A bracket that was opened and not closed.
    fn open_bracket(&self) -> Option<Explained> {
        let wants = self.problem.contains("',' or") || self.problem.contains("node content");
        let mut open = Vec::new();
        let mut quoted = None;
        for (at, character) in self.before().char_indices().filter(|_| wants) {
            match (character, quoted) {
                ('"' | '\'', None) => quoted = Some(character),
                (c, Some(quote)) if c == quote => quoted = None,
                ('\n', Some(_)) => quoted = None,
                ('[' | '{', None) => open.push((at, character)),
                (']' | '}', None) => drop(open.pop()),
                _ => {}
            }
        }
        let (at, bracket) = open.pop()?;
        let closing = if bracket == '[' { ']' } else { '}' };
        let help = format!(
            "close it with {closing}, put commas between entries, and quotes around text with brackets"
        );
        self.at(at..at + 1, format!("a `{bracket}` is opened here and not closed"), help)
    }

    fn indentation(&self) -> Option<Explained> {
        let (start, line) = (self.line_start(), self.line());
        let own = width(line);
        let before = self.line_before().map(width)?;
        let shown = line.trim_end();
        if shown.len() <= own {
            return None;
        }
        let message = format!(
            "this line is indented by {own}, which fits no line before it; the last one is by {before}"
        );
        let help = "lines that belong together begin in the same column";
        self.at(start + own..start + shown.len(), message, help)
    }

    fn first_character(&self) -> Option<Explained> {
        let first = self.text.get(self.span.clone())?.chars().next()?;
        let end = self.line_start() + self.line().trim_end().len();
        let value = self.text.get(self.span.start..end)?;
        let help = format!("put quotes around it: \"{value}\"");
        self.at(self.span.start..end, format!("a value cannot begin with `{first}`"), help)
    }
}

/// How many blanks a line begins with.
fn width(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// In which column the first key of a line begins.
fn column_of_key(line: &str) -> usize {
    let after = line.trim_start_matches([' ', '-']);
    line.len() - after.len()
}
