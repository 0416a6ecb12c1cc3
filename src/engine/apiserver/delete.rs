//! `delete` and `deletecollection`: finalizers, graceful ends of pods, and what goes with its owner.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::archive;
use super::decode::read_protobuf;
use super::error::ApiError;
use super::kinds::{self, Kind};
use super::read::{Selection, key};
use super::write::{Halt, settled};
use super::{ApiServer, Call, json_response, meta};
use crate::engine::store::{ARCHIVED, Key, Part, Stored, Transaction};

const FOREGROUND: &str = "foregroundDeletion";

/// How a deletion was asked for.
#[derive(Clone)]
struct Wish {
    propagation: Propagation,
    grace: Option<i64>,
    uid: Option<String>,
    version: Option<String>,
    dry: bool,
}

/// What happens to the objects a deleted one owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Propagation {
    Background,
    Foreground,
    Orphan,
}

impl Wish {
    fn of(call: &Call) -> Result<Self, ApiError> {
        let body: Value = if call.body.is_empty() {
            Value::Null
        } else if call.content_type() == "application/vnd.kubernetes.protobuf" {
            read_protobuf(&call.body).unwrap_or_default()
        } else {
            serde_json::from_slice(&call.body)
                .map_err(|e| ApiError::bad_request(format!("invalid DeleteOptions: {e}")))?
        };
        let said = body["propagationPolicy"].as_str().or_else(|| call.options.get("propagationPolicy"));
        let propagation = match said {
            None | Some("Background") => Propagation::Background,
            Some("Foreground") => Propagation::Foreground,
            Some("Orphan") => Propagation::Orphan,
            Some(other) => {
                let why = format!(
                    "Unsupported value: \"{other}\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\""
                );
                let cause = "FieldValueNotSupported";
                return Err(ApiError::invalid_option("DeleteOptions", "propagationPolicy", cause, &why));
            }
        };
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let dry = call.options.dry_run("DeleteOptions")?
            || body["dryRun"].as_array().is_some_and(|d| !d.is_empty());
        Ok(Self {
            propagation,
            grace: body["gracePeriodSeconds"].as_i64().or(call.options.number("gracePeriodSeconds")?),
            uid: text(&body["preconditions"]["uid"]),
            version: text(&body["preconditions"]["resourceVersion"]),
            dry,
        })
    }
}

pub(super) async fn delete(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let kind = call.target.kind;
    let wish = Wish::of(call)?;
    let folders = api.clone();
    let key = key(&call.target);
    let namespace = key.namespace.clone();
    let done = api
        .store()
        .write(move |transaction| {
            let old = transaction.get(&key)?.ok_or_else(|| ApiError::not_found(kind, &key.name))?;
            let (answer, pods) = delete_one(transaction, kind, &old, &wish)?;
            let answer = json!({"answer": answer, "pods": pods});
            if wish.dry { Err(Halt::DryRun(answer)) } else { Ok(answer) }
        })
        .await;
    let kept = done.is_ok();
    let mut done = settled(done)?;
    if kept {
        folders.drop_pod_folders(&namespace, &done["pods"]);
    }
    Ok(json_response(StatusCode::OK, &done["answer"].take()))
}

pub(super) async fn delete_collection(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let kind = call.target.kind;
    let wish = Wish::of(call)?;
    let selection = Selection::of(kind, &call.options)?;
    let query = selection.query(&call.target, Part::Summary);
    let (rows, version, _) = api.store().list(query, None, selection.filter()).await?;
    let mut items = Vec::new();
    for row in rows {
        if !selection.accepts_key(&row.key) {
            continue;
        }
        let dry = wish.dry;
        let (key, wish) = (row.key.clone(), wish.clone());
        let gone = api.store().write(move |transaction| {
            let Some(old) = transaction.get(&key)? else { return Ok(Value::Null) };
            let last = transaction.whole(&old)?;
            let (_, pods) = delete_one(transaction, kind, &old, &wish)?;
            let gone = json!({"last": last, "pods": pods});
            if wish.dry { Err(Halt::DryRun(gone)) } else { Ok(gone) }
        });
        let mut gone = settled(gone.await)?;
        if !dry {
            api.drop_pod_folders(&row.key.namespace, &gone["pods"]);
        }
        if !gone["last"].is_null() {
            items.push(gone["last"].take());
        }
    }
    let items = items.into_iter().map(|object| super::read::item(kind, object)).collect();
    let list = super::read::list_of(kind, Map::new(), version, items);
    Ok(json_response(StatusCode::OK, &list))
}

