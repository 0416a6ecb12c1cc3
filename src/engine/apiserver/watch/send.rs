//! How events are written, and what waits for a slow reader.

use std::sync::Arc;

use axum::body::Bytes;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::error::ApiError;
use super::super::request::Form;
use super::super::table::{IncludeObject, partial, row, row_metadata, table};
use super::{Gone, WINDOW_BYTES, Watcher};
use crate::engine::store::{ChangeKind, Row, StoreError};

impl Watcher {
    /// Sends an object that is JSON already.
    pub(super) async fn send_text(&mut self, word: &str, text: &str) -> Result<(), Gone> {
        if self.form == Form::Full {
            return self.put(event(word, text)).await;
        }
        match serde_json::from_str(text) {
            Ok(object) => self.send(word, object).await,
            Err(error) => self.fail(StoreError::from(error).into()).await,
        }
    }

    pub(super) async fn send(&mut self, word: &str, object: Value) -> Result<(), Gone> {
        self.send_row(word, row(&self.target.kind.resource(), object)).await
    }

    pub(super) async fn send_row(&mut self, word: &str, mut row: Row) -> Result<(), Gone> {
        if row.object.is_null() {
            let metadata: Value = serde_json::from_str(&row.metadata).unwrap_or_default();
            row.object = json!({"metadata": metadata});
        }
        let object = match self.form {
            Form::Full => row.object,
            Form::Partial => partial(row.object["metadata"].take()),
            Form::Table => self.table(&row),
        };
        self.put(Bytes::from(format!("{{\"type\":\"{word}\",\"object\":{object}}}\n"))).await
    }

    fn table(&mut self, row: &Row) -> Value {
        let metadata = json!({"resourceVersion": row_metadata(row)["resourceVersion"]});
        let include = IncludeObject::parse(self.options.get("includeObject"));
        let rows = std::slice::from_ref(row);
        let mut table = table(self.target.kind, rows, metadata, include, Timestamp::now());
        if std::mem::replace(&mut self.columns_sent, true) {
            table["columnDefinitions"] = Value::Null;
        }
        table
    }

    pub(super) async fn send_bookmark(&self, initial: bool) -> Result<(), Gone> {
        let mut metadata = json!({"resourceVersion": self.seen.to_string()});
        if initial {
            metadata["annotations"] = json!({"k8s.io/initial-events-end": "true"});
        }
        let kind = self.target.kind;
        let object = json!({"kind": kind.kind, "apiVersion": kind.api_version(), "metadata": metadata});
        self.write(&json!({"type": "BOOKMARK", "object": object})).await
    }

    pub(super) async fn fail(&self, error: ApiError) -> Result<(), Gone> {
        self.write(&json!({"type": "ERROR", "object": error.status()})).await?;
        Err(Gone)
    }

    async fn write(&self, event: &Value) -> Result<(), Gone> {
        self.put(Bytes::from(event.to_string() + "\n")).await
    }

    pub(super) async fn put(&self, line: Bytes) -> Result<(), Gone> {
        let size = u32::try_from(line.len().min(WINDOW_BYTES)).map_err(|_| Gone)?;
        // Mostly there is room, and nothing to wait for.
        if let Ok(room) = Arc::clone(&self.bytes).try_acquire_many_owned(size)
            && let Ok(place) = self.events.try_reserve()
        {
            place.send((line, room));
            return Ok(());
        }
        let sent = async {
            let room = Arc::clone(&self.bytes).acquire_many_owned(size).await.map_err(|_| Gone)?;
            self.events.send((line, room)).await.map_err(|_| Gone)
        };
        tokio::select! {
            sent = sent => sent,
            () = self.events.closed() => Err(Gone),
            // Who has not read until then does not read the rest.
            () = tokio::time::sleep_until(self.end) => Err(Gone),
        }
    }
}

/// A kind of change in events.
pub(super) fn word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "ADDED",
        ChangeKind::Modified => "MODIFIED",
        ChangeKind::Deleted => "DELETED",
    }
}

/// A line of a watch.
pub(super) fn event(word: &str, object: &str) -> Bytes {
    Bytes::from(format!("{{\"type\":\"{word}\",\"object\":{object}}}\n"))
}
