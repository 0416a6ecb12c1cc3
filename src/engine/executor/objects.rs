//! The API as the executor uses it.

use kube::Client;
use kube::api::{Api, DeleteParams, DynamicObject, Patch, PatchParams, PostParams};
use kube::core::{ApiResource, GroupVersionKind};
use serde_json::Value;

use super::PodKey;
use super::error::PodError;

pub(super) struct Objects {
    client: Client,
}

fn resource(group: &str, version: &str, kind: &str) -> ApiResource {
    ApiResource::from_gvk(&GroupVersionKind::gvk(group, version, kind))
}

impl Objects {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The pods of all namespaces.
    pub(super) fn pods(&self) -> Api<DynamicObject> {
        Api::all_with(self.client.clone(), &resource("", "v1", "Pod"))
    }

    fn pods_of(&self, namespace: &str) -> Api<DynamicObject> {
        Api::namespaced_with(self.client.clone(), namespace, &resource("", "v1", "Pod"))
    }

    /// A pod as it is now.
    pub(super) async fn pod(&self, namespace: &str, name: &str) -> Result<Option<Value>, PodError> {
        let pod = self.pods_of(namespace).get_opt(name).await?;
        pod.map(|pod| serde_json::to_value(pod).map_err(|e| PodError::Unreadable(e.to_string()))).transpose()
    }

    /// Patches a pod; one that is gone, or has come anew under its name, needs no status.
    pub(super) async fn patch_pod(&self, key: &PodKey, patch: &Value) -> Result<(), PodError> {
        let mut patch = patch.clone();
        patch["metadata"] = serde_json::json!({"uid": key.uid});
        let pods = self.pods_of(&key.namespace);
        match pods.patch_metadata(&key.name, &PatchParams::default(), &Patch::Merge(patch)).await {
            Err(kube::Error::Api(status)) if matches!(status.code, 404 | 409) => Ok(()),
            other => Ok(other.map(|_| ())?),
        }
    }

    /// Removes a pod's object now that its processes have ended.
    pub(super) async fn remove_pod(&self, key: &PodKey) -> Result<(), PodError> {
        let now = DeleteParams::default()
            .grace_period(0)
            .preconditions(kube::api::Preconditions { uid: Some(key.uid.clone()), resource_version: None });
        match self.pods_of(&key.namespace).delete(&key.name, &now).await {
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
        match api.create(&PostParams::default(), &object).await {
            Err(kube::Error::Api(status)) if status.code == 409 => {
                api.patch_metadata(&name, &PatchParams::default(), &Patch::Merge(result)).await?;
                Ok(())
            }
            other => Ok(other.map(|_| ())?),
        }
    }
}
