//! Reading: single objects, lists of what is asked for, and the change log.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;

use memchr::memmem::Finder;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::history::{Old, Past, differences};
use super::object::{has_nodes, put_nodes};
use super::write::{facets, get, join, nodes};
use super::{Facets, Key, StoreError, Summarise, schema};

/// How much of each object a list reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The summary alone, and metadata where there is a filter.
    Cells,
    /// Metadata and summary: no bodies are read.
    Summary,
    /// The whole object, but for a workflow's nodes.
    Head,
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
    /// As things were at this resourceVersion; for exact lists and the later pages of a list.
    pub at: Option<i64>,
    /// How much of each.
    pub part: Part,
}

impl Query {
    /// The statement that lists what is asked for, in order.
    fn list(&self, is_filtered: bool) -> String {
        // Cells and metadata are in an index; what is in the objects' own rows takes far longer.
        const INDEX: &str = "INDEXED BY objects_by_rows";
        let (columns, index) = match self.part {
            Part::Cells if !is_filtered => ("namespace, name, '', summary, '', ''", INDEX),
            Part::Cells | Part::Summary => ("namespace, name, metadata, summary, '', ''", INDEX),
            Part::Head | Part::Whole => ("namespace, name, metadata, summary, uid, body", ""),
        };
        self.select(columns, index) + " ORDER BY namespace, name"
    }

    /// A statement about what is asked for. What is not asked for is not compared, a hundred thousand times.
    fn select(&self, columns: &str, index: &str) -> String {
        let namespace = if self.namespace.is_some() { "namespace = ?2" } else { "?2 IS NULL" };
        let name = if self.name.is_some() { "name = ?3" } else { "?3 IS NULL" };
        let after = match (&self.after, &self.namespace) {
            (None, _) => "?4 IS NULL AND ?5 IS NULL",
            (Some((last, _)), Some(only)) if last == only => "?4 IS NOT NULL AND name > ?5",
            (Some(_), _) => "(namespace, name) > (?4, ?5)",
        };
        format!(
            "SELECT {columns} FROM objects {index} WHERE resource = ?1 AND {namespace} AND {name} AND {after}"
        )
    }

    /// Whether a place is in the namespace and after the page before.
    fn covers(&self, at: &(String, String)) -> bool {
        self.namespace.as_ref().is_none_or(|namespace| *namespace == at.0)
            && self.name.as_ref().is_none_or(|name| *name == at.1)
            && self.after.as_ref().is_none_or(|after| at > after)
    }
}

/// Chooses objects by labels and fields.
pub struct Filter {
    /// Texts that the metadata of every object has that is chosen: it is only read where they are.
    pub texts: Vec<Finder<'static>>,
    /// Keys of labels that no chosen object has, where that is all that is asked for.
    pub absent: Option<Vec<Finder<'static>>>,
    /// Whether an object is chosen.
    pub accept: Box<dyn Fn(&Facets) -> bool + Send>,
}

impl Filter {
    fn admits(&self, found: &Found<'_>) -> Result<bool, StoreError> {
        let has = |text: &Finder<'static>| text.find(found.metadata.as_bytes()).is_some();
        if !self.texts.iter().all(has) {
            return Ok(false);
        }
        // Most objects of a list are chosen because they lack a label: then the text of it is nowhere.
        if self.absent.as_ref().is_some_and(|keys| !keys.iter().any(has)) {
            return Ok(true);
        }
        let Labels { labels } = serde_json::from_str(found.metadata)?;
        let fields = facets(&Value::Null, &serde_json::from_str(found.summary)?).fields;
        Ok((self.accept)(&Facets { labels: labels.unwrap_or_default(), fields }))
    }
}

/// An object as it is stored.
pub struct Found<'a> {
    /// Where it is.
    pub namespace: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its metadata as JSON; empty for [`Part::Cells`] without a filter.
    pub metadata: &'a str,
    /// The columns of a table and the selectable fields, as JSON.
    pub summary: &'a str,
    /// The rest of it as JSON, for [`Part::Head`] and [`Part::Whole`].
    pub body: &'a str,
    /// The nodes of a whole workflow, as the members of a JSON object.
    pub nodes: &'a str,
    /// The version of all there is, as it was found.
    pub version: i64,
    pub(super) uid: &'a str,
}

