//! Checks of what callers send, as the controller would make them, with the stored templates the caller may read.

use serde_json::Value;

use super::backend::Backend;
use super::error::{ApiError, Code};
use crate::client::library;
use crate::core::api::API_VERSION;
use crate::core::lint::{Diagnostic, File, Level, Library, LintOptions, check, lint};

/// An object with its kind, as a file of its own.
fn file(kind: &str, object: &Value) -> (File, Value) {
    let mut object = object.clone();
    object["apiVersion"] = API_VERSION.into();
    object["kind"] = kind.into();
    (File::read("request", object.to_string()), object)
}

fn first(found: &[Diagnostic], code: Code) -> Result<(), ApiError> {
    let error = found.iter().find(|one| one.level == Level::Error);
    error.map_or(Ok(()), |error| Err(ApiError::new(code, error.message.clone())))
}

/// Refuses an object that could not run.
///
/// # Errors
/// The first reason, or what the place behind the server says.
pub(super) async fn refuse(
    backend: &Backend,
    namespace: &str,
    kind: &str,
    object: &Value,
) -> Result<(), ApiError> {
    let (file, object) = file(kind, object);
    let files = [file];
    let look = |shelf: &Library| check(&files, (0, 0), object.clone(), shelf);
    let found = library(backend.as_ref(), Library::of(&[], namespace, false), look).await?;
    first(&found, Code::InvalidArgument)
}

/// Says what a linter would; `code` is what a finding is answered with.
///
/// # Errors
/// The first finding, or what the place behind the server says.
pub(super) async fn linted(
    backend: &Backend,
    namespace: &str,
    kind: &'static str,
    object: &Value,
    code: Code,
) -> Result<(), ApiError> {
    let (file, _) = file(kind, object);
    let files = [file];
    let options = LintOptions { strict: false, kinds: Some(vec![kind]), ..LintOptions::default() };
    let look = |shelf: &Library| {
        let mut report = lint(&files, shelf, &options);
        let wanted = std::mem::take(&mut report.wanted);
        (report, wanted)
    };
    let report = library(backend.as_ref(), Library::of(&[], namespace, false), look).await?;
    let found: Vec<Diagnostic> = report.files.into_iter().flat_map(|file| file.diagnostics).collect();
    first(&found, code)
}
