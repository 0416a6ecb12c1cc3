//! `create` and `update`.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::admit::{admit, admit_change, check_keys, defaults};
use super::decode::{self, Unknown};
use super::error::ApiError;
use super::kinds::{self, Kind};
use super::managed::Manager;
use super::read::{key, present};
use super::request::Form;
use super::{ApiServer, Call, json_response, managed, meta, with_warnings};
use crate::engine::store::{Key, Stored, Transaction};

/// Why a write transaction is not kept.
pub(super) enum Halt<T = Value> {
    /// It failed.
    Failed(ApiError),
    /// It was a dry run; this is what it would have made.
    DryRun(T),
}

impl<T> From<ApiError> for Halt<T> {
    fn from(error: ApiError) -> Self {
        Self::Failed(error)
    }
}

impl<T> From<crate::engine::store::StoreError> for Halt<T> {
    fn from(error: crate::engine::store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// The outcome of a write, dry or not.
pub(super) fn settled<T>(result: Result<T, Halt<T>>) -> Result<T, ApiError> {
    match result {
        Ok(made) | Err(Halt::DryRun(made)) => Ok(made),
        Err(Halt::Failed(error)) => Err(error),
    }
}

pub(super) async fn create(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let kind = call.target.kind;
    let dry = call.options.dry_run("CreateOptions")?;
    let unknown = Unknown::of(call, "CreateOptions")?;
    let mut object = decode::body(call)?;
    let warnings = decode::check(kind, &mut object, unknown)?;
    let namespace = namespace(call, &object)?;
    if !object["metadata"].is_object() {
        object["metadata"] = json!({});
    }
    let given = object["metadata"]["resourceVersion"].as_str().unwrap_or_default();
    if !given.is_empty() && given != "0" {
        return Err(ApiError::plain(500, "resourceVersion should not be set on objects to be created"));
    }
    let name = meta::fill_name(kind, &mut object)?;
    prepare(kind, &namespace, &mut object, Some(&Manager::of(call)))?;
    let key = Key::new(kind.resource(), namespace.clone(), name.clone());
    let made = api
        .store()
        .write(move |transaction| {
            if transaction.exists(&key)? {
                return Err(ApiError::exists(kind, &name).into());
            }
            if kind.namespaced {
                if belongs(kind, &object) {
                    need_namespace(transaction, &namespace)?;
                }
                use_namespace(transaction, &namespace)?;
            }
            if dry {
                return Err(Halt::DryRun(object));
            }
            let whole = object.clone();
            let stored = transaction.insert(&key, object)?;
            if kind.plural == "namespaces" {
                give_account(transaction, &key.name)?;
            }
            Ok(with_version(whole, &stored))
        })
        .await;
    let made = present(kind, settled(made)?, Form::wanted(&call.headers), &call.options);
    Ok(with_warnings(json_response(StatusCode::CREATED, &made), &warnings))
}

/// Makes a new object ready to be stored.
///
/// # Errors
/// When it cannot be.
pub(super) fn prepare(
    kind: &Kind,
    namespace: &str,
    object: &mut Value,
    manager: Option<&Manager>,
) -> Result<(), ApiError> {
    meta::stamp_new(kind, namespace, object);
    defaults(kind, object);
    meta::validate(kind, object)?;
    check_keys(kind, object)?;
    if let Some(manager) = manager {
        managed::note_update(kind, object, None, manager);
    }
    admit(kind, object)?;
    meta::tidy(object);
    Ok(())
}

/// The namespace of the path, which the object must agree with.
pub(super) fn namespace(call: &Call, object: &Value) -> Result<String, ApiError> {
    let said = object["metadata"]["namespace"].as_str().unwrap_or_default();
    let path = call.target.namespace.as_str();
    if !call.target.kind.namespaced {
        return Ok(String::new());
    }
    if path.is_empty() {
        return Err(ApiError::method_not_allowed());
    }
    if said.is_empty() || said == path {
        return Ok(path.to_owned());
    }
    Err(ApiError::bad_request(
        "the namespace of the provided object does not match the namespace sent on the request",
    ))
}

/// The whole object with the version it got.
pub(super) fn with_version(mut whole: Value, stored: &Stored) -> Value {
    whole["metadata"]["resourceVersion"] = stored.rv.to_string().into();
    meta::tidy(&mut whole);
    whole
}

/// What a dry run made, with the version there was: it has none of its own.
pub(super) fn unstored(mut object: Value, version: Option<i64>) -> Value {
    if let Some(metadata) = object["metadata"].as_object_mut() {
        match version {
            Some(version) => metadata.insert("resourceVersion".into(), version.to_string().into()),
            None => metadata.shift_remove("resourceVersion"),
        };
    }
    object
}

/// Whether an object is about another one, or owned by it: it comes too late to a namespace that was deleted.
fn belongs(kind: &Kind, object: &Value) -> bool {
    matches!(kind.plural, "events" | "workflowtaskresults")
        || object["metadata"]["ownerReferences"].as_array().is_some_and(|owners| !owners.is_empty())
}

fn need_namespace(transaction: &Transaction<'_>, namespace: &str) -> Result<(), Halt> {
    let missing = !transaction.exists(&Key::new("namespaces", "", namespace))?;
    match kinds::find("", "v1", "namespaces").filter(|_| missing) {
        Some(kind) => Err(ApiError::not_found(kind, namespace).into()),
        None => Ok(()),
    }
}

/// Makes a namespace when it is used first, with the service account that a cluster gives to each.
pub(super) fn use_namespace(transaction: &mut Transaction<'_>, namespace: &str) -> Result<(), Halt> {
    let key = Key::new("namespaces", "", namespace);
    if transaction.exists(&key)? {
        return Ok(());
    }
    let Some(kind) = kinds::find("", "v1", "namespaces") else { return Ok(()) };
    let mut object = json!({"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": namespace}});
    prepare(kind, "", &mut object, None)?;
    transaction.insert(&key, object)?;
    give_account(transaction, namespace)
}

fn give_account(transaction: &mut Transaction<'_>, namespace: &str) -> Result<(), Halt> {
    let key = Key::new("serviceaccounts", namespace, "default");
    if transaction.exists(&key)? {
        return Ok(());
    }
    let Some(kind) = kinds::find("", "v1", "serviceaccounts") else { return Ok(()) };
    let mut object = json!({"kind": "ServiceAccount", "apiVersion": "v1", "metadata": {"name": "default"}});
    prepare(kind, namespace, &mut object, None)?;
    transaction.insert(&key, object)?;
    Ok(())
}

pub(super) async fn update(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let kind = call.target.kind;
    let dry = call.options.dry_run("UpdateOptions")?;
    let unknown = Unknown::of(call, "UpdateOptions")?;
    let mut object = decode::body(call)?;
    let warnings = decode::check(kind, &mut object, unknown)?;
    let key = key(&call.target);
    check_name(&key, &object)?;
    namespace(call, &object)?;
    let only_status = call.target.subresource == "status";
    let manager = Manager::of(call);
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
            let made = store_changed(transaction, kind, &old, &whole, object, Some(&manager))?;
            if dry { Err(Halt::DryRun(unstored(made, Some(old.rv)))) } else { Ok(made) }
        })
        .await;
    let changed = present(kind, settled(changed)?, Form::wanted(&call.headers), &call.options);
    Ok(with_warnings(json_response(StatusCode::OK, &changed), &warnings))
}

