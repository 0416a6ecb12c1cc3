//! The artifact repository of a workflow, and where its outputs go in it (engine.md §4.15).

use std::borrow::Borrow;

use serde_json::Value;

use super::inputs::{json, parse};
use super::observe::{ObjectKey, ObjectKind};
use super::scope::Names;
use super::settings::Settings;
use super::state::State;
use super::subst::{Mode, replace};
use super::work::Halt;
use crate::core::api::{
    Artifact, ArtifactLocation, ArtifactRepository, ArtifactRepositoryRef, ArtifactRepositoryRefStatus,
    Template, annotation,
};
use crate::core::yaml;

/// The ConfigMap of repositories where a workflow names none.
const CONFIG_MAP: &str = "artifact-repositories";

impl State {
    /// Finds the workflow's repository and notes it in the status. What comes back says why there is none.
    pub(super) fn find_repository(&mut self) -> Result<Result<(), String>, Halt> {
        if self.wf.status.artifact_repository_ref.is_some() {
            return Ok(Ok(()));
        }
        let found = match self.look_up_repository()? {
            Ok(found) => found,
            Err(why) => return Ok(Err(format!("failed to resolve artifact repository: {why}"))),
        };
        self.wf.status.artifact_repository_ref = Some(found);
        Ok(Ok(()))
    }

    fn look_up_repository(&self) -> Result<Result<ArtifactRepositoryRefStatus, String>, Halt> {
        let wanted = self.spec.artifact_repository_ref.as_ref();
        let places = places(wanted, &self.wf.metadata.namespace, &self.settings);
        let mut maps = Vec::with_capacity(places.len());
        for (namespace, name) in &places {
            maps.push(self.object(&ObjectKey::new(ObjectKind::ConfigMap, namespace, name))?);
        }
        Ok(choose(wanted, &places, maps, &self.settings))
    }

    fn repository(&self) -> ArtifactRepository {
        let found = self.wf.status.artifact_repository_ref.as_ref();
        found.and_then(|found| found.artifact_repository.clone()).unwrap_or_default()
    }

    /// Says where a template's outputs and logs go, and gives a key to every output that has none.
    pub(super) fn locate_outputs(&self, template: &mut Template, pod_name: &str) -> Result<(), Halt> {
        let mut names = Names::default();
        names.text("pod.name", pod_name);
        let repository = self.repository();
        let own = template.archive_location.clone().unwrap_or_default();
        let is_own = own.is_whole();
        let mut place = if is_own { own.clone() } else { repository.location() };
        if !is_own && !own.key().is_empty() {
            place.set_key(own.key());
        }
        let text = replace(&json(&place)?, &[&names, &self.globals], &Mode::Strict, self.now)?;
        let mut place: ArtifactLocation = parse(&text)?;
        place.archive_logs = match repository.archive_logs {
            Some(true) => Some(true),
            _ => own.archive_logs.or(self.spec.archive_logs),
        };
        for artifact in
            template.outputs.artifacts.iter_mut().filter(|artifact| !artifact.has_location_or_key())
        {
            let key = format!("{}/{}", place.key().trim_end_matches('/'), file_of(artifact));
            let mut location = if is_own { place.clone() } else { place.key_only(&key) };
            location.set_key(&key);
            artifact.set_location(location);
        }
        template.archive_location = Some(place);
        Ok(())
    }
}

/// Where the ConfigMap of a workflow's repository may be, as namespaces and names, in the order in which they count.
/// `wanted` is the workflow's `artifactRepositoryRef`, `own` its namespace.
pub fn places(
    wanted: Option<&ArtifactRepositoryRef>,
    own: &str,
    settings: &Settings,
) -> Vec<(String, String)> {
    let name = wanted.map(|wanted| wanted.config_map.as_str()).filter(|name| !name.is_empty());
    let place = |namespace: &str| (namespace.to_owned(), name.unwrap_or(CONFIG_MAP).to_owned());
    let central = settings.repository_namespace.as_str();
    let asks_further = wanted.is_some() && !central.is_empty() && central != own;
    std::iter::once(place(own)).chain(asks_further.then(|| place(central))).collect()
}

/// The repository of a workflow; `maps` are the ConfigMaps of [`places`], as far as they are there.
///
/// # Errors
/// When there is none of that name, or it cannot be read, in words.
pub fn choose(
    wanted: Option<&ArtifactRepositoryRef>,
    places: &[(String, String)],
    maps: Vec<Option<impl Borrow<Value>>>,
    settings: &Settings,
) -> Result<ArtifactRepositoryRefStatus, String> {
    let key = wanted.map_or("", |wanted| wanted.key.as_str());
    for ((namespace, name), map) in places.iter().zip(maps) {
        // A ConfigMap that names no default is for workflows that ask for one of its repositories.
        let Some(map) = map else { continue };
        if wanted.is_some() || default_of(map.borrow()).is_some() {
            return read(map.borrow(), name, key, namespace);
        }
    }
    match (wanted, places.first()) {
        (Some(_), Some((own, name))) => Err(format!(
            "failed to find artifact repository ref \"{own}/{name}#{key}\": configmaps \"{name}\" not found"
        )),
        _ => Ok(ArtifactRepositoryRefStatus {
            default: true,
            artifact_repository: Some(settings.artifact_repository.clone()),
            ..ArtifactRepositoryRefStatus::default()
        }),
    }
}

/// The file that an artifact without a key becomes.
fn file_of(artifact: &Artifact) -> String {
    let archive = artifact.archive.as_ref();
    if archive.is_some_and(|a| a.none.is_some()) {
        artifact.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
    } else if archive.is_some_and(|a| a.zip.is_some()) {
        format!("{}.zip", artifact.name)
    } else {
        format!("{}.tgz", artifact.name)
    }
}

/// The key of the repository that a ConfigMap has for workflows that ask for none.
fn default_of(map: &Value) -> Option<&str> {
    map.pointer("/metadata/annotations")?.get(annotation::DEFAULT_ARTIFACT_REPOSITORY)?.as_str()
}

/// The repository that a ConfigMap describes under a key, or the one its annotation names.
fn read(map: &Value, name: &str, key: &str, namespace: &str) -> Result<ArtifactRepositoryRefStatus, String> {
    let key = if key.is_empty() { default_of(map).unwrap_or_default() } else { key };
    let shown = format!("{namespace}/{name}#{key}");
    let failed = |why: String| format!("failed to find artifact repository ref \"{shown}\": {why}");
    let text = map.get("data").and_then(|data| data.get(key)).and_then(Value::as_str);
    let text = text.ok_or_else(|| {
        failed(format!("config map missing key {key:?} for artifact repository ref \"{shown}\""))
    })?;
    let value = yaml::read(text.as_bytes()).map_err(|error| error.to_string());
    let repository = value.and_then(|v| serde_json::from_value(v).map_err(|error| error.to_string()));
    let repository = repository.map_err(|why| {
        failed(format!(
            "failed to unmarshall config map key {key:?} for artifact repository ref \"{shown}\": {why}"
        ))
    })?;
    Ok(ArtifactRepositoryRefStatus {
        config_map: name.to_owned(),
        key: key.to_owned(),
        namespace: namespace.to_owned(),
        artifact_repository: Some(repository),
        ..ArtifactRepositoryRefStatus::default()
    })
}
