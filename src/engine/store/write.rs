//! One write transaction: what the API server can do to objects, all or nothing.

use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};

use super::object::{WORKFLOWS, owner_uids, put_nodes, take_nodes};
use super::{Change, ChangeKind, Facets, Key, NodeChanges, StoreError, Stored, Summarise, labels};

/// Objects larger than this are not carried by their change; watchers read them when told.
const SMALL: usize = 16 * 1024;

/// A transaction in progress. Dropped without being kept, it leaves no trace.
pub struct Transaction<'a> {
    pub(super) connection: &'a Connection,
    pub(super) path: &'a Path,
    pub(super) summarise: Summarise,
    pub(super) changes: Vec<Change>,
}

impl Transaction<'_> {
    fn sql<T>(&self, result: Result<T, rusqlite::Error>) -> Result<T, StoreError> {
        result.map_err(|e| StoreError::sqlite(self.path, e))
    }

    /// The object without its nodes.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn get(&self, key: &Key) -> Result<Option<Stored>, StoreError> {
        get(self.connection, self.path, key)
    }

    /// One node of a workflow.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn node(&self, uid: &str, id: &str) -> Result<Option<Value>, StoreError> {
        let mut statement =
            self.sql(self.connection.prepare_cached("SELECT body FROM nodes WHERE uid = ?1 AND id = ?2"))?;
        let text: Option<String> = self.sql(statement.query_row([uid, id], |row| row.get(0)).optional())?;
        text.map(|text| serde_json::from_str(&text)).transpose().map_err(Into::into)
    }

    /// The whole object, nodes included.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn whole(&self, stored: &Stored) -> Result<Value, StoreError> {
        let mut object = stored.head.clone();
        if stored.key.resource == WORKFLOWS {
            put_nodes(&mut object, nodes(self.connection, self.path, &stored.uid)?);
        }
        Ok(object)
    }

    /// Stores a new object, which must not exist, and returns it with its resourceVersion.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn insert(&mut self, key: &Key, mut object: Value) -> Result<Stored, StoreError> {
        let nodes = take_nodes(&key.resource, &mut object).unwrap_or_default();
        let now = self.facets(key, &object);
        let rv = self.log(ChangeKind::Added, key, &now, None, None)?;
        set_version(&mut object, rv);
        let uid = object["metadata"]["uid"].as_str().unwrap_or_default().to_owned();
        let (metadata, summary, body) = self.columns(key, &object);
        self.sql(self.connection.prepare_cached(
            "INSERT INTO objects (resource, namespace, name, uid, rv, created_rv, metadata, summary, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8)",
        ))?
        .execute(params![key.resource, key.namespace, key.name, uid, rv, metadata, summary, body])
        .map_err(|e| StoreError::sqlite(self.path, e))?;
        self.put_owners(key, &object)?;
        for (id, node) in nodes {
            self.put_node(&uid, &id, Some(&node))?;
        }
        if key.resource == "pods" {
            self.remember_pod(key, &uid, &now)?;
        }
        self.announce(rv, ChangeKind::Added, key, now, None, &object, body.len());
        Ok(Stored { key: key.clone(), uid, rv, head: object })
    }

    /// Replaces an object's head and the given nodes. Returns the new state, or the old one where nothing differs.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn update(
        &mut self,
        old: &Stored,
        mut head: Value,
        nodes: NodeChanges,
    ) -> Result<Stored, StoreError> {
        set_version(&mut head, old.rv);
        if head == old.head && nodes.is_empty() {
            return Ok(old.clone());
        }
        let key = &old.key;
        let before = self.facets(key, &old.head);
        let now = self.facets(key, &head);
        let rv = self.log(ChangeKind::Modified, key, &now, Some(&before), None)?;
        set_version(&mut head, rv);
        let (metadata, summary, body) = self.columns(key, &head);
        self.sql(self.connection.prepare_cached(
            "UPDATE objects SET rv = ?4, metadata = ?5, summary = ?6, body = ?7
             WHERE resource = ?1 AND namespace = ?2 AND name = ?3",
        ))?
        .execute(params![key.resource, key.namespace, key.name, rv, metadata, summary, body])
        .map_err(|e| StoreError::sqlite(self.path, e))?;
        if owner_uids(&old.head["metadata"]) != owner_uids(&head["metadata"]) {
            self.drop_owners(key, &old.head)?;
            self.put_owners(key, &head)?;
        }
        for (id, node) in &nodes {
            self.put_node(&old.uid, id, node.as_ref())?;
        }
        self.announce(rv, ChangeKind::Modified, key, now, Some(before), &head, body.len());
        Ok(Stored { key: key.clone(), uid: old.uid.clone(), rv, head })
    }

    /// Replaces a whole object, nodes included: only nodes that differ are written.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn replace(&mut self, old: &Stored, mut object: Value) -> Result<Stored, StoreError> {
        if old.key.resource != WORKFLOWS {
            return self.update(old, object, NodeChanges::new());
        }
        let wanted = take_nodes(&old.key.resource, &mut object).unwrap_or_default();
        let present = nodes(self.connection, self.path, &old.uid)?;
        let mut changes: NodeChanges =
            present.keys().filter(|id| !wanted.contains_key(*id)).map(|id| (id.clone(), None)).collect();
        for (id, node) in wanted {
            if present.get(&id) != Some(&node) {
                changes.insert(id, Some(node));
            }
        }
        self.update(old, object, changes)
    }

    /// Removes an object and returns its last state, with the resourceVersion of its removal.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn delete(&mut self, old: &Stored) -> Result<Value, StoreError> {
        let key = &old.key;
        let before = self.facets(key, &old.head);
        let mut last = self.whole(old)?;
        let rv = self.log(ChangeKind::Deleted, key, &before, Some(&before), None)?;
        set_version(&mut last, rv);
        // The log keeps what a watcher that was away needs to know of it, not the whole of a large workflow.
        let note = serde_json::to_string(&slim(&last))?;
        self.sql(self.connection.prepare_cached("UPDATE changes SET body = ?2 WHERE rv = ?1"))?
            .execute(params![rv, note])
            .map_err(|e| StoreError::sqlite(self.path, e))?;
        for statement in [
            "DELETE FROM objects WHERE resource = ?1 AND namespace = ?2 AND name = ?3",
            "DELETE FROM owners WHERE resource = ?1 AND namespace = ?2 AND name = ?3",
        ] {
            self.sql(self.connection.prepare_cached(statement))?
                .execute(params![key.resource, key.namespace, key.name])
                .map_err(|e| StoreError::sqlite(self.path, e))?;
        }
        if key.resource == WORKFLOWS {
            self.sql(self.connection.prepare_cached("DELETE FROM nodes WHERE uid = ?1"))?
                .execute([&old.uid])
                .map_err(|e| StoreError::sqlite(self.path, e))?;
        }
        self.changes.push(Change {
            rv,
            kind: ChangeKind::Deleted,
            key: key.clone(),
            now: before.clone(),
            before: Some(before),
            body: Some(Arc::new(last.clone())),
        });
        Ok(last)
    }

    /// The objects that name a uid among their owners.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn owned_by(&self, uid: &str) -> Result<Vec<Key>, StoreError> {
        let mut statement = self.sql(
            self.connection.prepare_cached("SELECT resource, namespace, name FROM owners WHERE owner = ?1"),
        )?;
        let rows = self.sql(statement.query_map([uid], |row| {
            Ok(Key { resource: row.get(0)?, namespace: row.get(1)?, name: row.get(2)? })
        }))?;
        let keys = rows.collect::<Result<_, _>>();
        self.sql(keys)
    }

    /// Forgets where the logs of a workflow's pods are and returns the folders: (namespace, pod uid).
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn forget_pods(&mut self, namespace: &str, workflow: &str) -> Result<Vec<String>, StoreError> {
        let mut statement = self.sql(self.connection.prepare_cached(
            "DELETE FROM pod_folders WHERE namespace = ?1 AND workflow = ?2 RETURNING uid",
        ))?;
        let rows = self.sql(statement.query_map([namespace, workflow], |row| row.get(0)))?;
        let uids = rows.collect::<Result<_, _>>();
        self.sql(uids)
    }

    fn facets(&self, key: &Key, object: &Value) -> Facets {
        let summary = (self.summarise)(&key.resource, object);
        facets(&object["metadata"], &summary)
    }

    fn columns(&self, key: &Key, object: &Value) -> (String, String, String) {
        let summary = (self.summarise)(&key.resource, object);
        let mut rest = object.clone();
        let metadata = rest.as_object_mut().and_then(|o| o.shift_remove("metadata")).unwrap_or_default();
        (metadata.to_string(), summary.to_string(), rest.to_string())
    }

    fn log(
        &self,
        kind: ChangeKind,
        key: &Key,
        now: &Facets,
        before: Option<&Facets>,
        body: Option<&str>,
    ) -> Result<i64, StoreError> {
        let before = before.filter(|b| *b != now).map(facets_text);
        let mut statement = self.sql(self.connection.prepare_cached(
            "INSERT INTO changes (kind, resource, namespace, name, labels, before, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        ))?;
        let row = params![kind.word(), key.resource, key.namespace, key.name, facets_text(now), before, body];
        self.sql(statement.insert(row))
    }

    #[expect(clippy::too_many_arguments, reason = "one row of the change log")]
    fn announce(
        &mut self,
        rv: i64,
        kind: ChangeKind,
        key: &Key,
        now: Facets,
        before: Option<Facets>,
        object: &Value,
        size: usize,
    ) {
        let whole = key.resource != WORKFLOWS && size <= SMALL;
        let body = whole.then(|| Arc::new(object.clone()));
        self.changes.push(Change { rv, kind, key: key.clone(), now, before, body });
    }

    fn put_node(&self, uid: &str, id: &str, node: Option<&Value>) -> Result<(), StoreError> {
        let done = match node {
            Some(node) => self
                .sql(self.connection.prepare_cached(
                    "INSERT INTO nodes (uid, id, body) VALUES (?1, ?2, ?3)
                     ON CONFLICT (uid, id) DO UPDATE SET body = excluded.body",
                ))?
                .execute(params![uid, id, node.to_string()]),
            None => self
                .sql(self.connection.prepare_cached("DELETE FROM nodes WHERE uid = ?1 AND id = ?2"))?
                .execute([uid, id]),
        };
        self.sql(done).map(|_| ())
    }

    fn put_owners(&self, key: &Key, object: &Value) -> Result<(), StoreError> {
        for owner in owner_uids(&object["metadata"]) {
            let done = self
                .sql(self.connection.prepare_cached("INSERT OR IGNORE INTO owners VALUES (?1, ?2, ?3, ?4)"))?
                .execute([owner, &key.resource, &key.namespace, &key.name]);
            self.sql(done)?;
        }
        Ok(())
    }

    fn drop_owners(&self, key: &Key, object: &Value) -> Result<(), StoreError> {
        for owner in owner_uids(&object["metadata"]) {
            let done = self
                .sql(self.connection.prepare_cached(
                    "DELETE FROM owners WHERE owner = ?1 AND resource = ?2 AND namespace = ?3 AND name = ?4",
                ))?
                .execute([owner, &key.resource, &key.namespace, &key.name]);
            self.sql(done)?;
        }
        Ok(())
    }

    fn remember_pod(&self, key: &Key, uid: &str, facets: &Facets) -> Result<(), StoreError> {
        let workflow = facets.labels.get("workflows.argoproj.io/workflow").map_or("", String::as_str);
        let done = self
            .sql(
                self.connection.prepare_cached("INSERT OR REPLACE INTO pod_folders VALUES (?1, ?2, ?3, ?4)"),
            )?
            .execute([&key.namespace, &key.name, uid, workflow]);
        self.sql(done).map(|_| ())
    }
}

/// What selectors see of an object.
pub(super) fn facets(metadata: &Value, summary: &Value) -> Facets {
    let fields = summary.get("fields").and_then(Value::as_object).into_iter().flatten();
    let fields = fields.filter_map(|(k, v)| Some((k.clone(), v.as_str()?.to_owned()))).collect();
    Facets { labels: labels(metadata), fields }
}

pub(super) fn facets_text(facets: &Facets) -> String {
    serde_json::json!([facets.labels, facets.fields]).to_string()
}

pub(super) fn set_version(object: &mut Value, rv: i64) {
    if let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) {
        metadata.insert("resourceVersion".into(), Value::String(rv.to_string()));
    }
}

