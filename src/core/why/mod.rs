//! Why a workflow is where it is: what failed first or what it waits for, in a few lines.

mod conditions;
mod failed;
mod locks;
mod pod;
mod waiting;

use std::collections::HashMap;

use jiff::Timestamp;

use super::api::{NodeStatus, NodeType, Workflow, WorkflowPhase, annotation};
use super::graph::{PodNameFormat, pod_name};

pub use locks::{Lock, uses_lock};
pub use pod::{events_facts, pod_facts};

/// So many steps are listed, no more.
const MOST: usize = 8;

/// What is known of the reason: a label and a value.
pub type Fact = (&'static str, String);

/// The step that the reason is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Culprit {
    /// Its node's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The template it ran.
    pub template: String,
    /// Its message.
    pub message: String,
    /// The exit code of its main container.
    pub exit_code: Option<String>,
    /// How often it was tried.
    pub attempts: usize,
}

/// The reason, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reason {
    /// What happened, in a sentence.
    pub headline: String,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// The step that failed first.
    pub step: Option<Culprit>,
    /// The pod whose log tells more.
    pub log_of: Option<String>,
    /// Pods whose conditions and events tell more.
    pub pods: Vec<String>,
    /// Locks that are waited for and nobody is known to hold.
    pub locks: Vec<Lock>,
    /// Commands that help.
    pub next: Vec<String>,
}

/// Finds the reason.
pub fn why(workflow: &Workflow, now: Timestamp) -> Reason {
    match workflow.status.phase {
        WorkflowPhase::Failed | WorkflowPhase::Error => failed::failed(workflow, now),
        WorkflowPhase::Succeeded => succeeded(workflow),
        _ => waiting::waiting(workflow, now),
    }
}

fn succeeded(workflow: &Workflow) -> Reason {
    let name = workflow.name();
    let next =
        if workflow.nodes().values().any(has_pod) { vec![format!("argo logs {name}")] } else { Vec::new() };
    Reason {
        headline: format!("{name} succeeded"),
        facts: conditions::not_run(workflow),
        next,
        ..Reason::default()
    }
}

/// What a message means that is not clear by itself.
fn explained(message: &str) -> Option<&'static str> {
    let meanings = [
        ("OOMKilled", "it used more memory than its limit allows"),
        ("exit code 137", "it was killed, often for the memory it used"),
        ("exit code 143", "it was asked to end"),
        ("exit code 127", "its command was not found in the image"),
        ("exit code 126", "its command may not be executed"),
        ("ImagePullBackOff", "its image cannot be loaded: look at its name, tag and pull secrets"),
        ("ErrImagePull", "its image cannot be loaded: look at its name, tag and pull secrets"),
        ("InvalidImageName", "the name of its image is none"),
        ("CreateContainerConfigError", "a ConfigMap or Secret that it needs is missing"),
        ("exceeded quota", "the namespace has used up its quota"),
        ("Unschedulable", "no machine of the cluster has room for it"),
        ("Insufficient", "no machine of the cluster has room for it"),
        ("Evicted", "its machine ran short of memory or disk and threw it out"),
        ("DeadlineExceeded", "it took longer than activeDeadlineSeconds allows"),
        ("pod deleted", "somebody, or the cluster, deleted its pod while it ran"),
    ];
    meanings.iter().find(|(sign, _)| message.contains(sign)).map(|(_, meaning)| *meaning)
}

/// Which node tries which others again.
fn retried_by(workflow: &Workflow) -> HashMap<&str, &NodeStatus> {
    let retries = workflow.nodes().values().filter(|node| node.type_ == NodeType::Retry);
    retries.flat_map(|node| node.children.iter().map(move |child| (child.as_str(), node))).collect()
}

/// The names on the way from the workflow to the node.
fn path_of(workflow: &Workflow, node: &NodeStatus) -> String {
    let mut names = vec![node.display_name.as_str()];
    let mut at = node;
    while let Some(boundary) = workflow.nodes().get(&at.boundary_id).filter(|_| names.len() < 100) {
        names.push(&boundary.display_name);
        at = boundary;
    }
    names.reverse();
    names.join(" → ")
}

fn has_pod(node: &NodeStatus) -> bool {
    node.type_ == NodeType::Pod
}

fn pod_of(workflow: &Workflow, node: &NodeStatus) -> String {
    let format =
        PodNameFormat::of(workflow.metadata.annotations.get(annotation::POD_NAME_FORMAT).map(String::as_str));
    let template =
        node.template_ref.as_ref().map_or(node.template_name.as_str(), |reference| &reference.template);
    pod_name(workflow.name(), &node.name, template, format)
}

/// Names for a sentence, and how many more there are.
fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let (shown, rest) = names.split_at(names.len().min(MOST));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    let shown: Vec<&str> = shown.iter().map(AsRef::as_ref).collect();
    format!("{}{more}", shown.join(", "))
}
