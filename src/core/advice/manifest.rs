//! An object as the rules see it.

use std::cell::OnceCell;

use memchr::memmem;
use serde_json::Value;

use crate::core::text::pointer::{escaped, find};

/// An object as it is written, with its spec of templates.
pub struct Manifest<'a> {
    /// Its kind.
    pub kind: &'a str,
    /// The whole object.
    pub object: &'a Value,
    /// The text at a JSON pointer, as it stands in the file.
    pub written: &'a dyn Fn(&str) -> Option<&'a str>,
    templates: OnceCell<Vec<Place<'a>>>,
    calls: OnceCell<Vec<Place<'a>>>,
}

/// A template, and where it is.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    pub(super) path: String,
    pub(super) value: &'a Value,
}

impl<'a> Place<'a> {
    pub(super) fn name(&self) -> &'a str {
        self.value.get("name").and_then(Value::as_str).unwrap_or_default()
    }

    /// The items of a list below it.
    pub(super) fn list(&self, at: &str) -> Vec<Self> {
        let items = find(self.value, at).and_then(Value::as_array).into_iter().flatten();
        items.enumerate().map(|(i, value)| Self { path: format!("{}{at}/{i}", self.path), value }).collect()
    }

    /// The steps or tasks of a template.
    pub(super) fn calls(&self) -> Vec<Self> {
        let groups = self.list("/steps");
        let steps = groups.iter().flat_map(|group| match group.value {
            Value::Array(_) => group.list(""),
            _ => vec![group.clone()],
        });
        steps.chain(self.list("/dag/tasks")).collect()
    }
}

impl<'a> Manifest<'a> {
    /// An object of a kind, and what of its text stands at a JSON pointer.
    pub fn new(kind: &'a str, object: &'a Value, written: &'a dyn Fn(&str) -> Option<&'a str>) -> Self {
        Self { kind, object, written, templates: OnceCell::new(), calls: OnceCell::new() }
    }

    /// Whether its text satisfies a condition; yes where there is no text. Most objects need no closer look.
    pub(super) fn may(&self, condition: impl Fn(&str) -> bool) -> bool {
        (self.written)("").is_none_or(condition)
    }

    /// Whether any of these words may stand in it.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        self.may(|text| words.iter().any(|word| memmem::find(text.as_bytes(), word.as_bytes()).is_some()))
    }

    /// Where the spec is: that of the workflow, for a CronWorkflow.
    pub(super) fn spec(&self) -> Place<'a> {
        let path = if self.kind == "CronWorkflow" { "/spec/workflowSpec" } else { "/spec" };
        Place { path: path.to_owned(), value: find(self.object, path).unwrap_or(&Value::Null) }
    }

    /// Its templates, those that stand in steps and tasks included.
    pub(super) fn templates(&self) -> &[Place<'a>] {
        self.templates.get_or_init(|| self.all_templates())
    }

    /// The steps and tasks of all templates.
    pub(super) fn calls(&self) -> &[Place<'a>] {
        self.calls.get_or_init(|| self.templates().iter().flat_map(Place::calls).collect())
    }

    fn all_templates(&self) -> Vec<Place<'a>> {
        let mut all = self.spec().list("/templates");
        let mut next = 0;
        while let Some(template) = all.get(next).cloned() {
            let inline = template.calls().into_iter().filter_map(|call| {
                Some(Place { path: format!("{}/inline", call.path), value: call.value.get("inline")? })
            });
            all.extend(inline);
            next += 1;
        }
        all
    }
}

/// All texts below a value, with their places.
pub(super) fn texts<'a>(path: &str, value: &'a Value, found: &mut Vec<(String, &'a str)>) {
    match value {
        Value::String(text) => found.push((path.to_owned(), text)),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts(&format!("{path}/{index}"), item, found);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                texts(&format!("{path}/{}", escaped(name)), value, found);
            }
        }
        _ => {}
    }
}

/// Whether a text names something as a whole: `inputs.parameters.a` is not in `inputs.parameters.ab`.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(name).any(|(at, _)| {
        let after = text.get(at + name.len()..).unwrap_or_default();
        !after.starts_with(is_word)
    })
}
