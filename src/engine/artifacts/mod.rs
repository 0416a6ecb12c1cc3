//! Where artifacts are kept, and how they get in and out: the local repository, text in the workflow, HTTP, git and
//! the buckets of clouds.

mod bucket;
mod error;
mod git;
mod http;
mod repository;
mod secrets;
mod unpack;
mod web;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::core::api::{Artifact, ArtifactLocation};
pub use error::ArtifactError;
use repository::Repository;
use secrets::Secrets;

/// All the places that artifacts are kept in.
#[derive(Clone)]
pub struct Stores {
    local: Repository,
    client: kube::Client,
}

impl Stores {
    /// The places that an engine reaches: the repository in its state directory, and others with the secrets of its API.
    pub fn new(home: &Path, client: kube::Client) -> Self {
        Self { local: Repository::new(home.join("artifacts")), client }
    }

    /// The client of the API that has the secrets.
    pub(in crate::engine) fn client(&self) -> kube::Client {
        self.client.clone()
    }

    fn secrets<'a>(&'a self, namespace: &'a str) -> Secrets<'a> {
        Secrets { client: &self.client, namespace }
    }

    /// Loads an artifact of a namespace to a path: fetched, unpacked, with its mode. `scratch` is a private folder for
    /// what is on its way.
    ///
    /// # Errors
    /// When it is not there, cannot be reached, or is not what it should be.
    pub async fn load(
        &self,
        namespace: &str,
        artifact: &Artifact,
        scratch: &Path,
        to: &Path,
    ) -> Result<(), ArtifactError> {
        let source = self.fetch(namespace, artifact, scratch).await?;
        let (artifact, to) = (artifact.clone(), to.to_owned());
        blocking(move || {
            // An engine that was killed may have left half of it.
            repository::remove(&to)?;
            match &source {
                Source::Text(text) => std::fs::write(&to, text).map_err(ArtifactError::io(&to))?,
                Source::Kept(from) => place(&artifact, from, &to)?,
                Source::Fetched(from) => {
                    place(&artifact, from, &to)?;
                    repository::remove(from)?;
                }
                Source::Folder(from) => std::fs::rename(from, &to).map_err(ArtifactError::io(&to))?,
            }
            unpack::set_mode(&to, artifact.mode, artifact.recurse_mode)
        })
        .await
    }

    /// Where an artifact of the local repository is; `None` for one that is kept elsewhere.
    pub fn kept(&self, artifact: &Artifact) -> Option<Result<PathBuf, ArtifactError>> {
        let location = artifact.location();
        local_key(&location).map(|key| self.local.find(&artifact.name, key))
    }

    /// Copies an artifact of a namespace to a path as it is kept.
    ///
    /// # Errors
    /// When it is not there, cannot be reached, or the path cannot be written.
    pub async fn copy(&self, namespace: &str, artifact: &Artifact, to: &Path) -> Result<(), ArtifactError> {
        let beside = to.parent().unwrap_or(Path::new("."));
        let scratch = tempfile::tempdir_in(beside).map_err(ArtifactError::io(beside))?;
        let source = self.fetch(namespace, artifact, scratch.path()).await?;
        let to = to.to_owned();
        blocking(move || {
            repository::remove(&to)?;
            match &source {
                Source::Text(text) => std::fs::write(&to, text).map_err(ArtifactError::io(&to)),
                Source::Kept(from) => repository::copy(from, &to),
                Source::Fetched(from) | Source::Folder(from) => {
                    std::fs::rename(from, &to).map_err(ArtifactError::io(&to))
                }
            }
        })
        .await
    }

    async fn fetch(
        &self,
        namespace: &str,
        artifact: &Artifact,
        scratch: &Path,
    ) -> Result<Source, ArtifactError> {
        let location = artifact.location();
        if let Some(key) = local_key(&location) {
            return Ok(Source::Kept(self.local.find(&artifact.name, key)?));
        }
        // An argument over that of a template may have both; Argo takes S3 then.
        if let (Some(raw), None) = (&artifact.raw, &artifact.s3) {
            return Ok(Source::Text(raw.data.clone()));
        }
        let fetched = scratch.join("fetched");
        repository::remove(&fetched)?;
        let secrets = self.secrets(namespace);
        if let Some(http) = &artifact.http {
            http::Remote::http(http, &secrets).await?.load(&artifact.name, &fetched).await?;
        } else if let Some(from) = &artifact.artifactory {
            http::Remote::artifactory(from, &secrets).await?.load(&artifact.name, &fetched).await?;
        } else if let Some(git) = &artifact.git {
            git::clone(git, &secrets, scratch, &fetched).await?;
            return Ok(Source::Folder(fetched));
        } else if let Some(bucket) = bucket::open(&location, &artifact.name, &secrets).await? {
            if !bucket.load(location.key(), &fetched).await? {
                let key = location.key().to_owned();
                return Err(ArtifactError::Missing { name: artifact.name.clone(), key });
            }
        } else {
            return Err(refused(artifact));
        }
        Ok(Source::Fetched(fetched))
    }

