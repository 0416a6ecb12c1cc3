//! What a Pod object says about its node (engine.md §2.11).

use jiff::Timestamp;
use serde_json::Value;

use crate::core::api::NodePhase;

/// What a pod shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Assessment {
    pub(super) phase: NodePhase,
    pub(super) message: String,
    /// Exit code of the container `main`, or of the only main container.
    pub(super) exit_code: Option<i64>,
    pub(super) finished_at: Option<Timestamp>,
    pub(super) host: String,
    pub(super) ip: String,
    /// All containers are ready.
    pub(super) ready: bool,
    pub(super) containers: Vec<ContainerState>,
}

/// How far one container got.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ContainerState {
    pub(super) name: String,
    pub(super) running: bool,
    pub(super) exit: Option<Exit>,
    /// `<Reason>: <Message>` while it waits.
    pub(super) waiting: String,
}

/// How a container ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Exit {
    pub(super) code: i64,
    pub(super) reason: String,
    pub(super) message: String,
    pub(super) started_at: Option<Timestamp>,
    pub(super) finished_at: Option<Timestamp>,
}

/// Reads a Pod object. `mains` are the names of its main containers.
pub(super) fn assess(pod: &Value, mains: &[String]) -> Assessment {
    let status = pod.get("status").unwrap_or(&Value::Null);
    let containers: Vec<ContainerState> = list(status, "containerStatuses").map(container).collect();
    let inits: Vec<ContainerState> = list(status, "initContainerStatuses").map(container).collect();
    let finished = containers.iter().filter_map(|c| c.exit.as_ref()?.finished_at).max();
    let mut found = Assessment {
        finished_at: finished,
        host: text(pod.get("spec").unwrap_or(&Value::Null), "nodeName"),
        ip: text(status, "podIP"),
        ready: list(status, "containerStatuses").all(|c| c.get("ready") == Some(&Value::Bool(true)))
            && !containers.is_empty(),
        exit_code: exit_code(&containers, mains),
        ..Assessment::default()
    };
    (found.phase, found.message) = match text(status, "phase").as_str() {
        "Succeeded" => (NodePhase::Succeeded, String::new()),
        "Running" => (NodePhase::Running, String::new()),
        "Failed" => failure(pod, status, &containers, &inits, mains),
        "" | "Pending" => (NodePhase::Pending, pending_message(status, &containers, &inits)),
        other => (NodePhase::Error, format!("Unexpected pod phase: {other}")),
    };
    found.containers = containers;
    found
}

fn exit_code(containers: &[ContainerState], mains: &[String]) -> Option<i64> {
    let named = containers.iter().find(|c| c.name == "main");
    let only = || match mains {
        [one] => containers.iter().find(|c| c.name == *one),
        _ => None,
    };
    named.or_else(only)?.exit.as_ref().map(|exit| exit.code)
}

fn pending_message(status: &Value, containers: &[ContainerState], inits: &[ContainerState]) -> String {
    let waiting = inits.iter().chain(containers).map(|c| &c.waiting).find(|w| !w.is_empty());
    if let Some(waiting) = waiting {
        return waiting.clone();
    }
    let unscheduled = list(status, "conditions").find(|c| {
        text(c, "type") == "PodScheduled" && text(c, "status") == "False" && !text(c, "reason").is_empty()
    });
    unscheduled.map_or_else(String::new, |c| format!("{}: {}", text(c, "reason"), text(c, "message")))
}

/// Why a pod failed, and whether that is the step's fault (Failed) or its surroundings' (Error).
fn failure(
    pod: &Value,
    status: &Value,
    containers: &[ContainerState],
    inits: &[ContainerState],
    mains: &[String],
) -> (NodePhase, String) {
    let message = text(status, "message");
    if !message.is_empty() {
        return (NodePhase::Failed, message);
    }
    if let Some(init) = inits.iter().find(|c| c.exit.as_ref().is_some_and(|exit| exit.code != 0)) {
        let ours = init.name == "init";
        let phase = if ours { NodePhase::Error } else { NodePhase::Failed };
        return (phase, describe(init));
    }
    let is_main = |c: &&ContainerState| mains.contains(&c.name);
    let is_wait = |c: &&ContainerState| c.name == "wait";
    let failed = |c: &&ContainerState| c.exit.as_ref().is_some_and(|exit| exit.code != 0);
    if let Some(main) = containers.iter().filter(is_main).find(failed) {
        return (NodePhase::Failed, describe(main));
    }
    if let Some(wait) = containers.iter().filter(is_wait).find(failed) {
        return (NodePhase::Error, describe(wait));
    }
    let sidecars = containers.iter().filter(|c| !is_main(c) && !is_wait(c));
    let bad = |c: &&ContainerState| c.exit.as_ref().is_some_and(|exit| !matches!(exit.code, 0 | 137 | 143));
    if let Some(sidecar) = sidecars.clone().find(bad) {
        return (NodePhase::Failed, describe(sidecar));
    }
    if containers.iter().any(|c| c.exit.is_some()) {
        return (NodePhase::Succeeded, String::new());
    }
    if let Some(stuck) = inits.iter().chain(containers).find(|c| !c.waiting.is_empty()) {
        return (
            NodePhase::Error,
            format!("Pod failed before {} container starts due to {}", stuck.name, stuck.waiting),
        );
    }
    let metadata = pod.get("metadata").unwrap_or(&Value::Null);
    (
        NodePhase::Failed,
        format!(
            "can't find failed message for pod {} namespace {}",
            text(metadata, "name"),
            text(metadata, "namespace")
        ),
    )
}

/// `<container>: <Reason> (exit code <n>)`, with the termination message if there is one.
fn describe(container: &ContainerState) -> String {
    let Some(exit) = &container.exit else { return container.name.clone() };
    let mut words = format!("{}: {} (exit code {})", container.name, exit.reason, exit.code);
    if !exit.message.is_empty() {
        words.push_str(": ");
        words.push_str(&exit.message);
    }
    words
}

fn container(status: &Value) -> ContainerState {
    let state = status.get("state").unwrap_or(&Value::Null);
    let exit = state.get("terminated").map(|end| Exit {
        code: end.get("exitCode").and_then(Value::as_i64).unwrap_or_default(),
        reason: match text(end, "reason") {
            reason if reason.is_empty() => "Error".to_owned(),
            reason => reason,
        },
        message: text(end, "message"),
        started_at: time(end, "startedAt"),
        finished_at: time(end, "finishedAt"),
    });
    let waiting = state.get("waiting").map_or_else(String::new, |wait| {
        match (text(wait, "reason"), text(wait, "message")) {
            (reason, message) if message.is_empty() => reason,
            (reason, message) => format!("{reason}: {message}"),
        }
    });
    ContainerState { name: text(status, "name"), running: state.get("running").is_some(), exit, waiting }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + Clone {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn time(value: &Value, key: &str) -> Option<Timestamp> {
    value.get(key)?.as_str()?.parse().ok()
}
