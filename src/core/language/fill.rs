//! The values that a field may have: names of templates, parameters and tasks, and words of which there are only some.

use std::ops::Range;

use serde_json::Value;

use super::complete::{Item, ItemKind};
use super::schema::{self, Type};
use super::{Workspace, call_around, called, list_at, spec_of, template_around, text_at};
use crate::core::api::kinds;
use crate::core::api::schema::Kind;
use crate::core::lint::Object;

/// What is being written: the value of a key, or with an empty key an item of a list.
pub(super) struct Written<'w> {
    pub(super) workspace: &'w Workspace<'w>,
    pub(super) object: &'w Object,
    pub(super) kind: &'w str,
    /// JSON pointer to the object that has the key, or to the item.
    pub(super) parent: &'w str,
    pub(super) key: &'w str,
    pub(super) text: &'w str,
    pub(super) offset: usize,
}

/// Words of fields that take no others, by type and field.
const CHOICES: &[(&str, &str, &[&str])] = &[
    ("CronWorkflowSpec", "concurrencyPolicy", &["Allow", "Forbid", "Replace"]),
    ("RetryStrategy", "retryPolicy", &["Always", "OnFailure", "OnError", "OnTransientError"]),
    ("PodGC", "strategy", &["OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess"]),
    ("ArtifactGC", "strategy", &["OnWorkflowCompletion", "OnWorkflowDeletion", "Never"]),
    ("WorkflowLevelArtifactGC", "strategy", &["OnWorkflowCompletion", "OnWorkflowDeletion", "Never"]),
    ("ResourceTemplate", "action", &["get", "create", "apply", "delete", "replace", "patch"]),
    ("ResourceTemplate", "mergeStrategy", &["strategic", "merge", "json"]),
    ("HTTP", "method", &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]),
    ("Container", "imagePullPolicy", &["IfNotPresent", "Always", "Never"]),
    ("ScriptTemplate", "imagePullPolicy", &["IfNotPresent", "Always", "Never"]),
    ("UserContainer", "imagePullPolicy", &["IfNotPresent", "Always", "Never"]),
    ("WorkflowSpec", "dnsPolicy", &["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]),
];

/// The values that may come.
pub(super) fn values(written: &Written<'_>, word: Range<usize>) -> Vec<Item> {
    let (parent, key) = (written.parent, written.key);
    let in_reference = parent.ends_with("/templateRef") || parent.ends_with("/workflowTemplateRef");
    match key {
        "template" if in_reference => written.stored_templates(&word),
        "template" | "entrypoint" | "onExit" => written.templates(&word),
        "name" if in_reference => written.stored(&word),
        "name" if parent.contains("/arguments/") => written.inputs(&word),
        "depends" => written.depends(),
        "" if parent.contains("/dependencies/") => written.tasks(&word),
        _ => choices(written.kind, parent, key, &word),
    }
}

/// The words that a field takes.
pub(super) fn choices(kind: &str, parent: &str, key: &str, word: &Range<usize>) -> Vec<Item> {
    let items = |words: &[&str]| {
        words.iter().map(|value| item(value, ItemKind::Value, String::new(), word)).collect::<Vec<_>>()
    };
    match (parent, key) {
        ("", "kind") => {
            return items(&["Workflow", "WorkflowTemplate", "CronWorkflow", "ClusterWorkflowTemplate"]);
        }
        ("", "apiVersion") => return items(&[kinds::API_VERSION]),
        _ => {}
    }
    let Some(Type::Object(schema)) = schema::at(kind, parent).map(|at| at.of) else { return Vec::new() };
    let known = CHOICES.iter().find(|(of, field, _)| *of == schema.short_name() && *field == key);
    match (known, schema.field(key).map(|field| field.kind)) {
        (Some((.., words)), _) => items(words),
        (None, Some(Kind::Bool)) => items(&["true", "false"]),
        _ => Vec::new(),
    }
}

fn item(label: &str, kind: ItemKind, detail: String, word: &Range<usize>) -> Item {
    let (label, insert) = (label.to_owned(), label.to_owned());
    Item { label, kind, detail, documentation: None, insert, span: word.clone() }
}

impl Written<'_> {
    fn templates(&self, word: &Range<usize>) -> Vec<Item> {
        let list = format!("{}/templates", spec_of(self.object));
        named(list_at(&self.object.value, &list), ItemKind::Template, word)
    }

    /// The object that has the key, or the item.
    fn here(&self) -> Option<&Value> {
        self.object.value.pointer(self.parent)
    }

    fn wants_cluster(&self) -> bool {
        self.here().and_then(|here| here.get("clusterScope")).and_then(Value::as_bool).unwrap_or_default()
    }

    /// The names of stored templates among the files.
    fn stored(&self, word: &Range<usize>) -> Vec<Item> {
        let cluster = self.wants_cluster();
        let kind = if cluster { "ClusterWorkflowTemplate" } else { "WorkflowTemplate" };
        let objects =
            self.workspace.files.iter().flat_map(|file| &file.objects).filter(|object| object.kind == kind);
        let names = objects.map(|object| text_at(&object.value, "/metadata/name"));
        names.map(|name| item(name, ItemKind::Template, kind.to_owned(), word)).collect()
    }

    fn stored_templates(&self, word: &Range<usize>) -> Vec<Item> {
        let name = self.here().map_or("", |here| text_at(here, "/name"));
        let stored = self.workspace.stored(self.wants_cluster(), name);
        stored.map_or_else(Vec::new, |(_, stored)| {
            named(list_at(&stored.value, "/spec/templates"), ItemKind::Template, word)
        })
    }

    /// The inputs of the template that is called which have no argument yet.
    fn inputs(&self, word: &Range<usize>) -> Vec<Item> {
        let list = if self.parent.contains("/artifacts/") { "artifacts" } else { "parameters" };
        let found = call_around(self.parent).and_then(|at| {
            let call = self.object.value.pointer(&at)?;
            Some((called(self.workspace, self.object, call, &at)?, call))
        });
        let Some((template, call)) = found else { return Vec::new() };
        let given: Vec<&str> =
            list_at(call, &format!("/arguments/{list}")).iter().map(|one| text_at(one, "/name")).collect();
        let inputs = named(list_at(template.value, &format!("/inputs/{list}")), ItemKind::Name, word);
        let own = self.here().map_or("", |here| text_at(here, "/name")).to_owned();
        inputs.into_iter().filter(|one| one.label == own || !given.contains(&one.label.as_str())).collect()
    }

    /// The tasks beside the one that is being written.
    fn tasks(&self, word: &Range<usize>) -> Vec<Item> {
        let Some(template) = template_around(self.workspace, self.object, self.parent) else {
            return Vec::new();
        };
        let own = call_around(self.parent).and_then(|at| self.object.value.pointer(&at));
        let own = own.map_or("", |own| text_at(own, "/name"));
        let tasks = named(list_at(template.value, "/dag/tasks"), ItemKind::Name, word);
        tasks.into_iter().filter(|task| task.label != own).collect()
    }

    /// In a condition of tasks: their names, and after a dot how they can end.
    fn depends(&self) -> Vec<Item> {
        let is_name = |c: char| c.is_alphanumeric() || c == '-';
        let before = self.text.get(..self.offset).unwrap_or_default();
        let start = before.rfind(|c| !is_name(c)).map_or(0, |at| at + 1);
        let word = start..self.offset;
        if before.get(..start).is_some_and(|before| before.ends_with('.')) {
            const RESULTS: &[&str] = &[
                "Succeeded",
                "Failed",
                "Errored",
                "Skipped",
                "Omitted",
                "Daemoned",
                "AnySucceeded",
                "AllFailed",
            ];
            return RESULTS.iter().map(|name| item(name, ItemKind::Value, String::new(), &word)).collect();
        }
        self.tasks(&word)
    }
}

/// The names of the items of a list.
fn named(items: &[Value], kind: ItemKind, word: &Range<usize>) -> Vec<Item> {
    let names = items.iter().map(|one| (text_at(one, "/name"), one)).filter(|(name, _)| !name.is_empty());
    let detail = |one: &Value| match one.get("default").or_else(|| one.get("value")) {
        Some(value) => format!("= {value}"),
        None => String::new(),
    };
    names.map(|(name, one)| item(name, kind, detail(one), word)).collect()
}
