//! A file and the objects in it.

use std::ops::Range;

use serde_json::Value;

use super::diagnostic::{Diagnostic, Level};
use super::{old_language, syntax};
use crate::core::api::kinds;
use crate::core::text::closest::closest;
use crate::core::yaml::{self, Document};

/// A text with the objects in it.
#[derive(Debug, Clone)]
pub struct File {
    /// What it goes by in messages.
    pub name: String,
    /// The text.
    pub text: String,
    /// Its objects, in their order.
    pub objects: Vec<Object>,
    /// What is wrong with documents that are no objects.
    pub faults: Vec<Diagnostic>,
}

/// One object of a file.
#[derive(Debug, Clone)]
pub struct Object {
    /// The object as it is written.
    pub value: Value,
    /// Its kind.
    pub kind: String,
    /// Its number in the file, from 1.
    pub number: usize,
    document: Document,
}

impl File {
    /// Splits a text into its objects.
    pub fn read(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut file = Self { name: name.into(), text: text.into(), objects: Vec::new(), faults: Vec::new() };
        for mut document in yaml::parse_documents(&file.text) {
            // The object keeps the value; the document is left with the places.
            match std::mem::replace(&mut document.value, Ok(Value::Null)) {
                Ok(Value::Null) => {}
                Ok(value) => match kind_of(&value) {
                    Some(kind) => {
                        let kind = kind.to_owned();
                        file.faults.extend(misspelt_kind(&value, &kind, &document));
                        file.faults.extend(other_version(&value, &kind, &document));
                        let number = file.objects.len() + 1;
                        file.objects.push(Object { value, kind, number, document });
                    }
                    None => file.faults.push(without_kind(&value, &document)),
                },
                Err(error) => {
                    let span = error.span.as_ref().map(|span| document.locate(span));
                    let said = syntax::explain(&file.text, &error, span);
                    let fault = Diagnostic::of_file("syntax", error.message, said.span);
                    file.faults.push(Diagnostic { message: said.message, help: said.help, ..fault });
                }
            }
        }
        file
    }
}

impl File {
    /// A file that cannot be read as text.
    pub fn unreadable(name: impl Into<String>, why: &str) -> Self {
        let fault = Diagnostic::of_file("unreadable", why.to_owned(), None);
        let help = Some("manifests are text in UTF-8 or UTF-16".to_owned());
        let faults = vec![Diagnostic { help, ..fault }];
        Self { name: name.into(), text: String::new(), objects: Vec::new(), faults }
    }
}

impl Object {
    /// The object as Argo's linter names it: `"hello-" (Workflow)`.
    pub fn label(&self) -> String {
        let text = |pointer| self.value.pointer(pointer).and_then(Value::as_str).filter(|t| !t.is_empty());
        let numbered = format!("object #{}", self.number);
        let name = text("/metadata/name").or_else(|| text("/metadata/generateName")).unwrap_or(&numbered);
        format!("\"{name}\" ({})", self.kind)
    }

    /// Whether it was written as JSON.
    pub(super) fn is_json(&self) -> bool {
        self.document.json
    }

    /// Keys that are given twice: the message, and the bytes of the second in the file.
    pub fn duplicates(&self) -> impl Iterator<Item = (&str, Option<Range<usize>>)> {
        let errors = self.document.strict_errors.iter();
        errors.map(|error| {
            let span = error.span.as_ref().map(|span| self.document.locate(span));
            (error.message.as_str(), span)
        })
    }

    /// Where a key was given before that stands at a place a second time.
    pub(super) fn first_of(&self, second: &Range<usize>) -> Option<Range<usize>> {
        let start = self.document.range.start;
        let inside = second.start.checked_sub(start)?..second.end.checked_sub(start)?;
        self.document.spans.first_of(&inside).map(|span| self.document.locate(&span))
    }

    /// What stands at a byte of the file: a JSON pointer, and whether it is the key rather than the value.
    pub fn at(&self, offset: usize) -> Option<(String, bool)> {
        self.document.spans.at(offset.checked_sub(self.document.range.start)?)
    }

