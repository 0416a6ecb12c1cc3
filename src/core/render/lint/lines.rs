//! The two forms of Argo's own linter: a line for each error (cli.md §2.15).

use super::place::Lines;
use crate::core::lint::{Diagnostic, File, FileReport, Level, Report};
use crate::core::render::{Keep, sanitize};

/// `pretty`: the errors of a file under its name. Empty when it has none.
pub fn pretty(file: &File, report: &FileReport, color: bool) -> String {
    let lines: Vec<String> = lines(report).collect();
    if lines.is_empty() {
        return String::new();
    }
    let (name, cross) = (clean(&file.name), paint("✖", "31", color));
    let name = if color { format!("\x1b[4m{name}\x1b[0m") } else { name };
    let body: String = lines.iter().map(|line| format!("   {cross} {line}\n")).collect();
    format!("{name}:\n{body}\n")
}

/// `simple`: the name of the file before each error. Empty when there is none.
pub fn simple(file: &File, report: &FileReport) -> String {
    let name = clean(&file.name);
    lines(report).map(|line| format!("{name}: {line}\n")).collect()
}

/// The last line; `pretty` also counts the errors. Empty when there is nothing to add.
pub fn summary(report: &Report, pretty: bool, color: bool) -> String {
    let errors = report.errors();
    if errors > 0 {
        let words = format!("✖ {errors} linting errors found!");
        return if pretty { paint(&words, "31", color) + "\n" } else { String::new() };
    }
    if report.linted == 0 {
        let words = "found nothing to lint in the specified paths, failing...";
        return if pretty {
            paint(&format!("✖ {words}"), "31", color) + "\n"
        } else {
            format!("{words}\n")
        };
    }
    let words = "no linting errors found!";
    if pretty { format!("{} {words}\n", paint("✔", "32", color)) } else { format!("{words}\n") }
}

/// Findings of a file in one line each: `warning: FILE:LINE:COLUMN: words`.
pub fn notes<'d>(file: &File, found: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<String> {
    let found: Vec<&Diagnostic> = found.into_iter().collect();
    if found.is_empty() {
        return Vec::new();
    }
    let lines = Lines::of(&file.text);
    found.into_iter().map(|one| note(file, &lines, one)).collect()
}

fn note(file: &File, lines: &Lines<'_>, one: &Diagnostic) -> String {
    let place = one.span.as_ref().map_or_else(String::new, |span| {
        let place = lines.place(span);
        format!(":{}:{}", place.line, place.column)
    });
    let help = one.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
    clean(&format!("{}: {}{place}: {}{help}", one.level.word(), file.name, one.message))
}

fn lines(report: &FileReport) -> impl Iterator<Item = String> {
    let errors = report.diagnostics.iter().filter(|one| one.level == Level::Error);
    errors.filter_map(|one| one.line.as_deref()).map(clean)
}

fn paint(text: &str, code: &str, color: bool) -> String {
    if color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

/// Names and values of manifests may hold control sequences.
fn clean(text: &str) -> String {
    sanitize(text, Keep::Layout).into_owned()
}
