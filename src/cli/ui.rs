//! Standard output and standard error: what goes where, and whether it may have colours.

use std::io::{self, IsTerminal, Write};

use super::error::CliResult;

/// The streams of the process.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ui {
    color: bool,
    terminal: bool,
    silent: bool,
}

impl Ui {
    /// Looks at the streams; colours follow `NO_COLOR`, `CLICOLOR_FORCE`, `TERM` and whether a terminal listens.
    pub(crate) fn new(no_color: bool) -> Self {
        let choice = anstream::AutoStream::choice(&io::stdout());
        let color = !no_color && choice != anstream::ColorChoice::Never;
        Self { color, terminal: io::stdout().is_terminal(), silent: false }
    }

    /// Says nothing to people: a shell is waiting for names.
    pub(crate) fn silent() -> Self {
        Self { color: false, terminal: false, silent: true }
    }

    /// Whether standard output may have colours.
    pub(crate) fn color(self) -> bool {
        self.color
    }

    /// Whether standard output is a terminal.
    pub(crate) fn is_terminal(self) -> bool {
        self.terminal
    }

    /// The width of the terminal, where standard output is one.
    pub(crate) fn columns(self) -> Option<usize> {
        window().filter(|_| self.terminal).map(|(columns, _)| columns)
    }

    /// Writes text to standard output as it is.
    pub(crate) fn print(self, text: &str) -> CliResult<()> {
        self.bytes(text.as_bytes())
    }

    /// Writes bytes to standard output as they are.
    pub(crate) fn bytes(self, bytes: &[u8]) -> CliResult<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        Ok(out.flush()?)
    }

    /// Writes a line to standard output.
    pub(crate) fn line(self, text: &str) -> CliResult<()> {
        self.print(&format!("{text}\n"))
    }

    /// Writes a line for people to standard error.
    pub(crate) fn note(self, text: &str) {
        if !self.silent {
            note(text);
        }
    }
}

/// Writes a line for people to standard error. Nobody listening there is no reason to stop.
pub(crate) fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// The columns and rows of the terminal. A terminal that nobody gave a size says zero, which is none.
pub(crate) fn window() -> Option<(usize, usize)> {
    let (columns, rows) = crossterm::terminal::size().ok()?;
    (columns > 0 && rows > 0).then_some((columns.into(), rows.into()))
}
