//! Where the name at a place is defined.

use std::ops::Range;

use serde_json::Value;

use super::names::known;
use super::{
    Template, Workspace, call_around, called, list_at, spec_of, tag_around, template_around, template_of,
    text_at,
};
use crate::core::lint::Object;

/// A place in one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Index of the file.
    pub file: usize,
    /// Bytes of the file.
    pub span: Range<usize>,
}

/// Where the name at a byte is defined: the template, parameter, artifact, step or task.
pub fn definition(workspace: &Workspace<'_>, offset: usize) -> Option<Place> {
    let object = workspace.object(offset)?;
    let (pointer, on_key) = object.at(offset)?;
    if let Some((span, tag)) = tag_around(workspace.text(), offset) {
        return of_tag(workspace, object, &pointer, tag, offset.saturating_sub(span.start));
    }
    if on_key {
        return None;
    }
    target(workspace, object, &pointer, offset)
}

/// The name in a tag that is around a byte of it: expressions have several.
pub(super) fn name_in(tag: &str, at: usize) -> &str {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
    if !tag.starts_with('=') {
        return tag.trim();
    }
    let at = at.min(tag.len());
    let before = tag.get(..at).unwrap_or_default();
    let start = before.rfind(|c| !is_name(c)).map_or(0, |found| found + 1);
    let rest = tag.get(start..).unwrap_or_default();
    rest.get(..rest.find(|c| !is_name(c)).unwrap_or(rest.len())).unwrap_or_default()
}

fn of_tag(workspace: &Workspace<'_>, object: &Object, pointer: &str, tag: &str, at: usize) -> Option<Place> {
    let name = name_in(tag, at);
    let all = known(workspace, object, pointer);
    let found = all.iter().find(|one| one.name == name).or_else(|| {
        // `steps.a.outputs.parameters` and the like: at least the step.
        let begin: Vec<&str> = name.split('.').take(2).collect();
        let begin = begin.join(".") + ".";
        let of_call = name.starts_with("steps.") || name.starts_with("tasks.");
        all.iter().find(|one| of_call && one.name.starts_with(&begin))
    })?;
    let (file, number, pointer) = found.place.as_ref()?;
    place(workspace, *file, *number, pointer)
}

fn place(workspace: &Workspace<'_>, file: usize, number: usize, pointer: &str) -> Option<Place> {
    let object = workspace.files.get(file)?.objects.iter().find(|object| object.number == number)?;
    let named = format!("{pointer}/name");
    let pointer = if object.value.pointer(&named).is_some() { named.as_str() } else { pointer };
    Some(Place { file, span: object.value_span(pointer)? })
}

fn of_template(template: &Template<'_>) -> Option<Place> {
    let span = template.object.value_span(&format!("{}/name", template.pointer));
    Some(Place { file: template.file, span: span.or_else(|| template.object.value_span(&template.pointer))? })
}

/// What a value refers to.
fn target(workspace: &Workspace<'_>, object: &Object, pointer: &str, offset: usize) -> Option<Place> {
    if let Some(template) = template_at(workspace, object, pointer) {
        return of_template(&template);
    }
    let (parent, key) = pointer.rsplit_once('/')?;
    let reference = object.value.pointer(parent)?;
    if key == "name" && (parent.ends_with("/templateRef") || parent.ends_with("/workflowTemplateRef")) {
        let cluster = reference.get("clusterScope").and_then(Value::as_bool).unwrap_or_default();
        let (file, stored) = workspace.stored(cluster, text_at(reference, "/name"))?;
        return Some(Place { file, span: stored.value_span("/metadata/name")? });
    }
    let call = call_around(pointer);
    if key == "depends" {
        return task(workspace, object, pointer, word_at(workspace.text(), offset));
    }
    if parent.ends_with("/dependencies") {
        return task(
            workspace,
            object,
            pointer,
            reference.as_array()?.get(key.parse::<usize>().ok()?)?.as_str()?,
        );
    }
    let list = parent.rsplit_once('/')?.0;
    let argument = list.rsplit_once('/').filter(|(before, _)| before.ends_with("/arguments"))?.1;
    if key == "name" && matches!(argument, "parameters" | "artifacts") {
        let call = call?;
        let other = called(workspace, object, object.value.pointer(&call)?, &call)?;
        let name = text_at(reference, "/name");
        let inputs = format!("/inputs/{argument}");
        let index = list_at(other.value, &inputs).iter().position(|input| text_at(input, "/name") == name)?;
        return place(
            workspace,
            other.file,
            other.object.number,
            &format!("{}{inputs}/{index}", other.pointer),
        );
    }
    None
}

/// The template that a value names.
pub(super) fn template_at<'w>(
    workspace: &Workspace<'w>,
    object: &'w Object,
    pointer: &str,
) -> Option<Template<'w>> {
    let (parent, key) = pointer.rsplit_once('/')?;
    let name = object.value.pointer(pointer)?.as_str()?;
    let spec = spec_of(object);
    match key {
        "template" if parent.ends_with("/templateRef") => {
            let reference = object.value.pointer(parent)?;
            let cluster = reference.get("clusterScope").and_then(Value::as_bool).unwrap_or_default();
            let (file, stored) = workspace.stored(cluster, text_at(reference, "/name"))?;
            template_of(file, stored, name)
        }
        "template" => template_of(workspace.file, object, name),
        "entrypoint" | "onExit" if parent == spec || key == "onExit" => {
            let own = template_of(workspace.file, object, name);
            own.or_else(|| {
                let reference = object.value.pointer(&format!("{spec}/workflowTemplateRef"))?;
                let cluster = reference.get("clusterScope").and_then(Value::as_bool).unwrap_or_default();
                let (file, stored) = workspace.stored(cluster, text_at(reference, "/name"))?;
                template_of(file, stored, name)
            })
        }
        _ => None,
    }
}

fn task(workspace: &Workspace<'_>, object: &Object, pointer: &str, name: &str) -> Option<Place> {
    let template = template_around(workspace, object, pointer)?;
    let index =
        list_at(template.value, "/dag/tasks").iter().position(|task| text_at(task, "/name") == name)?;
    place(workspace, workspace.file, object.number, &format!("{}/dag/tasks/{index}", template.pointer))
}

/// The name of a task around a byte.
fn word_at(text: &str, offset: usize) -> &str {
    let is_name = |c: char| c.is_alphanumeric() || c == '-';
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind(|c| !is_name(c)).map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or_default();
    rest.get(..rest.find(|c| !is_name(c)).unwrap_or(rest.len())).unwrap_or_default()
}
