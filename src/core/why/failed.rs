//! What failed first.

use std::collections::HashSet;

use jiff::Timestamp;

use super::{Culprit, Reason, conditions, explained, has_pod, listed, path_of, pod_of, retried_by};
use crate::core::api::{NodePhase, NodeStatus, NodeType, Workflow};
use crate::core::edit::{NodeSelector, retry};
use crate::core::preview::{Fate, retry_fates};
use crate::core::text::age;

pub(super) fn failed(workflow: &Workflow, now: Timestamp) -> Reason {
    let (name, status) = (workflow.name(), &workflow.status);
    let Some(node) = culprit(workflow) else {
        return Reason {
            headline: format!("{name} ended with {} before a step of it ran", status.phase),
            facts: vec![("message", status.message.clone())],
            next: vec![format!("argo lint, or argo get {name} -o yaml")],
            ..Reason::default()
        };
    };
    let step = described(workflow, node);
    let mut reason = Reason {
        headline: format!("{name} {} because {} did", verb(status.phase.as_str()), node.display_name),
        facts: facts(workflow, node, &step),
        ..Reason::default()
    };
    if has_pod(node) {
        let pod = pod_of(workflow, node);
        reason.next.push(format!("argo logs {name} {pod}"));
        reason.pods.push(pod.clone());
        reason.log_of = Some(pod);
    }
    if let Ok(selector) = NodeSelector::parse("")
        && let Ok(retried) = retry(workflow, false, &selector, &[], now)
    {
        let fates = retry_fates(workflow, &retried.workflow);
        let retries = retried_by(workflow);
        let removed = fates.iter().filter(|(fate, node)| *fate == Fate::Removed && runs(node));
        let mut again: Vec<&str> = Vec::new();
        for (_, node) in removed.filter(|(_, node)| !node.name.contains(".onExit")) {
            // Attempts are made by what tries again.
            let name = &retries.get(node.id.as_str()).unwrap_or(node).display_name;
            if !again.contains(&name.as_str()) {
                again.push(name);
            }
        }
        let kept = fates.iter().filter(|(fate, node)| *fate == Fate::Kept && runs(node)).count();
        if !again.is_empty() {
            reason.facts.push(("a retry runs", format!("{} again and keeps {kept}", listed(&again))));
            reason.next.push(format!("argo retry {name}"));
        }
    }
    reason.step = Some(step);
    reason
}

fn runs(node: &NodeStatus) -> bool {
    matches!(node.type_, NodeType::Pod | NodeType::Http | NodeType::Plugin | NodeType::Suspend)
}

fn verb(phase: &str) -> String {
    if phase == "Error" { "ended in error".to_owned() } else { phase.to_lowercase() }
}

fn described(workflow: &Workflow, node: &NodeStatus) -> Culprit {
    let template = node.template_ref.as_ref().map_or_else(
        || node.template_name.clone(),
        |reference| format!("{} of {}", reference.template, reference.name),
    );
    Culprit {
        id: node.id.clone(),
        name: path_of(workflow, node),
        template,
        message: node.message.clone(),
        exit_code: node.outputs.as_ref().and_then(|outputs| outputs.exit_code.clone()),
        attempts: retried_by(workflow).get(node.id.as_str()).map_or(1, |retries| retries.children.len()),
    }
}

fn facts(workflow: &Workflow, node: &NodeStatus, step: &Culprit) -> Vec<super::Fact> {
    let lasted = node.started_at.zip(node.finished_at);
    let lasted = lasted.map(|(from, to)| age::long(to.duration_since(from)));
    let tried = (step.attempts > 1).then(|| format!("{}, all of them failed", step.attempts));
    let known = [
        ("step", Some(step.name.clone())),
        ("template", Some(step.template.clone())),
        ("message", Some(step.message.clone())),
        ("exit code", step.exit_code.clone()),
        ("meaning", explained(&step.message).map(str::to_owned)),
        ("attempts", tried),
        ("took", lasted),
        ("host", Some(node.host_node_name.clone())),
    ];
    let known =
        known.into_iter().filter_map(|(label, value)| Some((label, value.filter(|v| !v.is_empty())?)));
    let mut facts: Vec<super::Fact> = known.collect();
    let others =
        workflow.nodes().values().filter(|other| is_failed(other) && runs(other) && other.id != node.id);
    let retries = retried_by(workflow);
    let is_attempt = |other: &&NodeStatus| retries.contains_key(other.id.as_str());
    let mut others: Vec<&str> =
        others.filter(|other| !is_attempt(other)).map(|other| other.display_name.as_str()).collect();
    others.sort_unstable();
    if !others.is_empty() {
        facts.push(("also failed", listed(&others)));
    }
    facts.extend(conditions::not_run(workflow));
    facts
}

fn is_failed(node: &NodeStatus) -> bool {
    matches!(node.phase, NodePhase::Failed | NodePhase::Error)
}

/// The node that failed first, without those whose failure was made good: attempts before a success, and what exit
/// handlers did afterwards where anything else failed.
fn culprit(workflow: &Workflow) -> Option<&NodeStatus> {
    let retries = retried_by(workflow);
    let encloses = |node: &NodeStatus| {
        matches!(
            node.type_,
            NodeType::Steps | NodeType::StepGroup | NodeType::Dag | NodeType::TaskGroup | NodeType::Retry
        )
    };
    let forgiven = |node: &NodeStatus| {
        retries.get(node.id.as_str()).is_some_and(|parent| {
            parent.phase == NodePhase::Succeeded || parent.children.last() != Some(&node.id)
        })
    };
    let failed = || workflow.nodes().values().filter(|node| is_failed(node) && !forgiven(node));
    let at_fault = failed().filter(|node| !encloses(node)).min_by_key(|node| {
        (
            node.name.contains(".onExit"),
            node.finished_at.or(node.started_at),
            // A container of a set says more than the pod it is in.
            node.type_ != NodeType::Container,
            node.name.clone(),
        )
    });
    // What encloses others can fail by itself, e.g. when its steps cannot be made.
    at_fault.or_else(|| {
        let enclosing: HashSet<&str> = failed().map(|node| node.boundary_id.as_str()).collect();
        failed().filter(|node| !enclosing.contains(node.id.as_str())).max_by_key(|node| node.name.len())
    })
}
