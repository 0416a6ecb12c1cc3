//! WorkflowTemplates, ClusterWorkflowTemplates, CronWorkflows and WorkflowEventBindings: objects that are stored.

use axum::response::Response;
use serde_json::{Value, json};

use super::check;
use super::dispatch::Call;
use super::error::{ApiError, Code, json_response};
use super::submit::sign;
use crate::client::kube::Url;
use crate::core::api::{KindInfo, kinds};
use crate::ports::client::Client;

/// Which objects a route is about.
pub(super) struct About<'c> {
    kind: &'static KindInfo,
    /// What requests call the object.
    field: &'static str,
    namespace: &'c str,
    name: &'c str,
}

/// # Errors
/// When the table of routes and this one disagree.
fn about(call: &Call) -> Result<About<'_>, ApiError> {
    let collection = call.route.path.split('/').nth(3).unwrap_or_default();
    let (kind, field) = match collection {
        "workflow-templates" => ("WorkflowTemplate", "template"),
        "cluster-workflow-templates" => ("ClusterWorkflowTemplate", "template"),
        "cron-workflows" => ("CronWorkflow", "cronWorkflow"),
        _ => ("WorkflowEventBinding", "binding"),
    };
    let kind = kinds::by_kind(kind).ok_or_else(|| ApiError::not_found("Not Found"))?;
    let (namespace, name) =
        if kind.namespaced { (call.place(0), call.place(1)) } else { ("", call.place(0)) };
    Ok(About { kind, field, namespace, name })
}

/// Objects without what every caller knows: their kind.
pub(super) fn plain(mut object: Value) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.shift_remove("kind");
        fields.shift_remove("apiVersion");
    }
    object
}

/// `null` where there is nothing, as Go writes it.
pub(super) fn items(all: Vec<Value>) -> Value {
    if all.is_empty() { Value::Null } else { all.into() }
}

pub(super) async fn list(call: &Call) -> Result<Response, ApiError> {
    let about = about(call)?;
    let query = &call.query;
    let labels = call.backend().selector(query.text("listOptions.labelSelector"));
    let url = Url::of_kind(about.kind, Some(about.namespace))
        .with("labelSelector", labels)
        .with_text("fieldSelector", query.text("listOptions.fieldSelector"))
        .with_text("continue", query.text("listOptions.continue"));
    let limit = query.number("listOptions.limit")?.filter(|limit| *limit > 0);
    let url = if let Some(limit) = limit { url.with("limit", limit) } else { url };
    let mut found: Value = call.backend().rest().get(&url).await?;
    let pattern = query.text("namePattern");
    let all = match found.get_mut("items").map(Value::take) {
        Some(Value::Array(all)) => all,
        _ => Vec::new(),
    };
    let named = |object: &Value| {
        let name = object.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
        pattern.is_empty() || name.contains(pattern)
    };
    let all = all.into_iter().filter(named).map(plain).collect();
    Ok(json_response(&json!({"metadata": found["metadata"], "items": items(all)})))
}

pub(super) async fn get(call: &Call) -> Result<Response, ApiError> {
    let about = about(call)?;
    named(about.name)?;
    let found = call.backend().get_object(about.kind, about.namespace, about.name).await?;
    Ok(json_response(&plain(found)))
}

/// A name that is empty would be the collection.
///
/// # Errors
/// When it is.
pub(super) fn named(name: &str) -> Result<(), ApiError> {
    if name.is_empty() { Err(ApiError::invalid("a name is needed")) } else { Ok(()) }
}

/// The object that a request carries, in the namespace of its path.
fn carried(call: &Call, about: &About<'_>) -> Result<Value, ApiError> {
    let mut body = call.object()?;
    let object = body.get_mut(about.field).map(Value::take).unwrap_or_default();
    if !object.is_object() {
        return Err(ApiError::invalid(format!("the body has no {}", about.field)));
    }
    placed(object, about.namespace)
}

/// An object in the namespace of the request's path; one that names another is refused.
///
/// # Errors
/// When its metadata are no object, or name another namespace.
pub(super) fn placed(mut object: Value, namespace: &str) -> Result<Value, ApiError> {
    if object.get("metadata").is_none_or(Value::is_null) {
        object["metadata"] = json!({});
    }
    let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) else {
        return Err(ApiError::invalid("metadata is no object"));
    };
    let own = metadata.get("namespace").and_then(Value::as_str).unwrap_or_default();
    if !own.is_empty() && own != namespace {
        let words = format!("the object is for namespace {own:?}, the request for {namespace:?}");
        return Err(ApiError::invalid(words));
    }
    if !namespace.is_empty() {
        metadata.insert("namespace".to_owned(), namespace.into());
    }
    Ok(object)
}

/// Refuses to create or update in no namespace.
fn in_namespace(about: &About<'_>) -> Result<(), ApiError> {
    if about.kind.namespaced && about.namespace.is_empty() {
        return Err(ApiError::invalid("a namespace is needed"));
    }
    Ok(())
}

pub(super) async fn create(call: &Call) -> Result<Response, ApiError> {
    let about = about(call)?;
    in_namespace(&about)?;
    let mut object = carried(call, &about)?;
    sign(&mut object, &call.caller);
    check::refuse(call.backend(), about.namespace, about.kind.kind, &object).await?;
    let made = call.backend().create_object(about.kind, about.namespace, &object).await?;
    Ok(json_response(&plain(made)))
}

pub(super) async fn lint(call: &Call) -> Result<Response, ApiError> {
    let about = about(call)?;
    let object = carried(call, &about)?;
    let code = Code::InvalidArgument;
    check::linted(call.backend(), about.namespace, about.kind.kind, &object, code).await?;
    Ok(json_response(&plain(object)))
}

pub(super) async fn update(call: &Call) -> Result<Response, ApiError> {
    let about = about(call)?;
    in_namespace(&about)?;
    let mut object = carried(call, &about)?;
    let inner = object.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
    // Clients may leave the path's name out, but not name another object by it.
    if !about.name.is_empty() && !inner.is_empty() && inner != about.name {
        return Err(ApiError::invalid(format!("the path names {:?}, the object is {inner:?}", about.name)));
    }
    if inner.is_empty() {
        named(about.name)?;
        object["metadata"]["name"] = about.name.into();
    }
    check::refuse(call.backend(), about.namespace, about.kind.kind, &object).await?;
    if object.pointer("/metadata/resourceVersion").and_then(Value::as_str).is_none_or(str::is_empty) {
        let name = object.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
        let there = call.backend().get_object(about.kind, about.namespace, name).await?;
        object["metadata"]["resourceVersion"] =
            there.pointer("/metadata/resourceVersion").cloned().unwrap_or_default();
    }
    let now = call.backend().replace_object(about.kind, about.namespace, &object).await?;
    Ok(json_response(&plain(now)))
}

pub(super) async fn delete(call: &Call) -> Result<Response, ApiError> {
    let about = about(call)?;
    named(about.name)?;
    call.backend().delete_object(about.kind, about.namespace, about.name).await?;
    Ok(json_response(&json!({})))
}

/// `suspend` and `resume` of a CronWorkflow.
pub(super) async fn switch(call: &Call) -> Result<Response, ApiError> {
    let about = about(call)?;
    let suspend = match call.place(2) {
        "suspend" => true,
        "resume" => false,
        _ => return Err(ApiError::not_found("Not Found")),
    };
    named(about.name)?;
    call.object()?;
    let patch = json!({"spec": {"suspend": suspend}});
    let now = call.backend().merge_object(about.kind, about.namespace, about.name, &patch).await?;
    Ok(json_response(&plain(now)))
}
