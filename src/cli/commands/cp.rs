//! `argo cp`.

use std::path::{Component, Path, PathBuf};

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::core::api::{Artifact, NodeStatus, Workflow};
use crate::engine::artifacts::Repository;

/// Copy the output artifacts of a workflow into a folder
///
/// On this machine. On a cluster, artifacts are handed out by an Argo Server only.
#[derive(Debug, clap::Args)]
pub(crate) struct Cp {
    /// Workflow; @latest is the newest
    workflow: String,

    /// Folder; it is made when it is not there
    #[arg(value_name = "OUTPUT_DIR")]
    folder: PathBuf,

    /// Only artifacts of this name
    #[arg(long, value_name = "NAME")]
    artifact_name: Option<String>,

    /// Only of this step
    #[arg(long, value_name = "ID")]
    node_id: Option<String>,

    /// Only of steps with this template
    #[arg(long, value_name = "TEMPLATE")]
    template_name: Option<String>,

    /// Where each goes below the folder; {templateName} may be used as well
    #[arg(
        long,
        value_name = "PATTERN",
        default_value = "{namespace}/{workflowName}/{nodeId}/outputs/{artifactName}"
    )]
    path: String,
}

impl Cp {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let connection = ctx.connect().await?;
        let found = connection.client.get_workflow(&connection.namespace, &self.workflow).await;
        let workflow = found.map_err(|error| CliError::of_object(error, &connection, "argo list"))?;
        let wanted: Vec<(&NodeStatus, &Artifact)> = self.wanted(&workflow).collect();
        if wanted.is_empty() {
            ctx.ui.note(&format!("workflow {} has no such artifacts", workflow.name()));
            return Ok(Exit::Done);
        }
        let repository = repository(ctx, &connection)?;
        for (node, artifact) in wanted {
            let to = self.copy(&repository, &workflow, node, artifact)?;
            ctx.ui.note(&format!("Created {:?}", to.display().to_string()));
        }
        Ok(Exit::Done)
    }

    fn wanted<'a>(&'a self, workflow: &'a Workflow) -> impl Iterator<Item = (&'a NodeStatus, &'a Artifact)> {
        let fits = |wish: &Option<String>, is: &str| wish.as_deref().is_none_or(|wish| wish == is);
        let nodes = workflow.status.nodes.values();
        let nodes = nodes.filter(move |node| {
            fits(&self.node_id, &node.id) && fits(&self.template_name, &node.template_name)
        });
        let outputs = nodes.flat_map(|node| {
            let artifacts = node.outputs.iter().flat_map(|outputs| &outputs.artifacts);
            artifacts.map(move |artifact| (node, artifact))
        });
        outputs.filter(move |(_, artifact)| fits(&self.artifact_name, &artifact.name))
    }

    fn copy(
        &self,
        repository: &Repository,
        workflow: &Workflow,
        node: &NodeStatus,
        artifact: &Artifact,
    ) -> CliResult<PathBuf> {
        let tried = |error: &dyn std::fmt::Display| {
            CliError::new(format!("copy artifact {} of {}: {error}", artifact.name, node.display_name))
        };
        let key = artifact.s3.as_ref().map(|s3| s3.key.as_str()).unwrap_or_default();
        let file = Path::new(key).file_name().ok_or_else(|| tried(&"it is not in the local repository"))?;
        let folder = self.folder.join(self.place(workflow, node, artifact)?);
        std::fs::create_dir_all(&folder).map_err(|error| tried(&error))?;
        let to = folder.join(file);
        repository.fetch(&artifact.name, key, &to).map_err(|error| tried(&error))?;
        Ok(to)
    }

    /// Where an artifact goes below the folder. Names come from workflows, and must not lead out of it.
    fn place(&self, workflow: &Workflow, node: &NodeStatus, artifact: &Artifact) -> CliResult<PathBuf> {
        let values = [
            ("{templateName}", node.template_name.as_str()),
            ("{namespace}", workflow.metadata.namespace.as_str()),
            ("{workflowName}", workflow.name()),
            ("{nodeId}", node.id.as_str()),
            ("{artifactName}", artifact.name.as_str()),
        ];
        let place = values.iter().fold(self.path.clone(), |path, (tag, value)| path.replacen(tag, value, 1));
        let place = PathBuf::from(place);
        let is_below = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if place.components().all(is_below) {
            return Ok(place);
        }
        Err(CliError::usage(format!("--path leads to {}, which is outside the folder", place.display())))
    }
}

fn repository(ctx: &Context, connection: &Connection) -> CliResult<Repository> {
    if !connection.local {
        return Err(CliError::new(
            "artifacts of a cluster are handed out by an Argo Server, and this version has no way to one",
        )
        .hint("read them from the artifact repository of the cluster"));
    }
    Ok(Repository::new(ctx.local_home()?.root().join("artifacts")))
}
