//! `workflow-events` and `stream/events`: what changes, as it changes.

use std::sync::Arc;

use axum::response::Response;
use futures::StreamExt;
use kube::core::WatchEvent;
use serde_json::{Value, json};

use super::dispatch::{Call, Server};
use super::error::{ApiError, Code};
use super::fields::Fields;
use super::metrics::Metrics;
use super::objects::plain;
use super::stream::{self, Events};
use crate::client::backoff::Backoff;
use crate::client::kube::{Rest, Url, hydrate};
use crate::core::api::{Workflow, kinds};
use crate::ports::client::{Client, ClientError, Refusal};

/// How long one connection to the place behind the server lasts; then another goes on where it was.
const CONNECTION_SECONDS: u32 = 3000;

/// A representation that has only metadata.
const METADATA: &str = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

pub(super) async fn workflows(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let query = &call.query;
    let fields = Fields::parse(query.text("fields"), "result.object.");
    let Some(kind) = kinds::by_kind("Workflow") else { return Err(ApiError::not_found("Not Found")) };
    let all = Url::of_kind(kind, Some(call.place(0)));
    let selector = query.text("listOptions.fieldSelector");
    if let Some(name) = selector.strip_prefix("metadata.name=")
        && let Err(error) = existing(call, name).await
    {
        return Ok(stream::failed(&error));
    }
    let url = all
        .with("labelSelector", call.backend().selector(query.text("listOptions.labelSelector")))
        .with_text("fieldSelector", selector);
    let shape = move |kind: &str, object: Value| {
        let mut object = plain(unpacked(object));
        fields.prune(&mut object);
        json!({"type": kind, "object": object})
    };
    follow(server, call, url, shape).await
}

/// The name of a workflow that is there: whoever waits for what is not is told so.
///
/// # Errors
/// When it is not.
pub(super) async fn existing(call: &Call, name: &str) -> Result<String, ApiError> {
    super::objects::named(name)?;
    let Some(kind) = kinds::by_kind("Workflow") else { return Err(ApiError::not_found("Not Found")) };
    let name = call.backend().resolve(call.place(0), name).await?;
    let url = Url::of_kind(kind, Some(call.place(0))).child(&name);
    call.backend().rest().get_as::<Value>(&url, METADATA).await?;
    Ok(name)
}

pub(super) async fn events(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let query = &call.query;
    let url = Url::collection("/api/v1", "events", Some(call.place(0)))
        .with_text("labelSelector", query.text("listOptions.labelSelector"))
        .with_text("fieldSelector", query.text("listOptions.fieldSelector"));
    follow(server, call, url, |_, object| plain(object)).await
}

/// An object whose nodes are packed, with them; an object that cannot be unpacked is told as it is.
fn unpacked(object: Value) -> Value {
    let packed = object.pointer("/status/compressedNodes").and_then(Value::as_str);
    if packed.is_none_or(str::is_empty) {
        return object;
    }
    let whole =
        serde_json::from_value::<Workflow>(object.clone()).ok().and_then(|packed| hydrate(packed).ok());
    whole.and_then(|workflow| serde_json::to_value(workflow).ok()).unwrap_or(object)
}

/// Opens the watch, so that a refusal is an answer, and follows it in the background.
async fn follow(
    server: &Server,
    call: &Call,
    url: Url,
    shape: impl Fn(&str, Value) -> Value + Send + Sync + 'static,
) -> Result<Response, ApiError> {
    let version = call.query.text("listOptions.resourceVersion").to_owned();
    let rest = call.backend().rest().clone();
    let mut watch = Watch { rest, url, version, metrics: server.metrics.clone(), shape };
    let first = match watch.connect().await {
        Ok(first) => first,
        Err(error) => return Ok(stream::failed(&error.into())),
    };
    let (events, response) = stream::open();
    tokio::spawn(async move { watch.run(Box::pin(first), &events).await });
    Ok(response)
}

type Incoming = std::pin::Pin<Box<dyn futures::Stream<Item = Result<WatchEvent<Value>, ClientError>> + Send>>;

struct Watch<S> {
    rest: Rest,
    url: Url,
    /// What was told last.
    version: String,
    metrics: Arc<Metrics>,
    shape: S,
}

/// Whether a stream goes on.
enum Next {
    /// With another connection.
    Again,
    /// Nobody reads, or the last word is said.
    Over,
}

impl<S: Fn(&str, Value) -> Value + Send + Sync + 'static> Watch<S> {
    async fn connect(
        &self,
    ) -> Result<
        impl futures::Stream<Item = Result<WatchEvent<Value>, ClientError>> + Send + use<S>,
        ClientError,
    > {
        let url = self.url.clone().with_text("resourceVersion", &self.version);
        let url = url.with("timeoutSeconds", CONNECTION_SECONDS).with("allowWatchBookmarks", true);
        self.rest.watch::<Value>(&url.with("watch", true)).await
    }

    async fn run(&mut self, first: Incoming, events: &Events) {
        let metrics = self.metrics.clone();
        let _open = metrics.stream();
        let (mut incoming, mut backoff) = (first, Backoff::new());
        loop {
            if let Next::Over = self.pass_on(&mut incoming, events, &mut backoff).await {
                return;
            }
            drop(incoming);
            incoming = loop {
                if events.wait(backoff.wait()).await.is_none() {
                    return;
                }
                match self.connect().await {
                    Ok(next) => break Box::pin(next),
                    Err(error) if error.refusal == Refusal::Unreachable => {}
                    Err(error) => return events.fail(&error.into()).await,
                }
            };
        }
    }

    /// Passes events on until the connection ends.
    async fn pass_on(&mut self, incoming: &mut Incoming, events: &Events, backoff: &mut Backoff) -> Next {
        loop {
            let Some(event) = events.wait(incoming.next()).await else { return Next::Over };
            let (kind, object) = match event {
                Some(Ok(WatchEvent::Added(object))) => ("ADDED", object),
                Some(Ok(WatchEvent::Modified(object))) => ("MODIFIED", object),
                Some(Ok(WatchEvent::Deleted(object))) => ("DELETED", object),
                Some(Ok(WatchEvent::Bookmark(mark))) => {
                    self.version = mark.metadata.resource_version;
                    continue;
                }
                Some(Ok(WatchEvent::Error(status))) => {
                    let gone = status.code == 410;
                    let code = if gone { Code::ResourceExhausted } else { Code::Internal };
                    events.fail(&ApiError::new(code, status.message)).await;
                    return Next::Over;
                }
                Some(Err(_)) | None => return Next::Again,
            };
            backoff.reset();
            if let Some(version) = object.pointer("/metadata/resourceVersion").and_then(Value::as_str) {
                version.clone_into(&mut self.version);
            }
            if !events.send(&(self.shape)(kind, object)).await {
                return Next::Over;
            }
        }
    }
}
