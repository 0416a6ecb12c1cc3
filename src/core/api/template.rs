//! Templates: the unit of execution, and the bodies it may have.

use std::collections::BTreeMap;

use serde_json::Value;

use super::k8s;
use super::macros::object;
use super::member::Member;
use super::schema::Kind;
use super::{
    ArchiveStrategy, Artifact, ArtifactGc, ArtifactLocation, ArtifactoryArtifact, AzureArtifact, DagTemplate,
    ExecutorConfig, GcsArtifact, GitArtifact, HdfsArtifact, HttpArtifact, Inputs, IntOrString, Memoize,
    Metrics, OssArtifact, Outputs, ParallelSteps, PluginArtifact, RawArtifact, RetryStrategy, S3Artifact,
    SecretKeySelector, Synchronization,
};

object! {
    /// A reusable unit of execution: inputs, outputs and exactly one body.
    pub struct Template("v1alpha1.Template") {
        pub name: String = "name",
        pub inputs: Inputs = "inputs",
        pub outputs: Outputs = "outputs",
        pub node_selector: BTreeMap<String, String> = "nodeSelector",
        pub affinity: Option<Value> = "affinity" [kind k8s::AFFINITY],
        pub metadata: Metadata = "metadata",
        pub daemon: Option<bool> = "daemon",
        pub steps: Vec<ParallelSteps> = "steps",
        pub container: Option<Value> = "container" [kind k8s::CONTAINER],
        pub container_set: Option<ContainerSetTemplate> = "containerSet",
        pub script: Option<Value> = "script" [kind k8s::SCRIPT_TEMPLATE],
        pub resource: Option<ResourceTemplate> = "resource",
        pub dag: Option<DagTemplate> = "dag",
        pub suspend: Option<SuspendTemplate> = "suspend",
        pub data: Option<Data> = "data",
        pub http: Option<Http> = "http",
        pub plugin: Option<Value> = "plugin" [kind Kind::Plugin],
        pub volumes: Vec<Value> = "volumes" [kind Kind::List(&k8s::VOLUME)],
        pub init_containers: Vec<Value> = "initContainers" [kind Kind::List(&k8s::USER_CONTAINER)],
        pub sidecars: Vec<Value> = "sidecars" [kind Kind::List(&k8s::USER_CONTAINER)],
        pub archive_location: Option<ArtifactLocation> = "archiveLocation",
        pub active_deadline_seconds: Option<IntOrString> = "activeDeadlineSeconds",
        pub retry_strategy: Option<RetryStrategy> = "retryStrategy",
        pub parallelism: Option<i64> = "parallelism",
        pub fail_fast: Option<bool> = "failFast",
        pub tolerations: Vec<Value> = "tolerations" [kind Kind::List(&k8s::TOLERATION)],
        pub scheduler_name: String = "schedulerName",
        pub priority_class_name: String = "priorityClassName",
        pub service_account_name: String = "serviceAccountName",
        pub automount_service_account_token: Option<bool> = "automountServiceAccountToken",
        pub executor: Option<ExecutorConfig> = "executor",
        pub host_aliases: Vec<Value> = "hostAliases" [kind Kind::List(&k8s::HOST_ALIAS)],
        pub security_context: Option<Value> = "securityContext" [kind k8s::POD_SECURITY_CONTEXT],
        pub pod_spec_patch: String = "podSpecPatch",
        pub metrics: Option<Metrics> = "metrics",
        pub synchronization: Option<Synchronization> = "synchronization",
        pub memoize: Option<Memoize> = "memoize",
        pub timeout: String = "timeout",
        pub annotations: BTreeMap<String, String> = "annotations",
        pub pending_timeout: String = "pendingTimeout",
        pub pod_resources: Option<Value> = "podResources" [kind k8s::RESOURCE_REQUIREMENTS],
        pub resource_claims: Vec<Value> = "resourceClaims" [kind Kind::List(&k8s::POD_RESOURCE_CLAIM)],
    }

    /// Labels and annotations of the pods of a template.
    pub struct Metadata("v1alpha1.Metadata") {
        pub annotations: BTreeMap<String, String> = "annotations",
        pub labels: BTreeMap<String, String> = "labels",
    }

    /// Several containers with dependencies in one pod.
    pub struct ContainerSetTemplate("v1alpha1.ContainerSetTemplate") {
        pub containers: Vec<Value> = "containers" [always kind Kind::List(&k8s::CONTAINER_NODE)],
        pub volume_mounts: Vec<Value> = "volumeMounts" [kind Kind::List(&k8s::VOLUME_MOUNT)],
        pub retry_strategy: Option<ContainerSetRetryStrategy> = "retryStrategy",
    }

