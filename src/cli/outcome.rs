//! What the end of a workflow means for the exit status.

use super::exit::Exit;
use crate::core::api::WorkflowPhase;

/// The exit status for a workflow that ended.
pub(crate) fn of_phase(phase: &WorkflowPhase) -> Exit {
    match phase {
        WorkflowPhase::Failed => Exit::WorkflowFailed,
        WorkflowPhase::Error => Exit::WorkflowError,
        _ => Exit::Done,
    }
}

/// The more telling of two exit statuses: errors before failures before success.
pub(crate) fn worst(a: Exit, b: Exit) -> Exit {
    let rank = |exit: Exit| match exit {
        Exit::Done => 0,
        Exit::StillRunning => 1,
        Exit::WorkflowFailed => 2,
        Exit::WorkflowError => 3,
        Exit::Error => 4,
        Exit::Usage | Exit::Interrupted => 5,
    };
    if rank(a) >= rank(b) { a } else { b }
}
