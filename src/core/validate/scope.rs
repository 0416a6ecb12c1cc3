//! Which tags can be resolved where (engine.md §6.5).

use std::collections::HashSet;

use serde_json::Value;

use super::globals::Globals;
use crate::core::text::pointer::escaped;

/// The beginnings of the names that are checked at all; others may be anybody's.
const CHECKED: &[&str] = &["item.", "steps.", "inputs.", "outputs.", "pod.", "workflow.", "tasks."];

/// What is only known at run time, and accepted.
const ACCEPTED: &[&str] = &[
    "outputs.",
    "workflow.creationTimestamp",
    "workflow.scheduledTime",
    "workflow.duration",
    "tasks.name",
    "steps.name",
    "node.name",
];

/// The names known inside one template.
#[derive(Debug, Default)]
pub(super) struct Scope {
    names: HashSet<String>,
    /// Steps and tasks whose template is not known: whatever is asked of them is not their fault.
    broken: HashSet<String>,
    /// Any `item.x`: the items come from a parameter.
    pub(super) any_item: bool,
    /// Any global output parameter: a name is only known at run time.
    pub(super) any_output_parameter: bool,
    /// Any global output artifact.
    pub(super) any_output_artifact: bool,
}

impl Scope {
    pub(super) fn add(&mut self, name: impl Into<String>) {
        self.names.insert(name.into());
    }

    /// All names that were added.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether a name was added, or is an item of a loop whose items are only known at run time.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.names.contains(name) || self.any_item && name.starts_with("item.")
    }

    /// Accepts everything below `steps.NAME` or `tasks.NAME`.
    pub(super) fn give_up_on(&mut self, reference: String) {
        self.broken.insert(reference);
    }

    fn accepts(&self, name: &str, globals: &Globals, templates_only: bool) -> bool {
        if self.names.contains(name) || globals.knows(name) {
            return true;
        }
        let begins = |prefix: &str| name.starts_with(prefix);
        self.any_item && begins("item.")
            || self.any_output_parameter && begins("workflow.outputs.parameters.")
            || (self.any_output_artifact || globals.any_output_artifact)
                && begins("workflow.outputs.artifacts.")
            || ACCEPTED.iter().any(|prefix| begins(prefix))
            || templates_only && begins("workflow.parameters")
            || self.belongs_to_broken(name)
    }

    fn belongs_to_broken(&self, name: &str) -> bool {
        let mut words = name.splitn(3, '.');
        match (words.next(), words.next()) {
            (Some(kind), Some(which)) => self.broken.contains(&format!("{kind}.{which}")),
            _ => false,
        }
    }
}

/// What a text is checked against.
pub(super) struct Sight<'s> {
    pub(super) scope: &'s Scope,
    pub(super) globals: &'s Globals,
    /// WorkflowTemplates are checked alone: their workflow may have any parameter.
    pub(super) templates_only: bool,
    /// What is known besides: items of one task, inputs of an inline template, the status of ancestors.
    pub(super) also: &'s dyn Fn(&str) -> bool,
}

/// Why the tags of a text cannot be resolved.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unresolved {
    /// The words of the reference.
    pub(super) words: String,
    /// What stands between the braces, as it is in JSON.
    pub(super) tag: String,
}

impl Sight<'_> {
    /// The tags of a JSON text that nothing will ever resolve. Expressions are not looked into.
    pub(super) fn unresolved(&self, json: &str) -> Vec<Unresolved> {
        let mut found: Vec<Unresolved> = Vec::new();
        let mut rest = json;
        while let Some(at) = rest.find("{{") {
            let inside = rest.get(at + 2..).unwrap_or_default();
            let Some(end) = inside.find("}}") else {
                let words =
                    format!("Cannot find end tag=\"}}}}\" in the template={json:?} starting from {inside:?}");
                found.push(Unresolved { words, tag: inside.to_owned() });
                break;
            };
            let tag = inside.get(..end).unwrap_or_default();
            rest = inside.get(end + 2..).unwrap_or_default();
            let name = tag.trim();
            let checked = !tag.starts_with('=') && CHECKED.iter().any(|prefix| name.starts_with(prefix));
            if checked && !(self.also)(name) && !self.scope.accepts(name, self.globals, self.templates_only) {
                let words = format!("failed to resolve {{{{{tag}}}}}");
                if found.iter().all(|one| one.words != words) {
                    found.push(Unresolved { words, tag: tag.to_owned() });
                }
            }
        }
        found
    }
}

/// The place of a tag inside a value, as a JSON pointer; empty when it is not found.
pub(super) fn place_of(value: &Value, tag: &str) -> String {
    let plain: String = serde_json::from_str(&format!("\"{tag}\"")).unwrap_or_else(|_| tag.to_owned());
    let whole = format!("{{{{{plain}}}}}");
    let mut path = String::new();
    find(value, &whole, &mut path);
    path
}

fn find(value: &Value, text: &str, path: &mut String) -> bool {
    let before = path.len();
    match value {
        Value::String(here) => return here.contains(text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push('/');
                path.push_str(&index.to_string());
                if find(item, text, path) {
                    return true;
                }
                path.truncate(before);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                path.push('/');
                path.push_str(&escaped(key));
                if key.contains(text) || find(item, text, path) {
                    return true;
                }
                path.truncate(before);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    false
}
