//! What the exit status of the program says.

use std::process::ExitCode;

/// An exit status. `argo help exit-codes` prints the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything that was asked for is done.
    Done,
    /// Something did not work.
    Error,
    /// The command line made no sense.
    Usage,
    /// The workflow that was waited for ended Failed.
    WorkflowFailed,
    /// The workflow that was waited for ended Error.
    WorkflowError,
    /// The time given for waiting was over before the workflow ended.
    StillRunning,
    /// Ctrl-C.
    Interrupted,
}

impl Exit {
    /// All of them, with what they mean.
    pub(crate) const ALL: [(Self, &'static str); 7] = [
        (Self::Done, "everything that was asked for is done"),
        (Self::Error, "an error, named on standard error"),
        (Self::Usage, "wrong usage: an unknown command or flag, or flags that do not go together"),
        (Self::WorkflowFailed, "the workflow that was waited for ended Failed"),
        (Self::WorkflowError, "the workflow that was waited for ended Error"),
        (Self::StillRunning, "the time given for waiting was over before the workflow ended"),
        (Self::Interrupted, "interrupted by Ctrl-C"),
    ];

    /// The number that the shell sees.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Error => 1,
            Self::Usage => 2,
            Self::WorkflowFailed => 3,
            Self::WorkflowError => 4,
            Self::StillRunning => 5,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