/// Refuses an object with another name than the path's.
pub(super) fn check_name(key: &Key, object: &Value) -> Result<(), ApiError> {
    let said = object["metadata"]["name"].as_str().unwrap_or_default();
    if said == key.name {
        return Ok(());
    }
    Err(ApiError::bad_request(format!(
        "the name of the object ({said}) does not match the name on the URL ({})",
        key.name
    )))
}

/// Checks preconditions, fills in what the server decides and stores a changed object. An object that is being
/// deleted and has lost its last finalizer goes. `manager` is none where the change has been noted already.
pub(super) fn store_changed(
    transaction: &mut Transaction<'_>,
    kind: &'static Kind,
    old: &Stored,
    whole: &Value,
    mut object: Value,
    manager: Option<&Manager>,
) -> Result<Value, Halt> {
    let name = &old.key.name;
    if !object["metadata"].is_object() {
        object["metadata"] = json!({});
    }
    let text = |key: &str| object["metadata"][key].as_str().unwrap_or_default();
    if !text("uid").is_empty() && text("uid") != old.uid {
        let why = format!(
            "StorageError: invalid object, Code: 4, Key: {}, ResourceVersion: 0, AdditionalErrorMsg: Precondition \
             failed: UID in precondition: {}, UID in object meta: {}",
            registry_key(kind, &old.key),
            text("uid"),
            old.uid
        );
        return Err(ApiError::conflict(kind, name, &why).into());
    }
    if !matches!(text("resourceVersion"), "" | "0") && text("resourceVersion") != old.rv.to_string() {
        return Err(ApiError::changed(kind, name).into());
    }
    if kind.plural == "namespaces" {
        object["spec"] = whole["spec"].clone();
    }
    meta::stamp_changed(kind, whole, &mut object);
    defaults(kind, &mut object);
    meta::validate(kind, &object)?;
    check_keys(kind, &object)?;
    admit_change(kind, whole, &object)?;
    if let Some(manager) = manager {
        managed::note_update(kind, &mut object, Some(whole), manager);
    }
    meta::tidy(&mut object);
    let leaving = !object["metadata"]["deletionTimestamp"].is_null();
    let held = object["metadata"]["finalizers"].as_array().is_some_and(|f| !f.is_empty());
    // The store gives back what it keeps in one piece; a workflow's nodes are kept apart.
    let apart = (kind.plural == "workflows").then(|| object.clone());
    let stored = transaction.replace(old, object)?;
    if leaving && !held && kind.plural != "pods" {
        super::delete::remove(transaction, &stored)?;
    }
    Ok(match apart {
        Some(object) => with_version(object, &stored),
        None => {
            let mut object = stored.head;
            meta::tidy(&mut object);
            object
        }
    })
}

/// Where a cluster's database would have an object.
fn registry_key(kind: &Kind, key: &Key) -> String {
    let group = if kind.is_custom() { format!("{}/", kind.group) } else { String::new() };
    let namespace = if key.namespace.is_empty() { String::new() } else { format!("{}/", key.namespace) };
    format!("/registry/{group}{}/{namespace}{}", kind.plural, key.name)
}
