//! Settings of the controller that change what a step decides (engine.md §7.6).

use serde_json::Value;

/// What the ConfigMap `workflow-controller-configmap` says, as far as a step needs it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of the node that pods run on, for messages and `hostNodeName` until the executor says it.
    pub instance_id: String,
    /// `workflowDefaults`: a Workflow (metadata and spec) merged under every workflow.
    pub workflow_defaults: Option<Value>,
    /// `mainContainer`: a container merged under every main container.
    pub main_container: Option<Value>,
    /// Key format of the artifact repository.
    pub artifact_key_format: String,
    /// The repository of artifacts: the location object every key-only artifact is completed with, e.g. `{"s3": {…}}`.
    pub artifact_repository: Value,
    /// How deep templates may call each other.
    pub max_depth: usize,
    /// Namespace in which memoization caches are kept; empty for the workflow's own.
    pub controller_namespace: String,
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
            artifact_key_format: "{{workflow.name}}/{{pod.name}}".to_owned(),
            artifact_repository: serde_json::json!({"s3": {}}),
            max_depth: 100,
            controller_namespace: String::new(),
            result_grace_seconds: 10,
            node_events: true,
        }
    }
}
