//! What is kept of a pod that has ended: parameters, artifacts, the result, logs.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Shared;
use super::error::PodError;
use crate::core::api::{AnyString, ArchiveStrategy, Artifact, NoneStrategy, Outputs, Parameter, Template};
use crate::ports::runtime::{Form, Output, PodFolder};

/// The longest value of a parameter, in bytes: what an object of the API may have at most.
const LONGEST_VALUE: u64 = 3 << 20;

/// The level of compression where nothing says so.
const LEVEL: u32 = 6;

/// What the main container is to keep when its command has ended.
///
/// # Errors
/// When a path is not absolute.
pub(super) fn to_collect(template: &Template) -> Result<Vec<Output>, PodError> {
    let parameters = template.outputs.parameters.iter().filter_map(|parameter| {
        let path = &parameter.value_from.as_ref()?.path;
        Some(Output { file: parameter_file(&parameter.name), path: path.into(), form: Form::Plain })
    });
    let artifacts = template.outputs.artifacts.iter().map(|artifact| Output {
        file: artifact_file(&artifact.name),
        path: PathBuf::from(&artifact.path),
        form: form(artifact.archive.as_ref()),
    });
    let outputs = parameters.chain(artifacts).filter(|output| !output.path.as_os_str().is_empty());
    outputs
        .map(|output| match output.path.is_absolute() {
            true => Ok(output),
            false => Err(PodError::Path { what: "the output path", path: output.path.display().to_string() }),
        })
        .collect()
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

fn form(archive: Option<&ArchiveStrategy>) -> Form {
    let Some(archive) = archive else { return Form::Tar(LEVEL) };
    if archive.none.is_some() {
        return Form::Plain;
    }
    if archive.zip.is_some() {
        return Form::Zip;
    }
    let level = archive.tar.as_ref().and_then(|tar| tar.compression_level);
    Form::Tar(level.and_then(|level| u32::try_from(level).ok()).unwrap_or(LEVEL))
}

/// The outputs of a pod whose main container has ended, and what is wrong with them: an output that is not there
/// has a default, is optional, or is an error, and then the others are kept all the same.
pub(super) async fn gather(
    shared: &Shared,
    namespace: &str,
    template: &Template,
    collected: &Path,
) -> (Outputs, Option<PodError>) {
    let mut wrong = None;
    let mut outputs = Outputs::default();
    for parameter in &template.outputs.parameters {
        match value(parameter, collected) {
            Ok(parameter) => outputs.parameters.push(parameter),
            Err(error) => {
                wrong.get_or_insert(error);
            }
        }
    }
    let repository = template.archive_location.clone().unwrap_or_default();
    for artifact in &template.outputs.artifacts {
        let located = artifact.located(&repository);
        match keep(shared, namespace, &located, collected).await {
            Ok(true) => outputs.artifacts.push(artifact.clone()),
            Ok(false) => {}
            Err(error) => {
                wrong.get_or_insert(error);
            }
        }
    }
    (outputs, wrong)
}

/// A parameter with the value that its file holds.
fn value(parameter: &Parameter, collected: &Path) -> Result<Parameter, PodError> {
    let mut parameter = parameter.clone();
    let from = parameter.value_from.clone().unwrap_or_default();
    if from.path.is_empty() {
        return Ok(parameter);
    }
    let mut bytes = Vec::new();
    let read = File::open(collected.join(parameter_file(&parameter.name)))
        .and_then(|file| file.take(LONGEST_VALUE + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() as u64 > LONGEST_VALUE => {
            let (name, path, most) = (&parameter.name, &from.path, LONGEST_VALUE >> 20);
            Err(PodError::Output(format!("output parameter {name}: {path} is longer than {most} MiB")))
        }
        Ok(_) => {
            if bytes.last() == Some(&b'\n') {
                bytes.pop();
            }
            parameter.value = Some(AnyString(String::from_utf8_lossy(&bytes).into_owned()));
            Ok(parameter)
        }
        Err(_) if from.default.is_some() => {
            parameter.value.clone_from(&from.default);
            Ok(parameter)
        }
        Err(_) => Err(trouble(collected, &parameter_file(&parameter.name)).unwrap_or_else(|| {
            PodError::Missing(format!(
                "cannot save parameter {}: open {}: no such file or directory",
                parameter.name, from.path
            ))
        })),
    }
}

/// What went wrong when an output was collected, where something did.
fn trouble(collected: &Path, file: &str) -> Option<PodError> {
    fs::read_to_string(collected.join(format!("{file}.error"))).ok().map(PodError::Output)
}

/// Keeps an artifact; `false` for an optional one that is not there.
async fn keep(
    shared: &Shared,
    namespace: &str,
    artifact: &Artifact,
    collected: &Path,
) -> Result<bool, PodError> {
    let file = artifact_file(&artifact.name);
    let place = collected.join(&file);
    if place.symlink_metadata().is_ok() {
        shared.stores.save(namespace, artifact, &place).await?;
        return Ok(true);
    }
    if let Some(trouble) = trouble(collected, &file) {
        return Err(trouble);
    }
    if artifact.optional || artifact.path.is_empty() {
        return Ok(false);
    }
    let (name, path) = (&artifact.name, &artifact.path);
    Err(PodError::Missing(format!("cannot save artifact {name}: stat {path}: no such file or directory")))
}

/// The result of a script or container whose output is asked for.
pub(super) fn result(folder: &PodFolder) -> Option<String> {
    let bytes = fs::read(folder.result("main")).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Keeps the logs of the main containers as artifacts, where the workflow asks for it.
pub(super) async fn archive_logs(
    shared: &Shared,
    namespace: &str,
    template: &Template,
    folder: &PodFolder,
    collected: &Path,
    mains: &[String],
) -> Result<Vec<Artifact>, PodError> {
    let location = template.archive_location.as_ref().filter(|l| l.archive_logs == Some(true));
    let Some(location) = location.filter(|l| !l.key().is_empty()) else { return Ok(Vec::new()) };
    // Not there when the containers have no outputs to keep.
    fs::create_dir_all(collected)?;
    let mut logs = Vec::new();
    for main in mains.iter().filter(|main| folder.log(main).exists()) {
        let draft = collected.join(format!("{main}.log"));
        let (from, to) = (folder.log(main), draft.clone());
        tokio::task::spawn_blocking(move || write_plain(&from, &to)).await.map_err(io::Error::other)??;
        let mut location = location.clone();
        location.set_key(&format!("{}/{main}.log", location.key().trim_end_matches('/')));
        let archive = ArchiveStrategy { none: Some(NoneStrategy::default()), ..ArchiveStrategy::default() };
        let name = format!("{main}-logs");
        let mut artifact = Artifact { name, archive: Some(archive), ..Artifact::default() };
        artifact.set_location(location);
        shared.stores.save(namespace, &artifact, &draft).await?;
        logs.push(Artifact { archive: None, ..artifact });
    }
    Ok(logs)
}

/// Writes a log without times and streams.
fn write_plain(from: &Path, to: &Path) -> io::Result<()> {
    let (mut stored, mut plain) = (BufReader::new(File::open(from)?), BufWriter::new(File::create(to)?));
    let mut line = Vec::new();
    while stored.read_until(b'\n', &mut line)? > 0 {
        let mut parts = line.splitn(4, |b| *b == b' ');
        if let (Some(tag), Some(text)) = (parts.nth(2), parts.next()) {
            let whole = tag != b"P";
            plain.write_all(if whole { text } else { text.strip_suffix(b"\n").unwrap_or(text) })?;
        }
        line.clear();
    }
    plain.flush()
}

/// The result object of a node, whole or on the way there.
pub(super) fn task_result(
    pod: &Value,
    node: &str,
    outputs: &Value,
    progress: &str,
    is_complete: bool,
) -> Value {
    let metadata = &pod["metadata"];
    let mut result = json!({
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "WorkflowTaskResult",
        "metadata": {
            "name": node,
            "namespace": metadata["namespace"],
            "labels": {
                "workflows.argoproj.io/workflow": metadata["labels"]["workflows.argoproj.io/workflow"],
                "workflows.argoproj.io/report-outputs-completed": is_complete.to_string(),
            },
            "ownerReferences": metadata["ownerReferences"],
        },
    });
    if !outputs.is_null() {
        result["outputs"] = outputs.clone();
    }
    if !progress.is_empty() {
        result["progress"] = progress.into();
    }
    result
}
