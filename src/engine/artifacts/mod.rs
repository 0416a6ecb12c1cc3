//! Where artifacts are kept, and how they get in and out: the local repository, text in the workflow, and HTTP.

mod http;
mod repository;
mod unpack;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::core::api::{Artifact, S3Artifact};

pub use repository::Repository;

/// Why an artifact could not be had or kept.
#[derive(Debug, thiserror::Error)]
pub enum ArtifactError {
    /// It is kept somewhere this engine does not reach.
    #[error("not supported on this machine yet: artifact location {0}")]
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
    /// An artifact that says it is an archive is none.
    #[error("artifact {name} is not a {kind} archive")]
    NoArchive {
        /// The artifact.
        name: String,
        /// What it should be.
        kind: &'static str,
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
    let source = if let Some(raw) = &artifact.raw {
        Source::Text(raw.data.clone())
    } else if let Some(from) = &artifact.http {
        let fetched = scratch.join("fetched");
        http::fetch(&artifact.name, from, &fetched).await?;
        Source::Fetched(fetched)
    } else if let Some(s3) = artifact.s3.as_ref().filter(|s3| is_local(s3)) {
        Source::Kept(repository.find(&artifact.name, &s3.key)?)
    } else {
        return Err(unsupported(artifact));
    };
    let (artifact, to) = (artifact.clone(), to.to_owned());
    blocking(move || {
        match &source {
            Source::Text(text) => std::fs::write(&to, text).map_err(ArtifactError::io(&to))?,
            Source::Kept(from) => place(&artifact, from, &to)?,
            Source::Fetched(from) => {
                place(&artifact, from, &to)?;
                std::fs::remove_file(from).map_err(ArtifactError::io(from))?;
            }
        }
        unpack::set_mode(&to, artifact.mode, artifact.recurse_mode)
    })
    .await
}

/// The keys of the files at a place of the repository: those that begin with its key.
///
/// # Errors
/// When the place is not here, or cannot be read.
pub async fn list(repository: &Repository, place: &Artifact) -> Result<Vec<String>, ArtifactError> {
    let Some(s3) = place.s3.as_ref().filter(|s3| is_local(s3)) else { return Err(unsupported(place)) };
    let (repository, prefix) = (repository.clone(), s3.key.clone());
    blocking(move || repository.keys(&prefix)).await
}

/// Keeps a collected output under its key.
///
/// # Errors
/// When its location is not here, or it cannot be written.
pub async fn save(
    repository: &Repository,
    artifact: &Artifact,
    collected: &Path,
) -> Result<(), ArtifactError> {
    let Some(s3) = artifact.s3.as_ref().filter(|s3| is_local(s3)) else { return Err(unsupported(artifact)) };
    let (repository, key, collected) = (repository.clone(), s3.key.clone(), collected.to_owned());
    blocking(move || repository.keep(&key, &collected)).await
}

/// What an artifact is made from.
enum Source {
    /// The workflow says it.
    Text(String),
    /// It is in the repository.
    Kept(PathBuf),
    /// It was fetched, and is removed when it is unpacked.
    Fetched(PathBuf),
}

/// Work on files, which may take long, where it holds up nobody.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ArtifactError> + Send + 'static,
) -> Result<T, ArtifactError> {
    let stopped =
        |e: tokio::task::JoinError| ArtifactError::io(Path::new("artifact"))(std::io::Error::other(e));
    tokio::task::spawn_blocking(work).await.map_err(stopped)?
}

/// A key without a bucket or server is one of the local repository.
fn is_local(s3: &S3Artifact) -> bool {
    s3.endpoint.is_empty() && s3.bucket.is_empty() && s3.role_arn.is_empty() && !s3.key.is_empty()
}

fn unsupported(artifact: &Artifact) -> ArtifactError {
    let kinds = [
        (artifact.s3.as_ref().is_some_and(|s3| !s3.bucket.is_empty() || !s3.endpoint.is_empty()), "s3"),
        (artifact.git.is_some(), "git"),
        (artifact.gcs.is_some(), "gcs"),
        (artifact.azure.is_some(), "azure"),
        (artifact.oss.is_some(), "oss"),
        (artifact.hdfs.is_some(), "hdfs"),
        (artifact.artifactory.is_some(), "artifactory"),
        (artifact.http.is_some(), "http (to save to)"),
        (artifact.plugin.is_some(), "plugin"),
    ];
    match kinds.iter().find(|(is, _)| *is) {
        Some((_, name)) => ArtifactError::Unsupported(name),
        None => ArtifactError::NoLocation(artifact.name.clone()),
    }
}

/// Lays a fetched artifact out: as it is, or unpacked. What it says of itself counts; where it says nothing, a
/// gzipped tar archive is unpacked and a zip archive is not (engine.md §4.15).
fn place(artifact: &Artifact, from: &Path, to: &Path) -> Result<(), ArtifactError> {
    let archive = artifact.archive.as_ref();
    let is_kept_as_it_is = archive.is_some_and(|a| a.none.is_some()) || from.is_dir();
    if is_kept_as_it_is {
        return repository::copy(from, to);
    }
    let no_archive = |kind| Err(ArtifactError::NoArchive { name: artifact.name.clone(), kind });
    let is_zip = archive.is_some_and(|a| a.zip.is_some());
    let is_tar = archive.is_some_and(|a| a.tar.is_some());
    match unpack::kind(from)? {
        unpack::Kind::Tar if !is_zip => unpack::tar(from, to),
        unpack::Kind::Zip if is_zip => unpack::zip(from, to),
        _ if is_zip => no_archive("zip"),
        _ if is_tar => no_archive("tar"),
        _ => repository::copy(from, to),
    }
}
