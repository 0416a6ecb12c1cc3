//! Which steps of a workflow are meant: by name, by fields, or those that failed.

use std::collections::{HashMap, HashSet};

use crate::core::api::{NodeStatus, NodeType, Workflow, annotation};
use crate::core::edit::NodeSelector;
use crate::core::graph::{PodNameFormat, pod_name};

/// A choice of steps; an empty one means all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepChoice {
    /// Names of pods or steps, as people know them; a step stands for all that is below it.
    pub names: Vec<String>,
    /// What their fields must be.
    pub fields: NodeSelector,
    /// Only steps that Failed or ended in Error.
    pub failed: bool,
}

/// The pod of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepPod {
    /// The step's node id.
    pub node: String,
    /// The pod's name.
    pub pod: String,
    /// The step's display name.
    pub step: String,
    /// Whether nothing more happens to the step.
    pub ended: bool,
    /// The container, where a container of a set was chosen by its name.
    pub container: Option<String>,
}

impl StepChoice {
    /// Whether every step is meant.
    pub fn is_everything(&self) -> bool {
        self.names.is_empty() && self.fields.is_empty() && !self.failed
    }

    /// The pods of the chosen steps, as far as the workflow has them.
    pub fn pods(&self, workflow: &Workflow) -> Vec<StepPod> {
        let chosen = self.chosen(workflow);
        let wanted = |node: &&NodeStatus| {
            let named = chosen.as_ref().is_none_or(|ids| ids.contains(node.id.as_str()));
            named && (!self.failed || node.phase.is_failed_or_error()) && self.fields.matches(node)
        };
        let nodes = workflow.nodes().values();
        let mut pods: Vec<StepPod> =
            nodes.filter(wanted).filter_map(|node| self.pod_of(workflow, node)).collect();
        // A pod whose container was named by itself is not meant as a whole.
        let mut seen = HashSet::new();
        pods.retain(|pod| seen.insert((pod.pod.clone(), pod.container.clone())));
        pods
    }

    fn pod_of(&self, workflow: &Workflow, node: &NodeStatus) -> Option<StepPod> {
        let (owner, container) = match node.type_ {
            NodeType::Pod => (node, None),
            // Only by its own name: the set it belongs to stands for its main container.
            NodeType::Container if self.names.iter().any(|name| is_called(workflow, node, name)) => {
                (workflow.nodes().get(&node.boundary_id)?, Some(node.display_name.clone()))
            }
            _ => return None,
        };
        Some(StepPod {
            node: node.id.clone(),
            pod: pod_of(workflow, owner),
            step: node.display_name.clone(),
            ended: node.phase.is_fulfilled(),
            container,
        })
    }

    /// Whether nothing can be added to what the workflow has of these steps.
    pub fn has_ended(&self, workflow: &Workflow) -> bool {
        if workflow.is_completed() || workflow.status.finished_at.is_some() {
            return true;
        }
        // Steps that are chosen by what becomes of them may come until the end.
        if self.names.is_empty()
            || self.failed
            || !self.fields.is_empty()
            || !self.unknown(workflow).is_empty()
        {
            return false;
        }
        let chosen = self.chosen(workflow).unwrap_or_default();
        let groups = || workflow.nodes().values().filter(|node| is_group(node));
        let part_of_open_loop = |node: &NodeStatus| {
            is_item(node)
                && groups().any(|group| !group.phase.is_fulfilled() && group.children.contains(&node.id))
        };
        let mut nodes = workflow.nodes().values().filter(|node| chosen.contains(node.id.as_str()));
        nodes.all(|node| node.phase.is_fulfilled() && !part_of_open_loop(node))
    }

    /// The names that stand for nothing the workflow has.
    pub fn unknown(&self, workflow: &Workflow) -> Vec<&str> {
        let known = |name: &str| workflow.nodes().values().any(|node| is_called(workflow, node, name));
        self.names.iter().map(String::as_str).filter(|name| !known(name)).collect()
    }

    /// The ids of the named nodes and all below them; `None` where no name was given.
    fn chosen<'a>(&self, workflow: &'a Workflow) -> Option<HashSet<&'a str>> {
        if self.names.is_empty() {
            return None;
        }
        let nodes = workflow.nodes();
        let mut within: HashMap<&str, Vec<&NodeStatus>> = HashMap::new();
        for node in nodes.values().filter(|node| !node.boundary_id.is_empty()) {
            within.entry(&node.boundary_id).or_default().push(node);
        }
        let is_meant = |node: &&NodeStatus| self.names.iter().any(|name| is_called(workflow, node, name));
        let mut open: Vec<&NodeStatus> = nodes.values().filter(is_meant).collect();
        let mut chosen = HashSet::new();
        while let Some(node) = open.pop() {
            if !chosen.insert(node.id.as_str()) {
                continue;
            }
            match node.type_ {
                // What comes after a pod is a child of it as well, so only groups hold their children.
                NodeType::Retry | NodeType::TaskGroup | NodeType::StepGroup => {
                    open.extend(node.children.iter().filter_map(|id| nodes.get(id)));
                }
                NodeType::Steps | NodeType::Dag => {
                    open.extend(within.get(node.id.as_str()).into_iter().flatten().copied());
                }
                _ => {}
            }
        }
        Some(chosen)
    }
}

