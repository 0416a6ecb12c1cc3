//! `create` and `update`.

use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine as _;
use serde_json::{Value, json};

use super::error::ApiError;
use super::kinds::{self, Kind};
use super::read::{key, present};
use super::request::Form;
use super::{ApiServer, Call, json_response, managed, meta};
use crate::engine::store::{Key, Stored, Transaction};

/// Why a write transaction is not kept.
pub(super) enum Halt {
    /// It failed.
    Failed(ApiError),
    /// It was a dry run; this is what it would have made.
    DryRun(Value),
}

impl From<ApiError> for Halt {
    fn from(error: ApiError) -> Self {
        Self::Failed(error)
    }
}

impl From<crate::engine::store::StoreError> for Halt {
    fn from(error: crate::engine::store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// The outcome of a write, dry or not.
pub(super) fn settled(result: Result<Value, Halt>) -> Result<Value, ApiError> {
    match result {
        Ok(object) | Err(Halt::DryRun(object)) => Ok(object),
        Err(Halt::Failed(error)) => Err(error),
    }
}

/// The object in a request's body.
pub(super) fn body(call: &Call) -> Result<Value, ApiError> {
    let kind = call.target.kind;
    let (types, parsed) = match call.content_type() {
        "application/json" | "" => ("json", serde_json::from_slice(&call.body).map_err(|e| e.to_string())),
        "application/yaml" => ("yaml", yaml(&call.body)),
        _ if kind.is_custom() => {
            return Err(ApiError::unsupported_media_type("application/json, application/yaml"));
        }
        _ => {
            return Err(ApiError::unsupported_media_type(
                "application/json, application/yaml, application/vnd.kubernetes.protobuf",
            ));
        }
    };
    let object: Value = parsed.map_err(|why| {
        let shown: String = String::from_utf8_lossy(&call.body).chars().take(200).collect();
        let shown = if shown.is_empty() { "<empty>".to_owned() } else { shown };
        ApiError::bad_request(format!(
            "the object provided is unrecognized (must be of type {}): couldn't get version/kind; {types} parse error: {why} ({shown})",
            kind.kind
        ))
    })?;
    if !object.is_object() {
        return Err(ApiError::bad_request(format!(
            "the object provided is unrecognized (must be of type {}): it is not an object",
            kind.kind
        )));
    }
    check_kind(kind, &object)?;
    check_types(kind, &object)?;
    Ok(object)
}

fn yaml(bytes: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(bytes).map_err(|e| e.to_string())
}

fn check_kind(kind: &Kind, object: &Value) -> Result<(), ApiError> {
    let text = |key: &str| object[key].as_str().unwrap_or_default();
    let (wanted, version) = (kind.kind, kind.api_version());
    if !text("apiVersion").is_empty() && text("apiVersion") != version {
        return Err(ApiError::bad_request(format!(
            "the API version in the data ({}) does not match the expected API version ({version})",
            text("apiVersion")
        )));
    }
    if !text("kind").is_empty() && text("kind") != wanted {
        return Err(ApiError::bad_request(format!(
            "{} in version \"{}\" cannot be handled as a {wanted}",
            text("kind"),
            kind.version
        )));
    }
    Ok(())
}

/// Refuses what could not be stored as the kind it says it is.
fn check_types(kind: &Kind, object: &Value) -> Result<(), ApiError> {
    let cannot = |what: &str| {
        ApiError::bad_request(format!(
            "{} in version \"{}\" cannot be handled as a {}: {what}",
            kind.kind, kind.version, kind.kind
        ))
    };
    let metadata = &object["metadata"];
    if !metadata.is_null() && !metadata.is_object() {
        return Err(cannot("metadata is not an object"));
    }
    for key in ["name", "generateName", "namespace"] {
        if !metadata[key].is_null() && !metadata[key].is_string() {
            return Err(cannot(&format!("metadata.{key} is not a string")));
        }
    }
    for key in ["labels", "annotations"] {
        let values = metadata[key].as_object().into_iter().flatten();
        if let Some((name, _)) = values.into_iter().find(|(_, v)| !v.is_string()) {
            return Err(cannot(&format!("metadata.{key}.{name} is not a string")));
        }
    }
    if kind.plural == "configmaps" || kind.plural == "secrets" {
        let data = object["data"].as_object().into_iter().flatten();
        if let Some((name, _)) = data.into_iter().find(|(_, v)| !v.is_string()) {
            return Err(cannot(&format!("data.{name} is not a string")));
        }
    }
    Ok(())
}

pub(super) async fn create(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let kind = call.target.kind;
    let dry = call.options.dry_run()?;
    let mut object = body(call)?;
    let namespace = namespace(call, &object)?;
    if !object["metadata"].is_object() {
        object["metadata"] = json!({});
    }
    let given = object["metadata"]["resourceVersion"].as_str().unwrap_or_default();
    if !given.is_empty() && given != "0" {
        return Err(ApiError::internal("resourceVersion should not be set on objects to be created"));
    }
    let name = meta::fill_name(kind, &mut object)?;
    meta::validate(kind, &object)?;
    meta::stamp_new(kind, &namespace, &mut object);
    admit(kind, &mut object)?;
    if kind.status && kind.is_custom() {
        remove(&mut object, "status");
    }
    managed::note_update(&mut object, None, &managed::manager(&call.options, &call.headers));
    meta::tidy(&mut object);
    let key = Key::new(kind.resource(), namespace.clone(), name.clone());
    let made = api
        .store()
        .write(move |transaction| {
            if transaction.get(&key)?.is_some() {
                return Err(ApiError::exists(kind, &name).into());
            }
            if kind.namespaced {
                use_namespace(transaction, &namespace)?;
            }
            let whole = object.clone();
            let stored = transaction.insert(&key, object)?;
            let made = with_version(whole, &stored);
            if dry { Err(Halt::DryRun(unversioned(made))) } else { Ok(made) }
        })
        .await;
    let made = settled(made)?;
    Ok(json_response(StatusCode::CREATED, &present(kind, made, Form::wanted(&call.headers), &call.options)))
}

fn with_version(mut object: Value, stored: &Stored) -> Value {
    object["metadata"]["resourceVersion"] = stored.rv.to_string().into();
    meta::tidy(&mut object);
    object
}

fn unversioned(mut object: Value) -> Value {
    if let Some(metadata) = object["metadata"].as_object_mut() {
        metadata.shift_remove("resourceVersion");
    }
    object
}

fn remove(object: &mut Value, key: &str) {
    if let Some(object) = object.as_object_mut() {
        object.shift_remove(key);
    }
}

/// The namespace an object goes to; what the object says must agree with the path.
fn namespace(call: &Call, object: &Value) -> Result<String, ApiError> {
    let said = object["metadata"]["namespace"].as_str().unwrap_or_default();
    if call.target.kind.namespaced && !said.is_empty() && said != call.target.namespace {
        return Err(ApiError::bad_request(
            "the namespace of the provided object does not match the namespace sent on the request",
        ));
    }
    Ok(if call.target.kind.namespaced { call.target.namespace.clone() } else { String::new() })
}

/// A namespace need not be made first: a laptop has no administrator.
fn use_namespace(transaction: &mut Transaction<'_>, namespace: &str) -> Result<(), Halt> {
    let key = Key::new("namespaces", "", namespace);
    if transaction.get(&key)?.is_some() {
        return Ok(());
    }
    let Some(kind) = kinds::find("", "v1", "namespaces") else { return Ok(()) };
    let mut object = json!({"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": namespace}});
    meta::validate(kind, &object)?;
    meta::stamp_new(kind, "", &mut object);
    admit(kind, &mut object)?;
    meta::tidy(&mut object);
    transaction.insert(&key, object)?;
    Ok(())
}

/// What the server does to objects of some kinds on their way in.
pub(super) fn admit(kind: &Kind, object: &mut Value) -> Result<(), ApiError> {
    match kind.plural {
        "secrets" => admit_secret(kind, object),
        "namespaces" => {
            let name = object["metadata"]["name"].clone();
            object["metadata"]["labels"]["kubernetes.io/metadata.name"] = name;
            object["spec"] = json!({"finalizers": ["kubernetes"]});
            object["status"] = json!({"phase": "Active"});
            Ok(())
        }
        "pods" => admit_pod(kind, object),
        "persistentvolumeclaims" => {
            if object["status"]["phase"].is_null() {
                object["status"]["phase"] = "Bound".into();
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn admit_secret(kind: &Kind, object: &mut Value) -> Result<(), ApiError> {
    if let Some(Value::Object(texts)) = object.as_object_mut().and_then(|o| o.shift_remove("stringData")) {
        for (key, text) in texts {
            let encoded = base64::engine::general_purpose::STANDARD.encode(text.as_str().unwrap_or_default());
            object["data"][key] = encoded.into();
        }
    }
    for value in object["data"].as_object().into_iter().flatten().filter_map(|(_, v)| v.as_str()) {
        if base64::engine::general_purpose::STANDARD.decode(value).is_err() {
            return Err(ApiError::bad_request(format!(
                "{} in version \"v1\" cannot be handled as a {}: illegal base64 data at input byte 0",
                kind.kind, kind.kind
            )));
        }
    }
    if object["type"].as_str().is_none_or(str::is_empty) {
        object["type"] = "Opaque".into();
    }
    Ok(())
}

fn admit_pod(kind: &Kind, object: &mut Value) -> Result<(), ApiError> {
    if object["spec"]["containers"].as_array().is_none_or(Vec::is_empty) {
        let name = object["metadata"]["name"].as_str().unwrap_or_default();
        return Err(ApiError::invalid(kind, name, "spec.containers", "FieldValueRequired", "Required value"));
    }
    for (key, value) in [
        ("restartPolicy", json!("Always")),
        ("terminationGracePeriodSeconds", json!(30)),
        ("serviceAccountName", json!("default")),
    ] {
        if object["spec"][key].is_null() {
            object["spec"][key] = value;
        }
    }
    if object["status"]["phase"].is_null() {
        object["status"] = json!({"phase": "Pending"});
    }
    Ok(())
}

pub(super) async fn update(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let kind = call.target.kind;
    let dry = call.options.dry_run()?;
    let mut object = body(call)?;
    let key = key(&call.target);
    let said = object["metadata"]["name"].as_str().unwrap_or_default();
    if said != key.name {
        return Err(ApiError::bad_request(format!(
            "the name of the object ({said}) does not match the name on the URL ({})",
            key.name
        )));
    }
    namespace(call, &object)?;
    let only_status = call.target.subresource == "status";
    let manager = managed::manager(&call.options, &call.headers);
    let changed = api
        .store()
        .write(move |transaction| {
            let old = transaction.get(&key)?.ok_or_else(|| ApiError::not_found(kind, &key.name))?;
            let whole = transaction.whole(&old)?;
            if only_status {
                let status = object["status"].take();
                let version = object["metadata"]["resourceVersion"].clone();
                object = whole.clone();
                object["status"] = status;
                object["metadata"]["resourceVersion"] = version;
            } else if kind.status && whole.get("status").is_some() {
                object["status"] = whole["status"].clone();
            }
            let made = store_changed(transaction, kind, &old, &whole, object, &manager)?;
            if dry { Err(Halt::DryRun(made)) } else { Ok(made) }
        })
        .await;
    let changed = settled(changed)?;
    Ok(json_response(StatusCode::OK, &present(kind, changed, Form::wanted(&call.headers), &call.options)))
}

/// Checks preconditions, fills in what the server decides and stores a changed object. An object that is being
/// deleted and has lost its last finalizer goes.
pub(super) fn store_changed(
    transaction: &mut Transaction<'_>,
    kind: &'static Kind,
    old: &Stored,
    whole: &Value,
    mut object: Value,
    manager: &str,
) -> Result<Value, Halt> {
    let name = &old.key.name;
    let text = |key: &str| object["metadata"][key].as_str().unwrap_or_default();
    if !text("uid").is_empty() && text("uid") != old.uid {
        let why = format!(
            "Precondition failed: UID in precondition: {}, UID in object meta: {}",
            text("uid"),
            old.uid
        );
        return Err(ApiError::conflict(kind, name, &why).into());
    }
    if !text("resourceVersion").is_empty() && text("resourceVersion") != old.rv.to_string() {
        return Err(ApiError::changed(kind, name).into());
    }
    if !object["metadata"].is_object() {
        object["metadata"] = json!({});
    }
    meta::stamp_changed(kind, whole, &mut object);
    if object["metadata"]["managedFields"].is_null() {
        object["metadata"]["managedFields"] = whole["metadata"]["managedFields"].clone();
    }
    meta::validate(kind, &object)?;
    admit_change(kind, whole, &object)?;
    admit(kind, &mut object)?;
    if !manager.is_empty() {
        managed::note_update(&mut object, Some(whole), manager);
    }
    meta::tidy(&mut object);
    let leaving = !object["metadata"]["deletionTimestamp"].is_null();
    if leaving
        && object["metadata"]["finalizers"].as_array().is_none_or(Vec::is_empty)
        && kind.plural != "pods"
    {
        let stored = transaction.replace(old, object.clone())?;
        super::delete::remove(transaction, kind, &stored)?;
        return Ok(object);
    }
    let stored = transaction.replace(old, object.clone())?;
    Ok(with_version(object, &stored))
}

fn admit_change(kind: &Kind, old: &Value, new: &Value) -> Result<(), ApiError> {
    let name = old["metadata"]["name"].as_str().unwrap_or_default();
    if old["immutable"] == true && (old["data"] != new["data"] || old["binaryData"] != new["binaryData"]) {
        let why = "Forbidden: field is immutable when `immutable` is set";
        return Err(ApiError::invalid(kind, name, "data", "FieldValueForbidden", why));
    }
    Ok(())
}
