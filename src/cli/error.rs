//! The one error that ends a command: what went wrong, what to do next, and the exit status.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::time::Duration;

use super::context::Connection;
use super::exit::Exit;
use crate::core::text::closest::closest_generated;
use crate::engine::daemon::DaemonError;
use crate::ports::client::{ClientError, Detail, ListQuery, Refusal};

/// So long a suggestion may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a command gives back.
pub(crate) type CliResult<T = Exit> = Result<T, CliError>;

/// An error that ends a command.
#[derive(Debug)]
pub(crate) struct CliError {
    exit: Exit,
    message: String,
    hints: Vec<String>,
    broken_pipe: bool,
}

impl CliError {
    /// An error in words that fit after `Error: `.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { exit: Exit::Error, message: message.into(), hints: Vec::new(), broken_pipe: false }
    }

    /// Wrong usage.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, ..Self::new(message) }
    }

    /// Says what to do next.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Puts what was tried in front.
    pub(crate) fn context(mut self, tried: impl std::fmt::Display) -> Self {
        self.message = format!("{tried}: {}", self.message);
        self
    }

    /// The exit status that this error leads to; nobody reading our output any more is no error.
    pub(crate) fn exit(&self) -> Exit {
        if self.broken_pipe { Exit::Done } else { self.exit }
    }

    /// What goes to standard error; `None` where there is nothing to say.
    pub(crate) fn report(&self) -> Option<String> {
        if self.broken_pipe {
            return None;
        }
        let mut text = format!("Error: {}\n", self.message.trim_end());
        for hint in &self.hints {
            // Writing to a String does not fail.
            let _ = writeln!(text, "hint: {hint}");
        }
        Some(text)
    }
}

impl CliError {
    /// An error about an object, with what finds the object where it is not there.
    pub(crate) fn of_object(error: ClientError, connection: &Connection, finder: &str) -> Self {
        let hint = match error.refusal {
            Refusal::NotFound => {
                Some(format!("looked in namespace {:?}; `{finder} -A` shows all", connection.namespace))
            }
            _ => None,
        };
        let error = Self::from(error);
        match hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}

impl CliError {
    /// An error about a workflow; where there is none of that name, with the one that was probably meant. Scripts have no
    /// use for that: a cluster is asked only for who sits at a terminal.
    pub(crate) async fn of_workflow(error: ClientError, connection: &Connection, name: &str) -> Self {
        let missing = error.refusal == Refusal::NotFound && !name.starts_with('@');
        let asks = connection.local || io::stderr().is_terminal();
        let mut shown = Self::of_object(error, connection, "argo list");
        if missing
            && asks
            && let Some(meant) = similar(connection, name).await
        {
            shown.hints.insert(0, format!("did you mean {meant}?"));
        }
        shown
    }
}

/// The workflow of the namespace that a mistyped name probably means.
async fn similar(connection: &Connection, name: &str) -> Option<String> {
    let query = ListQuery {
        namespace: Some(connection.namespace.clone()).filter(|namespace| !namespace.is_empty()),
        labels: String::new(),
        fields: String::new(),
        chunk: 0,
        detail: Detail::Metadata,
    };
    let asked = tokio::time::timeout(PATIENCE, connection.client.list_workflows(&query));
    let mut found = asked.await.ok()?.ok()?;
    super::select::sort(&mut found);
    let names: Vec<&str> = found.iter().map(|workflow| workflow.name()).collect();
    closest_generated(name, &names).map(str::to_owned)
}

impl From<ClientError> for CliError {
    fn from(error: ClientError) -> Self {
        let hint = match error.refusal {
            Refusal::Unreachable => Some("is the server running, and is the address right?"),
            Refusal::Forbidden => Some("ask an administrator of the cluster for that permission"),
            _ => None,
        };
        match hint {
            Some(hint) => Self::new(error.message).hint(hint),
            None => Self::new(error.message),
        }
    }
}

impl From<DaemonError> for CliError {
    fn from(error: DaemonError) -> Self {
        Self::new(chain(&error))
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        let broken_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self { broken_pipe, ..Self::new(error.to_string()) }
    }
}

/// The messages of an error and of what caused it, each once.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let words = cause.to_string();
        if !text.contains(&words) {
            text.push_str(": ");
            text.push_str(&words);
        }
        next = cause.source();
    }
    text
}
