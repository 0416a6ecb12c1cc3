//! Creating, reading, listing and deleting workflows.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::hydrate::hydrate;
use super::rest::Rest;
use super::url::Url;
use super::{KubeClient, typed, workflow_kind};
use crate::client::cursor::{Cursor, Step};
use crate::client::listed::{Fill, all, made, metadata_only, summary, whole};
use crate::client::raw::{Item, item};
use crate::core::api::{ObjectMeta, Workflow};
use crate::ports::client::{ClientError, Detail, ListQuery, Listed, Refusal};

/// The name that stands for the newest workflow.
const LATEST: &str = "@latest";

/// How many objects a page has when nobody says so.
const PAGE: u32 = 500;

/// How many a page has where only their metadata is asked for.
const METADATA_PAGE: u32 = 5000;

const JSON: &str = "application/json";

/// The representation of a list that has only the metadata of its objects.
const METADATA: &str = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/// The same of one object.
const METADATA_OF_ONE: &str = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

#[derive(Debug, serde::Deserialize)]
struct MetadataOnly {
    metadata: ObjectMeta,
}

fn of_namespace(namespace: &str) -> Url {
    Url::of_kind(workflow_kind(), Some(namespace))
}

pub(super) async fn create(
    client: &KubeClient,
    namespace: &str,
    workflow: &Workflow,
    dry_run: bool,
) -> Result<Workflow, ClientError> {
    let object = serde_json::to_value(workflow)
        .map_err(|error| ClientError::new(Refusal::Invalid, error.to_string()))?;
    let mut object = typed(workflow_kind(), &object);
    client.managed.mark_new(&mut object);
    let url = of_namespace(namespace);
    client.rest.post(&if dry_run { url.with("dryRun", "All") } else { url }, &object).await
}

pub(super) async fn get(client: &KubeClient, namespace: &str, name: &str) -> Result<Workflow, ClientError> {
    let name = resolve(client, namespace, name).await?;
    client.managed.checked(hydrate(client.rest.get(&of_namespace(namespace).child(&name)).await?)?)
}

pub(super) async fn resolve(client: &KubeClient, namespace: &str, name: &str) -> Result<String, ClientError> {
    if name != LATEST {
        return Ok(name.to_owned());
    }
    let mut workflow = Workflow::default();
    let mut newest: Option<(Option<Timestamp>, String)> = None;
    let mut item = |cursor: Option<&mut Cursor<'_>>| {
        let Some(cursor) = cursor else {
            newest = None;
            return Ok(());
        };
        made(cursor, &mut workflow)?;
        let created = workflow.metadata.creation_timestamp;
        // The first of those made in the same second wins, as in Argo.
        if newest.as_ref().is_none_or(|(newest, _)| created > *newest) {
            newest = Some((created, workflow.metadata.name.clone()));
        }
        Ok(())
    };
    pages_each(&client.rest, &of_namespace(namespace), METADATA, 0, &mut item).await?;
    newest.map(|(_, name)| name).ok_or_else(|| {
        ClientError::new(Refusal::NotFound, format!("there is no workflow in namespace {namespace}"))
    })
}

