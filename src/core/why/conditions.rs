//! Steps that did not run because their condition was false, with the values it had.

use super::{Fact, listed};
use crate::core::api::{NodePhase, NodeStatus, Workflow};

/// The steps whose condition was false.
pub(super) fn not_run(workflow: &Workflow) -> Vec<Fact> {
    let is_skipped =
        |node: &&NodeStatus| node.phase == NodePhase::Skipped && node.message.starts_with("when ");
    let mut skipped: Vec<&NodeStatus> = workflow.nodes().values().filter(is_skipped).collect();
    skipped.sort_by(|a, b| (a.started_at, &a.name).cmp(&(b.started_at, &b.name)));
    let words: Vec<String> = skipped
        .iter()
        .map(|node| match written(workflow, node) {
            Some(written) if written.contains("{{") => {
                format!("{}: {} (written: {written})", node.display_name, node.message)
            }
            _ => format!("{}: {}", node.display_name, node.message),
        })
        .collect();
    if words.is_empty() { Vec::new() } else { vec![("skipped", listed(&words))] }
}

/// The condition as it is written in the template.
fn written<'a>(workflow: &'a Workflow, node: &NodeStatus) -> Option<&'a str> {
    let boundary = workflow.nodes().get(&node.boundary_id)?;
    let template = workflow.exec_spec().template(&boundary.template_name)?;
    // One of a loop is called by its name and its item.
    let name = node.display_name.split('(').next()?;
    let steps = template.steps.iter().flat_map(|group| &group.0).map(|step| (&step.name, &step.when));
    let tasks = template.dag.iter().flat_map(|dag| &dag.tasks).map(|task| (&task.name, &task.when));
    steps.chain(tasks).find(|(known, _)| *known == name).map(|(_, when)| when.as_str())
}
