//! The logs of a workflow's pods, as commands ask for them and get them.

use jiff::Timestamp;

/// Which logs to bring.
#[derive(Debug, Clone, Default)]
pub struct LogQuery {
    /// The workflow's namespace.
    pub namespace: String,
    /// The workflow.
    pub workflow: String,
    /// Only this pod.
    pub pod: Option<String>,
    /// Further label selector for pods, may be empty.
    pub selector: String,
    /// The container.
    pub container: String,
    /// Go on until the workflow ends.
    pub follow: bool,
    /// The container's previous run.
    pub previous: bool,
    /// Only lines since then.
    pub since: Option<Timestamp>,
    /// Only so many lines at the end of each pod's log.
    pub tail: Option<u64>,
    /// Also logs of pods that were deleted, from a server that keeps them.
    pub deleted_pods: bool,
}

/// What a log stream brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogEvent {
    /// A line of a pod.
    Line(LogLine),
    /// Something to tell the user, about a pod or a connection.
    Note(String),
}

/// A line of a pod's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// The pod.
    pub pod: String,
    /// When the line was written, as the server noted it; `None` where it could not be read.
    pub time: Option<Timestamp>,
    /// That time as the server wrote it, empty where it could not be read.
    pub stamp: String,
    /// The line without its end.
    pub text: String,
}
