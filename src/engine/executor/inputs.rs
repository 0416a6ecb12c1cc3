//! What is laid out for a container before it starts: the script, input artifacts.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Component, PathBuf};

use super::Shared;
use super::error::PodError;
use super::folder::Folder;
use crate::core::api::Template;
use crate::engine::artifacts;
use crate::engine::sandbox::Bind;

/// Where a script is in its container.
pub(super) const SCRIPT: &str = "/argo/staging/script";

/// Fetches input artifacts and writes the script; returns where they appear in the main containers.
pub(super) async fn prepare(
    shared: &Shared,
    template: &Template,
    folder: &Folder,
) -> Result<Vec<Bind>, PodError> {
    let mut binds = Vec::new();
    if let Some(source) =
        template.script.as_ref().and_then(|s| s.get("source")?.as_str()).filter(|s| !s.is_empty())
    {
        let file = folder.path().join("script");
        if !folder.is_prepared() {
            fs::write(&file, source)?;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
        }
        binds.push(Bind { source: file, target: SCRIPT.into(), read_only: false });
    }
    for artifact in &template.inputs.artifacts {
        let target = PathBuf::from(&artifact.path);
        if artifact.path.is_empty() {
            continue;
        }
        if !target.is_absolute() || target.components().any(|c| c == Component::ParentDir) {
            return Err(PodError::Path { what: "the artifact path", path: artifact.path.clone() });
        }
        let place = folder.place("inputs", &artifact.name)?;
        if !place.exists() {
            let scratch = folder.place("drafts", "fetch")?;
            fs::create_dir_all(&scratch)?;
            let has_location = crate::core::api::Artifact { optional: false, ..artifact.clone() };
            match artifacts::load(&shared.repository, &has_location, &scratch, &place).await {
                Ok(()) => {}
                Err(_) if artifact.optional => continue,
                Err(error) => return Err(error.into()),
            }
        }
        binds.push(Bind { source: place, target, read_only: false });
    }
    binds.sort_by_key(|bind| bind.target.components().count());
    Ok(binds)
}
