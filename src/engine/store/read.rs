//! Reading: single objects, lists of what is asked for, and the change log.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::object::{WORKFLOWS, put_nodes};
use super::write::{facets, get, join, nodes};
use super::{Change, ChangeKind, Facets, Key, StoreError, schema};

/// How much of each object a list reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Metadata and summary: no bodies are read.
    Summary,
    /// The whole object, nodes included.
    Whole,
}

/// What to list.
#[derive(Debug, Clone)]
pub struct Query {
    /// The resource, e.g. `pods`.
    pub resource: String,
    /// One namespace; `None` for all.
    pub namespace: Option<String>,
    /// One name; `None` for all.
    pub name: Option<String>,
    /// Only what comes after this (namespace, name).
    pub after: Option<(String, String)>,
    /// Only what existed at this resourceVersion; for the later pages of a list.
    pub created_by: Option<i64>,
    /// How much of each.
    pub part: Part,
}

/// One object of a list.
#[derive(Debug, Clone)]
pub struct Row {
    /// Where it is.
    pub key: Key,
    /// The whole object, or for [`Part::Summary`] its `metadata` only.
    pub object: Value,
    /// The columns of a table and the selectable fields.
    pub summary: Value,
}

/// Connections for reading; each is used by one reader at a time.
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Vec::new()) }
    }

    /// Runs a reader on a connection of its own.
    pub(super) fn with<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let connection = idle.map_or_else(|| schema::open_reader(&self.path), Ok)?;
        let result = read(&connection);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(connection);
        }
        result
    }

    pub(super) fn object(&self, key: &Key) -> Result<Option<Value>, StoreError> {
        self.with(|connection| {
            let Some(mut stored) = get(connection, &self.path, key)? else { return Ok(None) };
            if key.resource == WORKFLOWS {
                put_nodes(&mut stored.head, nodes(connection, &self.path, &stored.uid)?);
            }
            Ok(Some(stored.head))
        })
    }

    /// Rows a filter accepts, up to `limit`, with the version of the snapshot and whether there are more.
    pub(super) fn list(
        &self,
        query: &Query,
        limit: Option<usize>,
        accept: &dyn Fn(&Facets) -> bool,
    ) -> Result<(Vec<Row>, i64, bool), StoreError> {
        let sqlite = |e| StoreError::sqlite(&self.path, e);
        self.with(|connection| {
            // One read transaction, so that the rows and the version belong together.
            let snapshot = connection.unchecked_transaction().map_err(sqlite)?;
            let version = version(&snapshot).map_err(sqlite)?;
            let mut rows = Vec::new();
            let mut more = false;
            {
                let mut statement = snapshot.prepare_cached(SELECT_LIST).map_err(sqlite)?;
                let (after_namespace, after_name) = query.after.clone().unzip();
                let mut found = statement
                    .query(params![
                        query.resource,
                        query.namespace,
                        query.name,
                        after_namespace,
                        after_name,
                        query.created_by,
                        query.part == Part::Whole,
                    ])
                    .map_err(sqlite)?;
                while let Some(row) = found.next().map_err(sqlite)? {
                    let text = |at: usize| row.get_ref(at).and_then(|v| v.as_str().map_err(Into::into));
                    let metadata = text(2).map_err(sqlite)?;
                    let summary: Value = serde_json::from_str(text(3).map_err(sqlite)?)?;
                    let parsed: Value = serde_json::from_str(metadata)?;
                    if !accept(&facets(&parsed, &summary)) {
                        continue;
                    }
                    if limit.is_some_and(|limit| rows.len() >= limit) {
                        more = true;
                        break;
                    }
                    let object = match query.part {
                        Part::Summary => parsed,
                        Part::Whole => join(metadata, text(5).map_err(sqlite)?)?,
                    };
                    let key = Key::new(
                        query.resource.clone(),
                        text(0).map_err(sqlite)?.to_owned(),
                        text(1).map_err(sqlite)?.to_owned(),
                    );
                    let uid = text(4).map_err(sqlite)?.to_owned();
                    rows.push((Row { key, object, summary }, uid));
                }
            }
            if query.part == Part::Whole && query.resource == WORKFLOWS {
                for (row, uid) in &mut rows {
                    put_nodes(&mut row.object, nodes(&snapshot, &self.path, uid)?);
                }
            }
            Ok((rows.into_iter().map(|(row, _)| row).collect(), version, more))
        })
    }

    /// The changes of a resource after a version; `None` where the log does not reach back so far.
    pub(super) fn changes_since(&self, resource: &str, rv: i64) -> Result<Option<Vec<Change>>, StoreError> {
        let sqlite = |e| StoreError::sqlite(&self.path, e);
        self.with(|connection| {
            if rv < compacted(connection).map_err(sqlite)? {
                return Ok(None);
            }
            let mut statement = connection
                .prepare_cached(
                    "SELECT rv, kind, namespace, name, labels, before, body FROM changes
                     WHERE rv > ?1 AND resource = ?2 ORDER BY rv",
                )
                .map_err(sqlite)?;
            let mut rows = statement.query(params![rv, resource]).map_err(sqlite)?;
            let mut changes = Vec::new();
            while let Some(row) = rows.next().map_err(sqlite)? {
                changes.push(change(resource, row).map_err(sqlite)??);
            }
            Ok(Some(changes))
        })
    }

    pub(super) fn version(&self) -> Result<i64, StoreError> {
        self.with(|connection| version(connection).map_err(|e| StoreError::sqlite(&self.path, e)))
    }

    /// The folder (uid) of the newest pod of a name, also after the pod is gone.
    pub(super) fn pod_folder(&self, namespace: &str, name: &str) -> Result<Option<String>, StoreError> {
        let sqlite = |e| StoreError::sqlite(&self.path, e);
        self.with(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT uid FROM pod_folders WHERE namespace = ?1 AND name = ?2")
                .map_err(sqlite)?;
            statement.query_row([namespace, name], |row| row.get(0)).optional().map_err(sqlite)
        })
    }
}

