//! Why a workflow is where it is: what failed first or what it waits for, in a few lines.

use jiff::Timestamp;

use super::api::{NodePhase, NodeStatus, NodeType, Workflow, WorkflowPhase, annotation};
use super::edit::{NodeSelector, retry};
use super::graph::{PodNameFormat, pod_name};

/// So many steps are listed, no more.
const MOST: usize = 8;

/// The reason, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reason {
    /// What happened, in a sentence.
    pub headline: String,
    /// What is known of it: labels and values.
    pub facts: Vec<(&'static str, String)>,
    /// The pod whose log tells more.
    pub pod: Option<String>,
    /// Commands that help.
    pub next: Vec<String>,
}

/// Finds the reason.
pub fn why(workflow: &Workflow, now: Timestamp) -> Reason {
    match workflow.status.phase {
        WorkflowPhase::Failed | WorkflowPhase::Error => failed(workflow, now),
        WorkflowPhase::Succeeded => succeeded(workflow),
        _ => waiting(workflow),
    }
}

fn failed(workflow: &Workflow, now: Timestamp) -> Reason {
    let (name, status) = (workflow.name(), &workflow.status);
    let Some(node) = culprit(workflow) else {
        let headline = format!("{name} ended with {} before a step of it ran", status.phase);
        let facts = vec![("message", status.message.clone())];
        return Reason {
            headline,
            facts,
            pod: None,
            next: vec![format!("argo lint, or argo get {name} -o yaml")],
        };
    };
    let mut facts = vec![("step", path_of(workflow, node))];
    let template = node.template_ref.as_ref().map_or_else(
        || node.template_name.clone(),
        |reference| format!("{} of {}", reference.template, reference.name),
    );
    let code = node.outputs.as_ref().and_then(|outputs| outputs.exit_code.clone());
    let (attempts, told) = (attempts(workflow, node), explained(&node.message));
    let lasted = node
        .started_at
        .zip(node.finished_at)
        .map(|(from, to)| super::text::age::long(to.duration_since(from)));
    for (label, value) in [
        ("template", Some(template)),
        ("message", Some(node.message.clone())),
        ("exit code", code),
        ("meaning", told.map(str::to_owned)),
        ("attempts", (attempts > 1).then(|| format!("{attempts}, all of them failed"))),
        ("took", lasted),
        ("host", Some(node.host_node_name.clone())),
    ] {
        facts.extend(value.filter(|value| !value.is_empty()).map(|value| (label, value)));
    }
    facts.extend(not_run(workflow));
    let mut next = Vec::new();
    if let Ok(selector) = NodeSelector::parse("")
        && let Ok(retried) = retry(workflow, false, &selector, &[], now)
    {
        let kept = &retried.workflow.status.nodes;
        let again = workflow.nodes().values().filter(|node| has_pod(node) && !kept.contains_key(&node.id));
        let again: Vec<&str> = again.map(|node| node.display_name.as_str()).collect();
        facts.push(("a retry runs", format!("{} again", listed(&again))));
        next.push(format!("argo retry {name}"));
    }
    let pod = has_pod(node).then(|| pod_of(workflow, node));
    if let Some(pod) = &pod {
        next.insert(0, format!("argo logs {name} {pod}"));
    }
    let headline = format!("{name} {} because {} did", verb(status.phase.as_str()), node.display_name);
    Reason { headline, facts, pod, next }
}

fn verb(phase: &str) -> String {
    if phase == "Error" { "ended in error".to_owned() } else { phase.to_lowercase() }
}

