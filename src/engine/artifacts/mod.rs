//! Where artifacts are kept, and how they get in and out: the local repository, text in the workflow, and HTTP.

mod repository;
mod unpack;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::core::api::Artifact;

pub use repository::Repository;

/// Why an artifact could not be had or kept.
#[derive(Debug, thiserror::Error)]
pub enum ArtifactError {
    /// It is kept somewhere this engine does not reach.
    #[error("artifact location {0} is not supported on this machine yet")]
    Unsupported(&'static str),
    /// Nothing says where it is.
    #[error("artifact {0} has no location")]
    NoLocation(String),
    /// There is nothing where it should be.
    #[error("artifact {name} is not in the repository: no {key}")]
    Missing {
        /// The artifact.
        name: String,
        /// Its key.
        key: String,
    },
    /// The key leads out of the repository.
    #[error("artifact key {0:?} is not allowed")]
    Key(String),
    /// An archive holds something that must not be unpacked.
    #[error("refusing to unpack {entry:?}: {why}")]
    Archive {
        /// The entry.
        entry: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A download failed.
    #[error("cannot load {url}: {why}")]
    Http {
        /// From where.
        url: String,
        /// What happened.
        why: String,
    },
    /// Reading or writing failed.
    #[error("{path}: {source}")]
    Io {
        /// Of which file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
}

impl ArtifactError {
    fn io(path: &Path) -> impl Fn(std::io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

/// Loads an artifact to a path: fetched, unpacked, with its mode. `scratch` is a folder for what is on its way.
///
/// # Errors
/// When it is not there, cannot be reached, or is not what it should be.
pub async fn load(
    repository: &Repository,
    artifact: &Artifact,
    scratch: &Path,
    to: &Path,
) -> Result<(), ArtifactError> {
    if let Some(raw) = &artifact.raw {
        std::fs::write(to, &raw.data).map_err(ArtifactError::io(to))?;
    } else if let Some(http) = &artifact.http {
        let fetched = scratch.join(format!("{}.fetched", artifact.name));
        fetch(
            &http.url,
            &http.headers.iter().map(|h| (h.name.as_str(), h.value.as_str())).collect::<Vec<_>>(),
            &fetched,
        )
        .await?;
        place(artifact, &fetched, to)?;
    } else if let Some(s3) = &artifact.s3 {
        let kept = repository.find(&artifact.name, &s3.key)?;
        place(artifact, &kept, to)?;
    } else {
        return Err(unsupported(artifact));
    }
    unpack::set_mode(to, artifact.mode, artifact.recurse_mode)
}

/// Keeps a collected output under its key.
///
/// # Errors
/// When its location is not here, or it cannot be written.
pub fn save(repository: &Repository, artifact: &Artifact, collected: &Path) -> Result<(), ArtifactError> {
    match &artifact.s3 {
        Some(s3) => repository.keep(&s3.key, collected),
        None => Err(unsupported(artifact)),
    }
}

fn unsupported(artifact: &Artifact) -> ArtifactError {
    let kinds = [
        (artifact.git.is_some(), "git"),
        (artifact.gcs.is_some(), "gcs"),
        (artifact.azure.is_some(), "azure"),
        (artifact.oss.is_some(), "oss"),
        (artifact.hdfs.is_some(), "hdfs"),
        (artifact.artifactory.is_some(), "artifactory"),
        (artifact.http.is_some(), "http (to save)"),
        (artifact.plugin.is_some(), "plugin"),
    ];
    match kinds.iter().find(|(is, _)| *is) {
        Some((_, name)) => ArtifactError::Unsupported(name),
        None => ArtifactError::NoLocation(artifact.name.clone()),
    }
}

/// Lays a fetched artifact out: as it is, or unpacked.
fn place(artifact: &Artifact, from: &Path, to: &Path) -> Result<(), ArtifactError> {
    let as_it_is = artifact.archive.as_ref().is_some_and(|a| a.none.is_some());
    if as_it_is || from.is_dir() {
        return repository::copy(from, to);
    }
    match unpack::kind(from)? {
        unpack::Kind::Tar => unpack::tar(from, to),
        unpack::Kind::Zip => unpack::zip(from, to),
        unpack::Kind::Other => repository::copy(from, to),
    }
}

async fn fetch(url: &str, headers: &[(&str, &str)], to: &Path) -> Result<(), ArtifactError> {
    let failed = |why: String| ArtifactError::Http { url: url.to_owned(), why };
    let client = reqwest::Client::new();
    let mut request = client.get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.send().await.map_err(|e| failed(e.to_string()))?;
    if !response.status().is_success() {
        return Err(failed(format!("the server says {}", response.status())));
    }
    let body = response.bytes().await.map_err(|e| failed(e.to_string()))?;
    std::fs::write(to, body).map_err(ArtifactError::io(to))
}
