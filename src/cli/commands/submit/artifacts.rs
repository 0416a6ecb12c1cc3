//! `argo submit --artifact NAME=FILE`: files of the caller as input artifacts.

use std::path::PathBuf;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::core::api::{Artifact, Workflow, kinds};
use crate::core::edit::Source;
use crate::core::text::closest::closest;
use crate::engine;

/// A file for an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    name: String,
    file: PathBuf,
}

/// Reads the flags, and looks whether the files are there.
pub(super) fn parse(flags: &[String]) -> CliResult<Vec<Given>> {
    let mut all: Vec<Given> = Vec::new();
    for flag in flags {
        let Some((name, file)) =
            flag.split_once('=').filter(|(name, file)| !name.is_empty() && !file.is_empty())
        else {
            return Err(CliError::usage(format!("--artifact {flag:?}: expected NAME=FILE")));
        };
        if all.iter().any(|given| given.name == name) {
            return Err(CliError::usage(format!("artifact {name:?} is given twice")));
        }
        let file = PathBuf::from(file);
        if let Err(error) = file.metadata() {
            return Err(CliError::new(format!("artifact {name}: {}: {error}", file.display())));
        }
        all.push(Given { name: name.to_owned(), file });
    }
    Ok(all)
}

/// Puts the artifacts into the arguments of a workflow, so that it can be checked; where they are is not known yet.
///
/// # Errors
/// When the workflow has no input artifact of a name.
pub(super) fn announce(workflow: &mut Workflow, given: &[Given]) -> CliResult<()> {
    if workflow.spec.workflow_template_ref.is_none() {
        let spec = &workflow.spec;
        let inputs = spec.templates.iter().filter(|template| template.name == spec.entrypoint);
        let inputs = inputs.flat_map(|template| &template.inputs.artifacts);
        let known: Vec<&str> =
            inputs.chain(&spec.arguments.artifacts).map(|artifact| artifact.name.as_str()).collect();
        known_only(given, &known)?;
    }
    for one in given {
        put(
            workflow,
            Artifact { name: one.name.clone(), raw: Some(Default::default()), ..Artifact::default() },
        );
    }
    Ok(())
}

fn known_only(given: &[Given], known: &[&str]) -> CliResult<()> {
    let Some(strange) = given.iter().find(|one| !known.contains(&one.name.as_str())) else { return Ok(()) };
    let error = CliError::new(format!("the workflow has no input artifact {:?}", strange.name));
    Err(match closest(&strange.name, known.iter().copied()) {
        Some(meant) => error.hint(format!("did you mean {meant:?}?")),
        None if known.is_empty() => error.hint("it has none"),
        None => error.hint(format!("it has {}", known.join(", "))),
    })
}

fn put(workflow: &mut Workflow, artifact: Artifact) {
    let artifacts = &mut workflow.spec.arguments.artifacts;
    match artifacts.iter_mut().find(|known| known.name == artifact.name) {
        Some(known) => *known = artifact,
        None => artifacts.push(artifact),
    }
}

/// Brings the files to where the workflow's artifacts are kept on this machine, and names them in its arguments.
///
/// # Errors
/// When this is not about this machine, or a file cannot be brought.
pub(super) async fn bring(
    ctx: &Context,
    connection: &Connection,
    workflow: &mut Workflow,
    given: &[Given],
) -> CliResult<()> {
    if given.is_empty() {
        return Ok(());
    }
    if connection.hosted {
        return Err(CliError::new("an Argo Server takes files for what is stored there only")
            .hint("submit --from workflowtemplate/NAME --artifact NAME=FILE"));
    }
    if !connection.local {
        return Err(CliError::new("a cluster takes files through an Argo Server only")
            .hint("name it with -s or ARGO_SERVER, and submit --from workflowtemplate/NAME"));
    }
    let stored = stored(connection, workflow).await?;
    let (wanted, places) = match &stored {
        Some(stored) => (&stored.spec.artifact_repository_ref, &stored.spec.arguments.artifacts),
        None => (&workflow.spec.artifact_repository_ref, &Vec::new()),
    };
    if stored.is_some() {
        let known: Vec<&str> = places.iter().map(|artifact| artifact.name.as_str()).collect();
        known_only(given, &known)?;
    }
    let stores = ctx.local_stores().await?;
    let mut brought = Vec::with_capacity(given.len());
    for one in given {
        let place = places.iter().find(|place| place.name == one.name).cloned();
        let place = place.unwrap_or_else(|| Artifact { name: one.name.clone(), ..Artifact::default() });
        let name = one.file.file_name().unwrap_or_default().to_string_lossy();
        let namespace = connection.namespace.as_str();
        let kept = engine::upload(&stores, (namespace, wanted.as_ref()), &place, (&name, &one.file)).await;
        brought.push(kept.map_err(|error| CliError::new(format!("artifact {}: {error}", one.name)))?);
    }
    brought.into_iter().for_each(|artifact| put(workflow, artifact));
    Ok(())
}

/// The stored template that a workflow is made of, as far as its arguments are concerned.
async fn stored(connection: &Connection, workflow: &Workflow) -> CliResult<Option<Workflow>> {
    let Some(from) = &workflow.spec.workflow_template_ref else { return Ok(None) };
    let kind =
        kinds::by_kind(if from.cluster_scope { "ClusterWorkflowTemplate" } else { "WorkflowTemplate" });
    let Some(kind) = kind else { return Ok(None) };
    let found = connection.client.get_object(kind, &connection.namespace, &from.name).await?;
    let spec = found.get("spec").cloned().unwrap_or_default();
    let spec =
        serde_json::from_value(spec).map_err(|error| CliError::new(format!("{}: {error}", from.name)))?;
    Ok(Some(Workflow { spec, ..Workflow::default() }))
}

/// Brings the files to an Argo Server, as `NAME=KEY` for the one that makes the workflow there.
///
/// # Errors
/// When the server takes no files for such a source, or says no.
pub(super) async fn send(connection: &Connection, from: &Source, given: &[Given]) -> CliResult<Vec<String>> {
    let mut sent = Vec::with_capacity(given.len());
    for one in given {
        let Source::Template(template) = from else {
            return Err(CliError::new("an Argo Server takes files for workflow templates only"));
        };
        let named = |error: &dyn std::fmt::Display| CliError::new(format!("artifact {}: {error}", one.name));
        if one.file.is_dir() {
            return Err(named(&format!("{} is a folder; an Argo Server takes files", one.file.display()))
                .hint("pack it, e.g. with tar"));
        }
        let key = connection.client.upload(&connection.namespace, template, &one.name, &one.file).await;
        sent.push(format!("{}={}", one.name, key.map_err(|error| named(&error))?));
    }
    Ok(sent)
}
