//! What stands at a place, in a few words.

use std::ops::Range;

use super::define::{name_in, template_at};
use super::describe::describe;
use super::names::known;
use super::{Template, Workspace, list_at, schema, tag_around, text_at};
use crate::core::lint::Object;

/// Words about a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The bytes that they are about.
    pub span: Range<usize>,
    /// The words, in Markdown.
    pub text: String,
}

/// What stands at a byte: a field, what a tag stands for, the template a name refers to.
pub fn hover(workspace: &Workspace<'_>, offset: usize) -> Option<Hover> {
    let object = workspace.object(offset)?;
    let (pointer, on_key) = object.at(offset)?;
    if let Some((span, tag)) = tag_around(workspace.text(), offset) {
        return of_tag(workspace, object, &pointer, span, tag, offset);
    }
    if on_key {
        let span = object.key_span(&pointer)?;
        return Some(Hover { span, text: of_field(&object.kind, &pointer)? });
    }
    let template = template_at(workspace, object, &pointer)?;
    let span = object.value_span(&pointer)?;
    Some(Hover { span, text: of_template(&template) })
}

fn of_tag(
    workspace: &Workspace<'_>,
    object: &Object,
    pointer: &str,
    span: Range<usize>,
    tag: &str,
    offset: usize,
) -> Option<Hover> {
    let name = name_in(tag, offset.saturating_sub(span.start));
    let all = known(workspace, object, pointer);
    let text = match all.iter().find(|one| one.name == name) {
        Some(one) => format!("`{name}`\n\n{}", one.what),
        None if tag.starts_with('=') => {
            "An expression: what it comes to takes the place of the tag.".to_owned()
        }
        None => format!("`{name}`\n\nNothing here has this name before the workflow runs."),
    };
    Some(Hover { span, text })
}

/// A field: its type and what it is for.
pub(super) fn of_field(kind: &str, pointer: &str) -> Option<String> {
    let (owner, field) = schema::at(kind, pointer)?.field?;
    let words =
        describe(owner.short_name(), field.name).map_or_else(String::new, |words| format!("\n\n{words}"));
    Some(format!("`{}` — {}{words}", field.name, schema::word(&field.kind)))
}

fn of_template(template: &Template<'_>) -> String {
    let mut text = format!("Template `{}` ({})", template.name(), template.body());
    for (list, words) in [
        ("/inputs/parameters", "parameters"),
        ("/inputs/artifacts", "artifacts"),
        ("/outputs/parameters", "output parameters"),
        ("/outputs/artifacts", "output artifacts"),
    ] {
        let names: Vec<String> = list_at(template.value, list)
            .iter()
            .map(|one| match one.get("default").or_else(|| one.get("value")) {
                Some(value) if words == "parameters" => {
                    let value = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
                    format!("`{}` = `{value}`", text_at(one, "/name"))
                }
                _ => format!("`{}`", text_at(one, "/name")),
            })
            .collect();
        if !names.is_empty() {
            text.extend(["\n\n", words, ": ", &names.join(", ")]);
        }
    }
    text
}
