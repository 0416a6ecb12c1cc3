//! What a CronWorkflow asks for, done through the API. Each time begins with the object as it is then.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::follow::escaped;
use super::super::objects::{Objects, Want, message, path, refusal};
use super::super::registry::WorkflowKey;
use super::stored::with_stored;
use crate::core::api::{CronWorkflow, label};
use crate::core::schedule::{self, Child, Run};

/// The time a run is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    /// A time of the schedule.
    At(Timestamp),
    /// A time that was missed before now, if there is one that still counts.
    Missed(Timestamp),
}

/// Does one run.
pub(super) async fn run(
    objects: &Objects,
    key: &WorkflowKey,
    when: When,
    now: Timestamp,
) -> kube::Result<()> {
    let Some(before) = load(objects, key).await? else { return Ok(()) };
    let at = match when {
        When::At(at) => at,
        When::Missed(now) => match schedule::missed(&before, now) {
            Some(at) => at,
            None => return Ok(()),
        },
    };
    let (mut cron, Run { terminate, submit }) = with_stored(objects, &before.metadata.namespace, |stored| {
        let mut cron = before.clone();
        let run = schedule::trigger(&mut cron, at, now, stored);
        (cron, run)
    })
    .await?;
    for name in terminate {
        let path = path::workflow(&key.namespace, &name);
        match objects.merge(&path, &json!({"spec": {"shutdown": "Terminate"}})).await {
            Err(error) if refusal(&error) != Some(404) => return Err(error),
            Ok(_) | Err(_) => {}
        }
    }
    if let Some(workflow) = submit {
        let body = serde_json::to_value(&workflow).map_err(kube::Error::SerdeError)?;
        match objects.create(&path::workflows(&key.namespace), &body).await {
            Ok(created) => schedule::started(&mut cron, &created, at),
            // Another schedule has the same time.
            Err(error) if refusal(&error) == Some(409) => {}
            Err(error) => {
                schedule::failed(&mut cron, format!("Failed to submit Workflow: {}", message(&error)));
            }
        }
    }
    save(objects, key, &before, &cron).await
}

/// Accounts for the workflows of a CronWorkflow, and deletes those that the history does not keep.
pub(super) async fn settle(objects: &Objects, key: &WorkflowKey, now: Timestamp) -> kube::Result<()> {
    let Some(before) = load(objects, key).await? else { return Ok(()) };
    let collection = path::workflows(&key.namespace);
    let query = format!("?{}", escaped("labelSelector", &format!("{}={}", label::CRON_WORKFLOW, key.name)));
    let list = objects.list(&collection, &query, Want::Metadata).await?;
    let items = list.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let children: Vec<Child<'_>> =
        items.iter().filter(|item| belongs(item, &before.metadata.uid)).map(Child).collect();
    delete_excess(objects, key, &before, &children).await?;
    let mut cron = before.clone();
    schedule::settle(&mut cron, &children, now);
    save(objects, key, &before, &cron).await
}

async fn delete_excess(
    objects: &Objects,
    key: &WorkflowKey,
    cron: &CronWorkflow,
    children: &[Child<'_>],
) -> kube::Result<()> {
    // When they have ended is read only where it decides something.
    if schedule::excess(cron, children, |_| None).is_empty() {
        return Ok(());
    }
    let mut finished = HashMap::new();
    for child in children.iter().filter(|child| child.has_ended()) {
        if let Some(workflow) = objects.get(&path::workflow(&key.namespace, child.name())).await? {
            let time = workflow.pointer("/status/finishedAt").and_then(Value::as_str);
            finished.insert(child.name(), time.and_then(|time| time.parse::<Timestamp>().ok()));
        }
    }
    let options = json!({"kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": "Background"});
    for name in schedule::excess(cron, children, |name| finished.get(name).copied().flatten()) {
        objects.delete(&path::workflow(&key.namespace, name), &options).await?;
    }
    Ok(())
}

async fn load(objects: &Objects, key: &WorkflowKey) -> kube::Result<Option<CronWorkflow>> {
    let object = objects.get(&path::cron_workflow(&key.namespace, &key.name)).await?;
    object.map(serde_json::from_value).transpose().map_err(kube::Error::SerdeError)
}

/// Writes what has changed: the status, labels and annotations.
async fn save(
    objects: &Objects,
    key: &WorkflowKey,
    before: &CronWorkflow,
    after: &CronWorkflow,
) -> kube::Result<()> {
    if before == after {
        return Ok(());
    }
    let patch = json!({
        "metadata": {"labels": after.metadata.labels, "annotations": after.metadata.annotations},
        "status": after.status,
    });
    match objects.merge(&path::cron_workflow(&key.namespace, &key.name), &patch).await {
        Err(error) if refusal(&error) == Some(404) => Ok(()),
        saved => saved.map(drop),
    }
}

/// Whether an object is controlled by the one with this uid.
fn belongs(object: &Value, uid: &str) -> bool {
    let owners = object.pointer("/metadata/ownerReferences").and_then(Value::as_array);
    owners.into_iter().flatten().any(|owner| {
        owner.get("uid").and_then(Value::as_str) == Some(uid)
            && owner.get("controller").and_then(Value::as_bool) == Some(true)
    })
}
