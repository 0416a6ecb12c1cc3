//! Structs that Go embeds in others. JSON does not show them; Go's messages name them on the way to a field.

/// The structs embedded between a struct, by its name in Go, and one of its fields; outermost first.
pub(super) fn between(of: &str, field: &str) -> &'static [&'static str] {
    match (of, field) {
        (
            "Workflow" | "WorkflowTemplate" | "ClusterWorkflowTemplate" | "CronWorkflow",
            "kind" | "apiVersion",
        ) => &["TypeMeta"],
        ("UserContainer", "mirrorVolumeMounts")
        | ("ScriptTemplate", "source")
        | ("ContainerNode", "dependencies") => &[],
        ("UserContainer" | "ScriptTemplate" | "ContainerNode", _) => &["Container"],
        (
            "SecretKeySelector"
            | "ConfigMapKeySelector"
            | "SecretEnvSource"
            | "ConfigMapEnvSource"
            | "ConfigMapVolumeSource"
            | "ConfigMapProjection"
            | "SecretProjection",
            "name",
        ) => &["LocalObjectReference"],
        ("Probe", "exec" | "httpGet" | "tcpSocket" | "grpc") => &["ProbeHandler"],
        ("Volume", "name") => &[],
        ("Volume", _) => &["VolumeSource"],
        ("Artifact", field) if is_location(field) => &["ArtifactLocation"],
        ("ArtifactPaths", field) if is_location(field) => &["Artifact", "ArtifactLocation"],
        ("ArtifactPaths", _) => &["Artifact"],
        ("S3Artifact", "key") | ("GCSArtifact", "key") | ("OSSArtifact", "key") => &[],
        ("S3Artifact", _) => &["S3Bucket"],
        ("GCSArtifact", _) => &["GCSBucket"],
        ("OSSArtifact", _) => &["OSSBucket"],
        ("ArtifactoryArtifact", "usernameSecret" | "passwordSecret") => &["ArtifactoryAuth"],
        ("AzureArtifact", "endpoint" | "container" | "accountKeySecret" | "useSDKCreds") => {
            &["AzureBlobContainer"]
        }
        ("HDFSArtifact", "path" | "force") => &[],
        ("HDFSArtifact", field) if field.starts_with("krb") => &["HDFSConfig", "HDFSKrbConfig"],
        ("HDFSArtifact", _) => &["HDFSConfig"],
        ("WorkflowLevelArtifactGC", "strategy" | "podMetadata" | "serviceAccountName") => &["ArtifactGC"],
        _ => &[],
    }
}

fn is_location(field: &str) -> bool {
    matches!(
        field,
        "archiveLogs"
            | "s3"
            | "git"
            | "http"
            | "artifactory"
            | "hdfs"
            | "raw"
            | "oss"
            | "gcs"
            | "azure"
            | "plugin"
    )
}
