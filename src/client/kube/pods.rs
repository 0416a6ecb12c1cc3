//! The pods of a workflow: what they are, and which come.

use std::sync::Arc;

use futures::StreamExt;
use futures::stream::BoxStream;
use jiff::Timestamp;
use kube::core::WatchEvent;
use serde_json::Value;
use tokio::sync::mpsc;

use super::Revive;
use super::podlog::has_ended;
use super::rest::Rest;
use super::url::Url;
use super::watch::{is_transient, stream_of};
use crate::client::backoff::Backoff;
use crate::core::api::{annotation, label};
use crate::core::steps::display_name_of;
use crate::ports::client::{ClientError, Refusal};

/// How many pods may wait for whoever looks at them.
const WAITING: usize = 1024;

/// A pod whose log can be read.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) pod: Arc<str>,
    /// The display name of its step; empty where it is not known.
    pub(super) step: Arc<str>,
    /// The container, where another than the usual is meant.
    pub(super) container: Option<String>,
    /// Its identity; `None` for a pod that is known from its step only.
    pub(super) uid: Option<String>,
    pub(super) started: Option<Timestamp>,
    /// Whether it wrote all it ever will.
    pub(super) ended: bool,
    /// The artifact that has its log.
    pub(super) archived: Option<String>,
}

impl Found {
    /// A pod of which nothing is known.
    pub(super) fn named(pod: &str) -> Self {
        let (pod, step) = (Arc::from(pod), Arc::from(""));
        Self { pod, step, container: None, uid: None, started: None, ended: false, archived: None }
    }

    /// A pod as the server has it.
    pub(super) fn of(pod: &Value, container: &str) -> Self {
        let text = |at: &str| pod.pointer(at).and_then(Value::as_str);
        let annotations = pod.pointer("/metadata/annotations");
        let node = annotations.and_then(|all| all.get(annotation::NODE_NAME)?.as_str());
        Self {
            step: Arc::from(node.map_or("", display_name_of)),
            uid: text("/metadata/uid").map(str::to_owned),
            started: text("/status/startTime").and_then(|time| time.parse().ok()),
            ended: has_ended(pod, container),
            ..Self::named(name_of(pod))
        }
    }
}

pub(super) fn name_of(pod: &Value) -> &str {
    pod.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn has_started(pod: &Value) -> bool {
    !matches!(pod.pointer("/status/phase").and_then(Value::as_str), None | Some("" | "Pending"))
}

/// The workflow that the label of a pod names.
pub(super) async fn workflow_of_pod(
    rest: &Rest,
    namespace: &str,
    pod: &str,
) -> Result<Option<String>, ClientError> {
    match rest.get::<Value>(&Url::pods(namespace).child(pod)).await {
        Ok(pod) => {
            let labels = pod.pointer("/metadata/labels");
            let workflow = labels.and_then(|labels| labels.get(label::WORKFLOW)?.as_str());
            Ok(workflow.map(str::to_owned))
        }
        Err(error) if error.refusal == Refusal::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Pods as they start, each at least once, whatever happens to the connection.
pub(super) fn watch(rest: Rest, revive: Revive, url: Url) -> BoxStream<'static, Result<Value, ClientError>> {
    let (found, receiver) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        let mut backoff = Backoff::new();
        while !found.is_closed() {
            match watch_once(&rest, &url, &found).await {
                Err(error) if !is_transient(&error) => {
                    // Whoever does not listen does not miss it.
                    let _ = found.send(Err(error)).await;
                    return;
                }
                Err(_) => revive.call().await,
                Ok(()) => backoff.reset(),
            }
            backoff.wait().await;
        }
    });
    stream_of(receiver)
}

/// One connection of a watch for pods: what is there, then what changes.
async fn watch_once(
    rest: &Rest,
    url: &Url,
    found: &mpsc::Sender<Result<Value, ClientError>>,
) -> Result<(), ClientError> {
    let list: super::listed::Page<Value> = rest.get(url).await?;
    for pod in list.items {
        if found.send(Ok(pod)).await.is_err() {
            return Ok(());
        }
    }
    let url = url.clone().with("resourceVersion", list.metadata.resource_version).with("watch", true);
    let events = rest.watch::<Value>(&url).await?;
    let mut events = std::pin::pin!(events);
    loop {
        let event = tokio::select! {
            event = events.next() => event,
            () = found.closed() => return Ok(()),
        };
        match event {
            Some(Ok(WatchEvent::Added(pod) | WatchEvent::Modified(pod))) => {
                if found.send(Ok(pod)).await.is_err() {
                    return Ok(());
                }
            }
            Some(Ok(WatchEvent::Deleted(_) | WatchEvent::Bookmark(_))) => {}
            Some(Ok(WatchEvent::Error(_))) | None => return Ok(()),
            Some(Err(error)) => return Err(error),
        }
    }
}