/// Reads an object without its nodes.
pub(super) fn get(connection: &Connection, path: &Path, key: &Key) -> Result<Option<Stored>, StoreError> {
    let sqlite = |e| StoreError::sqlite(path, e);
    let mut statement = connection
        .prepare_cached(
            "SELECT uid, rv, metadata, body FROM objects WHERE resource = ?1 AND namespace = ?2 AND name = ?3",
        )
        .map_err(sqlite)?;
    let row: Option<(String, i64, String, String)> = statement
        .query_row([&key.resource, &key.namespace, &key.name], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
        })
        .optional()
        .map_err(sqlite)?;
    let Some((uid, rv, metadata, body)) = row else { return Ok(None) };
    Ok(Some(Stored { key: key.clone(), uid, rv, head: join(&metadata, &body)? }))
}

/// Puts metadata and the rest together in the order an API server prints them.
pub(super) fn join(metadata: &str, body: &str) -> Result<Value, StoreError> {
    let rest: Map<String, Value> = serde_json::from_str(body)?;
    let mut object = Map::new();
    let mut metadata: Option<Value> = Some(serde_json::from_str(metadata)?);
    for (key, value) in rest {
        let before_metadata = key == "apiVersion" || key == "kind";
        if !before_metadata && let Some(metadata) = metadata.take() {
            object.insert("metadata".into(), metadata);
        }
        object.insert(key, value);
    }
    if let Some(metadata) = metadata {
        object.insert("metadata".into(), metadata);
    }
    Ok(Value::Object(object))
}

/// The nodes of a workflow, by id.
pub(super) fn nodes(
    connection: &Connection,
    path: &Path,
    uid: &str,
) -> Result<Map<String, Value>, StoreError> {
    let sqlite = |e| StoreError::sqlite(path, e);
    let mut statement =
        connection.prepare_cached("SELECT id, body FROM nodes WHERE uid = ?1").map_err(sqlite)?;
    let mut rows = statement.query([uid]).map_err(sqlite)?;
    let mut nodes = Map::new();
    while let Some(row) = rows.next().map_err(sqlite)? {
        let id: String = row.get(0).map_err(sqlite)?;
        let body = row.get_ref(1).and_then(|v| v.as_str().map_err(Into::into)).map_err(sqlite)?;
        nodes.insert(id, serde_json::from_str(body)?);
    }
    Ok(nodes)
}

/// An object without what grows: enough for a watcher that learns of a deletion late.
fn slim(object: &Value) -> Value {
    let mut slim = object.clone();
    if let Some(status) = slim.get_mut("status").and_then(Value::as_object_mut) {
        status.shift_remove("nodes");
        status.shift_remove("storedTemplates");
    }
    slim
}
