//! Settings of the controller that change what a step decides (engine.md §7.6).

use serde_json::Value;

use super::restrict::Restriction;
use crate::core::api::ArtifactRepository;

/// What the ConfigMap `workflow-controller-configmap` says, as far as a step needs it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of the node that pods run on, for messages and `hostNodeName` until the executor says it.
    pub instance_id: String,
    /// `workflowDefaults`: a Workflow (metadata and spec) merged under every workflow.
    pub workflow_defaults: Option<Value>,
    /// `mainContainer`: a container merged under every main container.
    pub main_container: Option<Value>,
    /// `artifactRepository`: the repository of workflows that find no other; without a place, this machine's own.
    pub artifact_repository: ArtifactRepository,
    /// What workflows may set themselves.
    pub restriction: Restriction,
    /// How deep templates may call each other.
    pub max_depth: usize,
    /// Namespace in which memoization caches are kept; empty for the workflow's own.
    pub controller_namespace: String,
    /// Namespace in which the repositories are looked for that a workflow's own does not have.
    pub repository_namespace: String,
    /// Seconds to wait for the outputs of a pod that ended, before its node ends without them.
    pub result_grace_seconds: i64,
    /// Whether a node emits an event when its phase changes.
    pub node_events: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            instance_id: String::new(),
            workflow_defaults: None,
            main_container: None,
            artifact_repository: ArtifactRepository::default(),
            restriction: Restriction::Free,
            max_depth: 100,
            controller_namespace: String::new(),
            repository_namespace: "argo".to_owned(),
            result_grace_seconds: 10,
            node_events: true,
        }
    }
}
