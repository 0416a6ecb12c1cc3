//! `argo cp`.

use std::io::Write;
use std::path::{Component, Path, PathBuf};

use futures::StreamExt;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::core::api::{Artifact, NodeStatus, Workflow};

/// Copy the output artifacts of a workflow into a folder
///
/// On this machine, or through an Argo Server (-s): only that hands out the artifacts of a cluster.
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
        let workflow = connection.workflow(&self.workflow).await?;
        let wanted: Vec<(&NodeStatus, &Artifact)> = self.wanted(&workflow).collect();
        if wanted.is_empty() {
            ctx.ui.note(&format!("workflow {} has no such artifacts", workflow.name()));
            return Ok(Exit::Done);
        }
        if !connection.local && !connection.hosted {
            return Err(CliError::new("artifacts of a cluster are handed out by an Argo Server only")
                .hint("name it with -s or ARGO_SERVER"));
        }
        let stores = if connection.local { Some(ctx.local_stores().await?) } else { None };
        let kept = workflow.status.artifact_repository_ref.as_ref();
        let kept = kept.and_then(|found| found.artifact_repository.clone()).unwrap_or_default().location();
        for (node, artifact) in wanted {
            let to = self.target(&workflow, node, artifact)?;
            match &stores {
                Some(stores) => {
                    let copied = stores.copy(workflow.namespace(), &artifact.located(&kept), &to).await;
                    copied.map_err(|error| tried(node, artifact, &error))?;
                }
                None => download(&connection, &workflow, node, artifact, &to).await?,
            }
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

    /// The file that an artifact goes to, in a folder that is there.
    fn target(&self, workflow: &Workflow, node: &NodeStatus, artifact: &Artifact) -> CliResult<PathBuf> {
        let failed = |error: &dyn std::fmt::Display| tried(node, artifact, error);
        let location = artifact.location();
        let file = Path::new(location.key()).file_name();
        let file = file.ok_or_else(|| failed(&"it has no key, so it is in no repository"))?;
        let folder = self.folder.join(self.place(workflow, node, artifact)?);
        std::fs::create_dir_all(&folder).map_err(|error| failed(&error))?;
        Ok(folder.join(file))
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

fn tried(node: &NodeStatus, artifact: &Artifact, error: &dyn std::fmt::Display) -> CliError {
    CliError::new(format!("copy artifact {} of {}: {error}", artifact.name, node.display_name))
}

/// Writes an artifact beside its file first, so that half of one is never taken for all of it.
async fn download(
    connection: &Connection,
    workflow: &Workflow,
    node: &NodeStatus,
    artifact: &Artifact,
    to: &Path,
) -> CliResult<()> {
    let failed = |error: &dyn std::fmt::Display| tried(node, artifact, error);
    let namespace = &workflow.metadata.namespace;
    let pieces = connection.client.artifact(namespace, workflow.name(), &node.id, &artifact.name).await;
    let mut pieces = pieces.map_err(|error| failed(&error))?;
    let folder = to.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| failed(&error))?;
        file.write_all(&piece).map_err(|error| failed(&error))?;
    }
    file.persist(to).map(drop).map_err(|error| failed(&error))
}
