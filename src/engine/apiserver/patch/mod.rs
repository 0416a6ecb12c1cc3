//! `patch`, of the four kinds a Kubernetes API knows.

mod apply;
mod strategic;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value};

use super::error::ApiError;
use super::kinds::Kind;
use super::read::{key, present};
use super::request::Form;
use super::write::{Halt, settled, store_changed};
use super::{ApiServer, Call, json_response, managed, meta};
use crate::engine::store::{Key, NodeChanges, Stored, Transaction, take_nodes};

/// A patch by its content type.
enum Patch {
    Json(json_patch::Patch),
    Merge(Value),
    Strategic(Value),
    Apply { object: Value, force: bool },
}

fn parse(call: &Call) -> Result<Patch, ApiError> {
    let kind = call.target.kind;
    let json = || -> Result<Value, ApiError> {
        serde_json::from_slice(&call.body)
            .map_err(|e| ApiError::bad_request(format!("error decoding patch: {e}")))
    };
    match call.content_type() {
        "application/json-patch+json" => serde_json::from_slice(&call.body)
            .map(Patch::Json)
            .map_err(|e| ApiError::bad_request(format!("error decoding patch: {e}"))),
        "application/merge-patch+json" => Ok(Patch::Merge(object(json()?)?)),
        "application/strategic-merge-patch+json" if !kind.is_custom() => {
            Ok(Patch::Strategic(object(json()?)?))
        }
        "application/apply-patch+yaml" => {
            let applied = serde_json::from_slice(&call.body)
                .map_err(|e| ApiError::bad_request(format!("error decoding YAML: {e}")))?;
            if call.options.get("fieldManager").is_none() {
                return Err(ApiError::unprocessable(
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch",
                ));
            }
            Ok(Patch::Apply { object: object(applied)?, force: call.options.is("force") })
        }
        _ => Err(ApiError::unsupported_media_type(if kind.is_custom() {
            "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml, application/apply-patch+cbor"
        } else {
            "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, \
             application/apply-patch+yaml, application/apply-patch+cbor"
        })),
    }
}

fn object(value: Value) -> Result<Value, ApiError> {
    if value.is_object() { Ok(value) } else { Err(ApiError::bad_request("the patch is not an object")) }
}

pub(super) async fn patch(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let kind = call.target.kind;
    let dry = call.options.dry_run()?;
    let patch = parse(call)?;
    let key = key(&call.target);
    let manager = managed::manager(&call.options, &call.headers);
    let form = Form::wanted(&call.headers);
    let only_status = call.target.subresource == "status";
    let done = api
        .store()
        .write(move |transaction| {
            let (made, created) = run(transaction, kind, &key, patch, &manager, form, only_status)?;
            let answer = serde_json::json!({"made": made, "created": created});
            if dry { Err(Halt::DryRun(answer)) } else { Ok(answer) }
        })
        .await;
    let mut done = settled(done)?;
    let status = if done["created"] == true { StatusCode::CREATED } else { StatusCode::OK };
    Ok(json_response(status, &present(kind, done["made"].take(), form, &call.options)))
}

/// Carries out a patch; returns the object and whether it is new.
fn run(
    transaction: &mut Transaction<'_>,
    kind: &'static Kind,
    key: &Key,
    patch: Patch,
    manager: &str,
    form: Form,
    only_status: bool,
) -> Result<(Value, bool), Halt> {
    let Some(old) = transaction.get(key)? else {
        return match patch {
            Patch::Apply { object, .. } => {
                Ok((apply::create(transaction, kind, key, object, manager)?, true))
            }
            _ => Err(ApiError::not_found(kind, &key.name).into()),
        };
    };
    if let Patch::Merge(patch) = &patch
        && key.resource == "workflows.argoproj.io"
        && form == Form::Partial
    {
        return Ok((merge_parts(transaction, kind, &old, patch.clone())?, false));
    }
    let whole = transaction.whole(&old)?;
    let mut changed = whole.clone();
    match patch {
        Patch::Json(patch) => json_patch::patch(&mut changed, &patch).map_err(|e| {
            ApiError::unprocessable(format!(
                "the server rejected our request due to an error in our request: {e}"
            ))
        })?,
        Patch::Merge(patch) => json_patch::merge(&mut changed, &patch),
        Patch::Strategic(patch) => strategic::merge(&mut changed, &patch),
        Patch::Apply { object, force } => {
            return Ok((apply::update(transaction, kind, &old, &whole, object, manager, force)?, false));
        }
    }
    keep_status_apart(kind, &whole, &mut changed, only_status);
    Ok((store_changed(transaction, kind, &old, &whole, changed, manager)?, false))
}

/// Where status is a subresource, the object's path changes all but it, and the subresource's path only it.
/// Pods are the engine's own: its executor writes them whole.
fn keep_status_apart(kind: &Kind, before: &Value, after: &mut Value, only_status: bool) {
    if only_status {
        let status = after["status"].take();
        let metadata = after["metadata"].take();
        *after = before.clone();
        after["status"] = status;
        after["metadata"]["resourceVersion"] = metadata["resourceVersion"].clone();
    } else if kind.status && kind.is_custom() {
        after["status"] = before["status"].clone();
    }
}

/// A merge patch of a workflow that costs what it changes: nodes that are not named are not read.
/// For callers that ask for metadata only; the controller does.
fn merge_parts(
    transaction: &mut Transaction<'_>,
    kind: &'static Kind,
    old: &Stored,
    mut patch: Value,
) -> Result<Value, Halt> {
    let named = take_nodes(&old.key.resource, &mut patch).unwrap_or_default();
    let wanted = patch["metadata"]["resourceVersion"].as_str().unwrap_or_default();
    if !wanted.is_empty() && wanted != old.rv.to_string() {
        return Err(ApiError::changed(kind, &old.key.name).into());
    }
    let nodes = node_changes(transaction, old, named)?;
    let mut head = old.head.clone();
    json_patch::merge(&mut head, &patch);
    meta::stamp_changed(kind, &old.head, &mut head);
    meta::validate(kind, &head)?;
    meta::tidy(&mut head);
    let stored = transaction.update(old, head, nodes)?;
    let leaving = !stored.head["metadata"]["deletionTimestamp"].is_null();
    if leaving && stored.head["metadata"]["finalizers"].as_array().is_none_or(Vec::is_empty) {
        super::delete::remove(transaction, kind, &stored)?;
    }
    Ok(stored.head)
}

fn node_changes(
    transaction: &Transaction<'_>,
    old: &Stored,
    named: Map<String, Value>,
) -> Result<NodeChanges, Halt> {
    let mut changes = NodeChanges::new();
    for (id, patch) in named {
        if patch.is_null() {
            changes.insert(id, None);
            continue;
        }
        let before = transaction.node(&old.uid, &id)?;
        let mut node = before.clone().unwrap_or_else(|| Value::Object(Map::new()));
        json_patch::merge(&mut node, &patch);
        if before.as_ref() != Some(&node) {
            changes.insert(id, Some(node));
        }
    }
    Ok(changes)
}
