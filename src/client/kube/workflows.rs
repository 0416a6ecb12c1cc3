//! Creating, reading, listing and deleting workflows.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::hydrate::hydrate;
use super::listed::{Page, Summary};
use super::rest::Rest;
use super::url::Url;
use super::{KubeClient, typed, workflow_kind};
use crate::core::api::{ObjectMeta, Workflow};
use crate::ports::client::{ClientError, Detail, ListQuery, Refusal};

/// The name that stands for the newest workflow.
const LATEST: &str = "@latest";

/// How many objects a page has when nobody says so.
const PAGE: u32 = 500;

/// The representation of a list that has only the metadata of its objects.
const METADATA: &str = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

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
    client.mark(&mut object);
    let url = of_namespace(namespace);
    client.rest.post(&if dry_run { url.with("dryRun", "All") } else { url }, &object).await
}

pub(super) async fn get(client: &KubeClient, namespace: &str, name: &str) -> Result<Workflow, ClientError> {
    let name = resolve(client, namespace, name).await?;
    hydrate(client.rest.get(&of_namespace(namespace).child(&name)).await?)
}

pub(super) async fn resolve(client: &KubeClient, namespace: &str, name: &str) -> Result<String, ClientError> {
    if name != LATEST {
        return Ok(name.to_owned());
    }
    let all: Vec<MetadataOnly> = pages(&client.rest, &of_namespace(namespace), Some(METADATA), 0).await?;
    // The first of those made in the same second wins, as in Argo.
    let newest = all.into_iter().rev().max_by_key(|item| item.metadata.creation_timestamp);
    newest.map(|item| item.metadata.name).ok_or_else(|| {
        ClientError::new(Refusal::NotFound, format!("there is no workflow in namespace {namespace}"))
    })
}

pub(super) async fn list(client: &KubeClient, query: &ListQuery) -> Result<Vec<Workflow>, ClientError> {
    let url = Url::of_kind(workflow_kind(), query.namespace.as_deref())
        .with_text("fieldSelector", &query.fields)
        .with("labelSelector", client.selector(&query.labels));
    match query.detail {
        Detail::Metadata => {
            let found: Vec<MetadataOnly> = pages(&client.rest, &url, Some(METADATA), query.chunk).await?;
            let workflow = |item: MetadataOnly| Workflow { metadata: item.metadata, ..Workflow::default() };
            Ok(found.into_iter().map(workflow).collect())
        }
        Detail::Summary => {
            let found: Vec<Summary> = pages(&client.rest, &url, None, query.chunk).await?;
            Ok(found.into_iter().map(Workflow::from).collect())
        }
        Detail::Full => {
            let found: Vec<Workflow> = pages(&client.rest, &url, None, query.chunk).await?;
            // A list shows what it can: nodes in a database are left out rather than refused.
            Ok(found.into_iter().map(|w| hydrate(w.clone()).unwrap_or(w)).collect())
        }
    }
}

/// The names of all namespaces.
pub(super) async fn namespaces(rest: &Rest) -> Result<Vec<String>, ClientError> {
    let url = Url::plain("/api/v1/namespaces".to_owned());
    let found: Vec<MetadataOnly> = pages(rest, &url, Some(METADATA), 0).await?;
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
    if force {
        let patch = json!({"metadata": {"finalizers": null}});
        let _: Value = client.rest.merge(&url, &patch).await?;
    }
    let options = json!({"kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": "Background"});
    client.rest.delete(&url, &options).await
}

/// All items of a list, page by page; a list that expires half-way is begun anew without pages.
pub(super) async fn pages<T: DeserializeOwned>(
    rest: &Rest,
    url: &Url,
    accept: Option<&str>,
    chunk: u32,
) -> Result<Vec<T>, ClientError> {
    Ok(versioned(rest, url, accept, chunk).await?.0)
}

/// All items of a list, with the version to watch on from.
pub(crate) async fn listed<T: DeserializeOwned>(
    rest: &Rest,
    url: &Url,
) -> Result<(Vec<T>, String), ClientError> {
    versioned(rest, url, None, 0).await
}

async fn versioned<T: DeserializeOwned>(
    rest: &Rest,
    url: &Url,
    accept: Option<&str>,
    chunk: u32,
) -> Result<(Vec<T>, String), ClientError> {
    let limit = if chunk == 0 { PAGE } else { chunk };
    let mut found = Vec::new();
    let mut next = String::new();
    loop {
        let page = url.clone().with_text("continue", &next).with("limit", limit);
        let page: Page<T> = match rest.get_as(&page, accept.unwrap_or("application/json")).await {
            Err(error) if !next.is_empty() && error.message.contains("continue") => {
                let whole: Page<T> = rest.get_as(url, accept.unwrap_or("application/json")).await?;
                return Ok((whole.items, whole.metadata.resource_version));
            }
            page => page?,
        };
        found.extend(page.items);
        // A server that says the same twice would do so for ever.
        if page.metadata.next.is_empty() || page.metadata.next == next {
            return Ok((found, page.metadata.resource_version));
        }
        next = page.metadata.next;
    }
}
