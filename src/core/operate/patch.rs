//! What changed, as a merge patch of the Workflow, and as events (engine.md §7.3).

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::effect::{Effect, WorkflowEvent};
use super::nodes::Nx;
use super::state::State;
use crate::core::api::{NodePhase, NodeType, Workflow, annotation, format_time};

/// Fields of a node that may disappear: a merge patch has to say so.
const OPTIONAL: &[&str] =
    &["message", "daemoned", "podIP", "synchronizationStatus", "outputs", "outboundNodes", "progress"];

/// From this many children on, a running node is written at most once in a while.
const MANY_CHILDREN: usize = 256;
const PAUSE: SignedDuration = SignedDuration::from_secs(1);

/// What the stored object is known to say, apart from its nodes.
#[derive(Debug, Default)]
pub(super) struct Sent {
    labels: BTreeMap<String, String>,
    annotations: BTreeMap<String, String>,
    finalizers: Vec<String>,
    status: Map<String, Value>,
    templates: usize,
    with_spec: bool,
}

impl Sent {
    pub(super) fn of(wf: &Workflow) -> Self {
        Self {
            labels: wf.metadata.labels.clone(),
            annotations: wf.metadata.annotations.clone(),
            finalizers: wf.metadata.finalizers.clone(),
            status: status_fields(wf),
            templates: wf.status.stored_templates.len(),
            with_spec: wf.status.stored_workflow_template_spec.is_some(),
        }
    }
}