/// The node that failed first, without those whose failure was made good: attempts before a success, and what exit
/// handlers did afterwards where anything else failed.
fn culprit(workflow: &Workflow) -> Option<&NodeStatus> {
    let is_leaf = |node: &&NodeStatus| {
        matches!(node.phase, NodePhase::Failed | NodePhase::Error)
            && !matches!(
                node.type_,
                NodeType::Steps | NodeType::StepGroup | NodeType::Dag | NodeType::TaskGroup | NodeType::Retry
            )
    };
    let forgiven = |node: &NodeStatus| {
        let retries =
            |parent: &&NodeStatus| parent.type_ == NodeType::Retry && parent.children.contains(&node.id);
        let parent = workflow.nodes().values().find(retries);
        parent.is_some_and(|parent| {
            parent.phase == NodePhase::Succeeded || parent.children.last() != Some(&node.id)
        })
    };
    let on_exit = |node: &NodeStatus| node.name.contains(".onExit");
    let candidates = workflow.nodes().values().filter(is_leaf).filter(|node| !forgiven(node));
    // A container of a set says more than the pod it is in.
    candidates.min_by_key(|node| {
        (
            on_exit(node),
            node.finished_at.or(node.started_at),
            node.type_ != NodeType::Container,
            node.name.clone(),
        )
    })
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

fn attempts(workflow: &Workflow, node: &NodeStatus) -> usize {
    let parent = |parent: &&NodeStatus| parent.type_ == NodeType::Retry && parent.children.contains(&node.id);
    workflow.nodes().values().find(parent).map_or(1, |retries| retries.children.len())
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
        ("exceeded quota", "the namespace has used up its quota"),
        ("Unschedulable", "no machine of the cluster has room for it"),
        ("DeadlineExceeded", "it took longer than activeDeadlineSeconds allows"),
        ("pod deleted", "somebody, or the cluster, deleted its pod while it ran"),
    ];
    meanings.iter().find(|(sign, _)| message.contains(sign)).map(|(_, meaning)| *meaning)
}

/// Steps whose condition was false.
fn not_run(workflow: &Workflow) -> Option<(&'static str, String)> {
    let skipped = workflow
        .nodes()
        .values()
        .filter(|node| node.phase == NodePhase::Skipped && node.message.starts_with("when "));
    let words: Vec<String> = skipped.map(|node| format!("{}: {}", node.display_name, node.message)).collect();
    (!words.is_empty()).then(|| ("skipped", listed(&words.iter().map(String::as_str).collect::<Vec<_>>())))
}

fn succeeded(workflow: &Workflow) -> Reason {
    let headline = format!("{} succeeded", workflow.name());
    let facts = not_run(workflow).into_iter().collect();
    Reason { headline, facts, pod: None, next: vec![format!("argo logs {}", workflow.name())] }
}

/// A workflow that has not ended: who or what it waits for.
fn waiting(workflow: &Workflow) -> Reason {
    let (name, status) = (workflow.name(), &workflow.status);
    let mut reason = Reason { headline: format!("{name} is running"), ..Reason::default() };
    if status.phase.as_str().is_empty() {
        reason.headline = format!("{name} was not started yet");
        reason.facts.push((
            "because",
            "no controller has looked at it: is one running, for its instance id?".to_owned(),
        ));
        return reason;
    }
    if status.phase == WorkflowPhase::Pending {
        reason.headline = format!("{name} waits to be started");
    }
    let mut fact = |label, value: String| {
        if !value.is_empty() {
            reason.facts.push((label, value));
        }
    };
    fact("message", status.message.clone());
    if workflow.spec.suspend == Some(true) {
        fact("suspended", "no new steps are started".to_owned());
        reason.next.push(format!("argo resume {name}"));
    }
    let mut running = Vec::new();
    for node in workflow.nodes().values().filter(|node| !node.is_fulfilled()) {
        let step = &node.display_name;
        let lock = node.synchronization_status.as_ref().map_or("", |status| status.waiting.as_str());
        match (&node.type_, &node.phase) {
            _ if !lock.is_empty() => reason.facts.push(("waits for a lock", format!("{step}: {lock}"))),
            (NodeType::Suspend, _) => {
                reason.facts.push(("waits for somebody", step.clone()));
                reason.next.push(format!("argo resume {name} --node-field-selector displayName={step}"));
            }
            (NodeType::Pod | NodeType::Http, NodePhase::Pending) => {
                let why = explained(&node.message).unwrap_or(&node.message);
                reason.facts.push((
                    "not started",
                    if why.is_empty() { step.clone() } else { format!("{step}: {why}") },
                ));
            }
            (NodeType::Pod | NodeType::Http, _) => running.push(step.as_str()),
            _ => {}
        }
    }
    if !running.is_empty() {
        reason.facts.push(("at work", listed(&running)));
    }
    reason.next.push(format!("argo watch {name}"));
    reason
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
fn listed(names: &[&str]) -> String {
    let (shown, rest) = names.split_at(names.len().min(MOST));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    format!("{}{more}", shown.join(", "))
}
