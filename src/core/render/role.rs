//! Text whose parts carry a meaning; colour is chosen at the edge.

use std::fmt::Write as _;

/// What a piece of text stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// Anything without a meaning of its own.
    #[default]
    Plain,
    /// The first heading of a table.
    Heading,
    /// Something that waits.
    Pending,
    /// Something that runs.
    Running,
    /// Something that waits for somebody.
    Suspended,
    /// Something that ended well.
    Succeeded,
    /// Something that was left out.
    Skipped,
    /// Something that ended badly.
    Failed,
    /// A warning.
    Warning,
    /// What matters less: counts of hidden rows and the like.
    Dim,
    /// What the user has selected.
    Selected,
}

impl Role {
    /// Returns the SGR code in which Argo's command line prints it; nothing for plain text.
    pub fn code(self) -> Option<&'static str> {
        Some(match self {
            Self::Plain => return None,
            Self::Heading | Self::Skipped => "39",
            Self::Pending | Self::Warning => "33",
            Self::Running | Self::Suspended => "36",
            Self::Succeeded => "32",
            Self::Failed => "31",
            Self::Dim => "2",
            Self::Selected => "7",
        })
    }
}

/// A piece of text of one role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// What it stands for.
    pub role: Role,
    /// The text, without control sequences.
    pub text: String,
}

impl Span {
    /// Makes a span.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into() }
    }
}

/// One line of spans, without its line break.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// Makes a line of plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Span::new(Role::Plain, text)])
    }

    /// Appends a span.
    pub fn push(&mut self, role: Role, text: impl Into<String>) {
        self.0.push(Span::new(role, text));
    }

    /// Appends text; plain text joins plain text before it.
    pub(super) fn join(&mut self, role: Role, text: &str) {
        match role {
            Role::Plain => self.plain_end().push_str(text),
            role => self.push(role, text),
        }
    }

    /// Appends blanks.
    pub(super) fn blanks(&mut self, count: usize) {
        push_blanks(self.plain_end(), count);
    }

    /// The plain text that it ends with.
    fn plain_end(&mut self) -> &mut String {
        if self.0.last().is_none_or(|last| last.role != Role::Plain) {
            self.push(Role::Plain, "");
        }
        let end = self.0.len() - 1;
        &mut self.0[end].text
    }

    /// Writes the line without colour.
    pub fn write_plain(&self, out: &mut String) {
        self.0.iter().for_each(|span| out.push_str(&span.text));
    }

    /// Writes the line with SGR sequences, each span closed by a reset.
    pub fn write_ansi(&self, out: &mut String) {
        for Span { role, text } in &self.0 {
            // Writing to a String cannot fail.
            let _ = match role.code() {
                Some(code) => write!(out, "\x1b[{code}m{text}\x1b[0m"),
                None => out.write_str(text),
            };
        }
    }
}

/// Appends blanks, many at a time.
pub(super) fn push_blanks(out: &mut String, mut count: usize) {
    const BLANKS: &str = "                                ";
    while let Some(rest) = count.checked_sub(BLANKS.len()) {
        out.push_str(BLANKS);
        count = rest;
    }
    out.push_str(BLANKS.get(..count).unwrap_or_default());
}

/// Lines of spans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The lines, each printed with a line break.
    pub lines: Vec<Line>,
}

impl Text {
    /// Appends a line of plain text.
    pub fn line(&mut self, text: impl Into<String>) {
        self.lines.push(Line::plain(text));
    }

    /// Returns the text without colour; every line ends with a line break.
    pub fn plain(&self) -> String {
        self.write(Line::write_plain)
    }

    /// Returns the text in colour; every line ends with a line break.
    pub fn ansi(&self) -> String {
        self.write(Line::write_ansi)
    }

    fn write(&self, write: fn(&Line, &mut String)) -> String {
        let mut out = String::new();
        for line in &self.lines {
            write(line, &mut out);
            out.push('\n');
        }
        out
    }
}
