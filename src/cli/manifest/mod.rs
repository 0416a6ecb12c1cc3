//! Manifests: texts to objects, with errors that point into the text.

mod check;
mod source;

use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use check::{check_alone, check_offline, check_with, library};
pub(crate) use source::{Wants, cores, in_folder, read_all, read_files, read_one};

use super::error::{CliError, CliResult};
use super::ui::Ui;
use crate::core::api::decode::{KeyOrder, decode};
use crate::core::api::manifest::schema_of;
use crate::core::lint::{Diagnostic, File, Object, problems};
use crate::core::render::lint::{Snippet, snippet};

/// An object of a manifest, with where it came from.
#[derive(Debug)]
pub(crate) struct Manifest<'a> {
    file: &'a File,
    object: &'a Object,
    /// Index of the file, index of the object in it.
    pub(crate) at: (usize, usize),
}

impl<'a> Manifest<'a> {
    /// The object's kind.
    pub(crate) fn kind(&self) -> &'a str {
        &self.object.kind
    }

    /// The object as it is written.
    pub(crate) fn value(&self) -> &'a Value {
        &self.object.value
    }

    /// The object as a type of ours; `strict` refuses fields that the type does not have.
    pub(crate) fn decode<T: DeserializeOwned>(&self, strict: bool) -> CliResult<T> {
        if strict {
            self.check()?;
        }
        let Some((_, schema)) = schema_of(self.kind()) else {
            let object = serde_json::from_value(self.value().clone());
            return object.map_err(|error| self.error("", &error.to_string(), None));
        };
        // As Argo would send it: its order of fields, containers with the fields Go always writes.
        let decoded = decode(schema, self.value(), KeyOrder::Sorted, strict);
        if let Some(error) = &decoded.error {
            return Err(self.error("", error, None));
        }
        serde_json::from_value(decoded.object).map_err(|error| self.error("", &error.to_string(), None))
    }

    /// Refuses unknown fields, wrong types and keys given twice.
    pub(crate) fn check(&self) -> CliResult<()> {
        if let Some((message, span)) = self.object.duplicates().next() {
            return Err(pointing(self.file, span, message, None));
        }
        match problems(self.kind(), self.value(), true).into_iter().find(|problem| !problem.silent) {
            Some(problem) => {
                let span = self.object.value_span(&problem.pointer);
                let written = span.and_then(|span| self.file.text.get(span)).map(str::trim);
                Err(self.error(&problem.pointer, &problem.message, problem.help_for(written).as_deref()))
            }
            None => Ok(()),
        }
    }

    /// An error about a place in the object.
    fn error(&self, pointer: &str, message: &str, help: Option<&str>) -> CliError {
        pointing(self.file, self.object.key_span(pointer), message, help)
    }
}

/// An error with the place it is about: the message, the line with a mark, and what to do.
fn pointing(
    file: &File,
    span: Option<std::ops::Range<usize>>,
    message: &str,
    help: Option<&str>,
) -> CliError {
    let message = message.trim_end();
    let Some(span) = span else {
        let error = CliError::new(format!("{}: {message}", file.name));
        return match help {
            Some(help) => error.hint(help),
            None => error,
        };
    };
    let here = Snippet { name: &file.name, text: &file.text, span, words: "", arrow: "-->" };
    let mut text = format!("{message}\n{}", snippet(&here, false));
    if let Some(help) = help {
        let margin = text.lines().last().and_then(|line| line.find('|')).unwrap_or(2);
        text.push('\n');
        text.push_str(&" ".repeat(margin));
        text.push_str("= help: ");
        text.push_str(help);
    }
    CliError::new(text)
}

/// The error that a diagnostic is.
fn failure(file: &File, one: &Diagnostic) -> CliError {
    pointing(file, one.span.clone(), &one.message, one.help.as_deref())
}

/// All objects of the files. Text that is no YAML is an error; documents without a kind are too.
pub(crate) fn objects(files: &[File]) -> CliResult<Vec<Manifest<'_>>> {
    let mut found = Vec::new();
    for (index, file) in files.iter().enumerate() {
        if let Some(fault) = file.faults.first() {
            return Err(failure(file, fault));
        }
        let objects = file.objects.iter().enumerate();
        found.extend(objects.map(|(number, object)| Manifest { file, object, at: (index, number) }));
    }
    Ok(found)
}

/// The objects of one kind; others are named on standard error and left out.
pub(crate) fn of_kind<'a>(files: &'a [File], kind: &str, ui: Ui) -> CliResult<Vec<Manifest<'a>>> {
    let mut found = Vec::new();
    for manifest in objects(files)? {
        if manifest.kind() == kind {
            found.push(manifest);
        } else {
            let other = manifest.kind();
            ui.note(&format!("warning: {}: {other} is not of kind {kind}, ignoring", manifest.file.name));
        }
    }
    Ok(found)
}
