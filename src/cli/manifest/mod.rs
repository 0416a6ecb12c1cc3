//! Manifests: texts to objects, with errors that point into the text.

mod diagnostic;
mod source;
mod strict;

use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use source::{Source, read_all, read_one};

use super::error::{CliError, CliResult};
use super::ui::Ui;
use crate::core::api::decode::{KeyOrder, decode};
use crate::core::api::manifest::schema_of;
use crate::core::yaml::{self, Document};
use diagnostic::Diagnostic;

/// An object of a manifest, with where it came from.
#[derive(Debug)]
pub(crate) struct Manifest<'a> {
    source: &'a Source,
    document: Document,
    pub(crate) value: Value,
}

impl Manifest<'_> {
    /// The object's kind, empty when it has none.
    pub(crate) fn kind(&self) -> &str {
        self.value.get("kind").and_then(Value::as_str).unwrap_or_default()
    }

    /// The object as a type of ours; `strict` refuses fields that the type does not have.
    pub(crate) fn decode<T: DeserializeOwned>(&self, strict: bool) -> CliResult<T> {
        if strict {
            self.check()?;
        }
        let Some((_, schema)) = schema_of(self.kind()) else {
            let object = serde_json::from_value(self.value.clone());
            return object.map_err(|error| self.error("", &error.to_string(), None));
        };
        // As Argo would send it: its order of fields, containers with the fields Go always writes.
        let decoded = decode(schema, &self.value, KeyOrder::Sorted, strict);
        if let Some(error) = &decoded.error {
            return Err(self.error("", error, None));
        }
        serde_json::from_value(decoded.object).map_err(|error| self.error("", &error.to_string(), None))
    }

    /// Refuses unknown fields, wrong types and keys given twice.
    pub(crate) fn check(&self) -> CliResult<()> {
        if let Some(error) = self.document.strict_errors.first() {
            let span = error.span.as_ref().map(|span| self.document.locate(span));
            return Err(Diagnostic { source: self.source, span, message: &error.message, help: None }.into());
        }
        match strict::first_problem(self.kind(), &self.value) {
            Some(problem) => Err(self.error(&problem.pointer, &problem.message, problem.help.as_deref())),
            None => Ok(()),
        }
    }

    /// An error about a place in the object.
    pub(crate) fn error(&self, pointer: &str, message: &str, help: Option<&str>) -> CliError {
        let spans = &self.document.spans;
        let span = spans.key(pointer).or_else(|| spans.nearest(pointer));
        let span = span.map(|span| self.document.locate(&span));
        Diagnostic { source: self.source, span, message, help }.into()
    }
}

/// All objects of a text. Text that is no YAML is an error; documents without a kind are too.
pub(crate) fn objects(source: &Source) -> CliResult<Vec<Manifest<'_>>> {
    let mut found = Vec::new();
    for document in yaml::parse_documents(&source.text) {
        match document.value.clone() {
            Ok(Value::Null) => {}
            Ok(value) if value.get("kind").and_then(Value::as_str).is_none() => {
                let span = Some(document.range.start..document.range.start);
                let message = "this document has no kind";
                let help = Some("a manifest begins with apiVersion and kind");
                return Err(Diagnostic { source, span, message, help }.into());
            }
            Ok(value) => found.push(Manifest { source, document, value }),
            Err(error) => {
                let span = error.span.as_ref().map(|span| document.locate(span));
                return Err(Diagnostic { source, span, message: &error.message, help: None }.into());
            }
        }
    }
    Ok(found)
}

/// The objects of one kind; others are named on standard error and left out.
pub(crate) fn of_kind<'a>(sources: &'a [Source], kind: &str, ui: Ui) -> CliResult<Vec<Manifest<'a>>> {
    let mut found = Vec::new();
    for source in sources {
        for manifest in objects(source)? {
            if manifest.kind() == kind {
                found.push(manifest);
            } else {
                let other = manifest.kind();
                ui.note(&format!("warning: {}: {other} is not of kind {kind}, ignoring", source.name));
            }
        }
    }
    Ok(found)
}
