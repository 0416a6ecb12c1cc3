//! The sign before a node's or workflow's name.

use super::role::Role;
use crate::core::api::{NodePhase, NodeStatus, WorkflowPhase};

/// Returns the sign of a node, nothing for phases that have none.
pub(super) fn of_node(node: &NodeStatus, utf8: bool) -> Option<(Role, &'static str)> {
    if node.is_active_suspend() {
        return Some((Role::Suspended, if utf8 { "ǁ" } else { "Suspend" }));
    }
    of_phase(&node.phase, utf8)
}

/// Returns the sign of a workflow.
pub(super) fn of_workflow(phase: &WorkflowPhase, utf8: bool) -> Option<(Role, &'static str)> {
    let phase = match phase {
        WorkflowPhase::Pending => NodePhase::Pending,
        WorkflowPhase::Running => NodePhase::Running,
        WorkflowPhase::Succeeded => NodePhase::Succeeded,
        WorkflowPhase::Failed => NodePhase::Failed,
        WorkflowPhase::Error => NodePhase::Error,
        _ => return None,
    };
    of_phase(&phase, utf8)
}

fn of_phase(phase: &NodePhase, utf8: bool) -> Option<(Role, &'static str)> {
    let (role, sign, word) = match phase {
        NodePhase::Pending => (Role::Pending, "◷", "Pending"),
        NodePhase::Running => (Role::Running, "●", "Running"),
        NodePhase::Succeeded => (Role::Succeeded, "✔", "Succeeded"),
        NodePhase::Skipped => (Role::Skipped, "○", "Skipped"),
        NodePhase::Failed => (Role::Failed, "✖", "Failed"),
        NodePhase::Error => (Role::Failed, "⚠", "Error"),
        _ => return None,
    };
    Some((role, if utf8 { sign } else { word }))
}
