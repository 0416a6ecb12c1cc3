//! How long workflows took, for estimates of those after them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use super::follow;
use super::objects::{Objects, Want, path};
use crate::core::api::{Workflow, label};
use crate::core::operate::{Estimates, State, common_label};

/// Of how many templates and schedules it is remembered.
const MOST: usize = 256;

/// What the newest workflow that succeeded took, by what it has in common with others: namespace, label and value.
#[derive(Default)]
pub(super) struct Past {
    known: Mutex<HashMap<[String; 3], Arc<Estimates>>>,
}

impl Past {
    /// What a workflow is expected to take; nothing where it has nothing in common with one before it.
    pub(super) async fn estimates(
        &self,
        objects: &Objects,
        workflow: &Value,
    ) -> kube::Result<Arc<Estimates>> {
        let Some(common) = common_of(workflow) else { return Ok(Arc::default()) };
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&common) {
            return Ok(known.clone());
        }
        let [namespace, name, value] = &common;
        let selector = format!("{name}={value},{}=Succeeded", label::PHASE);
        let query = follow::escaped("labelSelector", &selector).replacen('&', "?", 1);
        let list = objects.list(&path::workflows(namespace), &query, Want::Metadata).await?;
        let text = |item: &Value, at: &str| item.pointer(at).and_then(Value::as_str).map(str::to_owned);
        let items = list.get("items").and_then(Value::as_array).into_iter().flatten();
        let newest = items.max_by_key(|item| text(item, "/metadata/creationTimestamp"));
        let name = newest.and_then(|item| text(item, "/metadata/name"));
        let mut estimates = Estimates::default();
        if let Some(name) = name
            && let Some(before) = objects.get(&path::workflow(namespace, &name)).await?
            && let Ok(before) = serde_json::from_value::<Workflow>(before)
        {
            estimates = Estimates::of(&before);
        }
        Ok(self.note(common, estimates))
    }

    /// Remembers what a workflow took that has ended; `head` is it without its nodes.
    pub(super) fn remember(&self, head: &Value, state: &State) {
        let is_good = head.pointer("/status/phase").and_then(Value::as_str) == Some("Succeeded");
        if let Some(common) = common_of(head).filter(|_| is_good)
            && let Ok(workflow) = serde_json::from_value::<Workflow>(state.workflow())
        {
            self.note(common, Estimates::of(&workflow));
        }
    }

    /// Takes what is newer than what is known.
    fn note(&self, common: [String; 3], estimates: Estimates) -> Arc<Estimates> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        let entry = known.entry(common).or_default();
        if estimates.created >= entry.created {
            *entry = Arc::new(estimates);
        }
        entry.clone()
    }
}

fn common_of(workflow: &Value) -> Option<[String; 3]> {
    let label = |name: &str| workflow.pointer("/metadata/labels")?.get(name)?.as_str();
    let reference = workflow.pointer("/spec/workflowTemplateRef");
    // The label comes with the first step.
    let referred = |name: &str| {
        let is_cluster = reference?.get("clusterScope").and_then(Value::as_bool) == Some(true);
        let own = if is_cluster { label::CLUSTER_WORKFLOW_TEMPLATE } else { label::WORKFLOW_TEMPLATE };
        reference?.get("name")?.as_str().filter(|_| name == own)
    };
    let (name, value) = common_label(|name| label(name).or_else(|| referred(name)))?;
    let namespace = workflow.pointer("/metadata/namespace")?.as_str()?;
    Some([namespace.to_owned(), name.to_owned(), value.to_owned()])
}