/// Deletes one object, or marks it where something must happen first. Returns the answer, and the folders of pods
/// whose logs go with their workflow.
fn delete_one(
    transaction: &mut Transaction<'_>,
    kind: &'static Kind,
    old: &Stored,
    wish: &Wish,
) -> Result<(Value, Vec<String>), Halt> {
    check(kind, old, wish)?;
    if kind.plural == "namespaces" && old.key.name == "default" {
        let why = "namespaces \"default\" is forbidden: this namespace may not be deleted";
        return Err(ApiError::forbidden_kind(kind, &old.key.name, why).into());
    }
    match wish.propagation {
        Propagation::Orphan => orphan(transaction, &old.uid)?,
        Propagation::Foreground => {
            if !transaction.owned_by(&old.uid)?.is_empty() {
                let marked = mark(transaction, old, 0, Some(FOREGROUND))?;
                let pods = forget_logs(transaction, &marked)?;
                remove_owned(transaction, &old.uid)?;
                return match transaction.get(&old.key)? {
                    Some(left) => Ok((transaction.whole(&left)?, pods)),
                    None => Ok((gone(kind, old), pods)),
                };
            }
        }
        Propagation::Background => {}
    }
    if has_finalizers(&old.head) {
        let marked = mark(transaction, old, 0, None)?;
        return Ok((transaction.whole(&marked)?, Vec::new()));
    }
    if let Some(grace) = grace(kind, old, wish) {
        let marked = mark(transaction, old, grace, None)?;
        return Ok((marked.head, Vec::new()));
    }
    let mut pods = forget_logs(transaction, old)?;
    if kind.plural == "namespaces" {
        empty(transaction, old, &mut pods)?;
    }
    let answer = if RETURNED.contains(&kind.plural) { leaving(transaction, old)? } else { gone(kind, old) };
    remove(transaction, old)?;
    Ok((answer, pods))
}

/// Kinds of which a deletion returns the object instead of its name.
const RETURNED: &[&str] = &["pods", "serviceaccounts", "persistentvolumeclaims", "namespaces"];

/// The last state of an object that goes now.
fn leaving(transaction: &Transaction<'_>, old: &Stored) -> Result<Value, Halt> {
    let mut object = transaction.whole(old)?;
    let metadata = &mut object["metadata"];
    if let Some(generation) =
        metadata["generation"].as_i64().filter(|_| metadata["deletionTimestamp"].is_null())
    {
        metadata["generation"] = (generation + 1).into();
    }
    metadata["deletionTimestamp"] = meta::now_text().into();
    if old.key.resource == "namespaces" {
        object["status"]["phase"] = "Terminating".into();
    } else {
        metadata["deletionGracePeriodSeconds"] = 0.into();
    }
    meta::tidy(&mut object);
    Ok(object)
}

/// Removes everything in a namespace. Nothing can hold a namespace here: finalizers go with it.
fn empty(transaction: &mut Transaction<'_>, namespace: &Stored, pods: &mut Vec<String>) -> Result<(), Halt> {
    for key in transaction.inside(&namespace.key.name)? {
        // What is archived outlives its namespace, as in a database.
        let Some(stored) = transaction.get(&key)?.filter(|_| key.resource != ARCHIVED) else { continue };
        pods.extend(forget_logs(transaction, &stored)?);
        remove(transaction, &stored)?;
    }
    Ok(())
}

fn check(kind: &Kind, old: &Stored, wish: &Wish) -> Result<(), ApiError> {
    if let Some(uid) = wish.uid.as_ref().filter(|uid| **uid != old.uid) {
        let why = format!(
            "the UID in the precondition ({uid}) does not match the UID in record ({}). The object might have been \
             deleted and then recreated",
            old.uid
        );
        return Err(ApiError::precondition(kind, &old.key.name, &why));
    }
    if let Some(version) = wish.version.as_ref().filter(|v| **v != old.rv.to_string()) {
        let why = format!(
            "the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({}). The \
             object might have been modified",
            old.rv
        );
        return Err(ApiError::precondition(kind, &old.key.name, &why));
    }
    Ok(())
}

fn has_finalizers(object: &Value) -> bool {
    object["metadata"]["finalizers"].as_array().is_some_and(|f| !f.is_empty())
}

/// The seconds a pod gets to end by itself; `None` where it goes at once.
fn grace(kind: &Kind, old: &Stored, wish: &Wish) -> Option<i64> {
    if kind.plural != "pods" {
        return None;
    }
    let phase = old.head.pointer("/status/phase").and_then(Value::as_str).unwrap_or_default();
    let assigned = old.head.pointer("/spec/nodeName").and_then(Value::as_str).is_some_and(|n| !n.is_empty());
    let asked = wish
        .grace
        .or_else(|| old.head.pointer("/spec/terminationGracePeriodSeconds")?.as_i64())
        .unwrap_or(30);
    (asked > 0 && assigned && !matches!(phase, "Succeeded" | "Failed")).then_some(asked)
}

/// Marks an object as leaving.
fn mark(
    transaction: &mut Transaction<'_>,
    old: &Stored,
    grace: i64,
    finalizer: Option<&str>,
) -> Result<Stored, Halt> {
    let mut head = old.head.clone();
    if head["metadata"]["deletionTimestamp"].is_null() {
        head["metadata"]["deletionTimestamp"] = meta::now_text().into();
        head["metadata"]["deletionGracePeriodSeconds"] = grace.into();
        if let Some(generation) = head["metadata"]["generation"].as_i64() {
            head["metadata"]["generation"] = (generation + 1).into();
        }
    }
    if let Some(finalizer) = finalizer {
        let mut all = head["metadata"]["finalizers"].as_array().cloned().unwrap_or_default();
        if !all.iter().any(|f| f == finalizer) {
            all.push(finalizer.into());
        }
        head["metadata"]["finalizers"] = all.into();
    }
    meta::tidy(&mut head);
    Ok(transaction.update(old, head, crate::engine::store::NodeChanges::new())?)
}

