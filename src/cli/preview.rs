//! Workflows of files as they would run: with the templates that they refer to, and arguments in their places.

use std::path::Path;

use serde_json::Value;

use super::context::Context;
use super::error::{CliError, CliResult};
use super::manifest;
use super::parameters;
use crate::core::api::{CronWorkflow, Workflow};
use crate::core::edit::SubmitOptions;
use crate::core::lint::{File, Library, Shelf};
use crate::core::preview::complete;

/// What is previewed, and with what.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct PreviewArgs {
    #[command(flatten)]
    pub(crate) parameters: parameters::ParameterArgs,

    /// File or URL with a mapping of argument names to values
    #[arg(short = 'f', long, value_name = "FILE")]
    pub(crate) parameter_file: Option<String>,

    /// Ask nobody for templates that the files do not have
    #[arg(long)]
    pub(crate) offline: bool,
}

/// Whether an argument that may name a workflow or a file names a file.
pub(crate) fn names_file(argument: &str) -> bool {
    let path = Path::new(argument);
    let manifest =
        path.extension().is_some_and(|end| ["yaml", "yml", "json"].iter().any(|known| end == *known));
    argument == "-" || argument.contains('/') || manifest || path.is_file()
}

impl PreviewArgs {
    /// The workflows of the files. Where there are none, what stored templates and schedules would run.
    pub(crate) async fn workflows(&self, ctx: &Context, names: &[String]) -> CliResult<Vec<Workflow>> {
        let given = parameters::all(&self.parameters.parameter, self.parameter_file.as_deref()).await?;
        let files = manifest::read_all(names).await?;
        let mut found = Vec::new();
        for one in manifest::objects(&files)? {
            let rank = ["Workflow", "CronWorkflow", "WorkflowTemplate", "ClusterWorkflowTemplate"]
                .iter()
                .position(|kind| *kind == one.kind());
            if let Some(rank) = rank {
                found.push((rank, one));
            }
        }
        let first = found.iter().map(|(rank, _)| *rank).min();
        let mut workflows = Vec::new();
        for (_, one) in found.into_iter().filter(|(rank, _)| Some(*rank) == first) {
            one.check()?;
            let mut workflow = match one.kind() {
                "Workflow" => one.decode::<Workflow>(false)?,
                "CronWorkflow" => of_schedule(one.decode::<CronWorkflow>(false)?),
                _ => of_template(one.value())?,
            };
            parameters::check(&workflow, &self.parameters.parameter)?;
            let options = SubmitOptions { parameters: given.clone(), ..SubmitOptions::default() };
            options.apply(&mut workflow).map_err(|error| CliError::usage(error.to_string()))?;
            workflows.push(self.completed(ctx, &files, workflow).await?);
        }
        if workflows.is_empty() {
            return Err(CliError::new("no workflow found in given files"));
        }
        Ok(workflows)
    }

    async fn completed(&self, ctx: &Context, files: &[File], workflow: Workflow) -> CliResult<Workflow> {
        let look = |library: &Library| {
            let shelf = Shelf::new(library, &workflow.metadata.namespace);
            let done = complete(&workflow, &shelf, ctx.now());
            (done, shelf.wanted.into_inner())
        };
        let (mut done, wanted) = look(&Library::of(files, "", self.offline));
        if !wanted.is_empty() && !self.offline {
            let connection = ctx.connect().await?;
            let library = Library::of(files, &connection.namespace, false);
            done = manifest::library(&connection, library, look).await?;
        }
        for words in &done.missing {
            ctx.ui.note(&format!("warning: {words}"));
        }
        Ok(done.workflow)
    }
}

fn of_schedule(cron: CronWorkflow) -> Workflow {
    let mut workflow = Workflow::default();
    "Workflow".clone_into(&mut workflow.kind);
    "argoproj.io/v1alpha1".clone_into(&mut workflow.api_version);
    workflow.metadata.generate_name = format!("{}-", cron.metadata.name);
    workflow.metadata.namespace = cron.metadata.namespace;
    workflow.spec = cron.spec.workflow_spec;
    workflow
}

/// The workflow that `submit --from` would make.
fn of_template(template: &Value) -> CliResult<Workflow> {
    let mut workflow = Workflow::default();
    "Workflow".clone_into(&mut workflow.kind);
    "argoproj.io/v1alpha1".clone_into(&mut workflow.api_version);
    let text = |pointer| template.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    workflow.metadata.generate_name = format!("{}-", text("/metadata/name"));
    text("/metadata/namespace").clone_into(&mut workflow.metadata.namespace);
    let spec = template.get("spec").cloned().unwrap_or_default();
    workflow.spec = serde_json::from_value(spec).map_err(|error| CliError::new(error.to_string()))?;
    Ok(workflow)
}
