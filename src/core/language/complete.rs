//! What may come next at a place.

use std::ops::Range;

use super::describe::describe;
use super::fill::{Written, values};
use super::names::known;
use super::outline::{Spot, spot};
use super::schema::{self, Type};
use super::{Workspace, tag_around};
use crate::core::api::kinds;
use crate::core::api::schema::{Kind, Schema};
use crate::core::lint::File;

/// What a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A field of an object.
    Field,
    /// A name that a tag stands for.
    Variable,
    /// A template, stored ones included.
    Template,
    /// A step, task, parameter or artifact.
    Name,
    /// A value of a field that takes only some.
    Value,
}

/// Something that may come next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// As it is shown.
    pub label: String,
    /// What it is.
    pub kind: ItemKind,
    /// In a word or two.
    pub detail: String,
    /// In a sentence, in Markdown.
    pub documentation: Option<String>,
    /// What is written.
    pub insert: String,
    /// The bytes whose place it takes.
    pub span: Range<usize>,
}

/// What may come next at a byte. The text need not be complete there.
pub fn complete(workspace: &Workspace<'_>, offset: usize) -> Vec<Item> {
    let text = workspace.text();
    if !text.is_char_boundary(offset) {
        return Vec::new();
    }
    let start = text.get(..offset).unwrap_or_default().rfind("\n---").map_or(0, |at| at + 1);
    let Some(spot) = spot(text, start, offset) else { return Vec::new() };
    // What is being written may not be readable yet: then the rest is read without its line.
    let mended = match workspace.object(offset) {
        Some(_) => File::read("", ""),
        None => File::read("", without_line(text, offset)),
    };
    let of_mended = Workspace { files: std::slice::from_ref(&mended), file: 0 };
    let object = workspace.object(offset).or_else(|| of_mended.object(offset));
    if let Some(items) = tag(workspace, object, text, offset, &spot) {
        return items;
    }
    let kind = object.map_or_else(|| kind_in(text, start), |object| object.kind.as_str());
    let at = schema::at(kind, &spot.parent);
    let Some(key) = &spot.key else {
        return match at.map(|at| at.of) {
            Some(Type::Object(schema)) => fields(schema, &spot),
            None if spot.parent.is_empty() => first_fields(&spot),
            _ => object.map_or_else(Vec::new, |object| {
                let written =
                    Written { workspace, object, kind, parent: &spot.parent, key: "", text, offset };
                values(&written, spot.word)
            }),
        };
    };
    match object {
        Some(object) => {
            let written = Written { workspace, object, kind, parent: &spot.parent, key, text, offset };
            values(&written, spot.word)
        }
        None => super::fill::choices(kind, &spot.parent, key, &spot.word),
    }
}

/// The text with blanks in place of the line of a byte.
fn without_line(text: &str, offset: usize) -> String {
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(offset..).and_then(|after| after.find('\n')).map_or(text.len(), |at| offset + at);
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    format!("{before}{}{after}", " ".repeat(end - start))
}

/// The kind that a document says it is.
fn kind_in(text: &str, start: usize) -> &str {
    let lines = text.get(start..).unwrap_or_default().lines();
    let kind = lines.take_while(|line| !line.starts_with("---")).find_map(|line| line.strip_prefix("kind:"));
    kind.unwrap_or_default().trim()
}

/// Names for the tag that is being written, if one is.
fn tag(
    workspace: &Workspace<'_>,
    object: Option<&crate::core::lint::Object>,
    text: &str,
    offset: usize,
    spot: &Spot,
) -> Option<Vec<Item>> {
    let (span, _) =
        tag_around(text, offset).filter(|(span, _)| span.start <= offset && offset <= span.end)?;
    let object = object?;
    let written = text.get(span.start..offset)?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let word = written.rfind(|c| !is_name(c)).map_or(0, |at| at + 1);
    let closed = text.get(offset..).is_some_and(|after| after.trim_start_matches(is_name).starts_with("}}"));
    let close = if closed || written.starts_with('=') { "" } else { "}}" };
    let pointer = match &spot.key {
        Some(key) => format!("{}/{key}", spot.parent),
        None => spot.parent.clone(),
    };
    let items = known(workspace, object, &pointer).into_iter().map(|one| Item {
        insert: format!("{}{close}", one.name),
        label: one.name,
        kind: ItemKind::Variable,
        detail: String::new(),
        documentation: Some(one.what),
        span: span.start + word..offset,
    });
    Some(items.collect())
}

/// The fields of an object that it does not have yet.
fn fields(schema: &Schema, spot: &Spot) -> Vec<Item> {
    let missing = schema.fields.iter().filter(|field| !spot.keys.iter().any(|key| key == field.name));
    let item = |field: &crate::core::api::schema::FieldDef| {
        let deep = matches!(
            field.kind,
            Kind::Object(_) | Kind::List(_) | Kind::NamedList(..) | Kind::Map(_) | Kind::NamedMap(..)
        );
        Item {
            label: field.name.to_owned(),
            kind: ItemKind::Field,
            detail: schema::word(&field.kind),
            documentation: describe(schema.short_name(), field.name).map(ToOwned::to_owned),
            insert: if deep { format!("{}:", field.name) } else { format!("{}: ", field.name) },
            span: spot.word.clone(),
        }
    };
    missing.filter(|field| field.name != "status").map(item).collect()
}

/// How a manifest begins.
fn first_fields(spot: &Spot) -> Vec<Item> {
    let version = kinds::API_VERSION;
    let item = |label: &str, insert: String| Item {
        label: label.to_owned(),
        kind: ItemKind::Field,
        detail: String::new(),
        documentation: None,
        insert,
        span: spot.word.clone(),
    };
    let all = [("apiVersion", format!("apiVersion: {version}")), ("kind", "kind: ".to_owned())];
    let all = all.into_iter().filter(|(label, _)| !spot.keys.iter().any(|key| key == label));
    all.map(|(label, insert)| item(label, insert)).collect()
}
