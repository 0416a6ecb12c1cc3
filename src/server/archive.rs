//! The archive: workflows that have ended. Those that are still there belong to it as much as those that the engine kept
//! when they were deleted; behind a cluster, only the former.

use std::collections::BTreeSet;

use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::dispatch::{Call, Server};
use super::error::{ApiError, Code, json_response};
use super::list::{Part, Places, Source, WHOLE_PAGE, newest, objects, read_whole};
use super::objects::{items, named, placed, plain};
use super::workflows::{Said, answer, parsed};
use crate::client::kube::{Url, listed, listed_metadata};
use crate::core::api::{GROUP, KindInfo, VERSION, Workflow, kinds, label};
use crate::core::edit::{self, EditError, NodeSelector};
use crate::ports::client::{Client, Refusal};
use crate::ports::ids;

/// The engine's place for workflows that are gone.
const KEPT: &str = "archivedworkflows";

fn workflows() -> Result<&'static KindInfo, ApiError> {
    kinds::by_kind("Workflow").ok_or_else(|| ApiError::not_found("Not Found"))
}

/// What is kept of workflows that are gone, of a namespace or of all.
pub(super) fn kept(namespace: &str) -> Url {
    Url::collection(&format!("/apis/{GROUP}/{VERSION}"), KEPT, Some(namespace))
}

/// Ended workflows that are still there, of a namespace or of all.
fn ended(call: &Call, namespace: &str, labels: &str) -> Result<Url, ApiError> {
    let ended = format!("{}=true,{}!={}", label::COMPLETED, label::WORKFLOW_ARCHIVING_STATUS, label::REMOVED);
    let labels = if labels.is_empty() { ended } else { format!("{labels},{ended}") };
    Ok(Url::of_kind(workflows()?, Some(namespace)).with("labelSelector", call.backend().selector(&labels)))
}

/// What is archived.
fn places(server: &Server, call: &Call, labels: &str) -> Result<Places, ApiError> {
    let namespace = namespace(server, call)?;
    let selected = call.backend().selector(labels);
    let kept = server.place.keeps().then(|| kept(namespace).with_text("labelSelector", &selected));
    Ok(Places { there: ended(call, namespace, labels)?, kept })
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
    let fits = |own: &str| match mode {
        "Exact" => own == name,
        "Contains" => own.contains(name),
        _ => own.starts_with(name),
    };
    let places = places(server, call, query.text("listOptions.labelSelector"))?;
    let page_only = limit.is_some_and(|limit| limit <= WHOLE_PAGE);
    let part = if page_only { Part::Metadata } else { Part::Head };
    let (mut all, _) = places.read(call.backend().rest(), part).await?;
    all.retain(|(item, _)| fits(&item.name));
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let to = limit.map_or(all.len(), |limit| size(from).saturating_add(size(limit)).min(all.len()));
    let more = to < all.len();
    let page = all.drain(size(from).min(to)..to).collect::<Vec<_>>();
    let page = if page_only { read_whole(call, page).await? } else { page };
    let page = objects(page)?;
    let page = page.into_iter().map(short).collect();
    let metadata = if more { json!({"continue": to.to_string()}) } else { json!({}) };
    Ok(json_response(&json!({"metadata": metadata, "items": items(page)})))
}

/// What lists say of an archived workflow.
fn short(object: Value) -> Value {
    let object = marked(plain(object));
    let part = |at: &str| object.pointer(at).filter(|part| !part.is_null()).cloned();
    let mut short = json!({"metadata": {}, "spec": {"arguments": {}}, "status": {}});
    for (field, parts) in [
        ("metadata", &["name", "namespace", "uid", "creationTimestamp", "labels", "annotations"][..]),
        ("spec", &["arguments", "priority"][..]),
        (
            "status",
            &[
                "phase",
                "startedAt",
                "finishedAt",
                "estimatedDuration",
                "progress",
                "message",
                "resourcesDuration",
            ][..],
        ),
    ] {
        for name in parts {
            if let Some(value) = part(&format!("/{field}/{name}")) {
                short[field][*name] = value;
            }
        }
    }
    short
}

/// A workflow with the label that says it is archived.
fn marked(mut object: Value) -> Value {
    if object["metadata"]["labels"].is_object() {
        object["metadata"]["labels"][label::WORKFLOW_ARCHIVING_STATUS] = label::PERSISTED.into();
    }
    object
}

/// The archived workflow of a uid, and where it is.
///
/// # Errors
/// When there is none in the namespace, or in any where none is named.
pub(super) async fn find(
    server: &Server,
    call: &Call,
    namespace: &str,
    uid: &str,
) -> Result<(Workflow, Source), ApiError> {
    named(uid)?;
    if let Some(found) = kept_of(server, call, namespace, uid).await? {
        return Ok((found, Source::Kept));
    }
    let there = listed_metadata(call.backend().rest(), &ended(call, namespace, "")?).await?.0;
    let found = there.iter().find(|object| text(object, "/metadata/uid") == uid);
    let found = found.ok_or_else(|| ApiError::not_found("not found"))?;
    let (namespace, name) = (text(found, "/metadata/namespace"), text(found, "/metadata/name"));
    Ok((call.backend().get_workflow(namespace, name).await?, Source::There))
}

