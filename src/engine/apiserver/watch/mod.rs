//! `watch`: what is there, what has happened since a version, and then what happens.

mod order;
mod pace;
mod send;

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, mpsc};
use tokio::time::Instant;

use super::error::ApiError;
use super::read::{Selection, part};
use super::request::{Form, Options, Target};
use super::{ApiServer, Call};
use crate::engine::store::{Change, ChangeKind, Store, StoreError};
use order::{Ahead, Turn};
use pace::Pace;
use send::{event, word};

/// The longest a watch rests at a time.
const LONGEST_REST: Duration = Duration::from_millis(500);

/// Rests shorter than this are not worth it.
const NO_REST: Duration = Duration::from_millis(5);

/// Where changes come by the hundreds a second, how long they wait for each other, so that they are sent together.
const TOGETHER: Duration = Duration::from_millis(2);

/// Between bookmarks, by which a watcher that sees nothing stays fresh.
const BOOKMARKS: Duration = Duration::from_secs(60);

/// How long a watch lasts when the caller does not say.
const DEFAULT_TIMEOUT: i64 = 3600;

/// How many events wait for a slow reader before the watch stops reading changes, and how many bytes of them.
const WINDOW: usize = 64;
const WINDOW_BYTES: usize = 1024 * 1024;

pub(super) async fn watch(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let start = start(&call.options)?;
    let selection = match call.target.name.as_str() {
        "" => Selection::of(call.target.kind, &call.options)?,
        name => Selection::named(name),
    };
    let timeout = call.options.number("timeoutSeconds")?.filter(|n| *n > 0).unwrap_or(DEFAULT_TIMEOUT);
    let room = api.stream()?;
    let end = Instant::now() + Duration::from_secs(u64::try_from(timeout).unwrap_or(1));
    let (events, receiver) = mpsc::channel(WINDOW);
    let watcher = Watcher {
        store: api.store().clone(),
        target: call.target.clone(),
        selection,
        form: Form::wanted(&call.headers),
        options: call.options.clone(),
        columns_sent: false,
        rest: Duration::ZERO,
        pace: Pace::new(Instant::now()),
        bookmarks: call.options.is("allowWatchBookmarks"),
        changes: api.store().subscribe(),
        seen: 0,
        ahead: Ahead::default(),
        events,
        bytes: Arc::new(Semaphore::new(WINDOW_BYTES)),
        end,
    };
    tokio::spawn(async move {
        watcher.run(start, end).await;
        drop(room);
    });
    let stream = futures::stream::unfold(receiver, |mut receiver| async move {
        // What is taken makes room for as much.
        receiver.recv().await.map(|(line, _)| (Ok::<_, std::io::Error>(line), receiver))
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
            let why = format!("strconv.ParseUint: parsing {text:?}: invalid syntax");
            ApiError::plain(500, format!("resourceVersion: Invalid value: {text:?}: {why}"))
        }),
    }
}

