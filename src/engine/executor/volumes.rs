//! Volumes of a pod as folders of this machine, and where its containers mount them.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::Shared;
use super::env::{self, PodView};
use super::error::PodError;
use crate::ports::runtime::{Mount, PodFolder};

/// The ConfigMap with the controller's settings, and its key with the folders that hostPath volumes may show.
const CONFIG_MAP: &str = "workflow-controller-configmap";
const HOST_PATHS: &str = "hostPaths";

/// What a volume file's mode is when nothing says so.
const MODE: u32 = 0o644;

/// A place of a pod's folder, e.g. for a volume.
pub(super) fn place_of(folder: &PodFolder, kind: &str, name: &str) -> Result<PathBuf, PodError> {
    let good = !name.is_empty() && !name.contains('/') && name != "." && name != "..";
    if !good {
        return Err(PodError::Path { what: "the name", path: name.to_owned() });
    }
    let folder = folder.path().join(kind);
    fs::create_dir_all(&folder)?;
    Ok(folder.join(name))
}

/// A folder that everybody in the pod may write to; other users of the machine are kept out by the folder above it.
fn make_open(place: &Path) -> std::io::Result<()> {
    fs::create_dir_all(place)?;
    fs::set_permissions(place, fs::Permissions::from_mode(0o777))
}

/// Where the volume of a mount is on this machine; it is made and filled when it is not there.
async fn source(
    shared: &Shared,
    view: &PodView<'_>,
    folder: &PodFolder,
    volume: &Value,
) -> Result<PathBuf, PodError> {
    let name = volume["name"].as_str().unwrap_or_default();
    if let Some(claim) = volume["persistentVolumeClaim"]["claimName"].as_str() {
        let claims = shared.options.home.join("claims").join(view.namespace);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&claims)?;
        let place = claims.join(checked_name(claim)?);
        if !place.exists() {
            make_open(&place)?;
        }
        give_to_group(view, &place)?;
        return Ok(place);
    }
    if volume["hostPath"].is_object() {
        return host_path(shared, volume["hostPath"]["path"].as_str().unwrap_or_default()).await;
    }
    let place = place_of(folder, "volumes", name)?;
    if place.exists() {
        return Ok(place);
    }
    let known = ["emptyDir", "ephemeral", "configMap", "secret", "downwardAPI", "projected"];
    let kind = known.iter().find(|kind| !volume[**kind].is_null());
    let Some(kind) = kind else {
        let kinds = volume.as_object().into_iter().flatten().map(|(k, _)| k.as_str());
        let kind = kinds.filter(|k| *k != "name").collect::<Vec<_>>().join(", ");
        return Err(PodError::Volume { name: name.to_owned(), kind });
    };
    // Filled beside its place and then moved, so that what is there is whole.
    let draft = place_of(folder, "drafts", name)?;
    make_open(&draft)?;
    fill(shared, view, &draft, kind, &volume[*kind]).await?;
    give_to_group(view, &draft)?;
    fs::rename(&draft, &place)?;
    Ok(place)
}

/// Gives a volume and all in it to the group that the pod's `fsGroup` names, so that what is made there is the group's,
/// too. Without the right to, all ids of the pod are one anyway.
fn give_to_group(view: &PodView<'_>, place: &Path) -> std::io::Result<()> {
    let context = &view.pod["spec"]["securityContext"];
    let Some(group) = context["fsGroup"].as_u64().and_then(|group| u32::try_from(group).ok()) else {
        return Ok(());
    };
    let meta = place.symlink_metadata()?;
    let is_given = meta.gid() == group && meta.mode() & 0o2000 != 0;
    if !rustix::process::geteuid().is_root()
        || (context["fsGroupChangePolicy"] == "OnRootMismatch" && is_given)
    {
        return Ok(());
    }
    give(place, group)
}

fn give(place: &Path, group: u32) -> std::io::Result<()> {
    let meta = place.symlink_metadata()?;
    std::os::unix::fs::lchown(place, None, Some(group))?;
    if meta.is_symlink() {
        return Ok(());
    }
    let more = if meta.is_dir() { 0o2770 } else { 0o660 };
    fs::set_permissions(place, fs::Permissions::from_mode(meta.mode() & 0o7777 | more))?;
    if meta.is_dir() {
        for entry in fs::read_dir(place)?.flatten() {
            give(&entry.path(), group)?;
        }
    }
    Ok(())
}

/// A place of this machine that the settings of the controller let steps see.
async fn host_path(shared: &Shared, path: &str) -> Result<PathBuf, PodError> {
    let refused = || PodError::HostPath(path.to_owned());
    let wanted = fs::canonicalize(path).map_err(|_| refused())?;
    for namespace in ["argo", "default"] {
        let Some(map) = shared.objects.get("ConfigMap", namespace, CONFIG_MAP).await? else { continue };
        let allowed = map["data"][HOST_PATHS].as_str().unwrap_or_default();
        let mut folders = allowed.split([',', '\n']).map(str::trim).filter(|folder| folder.starts_with('/'));
        // Links are followed first, so that a link below an allowed folder leads nowhere else.
        let is_allowed = folders.any(|folder| fs::canonicalize(folder).is_ok_and(|f| wanted.starts_with(f)));
        return if is_allowed { Ok(wanted) } else { Err(refused()) };
    }
    Err(refused())
}

