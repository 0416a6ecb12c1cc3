//! Whole objects as JSON text. A workflow's nodes are text in the store and go out as text: read as JSON, ten thousand
//! of them take more memory than everything else an engine keeps.

use rusqlite::Connection;
use serde_json::Value;

use super::object::has_nodes;
use super::read::Readers;
use super::write::get;
use super::{Key, StoreError};

impl Readers {
    /// An object with the number of its last change, as JSON.
    pub(super) fn text(&self, key: &Key) -> Result<Option<(i64, String)>, StoreError> {
        self.with(|connection| {
            let sqlite = |e| StoreError::sqlite(&self.path, e);
            // One read transaction, so that the object and its nodes belong together.
            let snapshot = connection.unchecked_transaction().map_err(sqlite)?;
            let Some(stored) = get(&snapshot, &self.path, key)? else { return Ok(None) };
            if !has_nodes(&key.resource) {
                return Ok(Some((stored.rv, stored.head.to_string())));
            }
            let nodes = nodes(&snapshot, &stored.uid).map_err(sqlite)?;
            Ok(Some((stored.rv, with_nodes(&stored.head, &nodes))))
        })
    }
}

/// The nodes of a workflow as the members of a JSON object.
pub(super) fn nodes(connection: &Connection, uid: &str) -> rusqlite::Result<String> {
    let mut statement = connection.prepare_cached("SELECT id, body FROM nodes WHERE uid = ?1")?;
    let mut rows = statement.query([uid])?;
    let mut text = String::new();
    while let Some(row) = rows.next()? {
        let (id, body) = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
        member(&mut text, id, body);
    }
    Ok(text)
}

/// A workflow as JSON, with nodes at the end of its status.
fn with_nodes(head: &Value, nodes: &str) -> String {
    let Some(head) = head.as_object().filter(|_| !nodes.is_empty()) else { return head.to_string() };
    let mut status = String::new();
    for (key, value) in head.get("status").and_then(Value::as_object).into_iter().flatten() {
        member(&mut status, key, &value.to_string());
    }
    member(&mut status, "nodes", &format!("{{{nodes}}}"));
    let status = format!("{{{status}}}");
    let mut text = String::with_capacity(status.len() + 4096);
    for (key, value) in head.iter().filter(|(key, _)| *key != "status") {
        member(&mut text, key, &value.to_string());
    }
    member(&mut text, "status", &status);
    format!("{{{text}}}")
}

/// Adds a member to those of a JSON object.
fn member(members: &mut String, key: &str, value: &str) {
    if !members.is_empty() {
        members.push(',');
    }
    members.push_str(&Value::from(key).to_string());
    members.push(':');
    members.push_str(value);
}
