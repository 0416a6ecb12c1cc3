//! Flat names, and the nested values that expressions see of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, tz::TimeZone};

use crate::core::expr::{Environment, Functions, Program, Value, from_json};

/// What a name stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot<'a> {
    /// Text.
    Text(&'a str),
    /// An object, for expressions only.
    Object(serde_json::Value),
    /// A time, for expressions only.
    Time(Timestamp),
    /// Known, but nobody gave a value: an output of a step that was skipped.
    Absent,
}

/// Where names are looked up. Names are flat and dotted, e.g. `inputs.parameters.x`.
pub trait Names {
    /// What a name stands for.
    fn get(&self, name: &str) -> Option<Slot<'_>>;
    /// All names that begin with a text, with what they stand for.
    fn starting_with<'a>(&'a self, prefix: &str) -> Vec<(&'a str, Slot<'a>)>;
    /// Whether values may be stand-ins for real ones, as in validation: expressions that fail over them, or cannot be
    /// read at all, leave their tags, as in the reference.
    fn may_stand_in(&self) -> bool {
        false
    }
}

/// The values that an expression needs, and no others.
#[derive(Debug)]
pub struct Nested {
    values: BTreeMap<String, Value>,
    now: Timestamp,
    functions: Functions,
}

/// Makes the nested values of the names that a program uses. A name that also begins another one is dropped, where
/// the two are neighbours in order, as in the reference.
pub fn environment(program: &Program, names: &dyn Names, now: Timestamp, functions: Functions) -> Nested {
    let roots: BTreeSet<String> =
        program.references().into_iter().filter_map(|r| r.path.into_iter().next()).collect();
    let mut values = BTreeMap::new();
    for root in roots {
        if let Some(value) = nested(&root, names) {
            values.insert(root, value);
        }
    }
    Nested { values, now, functions }
}

fn nested(root: &str, names: &dyn Names) -> Option<Value> {
    let all: BTreeMap<&str, Slot<'_>> = names.starting_with(root).into_iter().rev().collect();
    let mut tree = Tree::default();
    let mut found = false;
    let mut next = all.keys().skip(1);
    for (name, slot) in &all {
        let covered = next
            .next()
            .is_some_and(|after| after.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')));
        let below = name.strip_prefix(root).filter(|rest| rest.is_empty() || rest.starts_with('.'));
        let Some(below) = below else { continue };
        found = true;
        if covered {
            continue;
        }
        let value = match slot {
            Slot::Text(text) => Value::text(text),
            Slot::Object(json) => from_json(json),
            Slot::Time(time) => Value::Time(time.to_zoned(TimeZone::UTC).into()),
            Slot::Absent => Value::Nil,
        };
        tree.put(below.split('.').skip(1), value);
    }
    found.then(|| tree.value())
}

#[derive(Default)]
struct Tree {
    leaf: Option<Value>,
    branches: BTreeMap<String, Self>,
}

impl Tree {
    fn put<'a>(&mut self, mut path: impl Iterator<Item = &'a str>, value: Value) {
        match path.next() {
            None => self.leaf = Some(value),
            Some(first) => self.branches.entry(first.to_owned()).or_default().put(path, value),
        }
    }

    fn value(self) -> Value {
        if self.branches.is_empty() {
            return self.leaf.unwrap_or(Value::Nil);
        }
        Value::map(self.branches.into_iter().map(|(name, tree)| (name, tree.value())).collect())
    }
}

impl Nested {
    /// Whether a path leads to something, be it nothing that is known.
    pub(super) fn has(&self, path: &[String]) -> bool {
        let Some((first, rest)) = path.split_first() else { return false };
        let Some(mut at) = self.values.get(first) else { return false };
        for name in rest {
            match at {
                Value::Map(map) => match map.get(name) {
                    Some(next) => at = next,
                    None => return false,
                },
                // Nothing that is known has members that may be asked for with `??`.
                _ => return false,
            }
        }
        true
    }
}

impl Environment for Nested {
    fn get(&self, name: &str) -> Option<Value> {
        self.values.get(name).cloned()
    }

    fn all(&self) -> BTreeMap<String, Value> {
        self.values.clone()
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn functions(&self) -> Functions {
        self.functions
    }
}
