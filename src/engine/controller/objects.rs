//! Kubernetes objects as JSON, by their paths.

use futures::StreamExt;
use futures::stream::BoxStream;
use http::{Method, Request, header};
use kube::core::WatchEvent;
use serde_json::Value;

use super::outline::Outline;
use crate::core::operate::{ObjectKey, ObjectKind};

const MERGE_PATCH: &str = "application/merge-patch+json";
const METADATA: &str = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
const METADATA_LIST: &str = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/// The Kubernetes API as requests with JSON in and out.
#[derive(Clone)]
pub(super) struct Objects {
    client: kube::Client,
}

/// How much of an object is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    Whole,
    Metadata,
    /// What a step looks at of a pod; of changes only.
    Outline,
}

impl Objects {
    pub(super) fn new(client: kube::Client) -> Self {
        Self { client }
    }

    /// The object at a path, or `None` where there is none.
    pub(super) async fn get(&self, path: &str) -> kube::Result<Option<Value>> {
        found(self.client.request(request(Method::GET, path, "application/json", None)?).await)
    }

    /// The objects of a collection; `query` starts with `?` or is empty.
    pub(super) async fn list(&self, path: &str, query: &str, want: Want) -> kube::Result<Value> {
        let accept = if want == Want::Metadata { METADATA_LIST } else { "application/json" };
        self.client.request(request(Method::GET, &format!("{path}{query}"), accept, None)?).await
    }

    /// Posts to a collection; the answer has metadata only.
    pub(super) async fn create(&self, path: &str, object: &Value) -> kube::Result<Value> {
        self.client.request(request(Method::POST, path, METADATA, Some((object, "application/json")))?).await
    }

    /// Posts to a collection; the answer is not looked at.
    pub(super) async fn put(&self, path: &str, object: &Value) -> kube::Result<()> {
        let request = request(Method::POST, path, METADATA, Some((object, "application/json")))?;
        self.client.request_text(request).await.map(|_| ())
    }

    /// Posts to a collection; the answer is the whole object.
    pub(super) async fn create_whole(&self, path: &str, object: &Value) -> kube::Result<Value> {
        let body = Some((object, "application/json"));
        self.client.request(request(Method::POST, path, "application/json", body)?).await
    }

    /// Replaces an object.
    pub(super) async fn replace(&self, path: &str, object: &Value) -> kube::Result<Value> {
        let body = Some((object, "application/json"));
        self.client.request(request(Method::PUT, path, "application/json", body)?).await
    }

    /// Applies a merge patch; the answer has metadata only.
    pub(super) async fn merge(&self, path: &str, patch: &Value) -> kube::Result<Value> {
        self.client.request(request(Method::PATCH, path, METADATA, Some((patch, MERGE_PATCH)))?).await
    }

    /// Applies a patch of any kind; the answer is the whole object.
    pub(super) async fn patch(&self, path: &str, patch: &Value, content_type: &str) -> kube::Result<Value> {
        let body = Some((patch, content_type));
        self.client.request(request(Method::PATCH, path, "application/json", body)?).await
    }

    /// Deletes an object; false when there was none. `options` are Kubernetes' DeleteOptions.
    pub(super) async fn delete(&self, path: &str, options: &Value) -> kube::Result<bool> {
        let body = Some((options, "application/json"));
        let gone: Option<Value> =
            found(self.client.request(request(Method::DELETE, path, "application/json", body)?).await)?;
        Ok(gone.is_some())
    }

    /// The changes of a collection.
    pub(super) async fn watch(
        &self,
        path: &str,
        query: &str,
        want: Want,
    ) -> kube::Result<BoxStream<'static, kube::Result<WatchEvent<Value>>>> {
        let accept = if want == Want::Metadata { METADATA } else { "application/json" };
        let request = request(Method::GET, &format!("{path}{query}"), accept, None)?;
        Ok(match want {
            Want::Outline => self.client.request_events(request).await?.map(|event| event.map(whole)).boxed(),
            _ => self.client.request_events(request).await?.boxed(),
        })
    }
}

/// An event about as much of an object as was read.
fn whole(event: WatchEvent<Outline>) -> WatchEvent<Value> {
    match event {
        WatchEvent::Added(Outline(object)) => WatchEvent::Added(object),
        WatchEvent::Modified(Outline(object)) => WatchEvent::Modified(object),
        WatchEvent::Deleted(Outline(object)) => WatchEvent::Deleted(object),
        WatchEvent::Bookmark(mark) => WatchEvent::Bookmark(mark),
        WatchEvent::Error(status) => WatchEvent::Error(status),
    }
}

