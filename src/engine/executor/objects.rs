//! The API as the executor uses it.

use kube::Client;
use kube::api::{Api, DeleteParams, DynamicObject, Patch, PatchParams, PostParams};
use kube::core::{ApiResource, GroupVersionKind};
use serde_json::Value;

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

    /// Patches a pod; one that is gone needs no status.
    pub(super) async fn patch_pod(&self, namespace: &str, name: &str, patch: &Value) -> Result<(), PodError> {
        let patched =
            self.pods_of(namespace).patch_metadata(name, &PatchParams::default(), &Patch::Merge(patch)).await;
        match patched {
            Err(kube::Error::Api(status)) if status.code == 404 => Ok(()),
            other => Ok(other.map(|_| ())?),
        }
    }

    /// Removes a pod's object now that its processes have ended.
    pub(super) async fn remove_pod(&self, namespace: &str, name: &str, uid: &str) -> Result<(), PodError> {
        let now = DeleteParams::default()
            .grace_period(0)
            .preconditions(kube::api::Preconditions { uid: Some(uid.to_owned()), resource_version: None });
        match self.pods_of(namespace).delete(name, &now).await {
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