pub(super) async fn list(
    client: &KubeClient,
    query: &ListQuery,
    each: &mut (dyn FnMut(Listed<'_>) + Send),
) -> Result<(), ClientError> {
    let url = Url::of_kind(workflow_kind(), query.namespace.as_deref())
        .with_text("fieldSelector", &query.fields)
        .with("labelSelector", client.managed.selector(&query.labels));
    let (accept, fill): (&str, Fill) = match query.detail {
        Detail::Metadata => (METADATA, metadata_only),
        Detail::Summary => (JSON, summary),
        Detail::Full => (JSON, all),
    };
    let mut workflow = Workflow::default();
    let mut item = |cursor: Option<&mut Cursor<'_>>| {
        let Some(cursor) = cursor else {
            each(Listed::Anew);
            return Ok(());
        };
        fill(cursor, &mut workflow)?;
        // A list shows what it can: nodes in a database are left out rather than refused.
        if is_packed(&workflow)
            && let Ok(hydrated) = hydrate(workflow.clone())
        {
            workflow = hydrated;
        }
        each(Listed::Workflow(&mut workflow));
        Ok(())
    };
    pages_each(&client.rest, &url, accept, query.chunk, &mut item).await.map(drop)
}

fn is_packed(workflow: &Workflow) -> bool {
    !workflow.status.compressed_nodes.is_empty()
}

/// The names of all namespaces.
pub(super) async fn namespaces(rest: &Rest) -> Result<Vec<String>, ClientError> {
    let url = Url::plain("/api/v1/namespaces".to_owned());
    let (found, _) = collected::<MetadataOnly>(rest, &url, METADATA, 0, whole).await?;
    Ok(found.into_iter().map(|item| item.metadata.name).collect())
}

pub(super) async fn delete(
    client: &KubeClient,
    namespace: &str,
    name: &str,
    force: bool,
) -> Result<(), ClientError> {
    let name = resolve(client, namespace, name).await?;
    let url = of_namespace(namespace).child(&name);
    // Workflows of other controllers are not ours to delete.
    let there: MetadataOnly = client.rest.get_as(&url, METADATA_OF_ONE).await?;
    client.managed.check(&there.metadata)?;
    if force {
        let patch = json!({"metadata": {"finalizers": null}});
        let _: Value = client.rest.merge(&url, &patch).await?;
    }
    let options = json!({"kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": "Background"});
    client.rest.delete(&url, &options).await
}

/// Reads an item of a list.
type Read<T> = fn(&mut Cursor<'_>) -> Step<T>;

/// All items of a list, page by page.
pub(super) async fn pages<T: DeserializeOwned + Send>(rest: &Rest, url: &Url) -> Result<Vec<T>, ClientError> {
    Ok(listed(rest, url).await?.0)
}

/// All items of a list, with the version to watch on from.
pub(crate) async fn listed<T: DeserializeOwned + Send>(
    rest: &Rest,
    url: &Url,
) -> Result<(Vec<T>, String), ClientError> {
    collected(rest, url, JSON, 0, whole).await
}

/// The objects of a list as they came, or their metadata; with the version to watch on from.
///
/// # Errors
/// When the list cannot be had.
pub(crate) async fn listed_raw(
    rest: &Rest,
    url: &Url,
    metadata: bool,
) -> Result<(Vec<Item>, String), ClientError> {
    let accept = if metadata { METADATA } else { JSON };
    collected(rest, url, accept, METADATA_PAGE, item).await
}

/// The metadata of the objects of a kind.
///
/// # Errors
/// When the list cannot be had.
pub(crate) async fn listed_metadata(rest: &Rest, url: &Url) -> Result<(Vec<Value>, String), ClientError> {
    collected(rest, url, METADATA, METADATA_PAGE, whole).await
}

/// All items of a list, and its version.
async fn collected<T: Send>(
    rest: &Rest,
    url: &Url,
    accept: &str,
    chunk: u32,
    read: Read<T>,
) -> Result<(Vec<T>, String), ClientError> {
    let mut found = Vec::new();
    let mut item = |cursor: Option<&mut Cursor<'_>>| {
        match cursor {
            None => found.clear(),
            Some(cursor) => found.push(read(cursor)?),
        }
        Ok(())
    };
    let version = pages_each(rest, url, accept, chunk, &mut item).await?;
    Ok((found, version))
}

/// Brings the items of a list, page by page; a list that expires half-way is begun anew without pages, which is told by
/// a place that is none. The version of the list.
async fn pages_each(
    rest: &Rest,
    url: &Url,
    accept: &str,
    chunk: u32,
    item: &mut (dyn FnMut(Option<&mut Cursor<'_>>) -> Step<()> + Send),
) -> Result<String, ClientError> {
    let limit = if chunk == 0 { PAGE } else { chunk };
    let mut next = String::new();
    loop {
        let page = url.clone().with_text("continue", &next).with("limit", limit);
        let (after, version) = match rest.list(&page, accept, &mut |cursor| item(Some(cursor))).await {
            Err(error) if !next.is_empty() && error.message.contains("continue") => {
                // Only the reading of an item fails.
                let _ = item(None);
                let (_, version) = rest.list(url, accept, &mut |cursor| item(Some(cursor))).await?;
                return Ok(version);
            }
            after => after?,
        };
        // A server that says the same twice would do so for ever.
        if after.is_empty() || after == next {
            return Ok(version);
        }
        next = after;
    }
}
