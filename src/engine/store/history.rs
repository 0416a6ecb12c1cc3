//! The past: changes after a version, and how things were at one.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::log::SMALL;
use super::object::WORKFLOWS;
use super::read::{Readers, compacted};
use super::watch::Body;
use super::write::{join, set_version};
use super::{Change, ChangeKind, Facets, Key, StoreError};

/// How many changes are read from the log at a time.
pub(super) const CHUNK: i64 = 1000;

/// And how many bytes of objects, about.
const CHUNK_BYTES: usize = 1 << 20;

/// Changes with what was before, and with the object where it is still as the change left it: who catches up is told of
/// small ones without reading each. Workflows with nodes are put together elsewhere.
const SELECT_CHANGES: &str =
    "SELECT c.rv, c.kind, c.namespace, c.name, c.labels, c.before, c.old_metadata, c.old_body, o.metadata, o.body
     FROM changes c LEFT JOIN objects o
       ON o.resource = c.resource AND o.namespace = c.namespace AND o.name = c.name AND o.rv = c.rv
       AND length(o.body) <= ?4
       AND (o.resource <> ?5 OR NOT EXISTS (SELECT 1 FROM nodes WHERE nodes.uid = o.uid))
     WHERE c.rv > ?1 AND c.resource = ?2 ORDER BY c.rv LIMIT ?3";

/// What the log says an object was before a change.
#[derive(Debug, Clone)]
pub(super) enum Old {
    /// It was not there.
    Absent,
    /// Metadata and the rest.
    Was(String, String),
    /// The log does not say.
    Unknown,
}

impl Old {
    fn size(&self) -> usize {
        match self {
            Self::Was(metadata, rest) => metadata.len() + rest.len(),
            _ => 0,
        }
    }
}

impl Readers {
    /// The next changes of a resource after a version, at most [`CHUNK`]; `None` where the log does not reach back so
    /// far. A change's body is missing where the object is large or in parts: then it can be read.
    pub(super) fn changes_since(&self, resource: &str, rv: i64) -> Result<Option<Vec<Change>>, StoreError> {
        let sqlite = |e| StoreError::sqlite(&self.path, e);
        self.with(|connection| {
            if rv < compacted(connection).map_err(sqlite)? {
                return Ok(None);
            }
            let mut statement = connection.prepare_cached(SELECT_CHANGES).map_err(sqlite)?;
            let small = i64::try_from(SMALL).unwrap_or(i64::MAX);
            let mut rows = statement.query(params![rv, resource, CHUNK, small, WORKFLOWS]).map_err(sqlite)?;
            let (mut entries, mut size) = (Vec::new(), 0);
            while size < CHUNK_BYTES
                && let Some(row) = rows.next().map_err(sqlite)?
            {
                let entry = entry(resource, row).map_err(sqlite)??;
                size += entry.old.size() + entry.now.size();
                entries.push(entry);
            }
            with_bodies(entries).map(Some)
        })
    }

    /// What an object was before a change; `None` where the log does not say.
    pub(super) fn before(&self, rv: i64) -> Result<Option<Value>, StoreError> {
        let sqlite = |e| StoreError::sqlite(&self.path, e);
        self.with(|connection| {
            let mut statement = connection
                .prepare_cached(
                    "SELECT old_metadata, old_body FROM changes WHERE rv = ?1 AND old_body IS NOT NULL",
                )
                .map_err(sqlite)?;
            let row: Option<(String, String)> =
                statement.query_row([rv], |r| Ok((r.get(0)?, r.get(1)?))).optional().map_err(sqlite)?;
            row.map(|(metadata, body)| join(&metadata, &body)).transpose()
        })
    }
}

