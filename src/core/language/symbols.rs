//! What is in a file: objects, their templates, the steps and tasks of those.

use std::ops::Range;

use serde_json::Value;

use super::{list_at, spec_of, text_at};
use crate::core::lint::{File, Object};

/// What a symbol is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// A workflow, a stored template, a schedule.
    Object,
    /// A template.
    Template,
    /// A step or task.
    Call,
}

/// Something that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: String,
    /// What it is, in a word.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it, in bytes of the file.
    pub span: Range<usize>,
    /// Its name there.
    pub name_span: Range<usize>,
    /// What is in it.
    pub children: Vec<Self>,
}

/// What is in a file.
pub fn symbols(file: &File) -> Vec<Symbol> {
    file.objects.iter().filter_map(of_object).collect()
}

fn of_object(object: &Object) -> Option<Symbol> {
    let named = ["/metadata/name", "/metadata/generateName"]
        .into_iter()
        .find(|at| !text_at(&object.value, at).is_empty());
    let name = named
        .map_or_else(|| format!("object #{}", object.number), |at| text_at(&object.value, at).to_owned());
    let span = object.value_span("")?;
    let name_span = named.and_then(|at| object.value_span(at)).unwrap_or(span.start..span.start);
    let list = format!("{}/templates", spec_of(object));
    let templates = list_at(&object.value, &list).iter().enumerate();
    let children =
        templates.filter_map(|(index, template)| of_template(object, template, &format!("{list}/{index}")));
    Some(Symbol {
        name,
        detail: object.kind.clone(),
        kind: SymbolKind::Object,
        children: children.collect(),
        span,
        name_span,
    })
}

fn of_template(object: &Object, template: &Value, at: &str) -> Option<Symbol> {
    let groups = list_at(template, "/steps").iter().enumerate();
    let steps = groups.flat_map(|(group, steps)| {
        let steps = list_at(steps, "").iter().enumerate();
        steps.filter_map(move |(index, step)| {
            named(object, step, format!("{at}/steps/{group}/{index}"), SymbolKind::Call)
        })
    });
    let tasks = list_at(template, "/dag/tasks").iter().enumerate();
    let tasks = tasks
        .filter_map(|(index, task)| named(object, task, format!("{at}/dag/tasks/{index}"), SymbolKind::Call));
    let children = steps.chain(tasks).collect();
    Some(Symbol { children, ..named(object, template, at.to_owned(), SymbolKind::Template)? })
}

fn named(object: &Object, value: &Value, at: String, kind: SymbolKind) -> Option<Symbol> {
    let name = text_at(value, "/name");
    let span = object.value_span(&at)?;
    let name_span = object.value_span(&format!("{at}/name")).unwrap_or(span.start..span.start);
    let detail = match kind {
        SymbolKind::Call => text_at(value, "/template").to_owned(),
        _ => super::Template { file: 0, object, pointer: at, value }.body().to_owned(),
    };
    let name = if name.is_empty() { "(no name)" } else { name }.to_owned();
    Some(Symbol { name, detail, kind, children: Vec::new(), span, name_span })
}
