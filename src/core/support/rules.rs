//! The rules: fields that are not simply honoured, by type and name.

use super::Support;
use super::Support::{Honoured, NoEffect, Refused, Where};

const SCHEDULING: &str = "there is one machine";
const IDENTITY: &str = "steps speak to no cluster and need no identity in one";
const NETWORK: &str = "steps use the network of this machine";
const IMAGES: &str =
    "nothing is pulled: programs are those of this machine, or the container tool's own settings count";
const POWERS: &str = "steps never get more rights than the user has";
const PLUGINS: &str = "executor plugins are servers beside the agent of a cluster, which this machine does not have; an http template calls a server of your own";
const DISK: &str =
    "volumes of this kind are disks of a cluster; use emptyDir, a claim, or hostPath where it is allowed";
const DEVICE: &str = "this machine hands no devices to steps";
const COLLECTOR: &str = "the engine itself deletes artifacts, without a pod";
const HDFS: &str = "Hadoop's own protocol is not spoken here; use s3, gcs, azure, oss, http or git";
const ARTIFACT_PLUGIN: &str =
    "drivers of artifacts are containers of a cluster; use s3, gcs, azure, oss, http or git";
const CLOUD: &str = "identities of machines in a cloud are not used; name a Secret with keys";
const BESIDE: &str = "only a container's own command is run";

/// Type, field, and what becomes of it. What is not listed is honoured.
const RULES: &[(&str, &[&str], Support)] = &[
    (
        "WorkflowSpec",
        &[
            "affinity",
            "nodeSelector",
            "tolerations",
            "schedulerName",
            "podPriorityClassName",
            "podDisruptionBudget",
        ],
        NoEffect(SCHEDULING),
    ),
    ("WorkflowSpec", &["serviceAccountName", "automountServiceAccountToken", "executor"], NoEffect(IDENTITY)),
    ("WorkflowSpec", &["dnsConfig", "dnsPolicy", "hostNetwork"], NoEffect(NETWORK)),
    ("WorkflowSpec", &["imagePullSecrets"], NoEffect(IMAGES)),
    ("WorkflowSpec", &["podResources", "resourceClaims"], NoEffect(SCHEDULING)),
    ("WorkflowSpec", &["executorPlugins"], Refused(PLUGINS)),
    ("WorkflowLevelArtifactGC", &["podMetadata", "serviceAccountName", "podSpecPatch"], NoEffect(COLLECTOR)),
    ("ArtifactGC", &["podMetadata", "serviceAccountName"], NoEffect(COLLECTOR)),
    ("ArtifactPaths", &["artifactGC"], NoEffect("an input is not deleted")),
    ("Artifact", &["hdfs"], Refused(HDFS)),
    ("Artifact", &["plugin"], Refused(ARTIFACT_PLUGIN)),
    ("ArtifactPaths", &["hdfs"], Refused(HDFS)),
    ("ArtifactPaths", &["plugin"], Refused(ARTIFACT_PLUGIN)),
    ("ArtifactLocation", &["hdfs"], Refused(HDFS)),
    ("ArtifactLocation", &["plugin"], Refused(ARTIFACT_PLUGIN)),
    ("S3Artifact", &["roleARN"], Refused(CLOUD)),
    (
        "S3EncryptionOptions",
        &["serverSideCustomerKeySecret"],
        Refused("keys of customers are not sent to S3"),
    ),
    ("AzureArtifact", &["useSDKCreds"], Refused(CLOUD)),
    ("OSSArtifact", &["useSDKCreds"], Refused(CLOUD)),
    ("OSSArtifact", &["lifecycleRule"], Refused("rules of buckets are not set here")),
    ("EnvVarSource", &["fileKeyRef"], Refused("values from files of a volume are not read here")),
    ("Probe", &["grpc"], Refused("gRPC is not spoken here; ask with exec, httpGet or tcpSocket")),
    (
        "VolumeProjection",
        &["serviceAccountToken", "clusterTrustBundle", "podCertificate"],
        NoEffect(IDENTITY),
    ),
    (
        "Template",
        &["affinity", "nodeSelector", "tolerations", "schedulerName", "priorityClassName"],
        NoEffect(SCHEDULING),
    ),
    ("Template", &["serviceAccountName", "automountServiceAccountToken", "executor"], NoEffect(IDENTITY)),
    ("Template", &["podResources", "resourceClaims"], NoEffect(SCHEDULING)),
    ("Template", &["plugin"], Refused(PLUGINS)),
    ("RetryStrategy", &["affinity"], NoEffect(SCHEDULING)),
    ("ResourceRequirements", &["claims"], NoEffect(DEVICE)),
    (
        "ResourceRequirements",
        &["limits"],
        Where(
            "memory and cpu where the engine may make control groups (a delegated cgroup), else they only count in resourcesDuration",
        ),
    ),
    ("PodSecurityContext", HARDENING, NoEffect(POWERS)),
    ("SecurityContext", HARDENING, NoEffect(POWERS)),
    ("EmptyDirVolumeSource", &["medium", "sizeLimit"], NoEffect("it is a folder on disk")),
    ("Volume", DISKS, Refused(DISK)),
    ("Volume", &["image"], Refused("images are not unpacked here")),
    ("VolumeMount", &["mountPropagation", "recursiveReadOnly"], NoEffect("mounts are private to a step")),
];

