//! Status of a workflow and of its nodes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use super::k8s;
use super::macros::object;
use super::member::Member;
use super::schema::Kind;
use super::{
    ArtifactRepositoryRefStatus, Inputs, NodePhase, NodeType, Outputs, Template, TemplateRef, WorkflowPhase,
    WorkflowSpec,
};

object! {
    /// How far a workflow got.
    pub struct WorkflowStatus("v1alpha1.WorkflowStatus") {
        pub phase: WorkflowPhase = "phase",
        pub started_at: Option<Timestamp> = "startedAt" [always],
        pub finished_at: Option<Timestamp> = "finishedAt" [always],
        pub estimated_duration: i64 = "estimatedDuration" [kind Kind::Int(64, "v1alpha1.EstimatedDuration")],
        pub progress: String = "progress" [kind Kind::Str("v1alpha1.Progress")],
        pub message: String = "message",
        pub compressed_nodes: String = "compressedNodes",
        pub nodes: BTreeMap<String, NodeStatus> = "nodes" [kind Kind::NamedMap(&<NodeStatus as Member>::KIND, "v1alpha1.Nodes")],
        pub offload_node_status_version: String = "offloadNodeStatusVersion",
        pub stored_templates: BTreeMap<String, Template> = "storedTemplates",
        pub persistent_volume_claims: Vec<Value> = "persistentVolumeClaims" [kind Kind::List(&k8s::VOLUME)],
        pub outputs: Option<Outputs> = "outputs",
        pub conditions: Vec<Condition> = "conditions" [kind Kind::NamedList(&<Condition as Member>::KIND, "v1alpha1.Conditions")],
        pub resources_duration: BTreeMap<String, i64> = "resourcesDuration" [kind Kind::NamedMap(&<i64 as Member>::KIND, "v1alpha1.ResourcesDuration")],
        pub stored_workflow_template_spec: Option<Box<WorkflowSpec>> = "storedWorkflowTemplateSpec",
        pub synchronization: Option<SynchronizationStatus> = "synchronization",
        pub artifact_repository_ref: Option<ArtifactRepositoryRefStatus> = "artifactRepositoryRef",
        pub artifact_gc_status: Option<ArtGcStatus> = "artifactGCStatus",
        pub task_results_completion_status: BTreeMap<String, bool> = "taskResultsCompletionStatus",
    }

    /// How far one node of a workflow got.
    pub struct NodeStatus("v1alpha1.NodeStatus") {
        pub id: String = "id" [always],
        pub name: String = "name" [always],
        pub display_name: String = "displayName",
        pub type_: NodeType = "type" [always],
        pub template_name: String = "templateName",
        pub template_ref: Option<TemplateRef> = "templateRef",
        pub template_scope: String = "templateScope",
        pub phase: NodePhase = "phase",
        pub boundary_id: String = "boundaryID",
        pub message: String = "message",
        pub started_at: Option<Timestamp> = "startedAt" [always],
        pub finished_at: Option<Timestamp> = "finishedAt" [always],
        pub estimated_duration: i64 = "estimatedDuration" [kind Kind::Int(64, "v1alpha1.EstimatedDuration")],
        pub progress: String = "progress" [kind Kind::Str("v1alpha1.Progress")],
        pub resources_duration: BTreeMap<String, i64> = "resourcesDuration" [kind Kind::NamedMap(&<i64 as Member>::KIND, "v1alpha1.ResourcesDuration")],
        pub pod_ip: String = "podIP",
        pub daemoned: Option<bool> = "daemoned",
        pub node_flag: Option<NodeFlag> = "nodeFlag",
        pub inputs: Option<Inputs> = "inputs",
        pub outputs: Option<Outputs> = "outputs",
        pub children: Vec<String> = "children",
        pub outbound_nodes: Vec<String> = "outboundNodes",
        pub host_node_name: String = "hostNodeName",
        pub memoization_status: Option<MemoizationStatus> = "memoizationStatus",
        pub synchronization_status: Option<NodeSynchronizationStatus> = "synchronizationStatus",
        pub task_result_synced: Option<bool> = "taskResultSynced",
        pub failed_pod_restarts: i32 = "failedPodRestarts",
        pub restarting_pod_uid: String = "restartingPodUID",
    }

    /// Why a node exists beside the ordinary steps.
    pub struct NodeFlag("v1alpha1.NodeFlag") {
        pub hooked: bool = "hooked",
        pub retried: bool = "retried",
    }

    /// The lock a node waits for.
    pub struct NodeSynchronizationStatus("v1alpha1.NodeSynchronizationStatus") {
        pub waiting: String = "waiting",
    }

    /// Whether the outputs of a node came from a cache.
    pub struct MemoizationStatus("v1alpha1.MemoizationStatus") {
        pub hit: bool = "hit" [always],
        pub key: String = "key" [always],
        pub cache_name: String = "cacheName" [always],
    }

    /// A fact about a workflow, with its state.
    pub struct Condition("v1alpha1.Condition") {
        pub type_: String = "type" [kind Kind::Str("v1alpha1.ConditionType")],
        pub status: String = "status" [kind Kind::Str("v1.ConditionStatus")],
        pub message: String = "message",
    }

    /// The locks a workflow holds and waits for.
    pub struct SynchronizationStatus("v1alpha1.SynchronizationStatus") {
        pub semaphore: Option<SemaphoreStatus> = "semaphore",
        pub mutex: Option<MutexStatus> = "mutex",
    }

    /// The semaphores held and waited for.
    pub struct SemaphoreStatus("v1alpha1.SemaphoreStatus") {
        pub holding: Vec<SemaphoreHolding> = "holding",
        pub waiting: Vec<SemaphoreHolding> = "waiting",
    }

    /// A semaphore and who holds it.
    pub struct SemaphoreHolding("v1alpha1.SemaphoreHolding") {
        pub semaphore: String = "semaphore",
        pub holders: Vec<String> = "holders",
    }

    /// The mutexes held and waited for.
    pub struct MutexStatus("v1alpha1.MutexStatus") {
        pub holding: Vec<MutexHolding> = "holding",
        pub waiting: Vec<MutexHolding> = "waiting",
    }

    /// A mutex and who holds it.
    pub struct MutexHolding("v1alpha1.MutexHolding") {
        pub mutex: String = "mutex",
        pub holder: String = "holder",
    }

    /// How far the deletion of artifacts got.
    pub struct ArtGcStatus("v1alpha1.ArtGCStatus") {
        pub strategies_processed: BTreeMap<String, bool> = "strategiesProcessed",
        pub pods_recouped: BTreeMap<String, bool> = "podsRecouped",
        pub not_specified: bool = "notSpecified",
    }
}
