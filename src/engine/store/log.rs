//! The change log: what is written with every change, and what watchers are told at once.

use rusqlite::params;
use serde_json::Value;

use super::object::WORKFLOWS;
use super::watch::Body;
use super::write::facets_text;
use super::{Change, ChangeKind, Facets, Key, StoreError, Transaction};

/// Larger objects are not carried by their change, nor kept in the log; watchers read them when told.
pub(super) const SMALL: usize = 16 * 1024;

/// What an object was goes into the log with the change that ends it. Workflows that run have their nodes elsewhere,
/// and change often: of them the log keeps only that they changed.
const INSERT_WITH_OLD: &str =
    "INSERT INTO changes (kind, resource, namespace, name, labels, before, old_metadata, old_body)
     SELECT ?1, resource, namespace, name, ?5, ?6, metadata, body FROM objects
     WHERE resource = ?2 AND namespace = ?3 AND name = ?4
       AND (?1 = 'D' OR length(body) <= ?7)
       AND (?1 = 'D' OR resource <> ?8 OR NOT EXISTS (SELECT 1 FROM nodes WHERE nodes.uid = objects.uid))";

const INSERT: &str = "INSERT INTO changes (kind, resource, namespace, name, labels, before)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

impl Transaction<'_> {
    /// Adds a change to the log, before the object itself is touched, and returns its number.
    pub(super) fn log(
        &self,
        kind: ChangeKind,
        key: &Key,
        now: &Facets,
        before: Option<&Facets>,
    ) -> Result<i64, StoreError> {
        let sqlite = |e| StoreError::sqlite(self.path, e);
        let word = kind.word();
        let (now, before) = (facets_text(now), before.filter(|b| *b != now).map(facets_text));
        if kind != ChangeKind::Added {
            let mut statement = self.connection.prepare_cached(INSERT_WITH_OLD).map_err(sqlite)?;
            let small = i64::try_from(SMALL).unwrap_or(i64::MAX);
            let row = params![word, key.resource, key.namespace, key.name, now, before, small, WORKFLOWS];
            if statement.execute(row).map_err(sqlite)? > 0 {
                return Ok(self.connection.last_insert_rowid());
            }
        }
        let mut statement = self.connection.prepare_cached(INSERT).map_err(sqlite)?;
        let row = params![word, key.resource, key.namespace, key.name, now, before];
        statement.insert(row).map_err(sqlite)
    }

    /// Notes what watchers are to be told once the transaction is committed.
    pub(super) fn announce(
        &mut self,
        rv: i64,
        kind: ChangeKind,
        key: &Key,
        seen: (Facets, Option<Facets>),
        text: Option<String>,
    ) {
        let (now, before) = seen;
        let body = text.filter(|text| text.len() <= SMALL || kind == ChangeKind::Deleted).map(Body::new);
        self.changes.push(Change { rv, kind, key: key.clone(), now, before, body });
    }
}

/// An object as it is stored: its metadata, the rest, and both as one text.
pub(super) struct Texts {
    pub(super) metadata: String,
    pub(super) rest: String,
    pub(super) whole: String,
}

impl Texts {
    /// Writes each part of an object once; metadata comes after the type in the whole.
    pub(super) fn of(object: &Value) -> Self {
        let mut metadata = "{}".to_owned();
        let (mut rest, mut whole) = (String::from("{"), String::from("{"));
        if let Some(value) = object.get("metadata") {
            metadata = value.to_string();
        }
        let mut placed = false;
        for (key, value) in object.as_object().into_iter().flatten().filter(|(key, _)| *key != "metadata") {
            if !placed && key != "apiVersion" && key != "kind" {
                add(&mut whole, "metadata", &metadata);
                placed = true;
            }
            let value = value.to_string();
            add(&mut rest, key, &value);
            add(&mut whole, key, &value);
        }
        if !placed {
            add(&mut whole, "metadata", &metadata);
        }
        rest.push('}');
        whole.push('}');
        Self { metadata, rest, whole }
    }
}

fn add(text: &mut String, key: &str, value: &str) {
    if text.len() > 1 {
        text.push(',');
    }
    text.push_str(&Value::from(key).to_string());
    text.push(':');
    text.push_str(value);
}
