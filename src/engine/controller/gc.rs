//! Deleting what is no longer wanted: workflows after their time to live, pods by their workflow's strategy.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::objects::{Objects, path, worth_retrying};
use crate::ports::clock::Clock;

/// When a workflow is to be deleted, kept on it so that an engine that starts later knows without reading the rest.
pub(super) const DELETE_AT: &str = "local.argoproj.io/delete-at";

/// The longest sleep, so that a clock that jumps is noticed.
const LONGEST: Duration = Duration::from_secs(30);

/// How long pods stay where the workflow says nothing (Argo's podGCDeleteDelayDuration).
const POD_DELAY: SignedDuration = SignedDuration::from_secs(5);

/// Something to delete at a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Due {
    pub(super) at: Timestamp,
    pub(super) path: String,
    /// Only the object with this uid is meant.
    pub(super) uid: String,
}

/// Deletes what it is told when it is due.
pub(super) async fn run(objects: Objects, clock: Arc<dyn Clock>, mut told: mpsc::UnboundedReceiver<Due>) {
    let mut queue = BTreeSet::new();
    loop {
        let now = clock.now();
        while queue.first().is_some_and(|due: &Due| due.at <= now) {
            let Some(due) = queue.pop_first() else { break };
            let options = json!({
                "kind": "DeleteOptions", "apiVersion": "v1",
                "propagationPolicy": "Background", "preconditions": {"uid": due.uid},
            });
            match objects.delete(&due.path, &options).await {
                Err(error) if worth_retrying(&error) => {
                    tracing::warn!(%error, path = due.path, "cannot delete");
                    queue.insert(Due { at: now + SignedDuration::from_secs(5), ..due });
                    break;
                }
                // Gone already, or another object of that name.
                Ok(_) | Err(_) => {}
            }
        }
        let sleep = queue.first().map_or(LONGEST, |due| {
            Duration::try_from(due.at.duration_since(clock.now())).unwrap_or_default().min(LONGEST)
        });
        tokio::select! {
            due = told.recv() => match due {
                Some(due) => { queue.insert(due); }
                None => return,
            },
            () = tokio::time::sleep(sleep) => {}
        }
    }
}

/// When an ended workflow is to be deleted (engine.md §4.16).
pub(super) fn time_to_live(workflow: &Value) -> Option<Timestamp> {
    let spec = ["/status/storedWorkflowTemplateSpec", "/spec"].map(|at| workflow.pointer(at));
    let ttl = spec.into_iter().flatten().find_map(|spec| spec.get("ttlStrategy"))?;
    let seconds = |key: &str| ttl.get(key).and_then(Value::as_i64);
    let phase = workflow.pointer("/status/phase").and_then(Value::as_str);
    let own = match phase {
        Some("Succeeded") => seconds("secondsAfterSuccess"),
        Some("Failed") => seconds("secondsAfterFailure"),
        _ => None,
    };
    let after = own.or_else(|| seconds("secondsAfterCompletion"))?;
    let finished = workflow.pointer("/status/finishedAt")?.as_str()?.parse::<Timestamp>().ok()?;
    finished.checked_add(SignedDuration::from_secs(after)).ok()
}

/// A workflow's rule for its pods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PodRule {
    strategy: String,
    delay: SignedDuration,
}

impl PodRule {
    /// The rule of a workflow, with templates merged in where it has any; `None`: pods stay with the workflow.
    pub(super) fn of(workflow: &Value) -> Option<Self> {
        let spec = ["/status/storedWorkflowTemplateSpec", "/spec"].map(|at| workflow.pointer(at));
        let rule = spec.into_iter().flatten().find_map(|spec| spec.get("podGC"))?;
        let strategy = rule.get("strategy").and_then(Value::as_str).filter(|s| !s.is_empty())?.to_owned();
        let delay = rule.get("deleteDelayDuration").and_then(Value::as_str).and_then(duration);
        Some(Self { strategy, delay: delay.unwrap_or(POD_DELAY) })
    }

    /// When a pod that ended goes, while its workflow runs.
    pub(super) fn after_pod(&self, phase: &str, now: Timestamp) -> Option<Timestamp> {
        let goes = match self.strategy.as_str() {
            "OnPodCompletion" => true,
            "OnPodSuccess" => phase == "Succeeded",
            _ => false,
        };
        goes.then(|| now + self.delay)
    }

    /// When the pods go of a workflow that ended.
    pub(super) fn after_workflow(&self, phase: &str, now: Timestamp) -> Option<Timestamp> {
        let goes = match self.strategy.as_str() {
            "OnWorkflowCompletion" => true,
            "OnWorkflowSuccess" => phase == "Succeeded",
            _ => false,
        };
        goes.then(|| now + self.delay)
    }
}

/// Plain seconds or Go's form, as in `30` and `1m30s`.
fn duration(text: &str) -> Option<SignedDuration> {
    match text.parse::<i64>() {
        Ok(seconds) => Some(SignedDuration::from_secs(seconds)),
        Err(_) => text.parse::<SignedDuration>().ok(),
    }
}

/// What is due about a pod.
pub(super) fn due_pod(namespace: &str, pod: &Value, at: Timestamp) -> Option<Due> {
    let name = pod.pointer("/metadata/name")?.as_str()?;
    let uid = pod.pointer("/metadata/uid")?.as_str()?.to_owned();
    Some(Due { at, path: path::pod(namespace, name), uid })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workflow(phase: &str, ttl: Value) -> Value {
        json!({"spec": {"ttlStrategy": ttl}, "status": {"phase": phase, "finishedAt": "2026-01-01T00:00:00Z"}})
    }

    #[test]
    fn the_time_to_live_depends_on_the_phase() {
        let ttl = json!({"secondsAfterCompletion": 100, "secondsAfterSuccess": 1, "secondsAfterFailure": 2});
        let at = |phase| time_to_live(&workflow(phase, ttl.clone())).map(|t| t.to_string());
        assert_eq!(at("Succeeded").as_deref(), Some("2026-01-01T00:00:01Z"));
        assert_eq!(at("Failed").as_deref(), Some("2026-01-01T00:00:02Z"));
        assert_eq!(at("Error").as_deref(), Some("2026-01-01T00:01:40Z"));
        assert_eq!(time_to_live(&workflow("Error", json!({"secondsAfterFailure": 2}))), None);
    }

    #[test]
    fn pods_go_by_their_workflows_rule() {
        let rule = |strategy: &str| {
            PodRule::of(&json!({"spec": {"podGC": {"strategy": strategy, "deleteDelayDuration": "3s"}}}))
        };
        let now = Timestamp::UNIX_EPOCH;
        let in_three = Some(now + SignedDuration::from_secs(3));
        let completion = rule("OnPodCompletion").expect("a rule");
        assert_eq!(completion.after_pod("Failed", now), in_three);
        let success = rule("OnPodSuccess").expect("a rule");
        assert_eq!((success.after_pod("Failed", now), success.after_pod("Succeeded", now)), (None, in_three));
        let workflow = rule("OnWorkflowSuccess").expect("a rule");
        assert_eq!(workflow.after_pod("Succeeded", now), None);
        assert_eq!(workflow.after_workflow("Succeeded", now), in_three);
        assert_eq!(rule(""), None);
    }
}
