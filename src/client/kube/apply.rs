//! `apply`: an object of any kind the API knows, created or brought up to date by server-side apply.

use serde::Deserialize;
use serde_json::Value;

use super::rest::Rest;
use super::url::Url;
use crate::core::api::{GROUP, kinds};
use crate::ports::client::{Applied, ClientError, Refusal, WouldApply};

/// Who the server notes as the owner of the applied fields.
const MANAGER: &str = "argo";

/// Kinds that every server has, so that nobody has to ask: kind, plural, whether they live in a namespace.
const CORE: &[(&str, &str, bool)] = &[
    ("ConfigMap", "configmaps", true),
    ("Secret", "secrets", true),
    ("ServiceAccount", "serviceaccounts", true),
    ("PersistentVolumeClaim", "persistentvolumeclaims", true),
    ("Pod", "pods", true),
    ("Namespace", "namespaces", false),
];

/// A resource of the API.
struct Resource {
    root: String,
    plural: String,
    namespaced: bool,
}

#[derive(Deserialize)]
struct ResourceList {
    #[serde(default)]
    resources: Vec<ResourceEntry>,
}

#[derive(Deserialize)]
struct ResourceEntry {
    name: String,
    kind: String,
    #[serde(default)]
    namespaced: bool,
}

/// Where an object of a manifest is, and whether it has a name.
async fn place(rest: &Rest, namespace: &str, object: &Value) -> Result<(Url, bool), ClientError> {
    let text = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let (version, kind, name) = (text("/apiVersion"), text("/kind"), text("/metadata/name"));
    let resource = resource(rest, version, kind).await?;
    let own = text("/metadata/namespace");
    let namespace = if own.is_empty() { namespace } else { own };
    let url = Url::collection(&resource.root, &resource.plural, resource.namespaced.then_some(namespace));
    Ok(if name.is_empty() { (url, false) } else { (url.child(name), true) })
}

async fn find(rest: &Rest, url: &Url) -> Result<Option<Value>, ClientError> {
    match rest.get(url).await {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.refusal == Refusal::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) async fn apply(rest: &Rest, namespace: &str, object: &Value) -> Result<Applied, ClientError> {
    let kind = object.get("kind").and_then(Value::as_str).unwrap_or_default();
    let (url, named) = place(rest, namespace, object).await?;
    if !named {
        let object: Value = rest.post(&url, object).await?;
        return Ok(applied(kind, &object, "created"));
    }
    let before = find(rest, &url).await?;
    let patched = url.with("fieldManager", MANAGER).with("force", true);
    let after: Value = rest.apply(&patched, object).await?;
    let version = |object: &Value| object.pointer("/metadata/resourceVersion").cloned();
    let action = match &before {
        None => "created",
        Some(before) if version(before) == version(&after) => "unchanged",
        Some(_) => "configured",
    };
    Ok(applied(kind, &after, action))
}

pub(super) async fn would_apply(
    rest: &Rest,
    namespace: &str,
    object: &Value,
) -> Result<WouldApply, ClientError> {
    let (url, named) = place(rest, namespace, object).await?;
    if !named {
        let after = rest.post(&url.with("dryRun", "All"), object).await?;
        return Ok(WouldApply { before: None, after });
    }
    let before = find(rest, &url).await?;
    let dry = url.with("fieldManager", MANAGER).with("force", true).with("dryRun", "All");
    Ok(WouldApply { before, after: rest.apply(&dry, object).await? })
}

fn applied(kind: &str, object: &Value, action: &'static str) -> Applied {
    let name = object.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
    Applied { name: format!("{}/{name}", kind.to_lowercase()), action, object: object.clone() }
}

/// Finds the resource of a kind; asks the server for kinds that are neither Argo's nor of the core group.
async fn resource(rest: &Rest, version: &str, kind: &str) -> Result<Resource, ClientError> {
    if let Some((GROUP, _)) = version.split_once('/')
        && let Some(info) = kinds::by_kind(kind)
    {
        let (root, plural) = (format!("/apis/{version}"), info.plural.to_owned());
        return Ok(Resource { root, plural, namespaced: info.namespaced });
    }
    if version == "v1"
        && let Some((_, plural, namespaced)) = CORE.iter().find(|(core, _, _)| *core == kind)
    {
        let (root, plural) = ("/api/v1".to_owned(), (*plural).to_owned());
        return Ok(Resource { root, plural, namespaced: *namespaced });
    }
    let root = if version.contains('/') { format!("/apis/{version}") } else { format!("/api/{version}") };
    let unknown = || {
        let message = format!("kind {kind:?} of {version:?} is not known to {}", rest.address());
        ClientError::new(Refusal::Invalid, message)
    };
    let list: ResourceList = match rest.get(&Url::plain(root.clone())).await {
        Err(error) if error.refusal == Refusal::NotFound => return Err(unknown()),
        list => list?,
    };
    let of_kind = |entry: &ResourceEntry| entry.kind == kind && !entry.name.contains('/');
    let entry = list.resources.into_iter().find(of_kind).ok_or_else(unknown)?;
    Ok(Resource { root, plural: entry.name, namespaced: entry.namespaced })
}
