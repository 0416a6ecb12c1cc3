//! Resource and data templates: what happens in a pod of Argo's own on a cluster, done here by the controller itself.
//!
//! The node has a pod object like any other, but bound to a node of its own name, so that the executor leaves it
//! alone. What was done is noted on the pod before and after, so that a restarted engine does nothing twice.

mod action;
mod conditions;
mod data;
mod discover;
mod flags;
mod outputs;
mod run;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::task::AbortHandle;

use super::Shared;
use crate::ports::pods::RESOURCE_NODE;
pub(super) use discover::collection_of;

/// The resource templates at work, by namespace and pod.
#[derive(Default)]
pub(super) struct Resources {
    running: Mutex<HashMap<(String, String), AbortHandle>>,
}

/// Binds the pod of a resource or data template to the controller; other pods stay as they are.
pub(super) fn claim(pod: &mut Value) {
    let is_own = template_of(pod)
        .is_some_and(|template| template.get("resource").is_some() || template.get("data").is_some());
    if is_own && let Some(spec) = pod.get_mut("spec").and_then(Value::as_object_mut) {
        spec.insert("nodeName".to_owned(), RESOURCE_NODE.into());
    }
}

fn template_of(pod: &Value) -> Option<Value> {
    let annotations = pod.get("metadata")?.get("annotations")?;
    let text = annotations.get(crate::core::api::annotation::TEMPLATE)?.as_str()?;
    // Parsing every template to find the few that are meant would double the work.
    if !(text.contains("\"resource\"") || text.contains("\"data\"")) {
        return None;
    }
    serde_json::from_str(text).ok()
}

impl Resources {
    fn lock(&self) -> MutexGuard<'_, HashMap<(String, String), AbortHandle>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes up a pod that was just created; `made` has what the API added to its metadata.
    pub(super) fn consider_new(&self, shared: &Arc<Shared>, pod: &Value, made: &Value) {
        let mut whole = pod.clone();
        if let (Some(whole), Some(metadata)) = (whole.as_object_mut(), made.get("metadata")) {
            whole.insert("metadata".to_owned(), metadata.clone());
        }
        self.consider(shared, &whole);
    }

    /// Starts on the pod of a resource template that has not ended and is not worked on.
    pub(super) fn consider(&self, shared: &Arc<Shared>, pod: &Value) {
        let phase = pod.pointer("/status/phase").and_then(Value::as_str).unwrap_or_default();
        if !is_claimed(pod) || matches!(phase, "Succeeded" | "Failed") {
            return;
        }
        let text = |at| pod.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        let key = (text("/metadata/namespace"), text("/metadata/name"));
        let mut running = self.lock();
        if running.contains_key(&key) {
            return;
        }
        let (shared, pod, own) = (shared.clone(), pod.clone(), key.clone());
        let task = tokio::spawn(async move {
            run::to_the_end(&shared, &pod).await;
            shared.resources.lock().remove(&own);
        });
        running.insert(key, task.abort_handle());
    }

    /// Stops working on a pod.
    pub(super) fn cancel(&self, namespace: &str, name: &str) {
        if let Some(task) = self.lock().remove(&(namespace.to_owned(), name.to_owned())) {
            task.abort();
        }
    }
}

pub(super) fn is_claimed(pod: &Value) -> bool {
    pod.pointer("/spec/nodeName").and_then(Value::as_str) == Some(RESOURCE_NODE)
}
