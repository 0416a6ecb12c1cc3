//! Retrying: which nodes stay, which run again, which go (cli.md §6.3).

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use jiff::Timestamp;

use super::{EditError, NodeSelector, set_parameters};
use crate::core::api::{
    NodePhase, NodeStatus, NodeType, SuppliedValueFrom, ValueFrom, Workflow, WorkflowPhase, annotation, label,
};
use crate::core::graph::{PodNameFormat, pod_name};

/// A workflow ready to run again.
#[derive(Debug, Clone, PartialEq)]
pub struct Retried {
    /// The workflow.
    pub workflow: Workflow,
    /// Pods to delete before it is written.
    pub pods: Vec<String>,
}

/// Makes a workflow run its failed nodes again, and with `restart_successful` those that fit the selector.
///
/// # Errors
/// When its phase does not allow it, its graph is broken, or a parameter is not `NAME=VALUE`.
pub fn retry(
    old: &Workflow,
    restart_successful: bool,
    selector: &NodeSelector,
    parameters: &[String],
    now: Timestamp,
) -> Result<Retried, EditError> {
    match old.status.phase {
        WorkflowPhase::Failed | WorkflowPhase::Error => {}
        WorkflowPhase::Succeeded if restart_successful && !selector.is_empty() => {}
        WorkflowPhase::Succeeded => return Err(EditError::RetrySucceeded),
        ref phase => return Err(EditError::RetryPhase(phase.to_string())),
    }
    let mut workflow = reset_workflow(old, now);
    set_parameters(&mut workflow.spec.arguments, parameters)?;
    if let Some(stored) = &mut workflow.status.stored_workflow_template_spec {
        set_parameters(&mut stored.arguments, parameters)?;
    }
    let graph = Graph::new(old)?;
    let mut plan = Plan { graph: &graph, reset: HashSet::new(), delete: HashSet::new() };
    let chosen = if restart_successful { Some(selector).filter(|s| !s.is_empty()) } else { None };
    plan.decide(&graph.candidates(chosen));
    if !parameters.is_empty() {
        plan.delete_below_groups();
    }
    let exit = format!("{}.onExit", old.name());
    let pods = plan.pods(&exit);
    workflow.status.nodes = plan.nodes(&exit, now);
    Ok(Retried { workflow, pods })
}

fn reset_workflow(old: &Workflow, now: Timestamp) -> Workflow {
    let mut new = old.clone();
    new.metadata.labels.remove(label::COMPLETED);
    new.metadata.labels.remove(label::WORKFLOW_ARCHIVING_STATUS);
    for condition in new.status.conditions.iter_mut().filter(|c| c.type_ == "Completed") {
        condition.status = "False".to_owned();
    }
    new.status.phase = WorkflowPhase::Unset;
    new.status.message = String::new();
    new.status.started_at = Some(now);
    new.status.finished_at = None;
    new.status.nodes = BTreeMap::new();
    new.status.persistent_volume_claims = Vec::new();
    new.spec.shutdown = String::new();
    if let Some(stored) = &mut new.status.stored_workflow_template_spec {
        stored.shutdown = String::new();
    }
    if new.spec.active_deadline_seconds == Some(0) {
        new.spec.active_deadline_seconds = None;
    }
    new
}

/// The nodes with their parents.
struct Graph<'a> {
    workflow: &'a Workflow,
    nodes: &'a BTreeMap<String, NodeStatus>,
    parents: HashMap<&'a str, &'a str>,
}

impl<'a> Graph<'a> {
    fn new(workflow: &'a Workflow) -> Result<Self, EditError> {
        let nodes = &workflow.status.nodes;
        let mut parents = HashMap::new();
        for node in nodes.values() {
            for child in &node.children {
                if !nodes.contains_key(child) {
                    return Err(EditError::NoChild { node: node.name.clone(), child: child.clone() });
                }
                parents.insert(child.as_str(), node.id.as_str());
            }
        }
        let exit = format!("{}.onExit", workflow.name());
        let lost = nodes.values().find(|node| {
            !parents.contains_key(node.id.as_str())
                && node.name != workflow.name()
                && !node.name.starts_with(&exit)
        });
        match lost {
            Some(node) => Err(EditError::Orphan(node.name.clone())),
            None => Ok(Self { workflow, nodes, parents }),
        }
    }

    fn parent(&self, id: &str) -> Option<&'a NodeStatus> {
        self.nodes.get(*self.parents.get(id)?)
    }

    /// A node's descendants, without itself.
    fn below(&self, id: &str) -> Vec<&'a NodeStatus> {
        let mut seen = HashSet::new();
        let mut queue: VecDeque<&String> =
            self.nodes.get(id).map(|n| n.children.iter().collect()).unwrap_or_default();
        let mut found = Vec::new();
        while let Some(next) = queue.pop_front() {
            let Some(node) = self.nodes.get(next).filter(|_| seen.insert(next)) else { continue };
            found.push(node);
            queue.extend(&node.children);
        }
        found
    }

    /// What is to run again: failed work without success below it, and what the selector chooses.
    fn candidates(&self, selector: Option<&NodeSelector>) -> HashSet<&'a str> {
        let chosen = self.nodes.values().filter(|node| selector.is_some_and(|s| s.matches(node)));
        let mut candidates: HashSet<&str> = chosen.map(|node| node.id.as_str()).collect();
        let work = [NodeType::Pod, NodeType::Container, NodeType::Http, NodeType::Plugin];
        for node in self.nodes.values().filter(|n| n.phase.is_failed_or_error() && work.contains(&n.type_)) {
            let retried = node.node_flag.as_ref().is_some_and(|flag| flag.retried);
            let top = if retried {
                self.parent(&node.id).map_or(node.id.as_str(), |p| p.id.as_str())
            } else {
                &node.id
            };
            let achieved =
                self.below(top).into_iter().any(|n| n.succeeded() && !candidates.contains(n.id.as_str()));
            if !achieved {
                candidates.insert(&node.id);
            }
        }
        candidates
    }

    /// Breadth-first from the entry.
    fn order(&self) -> Vec<&'a NodeStatus> {
        let root = self.nodes.values().find(|node| node.name == self.workflow.name());
        let mut order: Vec<&NodeStatus> = root.into_iter().collect();
        if let Some(root) = root {
            order.extend(self.below(&root.id));
        }
        order
    }
}

