//! The variables that exist everywhere in a workflow (engine.md §3.5), with stand-ins for their values.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::names::PLACEHOLDER;
use crate::core::template::{Names, Slot};

/// Names and values known in every template.
#[derive(Debug, Default)]
pub(super) struct Globals {
    values: BTreeMap<String, String>,
    /// Some template names a global artifact by a tag: any such name may exist when the workflow ends.
    pub(super) any_output_artifact: bool,
    placeholders: usize,
}

impl Globals {
    /// A value that stands for one known only at run time.
    pub(super) fn placeholder(&mut self) -> String {
        self.placeholders += 1;
        format!("{PLACEHOLDER}{}", self.placeholders - 1)
    }

    pub(super) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.values.insert(name.into(), value.into());
    }

    pub(super) fn set_unknown(&mut self, name: impl Into<String>) {
        let value = self.placeholder();
        self.set(name, value);
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }
}

/// Globals, and over them what one template knows.
pub(super) struct Known<'g> {
    pub(super) globals: &'g Globals,
    pub(super) own: BTreeMap<String, String>,
}

impl Names for Known<'_> {
    fn get(&self, name: &str) -> Option<Slot<'_>> {
        let value = self.own.get(name).or_else(|| self.globals.values.get(name))?;
        Some(Slot::Text(value))
    }

    fn starting_with<'a>(&'a self, prefix: &str) -> Vec<(&'a str, Slot<'a>)> {
        let layers = [&self.own, &self.globals.values];
        let mut found = Vec::new();
        for layer in layers {
            let from = layer.range::<str, _>((Bound::Included(prefix), Bound::Unbounded));
            let begins = from.take_while(|(name, _)| name.starts_with(prefix));
            found.extend(begins.map(|(name, value)| (name.as_str(), Slot::Text(value))));
        }
        found
    }

    /// Expressions over stand-ins may fail for that reason alone.
    fn may_stand_in(&self) -> bool {
        true
    }
}