fn request(
    method: Method,
    path: &str,
    accept: &str,
    body: Option<(&Value, &str)>,
) -> kube::Result<Request<Vec<u8>>> {
    let mut builder = Request::builder().method(method).uri(path).header(header::ACCEPT, accept);
    let mut bytes = Vec::new();
    if let Some((value, content_type)) = body {
        builder = builder.header(header::CONTENT_TYPE, content_type);
        bytes = serde_json::to_vec(value).map_err(kube::Error::SerdeError)?;
    }
    builder.body(bytes).map_err(kube::Error::HttpError)
}

fn found(answer: kube::Result<Value>) -> kube::Result<Option<Value>> {
    match answer {
        Ok(object) => Ok(Some(object)),
        Err(kube::Error::Api(status)) if status.code == 404 => Ok(None),
        Err(error) => Err(error),
    }
}

/// The code of an answer that says no; `None` for failures of the way there.
pub(super) fn refusal(error: &kube::Error) -> Option<u16> {
    match error {
        kube::Error::Api(status) => Some(status.code),
        _ => None,
    }
}

/// True where asking again may help: the way there failed, or the server has a problem of its own.
pub(super) fn worth_retrying(error: &kube::Error) -> bool {
    refusal(error).is_none_or(|code| code >= 500 || code == 429)
}

/// The words of the server, or of the way there.
pub(super) fn message(error: &kube::Error) -> String {
    match error {
        kube::Error::Api(status) => status.message.clone(),
        other => other.to_string(),
    }
}

/// The collections and objects that the controller uses.
pub(super) mod path {
    use super::{ObjectKey, ObjectKind};

    pub(crate) const WORKFLOWS: &str = "/apis/argoproj.io/v1alpha1/workflows";
    pub(crate) const CRON_WORKFLOWS: &str = "/apis/argoproj.io/v1alpha1/cronworkflows";
    pub(crate) const RESULTS: &str = "/apis/argoproj.io/v1alpha1/workflowtaskresults";
    pub(crate) const NAMESPACES: &str = "/api/v1/namespaces";
    pub(crate) const JOBS: &str = "/apis/batch/v1/jobs";
    pub(crate) const PODS: &str = "/api/v1/pods";
    pub(crate) const CONFIG_MAPS: &str = "/api/v1/configmaps";

    pub(crate) fn workflows(namespace: &str) -> String {
        format!("/apis/argoproj.io/v1alpha1/namespaces/{namespace}/workflows")
    }

    pub(crate) fn workflow(namespace: &str, name: &str) -> String {
        format!("{}/{name}", workflows(namespace))
    }

    pub(crate) fn cron_workflow(namespace: &str, name: &str) -> String {
        format!("/apis/argoproj.io/v1alpha1/namespaces/{namespace}/cronworkflows/{name}")
    }

    pub(crate) fn result(namespace: &str, name: &str) -> String {
        format!("{}/{name}", results(namespace))
    }

    pub(crate) fn results(namespace: &str) -> String {
        format!("/apis/argoproj.io/v1alpha1/namespaces/{namespace}/workflowtaskresults")
    }

    pub(crate) fn job(namespace: &str, name: &str) -> String {
        format!("/apis/batch/v1/namespaces/{namespace}/jobs/{name}")
    }

    pub(crate) fn pods(namespace: &str) -> String {
        format!("/api/v1/namespaces/{namespace}/pods")
    }

    pub(crate) fn pod(namespace: &str, name: &str) -> String {
        format!("/api/v1/namespaces/{namespace}/pods/{name}")
    }

    pub(crate) fn events(namespace: &str) -> String {
        format!("/api/v1/namespaces/{namespace}/events")
    }

    pub(crate) fn secret(namespace: &str, name: &str) -> String {
        format!("/api/v1/namespaces/{namespace}/secrets/{name}")
    }

    pub(crate) fn config_map(namespace: &str, name: &str) -> String {
        format!("/api/v1/namespaces/{namespace}/configmaps/{name}")
    }

    /// The collection an object belongs to.
    pub(crate) fn collection(key: &ObjectKey) -> String {
        let (prefix, plural) = match key.kind {
            ObjectKind::WorkflowTemplate => ("/apis/argoproj.io/v1alpha1", "workflowtemplates"),
            ObjectKind::ClusterWorkflowTemplate => {
                return "/apis/argoproj.io/v1alpha1/clusterworkflowtemplates".to_owned();
            }
            ObjectKind::ConfigMap => ("/api/v1", "configmaps"),
            ObjectKind::PersistentVolumeClaim => ("/api/v1", "persistentvolumeclaims"),
            ObjectKind::PodDisruptionBudget => ("/apis/policy/v1", "poddisruptionbudgets"),
        };
        format!("{prefix}/namespaces/{}/{plural}", key.namespace)
    }

    pub(crate) fn object(key: &ObjectKey) -> String {
        format!("{}/{}", collection(key), key.name)
    }
}
