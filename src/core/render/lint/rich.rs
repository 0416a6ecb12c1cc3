//! Diagnostics with the line of the file that they are about.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::place::Lines;
use crate::core::lint::{Diagnostic, File, FileReport, Level};
use crate::core::render::{Keep, sanitize};

/// So many columns of a line are shown, no more.
const WIDEST: usize = 140;
/// So many of them stand before what is marked.
const BEFORE: usize = 60;

/// A place in a text, with what belongs to it.
#[derive(Debug, Clone)]
pub struct Snippet<'s> {
    /// What the text goes by.
    pub name: &'s str,
    /// The text.
    pub text: &'s str,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What stands at the mark; may be empty.
    pub words: &'s str,
    /// What leads to the place: `-->`, or `:::` for a further one.
    pub arrow: &'static str,
}

/// The place, and its line with a mark under what is meant.
pub fn snippet(snippet: &Snippet<'_>, color: bool) -> String {
    in_lines(snippet, &Lines::of(snippet.text), color)
}

/// As [`snippet`], with the lines of its text.
fn in_lines(snippet: &Snippet<'_>, lines: &Lines<'_>, color: bool) -> String {
    let place = lines.place(&snippet.span);
    let line = lines.line(place.line);
    let length = if place.end_line == place.line { place.end_column - place.column } else { usize::MAX };
    let (shown, before, marked) = window(line, place.column - 1, length);
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    let blue = |text: &str| paint(text, "34", color);
    let name = sanitize(snippet.name, Keep::Nothing);
    let mark = "^".repeat(marked.max(1));
    let mark = if snippet.words.is_empty() { mark } else { format!("{mark} {}", snippet.words) };
    let mark = paint(&mark, if snippet.arrow == "-->" { "31" } else { "34" }, color);
    let (arrow, bar) = (blue(snippet.arrow), blue("|"));
    format!(
        "{margin}{arrow} {name}:{}:{}\n{margin} {bar}\n{} {bar} {shown}\n{margin} {bar} {}{mark}",
        place.line,
        place.column,
        blue(&number),
        " ".repeat(before),
    )
}

/// The part of a line to show; how wide it is before the mark, and how wide the mark is.
fn window(line: &str, at: usize, length: usize) -> (String, usize, usize) {
    // One blank for a tab keeps the mark under what is meant.
    let safe = |text: &str| sanitize(&text.replace('\t', " "), Keep::Nothing).into_owned();
    let line = line.trim_end();
    let count = line.chars().count();
    let from = if count > WIDEST { at.saturating_sub(BEFORE) } else { 0 };
    let part = |skip: usize, take: usize| safe(&line.chars().skip(skip).take(take).collect::<String>());
    let before = part(from, at.saturating_sub(from));
    let marked = part(at, length.min(WIDEST - BEFORE).min(count.saturating_sub(at)));
    let dots = if from > 0 { "…" } else { "" };
    let end = if count > from + WIDEST { "…" } else { "" };
    let shown = format!("{dots}{}{end}", part(from, WIDEST));
    (shown, dots.width() + before.width(), marked.width())
}

/// All diagnostics of a file.
pub fn rich(files: &[File], file: &File, report: &FileReport, color: bool) -> String {
    let mut out = String::new();
    let lines = Lines::of(&file.text);
    for one in &report.diagnostics {
        out.push_str(&diagnostic(files, file, &lines, one, color));
        out.push_str("\n\n");
    }
    out
}

fn diagnostic(files: &[File], file: &File, lines: &Lines<'_>, one: &Diagnostic, color: bool) -> String {
    let code = match one.level {
        Level::Error => "31",
        Level::Warning => "33",
        Level::Note => "36",
    };
    let head = paint(&format!("{}[{}]", one.level.word(), one.code), code, color);
    let of = if one.object.is_empty() { String::new() } else { format!("{}: ", one.object) };
    let mut out = format!("{head}: {}", sanitize(&format!("{of}{}", one.message), Keep::Layout));
    let margin = match &one.span {
        None => {
            out.push_str("\n --> ");
            out.push_str(&sanitize(&file.name, Keep::Nothing));
            " ".to_owned()
        }
        Some(span) => {
            let here =
                Snippet { name: &file.name, text: &file.text, span: span.clone(), words: "", arrow: "-->" };
            out.push('\n');
            out.push_str(&in_lines(&here, lines, color));
            " ".repeat(lines.place(span).line.to_string().len())
        }
    };
    let related = one.related.as_ref().and_then(|related| Some((files.get(related.file)?, related)));
    if let Some((other, related)) = related {
        let span = related.span.clone();
        let there =
            Snippet { name: &other.name, text: &other.text, span, words: &related.words, arrow: ":::" };
        out.push('\n');
        let same = std::ptr::eq(other, file);
        out.push_str(&if same { in_lines(&there, lines, color) } else { snippet(&there, color) });
    }
    if let Some(help) = &one.help {
        let (sign, word) = (paint("=", "34", color), paint("help", "32", color));
        let line = format!("\n{margin} {sign} {word}: {}", sanitize(help, Keep::Layout));
        out.push_str(&line);
    }
    out
}

fn paint(text: &str, code: &str, color: bool) -> String {
    if color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}
