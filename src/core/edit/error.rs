//! Why an action cannot be done; the reference's words where it has some.

/// Why an action cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// `-p` without `=`.
    #[error("expected parameter of the form: NAME=VALUE. Received: {0}")]
    ParameterForm(String),
    /// `-p` names no parameter of the workflow.
    #[error("the workflow has no parameter {name:?}{}", suggestion(.closest))]
    UnknownParameter {
        /// What was given.
        name: String,
        /// The nearest name there is.
        closest: Option<String>,
    },
    /// `-l` without `=`.
    #[error("expected labels of the form: NAME=VALUE. Received: {0}")]
    LabelForm(String),
    /// `--from` without `/`, or of an unknown kind.
    #[error("resource identifier '{0}' is malformed. Should be `kind/name`, e.g. cronwf/hello-world-cwf")]
    SourceForm(String),
    /// `--from` of an unknown kind.
    #[error("resource kind '{0}' is not supported for submitting")]
    SourceKind(String),
    /// Suspending what is over.
    #[error("cannot suspend completed workflows")]
    SuspendCompleted,
    /// Stopping what is over.
    #[error("cannot shutdown a completed workflow: workflow: \"{name}\", namespace: \"{namespace}\"")]
    ShutdownCompleted {
        /// The workflow.
        name: String,
        /// Its namespace.
        namespace: String,
    },
    /// An output nobody gave and that has no default.
    #[error("raw output parameter '{0}' has not been set and does not have a default value")]
    NoDefault(String),
    /// `node set` of an output where there are none.
    #[error("cannot set output parameters because node is not expecting any raw parameters")]
    NoRawParameters,
    /// `node set` of an output that is not waited for.
    #[error("cannot set output parameter '{0}' because it does not use valueFrom.raw or it was already set")]
    NotRaw(String),
    /// `node set` of an output that does not exist.
    #[error("node is not expecting output parameter '{0}'")]
    UnknownOutput(String),
    /// No suspend node fits.
    #[error("currently, set only targets suspend nodes: no suspend nodes matching nodeFieldSelector: {0}")]
    NoSuspendNode(String),
    /// A node field selector that is none.
    #[error("invalid node field selector {0:?}: use key=value or key!=value, joined by commas")]
    Selector(String),
    /// Retrying a workflow that runs.
    #[error("Cannot retry a workflow in phase {0}")]
    RetryPhase(String),
    /// Retrying a workflow that succeeded.
    #[error("To retry a succeeded workflow, set the options restartSuccessful and nodeFieldSelector")]
    RetrySucceeded,
    /// A graph that is not one.
    #[error("node {0} of the workflow is not connected to its entry")]
    Orphan(String),
    /// A child that is not there.
    #[error("node {node} of the workflow names a child {child} that does not exist")]
    NoChild {
        /// The parent.
        node: String,
        /// The child's id.
        child: String,
    },
    /// Resubmitting a workflow that did not fail in memoized mode.
    #[error("workflow must be Failed/Error to resubmit in memoized mode")]
    MemoizedPhase,
}

fn suggestion(closest: &Option<String>) -> String {
    closest.as_ref().map_or_else(String::new, |name| format!("; did you mean {name:?}?"))
}
