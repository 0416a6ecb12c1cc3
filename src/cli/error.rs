//! The one error that ends a command: what went wrong, what to do next, and the exit status.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::time::Duration;

use super::context::Connection;
use super::exit::Exit;
use crate::core::api::KindInfo;
use crate::core::text::closest::{closest, closest_generated};
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
    /// An error about a workflow; where there is none of that name, with the one that was probably meant.
    pub(crate) async fn of_workflow(error: ClientError, connection: &Connection, name: &str) -> Self {
        let missing = error.refusal == Refusal::NotFound && !name.starts_with('@');
        let meant = if missing { suggested(connection, workflow_like(connection, name)).await } else { None };
        Self::of_object(error, connection, "argo list").with_meant(meant)
    }

    /// The same for a stored object of a kind.
    pub(crate) async fn of_stored(
        error: ClientError,
        connection: &Connection,
        kind: &'static KindInfo,
        name: &str,
    ) -> Self {
        let missing = error.refusal == Refusal::NotFound;
        let meant =
            if missing { suggested(connection, stored_like(connection, kind, name)).await } else { None };
        Self::from(error).with_meant(meant)
    }

    fn with_meant(mut self, meant: Option<String>) -> Self {
        self.hints.splice(0..0, meant.map(|meant| format!("did you mean {meant}?")));
        self
    }
}

/// A name that was looked for, where that is worth it: scripts have no use for it, so a cluster is asked only for who
/// sits at a terminal.
async fn suggested(connection: &Connection, looked: impl Future<Output = Option<String>>) -> Option<String> {
    let asks = connection.local || io::stderr().is_terminal();
    if !asks {
        return None;
    }
    tokio::time::timeout(PATIENCE, looked).await.ok()?
}

/// The workflow of the namespace that a mistyped name probably means.
async fn workflow_like(connection: &Connection, name: &str) -> Option<String> {
    let query = ListQuery {
        namespace: Some(connection.namespace.clone()).filter(|namespace| !namespace.is_empty()),
        labels: String::new(),
        fields: String::new(),
        chunk: 0,
        detail: Detail::Metadata,
    };
    let mut found = connection.client.list_workflows(&query).await.ok()?;
    super::select::sort(&mut found);
    let names: Vec<&str> = found.iter().map(|workflow| workflow.name()).collect();
    closest_generated(name, &names).map(str::to_owned)
}

/// The stored object of a kind that a mistyped name probably means.
async fn stored_like(connection: &Connection, kind: &'static KindInfo, name: &str) -> Option<String> {
    let namespace =
        (kind.namespaced && !connection.namespace.is_empty()).then_some(connection.namespace.as_str());
    let found = connection.client.list_objects(kind, namespace, "").await.ok()?;
    closest(name, found.iter().filter_map(|object| object.pointer("/metadata/name")?.as_str()))
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