    /// The bytes of the file that a JSON pointer leads to: the value, or what comes nearest.
    pub fn value_span(&self, pointer: &str) -> Option<Range<usize>> {
        self.document.spans.nearest(pointer).map(|span| self.document.locate(&span))
    }

    /// The bytes of the key that a JSON pointer leads to, or else of the value.
    pub fn key_span(&self, pointer: &str) -> Option<Range<usize>> {
        let key = self.document.spans.key(pointer).map(|span| self.document.locate(&span));
        key.or_else(|| self.value_span(pointer))
    }

    /// Whether there is anything at a JSON pointer.
    pub(super) fn has(&self, pointer: &str) -> bool {
        self.value.pointer(pointer).is_some()
    }

    /// The bytes of the file that are the object's document.
    pub fn range(&self) -> Range<usize> {
        self.document.range.clone()
    }
}

fn kind_of(value: &Value) -> Option<&str> {
    value.get("kind").and_then(Value::as_str).filter(|kind| !kind.is_empty())
}

/// The first byte of a document that says something.
fn start(document: &Document) -> Option<Range<usize>> {
    let root = document.spans.value("").map(|span| document.locate(&span));
    root.map(|root| root.start..root.start)
}

fn without_kind(value: &Value, document: &Document) -> Diagnostic {
    if let Some((kind, today)) = old_language::recognise(value) {
        let span = document.spans.value("/type").map(|span| document.locate(&span));
        let message = format!("`type: {kind}` is Argo's first language, which ended with Argo 1");
        return Diagnostic {
            help: Some(today.to_owned()),
            ..Diagnostic::of_file("old-language", message, span)
        };
    }
    if value.get("apiVersion").is_some() || value.get("spec").is_some() || value.get("metadata").is_some() {
        let message = "this document has no kind".to_owned();
        let help = Some("a manifest begins with apiVersion and kind".to_owned());
        return Diagnostic { help, ..Diagnostic::of_file("missing-kind", message, start(document)) };
    }
    // Other data may lie beside manifests: parameter files, values of charts.
    let message = "this document has no kind, so it is no manifest".to_owned();
    let fault = Diagnostic::of_file("missing-kind", message, start(document));
    Diagnostic { level: Level::Warning, line: None, ..fault }
}

/// A kind of Argo's group that is nearly one of Argo Workflows.
fn misspelt_kind(value: &Value, kind: &str, document: &Document) -> Option<Diagnostic> {
    let ours = value.get("apiVersion").and_then(Value::as_str).is_some_and(|v| v.starts_with("argoproj.io/"));
    if !ours || kinds::by_kind(kind).is_some() {
        return None;
    }
    let near = closest(kind, kinds::KINDS.iter().map(|known| known.kind))?;
    let span = document.spans.value("/kind").map(|span| document.locate(&span));
    let fault = Diagnostic::of_file("unknown-kind", format!("unknown kind {kind:?}"), span);
    Some(Diagnostic { path: "/kind".to_owned(), help: Some(format!("did you mean `{near}`?")), ..fault })
}

/// A kind of ours in another version than the only one there is. Argo's linter does not look at it; every server does.
fn other_version(value: &Value, kind: &str, document: &Document) -> Option<Diagnostic> {
    let version = value.get("apiVersion").and_then(Value::as_str).unwrap_or_default();
    let ours = kinds::by_kind(kind).is_some() && (version.is_empty() || version.starts_with("argoproj.io"));
    if !ours || version == kinds::API_VERSION {
        return None;
    }
    let known = kinds::API_VERSION;
    let place = document.spans.value("/apiVersion").or_else(|| document.spans.key("/kind"));
    let span = place.map(|span| document.locate(&span));
    let message = format!("{kind} has the apiVersion {known}, not {version:?}");
    let fault = Diagnostic::of_file("unknown-version", message, span);
    let help = Some(format!("write `apiVersion: {known}`"));
    Some(Diagnostic { level: Level::Warning, line: None, path: "/apiVersion".to_owned(), help, ..fault })
}