struct Watcher {
    store: Store,
    target: Target,
    selection: Selection,
    form: Form,
    options: Options,
    /// Tables name their columns once.
    columns_sent: bool,
    /// How long not to look, after much had to be read: a large object that changes often is told less often.
    rest: Duration,
    /// How often there was something to tell.
    pace: Pace,
    bookmarks: bool,
    changes: broadcast::Receiver<Arc<Change>>,
    /// The newest change that was dealt with.
    seen: i64,
    /// Objects that were read when told of a change, and turned out newer than it: told when their time comes.
    ahead: Ahead,
    events: mpsc::Sender<(Bytes, OwnedSemaphorePermit)>,
    /// Room for what waits to be sent.
    bytes: Arc<Semaphore>,
    end: Instant,
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
        let part = part(self.form, &self.options);
        let query = self.selection.query(&self.target, part);
        let listed = self.store.list(query, None, self.selection.filter());
        let (rows, version, _) = match listed.await {
            Ok(listed) => listed,
            Err(error) => return self.fail(error.into()).await,
        };
        self.seen = version;
        for row in rows {
            if self.selection.accepts_key(&row.key) {
                self.send_row("ADDED", row).await?;
            }
        }
        if mark {
            self.send_bookmark(true).await?;
        }
        Ok(())
    }

    async fn follow(&mut self, end: Instant) -> Result<(), Gone> {
        let events = self.events.clone();
        // Made once, not for every change.
        let (mut gone, mut ended) = (pin!(events.closed()), pin!(tokio::time::sleep_until(end)));
        let mut bookmark = pin!(tokio::time::sleep(BOOKMARKS));
        loop {
            tokio::select! {
                biased;
                () = &mut gone => return Err(Gone),
                () = &mut ended => return Ok(()),
                () = &mut bookmark, if self.bookmarks => {
                    self.send_bookmark(false).await?;
                    bookmark.as_mut().reset(Instant::now() + BOOKMARKS);
                }
                change = self.changes.recv() => match change {
                    Ok(change) => {
                        let waiting = self.drain(change);
                        self.tell(waiting).await?;
                        self.pause(end).await?;
                    }
                    Err(broadcast::error::RecvError::Lagged(_)) => self.catch_up().await?,
                    Err(broadcast::error::RecvError::Closed) => return Ok(()),
                },
            }
        }
    }

    /// Rests after hard work, so that a busy large object leaves time for others, and shortly where much happens.
    async fn pause(&mut self, end: Instant) -> Result<(), Gone> {
        let mut rest = std::mem::take(&mut self.rest);
        if rest < NO_REST {
            if !self.pace.is_fast(Instant::now()) {
                return Ok(());
            }
            rest = TOGETHER;
        }
        tokio::select! {
            () = self.events.closed() => Err(Gone),
            () = tokio::time::sleep_until(end.min(Instant::now() + rest)) => Ok(()),
        }
    }

    /// What has arrived by now.
    fn drain(&mut self, first: Arc<Change>) -> Vec<Arc<Change>> {
        let mut waiting = vec![first];
        while let Ok(next) = self.changes.try_recv() {
            waiting.push(next);
        }
        waiting
    }

    /// Reads the log, after a gap or at the beginning.
    async fn catch_up(&mut self) -> Result<(), Gone> {
        loop {
            match self.store.changes_since(self.target.kind.resource(), self.seen).await {
                Ok(Some(changes)) if changes.is_empty() => return Ok(()),
                Ok(Some(changes)) => self.tell(changes.into_iter().map(Arc::new).collect()).await?,
                Ok(None) => {
                    let text = format!("too old resource version: {}", self.seen);
                    return self.fail(ApiError::expired(text)).await;
                }
                Err(error) => return self.fail(error.into()).await,
            }
        }
    }

    async fn tell(&mut self, changes: Vec<Arc<Change>>) -> Result<(), Gone> {
        let resource = self.target.kind.resource();
        let newest = changes.last().map_or(self.seen, |c| c.rv.max(self.seen));
        let (seen, namespace) = (self.seen, self.target.namespace.clone());
        let own = changes.into_iter().filter(|c| {
            c.rv > seen
                && c.key.resource == resource
                && (namespace.is_empty() || c.key.namespace == namespace)
        });
        let own: Vec<Arc<Change>> = own.collect();
        if self.ahead.is_empty() && own.iter().all(|change| change.body.is_some()) {
            // Nothing must be read, nothing copied: the usual case.
            for change in own {
                self.tell_ready(&change).await?;
            }
        } else {
            // Most changes are of other resources: only what is told is copied.
            let own = own.into_iter().map(Arc::unwrap_or_clone).collect();
            for change in order::squeezed(own, &self.ahead) {
                self.tell_one(change).await?;
            }
        }
        self.seen = newest;
        Ok(())
    }

    /// What a change is to who selects: as which kind it is told, if at all.
    fn seen_as(&self, change: &Change) -> Option<ChangeKind> {
        let was = change.before.as_ref().is_some_and(|b| self.selection.accepts(&change.key, b));
        let is = change.kind != ChangeKind::Deleted && self.selection.accepts(&change.key, &change.now);
        match (was, is) {
            (false, false) => None,
            (false, true) => Some(ChangeKind::Added),
            (true, true) => Some(ChangeKind::Modified),
            (true, false) => Some(ChangeKind::Deleted),
        }
    }

    /// Tells of a change that carries its object.
    async fn tell_ready(&mut self, change: &Change) -> Result<(), Gone> {
        match (self.seen_as(change), &change.body) {
            (None, _) => Ok(()),
            (Some(ChangeKind::Deleted), _) if change.kind != ChangeKind::Deleted => {
                self.tell_left(change.clone()).await
            }
            // Everybody who is told of it as what it is shares one text.
            (Some(kind), Some(body)) if kind == change.kind && self.form == Form::Full => {
                let line = body.told.get_or_init(|| event(word(kind), &body.text));
                self.put(line.clone()).await
            }
            (Some(kind), Some(body)) => self.send_text(word(kind), &body.text).await,
            (Some(_), None) => self.tell_one(change.clone()).await,
        }
    }

    async fn tell_one(&mut self, mut change: Change) -> Result<(), Gone> {
        let read = match self.ahead.pass(&mut change) {
            Turn::Later => return Ok(()),
            Turn::Now(read) => read,
        };
        let Some(kind) = self.seen_as(&change) else { return Ok(()) };
        let word = word(kind);
        if change.kind != ChangeKind::Deleted && kind == ChangeKind::Deleted {
            return self.tell_left(change).await;
        }
        if let Some(body) = &change.body {
            return self.send_text(word, &body.text).await;
        }
        if let Some(text) = read {
            return self.send_text(word, &text).await;
        }
        let begun = Instant::now();
        let told = match self.read(&change).await {
            Ok(Some((version, text))) if version <= change.rv => self.send_text(word, &text).await,
            // It changed again before it was read. Versions must rise, so what it is now is told in its turn.
            Ok(newer) => match self.store.after(change.key.clone(), change.rv).await {
                Ok(Some(text)) => self.send_text(word, &text).await,
                Ok(None) => {
                    self.ahead.put(change, newer);
                    Ok(())
                }
                Err(error) => self.fail(error.into()).await,
            },
            Err(error) => self.fail(error.into()).await,
        };
        self.rest += (begun.elapsed() * 4).min(LONGEST_REST);
        told
    }

    /// An object as it is now, with its version.
    async fn read(&self, change: &Change) -> Result<Option<(i64, String)>, StoreError> {
        match self.form {
            Form::Full => self.store.text(change.key.clone()).await,
            _ => {
                let head = self.store.head(change.key.clone()).await?;
                Ok(head.map(|head| (version_of(&head), head.to_string())))
            }
        }
    }

    /// Tells of an object that is no longer selected: as it was last, with the version of the change.
    async fn tell_left(&mut self, change: Change) -> Result<(), Gone> {
        let before = match self.store.before(change.rv).await {
            Ok(Some(before)) => Some(before),
            Ok(None) => self.store.get(change.key).await.unwrap_or_default(),
            Err(error) => return self.fail(error.into()).await,
        };
        let Some(mut object) = before else { return Ok(()) };
        object["metadata"]["resourceVersion"] = change.rv.to_string().into();
        self.send("DELETED", object).await
    }
}

fn version_of(object: &Value) -> i64 {
    let version = object["metadata"]["resourceVersion"].as_str().and_then(|text| text.parse().ok());
    version.unwrap_or_default()
}
