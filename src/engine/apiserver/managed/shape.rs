//! How fields are owned and merged: as one, key by key, element by element.

use serde_json::{Map, Value};

use super::super::kinds::Kind;

/// How a value is taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::apiserver) enum Shape {
    /// It is owned as one.
    Atomic,
    /// Each key is owned for itself.
    Map,
    /// Each element is owned for itself and known by these fields.
    Keyed(&'static [&'static str]),
    /// Each value is owned for itself.
    Set,
}

/// Lists of core kinds whose elements are known by fields of theirs.
const KEYED: &[(&str, &[&str])] = &[
    ("containers", &["name"]),
    ("initContainers", &["name"]),
    ("ephemeralContainers", &["name"]),
    ("env", &["name"]),
    ("ports", &["containerPort", "protocol"]),
    ("volumeMounts", &["mountPath"]),
    ("volumeDevices", &["devicePath"]),
    ("volumes", &["name"]),
    ("imagePullSecrets", &["name"]),
    ("secrets", &["name"]),
    ("hostAliases", &["ip"]),
    ("schedulingGates", &["name"]),
    ("resourceClaims", &["name"]),
    ("topologySpreadConstraints", &["topologyKey", "whenUnsatisfiable"]),
    ("conditions", &["type"]),
    ("podIPs", &["ip"]),
    ("hostIPs", &["ip"]),
];

/// Lists of core kinds that are sets of values.
const SETS: &[&str] = &["readinessGates"];

/// Objects that are owned as one, by the field that holds them: references and selectors.
const WHOLE: &[&str] = &[
    "fieldRef",
    "resourceFieldRef",
    "configMapKeyRef",
    "secretKeyRef",
    "nodeSelector",
    "selector",
    "labelSelector",
    "involvedObject",
    "related",
    "dataSource",
    "claimRef",
];

/// Lists whose elements are owned as one each.
const WHOLE_ELEMENTS: &[&str] = &["ownerReferences", "imagePullSecrets", "secrets"];

/// Where a value is.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine::apiserver) struct Place<'a> {
    kind: &'a Kind,
    metadata: bool,
    status: bool,
    field: &'a str,
    element: bool,
}

impl<'a> Place<'a> {
    /// The object itself.
    pub(in crate::engine::apiserver) fn root(kind: &'a Kind) -> Self {
        Self { kind, metadata: false, status: false, field: "", element: false }
    }

    /// A field of it.
    pub(in crate::engine::apiserver) fn field<'b>(&self, name: &'b str) -> Place<'b>
    where
        'a: 'b,
    {
        let root = self.field.is_empty() && !self.element;
        Place {
            kind: self.kind,
            metadata: self.metadata || root && name == "metadata",
            status: root && name == "status" || self.status && name == "nodes",
            field: name,
            element: false,
        }
    }

    /// Whether the server says what is in a field of it: nobody else owns that.
    pub(in crate::engine::apiserver) fn is_the_servers(&self, name: &str) -> bool {
        let root = self.field.is_empty() && !self.element;
        root && matches!(name, "apiVersion" | "kind")
            || self.metadata && self.field == "metadata" && super::SERVERS.contains(&name)
    }

    /// An element of it.
    pub(in crate::engine::apiserver) fn element(&self) -> Self {
        Self { element: true, ..*self }
    }

    /// How a value here is owned.
    pub(in crate::engine::apiserver) fn shape(&self, value: &Value) -> Shape {
        let custom = self.kind.is_custom() && !self.metadata;
        match value {
            Value::Object(_) if self.element && WHOLE_ELEMENTS.contains(&self.field) => Shape::Atomic,
            Value::Object(_) if !custom && WHOLE.contains(&self.field) => Shape::Atomic,
            // A cluster lists every field of every node here, which would outgrow the nodes themselves.
            Value::Object(_) if self.status && self.field == "nodes" => Shape::Atomic,
            Value::Object(_) => Shape::Map,
            Value::Array(_) if self.metadata && self.field == "ownerReferences" => Shape::Keyed(&["uid"]),
            Value::Array(_) if self.metadata && self.field == "finalizers" => Shape::Set,
            Value::Array(_) if !custom && SETS.contains(&self.field) => Shape::Set,
            Value::Array(_) if !custom => KEYED
                .iter()
                .find(|(name, _)| *name == self.field)
                .map_or(Shape::Atomic, |(_, keys)| Shape::Keyed(keys)),
            _ => Shape::Atomic,
        }
    }
}

/// The step to an element, e.g. `k:{"name":"main"}`.
pub(in crate::engine::apiserver) fn step(keys: &[&str], element: &Value) -> String {
    let mut key = Map::new();
    for name in keys {
        match element.get(*name) {
            Some(value) => key.insert((*name).to_owned(), value.clone()),
            None if *name == "protocol" => key.insert((*name).to_owned(), "TCP".into()),
            None => None,
        };
    }
    format!("k:{}", Value::Object(key))
}
