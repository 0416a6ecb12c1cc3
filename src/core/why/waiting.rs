//! A workflow that has not ended: who or what it waits for.

use jiff::Timestamp;

use super::locks::{Lock, holder_in_words, holders};
use super::{Reason, explained, listed, pod_of};
use crate::core::api::{NodePhase, NodeStatus, NodeType, Workflow, WorkflowPhase};
use crate::core::picture::brief;

/// Of so many pods that were not started conditions and events are read.
const PODS: usize = 3;

pub(super) fn waiting(workflow: &Workflow, now: Timestamp) -> Reason {
    let (name, status) = (workflow.name(), &workflow.status);
    let mut reason = Reason { headline: format!("{name} is running"), ..Reason::default() };
    if status.phase.as_str().is_empty() {
        reason.headline = format!("{name} was not started yet");
        let words = "no controller has looked at it: is one running, for its instance id?";
        reason.facts.push(("because", words.to_owned()));
        return reason;
    }
    if status.phase == WorkflowPhase::Pending {
        reason.headline = format!("{name} waits to be started");
    }
    if !status.message.is_empty() {
        reason.facts.push(("message", status.message.clone()));
    }
    own_lock(workflow, &mut reason);
    if workflow.spec.suspend == Some(true) {
        reason.facts.push(("suspended", "no new steps are started".to_owned()));
        reason.next.push(format!("argo resume {name}"));
    }
    let mut running = Vec::new();
    for node in workflow.nodes().values().filter(|node| !node.is_fulfilled()) {
        open_node(workflow, node, &mut reason, &mut running, now);
    }
    if !running.is_empty() {
        reason.facts.push(("at work", listed(&running)));
    }
    reason.next.push(format!("argo watch {name}"));
    reason
}

/// The lock that the workflow as a whole waits for.
fn own_lock(workflow: &Workflow, reason: &mut Reason) {
    let message = &workflow.status.message;
    if workflow.status.phase != WorkflowPhase::Pending || !message.contains(" lock. Lock status:") {
        return;
    }
    let name = message.split("Waiting for ").nth(1).and_then(|rest| rest.split(" lock.").next());
    name.into_iter().for_each(|name| lock(workflow, "this workflow", name, reason));
}

fn lock(workflow: &Workflow, who: &str, name: &str, reason: &mut Reason) {
    let held = holders(workflow, name);
    let words: Vec<String> = held.iter().map(|holder| holder_in_words(workflow, holder)).collect();
    let by = if words.is_empty() { String::new() } else { format!(", held by {}", listed(&words)) };
    reason.facts.push(("waits for a lock", format!("{who}: {name}{by}")));
    if let Some(other) = words.iter().find_map(|words| words.strip_prefix("workflow ")) {
        reason.next.push(format!("argo why {other}"));
    }
    if words.is_empty() && !reason.locks.iter().any(|known| known.name == name) {
        reason.locks.extend(Lock::parse(name));
    }
}

fn open_node(
    workflow: &Workflow,
    node: &NodeStatus,
    reason: &mut Reason,
    running: &mut Vec<String>,
    now: Timestamp,
) {
    let step = &node.display_name;
    let wanted = node.synchronization_status.as_ref().map_or("", |status| status.waiting.as_str());
    match (&node.type_, &node.phase) {
        _ if !wanted.is_empty() => lock(workflow, step, wanted, reason),
        (NodeType::Suspend, _) => {
            reason.facts.push(("waits for somebody", step.clone()));
            let command = format!("argo resume {} --node-field-selector displayName={step}", workflow.name());
            reason.next.push(command);
        }
        (NodeType::Retry, _) if node.message.starts_with("Backoff") => {
            reason.facts.push(("next attempt", format!("{step}: {}", node.message)));
        }
        (NodeType::Pod | NodeType::Http, NodePhase::Pending) => {
            let words = match explained(&node.message) {
                Some(meaning) => format!("{step}: {}: {meaning}", node.message),
                None if node.message.is_empty() => step.clone(),
                None => format!("{step}: {}", node.message),
            };
            reason.facts.push(("not started", words));
            if node.type_ == NodeType::Pod && reason.pods.len() < PODS {
                reason.pods.push(pod_of(workflow, node));
            }
        }
        (NodeType::Pod | NodeType::Http, _) => {
            let since = node.started_at.map(|from| format!(" ({})", brief(now.duration_since(from))));
            running.push(format!("{step}{}", since.unwrap_or_default()));
        }
        _ => {}
    }
}
