//! What is kept of a pod that has ended: parameters, artifacts, the result, logs.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Shared;
use super::error::PodError;
use super::folder::Folder;
use crate::core::api::{AnyString, Artifact, Outputs, Template};
use crate::engine::artifacts;
use crate::engine::sandbox::{Collect, Form};

/// What the main container is to keep when its command has ended.
pub(super) fn to_collect(template: &Template) -> Vec<Collect> {
    let parameters = template.outputs.parameters.iter().filter_map(|parameter| {
        let path = &parameter.value_from.as_ref()?.path;
        (!path.is_empty()).then(|| Collect {
            file: parameter_file(&parameter.name),
            path: path.into(),
            form: Form::Plain,
        })
    });
    let artifacts =
        template.outputs.artifacts.iter().filter(|artifact| !artifact.path.is_empty()).map(|artifact| {
            Collect {
                file: artifact_file(&artifact.name),
                path: PathBuf::from(&artifact.path),
                form: form(artifact),
            }
        });
    parameters.chain(artifacts).collect()
}

fn parameter_file(name: &str) -> String {
    format!("parameter-{}", flat(name))
}

fn artifact_file(name: &str) -> String {
    format!("artifact-{}", flat(name))
}

fn flat(name: &str) -> String {
    name.replace('/', "_")
}

fn form(artifact: &Artifact) -> Form {
    let Some(archive) = &artifact.archive else { return Form::Tar(6) };
    match (&archive.none, &archive.zip, &archive.tar) {
        (Some(_), _, _) => Form::Plain,
        (_, Some(_), _) => Form::Zip,
        (_, _, Some(tar)) => {
            Form::Tar(tar.compression_level.and_then(|level| u32::try_from(level).ok()).unwrap_or(6))
        }
        _ => Form::Tar(6),
    }
}

/// The outputs of a pod whose main container has ended, and what is wrong with them: an output that is not there
/// has a default, is optional, or is an error, and then the others are kept all the same.
pub(super) fn gather(shared: &Shared, template: &Template, folder: &Folder) -> (Outputs, Option<PodError>) {
    let mut wrong = None;
    let mut outputs = Outputs::default();
    for parameter in &template.outputs.parameters {
        let mut parameter = parameter.clone();
        let from = parameter.value_from.clone().unwrap_or_default();
        if !from.path.is_empty() {
            match fs::read(folder.collected().join(parameter_file(&parameter.name))) {
                Ok(bytes) => parameter.value = Some(text_of(bytes)),
                Err(_) if from.default.is_some() => parameter.value.clone_from(&from.default),
                Err(_) => {
                    let why = format!("open {}: no such file or directory", from.path);
                    wrong.get_or_insert(PodError::Unreadable(why));
                    continue;
                }
            }
        }
        outputs.parameters.push(parameter);
    }
    for artifact in &template.outputs.artifacts {
        match keep(shared, artifact, folder) {
            Ok(true) => outputs.artifacts.push(artifact.clone()),
            Ok(false) => {}
            Err(error) => {
                wrong.get_or_insert(error);
            }
        }
    }
    (outputs, wrong)
}

/// Text of a file without the end of its last line.
fn text_of(mut bytes: Vec<u8>) -> AnyString {
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    }
    AnyString(String::from_utf8_lossy(&bytes).into_owned())
}

/// Keeps an artifact; `false` for an optional one that is not there.
fn keep(shared: &Shared, artifact: &Artifact, folder: &Folder) -> Result<bool, PodError> {
    let collected = folder.collected().join(artifact_file(&artifact.name));
    if collected.symlink_metadata().is_ok() {
        artifacts::save(&shared.repository, artifact, &collected)?;
        return Ok(true);
    }
    if artifact.optional {
        return Ok(false);
    }
    Err(PodError::Unreadable(format!(
        "artifact {} failed to load: stat {}: no such file or directory",
        artifact.name, artifact.path
    )))
}

/// The result of a script or container whose output is asked for.
pub(super) fn result(folder: &Folder) -> Option<String> {
    let bytes = fs::read(folder.result("main")).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Keeps the main container's log as an artifact, where the workflow asks for it.
pub(super) fn archive_log(shared: &Shared, template: &Template, folder: &Folder) -> Option<Artifact> {
    let location = template.archive_location.as_ref().filter(|l| l.archive_logs == Some(true))?;
    let mut s3 = location.s3.clone()?;
    s3.key = format!("{}/main.log", s3.key.trim_end_matches('/'));
    let plain = plain_log(&folder.log("main"))?;
    let draft = folder.collected().join("main.log");
    fs::write(&draft, plain).ok()?;
    let mut artifact = Artifact::default();
    artifact.name = "main-logs".into();
    artifact.s3 = Some(s3);
    artifacts::save(&shared.repository, &artifact, &draft).ok()?;
    Some(artifact)
}

/// A log without times and streams.
fn plain_log(file: &Path) -> Option<Vec<u8>> {
    let stored = fs::read(file).ok()?;
    let mut plain = Vec::with_capacity(stored.len());
    for line in stored.split_inclusive(|b| *b == b'\n') {
        let mut parts = line.splitn(4, |b| *b == b' ');
        let (Some(_), Some(_), Some(tag), Some(text)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        plain.extend_from_slice(if tag == b"P" { text.strip_suffix(b"\n").unwrap_or(text) } else { text });
    }
    Some(plain)
}

/// The result object of a node.
pub(super) fn task_result(pod: &Value, node: &str, outputs: &Outputs) -> Value {
    let metadata = &pod["metadata"];
    json!({
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "WorkflowTaskResult",
        "metadata": {
            "name": node,
            "namespace": metadata["namespace"],
            "labels": {
                "workflows.argoproj.io/workflow": metadata["labels"]["workflows.argoproj.io/workflow"],
                "workflows.argoproj.io/report-outputs-completed": "true",
            },
            "ownerReferences": metadata["ownerReferences"],
        },
        "outputs": outputs,
    })
}
