//! Deleting the artifacts of workflows, by their strategies (engine.md §4.15). Where on a cluster pods do that, the
//! controller does it here.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use serde_json::{Map, Value, json};

use super::objects::path;
use super::registry::WorkflowKey;
use super::{Shared, events};
use crate::core::api::{Artifact, ArtifactLocation, FINALIZER_ARTIFACT_GC, NodeType, Workflow, WorkflowSpec};
use crate::core::operate::WorkflowEvent;

/// When artifacts are deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// Their workflow has ended.
    Completion,
    /// Their workflow has ended and is being deleted.
    Deletion,
}

/// For which moments the artifacts of workflows, by uid, were seen to in the life of this engine.
pub(super) type Collected = HashMap<String, Moment>;

/// The moment of a workflow that artifacts are kept back for.
fn moment(workflow: &Value, completed: bool) -> Option<Moment> {
    let finalizers = workflow.pointer("/metadata/finalizers").and_then(Value::as_array);
    let is_held = finalizers.into_iter().flatten().any(|finalizer| finalizer == FINALIZER_ARTIFACT_GC);
    let is_deleted = workflow.pointer("/metadata/deletionTimestamp").is_some_and(Value::is_string);
    (is_held && completed).then_some(if is_deleted { Moment::Deletion } else { Moment::Completion })
}

impl Shared {
    /// Deletes the artifacts that are due of a workflow that has changed, once for each moment.
    pub(super) fn collect_artifacts(self: &Arc<Self>, key: &WorkflowKey, workflow: &Value, completed: bool) {
        let uid = workflow.pointer("/metadata/uid").and_then(Value::as_str).unwrap_or_default();
        let mut collected = self.collected.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(moment) = moment(workflow, completed) else {
            // It may end once more, after a retry.
            collected.remove(uid);
            return;
        };
        if collected.insert(uid.to_owned(), moment) == Some(moment) {
            return;
        }
        let (shared, key) = (self.clone(), key.clone());
        self.spawn(async move {
            if let Err(error) = run(&shared, &key, moment).await {
                tracing::error!(%error, workflow = key.name, "its artifacts are not deleted");
            }
        });
    }
}

/// Deletes what is due of a workflow, notes it in its status, and lets the workflow go when nothing is left.
async fn run(shared: &Arc<Shared>, key: &WorkflowKey, moment: Moment) -> kube::Result<()> {
    let place = path::workflow(&key.namespace, &key.name);
    let Some(object) = shared.objects.get(&place).await? else { return Ok(()) };
    let Ok(workflow) = serde_json::from_value::<Workflow>(object.clone()) else { return Ok(()) };
    let spec = with_defaults(shared, &workflow).await;
    let work = Work { shared, key, workflow: &workflow, spec: &spec, moment };
    let done = work.delete_all().await;
    let mut status = Map::new();
    let strategies = work.strategies();
    if !strategies.is_empty() {
        status.insert("artifactGCStatus".to_owned(), json!({"strategiesProcessed": strategies}));
    }
    if !done.nodes.is_empty() {
        status.insert("nodes".to_owned(), done.nodes.into());
    }
    if let Some((strategy, why)) = done.wrong.first() {
        status.insert("conditions".to_owned(), conditions(&object, why));
        let message = format!("Artifact Garbage Collection failed for strategy {strategy}, err:{why}");
        tell(shared, key, &workflow.metadata.uid, message);
    }
    let forced = spec.artifact_gc.as_ref().is_some_and(|gc| gc.force_finalizer_removal);
    let mut patch = json!({"metadata": {"uid": workflow.metadata.uid}});
    if !status.is_empty() {
        patch["status"] = status.into();
    }
    if !done.is_left || (forced && moment == Moment::Deletion) {
        let others = workflow.metadata.finalizers.iter().filter(|f| *f != FINALIZER_ARTIFACT_GC);
        patch["metadata"]["finalizers"] = others.cloned().collect::<Vec<_>>().into();
    }
    shared.objects.merge(&place, &patch).await.map(drop)
}

