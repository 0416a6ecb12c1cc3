//! Sets of fields, as `managedFields` writes them: `f:name` for a field, `k:{…}` for an element by its key, `v:…` for
//! an element by its value, `.` for the thing itself.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// A set of paths into an object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::engine::apiserver) struct FieldSet {
    /// Whether the place itself is in the set.
    pub(super) member: bool,
    /// What is below it. No empty sets.
    pub(super) children: BTreeMap<String, Self>,
}

impl FieldSet {
    /// A place without anything below it.
    pub(super) fn leaf() -> Self {
        Self { member: true, children: BTreeMap::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.member && self.children.is_empty()
    }

    /// Adds what is below a step, unless that is nothing.
    pub(super) fn put(&mut self, step: String, set: Self) {
        if !set.is_empty() {
            self.children.insert(step, set);
        }
    }

    /// What goes a step below when this set goes: with a place all that is below it.
    pub(super) fn going(&self, step: &str) -> Option<Self> {
        let below = self.children.get(step).cloned();
        if self.member { Some(Self { member: true, ..below.unwrap_or_default() }) } else { below }
    }

    /// Reads a `fieldsV1`.
    pub(super) fn from_json(fields: &Value) -> Self {
        let mut set = Self::default();
        for (step, below) in fields.as_object().into_iter().flatten() {
            if step == "." {
                set.member = true;
            } else if below.as_object().is_some_and(Map::is_empty) {
                set.children.insert(step.clone(), Self::leaf());
            } else {
                set.put(step.clone(), Self::from_json(below));
            }
        }
        set
    }

    /// Writes a `fieldsV1`.
    pub(super) fn to_json(&self) -> Value {
        let mut fields = Map::new();
        if self.member && !self.children.is_empty() {
            fields.insert(".".into(), json!({}));
        }
        for (step, below) in &self.children {
            fields.insert(step.clone(), below.to_json());
        }
        Value::Object(fields)
    }

    /// What is in either.
    pub(super) fn union(&mut self, other: &Self) {
        self.member |= other.member;
        for (step, below) in &other.children {
            self.children.entry(step.clone()).or_default().union(below);
        }
    }

    /// What is here and not there.
    pub(super) fn without(&self, other: &Self) -> Self {
        let mut left = Self { member: self.member && !other.member, children: BTreeMap::new() };
        for (step, below) in &self.children {
            let below = other.children.get(step).map_or_else(|| below.clone(), |gone| below.without(gone));
            left.put(step.clone(), below);
        }
        left
    }

    /// What is left when places go with everything below them.
    pub(super) fn cut(&self, gone: &Self) -> Self {
        if gone.member {
            return Self::default();
        }
        let mut left = Self { member: self.member, children: BTreeMap::new() };
        for (step, below) in &self.children {
            let below = gone.children.get(step).map_or_else(|| below.clone(), |gone| below.cut(gone));
            left.put(step.clone(), below);
        }
        left
    }

    /// What is in both.
    pub(super) fn common(&self, other: &Self) -> Self {
        let mut both = Self { member: self.member && other.member, children: BTreeMap::new() };
        for (step, below) in &self.children {
            if let Some(theirs) = other.children.get(step) {
                both.put(step.clone(), below.common(theirs));
            }
        }
        both
    }

    /// The paths as messages show them: `.spec.containers[name="main"].image`.
    pub(super) fn paths(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.collect(&mut String::new(), &mut found);
        found
    }

    fn collect(&self, path: &mut String, found: &mut Vec<String>) {
        if self.member {
            found.push(path.clone());
        }
        for (step, below) in &self.children {
            let length = path.len();
            path.push_str(&shown(step));
            below.collect(path, found);
            path.truncate(length);
        }
    }
}

fn shown(step: &str) -> String {
    if let Some(name) = step.strip_prefix("f:") {
        return format!(".{name}");
    }
    if let Some(value) = step.strip_prefix("v:") {
        return format!("[={value}]");
    }
    let key = step.strip_prefix("k:").unwrap_or(step);
    let key: Map<String, Value> = serde_json::from_str(key).unwrap_or_default();
    let parts: Vec<String> = key.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("[{}]", parts.join(","))
}