struct Plan<'a, 'g> {
    graph: &'g Graph<'a>,
    reset: HashSet<&'a str>,
    delete: HashSet<&'a str>,
}

impl<'a> Plan<'a, '_> {
    fn decide(&mut self, candidates: &HashSet<&str>) {
        for node in self.graph.order() {
            if !candidates.contains(node.id.as_str()) || self.delete.contains(node.id.as_str()) {
                continue;
            }
            self.delete_all(node);
            self.reset_above(node);
        }
    }

    fn delete_all(&mut self, node: &'a NodeStatus) {
        self.delete.insert(&node.id);
        self.delete.extend(self.graph.below(&node.id).into_iter().map(|n| n.id.as_str()));
    }

    /// Walks up from a node that goes, and makes what encloses it run again.
    fn reset_above(&mut self, from: &'a NodeStatus) {
        let mut at = from;
        while let Some(above) = self.graph.parent(&at.id) {
            at = above;
            match at.type_ {
                NodeType::Dag | NodeType::Steps | NodeType::StepGroup | NodeType::TaskGroup => {
                    self.reset.insert(&at.id);
                    at = self.climb_boundaries(at);
                }
                NodeType::Retry if at.phase.is_failed_or_error() => {
                    self.reset.insert(&at.id);
                }
                NodeType::Container => {
                    while at.type_ != NodeType::Pod {
                        let Some(above) = self.graph.parent(&at.id) else { return };
                        at = above;
                    }
                    self.delete_all(at);
                }
                _ => {}
            }
        }
    }

    /// From a group to the node that encloses it, and so on until nothing does.
    fn climb_boundaries(&mut self, from: &'a NodeStatus) -> &'a NodeStatus {
        let mut at = from;
        loop {
            if let Some(parent) = self.graph.parent(&at.id) {
                match parent.type_ {
                    NodeType::Retry => {
                        self.reset.insert(&parent.id);
                        at = parent;
                    }
                    NodeType::StepGroup | NodeType::TaskGroup => {
                        self.reset.insert(&parent.id);
                    }
                    _ => {}
                }
            }
            let Some(boundary) = self.graph.nodes.get(&at.boundary_id) else { return at };
            self.reset.insert(&boundary.id);
            at = boundary;
        }
    }

    /// With new parameters, what loops and groups made is made anew.
    fn delete_below_groups(&mut self) {
        let groups: Vec<&str> = self
            .reset
            .iter()
            .copied()
            .filter(|id| {
                let kind = self.graph.nodes.get(*id).map(|n| &n.type_);
                matches!(kind, Some(NodeType::TaskGroup | NodeType::StepGroup))
            })
            .collect();
        for group in groups {
            self.delete.extend(self.graph.below(group).into_iter().map(|n| n.id.as_str()));
        }
    }

    fn pods(&self, exit: &str) -> Vec<String> {
        let workflow = self.graph.workflow;
        let format = workflow.metadata.annotations.get(annotation::POD_NAME_FORMAT).map(String::as_str);
        let name = |node: &NodeStatus| {
            let template = node.template_ref.as_ref().map_or(&node.template_name, |r| &r.template);
            pod_name(workflow.name(), &node.name, template, PodNameFormat::of(format))
        };
        let exits =
            self.graph.nodes.values().filter(|n| n.name.starts_with(exit) && n.type_ == NodeType::Pod);
        let deleted = self
            .graph
            .nodes
            .values()
            .filter(|n| self.delete.contains(n.id.as_str()) && n.type_ == NodeType::Pod);
        let mut pods: Vec<String> = deleted.chain(exits).map(name).collect();
        pods.sort();
        pods.dedup();
        pods
    }

    fn nodes(&self, exit: &str, now: Timestamp) -> BTreeMap<String, NodeStatus> {
        let gone = |node: &NodeStatus| self.delete.contains(node.id.as_str()) || node.name.starts_with(exit);
        let kept = self.graph.nodes.values().filter(|node| !gone(node));
        kept.map(|node| {
            let mut node = node.clone();
            if self.reset.contains(node.id.as_str()) {
                reset(&mut node, now);
            }
            node.children.retain(|id| !self.delete.contains(id.as_str()));
            node.outbound_nodes.retain(|id| !self.delete.contains(id.as_str()));
            (node.id.clone(), node)
        })
        .collect()
    }
}

/// Makes a node run again.
fn reset(node: &mut NodeStatus, now: Timestamp) {
    if node.phase != NodePhase::Skipped {
        node.phase = NodePhase::Running;
    }
    node.message = String::new();
    node.started_at = Some(now);
    node.finished_at = None;
    if node.type_ == NodeType::Suspend {
        for parameter in node.outputs.iter_mut().flat_map(|outputs| &mut outputs.parameters) {
            parameter.value = None;
            let supplied = Some(SuppliedValueFrom::default());
            parameter.value_from = Some(ValueFrom { supplied, ..ValueFrom::default() });
        }
    }
}
