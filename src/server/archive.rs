//! The archive: workflows that have ended. Nothing is kept beside the workflows themselves, so it has those that are
//! still there.

use std::collections::BTreeSet;

use axum::response::Response;
use serde_json::{Value, json};

use super::dispatch::{Call, Server};
use super::error::{ApiError, Code, json_response};
use super::list::newest;
use super::objects::{items, named, placed, plain};
use super::workflows::{Said, answer};
use crate::client::kube::{Url, listed};
use crate::core::api::{Workflow, kinds, label};
use crate::ports::client::Client;

/// Ended workflows of a namespace, or of all, newest first.
async fn ended(call: &Call, namespace: &str, labels: &str) -> Result<Vec<Value>, ApiError> {
    let kind = kinds::by_kind("Workflow").ok_or_else(|| ApiError::not_found("Not Found"))?;
    let ended = format!("{}=true", label::COMPLETED);
    let labels = if labels.is_empty() { ended } else { format!("{labels},{ended}") };
    let url = Url::of_kind(kind, Some(namespace)).with("labelSelector", call.backend().selector(&labels));
    let (mut all, _) = listed::<Value>(call.backend().rest(), &url).await?;
    all.sort_by(|one, other| newest(other).cmp(&newest(one)));
    Ok(all)
}

fn text<'o>(object: &'o Value, at: &str) -> &'o str {
    object.pointer(at).and_then(Value::as_str).unwrap_or_default()
}

/// The namespace to look into: the one asked for, or the only one that is served.
fn namespace<'c>(server: &'c Server, call: &'c Call) -> Result<&'c str, ApiError> {
    let asked = call.query.text("namespace");
    match &server.options.namespace {
        Some(only) if !asked.is_empty() && asked != only => {
            Err(ApiError::forbidden(format!("this server serves namespace {only} only")))
        }
        Some(only) => Ok(only),
        None => Ok(asked),
    }
}

pub(super) async fn list(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let query = &call.query;
    let limit = query.number("listOptions.limit")?.filter(|limit| *limit > 0);
    let from = query.number("listOptions.continue")?.unwrap_or_default();
    let (name, mode) = (query.text("namePrefix"), query.text("nameFilter"));
    let fits = |object: &Value| match mode {
        "Exact" => text(object, "/metadata/name") == name,
        "Contains" => text(object, "/metadata/name").contains(name),
        _ => text(object, "/metadata/name").starts_with(name),
    };
    let mut all = ended(call, namespace(server, call)?, query.text("listOptions.labelSelector")).await?;
    all.retain(fits);
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let to = limit.map_or(all.len(), |limit| size(from).saturating_add(size(limit)).min(all.len()));
    let more = to < all.len();
    let page = all.drain(size(from).min(to)..to).map(short).collect();
    let metadata = if more { json!({"continue": to.to_string()}) } else { json!({}) };
    Ok(json_response(&json!({"metadata": metadata, "items": items(page)})))
}

/// What lists say of an archived workflow.
fn short(object: Value) -> Value {
    let mut object = plain(object);
    let arguments = object.pointer("/spec/arguments").cloned().unwrap_or_else(|| json!({}));
    object["spec"] = json!({"arguments": arguments});
    for (at, parts) in [
        ("status", &["nodes", "compressedNodes", "storedTemplates", "storedWorkflowTemplateSpec"][..]),
        ("metadata", &["managedFields"][..]),
    ] {
        if let Some(fields) = object.get_mut(at).and_then(Value::as_object_mut) {
            parts.iter().for_each(|part| drop(fields.shift_remove(*part)));
        }
    }
    object
}

/// The ended workflow of a uid.
async fn find(server: &Server, call: &Call) -> Result<Workflow, ApiError> {
    named(call.place(0))?;
    let all = ended(call, namespace(server, call)?, "").await?;
    let found = all.iter().find(|object| text(object, "/metadata/uid") == call.place(0));
    let found = found.ok_or_else(|| ApiError::not_found("not found"))?;
    let (namespace, name) = (text(found, "/metadata/namespace"), text(found, "/metadata/name"));
    Ok(call.backend().get_workflow(namespace, name).await?)
}

pub(super) async fn get(server: &Server, call: &Call) -> Result<Response, ApiError> {
    answer(&find(server, call).await?)
}

pub(super) async fn delete(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let name = find(server, call).await?.metadata.name;
    Err(ApiError::invalid(format!("nothing is archived beside workflow {name} itself: delete the workflow")))
}

pub(super) async fn retry(server: &Server, call: &Call) -> Result<Response, ApiError> {
    call.object()?;
    let name = find(server, call).await?.metadata.name;
    let words = format!("workflow {name} is still there: retry it instead of what is archived of it");
    Err(ApiError::new(Code::AlreadyExists, words))
}

pub(super) async fn resubmit(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let said = Said::new(call.object()?);
    let (memoized, parameters) = (said.switch("memoized")?, said.texts("parameters")?);
    let metadata = find(server, call).await?.metadata;
    let into = said.text("namespace")?;
    if !into.is_empty() && into != metadata.namespace {
        placed(json!({"metadata": {"namespace": metadata.namespace}}), &into)?;
    }
    let made = call.backend().resubmit_workflow(&metadata.namespace, &metadata.name, memoized, &parameters);
    answer(&made.await?)
}

async fn labels(server: &Server, call: &Call) -> Result<Vec<(String, String)>, ApiError> {
    let all = ended(call, namespace(server, call)?, "").await?;
    let maps = all.iter().filter_map(|object| object.pointer("/metadata/labels")?.as_object());
    let pairs = maps.flatten().filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())));
    Ok(pairs.collect())
}

fn words(all: BTreeSet<String>) -> Response {
    json_response(&json!({"items": items(all.into_iter().map(Value::String).collect())}))
}

pub(super) async fn label_keys(server: &Server, call: &Call) -> Result<Response, ApiError> {
    Ok(words(labels(server, call).await?.into_iter().map(|(key, _)| key).collect()))
}

pub(super) async fn label_values(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let wanted = call.query.text("listOptions.labelSelector");
    let pairs = labels(server, call).await?;
    Ok(words(pairs.into_iter().filter(|(key, _)| key == wanted).map(|(_, value)| value).collect()))
}
