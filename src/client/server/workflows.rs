//! Creating, reading, listing and changing workflows through an Argo Server.

use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::rest::Rest;
use crate::client::cursor::Cursor;
use crate::client::listed::{Fill, all, summary, whole};
use crate::client::skim::EachItem;
use crate::core::api::{API_VERSION, Workflow};
use crate::ports::client::{Change, ClientError, Detail, ListQuery, Listed, Refusal};

/// What lists of names are sorted by.
const NAMES: &str = "metadata,items.metadata.name,items.metadata.namespace,items.metadata.creationTimestamp,\
                     items.status.finishedAt";

/// What the columns of `argo list` need.
const SUMMARY: &str = "metadata,items.metadata.name,items.metadata.namespace,items.metadata.creationTimestamp,\
                       items.spec.suspend,items.spec.priority,items.spec.shutdown,items.status.phase,\
                       items.status.message,items.status.finishedAt,items.status.startedAt";

pub(super) async fn create(
    rest: &Rest,
    namespace: &str,
    workflow: &Workflow,
    dry_run: bool,
) -> Result<Workflow, ClientError> {
    let workflow = serde_json::to_value(workflow);
    let mut workflow = workflow.map_err(|error| ClientError::new(Refusal::Invalid, error.to_string()))?;
    workflow["apiVersion"] = API_VERSION.into();
    workflow["kind"] = "Workflow".into();
    let mut body = json!({"namespace": namespace, "workflow": workflow});
    if dry_run {
        body["serverDryRun"] = true.into();
    }
    rest.send(Method::POST, &["workflows", namespace], &body).await
}

pub(super) async fn get(rest: &Rest, namespace: &str, name: &str) -> Result<Workflow, ClientError> {
    rest.get(&["workflows", namespace, name], &[]).await
}

pub(super) async fn list(
    rest: &Rest,
    query: &ListQuery,
    each: &mut (dyn FnMut(Listed<'_>) + Send),
) -> Result<(), ClientError> {
    let namespace = query.namespace.as_deref().unwrap_or_default();
    let mut asked = Vec::new();
    let (fields, fill): (&str, Fill) = match query.detail {
        Detail::Metadata => (NAMES, summary),
        Detail::Summary => (SUMMARY, summary),
        Detail::Full => ("", all),
    };
    let chunk = if query.chunk == 0 { String::new() } else { query.chunk.to_string() };
    for (name, value) in [
        ("fields", fields),
        ("listOptions.labelSelector", &query.labels),
        ("listOptions.fieldSelector", &query.fields),
        ("listOptions.limit", &chunk),
    ] {
        if !value.is_empty() {
            asked.push((name, value.to_owned()));
        }
    }
    let mut workflow = Workflow::default();
    let mut item = |cursor: &mut Cursor<'_>| {
        fill(cursor, &mut workflow)?;
        each(Listed::Workflow(&mut workflow));
        Ok(())
    };
    pages_each(rest, &["workflows", namespace], asked, &mut item).await
}

/// All items of a list, page by page.
pub(super) async fn pages<T: DeserializeOwned + Send>(
    rest: &Rest,
    path: &[&str],
    query: Vec<(&str, String)>,
) -> Result<Vec<T>, ClientError> {
    let mut found = Vec::new();
    let mut item = |cursor: &mut Cursor<'_>| {
        found.push(whole(cursor)?);
        Ok(())
    };
    pages_each(rest, path, query, &mut item).await?;
    Ok(found)
}

/// Brings the items of a list, page by page.
async fn pages_each(
    rest: &Rest,
    path: &[&str],
    query: Vec<(&str, String)>,
    item: &mut EachItem<'_>,
) -> Result<(), ClientError> {
    let mut next = String::new();
    loop {
        let mut query = query.clone();
        if !next.is_empty() {
            query.push(("listOptions.continue", next.clone()));
        }
        let after = rest.list(path, &query, item).await?;
        // A server that says the same twice would do so for ever.
        if after.is_empty() || after == next {
            return Ok(());
        }
        next = after;
    }
}

pub(super) async fn delete(rest: &Rest, namespace: &str, name: &str, force: bool) -> Result<(), ClientError> {
    let query = if force { vec![("force", "true".to_owned())] } else { Vec::new() };
    rest.delete(&["workflows", namespace, name], &query).await
}

pub(super) async fn change(
    rest: &Rest,
    namespace: &str,
    name: &str,
    change: &Change,
) -> Result<Workflow, ClientError> {
    let (verb, more) = match change {
        Change::Suspend => ("suspend", json!({})),
        Change::Resume { selector } => ("resume", json!({"nodeFieldSelector": selector})),
        Change::Stop { selector, message } => {
            ("stop", json!({"nodeFieldSelector": selector, "message": message}))
        }
        Change::Terminate => ("terminate", json!({})),
        Change::Set { selector, phase, message, outputs } => {
            let outputs: serde_json::Map<String, Value> =
                outputs.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
            // A JSON text within the JSON.
            let outputs = if outputs.is_empty() { String::new() } else { Value::from(outputs).to_string() };
            let all = json!({
                "nodeFieldSelector": selector, "phase": phase, "message": message, "outputParameters": outputs,
            });
            ("set", all)
        }
        Change::Retry { restart_successful, selector, parameters } => {
            let all = json!({
                "restartSuccessful": restart_successful, "nodeFieldSelector": selector, "parameters": parameters,
            });
            ("retry", all)
        }
    };
    put(rest, namespace, name, verb, more).await
}

pub(super) async fn resubmit(
    rest: &Rest,
    namespace: &str,
    name: &str,
    memoized: bool,
    parameters: &[String],
) -> Result<Workflow, ClientError> {
    put(rest, namespace, name, "resubmit", json!({"memoized": memoized, "parameters": parameters})).await
}

/// Puts a request with a verb; what is empty is left out, as the reference does.
async fn put(
    rest: &Rest,
    namespace: &str,
    name: &str,
    verb: &str,
    more: Value,
) -> Result<Workflow, ClientError> {
    let mut body = json!({"name": name, "namespace": namespace});
    for (key, value) in more.as_object().into_iter().flatten() {
        let is_empty = match value {
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Bool(on) => !on,
            _ => false,
        };
        if !is_empty {
            body[key] = value.clone();
        }
    }
    rest.send(Method::PUT, &["workflows", namespace, name, verb], &body).await
}
