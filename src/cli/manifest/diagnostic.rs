//! An error that points into a text.

use std::fmt::Write as _;
use std::ops::Range;

use super::Source;
use crate::cli::error::CliError;
use crate::core::yaml::line_col;

/// An error that points into a text.
pub(super) struct Diagnostic<'a> {
    pub(super) source: &'a Source,
    pub(super) span: Option<Range<usize>>,
    pub(super) message: &'a str,
    pub(super) help: Option<&'a str>,
}

impl From<Diagnostic<'_>> for CliError {
    fn from(diagnostic: Diagnostic<'_>) -> Self {
        Self::new(diagnostic.text())
    }
}

impl Diagnostic<'_> {
    /// The message, the place, the line with a caret, and what to do.
    fn text(&self) -> String {
        let mut text = self.message.trim_end().to_owned();
        let Some(span) = &self.span else {
            return format!("{}: {text}", self.source.name);
        };
        let (line, column) = line_col(&self.source.text, span.start);
        let shown = self.source.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        let length = self
            .source
            .text
            .get(span.clone())
            .map_or(1, |t| t.lines().next().unwrap_or_default().trim_end().chars().count().max(1));
        let number = line.to_string();
        let margin = " ".repeat(number.len());
        let indent = " ".repeat(column.saturating_sub(1));
        let caret = "^".repeat(length);
        // Writing to a String does not fail.
        let _ = write!(
            text,
            "\n{margin}--> {}:{line}:{column}\n{margin} |\n{number} | {shown}\n{margin} | {indent}{caret}",
            self.source.name
        );
        if let Some(help) = self.help {
            let _ = write!(text, "\n{margin} = help: {help}");
        }
        text
    }
}
