//! The status of a pod, as a kubelet writes it.

use serde_json::{Map, Value, json};

use crate::ports::runtime::Ended;

/// How far a container got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// Not started, with reason and message.
    Waiting(&'static str, String),
    /// Running since a time.
    Running(String),
    /// Ended.
    Ended(Ended),
}

/// A container's status.
pub(super) fn container(spec: &Value, state: &State) -> Value {
    let text = |key: &str| spec[key].as_str().unwrap_or_default();
    let (ready, started, state) = match state {
        State::Waiting(reason, message) => {
            let mut waiting = Map::new();
            waiting.insert("reason".into(), (*reason).into());
            if !message.is_empty() {
                waiting.insert("message".into(), message.clone().into());
            }
            (false, false, json!({"waiting": waiting}))
        }
        State::Running(since) => (true, true, json!({"running": {"startedAt": since}})),
        State::Ended(record) => (false, false, json!({"terminated": terminated(record)})),
    };
    json!({
        "name": text("name"), "image": text("image"), "imageID": "", "restartCount": 0,
        "ready": ready, "started": started, "state": state,
    })
}

fn terminated(record: &Ended) -> Value {
    let reason = match record.exit_code {
        0 => "Completed",
        _ if record.oom_killed => "OOMKilled",
        _ => "Error",
    };
    let mut ended = json!({
        "exitCode": record.exit_code, "reason": reason, "startedAt": record.started_at, "finishedAt": record.finished_at,
    });
    if !record.message.is_empty() {
        ended["message"] = record.message.clone().into();
    }
    ended
}

/// Conditions of a pod whose containers are all ready, or not.
pub(super) fn conditions(ready: bool) -> Value {
    let word = if ready { "True" } else { "False" };
    json!([
        {"type": "PodScheduled", "status": "True"},
        {"type": "Initialized", "status": "True"},
        {"type": "ContainersReady", "status": word},
        {"type": "Ready", "status": word},
    ])
}
