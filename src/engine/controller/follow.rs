//! Following a collection for ever: list, watch, watch again where it ended, list again where that is no longer possible.

use std::time::Duration;

use futures::{StreamExt, pin_mut};
use kube::core::WatchEvent;
use serde_json::{Value, json};

use super::objects::{Objects, Want};
use crate::core::api::annotation;

const SLOWEST: Duration = Duration::from_secs(5);
const FASTEST: Duration = Duration::from_millis(50);

/// What is followed, and how much of it.
pub(super) struct Source {
    pub(super) path: &'static str,
    pub(super) want: Want,
    /// Selects what is listed at a (new) start; `None` lists nothing: only changes from then on are told.
    pub(super) listed: Option<&'static str>,
    /// Selects what is watched.
    pub(super) watched: &'static str,
}

/// What happened in a collection.
pub(super) enum Change {
    /// From here on all changes are told; some before may have been missed. What was listed comes next.
    Started,
    /// An object is there, as it is now.
    Set(Value),
    /// An object is gone; as it was last.
    Gone(Value),
}

/// Tells all changes of a collection, until dropped.
pub(super) async fn follow(objects: Objects, source: Source, tell: impl Fn(Change)) {
    let mut pause = FASTEST;
    loop {
        match start(&objects, &source, &tell).await {
            Ok(version) => {
                pause = FASTEST;
                changes(&objects, &source, version, &tell).await;
                tracing::info!(path = source.path, "fell behind: listing again");
            }
            Err(error) => {
                tracing::warn!(%error, path = source.path, "cannot list");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(SLOWEST);
            }
        }
    }
}

async fn start(objects: &Objects, source: &Source, tell: &impl Fn(Change)) -> kube::Result<String> {
    let Some(selector) = source.listed else {
        let list = objects.list(source.path, "?limit=1", Want::Metadata).await?;
        tell(Change::Started);
        return Ok(version_of(&list));
    };
    let (mut next, mut version) = (String::new(), None);
    loop {
        let query = format!("?limit=500{}{next}", escaped("labelSelector", selector));
        let mut list = objects.list(source.path, &query, source.want).await?;
        if version.is_none() {
            version = Some(version_of(&list));
            tell(Change::Started);
        }
        if let Some(Value::Array(items)) = list.get_mut("items").map(Value::take) {
            items.into_iter().for_each(|item| tell(Change::Set(item)));
        }
        let more = list.pointer("/metadata/continue").and_then(Value::as_str).unwrap_or_default();
        if more.is_empty() {
            return Ok(version.unwrap_or_default());
        }
        next = escaped("continue", more);
    }
}

/// Tells changes after a version, until they can no longer be had.
async fn changes(objects: &Objects, source: &Source, mut version: String, tell: &impl Fn(Change)) {
    let mut pause = FASTEST;
    loop {
        let selector = escaped("labelSelector", source.watched);
        let query = format!("?watch=true&allowWatchBookmarks=true&resourceVersion={version}{selector}");
        let stream = match objects.watch(source.path, &query, source.want).await {
            Ok(stream) => stream,
            Err(kube::Error::Api(status)) if status.code == 410 => return,
            Err(error) => {
                tracing::warn!(%error, path = source.path, "cannot watch");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(SLOWEST);
                continue;
            }
        };
        pin_mut!(stream);
        while let Some(event) = stream.next().await {
            pause = FASTEST;
            match event {
                Ok(WatchEvent::Added(object) | WatchEvent::Modified(object)) => {
                    version = version_of(&object);
                    tell(Change::Set(object));
                }
                Ok(WatchEvent::Deleted(object)) => {
                    version = version_of(&object);
                    tell(Change::Gone(object));
                }
                Ok(WatchEvent::Bookmark(mark)) => version = mark.metadata.resource_version,
                Ok(WatchEvent::Error(status)) if status.code == 410 => return,
                Ok(WatchEvent::Error(status)) => {
                    tracing::warn!(%status, path = source.path, "a watch ended");
                    break;
                }
                Err(error) => {
                    tracing::warn!(%error, path = source.path, "a watch broke");
                    break;
                }
            }
        }
        // A server that ends every watch at once must not make us spin.
        tokio::time::sleep(pause).await;
    }
}

fn version_of(object: &Value) -> String {
    object.pointer("/metadata/resourceVersion").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// One more query parameter, or nothing where it has no value.
pub(super) fn escaped(name: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let hex = |digit: u8| char::from(b"0123456789ABCDEF"[usize::from(digit)]);
    let mut text = format!("&{name}=");
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    text
}

/// What a step looks at of a pod, because many may wait in an inbox.
pub(super) fn slim(mut pod: Value) -> Value {
    let mut take = |at: &str| pod.pointer_mut(at).map(Value::take).unwrap_or_default();
    let (name, uid, owners) =
        (take("/metadata/name"), take("/metadata/uid"), take("/metadata/ownerReferences"));
    let node_id = take(&format!("/metadata/annotations/{}", annotation::NODE_ID.replace('/', "~1")));
    let deleted = take("/metadata/deletionTimestamp");
    let (labels, host, status) = (take("/metadata/labels"), take("/spec/nodeName"), take("/status"));
    let mut slim = json!({
        "metadata": {
            "name": name, "uid": uid, "labels": labels, "annotations": {annotation::NODE_ID: node_id},
        },
        "spec": {"nodeName": host},
        "status": status,
    });
    // Absent is not the same as null to who reads these.
    for (key, value) in [("ownerReferences", owners), ("deletionTimestamp", deleted)] {
        if !value.is_null() {
            slim["metadata"][key] = value;
        }
    }
    slim
}
