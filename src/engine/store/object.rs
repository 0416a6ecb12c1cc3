//! Stored objects, and how a workflow's nodes are kept apart from the rest of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The resource whose `status.nodes` are rows of their own.
pub(super) const WORKFLOWS: &str = "workflows.argoproj.io";

/// The resource of archived workflows, which are named by their uid.
pub const ARCHIVED: &str = "archivedworkflows.argoproj.io";

/// Whether `status.nodes` of a resource's objects are rows of their own.
pub(super) fn has_nodes(resource: &str) -> bool {
    resource == WORKFLOWS || resource == ARCHIVED
}

/// Where an object is: `resource` is plural and group, e.g. `workflows.argoproj.io`, or `pods`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Plural name and group, joined by a dot; core resources have no group.
    pub resource: String,
    /// Empty for objects of the whole cluster.
    pub namespace: String,
    /// The object's name.
    pub name: String,
}

impl Key {
    /// Makes a key of its parts.
    pub fn new(resource: impl Into<String>, namespace: impl Into<String>, name: impl Into<String>) -> Self {
        Self { resource: resource.into(), namespace: namespace.into(), name: name.into() }
    }
}

/// An object without its nodes, as the store keeps it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Where it is.
    pub key: Key,
    /// Its uid.
    pub uid: String,
    /// The number of its last change.
    pub rv: i64,
    /// The whole object but for `status.nodes` of workflows; `metadata.resourceVersion` is `rv`.
    pub head: Value,
}

/// Changes of single nodes: the new node, or `None` where it goes.
pub type NodeChanges = BTreeMap<String, Option<Value>>;

/// Takes `status.nodes` out of a workflow; `None` where there are none or the resource has none.
pub fn take_nodes(resource: &str, object: &mut Value) -> Option<Map<String, Value>> {
    if resource != WORKFLOWS {
        return None;
    }
    match object.get_mut("status")?.as_object_mut()?.shift_remove("nodes")? {
        Value::Object(nodes) => Some(nodes),
        _ => None,
    }
}

/// Puts nodes into a workflow's status.
pub(super) fn put_nodes(object: &mut Value, nodes: Map<String, Value>) {
    if nodes.is_empty() {
        return;
    }
    if let Some(object) = object.as_object_mut() {
        let status = object.entry("status").or_insert_with(|| Value::Object(Map::new()));
        if let Some(status) = status.as_object_mut() {
            status.insert("nodes".into(), Value::Object(nodes));
        }
    }
}

/// The labels of an object's metadata.
pub fn labels(metadata: &Value) -> BTreeMap<String, String> {
    let labels = metadata.get("labels").and_then(Value::as_object);
    let pairs = labels.into_iter().flatten();
    pairs.filter_map(|(k, v)| Some((k.clone(), v.as_str()?.to_owned()))).collect()
}

/// The uids of an object's owners.
pub(super) fn owner_uids(metadata: &Value) -> Vec<&str> {
    let owners = metadata.get("ownerReferences").and_then(Value::as_array);
    owners.into_iter().flatten().filter_map(|o| o.get("uid")?.as_str()).collect()
}
