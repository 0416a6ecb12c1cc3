//! `watch`: what is there, what has happened since a version, and then what happens.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::sync::{broadcast, mpsc};
use tokio::time::Instant;

use super::error::ApiError;
use super::kinds::Kind;
use super::read::{Selection, present};
use super::request::{Form, Options};
use super::{ApiServer, Call};
use crate::engine::store::{Change, ChangeKind, Key, Part, Query, Store};

/// Between bookmarks, by which a watcher that sees nothing stays fresh.
const BOOKMARKS: Duration = Duration::from_secs(60);

/// How long a watch lasts when the caller does not say.
const DEFAULT_TIMEOUT: i64 = 3600;

/// How many events wait for a slow reader before the watch stops reading changes.
const WINDOW: usize = 64;

pub(super) async fn watch(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let start = start(&call.options)?;
    let mut selection = Selection::of(&call.options)?;
    if !call.target.name.is_empty() {
        selection = Selection::named(&call.target.name)?;
    }
    let timeout = call.options.number("timeoutSeconds")?.filter(|n| *n > 0).unwrap_or(DEFAULT_TIMEOUT);
    let (events, receiver) = mpsc::channel(WINDOW);
    let watcher = Watcher {
        store: api.store().clone(),
        kind: call.target.kind,
        namespace: call.target.namespace.clone(),
        selection,
        form: Form::wanted(&call.headers),
        options: call.options.clone(),
        bookmarks: call.options.is("allowWatchBookmarks"),
        changes: api.store().subscribe(),
        seen: 0,
        loaded: HashMap::new(),
        events,
    };
    let end = Instant::now() + Duration::from_secs(u64::try_from(timeout).unwrap_or(1));
    tokio::spawn(watcher.run(start, end));
    let stream = futures::stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|bytes| (Ok::<_, std::io::Error>(bytes), receiver))
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], Body::from_stream(stream)).into_response())
}

/// Where a watch begins.
enum Start {
    /// With what is there; `true` to mark the end of it.
    Now(bool),
    /// After a version.
    After(i64),
}

fn start(options: &Options) -> Result<Start, ApiError> {
    let initial = options.is("sendInitialEvents");
    match options.get("resourceVersion") {
        None | Some("0") => Ok(Start::Now(initial)),
        Some(_) if initial => Ok(Start::Now(true)),
        Some(text) => text.parse().map(Start::After).map_err(|_| {
            ApiError::internal(format!(
                "resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax"
            ))
        }),
    }
}

struct Watcher {
    store: Store,
    kind: &'static Kind,
    namespace: String,
    selection: Selection,
    form: Form,
    options: Options,
    bookmarks: bool,
    changes: broadcast::Receiver<Change>,
    /// The newest change that was dealt with.
    seen: i64,
    /// Objects that were read when told of a change, and turned out newer than it.
    loaded: HashMap<Key, i64>,
    events: mpsc::Sender<Bytes>,
}

/// The reader is gone.
struct Gone;

impl Watcher {
    async fn run(mut self, start: Start, end: Instant) {
        let begun = match start {
            Start::Now(mark) => self.send_present(mark).await,
            Start::After(version) => {
                self.seen = version;
                self.catch_up().await
            }
        };
        if begun.is_ok() {
            let _ = self.follow(end).await;
        }
    }

    async fn send_present(&mut self, mark: bool) -> Result<(), Gone> {
        let query = Query {
            resource: self.kind.resource(),
            namespace: Some(self.namespace.clone()).filter(|ns| !ns.is_empty()),
            name: self.selection.name(),
            after: None,
            created_by: None,
            part: Part::Whole,
        };
        let (rows, version, _) = match self.store.list(query, None, |_| true).await {
            Ok(listed) => listed,
            Err(error) => return self.fail(error.into()).await,
        };
        self.seen = version;
        for row in rows {
            let seen = super::table::row(&row.key.resource, row.object);
            let facets = crate::engine::store::Facets {
                labels: crate::engine::store::labels(&seen.object["metadata"]),
                fields: text_fields(&seen.summary),
            };
            if self.selection.accepts(&row.key, &facets) {
                self.send("ADDED", seen.object).await?;
            }
        }
        if mark {
            self.send_bookmark(true).await?;
        }
        Ok(())
    }

    async fn follow(&mut self, end: Instant) -> Result<(), Gone> {
        let mut bookmark = Instant::now() + BOOKMARKS;
        loop {
            let events = self.events.clone();
            tokio::select! {
                () = events.closed() => return Err(Gone),
                () = tokio::time::sleep_until(end) => return Ok(()),
                () = tokio::time::sleep_until(bookmark), if self.bookmarks => {
                    self.send_bookmark(false).await?;
                    bookmark = Instant::now() + BOOKMARKS;
                }
                change = self.changes.recv() => match change {
                    Ok(change) => {
                        let waiting = self.drain(change);
                        self.tell(waiting).await?;
                    }
                    Err(broadcast::error::RecvError::Lagged(_)) => self.catch_up().await?,
                    Err(broadcast::error::RecvError::Closed) => return Ok(()),
                },
            }
        }
    }

