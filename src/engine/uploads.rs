//! Files that are brought to a workflow as its input artifacts (`/upload-artifacts` of Argo's server, 4.1).

use std::path::Path;

use super::artifacts::{ArtifactError, Stores};
use super::controller::settings::repository;
use crate::core::api::{Artifact, ArtifactRepositoryRef};

/// Why a file could not be brought.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The name of the file cannot be part of a key.
    #[error("{0:?} has no name that a file can be kept under")]
    Name(String),
    /// There is no repository to bring it to.
    #[error("no artifact repository: {0}")]
    Repository(String),
    /// It cannot be read, or not be kept.
    #[error(transparent)]
    Artifact(#[from] ArtifactError),
}

/// Copies a file or folder to where workflows of a namespace keep their artifacts. `place` names the artifact, and says
/// where it goes if it has a location; else `wanted`, the workflow's `artifactRepositoryRef`, counts. What comes back is
/// the artifact as an argument.
///
/// # Errors
/// When the file cannot be read, or the repository is not there or says no.
pub async fn upload(
    stores: &Stores,
    (namespace, wanted): (&str, Option<&ArtifactRepositoryRef>),
    place: &Artifact,
    (file_name, content): (&str, &Path),
) -> Result<Artifact, UploadError> {
    let key = key(namespace, file_name).ok_or_else(|| UploadError::Name(file_name.to_owned()))?;
    let mut location = place.location();
    let has_keys =
        location.s3.is_some() || location.gcs.is_some() || location.oss.is_some() || location.azure.is_some();
    if !(has_keys && location.is_whole()) {
        let found = repository(stores.client(), namespace, wanted).await.map_err(UploadError::Repository)?;
        location = found.location();
    }
    location.set_key(&key);
    let mut artifact = place.clone();
    artifact.set_location(location);
    stores.put(namespace, &artifact, content).await?;
    Ok(artifact)
}

/// `uploads/NAMESPACE/UUID/FILE`, as Argo's server makes them; `None` for a name that is none.
fn key(namespace: &str, file_name: &str) -> Option<String> {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_name = !matches!(name, "" | "." | "..") && !name.contains(char::is_control);
    is_name.then(|| format!("uploads/{namespace}/{}/{name}", uuid::Uuid::new_v4()))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn keys_end_with_the_name_alone() {
        for (name, end) in [("a.csv", Some("/a.csv")), ("../../x", Some("/x")), ("c:\\b.txt", Some("/b.txt"))]
        {
            assert_eq!(key("ns", name).as_deref().and_then(|key| key.get(43 + 4..)), end, "{name}");
        }
        for name in ["", "..", "a/..", "folder/", "a\nb"] {
            assert_eq!(key("ns", name), None, "{name:?}");
        }
    }
}
