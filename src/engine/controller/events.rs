//! Kubernetes events about workflows, written beside the work: they never hold it up.

use futures::StreamExt;
use serde_json::{Map, Value, json};
use tokio::sync::mpsc;

use super::objects::{Objects, path};
use super::registry::WorkflowKey;
use crate::core::operate::WorkflowEvent;
use crate::ports::ids;

/// How many events wait at most; more are dropped, as a cluster does.
pub(super) const BACKLOG: usize = 20_000;

/// Writes events as they come.
pub(super) async fn run(objects: Objects, events: mpsc::Receiver<(String, Value)>) {
    let write = |(namespace, event): (String, Value)| {
        let objects = objects.clone();
        async move {
            if let Err(error) = objects.put(&path::events(&namespace), &event).await {
                tracing::debug!(%error, "an event was not written");
            }
        }
    };
    receiver(events).for_each_concurrent(4, write).await;
}

/// The items of a channel.
fn receiver<T>(receiver: mpsc::Receiver<T>) -> impl futures::Stream<Item = T> {
    futures::stream::unfold(receiver, async |mut receiver| receiver.recv().await.map(|item| (item, receiver)))
}

/// The Event object of an event about a workflow.
pub(super) fn object(key: &WorkflowKey, uid: &str, event: WorkflowEvent, now: jiff::Timestamp) -> Value {
    let annotations: Map<String, Value> =
        event.annotations.into_iter().map(|(name, value)| (name, value.into())).collect();
    let at = crate::core::api::format_time(now);
    json!({
        "apiVersion": "v1",
        "kind": "Event",
        "metadata": {
            "name": format!("{}.{}", key.name, ids::suffix(16)),
            "namespace": key.namespace,
            "annotations": annotations,
        },
        "involvedObject": {
            "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
            "namespace": key.namespace, "name": key.name, "uid": uid,
        },
        "reason": event.reason,
        "message": event.message,
        "type": if event.warning { "Warning" } else { "Normal" },
        "source": {"component": "workflow-controller"},
        "reportingComponent": "workflow-controller",
        "firstTimestamp": at,
        "lastTimestamp": at,
        "count": 1,
    })
}
