//! `patch`, of the four kinds a Kubernetes API knows.

mod strategic;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::decode::{self, Unknown};
use super::error::ApiError;
use super::kinds::Kind;
use super::managed::Manager;
use super::read::{key, present};
use super::request::Form;
use super::write::{
    Halt, check_name, prepare, settled, store_changed, unstored, use_namespace, with_version,
};
use super::{ApiServer, Call, json_response, managed, meta, with_warnings};
use crate::core::yaml;
use crate::engine::store::{Key, NodeChanges, Stored, Transaction, take_nodes};

/// A patch by its content type.
enum Patch {
    Json(json_patch::Patch),
    Merge(Value),
    Strategic(Value),
    Apply {
        object: Value,
        force: bool,
    },
    /// It cannot be read, which is said of objects that are there.
    Unreadable(ApiError),
}

/// A JSON patch has no more operations.
const MOST_OPERATIONS: usize = 10_000;

fn parse(call: &Call) -> Result<Patch, ApiError> {
    let kind = call.target.kind;
    let read = match call.content_type() {
        "application/json-patch+json" => parse_operations(&call.body).map(Patch::Json),
        "application/merge-patch+json" => parse_object(&call.body)
            .map(Patch::Merge)
            .map_err(|why| ApiError::bad_request(format!("error decoding patch: {why}"))),
        "application/strategic-merge-patch+json" if !kind.is_custom() => {
            parse_object(&call.body).map(Patch::Strategic).map_err(ApiError::bad_request)
        }
        "application/apply-patch+yaml" => return parse_apply(call),
        "application/strategic-merge-patch+json" | "application/apply-patch+cbor" => {
            return Err(ApiError::unsupported_media_type(
                "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml",
            ));
        }
        _ => return Err(ApiError::unknown_patch()),
    };
    Ok(read.unwrap_or_else(Patch::Unreadable))
}

fn parse_object(body: &[u8]) -> Result<Value, String> {
    let value = decode::json(body)?;
    let found = decode::type_name(&value);
    let refusal =
        || format!("json: cannot unmarshal {found} into Go value of type map[string]interface {{}}");
    if value.is_object() { Ok(value) } else { Err(refusal()) }
}

fn parse_operations(body: &[u8]) -> Result<json_patch::Patch, ApiError> {
    let bad = |why: String| ApiError::bad_request(format!("error decoding patch: {why}"));
    let wrong = |value: &Value, what: &str| {
        bad(format!("json: cannot unmarshal {} into Go {what}", decode::type_name(value)))
    };
    let operations = decode::json(body).map_err(bad)?;
    let Value::Array(list) = &operations else {
        return Err(wrong(&operations, "value of type []handlers.jsonPatchOp"));
    };
    for operation in list {
        let Some(operation) = operation.as_object() else {
            return Err(wrong(operation, "value of type handlers.jsonPatchOp"));
        };
        for field in ["op", "path", "from"] {
            match operation.get(field) {
                None | Some(Value::Null | Value::String(_)) => {}
                Some(value) => {
                    return Err(wrong(value, &format!("struct field jsonPatchOp.{field} of type string")));
                }
            }
        }
    }
    if list.len() > MOST_OPERATIONS {
        return Err(ApiError::too_many_operations(MOST_OPERATIONS, list.len()));
    }
    serde_json::from_value(operations).map_err(|_| cannot_patch())
}

fn parse_apply(call: &Call) -> Result<Patch, ApiError> {
    let applied =
        yaml::read(&call.body).map_err(|e| ApiError::bad_request(format!("error decoding YAML: {e}")))?;
    if call.options.get("fieldManager").is_none() {
        let why = "Required value: is required for apply patch";
        return Err(ApiError::invalid_option("PatchOptions", "fieldManager", "FieldValueRequired", why));
    }
    if !applied["metadata"]["managedFields"].is_null() {
        return Err(ApiError::bad_request("metadata.managedFields must be nil"));
    }
    if !applied.is_object() {
        let why = format!(
            "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal {} into Go value of \
             type map[string]interface {{}}",
            decode::type_name(&applied)
        );
        return Err(ApiError::bad_request(why));
    }
    Ok(Patch::Apply { object: applied, force: call.options.is("force") })
}

/// What is said of a patch that cannot be carried out.
fn cannot_patch() -> ApiError {
    ApiError::unprocessable("the server rejected our request due to an error in our request")
}

/// What a patch is applied with.
struct How {
    manager: Manager,
    form: Form,
    only_status: bool,
    unknown: Unknown,
}

pub(super) async fn patch(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let kind = call.target.kind;
    let dry = call.options.dry_run("PatchOptions")?;
    let patch = parse(call)?;
    let key = key(&call.target);
    let form = Form::wanted(&call.headers);
    let how = How {
        manager: Manager::of(call),
        form,
        only_status: call.target.subresource == "status",
        unknown: Unknown::of(call, "PatchOptions")?,
    };
    let done = api
        .store()
        .write(move |transaction| {
            let before = if dry { transaction.get(&key)?.map(|old| old.rv) } else { None };
            let mut done = run(transaction, kind, &key, patch, &how)?;
            if dry {
                done.object = unstored(done.object, before);
            }
            if dry { Err(Halt::DryRun(done)) } else { Ok(done) }
        })
        .await;
    let done = settled(done)?;
    let status = if done.created { StatusCode::CREATED } else { StatusCode::OK };
    let answer = json_response(status, &present(kind, done.object, form, &call.options));
    Ok(with_warnings(answer, &done.warnings))
}