    /// What has arrived by now.
    fn drain(&mut self, first: Change) -> Vec<Change> {
        let mut waiting = vec![first];
        while let Ok(next) = self.changes.try_recv() {
            waiting.push(next);
        }
        waiting
    }

    /// Reads the log, after a gap or at the beginning.
    async fn catch_up(&mut self) -> Result<(), Gone> {
        match self.store.changes_since(self.kind.resource(), self.seen).await {
            Ok(Some(changes)) => self.tell(changes).await,
            Ok(None) => {
                let text = format!("too old resource version: {}", self.seen);
                self.fail(ApiError::expired(text)).await
            }
            Err(error) => self.fail(error.into()).await,
        }
    }

    async fn tell(&mut self, changes: Vec<Change>) -> Result<(), Gone> {
        let resource = self.kind.resource();
        let newest = changes.last().map_or(self.seen, |c| c.rv.max(self.seen));
        let seen = self.seen;
        let own = changes.into_iter().filter(|c| {
            c.rv > seen
                && c.key.resource == resource
                && (self.namespace.is_empty() || c.key.namespace == self.namespace)
        });
        for change in squeezed(own.collect()) {
            self.tell_one(change).await?;
        }
        self.seen = newest;
        Ok(())
    }

    async fn tell_one(&mut self, change: Change) -> Result<(), Gone> {
        let was = change.before.as_ref().is_some_and(|b| self.selection.accepts(&change.key, b));
        let is = change.kind != ChangeKind::Deleted && self.selection.accepts(&change.key, &change.now);
        let word = match (was, is) {
            (false, false) => return Ok(()),
            (false, true) => "ADDED",
            (true, true) => "MODIFIED",
            (true, false) => "DELETED",
        };
        if change.kind != ChangeKind::Deleted
            && self.loaded.get(&change.key).is_some_and(|rv| *rv >= change.rv)
        {
            return Ok(());
        }
        let object = match change.body {
            Some(body) => Arc::unwrap_or_clone(body),
            None => match self.store.get(change.key.clone()).await {
                Ok(Some(object)) => {
                    self.note_loaded(&change.key, change.rv, &object);
                    object
                }
                // Its deletion is on its way.
                Ok(None) => return Ok(()),
                Err(error) => return self.fail(error.into()).await,
            },
        };
        if change.kind == ChangeKind::Deleted {
            self.loaded.remove(&change.key);
        }
        self.send(word, object).await
    }

    fn note_loaded(&mut self, key: &Key, told: i64, object: &Value) {
        let rv = object["metadata"]["resourceVersion"].as_str().and_then(|t| t.parse::<i64>().ok());
        match rv {
            Some(rv) if rv > told => {
                self.loaded.insert(key.clone(), rv);
            }
            _ => {
                self.loaded.remove(key);
            }
        }
    }

    async fn send(&self, word: &str, object: Value) -> Result<(), Gone> {
        let object = present(self.kind, object, self.form, &self.options);
        self.write(&json!({"type": word, "object": object})).await
    }

    async fn send_bookmark(&self, initial: bool) -> Result<(), Gone> {
        let mut metadata = json!({"resourceVersion": self.seen.to_string(), "creationTimestamp": null});
        if initial {
            metadata["annotations"] = json!({"k8s.io/initial-events-end": "true"});
        }
        let object =
            json!({"kind": self.kind.kind, "apiVersion": self.kind.api_version(), "metadata": metadata});
        self.write(&json!({"type": "BOOKMARK", "object": object})).await
    }

    async fn fail(&self, error: ApiError) -> Result<(), Gone> {
        self.write(&json!({"type": "ERROR", "object": error.status()})).await?;
        Err(Gone)
    }

    async fn write(&self, event: &Value) -> Result<(), Gone> {
        let line = Bytes::from(event.to_string() + "\n");
        self.events.send(line).await.map_err(|_| Gone)
    }
}

/// Changes without those that a later one of the same object makes old news. The first keeps what was before.
fn squeezed(changes: Vec<Change>) -> Vec<Change> {
    let mut last: HashMap<Key, usize> = HashMap::new();
    let mut kept: Vec<Option<Change>> = Vec::with_capacity(changes.len());
    for mut change in changes {
        if change.kind == ChangeKind::Modified
            && let Some(at) = last.get(&change.key).copied()
            && let Some(earlier) =
                kept.get_mut(at).and_then(|slot| slot.take_if(|e| e.kind == ChangeKind::Modified))
        {
            change.before = earlier.before;
        }
        last.insert(change.key.clone(), kept.len());
        kept.push(Some(change));
    }
    kept.into_iter().flatten().collect()
}

fn text_fields(summary: &Value) -> std::collections::BTreeMap<String, String> {
    let fields = summary.get("fields").and_then(Value::as_object).into_iter().flatten();
    fields.filter_map(|(k, v)| Some((k.clone(), v.as_str()?.to_owned()))).collect()
}
