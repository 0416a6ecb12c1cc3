//! What a pod and its events say beyond what the workflow notes.

use serde_json::Value;

use super::{Fact, explained};

/// So many events are shown.
const EVENTS: usize = 5;

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(": ")
}

/// What is wrong with a pod: its reason, conditions that do not hold, containers that wait or were killed.
pub fn pod_facts(pod: &Value) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut say = |label, words: String| {
        if !words.is_empty() && !facts.iter().any(|(_, known)| *known == words) {
            let meaning = explained(&words);
            facts.push((label, words));
            facts.extend(meaning.map(|meaning| ("meaning", meaning.to_owned())));
        }
    };
    say("pod", joined(&[text(pod, "/status/reason"), text(pod, "/status/message")]));
    for condition in pod.pointer("/status/conditions").and_then(Value::as_array).into_iter().flatten() {
        let is_cause = matches!(text(condition, "/type"), "PodScheduled" | "DisruptionTarget");
        let holds = text(condition, "/status") == "True";
        if is_cause && holds == (text(condition, "/type") == "DisruptionTarget") {
            say("condition", joined(&[text(condition, "/reason"), text(condition, "/message")]));
        }
    }
    for list in ["initContainerStatuses", "containerStatuses"] {
        let containers = pod.pointer(&format!("/status/{list}")).and_then(Value::as_array);
        for container in containers.into_iter().flatten() {
            let name = text(container, "/name");
            let reason = text(container, "/state/waiting/reason");
            if !matches!(reason, "" | "PodInitializing" | "ContainerCreating") {
                say("container", joined(&[name, reason, text(container, "/state/waiting/message")]));
            }
            for state in ["state", "lastState"] {
                let ended = |field: &str| text(container, &format!("/{state}/terminated/{field}"));
                if !matches!(ended("reason"), "" | "Completed" | "Error") {
                    say("container", joined(&[name, ended("reason"), ended("message")]));
                }
            }
        }
    }
    facts
}

/// The last warnings among the events of an object.
pub fn events_facts(events: &[Value]) -> Vec<Fact> {
    let when = |event: &Value| {
        let times = [
            text(event, "/lastTimestamp"),
            text(event, "/eventTime"),
            text(event, "/metadata/creationTimestamp"),
        ];
        times.into_iter().find(|time| !time.is_empty()).unwrap_or_default().to_owned()
    };
    // What Argo notes of its own workflows is in their status.
    let is_news =
        |event: &&Value| text(event, "/type") == "Warning" && !text(event, "/reason").starts_with("Workflow");
    let mut warnings: Vec<&Value> = events.iter().filter(is_news).collect();
    warnings.sort_by_key(|event| when(event));
    let skipped = warnings.len().saturating_sub(EVENTS);
    let words = |event: &&Value| {
        let count = event.get("count").and_then(Value::as_i64).unwrap_or(1);
        let times = if count > 1 { format!(" ({count} times)") } else { String::new() };
        ("event", format!("{}{times}", joined(&[text(event, "/reason"), text(event, "/message")])))
    };
    warnings.iter().skip(skipped).map(words).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_wrong_with_a_pod_is_told_once() {
        let pod = json!({"status": {
            "conditions": [{"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "0/3 nodes are available"}],
            "containerStatuses": [
                {"name": "main", "state": {"terminated": {"reason": "OOMKilled", "exitCode": 137}}},
                {"name": "wait", "state": {"waiting": {"reason": "ImagePullBackOff", "message": "no such image"}}},
                {"name": "init", "state": {"waiting": {"reason": "PodInitializing"}}}
            ]
        }});
        let facts = pod_facts(&pod);
        let words: Vec<String> = facts.iter().map(|(label, words)| format!("{label}={words}")).collect();
        assert_eq!(
            words,
            [
                "condition=Unschedulable: 0/3 nodes are available",
                "meaning=no machine of the cluster has room for it",
                "container=main: OOMKilled",
                "meaning=it used more memory than its limit allows",
                "container=wait: ImagePullBackOff: no such image",
                "meaning=its image cannot be loaded: look at its name, tag and pull secrets",
            ]
        );
    }

    #[test]
    fn only_warnings_of_others_are_news() {
        let event = |kind: &str, reason: &str, time: &str| json!({"type": kind, "reason": reason, "message": "m", "count": 3, "lastTimestamp": time});
        let events = [
            event("Warning", "FailedMount", "2026-01-01T00:00:02Z"),
            event("Normal", "Pulled", "2026-01-01T00:00:01Z"),
            event("Warning", "WorkflowFailed", "2026-01-01T00:00:03Z"),
            event("Warning", "BackOff", "2026-01-01T00:00:01Z"),
        ];
        let facts = events_facts(&events);
        let words: Vec<&str> = facts.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(words, ["BackOff: m (3 times)", "FailedMount: m (3 times)"]);
    }
}