const SELECT_LIST: &str = "SELECT namespace, name, metadata, summary, uid, CASE WHEN ?7 THEN body ELSE '' END
     FROM objects
     WHERE resource = ?1 AND (?2 IS NULL OR namespace = ?2) AND (?3 IS NULL OR name = ?3)
       AND (?4 IS NULL OR (namespace, name) > (?4, ?5)) AND (?6 IS NULL OR created_rv <= ?6)
     ORDER BY namespace, name";

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    let mut statement =
        connection.prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'changes'")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// The newest change that is no longer in the log.
fn compacted(connection: &Connection) -> rusqlite::Result<i64> {
    let mut statement =
        connection.prepare_cached("SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'compacted'")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

fn change(resource: &str, row: &rusqlite::Row<'_>) -> rusqlite::Result<Result<Change, StoreError>> {
    let kind: String = row.get(1)?;
    let key = Key::new(resource, row.get::<_, String>(2)?, row.get::<_, String>(3)?);
    let (now, before, body): (String, Option<String>, Option<String>) =
        (row.get(4)?, row.get(5)?, row.get(6)?);
    let kind = ChangeKind::of_word(&kind);
    let rv = row.get(0)?;
    let parsed = || -> Result<Change, StoreError> {
        let now = parse_facets(&now)?;
        let before = match (kind, before) {
            (ChangeKind::Added, _) => None,
            (_, Some(before)) => Some(parse_facets(&before)?),
            (_, None) => Some(now.clone()),
        };
        let body = body.map(|text| serde_json::from_str(&text).map(Arc::new)).transpose()?;
        Ok(Change { rv, kind, key, now, before, body })
    };
    Ok(parsed())
}

fn parse_facets(text: &str) -> Result<Facets, StoreError> {
    let (labels, fields) = serde_json::from_str(text)?;
    Ok(Facets { labels, fields })
}
