//! Helper objects: task results, task sets, artifact deletion tasks, event bindings.

use std::collections::BTreeMap;

use super::macros::object;
use super::schema::Kind;
use super::{
    Arguments, Artifact, ArtifactLocation, NodePhase, ObjectMeta, Outputs, Template, WorkflowTemplateRef,
};

object! {
    /// What the executor reports about one node.
    pub struct WorkflowTaskResult("v1alpha1.WorkflowTaskResult") {
        pub kind: String = "kind",
        pub api_version: String = "apiVersion",
        pub metadata: ObjectMeta = "metadata",
        pub phase: NodePhase = "phase",
        pub message: String = "message",
        pub outputs: Option<Outputs> = "outputs",
        pub progress: String = "progress" [kind Kind::Str("v1alpha1.Progress")],
    }

    /// Work for the agent of a workflow.
    pub struct WorkflowTaskSet("v1alpha1.WorkflowTaskSet") {
        pub kind: String = "kind",
        pub api_version: String = "apiVersion",
        pub metadata: ObjectMeta = "metadata",
        pub spec: WorkflowTaskSetSpec = "spec" [always],
        pub status: WorkflowTaskSetStatus = "status",
    }

    /// The templates the agent is to run, by node id.
    pub struct WorkflowTaskSetSpec("v1alpha1.WorkflowTaskSetSpec") {
        pub tasks: BTreeMap<String, Template> = "tasks",
    }

    /// What the agent reports, by node id.
    pub struct WorkflowTaskSetStatus("v1alpha1.WorkflowTaskSetStatus") {
        pub nodes: BTreeMap<String, NodeResult> = "nodes",
    }

    /// What became of a node.
    pub struct NodeResult("v1alpha1.NodeResult") {
        pub phase: NodePhase = "phase",
        pub message: String = "message",
        pub outputs: Option<Outputs> = "outputs",
        pub progress: String = "progress" [kind Kind::Str("v1alpha1.Progress")],
    }

    /// A list of artifacts to delete.
    pub struct WorkflowArtifactGcTask("v1alpha1.WorkflowArtifactGCTask") {
        pub kind: String = "kind",
        pub api_version: String = "apiVersion",
        pub metadata: ObjectMeta = "metadata",
        pub spec: ArtifactGcSpec = "spec" [always],
        pub status: ArtifactGcStatus = "status",
    }

    /// The artifacts to delete, by node id.
    pub struct ArtifactGcSpec("v1alpha1.ArtifactGCSpec") {
        pub artifacts_by_node: BTreeMap<String, ArtifactNodeSpec> = "artifactsByNode",
    }

    /// The artifacts of one node to delete.
    pub struct ArtifactNodeSpec("v1alpha1.ArtifactNodeSpec") {
        pub archive_location: Option<ArtifactLocation> = "archiveLocation",
        pub artifacts: BTreeMap<String, Artifact> = "artifacts",
    }

    /// What became of the artifacts, by node id.
    pub struct ArtifactGcStatus("v1alpha1.ArtifactGCStatus") {
        pub artifact_results_by_node: BTreeMap<String, ArtifactResultNodeStatus> = "artifactResultsByNode",
    }

    /// What became of the artifacts of one node.
    pub struct ArtifactResultNodeStatus("v1alpha1.ArtifactResultNodeStatus") {
        pub artifact_results: BTreeMap<String, ArtifactResult> = "artifactResults",
    }

    /// What became of one artifact.
    pub struct ArtifactResult("v1alpha1.ArtifactResult") {
        pub name: String = "name" [always],
        pub success: bool = "success",
        pub error: Option<String> = "error",
    }

    /// Submits a workflow when an event arrives.
    pub struct WorkflowEventBinding("v1alpha1.WorkflowEventBinding") {
        pub kind: String = "kind",
        pub api_version: String = "apiVersion",
        pub metadata: ObjectMeta = "metadata",
        pub spec: WorkflowEventBindingSpec = "spec" [always],
    }

    /// Which event submits what.
    pub struct WorkflowEventBindingSpec("v1alpha1.WorkflowEventBindingSpec") {
        pub event: Event = "event" [always],
        pub submit: Option<Submit> = "submit",
    }

    /// Selects events.
    pub struct Event("v1alpha1.Event") {
        pub selector: String = "selector" [always],
    }

    /// The workflow an event submits.
    pub struct Submit("v1alpha1.Submit") {
        pub workflow_template_ref: WorkflowTemplateRef = "workflowTemplateRef" [always],
        pub metadata: ObjectMeta = "metadata",
        pub arguments: Option<Arguments> = "arguments",
    }
}