/// The fields of a status that are cheap to write: all but nodes and stored templates.
fn status_fields(wf: &Workflow) -> Map<String, Value> {
    let status = &wf.status;
    let mut map = Map::new();
    let mut put = |key: &str, value: Value| map.insert(key.to_owned(), value);
    put("phase", status.phase.as_str().into());
    put("startedAt", status.started_at.map_or(Value::Null, |at| format_time(at).into()));
    put("finishedAt", status.finished_at.map_or(Value::Null, |at| format_time(at).into()));
    put("message", if status.message.is_empty() { Value::Null } else { status.message.clone().into() });
    put("progress", if status.progress.is_empty() { Value::Null } else { status.progress.clone().into() });
    put(
        "estimatedDuration",
        if status.estimated_duration == 0 { Value::Null } else { status.estimated_duration.into() },
    );
    put("conditions", serde_json::to_value(&status.conditions).unwrap_or_default());
    put("outputs", serde_json::to_value(&status.outputs).unwrap_or_default());
    put("resourcesDuration", json!(status.resources_duration));
    put("synchronization", serde_json::to_value(&status.synchronization).unwrap_or_default());
    put("persistentVolumeClaims", status.persistent_volume_claims.clone().into());
    put("artifactGCStatus", serde_json::to_value(&status.artifact_gc_status).unwrap_or_default());
    put("artifactRepositoryRef", serde_json::to_value(&status.artifact_repository_ref).unwrap_or_default());
    map.retain(|key, value| !is_nothing(value) || key == "finishedAt");
    map
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

impl State {
    /// Asks for a patch of the Workflow with everything that changed since the last one.
    pub(super) fn patch_effects(&mut self) {
        self.sum_up();
        let mut status = self.status_patch();
        let mut nodes = Map::new();
        for nx in std::mem::take(&mut self.nodes.changed) {
            if self.wait_with(nx) {
                self.nodes.summed.insert(nx);
                continue;
            }
            self.late.remove(&nx);
            self.nodes.summed.remove(&nx);
            let node = self.nodes.status(nx);
            nodes.insert(node.id.clone(), node_patch(node));
        }
        for nx in std::mem::take(&mut self.nodes.summed) {
            let node = self.nodes.status(nx);
            let sums = json!({"progress": node.progress, "resourcesDuration": node.resources_duration});
            nodes.insert(node.id.clone(), sums);
        }
        let ids: Vec<String> = nodes.keys().cloned().collect();
        if !nodes.is_empty() {
            status.insert("nodes".to_owned(), nodes.into());
        }
        let mut metadata = Map::new();
        let labels = map_patch(&self.sent.labels, &self.wf.metadata.labels);
        let annotations = map_patch(&self.sent.annotations, &self.wf.metadata.annotations);
        for (key, patch) in [("labels", labels), ("annotations", annotations)] {
            if !patch.is_empty() {
                metadata.insert(key.to_owned(), patch.into());
            }
        }
        if self.sent.finalizers != self.wf.metadata.finalizers {
            metadata.insert("finalizers".to_owned(), self.wf.metadata.finalizers.clone().into());
        }
        let mut patch = Map::new();
        if !metadata.is_empty() {
            patch.insert("metadata".to_owned(), metadata.into());
        }
        if !status.is_empty() {
            patch.insert("status".to_owned(), status.into());
        }
        if patch.is_empty() {
            return;
        }
        self.sent = Sent::of(&self.wf);
        self.effects.push(Effect::PatchStatus { patch: patch.into(), nodes: ids });
    }

    /// True when a node has so many children that writing it in every step would cost too much:
    /// it is written at most once a second while it runs.
    fn wait_with(&mut self, nx: Nx) -> bool {
        let node = self.nodes.status(nx);
        if node.children.len() < MANY_CHILDREN || node.phase.is_fulfilled() {
            return false;
        }
        let due = *self.late.entry(nx).or_insert(self.now + PAUSE);
        if due <= self.now {
            return false;
        }
        self.nodes.deferred.insert(nx);
        true
    }

    /// Takes up the nodes whose time to be written has come.
    pub(super) fn write_late(&mut self) {
        let late = &self.late;
        let due: Vec<Nx> = self
            .nodes
            .deferred
            .iter()
            .copied()
            .filter(|nx| late.get(nx).is_none_or(|at| *at <= self.now))
            .collect();
        for nx in due {
            self.nodes.deferred.remove(&nx);
            self.nodes.changed.insert(nx);
        }
    }

    /// When the next of them is due.
    pub(super) fn next_late(&self) -> Option<Timestamp> {
        self.nodes.deferred.iter().filter_map(|nx| self.late.get(nx)).min().copied()
    }

    fn status_patch(&self) -> Map<String, Value> {
        let now = status_fields(&self.wf);
        let before = &self.sent.status;
        let mut patch: Map<String, Value> = now
            .iter()
            .filter(|(key, value)| before.get(*key) != Some(*value))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        for key in before.keys().filter(|key| !now.contains_key(*key)) {
            patch.insert(key.clone(), Value::Null);
        }
        let status = &self.wf.status;
        if status.stored_templates.len() != self.sent.templates {
            let all = serde_json::to_value(&status.stored_templates).unwrap_or_default();
            patch.insert("storedTemplates".to_owned(), all);
        }
        if status.stored_workflow_template_spec.is_some() != self.sent.with_spec {
            let spec = serde_json::to_value(&status.stored_workflow_template_spec).unwrap_or_default();
            patch.insert("storedWorkflowTemplateSpec".to_owned(), spec);
        }
        patch
    }

    pub(super) fn workflow_event(&mut self, warning: bool, reason: &str, message: &str) {
        self.effects.push(Effect::Event(WorkflowEvent {
            warning,
            reason: reason.to_owned(),
            message: message.to_owned(),
            annotations: Vec::new(),
        }));
    }

    /// Records the event of a node's phase, where there is one.
    pub(super) fn node_event(&mut self, nx: Nx, created: bool) {
        if !self.settings.node_events {
            return;
        }
        let node = self.nodes.status(nx);
        let silent = match node.phase {
            NodePhase::Pending => true,
            NodePhase::Skipped | NodePhase::Omitted => created,
            _ => false,
        };
        if silent || node.type_ == NodeType::Container {
            return;
        }
        let message = if node.message.is_empty() { String::new() } else { format!(": {}", node.message) };
        let warning = !matches!(node.phase, NodePhase::Running | NodePhase::Succeeded);
        let event = WorkflowEvent {
            warning,
            reason: format!("WorkflowNode{}", node.phase),
            message: format!("{} node {}{message}", node.phase, node.name),
            annotations: vec![
                (annotation::NODE_ID.to_owned(), node.id.clone()),
                (annotation::NODE_NAME.to_owned(), node.name.clone()),
                ("workflows.argoproj.io/node-type".to_owned(), node.type_.to_string()),
                ("workflows.argoproj.io/workflow-name".to_owned(), self.name().to_owned()),
                ("workflows.argoproj.io/workflow-uid".to_owned(), self.wf.metadata.uid.clone()),
            ],
        };
        self.effects.push(Effect::Event(event));
    }
}

/// A node as a merge patch: what is not there any more is null.
fn node_patch(node: &crate::core::api::NodeStatus) -> Value {
    let mut value = serde_json::to_value(node).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        for key in OPTIONAL {
            if !fields.contains_key(*key) {
                fields.insert((*key).to_owned(), Value::Null);
            }
        }
    }
    value
}

fn map_patch(before: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Map<String, Value> {
    let mut patch: Map<String, Value> = now
        .iter()
        .filter(|(key, value)| before.get(*key) != Some(*value))
        .map(|(key, value)| (key.clone(), value.clone().into()))
        .collect();
    for key in before.keys().filter(|key| !now.contains_key(*key)) {
        patch.insert(key.clone(), Value::Null);
    }
    patch
}