/// What is kept of the workflow with a uid.
async fn kept_of(
    server: &Server,
    call: &Call,
    namespace: &str,
    uid: &str,
) -> Result<Option<Workflow>, ApiError> {
    // Uids have no signs that a selector would take apart.
    if !server.place.keeps() || !uid.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Ok(None);
    }
    let url = kept(namespace).with("fieldSelector", format!("metadata.name={uid}"));
    let found = listed::<Value>(call.backend().rest(), &url).await?.0;
    found.into_iter().next().map(parsed).transpose()
}

/// What is kept of the newest workflow of a name that is gone.
///
/// # Errors
/// `missing`, where there is none.
pub(super) async fn instead(
    server: &Server,
    call: &Call,
    (namespace, name): (&str, &str),
    missing: ApiError,
) -> Result<Workflow, ApiError> {
    if missing.code != Code::NotFound || !server.place.keeps() {
        return Err(missing);
    }
    let url = kept(namespace).with_text("labelSelector", &call.backend().selector(""));
    let all = listed_metadata(call.backend().rest(), &url).await?.0;
    let same = all.iter().filter(|object| text(object, "/metadata/name") == name);
    let Some(found) = same.max_by_key(|object| newest(object)) else { return Err(missing) };
    let (namespace, uid) = (text(found, "/metadata/namespace"), text(found, "/metadata/uid"));
    kept_of(server, call, namespace, uid).await?.ok_or(missing)
}

/// The archived workflow that a request is about.
async fn asked(server: &Server, call: &Call) -> Result<(Workflow, Source), ApiError> {
    find(server, call, namespace(server, call)?, call.place(0)).await
}

pub(super) async fn get(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let (mut workflow, _) = asked(server, call).await?;
    let labels = &mut workflow.metadata.labels;
    labels.insert(label::WORKFLOW_ARCHIVING_STATUS.to_owned(), label::PERSISTED.to_owned());
    answer(&workflow)
}

pub(super) async fn delete(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let (workflow, source) = asked(server, call).await?;
    let metadata = &workflow.metadata;
    match source {
        Source::Kept => {
            let url = kept(&metadata.namespace).child(&metadata.uid);
            call.backend().rest().delete(&url, &json!({})).await?;
        }
        // It stays, and will not be kept when it goes.
        Source::There => {
            let patch = json!({"metadata": {"uid": metadata.uid, "labels": {label::WORKFLOW_ARCHIVING_STATUS: label::REMOVED}}});
            call.backend().merge_object(workflows()?, &metadata.namespace, &metadata.name, &patch).await?;
        }
    }
    Ok(json_response(&json!({})))
}

/// What an edit makes of a workflow.
///
/// # Errors
/// When it cannot.
fn edited<T>(result: Result<T, EditError>) -> Result<T, ApiError> {
    result.map_err(|error| ApiError::invalid(error.to_string()))
}

pub(super) async fn retry(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let said = Said::new(call.object()?);
    let selector = edited(NodeSelector::parse(&said.text("nodeFieldSelector")?))?;
    let (restart, parameters) = (said.switch("restartSuccessful")?, said.texts("parameters")?);
    let (old, source) = asked(server, call).await?;
    same_namespace(&said, &old)?;
    let (namespace, name) = (&old.metadata.namespace, old.name());
    let there = call.backend().get_workflow(namespace, name).await;
    if source == Source::There || !there.as_ref().is_err_and(|error| error.refusal == Refusal::NotFound) {
        there?;
        let words = format!("workflow {name} is still there: retry it instead of what is archived of it");
        return Err(ApiError::new(Code::AlreadyExists, words));
    }
    let mut new = edited(edit::retry(&old, restart, &selector, &parameters, Timestamp::now()))?.workflow;
    new.metadata.uid.clear();
    new.metadata.resource_version.clear();
    answer(&call.backend().create_workflow(namespace, &new, false).await?)
}

pub(super) async fn resubmit(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let said = Said::new(call.object()?);
    let (old, _) = asked(server, call).await?;
    same_namespace(&said, &old)?;
    again(call, &old, &said).await
}

/// Runs what a workflow that is gone did again.
pub(super) async fn again(call: &Call, old: &Workflow, said: &Said) -> Result<Response, ApiError> {
    let parameters = said.texts("parameters")?;
    let new = if said.switch("memoized")? {
        edit::memoized(old, &parameters, &ids::suffix(5), Timestamp::now())
    } else {
        edit::resubmit(old, &parameters)
    };
    answer(&call.backend().create_workflow(&old.metadata.namespace, &edited(new)?, false).await?)
}

/// A request that names a namespace means the workflow's.
fn same_namespace(said: &Said, workflow: &Workflow) -> Result<(), ApiError> {
    let into = said.text("namespace")?;
    if into.is_empty() {
        return Ok(());
    }
    placed(json!({"metadata": {"namespace": workflow.metadata.namespace}}), &into).map(drop)
}

async fn labels(server: &Server, call: &Call) -> Result<Vec<(String, String)>, ApiError> {
    let (all, _) = places(server, call, "")?.read(call.backend().rest(), Part::Metadata).await?;
    let maps = objects(all)?.into_iter().map(marked);
    let maps = maps.filter_map(|object| object.pointer("/metadata/labels")?.as_object().cloned());
    let pairs = maps.flatten().filter_map(|(key, value)| Some((key, value.as_str()?.to_owned())));
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