    /// How the containers of a set are tried again.
    pub struct ContainerSetRetryStrategy("v1alpha1.ContainerSetRetryStrategy") {
        pub duration: String = "duration",
        pub retries: Option<IntOrString> = "retries" [always],
    }

    /// One kubectl-like action on a Kubernetes object.
    pub struct ResourceTemplate("v1alpha1.ResourceTemplate") {
        pub action: String = "action" [always],
        pub merge_strategy: String = "mergeStrategy",
        pub manifest: String = "manifest",
        pub manifest_from: Option<ManifestFrom> = "manifestFrom",
        pub set_owner_reference: bool = "setOwnerReference",
        pub success_condition: String = "successCondition",
        pub failure_condition: String = "failureCondition",
        pub flags: Vec<String> = "flags",
    }

    /// Where the manifest of a resource template comes from.
    pub struct ManifestFrom("v1alpha1.ManifestFrom") {
        pub artifact: Option<Box<Artifact>> = "artifact" [always],
    }

    /// A wait, for some time or until somebody resumes.
    pub struct SuspendTemplate("v1alpha1.SuspendTemplate") {
        pub duration: String = "duration",
    }

    /// Lists artifact keys and transforms the list.
    pub struct Data("v1alpha1.Data") {
        pub source: DataSource = "source" [always],
        pub transformation: Vec<TransformationStep> = "transformation" [always kind Kind::NamedList(&<TransformationStep as Member>::KIND, "v1alpha1.Transformation")],
    }

    /// What a data template lists.
    pub struct DataSource("v1alpha1.DataSource") {
        pub artifact_paths: Option<ArtifactPaths> = "artifactPaths",
    }

    /// The artifact whose keys a data template lists.
    pub struct ArtifactPaths("v1alpha1.ArtifactPaths") {
        pub name: String = "name" [always],
        pub path: String = "path",
        pub mode: Option<i32> = "mode",
        pub from: String = "from",
        pub archive_logs: Option<bool> = "archiveLogs",
        pub s3: Option<Box<S3Artifact>> = "s3",
        pub git: Option<Box<GitArtifact>> = "git",
        pub http: Option<Box<HttpArtifact>> = "http",
        pub artifactory: Option<Box<ArtifactoryArtifact>> = "artifactory",
        pub hdfs: Option<Box<HdfsArtifact>> = "hdfs",
        pub raw: Option<RawArtifact> = "raw",
        pub oss: Option<Box<OssArtifact>> = "oss",
        pub gcs: Option<Box<GcsArtifact>> = "gcs",
        pub azure: Option<Box<AzureArtifact>> = "azure",
        pub plugin: Option<Box<PluginArtifact>> = "plugin",
        pub global_name: String = "globalName",
        pub archive: Option<ArchiveStrategy> = "archive",
        pub optional: bool = "optional",
        pub sub_path: String = "subPath",
        pub recurse_mode: bool = "recurseMode",
        pub from_expression: String = "fromExpression",
        pub artifact_gc: Option<ArtifactGc> = "artifactGC",
        pub deleted: bool = "deleted",
    }

    /// One expression applied to the list of a data template.
    pub struct TransformationStep("v1alpha1.TransformationStep") {
        pub expression: String = "expression" [always],
    }

    /// One HTTP request, made by the agent.
    pub struct Http("v1alpha1.HTTP") {
        pub method: String = "method",
        pub url: String = "url" [always],
        pub headers: Vec<HttpHeader> = "headers" [kind Kind::NamedList(&<HttpHeader as Member>::KIND, "v1alpha1.HTTPHeaders")],
        pub timeout_seconds: Option<i64> = "timeoutSeconds",
        pub success_condition: String = "successCondition",
        pub body: String = "body",
        pub body_from: Option<HttpBodySource> = "bodyFrom",
        pub insecure_skip_verify: bool = "insecureSkipVerify",
    }

    /// A header of an HTTP template.
    pub struct HttpHeader("v1alpha1.HTTPHeader") {
        pub name: String = "name" [always],
        pub value: String = "value",
        pub value_from: Option<HttpHeaderSource> = "valueFrom",
    }

    /// The secret that holds the value of a header.
    pub struct HttpHeaderSource("v1alpha1.HTTPHeaderSource") {
        pub secret_key_ref: Option<SecretKeySelector> = "secretKeyRef",
    }

    /// The body of an HTTP template as bytes.
    pub struct HttpBodySource("v1alpha1.HTTPBodySource") {
        pub bytes: String = "bytes" [kind Kind::Bytes],
    }
}
