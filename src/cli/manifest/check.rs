//! What the controller would say about a workflow, said before anything is created.

use std::collections::BTreeSet;

use serde_json::Value;

use super::failure;
use crate::cli::context::Connection;
use crate::cli::error::CliResult;
use crate::client;
use crate::core::lint::{Diagnostic, File, Level, Library, Wanted, check};

/// The templates that `look` needs: those of the files, and of the connection what it asks for besides.
///
/// # Errors
/// When the connection does not answer, or forbids the question.
pub(crate) async fn library<T>(
    connection: &Connection,
    shelf: Library,
    look: impl FnMut(&Library) -> (T, BTreeSet<Wanted>),
) -> CliResult<T> {
    Ok(client::library(connection.client.as_ref(), shelf, look).await?)
}

/// Refuses an object that could not run: the first reason, with its place in the file it was read from. `object` may
/// differ from the file by what the command line changed. True when that is all: nothing of it is stored elsewhere.
pub(crate) fn check_alone(
    files: &[File],
    at: (usize, usize),
    object: &Value,
    beside: bool,
) -> CliResult<bool> {
    let (mut found, wanted) = check(files, at, object.clone(), &shelf(files, "", beside));
    found.retain(|one| one.code != "missing-reference");
    refuse(files, at, &found)?;
    Ok(wanted.is_empty())
}

/// As [`check_alone`], with the stored templates of a connection.
pub(crate) async fn check_with(
    connection: &Connection,
    files: &[File],
    at: (usize, usize),
    object: &Value,
    beside: bool,
) -> CliResult<()> {
    let shelf = shelf(files, &connection.namespace, beside);
    let found = library(connection, shelf, |shelf| check(files, at, object.clone(), shelf)).await?;
    refuse(files, at, &found)
}

/// Refuses an object that could not run where nothing is stored but what the files have.
pub(crate) fn check_offline(
    files: &[File],
    at: (usize, usize),
    object: Value,
    namespace: &str,
) -> CliResult<()> {
    refuse(files, at, &check(files, at, object, &Library::of(files, namespace, true)).0)
}

/// Templates beside the object count where they are created with it.
fn shelf(files: &[File], namespace: &str, beside: bool) -> Library {
    Library::of(if beside { files } else { &[] }, namespace, false)
}

fn refuse(files: &[File], at: (usize, usize), found: &[Diagnostic]) -> CliResult<()> {
    let error = found.iter().find(|one| one.level == Level::Error);
    match (error, files.get(at.0)) {
        (Some(error), Some(file)) => Err(failure(file, error)),
        _ => Ok(()),
    }
}
