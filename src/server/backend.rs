//! What stands behind the server: the local engine or a cluster, reached with somebody's credentials.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures::future::BoxFuture;
use secrecy::SecretString;

use super::error::ApiError;
use crate::client::kube::KubeClient;
use crate::core::api::{Artifact, ArtifactRepositoryRef};

/// A place as one caller reaches it.
pub type Backend = Arc<KubeClient>;

/// An artifact that was brought to this machine.
pub struct Fetched {
    /// The file or folder.
    pub path: PathBuf,
    /// What removes it when it is no longer needed; `None` for what stays.
    pub guard: Option<tempfile::TempDir>,
}

/// A file for an artifact.
pub struct Brought<'a> {
    /// The namespace of the workflow that is to have it.
    pub namespace: &'a str,
    /// The repository that the workflow asks for.
    pub repository: Option<&'a ArtifactRepositoryRef>,
    /// The artifact, which may say where it goes.
    pub artifact: &'a Artifact,
    /// What the file is called by who brings it.
    pub name: &'a str,
    /// Where it is now.
    pub file: &'a Path,
}

/// Where the workflows are.
pub trait Place: Send + Sync {
    /// With the server's own credentials.
    fn own(&self) -> Backend;

    /// Whether it keeps workflows that have ended when they are deleted.
    fn keeps(&self) -> bool;

    /// With a caller's: the value of `Authorization`.
    ///
    /// # Errors
    /// When nobody knows the caller.
    fn of_caller<'a>(&'a self, authorization: &'a SecretString) -> BoxFuture<'a, Result<Backend, ApiError>>;

    /// Brings an artifact here, as it is kept.
    fn artifact<'a>(
        &'a self,
        backend: &'a Backend,
        namespace: &'a str,
        artifact: &'a Artifact,
    ) -> BoxFuture<'a, Result<Fetched, ApiError>>;

    /// Takes a file to where workflows keep their artifacts.
    fn bring<'a>(&'a self, brought: Brought<'a>) -> BoxFuture<'a, Result<Artifact, ApiError>>;
}
