//! Suspend, resume, stop, terminate and `node set`.

use jiff::Timestamp;

use super::{EditError, Identity, NodeSelector};
use crate::core::api::{AnyString, NodePhase, NodeStatus, Outputs, Parameter, Workflow, label};

/// Asks a workflow to start nothing new. Returns whether that changed anything.
///
/// # Errors
/// When the workflow is over.
pub fn suspend(workflow: &mut Workflow) -> Result<bool, EditError> {
    if is_over(workflow) {
        return Err(EditError::SuspendCompleted);
    }
    Ok(workflow.spec.suspend.replace(true) != Some(true))
}

fn is_over(workflow: &Workflow) -> bool {
    workflow.metadata.labels.get(label::COMPLETED).is_some_and(|v| v == "true")
}

/// Lets a suspended workflow go on, and every suspend node end well, with a word on who did it. Returns whether that
/// changed anything.
///
/// # Errors
/// When an output that was to be supplied was not, and has no default.
pub fn resume(workflow: &mut Workflow, by: Option<&Identity>, now: Timestamp) -> Result<bool, EditError> {
    let by = by.map(resumed_by).unwrap_or_default();
    let mut changed = workflow.spec.suspend.take() == Some(true);
    let mut exported = Vec::new();
    for node in workflow.status.nodes.values_mut().filter(|node| node.is_active_suspend()) {
        if let Some(outputs) = &mut node.outputs {
            for parameter in &mut outputs.parameters {
                supply_default(parameter)?;
                exported.extend((!parameter.global_name.is_empty()).then(|| parameter.clone()));
            }
        }
        node.phase = NodePhase::Succeeded;
        if !node.message.is_empty() {
            node.message.push_str("; ");
        }
        node.message.push_str(&by);
        node.finished_at = Some(now);
        changed = true;
    }
    for parameter in exported {
        export(workflow, &parameter);
    }
    Ok(changed)
}

/// The words that a node keeps of who resumed it.
pub fn resumed_by(identity: &Identity) -> String {
    format!("Resumed by: {identity}")
}

/// Gives an output that is still waited for its default.
fn supply_default(parameter: &mut Parameter) -> Result<(), EditError> {
    let waits = parameter.value_from.as_ref().is_some_and(|from| from.supplied.is_some());
    if !waits {
        return Ok(());
    }
    let default = parameter.value_from.as_ref().and_then(|from| from.default.clone());
    let value = default.ok_or_else(|| EditError::NoDefault(parameter.name.clone()))?;
    parameter.value = Some(value);
    parameter.value_from = None;
    Ok(())
}

/// Asks a workflow to end: `Stop` runs exit handlers, `Terminate` does not.
///
/// # Errors
/// When the workflow is over.
pub fn shut_down(workflow: &mut Workflow, strategy: &str) -> Result<(), EditError> {
    if is_over(workflow) {
        let (name, namespace) = (workflow.name().to_owned(), workflow.namespace().to_owned());
        return Err(EditError::ShutdownCompleted { name, namespace });
    }
    workflow.spec.shutdown = strategy.to_owned();
    Ok(())
}

/// What `node set`, `resume` and `stop` with a selector change in suspend nodes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NodeChange {
    /// The phase they get, if any.
    pub phase: Option<NodePhase>,
    /// The message they get, if it is not empty.
    pub message: String,
    /// Outputs they get, by name.
    pub outputs: Vec<(String, String)>,
}

/// Changes the suspend nodes that wait and fit the selector.
///
/// # Errors
/// When none fits, or an output is not waited for.
pub fn set_nodes(
    workflow: &mut Workflow,
    selector: &NodeSelector,
    change: &NodeChange,
    now: Timestamp,
) -> Result<(), EditError> {
    let mut found = false;
    let mut exported = Vec::new();
    for node in workflow.status.nodes.values_mut() {
        if !node.is_active_suspend() || !selector.matches(node) {
            continue;
        }
        exported.extend(set_outputs(node, &change.outputs)?);
        if let Some(phase) = &change.phase {
            node.phase = phase.clone();
            if phase.is_fulfilled() {
                node.finished_at = Some(now);
            }
        }
        if !change.message.is_empty() {
            node.message.clone_from(&change.message);
        }
        found = true;
    }
    if !found || *change == NodeChange::default() {
        return Err(EditError::NoSuspendNode(selector.text().to_owned()));
    }
    for parameter in exported {
        export(workflow, &parameter);
    }
    Ok(())
}

/// Sets outputs of a node; returns those that are global as well.
fn set_outputs(node: &mut NodeStatus, given: &[(String, String)]) -> Result<Vec<Parameter>, EditError> {
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let outputs = node.outputs.as_mut().ok_or(EditError::NoRawParameters)?;
    let mut exported = Vec::new();
    for (name, value) in given {
        let parameter = outputs.parameters.iter_mut().find(|p| p.name == *name);
        let parameter = parameter.ok_or_else(|| EditError::UnknownOutput(name.clone()))?;
        if parameter.value_from.as_ref().is_none_or(|from| from.supplied.is_none()) {
            return Err(EditError::NotRaw(name.clone()));
        }
        parameter.value = Some(AnyString(value.clone()));
        parameter.value_from = None;
        exported.extend((!parameter.global_name.is_empty()).then(|| parameter.clone()));
    }
    Ok(exported)
}

/// Makes an output the workflow's.
fn export(workflow: &mut Workflow, parameter: &Parameter) {
    let (name, value) = (parameter.global_name.clone(), parameter.value.clone());
    let global = Parameter { name, value, ..Parameter::default() };
    let outputs = workflow.status.outputs.get_or_insert_with(Outputs::default);
    match outputs.parameters.iter_mut().find(|p| p.name == global.name) {
        Some(known) => *known = global,
        None => outputs.parameters.push(global),
    }
}
