//! Resubmitting: a new workflow like an old one, with or without what the old one achieved (cli.md §6.2).

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::{EditError, set_parameters};
use crate::core::api::{Condition, NodePhase, NodeStatus, NodeType, Workflow, WorkflowPhase, label};
use crate::core::graph::node_id;

/// Labels that are not carried over.
const LEFT: &[&str] = &[
    "workflows.argoproj.io/creator",
    "workflows.argoproj.io/creator-email",
    "workflows.argoproj.io/creator-preferred-username",
    label::PHASE,
    label::COMPLETED,
    label::WORKFLOW_ARCHIVING_STATUS,
];

/// A new workflow that does again what an old one did.
///
/// # Errors
/// For parameters that are not `NAME=VALUE`.
pub fn resubmit(old: &Workflow, parameters: &[String]) -> Result<Workflow, EditError> {
    let mut new = Workflow::default();
    new.kind.clone_from(&old.kind);
    new.api_version.clone_from(&old.api_version);
    new.metadata.generate_name = match old.metadata.generate_name.as_str() {
        "" => format!("{}-", old.name()),
        prefix => prefix.to_owned(),
    };
    new.spec = old.spec.clone();
    if new.spec.active_deadline_seconds == Some(0) {
        new.spec.active_deadline_seconds = None;
    }
    new.spec.shutdown = String::new();
    let labels = old.metadata.labels.iter().filter(|(key, _)| !LEFT.contains(&key.as_str()));
    new.metadata.labels = labels.map(|(k, v)| (k.clone(), v.clone())).collect();
    new.metadata.labels.insert(label::RESUBMITTED_FROM_WORKFLOW.to_owned(), old.name().to_owned());
    new.metadata.annotations = old.metadata.annotations.clone();
    new.metadata.owner_references = old.metadata.owner_references.clone();
    set_parameters(&mut new.spec.arguments, parameters)?;
    Ok(new)
}

/// The same, with the nodes that ended well kept as done. `suffix` makes the name, which must be known beforehand.
///
/// # Errors
/// When the old workflow did not fail, or for parameters that are not `NAME=VALUE`.
pub fn memoized(
    old: &Workflow,
    parameters: &[String],
    suffix: &str,
    now: Timestamp,
) -> Result<Workflow, EditError> {
    if !matches!(old.status.phase, WorkflowPhase::Failed | WorkflowPhase::Error) {
        return Err(EditError::MemoizedPhase);
    }
    let mut new = resubmit(old, parameters)?;
    new.metadata.name = format!("{}{suffix}", new.metadata.generate_name);
    let exit = format!("{}.onExit", old.name());
    let renamed: HashMap<&str, String> = old
        .status
        .nodes
        .values()
        .map(|node| (node.id.as_str(), node_id(new.name(), &rename(&node.name, old.name(), new.name()))))
        .collect();
    let mut achieved = Achieved { nodes: &old.status.nodes, known: HashMap::new() };
    let mut nodes = BTreeMap::new();
    for node in old.status.nodes.values().filter(|node| !node.name.starts_with(&exit)) {
        let dead_end = node.type_ == NodeType::Skipped && !achieved.below(&node.id);
        if dead_end {
            continue;
        }
        let copy = carry_over(node, old.name(), new.name(), &renamed, now);
        nodes.insert(copy.id.clone(), copy);
    }
    new.status.nodes = nodes;
    new.status.stored_templates = old.status.stored_templates.clone();
    let (type_, status) = ("Completed".to_owned(), "False".to_owned());
    new.status.conditions = vec![Condition { type_, status, ..Condition::default() }];
    Ok(new)
}

fn rename(name: &str, old: &str, new: &str) -> String {
    name.strip_prefix(old).map_or_else(|| name.to_owned(), |rest| format!("{new}{rest}"))
}

fn carry_over(
    node: &NodeStatus,
    old: &str,
    new: &str,
    renamed: &HashMap<&str, String>,
    now: Timestamp,
) -> NodeStatus {
    let id_of = |id: &String| renamed.get(id.as_str()).cloned().unwrap_or_else(|| id.clone());
    let mut copy = node.clone();
    copy.name = rename(&node.name, old, new);
    copy.id = node_id(new, &copy.name);
    if !copy.boundary_id.is_empty() {
        copy.boundary_id = id_of(&node.boundary_id);
    }
    copy.children = node.children.iter().map(id_of).collect();
    copy.outbound_nodes = node.outbound_nodes.iter().map(id_of).collect();
    let failed_pod = node.phase.is_failed_or_error() && node.type_ == NodeType::Pod;
    let time = (!failed_pod).then_some(now);
    (copy.started_at, copy.finished_at) = (time, time);
    match node.type_ {
        NodeType::Skipped => {}
        NodeType::Pod if !failed_pod => {
            copy.phase = NodePhase::Skipped;
            copy.type_ = NodeType::Skipped;
            copy.message = format!("original pod: {}", node.id);
        }
        _ => {
            copy.phase = NodePhase::Pending;
            copy.message = String::new();
        }
    }
    copy
}

/// Which nodes have something below them that succeeded.
struct Achieved<'a> {
    nodes: &'a BTreeMap<String, NodeStatus>,
    known: HashMap<String, bool>,
}

impl Achieved<'_> {
    fn below(&mut self, id: &str) -> bool {
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        // Taken for no while it is looked at, so that a circle ends.
        self.known.insert(id.to_owned(), false);
        let children = self.nodes.get(id).map(|node| node.children.clone()).unwrap_or_default();
        let found = children
            .iter()
            .any(|child| self.nodes.get(child).is_some_and(NodeStatus::succeeded) || self.below(child));
        self.known.insert(id.to_owned(), found);
        found
    }
}
