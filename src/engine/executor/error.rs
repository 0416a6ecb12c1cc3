//! Why a pod cannot be run.

use crate::engine::artifacts::ArtifactError;
use crate::ports::runtime::RuntimeError;

/// Why a pod cannot be run; the words become the pod's message.
#[derive(Debug, thiserror::Error)]
pub(super) enum PodError {
    /// An object the pod needs is not there.
    #[error("{kind} \"{name}\" not found")]
    NoObject { kind: &'static str, name: String },
    /// A key of an object is not there.
    #[error("couldn't find key {key} in {kind} {namespace}/{name}")]
    NoKey { kind: &'static str, namespace: String, name: String, key: String },
    /// A volume of a kind that this engine does not have.
    #[error("volume {name}: {kind} volumes are not supported on this machine")]
    Volume { name: String, kind: String },
    /// A place of this machine that steps are not let see.
    #[error(
        "hostPath {0} is not there or not allowed: name it, or a folder above it, under `hostPaths` of the ConfigMap \
         workflow-controller-configmap"
    )]
    HostPath(String),
    /// A mount names no volume.
    #[error("volume mount names no volume of the pod: {0}")]
    NoVolume(String),
    /// A path in the pod's specification leads where it must not.
    #[error("{what} {path:?} is not allowed")]
    Path { what: &'static str, path: String },
    /// An output is not where it should be.
    #[error("{0}")]
    Missing(String),
    /// An output that cannot be kept.
    #[error("{0}")]
    Output(String),
    /// The containers cannot be had.
    #[error(transparent)]
    Runtime(#[from] RuntimeError),
    /// An artifact.
    #[error(transparent)]
    Artifact(#[from] ArtifactError),
    /// The API did not answer.
    #[error("the API server: {0}")]
    Api(#[from] kube::Error),
    /// Reading or writing failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The pod is not what the executor makes pods of.
    #[error("unreadable pod: {0}")]
    Unreadable(String),
}
