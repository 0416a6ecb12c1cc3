//! Troubles of a workflow's task.

/// Why a step could not be brought to its end.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The workflow is gone.
    Gone,
    /// The API has a problem that may pass.
    Later(kube::Error),
}

impl From<kube::Error> for Trouble {
    fn from(error: kube::Error) -> Self {
        Self::Later(error)
    }
}
