//! Other places that belong to a finding: where something is asked for, the first of two, the templates of another file.

use serde_json::Value;

use super::advise::unclosed;
use super::diagnostic::Related;
use super::file::Object;
use super::library::Shelf;
use super::run::Run;
use crate::core::text::closest::closest;
use crate::core::text::pointer::escaped;
use crate::core::validate::{Elsewhere, Finding, StoredTemplate};

impl Run<'_> {
    /// The stored templates that may have been meant by a reference that leads nowhere.
    pub(super) fn library_help(&self, finding: &Finding) -> Option<String> {
        if finding.code != "missing-reference" {
            return None;
        }
        let wanted = finding.message.split('"').nth(1)?;
        let near = closest(wanted, self.library.names(finding.message.contains("cluster workflow template")));
        Some(near.map_or_else(
            || "give the file that has it along, or ask where it is stored, without --offline".to_owned(),
            |near| format!("did you mean `{near}`?"),
        ))
    }

    /// The first of two equal names in a list.
    pub(super) fn first_of_two(
        &self,
        object: &Object,
        file: usize,
        path: &str,
        finding: &Finding,
    ) -> Option<Related> {
        if !finding.message.contains("is not unique") && finding.code != "name-not-unique" {
            return None;
        }
        let name = object.value.pointer(path)?.as_str()?;
        let (item, field) = path.rsplit_once('/')?;
        let (list, _) = item.rsplit_once('/')?;
        // Steps are in lists of lists.
        let outer = list.rsplit_once("/steps/").map(|(outer, _)| format!("{outer}/steps"));
        let mut found = None;
        let look = |list: &str| {
            let items = object.value.pointer(list).and_then(Value::as_array)?;
            let named = |item: &Value| item.get(field).and_then(Value::as_str) == Some(name);
            items.iter().position(named).map(|index| format!("{list}/{index}/{field}"))
        };
        if let Some(outer) = outer {
            let groups = object.value.pointer(&outer).and_then(Value::as_array).map_or(0, Vec::len);
            found = (0..groups).find_map(|group| look(&format!("{outer}/{group}")));
        }
        let first = found.or_else(|| look(list)).filter(|first| first != path)?;
        Some(Related { file, span: object.value_span(&first)?, words: "the first is here".to_owned() })
    }

    /// The place in a stored template of what is wrong there, where the finding stands at the reference to it.
    pub(super) fn inside_stored(
        &self,
        object: &Object,
        path: &str,
        shelf: &Shelf<'_>,
        finding: &Finding,
    ) -> Option<Related> {
        let reference = object.value.pointer(path).filter(|_| path.ends_with("/templateRef"))?;
        let text = |key: &str| reference.get(key).and_then(Value::as_str);
        let cluster = reference.get("clusterScope").and_then(Value::as_bool).unwrap_or_default();
        let (file, index) =
            self.library.place(&shelf.meant(&StoredTemplate { cluster, name: text("name")?.to_owned() }))?;
        let (file_text, stored) = (self.files.get(file)?, self.files.get(file)?.objects.get(index)?);
        let templates = stored.value.pointer("/spec/templates").and_then(Value::as_array)?;
        // The words name the template that it is in, which the one that is called may call.
        let named = |name: &str| {
            templates.iter().position(|one| one.get("name").and_then(Value::as_str) == Some(name))
        };
        let inner =
            finding.detail.strip_prefix("templates.").and_then(|rest| rest.split(['.', ':', ' ']).next());
        let at = inner.and_then(named).or_else(|| named(text("template")?))?;
        let pointer = format!("/spec/templates/{at}");
        let tag = finding.detail.rfind("{{").and_then(|at| finding.detail.get(at..));
        let span = tag.and_then(|tag| {
            let below = place_of_text(stored.value.pointer(&pointer)?, tag)?;
            let span = stored.value_span(&format!("{pointer}{below}"))?;
            let at = span.start + file_text.text.get(span.clone())?.find(tag)?;
            Some(at..at + tag.len())
        });
        let span = span.or_else(|| stored.value_span(&format!("{pointer}/name")))?;
        Some(Related { file, span, words: "it is about this".to_owned() })
    }

    /// The stored template that does not have the template a reference names.
    pub(super) fn stored_template(
        &self,
        object: &Object,
        path: &str,
        shelf: &Shelf<'_>,
        finding: &Finding,
    ) -> Option<Related> {
        if finding.code != "unknown-template" {
            return None;
        }
        let reference = object.value.pointer(path.strip_suffix("/template")?)?;
        let name = reference.get("name").and_then(Value::as_str)?.to_owned();
        let cluster = reference.get("clusterScope").and_then(Value::as_bool).unwrap_or_default();
        let (file, index) = self.library.place(&shelf.meant(&StoredTemplate { cluster, name }))?;
        let span = self.files.get(file)?.objects.get(index)?.key_span("/spec/templates")?;
        Some(Related { file, span, words: "its templates are here".to_owned() })
    }

    pub(super) fn related(
        &self,
        also: &Elsewhere,
        object: &Object,
        file: usize,
        shelf: &Shelf<'_>,
    ) -> Option<Related> {
        let (file, object) = match &also.stored {
            None => (file, object),
            Some(stored) => {
                let (file, index) = self.library.place(&shelf.meant(stored))?;
                (file, self.files.get(file)?.objects.get(index)?)
            }
        };
        Some(Related { file, span: object.value_span(&also.path)?, words: also.words.to_owned() })
    }
}

/// The JSON pointer to the text in a value in which a tag is not closed.
pub(super) fn place_of_unclosed(value: &Value) -> Option<String> {
    place_of(value, &|text| unclosed(text).is_some())
}

/// The JSON pointer to a text in a value that has another text in it.
fn place_of_text(value: &Value, part: &str) -> Option<String> {
    place_of(value, &|text| text.contains(part))
}

fn place_of(value: &Value, is_it: &dyn Fn(&str) -> bool) -> Option<String> {
    match value {
        Value::String(text) => is_it(text).then(String::new),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| Some(format!("/{index}{}", place_of(item, is_it)?))),
        Value::Object(fields) => fields.iter().find_map(|(name, item)| {
            let below = place_of(item, is_it)?;
            Some(format!("/{}{below}", escaped(name)))
        }),
        _ => None,
    }
}
