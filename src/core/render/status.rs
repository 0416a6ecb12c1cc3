//! A workflow's state in a word or two (cli.md §2.2).

use crate::core::api::{Workflow, WorkflowPhase};

/// Returns the STATUS text of a workflow.
pub fn status_text(workflow: &Workflow) -> &str {
    let suspended = || {
        workflow.spec.suspend == Some(true) || workflow.nodes().values().any(|node| node.is_active_suspend())
    };
    match &workflow.status.phase {
        WorkflowPhase::Running if suspended() => "Running (Suspended)",
        WorkflowPhase::Failed if !workflow.spec.shutdown.is_empty() => "Failed (Terminated)",
        phase if matches!(phase.as_str(), "" | "Pending") => {
            if workflow.metadata.creation_timestamp.is_some() { "Pending" } else { "Unknown" }
        }
        phase => phase.as_str(),
    }
}