struct Done {
    object: Value,
    created: bool,
    warnings: Vec<String>,
}

impl From<Halt> for Halt<Done> {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Failed(error) => Self::Failed(error),
            Halt::DryRun(object) => Self::DryRun(Done { object, created: false, warnings: Vec::new() }),
        }
    }
}

/// Carries out a patch.
fn run(
    transaction: &mut Transaction<'_>,
    kind: &'static Kind,
    key: &Key,
    patch: Patch,
    how: &How,
) -> Result<Done, Halt> {
    let old = transaction.get(key)?;
    if let Patch::Apply { object, force } = patch {
        return apply(transaction, kind, key, old, object, force, how);
    }
    let Some(old) = old else { return Err(ApiError::not_found(kind, &key.name).into()) };
    if let Patch::Merge(patch) = &patch
        && key.resource == "workflows.argoproj.io"
        && how.form == Form::Partial
    {
        let object = merge_parts(transaction, kind, &old, patch.clone())?;
        return Ok(Done { object, created: false, warnings: Vec::new() });
    }
    let whole = transaction.whole(&old)?;
    let mut changed = whole.clone();
    match patch {
        Patch::Json(patch) => json_patch::patch(&mut changed, &patch).map_err(|_| cannot_patch())?,
        Patch::Merge(patch) => json_patch::merge(&mut changed, &patch),
        Patch::Strategic(patch) => strategic::merge(&mut changed, &patch),
        Patch::Unreadable(error) => return Err(error.into()),
        Patch::Apply { .. } => {}
    }
    check_name(key, &changed)?;
    check_uid(kind, &old, &changed)?;
    let warnings = decode::check(kind, &mut changed, how.unknown)?;
    keep_status_apart(kind, &whole, &mut changed, how.only_status);
    let object = store_changed(transaction, kind, &old, &whole, changed, Some(&how.manager))?;
    Ok(Done { object, created: false, warnings })
}

/// Server-side apply: the manager says which fields it wants, and what it no longer says goes.
fn apply(
    transaction: &mut Transaction<'_>,
    kind: &'static Kind,
    key: &Key,
    old: Option<Stored>,
    mut config: Value,
    force: bool,
    how: &How,
) -> Result<Done, Halt> {
    if !config["metadata"].is_object() {
        config["metadata"] = json!({});
    }
    let (wanted, said) = (kind.api_version(), config["apiVersion"].as_str().unwrap_or_default());
    if said != wanted {
        let why = format!(
            "Incorrect version specified in apply patch. Specified patch version: {said}, expected: {wanted}"
        );
        return Err(ApiError::bad_request(why).into());
    }
    decode::check_kind(kind, &config)?;
    if config["metadata"]["name"].is_null() {
        config["metadata"]["name"] = key.name.clone().into();
    }
    check_name(key, &config)?;
    let warnings = decode::check_config(kind, &mut config, how.unknown)?;
    let Some(old) = old else {
        let mut object = managed::apply(kind, None, &config, &how.manager, force)?;
        decode::check(kind, &mut object, how.unknown)?;
        prepare(kind, &key.namespace, &mut object, None)?;
        if kind.namespaced {
            use_namespace(transaction, &key.namespace)?;
        }
        let stored = transaction.insert(key, object.clone())?;
        return Ok(Done { object: with_version(object, &stored), created: true, warnings });
    };
    let whole = transaction.whole(&old)?;
    let mut object = managed::apply(kind, Some(&whole), &config, &how.manager, force)?;
    for field in ["uid", "resourceVersion"] {
        if !config["metadata"][field].is_null() {
            object["metadata"][field] = config["metadata"][field].clone();
        }
    }
    check_uid(kind, &old, &object)?;
    if how.manager.name == "kubectl" {
        update_last_applied(&mut object, config);
    }
    decode::check(kind, &mut object, how.unknown)?;
    keep_status_apart(kind, &whole, &mut object, how.only_status);
    let object = store_changed(transaction, kind, &old, &whole, object, None)?;
    Ok(Done { object, created: false, warnings })
}

/// What kubectl's client-side apply compares with, kept right for when it is used again.
fn update_last_applied(object: &mut Value, mut config: Value) {
    const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";
    let Some(kept) = object["metadata"]["annotations"].get_mut(LAST_APPLIED) else { return };
    if let Some(metadata) = config["metadata"].as_object_mut() {
        if let Some(Value::Object(annotations)) = metadata.get_mut("annotations") {
            annotations.shift_remove(LAST_APPLIED);
        }
        if metadata.get("annotations").is_some_and(|left| left == &json!({})) {
            metadata.shift_remove("annotations");
        }
    }
    config.sort_all_objects();
    *kept = format!("{config}\n").into();
}

/// A patch makes no other object of an object.
fn check_uid(kind: &Kind, old: &Stored, changed: &Value) -> Result<(), ApiError> {
    match changed["metadata"]["uid"].as_str() {
        Some(uid) if !uid.is_empty() && uid != old.uid => {
            let why = format!("Invalid value: {uid:?}: field is immutable");
            Err(ApiError::invalid(kind, &old.key.name, "metadata.uid", "FieldValueInvalid", &why))
        }
        _ => Ok(()),
    }
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
        super::delete::remove(transaction, &stored)?;
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