impl Readers {
    /// What an object was right after a change, when it has changed again since; `None` where the log does not say.
    pub(super) fn after(&self, key: &Key, rv: i64) -> Result<Option<String>, StoreError> {
        let sqlite = |e| StoreError::sqlite(&self.path, e);
        self.with(|connection| {
            let mut statement = connection
                .prepare_cached(
                    "SELECT old_metadata, old_body FROM changes
                     WHERE rv > ?1 AND resource = ?2 AND namespace = ?3 AND name = ?4 ORDER BY rv LIMIT 1",
                )
                .map_err(sqlite)?;
            let place = params![rv, key.resource, key.namespace, key.name];
            let row: Option<(Option<String>, Option<String>)> =
                statement.query_row(place, |r| Ok((r.get(0)?, r.get(1)?))).optional().map_err(sqlite)?;
            let Some((Some(metadata), Some(body))) = row else { return Ok(None) };
            let object = join(&metadata, &body)?;
            let version = object["metadata"]["resourceVersion"].as_str().and_then(|text| text.parse().ok());
            Ok((version == Some(rv)).then(|| object.to_string()))
        })
    }
}

/// What was at an earlier version, by namespace and name.
pub(super) type Past = BTreeMap<(String, String), Old>;

/// What differs between a version and now: by namespace and name, what was at that version.
/// `None` where the log does not reach back so far.
pub(super) fn differences(
    connection: &Connection,
    resource: &str,
    version: i64,
) -> Result<Option<Past>, rusqlite::Error> {
    if version < compacted(connection)? {
        return Ok(None);
    }
    let mut statement = connection.prepare_cached(
        "SELECT kind, namespace, name, old_metadata, old_body FROM changes
         WHERE rv > ?1 AND resource = ?2 ORDER BY rv",
    )?;
    let mut rows = statement.query(params![version, resource])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let key = (row.get(1)?, row.get(2)?);
        if let std::collections::btree_map::Entry::Vacant(place) = found.entry(key) {
            let kind: String = row.get(0)?;
            place.insert(old(ChangeKind::of_word(&kind), row.get(3)?, row.get(4)?));
        }
    }
    Ok(Some(found))
}

fn old(kind: ChangeKind, metadata: Option<String>, body: Option<String>) -> Old {
    match (kind, metadata, body) {
        (ChangeKind::Added, _, _) => Old::Absent,
        (_, Some(metadata), Some(body)) => Old::Was(metadata, body),
        _ => Old::Unknown,
    }
}

struct Entry {
    change: Change,
    old: Old,
    now: Old,
}

fn entry(resource: &str, row: &rusqlite::Row<'_>) -> rusqlite::Result<Result<Entry, StoreError>> {
    let kind: String = row.get(1)?;
    let kind = ChangeKind::of_word(&kind);
    let key = Key::new(resource, row.get::<_, String>(2)?, row.get::<_, String>(3)?);
    let (now, before): (String, Option<String>) = (row.get(4)?, row.get(5)?);
    let rv = row.get(0)?;
    let present = old(ChangeKind::Modified, row.get(8)?, row.get(9)?);
    let old = old(kind, row.get(6)?, row.get(7)?);
    let parsed = || -> Result<Entry, StoreError> {
        let now = parse_facets(&now)?;
        let before = match (kind, before) {
            (ChangeKind::Added, _) => None,
            (_, Some(before)) => Some(parse_facets(&before)?),
            (_, None) => Some(now.clone()),
        };
        Ok(Entry { change: Change { rv, kind, key, now, before, body: None }, old, now: present })
    };
    Ok(parsed())
}

/// The state after a change is what was before the next one of the same object.
fn with_bodies(entries: Vec<Entry>) -> Result<Vec<Change>, StoreError> {
    let mut next: HashMap<Key, Old> = HashMap::new();
    let mut changes = Vec::with_capacity(entries.len());
    for Entry { mut change, old, now } in entries.into_iter().rev() {
        let after = next.insert(change.key.clone(), old.clone());
        let state = if change.kind == ChangeKind::Deleted { old } else { after.unwrap_or(now) };
        if let Old::Was(metadata, body) = state {
            let mut object = join(&metadata, &body)?;
            if change.kind == ChangeKind::Deleted {
                set_version(&mut object, change.rv);
            }
            change.body = Some(Body::new(object.to_string()));
        }
        changes.push(change);
    }
    changes.reverse();
    Ok(changes)
}

fn parse_facets(text: &str) -> Result<Facets, StoreError> {
    let (labels, fields) = serde_json::from_str(text)?;
    Ok(Facets { labels, fields })
}