/// Removes an object and, in the background as it were, what it owns; then owners that were waiting for it.
pub(super) fn remove(transaction: &mut Transaction<'_>, old: &Stored) -> Result<(), Halt> {
    archive::delete(transaction, old)?;
    remove_owned(transaction, &old.uid)?;
    for owner in old.head["metadata"]["ownerReferences"].as_array().into_iter().flatten() {
        release_owner(transaction, &old.key.namespace, owner)?;
    }
    Ok(())
}

fn remove_owned(transaction: &mut Transaction<'_>, uid: &str) -> Result<(), Halt> {
    for key in transaction.owned_by(uid)? {
        let (Some(kind), Some(stored)) = (kinds::of_resource(&key.resource), transaction.get(&key)?) else {
            continue;
        };
        let others = stored.head["metadata"]["ownerReferences"]
            .as_array()
            .is_some_and(|o| o.iter().any(|o| o["uid"] != uid));
        if others {
            drop_owner(transaction, &stored, uid)?;
            continue;
        }
        let wish =
            Wish { propagation: Propagation::Background, grace: None, uid: None, version: None, dry: false };
        delete_one(transaction, kind, &stored, &wish)?;
    }
    Ok(())
}

fn orphan(transaction: &mut Transaction<'_>, uid: &str) -> Result<(), Halt> {
    for key in transaction.owned_by(uid)? {
        if let Some(stored) = transaction.get(&key)? {
            drop_owner(transaction, &stored, uid)?;
        }
    }
    Ok(())
}

fn drop_owner(transaction: &mut Transaction<'_>, stored: &Stored, uid: &str) -> Result<(), Halt> {
    let mut head = stored.head.clone();
    if let Some(owners) = head["metadata"]["ownerReferences"].as_array_mut() {
        owners.retain(|owner| owner["uid"] != uid);
    }
    meta::tidy(&mut head);
    transaction.update(stored, head, crate::engine::store::NodeChanges::new())?;
    Ok(())
}

/// Lets an owner go that waits for the last of what it owned.
fn release_owner(transaction: &mut Transaction<'_>, namespace: &str, owner: &Value) -> Result<(), Halt> {
    let text = |key: &str| owner[key].as_str().unwrap_or_default();
    let Some(kind) =
        kinds::KINDS.iter().find(|k| k.kind == text("kind") && k.api_version() == text("apiVersion"))
    else {
        return Ok(());
    };
    let key = Key::new(kind.resource(), if kind.namespaced { namespace } else { "" }, text("name"));
    let Some(stored) = transaction.get(&key)?.filter(|s| s.uid == text("uid")) else { return Ok(()) };
    let finalizers = stored.head["metadata"]["finalizers"].as_array().cloned().unwrap_or_default();
    if !finalizers.iter().any(|f| f == FOREGROUND) || !transaction.owned_by(&stored.uid)?.is_empty() {
        return Ok(());
    }
    let left: Vec<Value> = finalizers.into_iter().filter(|f| f != FOREGROUND).collect();
    if left.is_empty() {
        return remove(transaction, &stored);
    }
    let mut head = stored.head.clone();
    head["metadata"]["finalizers"] = left.into();
    transaction.update(&stored, head, crate::engine::store::NodeChanges::new())?;
    Ok(())
}

fn forget_logs(transaction: &mut Transaction<'_>, old: &Stored) -> Result<Vec<String>, Halt> {
    if old.key.resource != "workflows.argoproj.io" {
        return Ok(Vec::new());
    }
    Ok(transaction.forget_pods(&old.key.namespace, &old.key.name)?)
}

/// The answer that says an object is gone.
fn gone(kind: &Kind, old: &Stored) -> Value {
    let mut details = Map::new();
    details.insert("name".into(), old.key.name.clone().into());
    if !kind.group.is_empty() {
        details.insert("group".into(), kind.group.into());
    }
    details.insert("kind".into(), kind.plural.into());
    details.insert("uid".into(), old.uid.clone().into());
    json!({"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Success", "details": details})
}

impl ApiServer {
    /// Removes the folders of pods whose workflow is gone, without making the caller wait.
    fn drop_pod_folders(&self, namespace: &str, uids: &Value) {
        for uid in uids.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let folder = self.inner.pods.join(namespace).join(uid);
            tokio::task::spawn_blocking(move || {
                if let Err(error) = std::fs::remove_dir_all(&folder)
                    && error.kind() != std::io::ErrorKind::NotFound
                {
                    tracing::warn!(%error, folder = %folder.display(), "a pod's folder stays");
                }
            });
        }
    }
}
