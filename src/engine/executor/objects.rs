//! The API as the executor uses it.

use std::time::Duration;

use http::Request;
use http::header::{ACCEPT, CONTENT_TYPE};
use kube::Client;
use kube::api::{Api, DeleteParams, DynamicObject, Patch, PatchParams, PostParams};
use kube::core::{ApiResource, GroupVersionKind};
use serde_json::Value;

use super::PodKey;
use super::error::PodError;
use super::seen::SeenPod;

/// How long a report waits at first before it is made again, and at most.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// See `FIRST_PAUSE`.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

pub(super) struct Objects {
    client: Client,
}

fn resource(group: &str, version: &str, kind: &str) -> ApiResource {
    ApiResource::from_gvk(&GroupVersionKind::gvk(group, version, kind))
}

/// The path of a pod.
fn path_of(namespace: &str, name: &str) -> String {
    format!("/api/v1/namespaces/{namespace}/pods/{name}")
}

impl Objects {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The pods of all namespaces.
    pub(super) fn pods(&self) -> Api<SeenPod> {
        Api::all(self.client.clone())
    }

    fn pods_of(&self, namespace: &str) -> Api<DynamicObject> {
        Api::namespaced_with(self.client.clone(), namespace, &resource("", "v1", "Pod"))
    }

    /// A pod as it is now.
    pub(super) async fn pod(&self, namespace: &str, name: &str) -> Result<Option<Value>, PodError> {
        let request = Request::get(path_of(namespace, name)).body(Vec::new());
        match self.client.request(request.map_err(kube::Error::HttpError)?).await {
            Err(kube::Error::Api(status)) if status.code == 404 => Ok(None),
            other => Ok(Some(other?)),
        }
    }

    /// Patches a pod; one that is gone, or has come anew under its name, needs no status.
    pub(super) async fn patch_pod(&self, key: &PodKey, patch: &Value) -> Result<(), PodError> {
        let mut patch = patch.clone();
        patch["metadata"]["uid"] = key.uid.clone().into();
        let (path, patch) = (path_of(&key.namespace, &key.name), patch.to_string());
        // The answer is not looked at, and costs less as text.
        let write = async || {
            let request = Request::patch(&path)
                .header(CONTENT_TYPE, "application/merge-patch+json")
                .header(ACCEPT, "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
            let request = request.body(patch.clone().into_bytes()).map_err(kube::Error::HttpError)?;
            self.client.request_text(request).await
        };
        match until_there_is_room(write).await {
            Err(kube::Error::Api(status)) if matches!(status.code, 404 | 409) => Ok(()),
            other => Ok(other.map(|_| ())?),
        }
    }

    /// Removes a pod's object now that its processes have ended.
    pub(super) async fn remove_pod(&self, key: &PodKey) -> Result<(), PodError> {
        let now = DeleteParams::default()
            .grace_period(0)
            .preconditions(kube::api::Preconditions { uid: Some(key.uid.clone()), resource_version: None });
        let pods = self.pods_of(&key.namespace);
        match until_there_is_room(|| pods.delete(&key.name, &now)).await {
            Err(kube::Error::Api(status)) if matches!(status.code, 404 | 409) => Ok(()),
            other => Ok(other.map(|_| ())?),
        }
    }

    /// A ConfigMap or Secret.
    pub(super) async fn get(
        &self,
        kind: &'static str,
        namespace: &str,
        name: &str,
    ) -> Result<Option<Value>, PodError> {
        let api: Api<DynamicObject> =
            Api::namespaced_with(self.client.clone(), namespace, &resource("", "v1", kind));
        Ok(api.get_opt(name).await?.map(|object| object.data))
    }

    /// Creates or replaces the result of a node.
    pub(super) async fn put_result(&self, namespace: &str, result: &Value) -> Result<(), PodError> {
        let kind = resource("argoproj.io", "v1alpha1", "WorkflowTaskResult");
        let api: Api<DynamicObject> = Api::namespaced_with(self.client.clone(), namespace, &kind);
        let object: DynamicObject =
            serde_json::from_value(result.clone()).map_err(|e| PodError::Unreadable(e.to_string()))?;
        let name = object.metadata.name.clone().unwrap_or_default();
        let new = PostParams::default();
        let made = until_there_is_room(|| api.create(&new, &object));
        match made.await {
            Err(kube::Error::Api(status)) if status.code == 409 => {
                let (patch, how) = (Patch::Merge(result), PatchParams::default());
                until_there_is_room(|| api.patch_metadata(&name, &how, &patch)).await?;
                Ok(())
            }
            other => Ok(other.map(|_| ())?),
        }
    }
}

/// Writes again while the disk is full or the store is held up: what a pod reports must not get lost.
async fn until_there_is_room<T, F>(write: impl Fn() -> F) -> kube::Result<T>
where
    F: Future<Output = kube::Result<T>>,
{
    let mut pause = FIRST_PAUSE;
    loop {
        match write().await {
            Err(kube::Error::Api(status)) if matches!(status.code, 503 | 507) => {
                tracing::warn!(message = status.message, "a pod's report has to wait");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            other => return other,
        }
    }
}
