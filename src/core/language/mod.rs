//! What an editor asks about a manifest while it is written: what stands at a place, where a name is defined, what may
//! come next, what is in the file. Places are bytes; nothing here knows of editors or their protocol.

mod complete;
mod define;
mod describe;
mod fields;
mod fill;
mod flow;
mod hover;
mod names;
mod outline;
mod position;
mod schema;
mod symbols;

#[cfg(test)]
mod tests;

use std::ops::Range;

use serde_json::Value;

pub use complete::{Item, ItemKind, complete};
pub use define::{Place, definition};
pub use describe::describe;
pub use hover::{Hover, hover};
pub use position::{Lines, Position};
pub use symbols::{Symbol, SymbolKind, symbols};

use crate::core::lint::{File, Object};

/// The files that are known, and the one that is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Workspace<'w> {
    /// All files; names are looked up in the others, too.
    pub files: &'w [File],
    /// Index of the file that is asked about.
    pub file: usize,
}

impl<'w> Workspace<'w> {
    fn text(&self) -> &'w str {
        self.files.get(self.file).map_or("", |file| file.text.as_str())
    }

    /// The object of the file that a byte belongs to.
    fn object(&self, offset: usize) -> Option<&'w Object> {
        let objects = &self.files.get(self.file)?.objects;
        objects.iter().find(|object| object.range().start <= offset && offset <= object.range().end)
    }

    /// A stored template among the files, by its name: the index of its file, and the object.
    fn stored(&self, cluster: bool, name: &str) -> Option<(usize, &'w Object)> {
        let kind = if cluster { "ClusterWorkflowTemplate" } else { "WorkflowTemplate" };
        self.files.iter().enumerate().find_map(|(index, file)| {
            let named =
                |object: &&Object| object.kind == kind && text_at(&object.value, "/metadata/name") == name;
            Some((index, file.objects.iter().find(named)?))
        })
    }
}

/// A template, wherever it is.
#[derive(Clone)]
struct Template<'w> {
    file: usize,
    object: &'w Object,
    /// JSON pointer into the object.
    pointer: String,
    value: &'w Value,
}

impl<'w> Template<'w> {
    fn name(&self) -> &'w str {
        text_at(self.value, "/name")
    }

    /// Which body it has.
    fn body(&self) -> &'static str {
        const BODIES: &[&str] = &[
            "container",
            "script",
            "steps",
            "dag",
            "suspend",
            "resource",
            "http",
            "data",
            "plugin",
            "containerSet",
        ];
        BODIES.iter().find(|body| self.value.get(**body).is_some()).copied().unwrap_or("empty")
    }
}

/// The text at a JSON pointer, empty when there is none.
fn text_at<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The items of a list at a JSON pointer.
fn list_at<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Where the specification of the workflow is.
fn spec_of(object: &Object) -> &'static str {
    if object.kind == "CronWorkflow" { "/spec/workflowSpec" } else { "/spec" }
}

/// The template that a place is in, an inline one included.
fn template_around<'w>(workspace: &Workspace<'w>, object: &'w Object, pointer: &str) -> Option<Template<'w>> {
    let templates = format!("{}/templates/", spec_of(object));
    let rest = pointer.strip_prefix(&templates)?;
    let index = rest.split('/').next()?;
    let mut found = format!("{templates}{index}");
    if let Some(at) = pointer.rfind("/inline/") {
        found = pointer.get(..at + "/inline".len())?.to_owned();
    }
    let value = object.value.pointer(&found)?;
    Some(Template { file: workspace.file, object, pointer: found, value })
}

/// A template of an object, by its name.
fn template_of<'w>(file: usize, object: &'w Object, name: &str) -> Option<Template<'w>> {
    let list = format!("{}/templates", spec_of(object));
    let index = list_at(&object.value, &list).iter().position(|one| text_at(one, "/name") == name)?;
    let pointer = format!("{list}/{index}");
    Some(Template { file, object, value: object.value.pointer(&pointer)?, pointer })
}

/// The template that a step, task or hook calls.
fn called<'w>(
    workspace: &Workspace<'w>,
    object: &'w Object,
    call: &'w Value,
    pointer: &str,
) -> Option<Template<'w>> {
    if let Some(value) = call.get("inline").filter(|inline| inline.is_object()) {
        return Some(Template { file: workspace.file, object, pointer: format!("{pointer}/inline"), value });
    }
    if let Some(reference) = call.get("templateRef") {
        let cluster = reference.get("clusterScope").and_then(Value::as_bool).unwrap_or_default();
        let (file, stored) = workspace.stored(cluster, text_at(reference, "/name"))?;
        return template_of(file, stored, text_at(reference, "/template"));
    }
    template_of(workspace.file, object, text_at(call, "/template"))
}

/// The step or task that a place is in: its JSON pointer.
fn call_around(pointer: &str) -> Option<String> {
    let steps: Vec<&str> = pointer.split('/').collect();
    for at in (0..steps.len()).rev() {
        let number = |at: usize| steps.get(at).is_some_and(|step| step.parse::<usize>().is_ok());
        let end = match steps.get(at).copied() {
            Some("tasks") if at > 0 && steps.get(at - 1) == Some(&"dag") && number(at + 1) => at + 1,
            Some("steps") if number(at + 1) && number(at + 2) => at + 2,
            Some("hooks") if steps.get(at + 1).is_some() => at + 1,
            _ => continue,
        };
        return Some(steps.get(..=end)?.join("/"));
    }
    None
}

/// The tag around a byte: what stands between `{{` and `}}`, and where; the end is that of the line where it is not
/// closed.
fn tag_around(text: &str, offset: usize) -> Option<(Range<usize>, &str)> {
    let start = text.get(..offset)?.rfind('\n').map_or(0, |at| at + 1);
    let end = text.get(offset..)?.find('\n').map_or(text.len(), |at| offset + at);
    let line = text.get(start..end)?;
    let within = offset - start;
    let before = |end: usize| line.get(..end.min(line.len())).and_then(|before| before.rfind("{{"));
    let open = before(within + 1).or_else(|| before(within))?;
    let inside = line.get(open + 2..)?;
    let length = inside.find("}}").unwrap_or(inside.len());
    let close = open + 2 + length;
    (within <= close + 1).then_some((start + open + 2..start + close, line.get(open + 2..close)?))
}