/// What the workflow says of its artifacts, or else the defaults of the controller.
async fn with_defaults(shared: &Shared, workflow: &Workflow) -> WorkflowSpec {
    let mut spec = workflow.exec_spec().clone();
    if spec.artifact_gc.is_none() {
        let config = shared.settings.current(&shared.objects).await;
        let usual = config.operate.workflow_defaults.as_ref().and_then(|d| d.pointer("/spec/artifactGC"));
        spec.artifact_gc = usual.and_then(|usual| serde_json::from_value(usual.clone()).ok());
    }
    spec
}

/// The artifacts of one workflow at one moment.
struct Work<'a> {
    shared: &'a Shared,
    key: &'a WorkflowKey,
    workflow: &'a Workflow,
    spec: &'a WorkflowSpec,
    moment: Moment,
}

/// What became of them.
#[derive(Default)]
struct Done {
    /// Nodes with artifacts that are gone, as patches.
    nodes: Map<String, Value>,
    /// Strategies and what went wrong.
    wrong: Vec<(String, String)>,
    /// Whether something is still to be deleted, now or later.
    is_left: bool,
}

impl Work<'_> {
    async fn delete_all(&self) -> Done {
        let repository = self.workflow.status.artifact_repository_ref.as_ref();
        let repository = repository.and_then(|found| found.artifact_repository.clone());
        let repository = repository.unwrap_or_default().location();
        let mut done = Done::default();
        for node in self.workflow.status.nodes.values().filter(|node| node.type_ == NodeType::Pod) {
            let Some(mut outputs) = node.outputs.clone() else { continue };
            let mut changed = false;
            for artifact in &mut outputs.artifacts {
                changed |= self.delete(artifact, &repository, &mut done).await;
            }
            if changed {
                done.nodes.insert(node.id.clone(), json!({"outputs": outputs}));
            }
        }
        done
    }

    /// Whether the time of a strategy has come; `None` for one that deletes nothing.
    fn is_due(&self, strategy: &str) -> Option<bool> {
        match strategy {
            "OnWorkflowCompletion" => Some(true),
            "OnWorkflowDeletion" => Some(self.moment == Moment::Deletion),
            _ => None,
        }
    }

    /// Deletes an artifact that is due; true when it is gone now.
    async fn delete(&self, artifact: &mut Artifact, kept: &ArtifactLocation, done: &mut Done) -> bool {
        let strategy = self.spec.artifact_gc_strategy(artifact).to_owned();
        let Some(is_due) = self.is_due(&strategy).filter(|_| !artifact.deleted) else { return false };
        if !is_due {
            done.is_left = true;
            return false;
        }
        match self.shared.stores.delete(&self.key.namespace, &artifact.located(kept)).await {
            Ok(()) => artifact.deleted = true,
            Err(error) => {
                done.wrong.push((strategy, format!("artifact {}: {error}", artifact.name)));
                done.is_left = true;
            }
        }
        artifact.deleted
    }

    /// The strategies that have been followed so far.
    fn strategies(&self) -> Map<String, Value> {
        let before = self.workflow.status.artifact_gc_status.clone().unwrap_or_default();
        let mut all: Map<String, Value> =
            before.strategies_processed.into_iter().map(|(name, done)| (name, done.into())).collect();
        let nodes = self.workflow.status.nodes.values();
        let artifacts = nodes.filter_map(|node| node.outputs.as_ref()).flat_map(|outputs| &outputs.artifacts);
        let strategies = artifacts.map(|artifact| self.spec.artifact_gc_strategy(artifact));
        let due = strategies.filter(|strategy| self.is_due(strategy) == Some(true));
        all.extend(due.map(|strategy| (strategy.to_owned(), true.into())));
        all
    }
}

fn conditions(workflow: &Value, message: &str) -> Value {
    let list = workflow.pointer("/status/conditions").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut list: Vec<Value> = list.into_iter().filter(|c| c["type"] != "ArtifactGCError").collect();
    list.push(json!({"type": "ArtifactGCError", "status": "True", "message": message}));
    list.into()
}

fn tell(shared: &Shared, key: &WorkflowKey, uid: &str, message: String) {
    let event =
        WorkflowEvent { warning: true, reason: "ArtifactGCFailed".into(), message, annotations: Vec::new() };
    let event = events::object(key, uid, event, shared.clock.now());
    if shared.events.try_send((key.namespace.clone(), event)).is_err() {
        tracing::debug!("an event was dropped: too many are waiting");
    }
}