    /// The keys of the files at a place: those that begin with its key.
    ///
    /// # Errors
    /// When the place cannot be reached or read, or is of a kind that has no lists.
    pub async fn list(&self, namespace: &str, place: &Artifact) -> Result<Vec<String>, ArtifactError> {
        let location = place.location();
        if let Some(prefix) = local_key(&location) {
            let (repository, prefix) = (self.local.clone(), prefix.to_owned());
            return blocking(move || repository.keys(&prefix)).await;
        }
        match bucket::open(&location, &place.name, &self.secrets(namespace)).await? {
            Some(bucket) => bucket.list(location.key()).await,
            None => Err(refused(place)),
        }
    }

    /// Keeps a collected output where it is to go.
    ///
    /// # Errors
    /// When its location is of a kind that cannot be written to, cannot be reached, or says no.
    pub async fn save(
        &self,
        namespace: &str,
        artifact: &Artifact,
        collected: &Path,
    ) -> Result<(), ArtifactError> {
        let location = artifact.location();
        if let Some(key) = local_key(&location) {
            let (repository, key, collected) = (self.local.clone(), key.to_owned(), collected.to_owned());
            return blocking(move || repository.keep(&key, &collected)).await;
        }
        let secrets = self.secrets(namespace);
        if let Some(http) = &artifact.http {
            return http::Remote::http(http, &secrets).await?.save(collected).await;
        }
        if let Some(to) = &artifact.artifactory {
            return http::Remote::artifactory(to, &secrets).await?.save(collected).await;
        }
        if artifact.git.is_some() {
            return Err(ArtifactError::Unsupported("an output artifact in git"));
        }
        if artifact.raw.is_some() {
            return Err(ArtifactError::Unsupported("an output artifact in raw"));
        }
        match bucket::open(&location, &artifact.name, &secrets).await? {
            Some(bucket) => bucket.save(location.key(), collected).await,
            None => Err(refused(artifact)),
        }
    }

    /// Keeps a file or folder of somebody else, which stays as it is.
    ///
    /// # Errors
    /// Those of [`Self::save`], and when the file cannot be read.
    pub async fn put(&self, namespace: &str, artifact: &Artifact, from: &Path) -> Result<(), ArtifactError> {
        // What is saved to the local repository is moved there.
        let scratch = self.local.scratch()?;
        let (copy, from) = (scratch.path().join("copy"), from.to_owned());
        let to = copy.clone();
        blocking(move || repository::copy(&from.canonicalize().map_err(ArtifactError::io(&from))?, &to))
            .await?;
        self.save(namespace, artifact, &copy).await
    }

    /// Deletes what is kept of an artifact; nothing there is fine.
    ///
    /// # Errors
    /// When its location is of a kind from which nothing is deleted, cannot be reached, or says no.
    pub async fn delete(&self, namespace: &str, artifact: &Artifact) -> Result<(), ArtifactError> {
        let location = artifact.location();
        if let Some(key) = local_key(&location) {
            let (repository, key) = (self.local.clone(), key.to_owned());
            return blocking(move || repository.delete(&key)).await;
        }
        match bucket::open(&location, &artifact.name, &self.secrets(namespace)).await? {
            Some(bucket) => bucket.delete(location.key()).await,
            None => Err(ArtifactError::Unsupported("deleting an artifact of this kind")),
        }
    }
}

/// What an artifact is made from.
enum Source {
    /// The workflow says it.
    Text(String),
    /// It is in the repository.
    Kept(PathBuf),
    /// It was fetched, and is removed when it is unpacked.
    Fetched(PathBuf),
    /// It was fetched and needs no unpacking.
    Folder(PathBuf),
}

/// Work on files, which may take long, where it holds up nobody.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ArtifactError> + Send + 'static,
) -> Result<T, ArtifactError> {
    let stopped =
        |e: tokio::task::JoinError| ArtifactError::io(Path::new("artifact"))(std::io::Error::other(e));
    tokio::task::spawn_blocking(work).await.map_err(stopped)?
}

/// The key of a location in the local repository, which has neither bucket nor server.
fn local_key(location: &ArtifactLocation) -> Option<&str> {
    let s3 = location.s3.as_ref()?;
    (s3.endpoint.is_empty() && s3.bucket.is_empty() && !s3.key.is_empty()).then_some(s3.key.as_str())
}

/// Why nothing can be done with a location of this kind.
fn refused(artifact: &Artifact) -> ArtifactError {
    let kinds = [
        (artifact.hdfs.is_some(), "artifact location hdfs"),
        (artifact.plugin.is_some(), "artifact location plugin"),
        (artifact.git.is_some(), "this use of artifact location git"),
        (artifact.http.is_some(), "this use of artifact location http"),
        (artifact.artifactory.is_some(), "this use of artifact location artifactory"),
        (artifact.raw.is_some(), "this use of artifact location raw"),
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
