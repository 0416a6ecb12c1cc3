//! What is laid out for a container before it starts: the script, input artifacts.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Component, PathBuf};

use super::Shared;
use super::error::PodError;
use super::volumes::place_of;
use crate::core::api::Template;
use crate::engine::artifacts::ArtifactError;
use crate::ports::runtime::{Mount, PodFolder};

/// Where a script is in its container.
const SCRIPT: &str = "/argo/staging/script";

/// Fetches input artifacts and writes the script; returns where they appear in the main containers. For a pod that is
/// taken over, all that was done before.
pub(super) async fn prepare(
    shared: &Shared,
    namespace: &str,
    template: &Template,
    folder: &PodFolder,
    is_taken_over: bool,
) -> Result<Vec<Mount>, PodError> {
    let mut mounts = Vec::new();
    if let Some(source) =
        template.script.as_ref().and_then(|s| s.get("source")?.as_str()).filter(|s| !s.is_empty())
    {
        let file = folder.path().join("script");
        if !is_taken_over {
            fs::write(&file, source)?;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
        }
        mounts.push(Mount { source: file, target: SCRIPT.into(), read_only: false });
    }
    let repository = template.archive_location.clone().unwrap_or_default();
    for artifact in template.inputs.artifacts.iter().filter(|artifact| !artifact.path.is_empty()) {
        let target = PathBuf::from(&artifact.path);
        if !target.is_absolute() || target.components().any(|c| c == Component::ParentDir) {
            return Err(PodError::Path { what: "the artifact path", path: artifact.path.clone() });
        }
        let place = place_of(folder, "inputs", &artifact.name)?;
        if !artifact.has_location_or_key() {
            if artifact.optional {
                continue;
            }
            return Err(ArtifactError::NotSupplied(artifact.name.clone()).into());
        }
        if !is_taken_over {
            let scratch = folder.path().join("drafts");
            fs::create_dir_all(&scratch)?;
            match shared.stores.load(namespace, &artifact.located(&repository), &scratch, &place).await {
                Ok(()) => {}
                Err(error) if artifact.optional && error.is_absence() => {}
                Err(error) => return Err(error.into()),
            }
        }
        if place.symlink_metadata().is_ok() {
            mounts.push(Mount { source: place, target, read_only: false });
        }
    }
    Ok(mounts)
}