/// The name of a node's pod, by the scheme that the workflow says it uses.
pub fn pod_of(workflow: &Workflow, node: &NodeStatus) -> String {
    let scheme = workflow.metadata.annotations.get(annotation::POD_NAME_FORMAT);
    let template = node.template_ref.as_ref().map_or(node.template_name.as_str(), |of| of.template.as_str());
    pod_name(workflow.name(), &node.name, template, PodNameFormat::of(scheme.map(String::as_str)))
}

/// The step that a display name belongs to: `build(0:linux)` is one of `build`.
pub fn step_name(display_name: &str) -> &str {
    match display_name.split_once('(') {
        Some((name, _)) if !name.is_empty() => name,
        _ => display_name,
    }
}

/// The display name of a node known by its full name only, e.g. from the annotation of its pod.
pub fn display_name_of(node_name: &str) -> &str {
    let name_ends = node_name.find('(').unwrap_or(node_name.len());
    let at = node_name.get(..name_ends).and_then(|name| name.rfind('.'));
    at.and_then(|at| node_name.get(at + 1..)).unwrap_or(node_name)
}

fn is_called(workflow: &Workflow, node: &NodeStatus, name: &str) -> bool {
    let path = node.name.strip_prefix(workflow.name()).map(|path| path.trim_start_matches('.'));
    name == node.display_name
        || name == step_name(&node.display_name)
        || name == node.id
        || name == node.name
        || path == Some(name)
        || (node.type_ == NodeType::Pod && name == pod_of(workflow, node))
}

fn is_item(node: &NodeStatus) -> bool {
    step_name(&node.display_name) != node.display_name
}

fn is_group(node: &NodeStatus) -> bool {
    matches!(node.type_, NodeType::StepGroup | NodeType::TaskGroup | NodeType::Retry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workflow() -> Workflow {
        let node = |id: &str, name: &str, display: &str, kind: &str, more: &str| {
            format!(
                r#""{id}":{{"id":"{id}","name":"{name}","displayName":"{display}","type":"{kind}","templateName":"t"{more}}}"#
            )
        };
        let nodes = [
            node("w", "w", "w", "Steps", r#","phase":"Running""#),
            node(
                "g",
                "w[0]",
                "[0]",
                "StepGroup",
                r#","phase":"Running","boundaryID":"w","children":["a","b"]"#,
            ),
            node("a", "w[0].build(0:x)", "build(0:x)", "Pod", r#","phase":"Succeeded","boundaryID":"w""#),
            node(
                "b",
                "w[0].test",
                "test",
                "Retry",
                r#","phase":"Failed","boundaryID":"w","children":["b0"]"#,
            ),
            node("b0", "w[0].test(0)", "test(0)", "Pod", r#","phase":"Failed","boundaryID":"w""#),
        ];
        let text = format!(
            r#"{{"metadata":{{"name":"w"}},"status":{{"phase":"Running","nodes":{{{}}}}}}}"#,
            nodes.join(",")
        );
        serde_json::from_str(&text).expect("a workflow")
    }

    fn steps(choice: &StepChoice) -> Vec<String> {
        choice.pods(&workflow()).into_iter().map(|pod| pod.step).collect()
    }

    fn named(name: &str) -> StepChoice {
        StepChoice { names: vec![name.to_owned()], ..StepChoice::default() }
    }

    #[test]
    fn steps_are_known_by_every_name_they_have() {
        let pod = pod_of(&workflow(), workflow().nodes().get("b0").expect("the node"));
        for name in ["test", "[0].test", "w[0].test", "b0", &pod] {
            assert_eq!(steps(&named(name)), ["test(0)"], "{name}");
        }
        assert_eq!(steps(&named("build")), ["build(0:x)"]);
        assert_eq!(steps(&StepChoice { failed: true, ..StepChoice::default() }), ["test(0)"]);
        assert_eq!(steps(&StepChoice::default()).len(), 2);
        assert_eq!(named("tset").unknown(&workflow()), ["tset"]);
    }

    #[test]
    fn a_step_has_ended_when_nothing_can_be_added_to_it() {
        assert!(named("test").has_ended(&workflow()));
        assert!(!named("build").has_ended(&workflow()), "the loop goes on");
        assert!(!named("deploy").has_ended(&workflow()), "it may come");
        assert!(!StepChoice::default().has_ended(&workflow()));
    }

    #[test]
    fn display_names_are_the_end_of_full_names() {
        assert_eq!(display_name_of("w[0].build(0:a.b)"), "build(0:a.b)");
        assert_eq!(display_name_of("w"), "w");
        assert_eq!(display_name_of("w.a.b"), "b");
    }
}
