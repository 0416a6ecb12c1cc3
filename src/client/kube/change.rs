//! Changes to workflows that are there (cli.md §2.7 to §2.13, §6).

use futures::{StreamExt, stream};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::hydrate::hydrate;
use super::rest::Rest;
use super::url::Url;
use super::{KubeClient, typed, workflow_kind, workflows};
use crate::client::backoff::Backoff;
use crate::core::api::{NodePhase, Workflow};
use crate::core::edit::{self, EditError, NodeChange, NodeSelector, mark_actor, resumed_by};
use crate::ports::client::{Change, ClientError, Refusal};
use crate::ports::ids;

/// How often a change is tried when somebody else changes the workflow at the same time.
const ATTEMPTS: usize = 8;

/// How many pods are deleted at the same time.
const PODS_AT_ONCE: usize = 16;

pub(super) async fn change(
    client: &KubeClient,
    namespace: &str,
    name: &str,
    change: &Change,
) -> Result<Workflow, ClientError> {
    let name = workflows::resolve(client, namespace, name).await?;
    match change {
        Change::Terminate => shutdown(client, namespace, &name, "Terminate").await,
        Change::Stop { selector, .. } if selector.is_empty() => {
            shutdown(client, namespace, &name, "Stop").await
        }
        change => {
            let mut backoff = Backoff::new();
            let mut attempt = 1;
            loop {
                match once(client, namespace, &name, change).await {
                    Err(error) if error.refusal == Refusal::Conflict && attempt < ATTEMPTS => {
                        attempt += 1;
                        backoff.wait().await;
                    }
                    done => return done,
                }
            }
        }
    }
}

/// Reads the workflow, changes it and writes it back; fails with a conflict when somebody else was faster.
async fn once(
    client: &KubeClient,
    namespace: &str,
    name: &str,
    change: &Change,
) -> Result<Workflow, ClientError> {
    let url = Url::of_kind(workflow_kind(), Some(namespace)).child(name);
    let mut workflow = client.managed.checked(hydrate(client.rest.get(&url).await?)?)?;
    let identity = client.managed.identity.as_ref();
    let now = Timestamp::now();
    let changed = match change {
        Change::Suspend => edit::suspend(&mut workflow).map_err(invalid)?,
        Change::Resume { selector } if selector.is_empty() => {
            edit::resume(&mut workflow, identity, now).map_err(invalid)?
        }
        Change::Resume { selector } => {
            let message = identity.map(resumed_by).unwrap_or_default();
            let phase = Some(NodePhase::Succeeded);
            let change = NodeChange { phase, message, ..NodeChange::default() };
            set(&mut workflow, selector, &change, now)?
        }
        Change::Stop { selector, message } => {
            let phase = Some(NodePhase::Failed);
            let change = NodeChange { phase, message: message.clone(), ..NodeChange::default() };
            set(&mut workflow, selector, &change, now)?
        }
        Change::Set { selector, phase, message, outputs } => {
            if selector.is_empty() {
                return Err(ClientError::new(
                    Refusal::Invalid,
                    "a node field selector is needed: --node-field-selector displayName=NAME",
                ));
            }
            let change = NodeChange {
                phase: phase_to_set(phase)?,
                message: message.clone(),
                outputs: outputs.clone(),
            };
            set(&mut workflow, selector, &change, now)?
        }
        Change::Retry { restart_successful, selector, parameters } => {
            let selector = NodeSelector::parse(selector).map_err(invalid)?;
            let retried = edit::retry(&workflow, *restart_successful, &selector, parameters, now);
            let retried = retried.map_err(invalid)?;
            delete_pods(client, namespace, &retried.pods).await?;
            workflow = retried.workflow;
            true
        }
        Change::Terminate => false,
    };
    if !changed {
        return Ok(workflow);
    }
    mark_actor(&mut workflow.metadata.labels, identity, action(change));
    let object = serde_json::to_value(&workflow)
        .map_err(|error| ClientError::new(Refusal::Invalid, error.to_string()))?;
    hydrate(client.rest.put(&url, &typed(workflow_kind(), &object)).await?)
}

/// What a change is called in the label that tells of it.
fn action(change: &Change) -> &'static str {
    match change {
        Change::Suspend => "Suspend",
        Change::Resume { .. } => "Resume",
        Change::Stop { .. } => "Stop",
        Change::Terminate => "Terminate",
        Change::Retry { .. } => "Retry",
        Change::Set { .. } => "",
    }
}

fn set(
    workflow: &mut Workflow,
    selector: &str,
    change: &NodeChange,
    now: Timestamp,
) -> Result<bool, ClientError> {
    let selector = NodeSelector::parse(selector).map_err(invalid)?;
    edit::set_nodes(workflow, &selector, change, now).map_err(invalid)?;
    Ok(true)
}

fn phase_to_set(phase: &str) -> Result<Option<NodePhase>, ClientError> {
    match NodePhase::from(phase) {
        NodePhase::Unset => Ok(None),
        phase @ (NodePhase::Succeeded | NodePhase::Failed | NodePhase::Error) => Ok(Some(phase)),
        other => Err(ClientError::new(
            Refusal::Invalid,
            format!("{other} is an invalid phase to set to: Succeeded, Failed and Error are not"),
        )),
    }
}

async fn delete_pods(client: &KubeClient, namespace: &str, pods: &[String]) -> Result<(), ClientError> {
    let deletions: Vec<_> =
        pods.iter().map(|pod| delete_pod(client.rest.clone(), Url::pods(namespace).child(pod))).collect();
    let done: Vec<Result<(), ClientError>> =
        stream::iter(deletions).buffer_unordered(PODS_AT_ONCE).collect().await;
    done.into_iter().collect()
}

/// A pod that is gone already is as good as deleted.
async fn delete_pod(rest: Rest, pod: Url) -> Result<(), ClientError> {
    match rest.delete(&pod, &json!({})).await {
        Err(error) if error.refusal != Refusal::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Tells the controller to end a workflow.
async fn shutdown(
    client: &KubeClient,
    namespace: &str,
    name: &str,
    strategy: &str,
) -> Result<Workflow, ClientError> {
    let url = Url::of_kind(workflow_kind(), Some(namespace)).child(name);
    let mut workflow = client.managed.checked(client.rest.get(&url).await?)?;
    edit::shut_down(&mut workflow, strategy).map_err(invalid)?;
    let mut patch = json!({"spec": {"shutdown": strategy}});
    if let Some(identity) = &client.managed.identity {
        // The names of the actions are those of the strategies.
        mark_actor(&mut workflow.metadata.labels, Some(identity), strategy);
        patch["metadata"] = json!({"labels": workflow.metadata.labels});
    }
    client.rest.merge::<Value>(&url, &patch).await?;
    Ok(workflow)
}

pub(super) async fn resubmit(
    client: &KubeClient,
    namespace: &str,
    name: &str,
    memoized: bool,
    parameters: &[String],
) -> Result<Workflow, ClientError> {
    let old = workflows::get(client, namespace, name).await?;
    let new = if memoized {
        edit::memoized(&old, parameters, &ids::suffix(5), Timestamp::now())
    } else {
        edit::resubmit(&old, parameters)
    };
    workflows::create(client, namespace, &new.map_err(invalid)?, false).await
}

fn invalid(error: EditError) -> ClientError {
    ClientError::new(Refusal::Invalid, error.to_string())
}