#[cfg(test)]
impl<'a> Found<'a> {
    /// An object of a test.
    pub(crate) fn new(name: &'a str, body: &'a str, nodes: &'a str, metadata: &'a str) -> Self {
        Self { namespace: "", name, metadata, summary: "", body, nodes, version: 0, uid: "" }
    }
}

/// What was seen of a list.
#[derive(Debug, Clone, Default)]
pub struct Walked {
    /// The version it is of.
    pub version: i64,
    /// How many objects.
    pub count: usize,
    /// The last of a page that is full.
    pub last: Option<(String, String)>,
    /// Whether there are more.
    pub more: bool,
}

/// One object of a list.
#[derive(Debug, Clone)]
pub struct Row {
    /// Where it is.
    pub key: Key,
    /// Its metadata as JSON.
    pub metadata: String,
    /// The whole object; null for [`Part::Summary`].
    pub object: Value,
    /// The columns of a table and the selectable fields, as JSON.
    pub summary: String,
}

/// Connections for reading; each is used by one reader at a time.
pub(super) struct Readers {
    pub(super) path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    summarise: Summarise,
}

impl Readers {
    pub(super) fn new(path: PathBuf, summarise: Summarise) -> Self {
        Self { path, idle: Mutex::new(Vec::new()), summarise }
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
            if has_nodes(&key.resource) {
                put_nodes(&mut stored.head, nodes(connection, &self.path, &stored.uid)?);
            }
            Ok(Some(stored.head))
        })
    }

    /// An object without its nodes: metadata and summary count.
    pub(super) fn head(&self, key: &Key) -> Result<Option<Value>, StoreError> {
        self.with(|connection| Ok(get(connection, &self.path, key)?.map(|stored| stored.head)))
    }

    /// Rows a filter accepts, up to `limit`, with the version of the snapshot and whether there are more.
    pub(super) fn list(
        &self,
        query: &Query,
        limit: Option<usize>,
        accept: Option<Filter>,
    ) -> Result<(Vec<Row>, i64, bool), StoreError> {
        let whole = matches!(query.part, Part::Head | Part::Whole);
        let with_nodes = query.part == Part::Whole && has_nodes(&query.resource);
        let mut rows = Vec::new();
        let walked = self.walk(query, limit, accept.as_ref(), |connection, found| {
            let mut object = if whole { join(found.metadata, found.body)? } else { Value::Null };
            if with_nodes {
                put_nodes(&mut object, nodes(connection, &self.path, found.uid)?);
            }
            let key = Key::new(query.resource.clone(), found.namespace, found.name);
            let (metadata, summary) = (found.metadata.to_owned(), found.summary.to_owned());
            rows.push(Row { key, metadata, object, summary });
            Ok(())
        })?;
        Ok((rows, walked.version, walked.more))
    }

    /// Shows the objects a filter accepts, up to `limit`, as they are stored.
    pub(super) fn walk(
        &self,
        query: &Query,
        limit: Option<usize>,
        accept: Option<&Filter>,
        each: impl FnMut(&Connection, &Found<'_>) -> Result<(), StoreError>,
    ) -> Result<Walked, StoreError> {
        let sqlite = |e| StoreError::sqlite(&self.path, e);
        self.with(|connection| {
            // One read transaction, so that the rows and the version belong together.
            let snapshot = connection.unchecked_transaction().map_err(sqlite)?;
            let version = version(&snapshot).map_err(sqlite)?;
            let past = match query.at.filter(|at| *at < version) {
                Some(at) => {
                    let past = differences(&snapshot, &query.resource, at).map_err(sqlite)?;
                    past.ok_or(StoreError::Compacted(at))?
                }
                None => Past::new(),
            };
            let walked = Walked { version, ..Walked::default() };
            let mut page = Page { connection: &snapshot, query, limit, accept, each, walked };
            let mut past = past.into_iter().filter(|(at, _)| query.covers(at)).peekable();
            let mut statement = snapshot.prepare_cached(&query.list(accept.is_some())).map_err(sqlite)?;
            let (after_namespace, after_name) = query.after.clone().unzip();
            let mut found = statement
                .query(params![query.resource, query.namespace, query.name, after_namespace, after_name])
                .map_err(sqlite)?;
            while let Some(row) = found.next().map_err(sqlite)? {
                let text = |at: usize| row.get_ref(at).and_then(|v| v.as_str().map_err(Into::into));
                let (namespace, name) = (text(0).map_err(sqlite)?, text(1).map_err(sqlite)?);
                let here = (namespace, name);
                while let Some((at, old)) =
                    past.next_if(|((namespace, name), _)| (namespace.as_str(), name.as_str()) < here)
                {
                    page.put_old(&at, old, self.summarise)?;
                }
                let changed =
                    past.next_if(|((namespace, name), _)| (namespace.as_str(), name.as_str()) == here);
                match changed {
                    Some((_, Old::Absent)) => {}
                    Some((at, old @ Old::Was(..))) => page.put_old(&at, old, self.summarise)?,
                    _ => {
                        let (metadata, summary) = (text(2).map_err(sqlite)?, text(3).map_err(sqlite)?);
                        let (uid, body) = (text(4).map_err(sqlite)?, text(5).map_err(sqlite)?);
                        page.put(&Found {
                            namespace,
                            name,
                            metadata,
                            summary,
                            body,
                            nodes: "",
                            version,
                            uid,
                        })?;
                    }
                }
                if page.walked.more {
                    break;
                }
            }
            while let Some((at, old)) = past.next().filter(|_| !page.walked.more) {
                page.put_old(&at, old, self.summarise)?;
            }
            Ok(page.walked)
        })
    }

    /// How many objects a query covers, as things are now.
    pub(super) fn count(&self, query: &Query) -> Result<i64, StoreError> {
        let sqlite = |e| StoreError::sqlite(&self.path, e);
        self.with(|connection| {
            let mut statement = connection.prepare_cached(&query.select("count(*)", "")).map_err(sqlite)?;
            let (namespace, name) = query.after.clone().unzip();
            let given = params![query.resource, query.namespace, query.name, namespace, name];
            statement.query_row(given, |row| row.get(0)).map_err(sqlite)
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

/// The part of metadata that selectors look at; the rest is skipped.
#[derive(serde::Deserialize)]
struct Labels {
    labels: Option<BTreeMap<String, String>>,
}

/// A page of a list in the making.
struct Page<'a, F> {
    connection: &'a Connection,
    query: &'a Query,
    limit: Option<usize>,
    accept: Option<&'a Filter>,
    each: F,
    walked: Walked,
}

impl<F: FnMut(&Connection, &Found<'_>) -> Result<(), StoreError>> Page<'_, F> {
    /// Shows an object, or notes that there is more than fits.
    fn put(&mut self, found: &Found<'_>) -> Result<(), StoreError> {
        if let Some(filter) = self.accept
            && !filter.admits(found)?
        {
            return Ok(());
        }
        if self.limit.is_some_and(|limit| self.walked.count >= limit) {
            self.walked.more = true;
            return Ok(());
        }
        self.walked.count += 1;
        if self.limit.is_some_and(|limit| self.walked.count == limit) {
            self.walked.last = Some((found.namespace.to_owned(), found.name.to_owned()));
        }
        (self.each)(self.connection, found)
    }

    /// Shows an object as it was.
    fn put_old(&mut self, at: &(String, String), old: Old, summarise: Summarise) -> Result<(), StoreError> {
        let Old::Was(metadata, body) = old else { return Ok(()) };
        let summary = summarise(&self.query.resource, &join(&metadata, &body)?).to_string();
        // Its nodes are gone or newer: an old workflow is shown without.
        let (namespace, name) = (at.0.as_str(), at.1.as_str());
        self.put(&Found {
            namespace,
            name,
            metadata: &metadata,
            summary: &summary,
            body: &body,
            nodes: "",
            version: self.walked.version,
            uid: "",
        })
    }
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    let mut statement =
        connection.prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'changes'")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// The newest change that is no longer in the log.
pub(super) fn compacted(connection: &Connection) -> rusqlite::Result<i64> {
    let mut statement =
        connection.prepare_cached("SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'compacted'")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}
