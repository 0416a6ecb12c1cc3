//! What Kubernetes adds to every object, references into other objects, and the names of labels and annotations.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use super::macros::object;
use super::schema::Kind;

object! {
    /// Name, labels and bookkeeping of an object.
    pub struct ObjectMeta("v1.ObjectMeta") {
        pub name: String = "name",
        pub generate_name: String = "generateName",
        pub namespace: String = "namespace",
        pub self_link: String = "selfLink",
        pub uid: String = "uid" [kind Kind::Str("types.UID")],
        pub resource_version: String = "resourceVersion",
        pub generation: i64 = "generation",
        pub creation_timestamp: Option<Timestamp> = "creationTimestamp",
        pub deletion_timestamp: Option<Timestamp> = "deletionTimestamp",
        pub deletion_grace_period_seconds: Option<i64> = "deletionGracePeriodSeconds",
        pub labels: BTreeMap<String, String> = "labels",
        pub annotations: BTreeMap<String, String> = "annotations",
        pub owner_references: Vec<OwnerReference> = "ownerReferences",
        pub finalizers: Vec<String> = "finalizers",
        pub managed_fields: Vec<Value> = "managedFields",
    }

    /// The object that owns another one.
    pub struct OwnerReference("v1.OwnerReference") {
        pub api_version: String = "apiVersion" [always],
        pub kind: String = "kind" [always],
        pub name: String = "name" [always],
        pub uid: String = "uid" [always kind Kind::Str("types.UID")],
        pub controller: Option<bool> = "controller",
        pub block_owner_deletion: Option<bool> = "blockOwnerDeletion",
    }

    /// A key of a Secret.
    pub struct SecretKeySelector("v1.SecretKeySelector") {
        pub name: String = "name",
        pub key: String = "key" [always],
        pub optional: Option<bool> = "optional",
    }

    /// A key of a ConfigMap.
    pub struct ConfigMapKeySelector("v1.ConfigMapKeySelector") {
        pub name: String = "name",
        pub key: String = "key" [always],
        pub optional: Option<bool> = "optional",
    }

    /// An object of the same namespace.
    pub struct LocalObjectReference("v1.LocalObjectReference") {
        pub name: String = "name",
    }
}

/// Names of labels (engine.md §7.1).
pub mod label {
    /// `true` when a workflow or pod needs no more work.
    pub const COMPLETED: &str = "workflows.argoproj.io/completed";
    /// The phase of a workflow.
    pub const PHASE: &str = "workflows.argoproj.io/phase";
    /// The controller an object belongs to.
    pub const CONTROLLER_INSTANCE_ID: &str = "workflows.argoproj.io/controller-instanceid";
    /// Who made an object.
    pub const CREATOR: &str = "workflows.argoproj.io/creator";
    /// Who changed an object last.
    pub const ACTOR: &str = "workflows.argoproj.io/actor";
    /// The last action somebody took on a workflow.
    pub const ACTION: &str = "workflows.argoproj.io/action";
    /// The workflow a pod or task result belongs to.
    pub const WORKFLOW: &str = "workflows.argoproj.io/workflow";
    /// What a pod does besides running steps: `artifact-gc` or `agent`.
    pub const COMPONENT: &str = "workflows.argoproj.io/component";
    /// The workflow a workflow was resubmitted from.
    pub const RESUBMITTED_FROM_WORKFLOW: &str = "workflows.argoproj.io/resubmitted-from-workflow";
    /// The CronWorkflow that started a workflow.
    pub const CRON_WORKFLOW: &str = "workflows.argoproj.io/cron-workflow";
    /// The WorkflowTemplate a workflow runs.
    pub const WORKFLOW_TEMPLATE: &str = "workflows.argoproj.io/workflow-template";
    /// The ClusterWorkflowTemplate a workflow runs.
    pub const CLUSTER_WORKFLOW_TEMPLATE: &str = "workflows.argoproj.io/cluster-workflow-template";
    /// The event binding that started a workflow.
    pub const WORKFLOW_EVENT_BINDING: &str = "workflows.argoproj.io/workflow-event-binding";
    /// Whether a workflow is in the archive.
    pub const WORKFLOW_ARCHIVING_STATUS: &str = "workflows.argoproj.io/workflow-archiving-status";
    /// The value of that for workflows that are in the archive.
    pub const PERSISTED: &str = "Persisted";
    /// The value of that for workflows that were taken out of the archive and do not go there again.
    pub const REMOVED: &str = "Removed";
    /// `true` on pods of an exit handler.
    pub const ON_EXIT: &str = "workflows.argoproj.io/on-exit";
    /// `true` on a CronWorkflow that its stop strategy has ended.
    pub const CRON_COMPLETED: &str = "cronworkflows.argoproj.io/completed";
    /// Whether all outputs of a task result are there.
    pub const REPORT_OUTPUTS_COMPLETED: &str = "workflows.argoproj.io/report-outputs-completed";
    /// What a ConfigMap holds: `Cache`, `Parameter` or `ExecutorPlugin`.
    pub const CONFIGMAP_TYPE: &str = "workflows.argoproj.io/configmap-type";
    /// The backfill that started a workflow.
    pub const BACKFILL: &str = "workflows.argoproj.io/backfill";
}

/// Names of annotations (engine.md §7.2).
pub mod annotation {
    /// `v1` or `v2`: how the pods of a workflow are named.
    pub const POD_NAME_FORMAT: &str = "workflows.argoproj.io/pod-name-format";
    /// The time a CronWorkflow started a workflow for.
    pub const SCHEDULED_TIME: &str = "workflows.argoproj.io/scheduled-time";
    /// A title for display.
    pub const TITLE: &str = "workflows.argoproj.io/title";
    /// A description for display.
    pub const DESCRIPTION: &str = "workflows.argoproj.io/description";
    /// Replaces the display name of a template's nodes.
    pub const DISPLAY_NAME: &str = "workflows.argoproj.io/display-name";
    /// The node id of a pod.
    pub const NODE_ID: &str = "workflows.argoproj.io/node-id";
    /// The node name of a pod.
    pub const NODE_NAME: &str = "workflows.argoproj.io/node-name";
    /// The processed template of a pod.
    pub const TEMPLATE: &str = "workflows.argoproj.io/template";
    /// The progress a pod begins with.
    pub const PROGRESS: &str = "workflows.argoproj.io/progress";
    /// The ConfigMap key of the default artifact repository.
    pub const DEFAULT_ARTIFACT_REPOSITORY: &str = "workflows.argoproj.io/default-artifact-repository";
    /// The last schedule a CronWorkflow used.
    pub const CRON_LAST_USED_SCHEDULE: &str = "cronworkflows.argoproj.io/last-used-schedule";
    /// The container whose logs are meant when none is named.
    pub const DEFAULT_CONTAINER: &str = "kubectl.kubernetes.io/default-container";
}

/// The finalizer that keeps a workflow until its artifacts are deleted.
pub const FINALIZER_ARTIFACT_GC: &str = "workflows.argoproj.io/artifact-gc";