fn checked_name(name: &str) -> Result<&str, PodError> {
    let good = !name.is_empty() && Path::new(name).components().all(|c| matches!(c, Component::Normal(_)));
    if good { Ok(name) } else { Err(PodError::Path { what: "the name", path: name.to_owned() }) }
}

async fn fill(
    shared: &Shared,
    view: &PodView<'_>,
    place: &Path,
    kind: &str,
    source: &Value,
) -> Result<(), PodError> {
    match kind {
        "configMap" => fill_data(shared, view, place, "ConfigMap", source, "name").await,
        "secret" => fill_data(shared, view, place, "Secret", source, "secretName").await,
        "downwardAPI" => fill_downward(view, place, source),
        "projected" => {
            for part in source["sources"].as_array().into_iter().flatten() {
                if part["configMap"].is_object() {
                    fill_data(shared, view, place, "ConfigMap", &part["configMap"], "name").await?;
                } else if part["secret"].is_object() {
                    fill_data(shared, view, place, "Secret", &part["secret"], "name").await?;
                } else if part["downwardAPI"].is_object() {
                    fill_downward(view, place, &part["downwardAPI"])?;
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

async fn fill_data(
    shared: &Shared,
    view: &PodView<'_>,
    place: &Path,
    kind: &'static str,
    source: &Value,
    name_key: &str,
) -> Result<(), PodError> {
    let Some(data) = env::read(&shared.objects, kind, view.namespace, source, name_key).await? else {
        return Ok(());
    };
    let mode = mode_of(&source["defaultMode"]);
    let Some(items) = source["items"].as_array() else {
        return data.iter().try_for_each(|(key, value)| write(place, key, value, mode));
    };
    for item in items {
        let key = item["key"].as_str().unwrap_or_default();
        let value = data.get(key).ok_or_else(|| PodError::NoKey {
            kind,
            namespace: view.namespace.to_owned(),
            name: source[name_key].as_str().unwrap_or_default().to_owned(),
            key: key.to_owned(),
        })?;
        let own = if item["mode"].is_null() { mode } else { mode_of(&item["mode"]) };
        write(place, item["path"].as_str().unwrap_or(key), value, own)?;
    }
    Ok(())
}

fn fill_downward(view: &PodView<'_>, place: &Path, source: &Value) -> Result<(), PodError> {
    for item in source["items"].as_array().into_iter().flatten() {
        let field = item["fieldRef"]["fieldPath"].as_str().and_then(|path| view.field(path));
        let amount = || env::amount(view, &Value::Null, &item["resourceFieldRef"]);
        let value = field.or_else(amount).unwrap_or_default();
        write(
            place,
            item["path"].as_str().unwrap_or_default(),
            value.as_bytes(),
            mode_of(&source["defaultMode"]),
        )?;
    }
    Ok(())
}

fn mode_of(value: &Value) -> u32 {
    value.as_u64().and_then(|m| u32::try_from(m).ok()).unwrap_or(MODE)
}

fn write(place: &Path, name: &str, value: &[u8], mode: u32) -> Result<(), PodError> {
    let file = place.join(checked_name(name)?);
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(&file, value)?;
    fs::set_permissions(&file, fs::Permissions::from_mode(mode))?;
    Ok(())
}

/// The mounts of a container.
pub(super) async fn mounts(
    shared: &Shared,
    view: &PodView<'_>,
    folder: &PodFolder,
    container: &Value,
    env: &[(String, String)],
) -> Result<Vec<Mount>, PodError> {
    let mut mounts = Vec::new();
    for mount in container["volumeMounts"].as_array().into_iter().flatten() {
        let text = |key: &str| mount[key].as_str().unwrap_or_default();
        let volumes = view.pod["spec"]["volumes"].as_array().into_iter().flatten();
        let volume = volumes.into_iter().find(|v| v["name"] == text("name"));
        let volume = volume.ok_or_else(|| PodError::NoVolume(text("name").to_owned()))?;
        let mut source = source(shared, view, folder, volume).await?;
        let target = PathBuf::from(text("mountPath"));
        if !target.is_absolute() || target.components().any(|c| c == Component::ParentDir) {
            return Err(PodError::Path { what: "the mount path", path: text("mountPath").to_owned() });
        }
        let below = match text("subPathExpr") {
            "" => text("subPath").to_owned(),
            expression => env::expand(expression, env),
        };
        if !below.is_empty() {
            source = sub_path(&source, checked_name(&below)?)?;
        }
        let written =
            ["configMap", "secret", "downwardAPI", "projected"].iter().any(|k| !volume[*k].is_null());
        mounts.push(Mount { source, target, read_only: mount["readOnly"] == true || written });
    }
    Ok(mounts)
}

/// A place below a volume. A step may have left links there that lead out of it; they are not followed.
fn sub_path(volume: &Path, below: &str) -> Result<PathBuf, PodError> {
    let mut place = volume.to_owned();
    for part in Path::new(below).components() {
        place.push(part);
        match place.symlink_metadata() {
            Ok(meta) if meta.is_symlink() => {
                return Err(PodError::Path { what: "the sub-path (it is a link)", path: below.to_owned() });
            }
            Ok(_) => {}
            Err(_) => make_open(&place)?,
        }
    }
    Ok(place)
}
