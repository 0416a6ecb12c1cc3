//! Workflow: one run, and its specification.

use std::collections::BTreeMap;

use serde_json::Value;

use super::k8s;
use super::macros::object;
use super::member::Member;
use super::schema::Kind;
use super::{
    Arguments, LifecycleHook, LocalObjectReference, Metadata, Metrics, ObjectMeta, RetryStrategy,
    Synchronization, Template, WorkflowStatus,
};

object! {
    /// One run of a workflow: what to do (`spec`) and how far it got (`status`).
    pub struct Workflow("v1alpha1.Workflow") {
        pub kind: String = "kind",
        pub api_version: String = "apiVersion",
        pub metadata: ObjectMeta = "metadata",
        pub spec: WorkflowSpec = "spec" [always],
        pub status: WorkflowStatus = "status",
    }

    /// What a workflow does: its templates, arguments and defaults for every pod.
    pub struct WorkflowSpec("v1alpha1.WorkflowSpec") {
        pub templates: Vec<Template> = "templates",
        pub entrypoint: String = "entrypoint",
        pub arguments: Arguments = "arguments",
        pub service_account_name: String = "serviceAccountName",
        pub automount_service_account_token: Option<bool> = "automountServiceAccountToken",
        pub executor: Option<ExecutorConfig> = "executor",
        pub volumes: Vec<Value> = "volumes" [kind Kind::List(&k8s::VOLUME)],
        pub volume_claim_templates: Vec<Value> = "volumeClaimTemplates" [kind Kind::List(&k8s::PERSISTENT_VOLUME_CLAIM)],
        pub parallelism: Option<i64> = "parallelism",
        pub artifact_repository_ref: Option<ArtifactRepositoryRef> = "artifactRepositoryRef",
        pub suspend: Option<bool> = "suspend",
        pub node_selector: BTreeMap<String, String> = "nodeSelector",
        pub affinity: Option<Value> = "affinity" [kind k8s::AFFINITY],
        pub tolerations: Vec<Value> = "tolerations" [kind Kind::List(&k8s::TOLERATION)],
        pub image_pull_secrets: Vec<LocalObjectReference> = "imagePullSecrets",
        pub host_network: Option<bool> = "hostNetwork",
        pub dns_policy: Option<String> = "dnsPolicy" [kind Kind::Str("v1.DNSPolicy")],
        pub dns_config: Option<Value> = "dnsConfig" [kind k8s::POD_DNSCONFIG],
        pub on_exit: String = "onExit",
        pub ttl_strategy: Option<TtlStrategy> = "ttlStrategy",
        pub active_deadline_seconds: Option<i64> = "activeDeadlineSeconds",
        pub priority: Option<i32> = "priority",
        pub scheduler_name: String = "schedulerName",
        pub pod_gc: Option<PodGc> = "podGC",
        pub pod_priority_class_name: String = "podPriorityClassName",
        pub host_aliases: Vec<Value> = "hostAliases" [kind Kind::List(&k8s::HOST_ALIAS)],
        pub security_context: Option<Value> = "securityContext" [kind k8s::POD_SECURITY_CONTEXT],
        pub pod_spec_patch: String = "podSpecPatch",
        pub pod_disruption_budget: Option<Value> = "podDisruptionBudget" [kind k8s::POD_DISRUPTION_BUDGET_SPEC],
        pub metrics: Option<Metrics> = "metrics",
        pub shutdown: String = "shutdown" [kind Kind::Str("v1alpha1.ShutdownStrategy")],
        pub workflow_template_ref: Option<WorkflowTemplateRef> = "workflowTemplateRef",
        pub synchronization: Option<Synchronization> = "synchronization",
        pub volume_claim_gc: Option<VolumeClaimGc> = "volumeClaimGC",
        pub retry_strategy: Option<RetryStrategy> = "retryStrategy",
        pub pod_metadata: Option<Metadata> = "podMetadata",
        pub template_defaults: Option<Box<Template>> = "templateDefaults",
        pub archive_logs: Option<bool> = "archiveLogs",
        pub hooks: BTreeMap<String, LifecycleHook> = "hooks" [kind Kind::NamedMap(&<LifecycleHook as Member>::KIND, "v1alpha1.LifecycleHooks")],
        pub workflow_metadata: Option<WorkflowMetadata> = "workflowMetadata",
        pub artifact_gc: Option<WorkflowLevelArtifactGc> = "artifactGC",
        pub executor_plugins: Vec<ExecutorPlugin> = "executorPlugins",
        pub pod_resources: Option<Value> = "podResources" [kind k8s::RESOURCE_REQUIREMENTS],
        pub resource_claims: Vec<Value> = "resourceClaims" [kind Kind::List(&k8s::POD_RESOURCE_CLAIM)],
    }

