//! Fields that mean something on a cluster and nothing on one machine, and those that keep a workflow from running here.

use serde_json::Value;

use crate::cli::error::{CliError, CliResult};
use crate::core::api::Workflow;
use crate::core::support::report;

/// One line that names the fields of a workflow that have no effect on this machine; `None` when there are none.
///
/// # Errors
/// When the workflow has a field that this machine refuses.
pub(super) fn note(workflow: &Workflow) -> CliResult<Option<String>> {
    let spec = serde_json::to_value(&workflow.spec).unwrap_or(Value::Null);
    let report = report(&spec);
    if let Some((place, why)) = report.refused {
        return Err(CliError::new(format!("{place} is not supported on this machine: {why}"))
            .hint("`argo help fields` lists what is honoured here; a cluster runs it"));
    }
    let names: Vec<String> = report.no_effect.into_iter().collect();
    Ok((!names.is_empty()).then(|| format!("no effect here: {}", names.join(", "))))
}
