//! Deleting what is no longer wanted: workflows after their time to live, pods by their workflow's strategy.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::objects::{Objects, path, worth_retrying};
use crate::core::api::WorkflowSpec;
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
pub(super) fn time_to_live(spec: &WorkflowSpec, workflow: &Value) -> Option<Timestamp> {
    let ttl = spec.ttl_strategy.as_ref()?;
    let own = match workflow.pointer("/status/phase").and_then(Value::as_str) {
        Some("Succeeded") => ttl.seconds_after_success,
        Some("Failed") => ttl.seconds_after_failure,
        _ => None,
    };
    let after = own.or(ttl.seconds_after_completion)?;
    let finished = workflow.pointer("/status/finishedAt")?.as_str()?.parse::<Timestamp>().ok()?;
    finished.checked_add(SignedDuration::from_secs(after.into())).ok()
}

/// A workflow's rule for its pods.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PodRule {
    strategy: String,
    delay: SignedDuration,
    selector: Option<Value>,
}

impl PodRule {
    /// The rule of a workflow; `None`: pods stay with the workflow. `usual` is the controller's delay, where it has one.
    pub(super) fn of(spec: &WorkflowSpec, usual: Option<SignedDuration>) -> Option<Self> {
        let rule = spec.pod_gc.as_ref().filter(|rule| !rule.strategy.is_empty())?;
        let delay = duration(&rule.delete_delay_duration).or(usual).unwrap_or(POD_DELAY);
        Some(Self { strategy: rule.strategy.clone(), delay, selector: rule.label_selector.clone() })
    }

    /// Whether the rule is about a pod at all.
    fn selects(&self, pod: &Value) -> bool {
        let labels = pod.pointer("/metadata/labels");
        self.selector.as_ref().is_none_or(|selector| selects(selector, labels.unwrap_or(&Value::Null)))
    }

    /// When a pod that ended goes, while its workflow runs.
    pub(super) fn after_pod(&self, pod: &Value, phase: &str, now: Timestamp) -> Option<Timestamp> {
        let goes = match self.strategy.as_str() {
            "OnPodCompletion" => true,
            "OnPodSuccess" => phase == "Succeeded",
            _ => false,
        };
        (goes && self.selects(pod)).then(|| now + self.delay)
    }

    /// Whether pods go when a workflow has ended so.
    pub(super) fn is_for_end(&self, phase: &str) -> bool {
        match self.strategy.as_str() {
            "OnWorkflowCompletion" => true,
            "OnWorkflowSuccess" => phase == "Succeeded",
            _ => false,
        }
    }

    /// When a pod goes of a workflow that has ended so.
    pub(super) fn after_workflow(&self, pod: &Value, phase: &str, now: Timestamp) -> Option<Timestamp> {
        (self.is_for_end(phase) && self.selects(pod)).then(|| now + self.delay)
    }
}

/// Kubernetes' label selector as an object.
fn selects(selector: &Value, labels: &Value) -> bool {
    let wanted = selector["matchLabels"].as_object().into_iter().flatten();
    let terms = selector["matchExpressions"].as_array().into_iter().flatten();
    let meets = |term: &Value| {
        let value = term["key"].as_str().and_then(|key| labels[key].as_str());
        let listed = || term["values"].as_array().into_iter().flatten().any(|known| known.as_str() == value);
        match term["operator"].as_str() {
            Some("In") => value.is_some() && listed(),
            Some("NotIn") => value.is_none() || !listed(),
            Some("Exists") => value.is_some(),
            Some("DoesNotExist") => value.is_none(),
            _ => false,
        }
    };
    wanted.into_iter().all(|(key, value)| labels[key] == *value) && terms.into_iter().all(meets)
}

/// Plain seconds or Go's form, as in `30` and `1m30s`.
pub(super) fn duration(text: &str) -> Option<SignedDuration> {
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

    fn spec(spec: Value) -> WorkflowSpec {
        serde_json::from_value(spec).expect("a specification")
    }

    #[test]
    fn the_time_to_live_depends_on_the_phase() {
        let at = |phase: &str, ttl: Value| {
            let workflow = json!({"status": {"phase": phase, "finishedAt": "2026-01-01T00:00:00Z"}});
            time_to_live(&spec(json!({"ttlStrategy": ttl})), &workflow).map(|t| t.to_string())
        };
        let ttl = json!({"secondsAfterCompletion": 100, "secondsAfterSuccess": 1, "secondsAfterFailure": 2});
        assert_eq!(at("Succeeded", ttl.clone()).as_deref(), Some("2026-01-01T00:00:01Z"));
        assert_eq!(at("Failed", ttl.clone()).as_deref(), Some("2026-01-01T00:00:02Z"));
        assert_eq!(at("Error", ttl).as_deref(), Some("2026-01-01T00:01:40Z"));
        assert_eq!(at("Error", json!({"secondsAfterFailure": 2})), None);
    }

    #[test]
    fn pods_go_by_their_workflows_rule() {
        let rule = |strategy: &str| {
            let gc = json!({"strategy": strategy, "deleteDelayDuration": "3s", "labelSelector": {
                "matchLabels": {"a": "b"}, "matchExpressions": [{"key": "keep", "operator": "DoesNotExist"}],
            }});
            PodRule::of(&spec(json!({"podGC": gc})), None)
        };
        let pod = |labels: Value| json!({"metadata": {"labels": labels}});
        let (own, other) = (pod(json!({"a": "b"})), pod(json!({"a": "b", "keep": "1"})));
        let now = Timestamp::UNIX_EPOCH;
        let in_three = Some(now + SignedDuration::from_secs(3));
        let completion = rule("OnPodCompletion").expect("a rule");
        assert_eq!(completion.after_pod(&own, "Failed", now), in_three);
        assert_eq!(completion.after_pod(&other, "Failed", now), None);
        let success = rule("OnPodSuccess").expect("a rule");
        assert_eq!(success.after_pod(&own, "Failed", now), None);
        assert_eq!(success.after_pod(&own, "Succeeded", now), in_three);
        let workflow = rule("OnWorkflowSuccess").expect("a rule");
        assert_eq!(workflow.after_pod(&own, "Succeeded", now), None);
        assert_eq!(workflow.after_workflow(&own, "Succeeded", now), in_three);
        assert_eq!(workflow.after_workflow(&other, "Succeeded", now), None);
        assert_eq!(rule(""), None);
    }
}