    /// Labels and annotations that a workflow puts on itself when it starts.
    pub struct WorkflowMetadata("v1alpha1.WorkflowMetadata") {
        pub labels: BTreeMap<String, String> = "labels",
        pub annotations: BTreeMap<String, String> = "annotations",
        pub labels_from: BTreeMap<String, LabelValueFrom> = "labelsFrom",
    }

    /// The expression that gives the value of a label.
    pub struct LabelValueFrom("v1alpha1.LabelValueFrom") {
        pub expression: String = "expression" [always],
    }

    /// How many seconds a finished workflow stays before it is deleted.
    pub struct TtlStrategy("v1alpha1.TTLStrategy") {
        pub seconds_after_completion: Option<i32> = "secondsAfterCompletion",
        pub seconds_after_success: Option<i32> = "secondsAfterSuccess",
        pub seconds_after_failure: Option<i32> = "secondsAfterFailure",
    }

    /// When the pods of a workflow are deleted.
    pub struct PodGc("v1alpha1.PodGC") {
        pub strategy: String = "strategy" [kind Kind::Str("v1alpha1.PodGCStrategy")],
        pub label_selector: Option<Value> = "labelSelector" [kind k8s::LABEL_SELECTOR],
        pub delete_delay_duration: String = "deleteDelayDuration",
    }

    /// When the volume claims made for a workflow are deleted.
    pub struct VolumeClaimGc("v1alpha1.VolumeClaimGC") {
        pub strategy: String = "strategy" [kind Kind::Str("v1alpha1.VolumeClaimGCStrategy")],
    }

    /// When and how the artifacts of a workflow are deleted.
    pub struct WorkflowLevelArtifactGc("v1alpha1.WorkflowLevelArtifactGC") {
        pub strategy: String = "strategy" [kind Kind::Str("v1alpha1.ArtifactGCStrategy")],
        pub pod_metadata: Option<Metadata> = "podMetadata",
        pub service_account_name: String = "serviceAccountName",
        pub force_finalizer_removal: bool = "forceFinalizerRemoval",
        pub pod_spec_patch: String = "podSpecPatch",
    }

    /// When and how one artifact is deleted.
    pub struct ArtifactGc("v1alpha1.ArtifactGC") {
        pub strategy: String = "strategy" [kind Kind::Str("v1alpha1.ArtifactGCStrategy")],
        pub pod_metadata: Option<Metadata> = "podMetadata",
        pub service_account_name: String = "serviceAccountName",
    }

    /// Settings of the containers that the executor adds to a pod.
    pub struct ExecutorConfig("v1alpha1.ExecutorConfig") {
        pub service_account_name: String = "serviceAccountName",
    }

    /// A plugin that runs as a sidecar of the agent pod.
    pub struct ExecutorPlugin("v1alpha1.ExecutorPlugin") {
        pub metadata: ObjectMeta = "metadata",
        pub spec: ExecutorPluginSpec = "spec" [always],
    }

    /// What an executor plugin runs.
    pub struct ExecutorPluginSpec("v1alpha1.ExecutorPluginSpec") {
        pub sidecar: ExecutorPluginSidecar = "sidecar" [always],
    }

    /// The sidecar container of an executor plugin.
    pub struct ExecutorPluginSidecar("v1alpha1.ExecutorPluginSidecar") {
        pub automount_service_account_token: bool = "automountServiceAccountToken",
        pub container: Option<Value> = "container" [always kind k8s::CONTAINER],
    }

    /// The stored template that a workflow runs.
    pub struct WorkflowTemplateRef("v1alpha1.WorkflowTemplateRef") {
        pub name: String = "name",
        pub cluster_scope: bool = "clusterScope",
    }

    /// The ConfigMap key that describes an artifact repository.
    pub struct ArtifactRepositoryRef("v1alpha1.ArtifactRepositoryRef") {
        pub config_map: String = "configMap",
        pub key: String = "key",
    }
}
