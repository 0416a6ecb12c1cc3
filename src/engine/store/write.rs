//! One write transaction: what the API server can do to objects, all or nothing.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};

use super::log::Texts;
use super::object::{WORKFLOWS, has_nodes, owner_uids, put_nodes, take_nodes};
use super::{Change, ChangeKind, Facets, Key, NodeChanges, StoreError, Stored, Summarise, labels};

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

    /// Whether there is an object.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn exists(&self, key: &Key) -> Result<bool, StoreError> {
        let mut statement = self
            .sql(self.connection.prepare_cached(
                "SELECT 1 FROM objects WHERE resource = ?1 AND namespace = ?2 AND name = ?3",
            ))?;
        self.sql(statement.exists([&key.resource, &key.namespace, &key.name]))
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
        if has_nodes(&stored.key.resource) {
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
        let summary = (self.summarise)(&key.resource, &object);
        let now = facets(&object["metadata"], &summary);
        let rv = self.log(ChangeKind::Added, key, &now, None)?;
        set_version(&mut object, rv);
        let uid = object["metadata"]["uid"].as_str().unwrap_or_default().to_owned();
        let texts = Texts::of(&object);
        let summary = summary.to_string();
        self.sql(self.connection.prepare_cached(
            "INSERT INTO objects (resource, namespace, name, uid, rv, created_rv, metadata, summary, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8)",
        ))?
        .execute(params![key.resource, key.namespace, key.name, uid, rv, texts.metadata, summary, texts.rest])
        .map_err(|e| StoreError::sqlite(self.path, e))?;
        self.put_owners(key, &object)?;
        for (id, node) in &nodes {
            self.put_node(&uid, id, Some(node))?;
        }
        if key.resource == "pods" {
            self.remember_pod(key, &uid, &now)?;
        }
        let text = nodes.is_empty().then_some(texts.whole);
        self.announce(rv, ChangeKind::Added, key, (now, None), text);
        Ok(Stored { key: key.clone(), uid, rv, head: object })
    }

    /// Replaces an object's head and the given nodes. Returns the new state, or the old one where nothing differs.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn update(&mut self, old: &Stored, head: Value, nodes: NodeChanges) -> Result<Stored, StoreError> {
        // Whether there are other nodes is not known here.
        let whole = old.key.resource != WORKFLOWS;
        self.change(old, head, nodes, whole)
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
        let whole = wanted.is_empty();
        for (id, node) in wanted {
            if present.get(&id) != Some(&node) {
                changes.insert(id, Some(node));
            }
        }
        self.change(old, object, changes, whole)
    }

    /// Writes a changed head and nodes; `whole` says that the head is all there is.
    fn change(
        &mut self,
        old: &Stored,
        mut head: Value,
        nodes: NodeChanges,
        whole: bool,
    ) -> Result<Stored, StoreError> {
        set_version(&mut head, old.rv);
        if head == old.head && nodes.is_empty() {
            return Ok(old.clone());
        }
        let key = &old.key;
        let summary = (self.summarise)(&key.resource, &head);
        let before = self.facets(key, &old.head);
        let now = facets(&head["metadata"], &summary);
        let rv = self.log(ChangeKind::Modified, key, &now, Some(&before))?;
        set_version(&mut head, rv);
        let texts = Texts::of(&head);
        self.sql(self.connection.prepare_cached(
            "UPDATE objects SET rv = ?4, metadata = ?5, summary = ?6, body = ?7
             WHERE resource = ?1 AND namespace = ?2 AND name = ?3",
        ))?
        .execute(params![
            key.resource,
            key.namespace,
            key.name,
            rv,
            texts.metadata,
            summary.to_string(),
            texts.rest
        ])
        .map_err(|e| StoreError::sqlite(self.path, e))?;
        if owner_uids(&old.head["metadata"]) != owner_uids(&head["metadata"]) {
            self.drop_owners(key, &old.head)?;
            self.put_owners(key, &head)?;
        }
        for (id, node) in &nodes {
            self.put_node(&old.uid, id, node.as_ref())?;
        }
        self.announce(rv, ChangeKind::Modified, key, (now, Some(before)), whole.then_some(texts.whole));
        Ok(Stored { key: key.clone(), uid: old.uid.clone(), rv, head })
    }

    /// Removes an object and returns its last state, with the resourceVersion of its removal.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn delete(&mut self, old: &Stored) -> Result<Value, StoreError> {
        let last = self.take_out(old)?;
        if has_nodes(&old.key.resource) {
            self.sql(self.connection.prepare_cached("DELETE FROM nodes WHERE uid = ?1"))?
                .execute([&old.uid])
                .map_err(|e| StoreError::sqlite(self.path, e))?;
        }
        Ok(last)
    }

    /// The same, but for its nodes, which stay.
    pub(super) fn take_out(&mut self, old: &Stored) -> Result<Value, StoreError> {
        let key = &old.key;
        let before = self.facets(key, &old.head);
        let mut last = self.whole(old)?;
        let rv = self.log(ChangeKind::Deleted, key, &before, Some(&before))?;
        set_version(&mut last, rv);
        for statement in [
            "DELETE FROM objects WHERE resource = ?1 AND namespace = ?2 AND name = ?3",
            "DELETE FROM owners WHERE resource = ?1 AND namespace = ?2 AND name = ?3",
        ] {
            self.sql(self.connection.prepare_cached(statement))?
                .execute(params![key.resource, key.namespace, key.name])
                .map_err(|e| StoreError::sqlite(self.path, e))?;
        }
        self.announce(rv, ChangeKind::Deleted, key, (before.clone(), Some(before)), Some(last.to_string()));
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

    /// The objects in a namespace.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn inside(&self, namespace: &str) -> Result<Vec<Key>, StoreError> {
        let mut statement = self.sql(
            self.connection
                .prepare_cached("SELECT resource, namespace, name FROM objects WHERE namespace = ?1"),
        )?;
        let rows = self.sql(statement.query_map([namespace], |row| {
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
    // Maps with texts for keys can always be written.
    serde_json::to_string(&(&facets.labels, &facets.fields)).unwrap_or_default()
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