/// What holds for containers of every kind.
const CONTAINER: &[(&[&str], Support)] = &[
    (&["imagePullPolicy"], NoEffect(IMAGES)),
    (&["ports"], NoEffect(NETWORK)),
    (&["resizePolicy"], NoEffect("nothing restarts a container here")),
    (&["stdin", "stdinOnce", "tty"], NoEffect("no terminal is attached")),
    (&["volumeDevices"], Refused(DEVICE)),
    (&["lifecycle"], Refused(BESIDE)),
    (&["restartPolicy", "restartPolicyRules"], Refused("a container is run once; put it under sidecars")),
];

const CONTAINERS: [&str; 4] = ["Container", "ContainerNode", "UserContainer", "ScriptTemplate"];

/// Security settings that are the cluster's, its kernel's, or need more rights than the user has.
const HARDENING: &[&str] = &[
    "appArmorProfile",
    "privileged",
    "procMount",
    "runAsNonRoot",
    "seLinuxChangePolicy",
    "seLinuxOptions",
    "seccompProfile",
    "supplementalGroupsPolicy",
    "sysctls",
    "windowsOptions",
];

/// Volumes that only a cluster has.
const DISKS: &[&str] = &[
    "awsElasticBlockStore",
    "azureDisk",
    "azureFile",
    "cephfs",
    "cinder",
    "csi",
    "fc",
    "flexVolume",
    "flocker",
    "gcePersistentDisk",
    "gitRepo",
    "glusterfs",
    "iscsi",
    "nfs",
    "photonPersistentDisk",
    "portworxVolume",
    "quobyte",
    "rbd",
    "scaleIO",
    "storageos",
    "vsphereVolume",
];

/// What becomes of a field of a type.
pub fn of(owner: &str, field: &str) -> Support {
    let listed = RULES.iter().find(|(of, fields, _)| *of == owner && fields.contains(&field));
    if let Some((_, _, support)) = listed {
        return *support;
    }
    let container = CONTAINER.iter().filter(|_| CONTAINERS.contains(&owner));
    container
        .into_iter()
        .find(|(fields, _)| fields.contains(&field))
        .map_or(Honoured, |(_, support)| *support)
}

/// Every rule, with its type.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let listed = RULES.iter().flat_map(|(owner, fields, _)| fields.iter().map(move |field| (*owner, *field)));
    let containers = CONTAINERS.iter().flat_map(|owner| {
        CONTAINER.iter().flat_map(move |(fields, _)| fields.iter().map(move |field| (*owner, *field)))
    });
    listed.chain(containers)
}
