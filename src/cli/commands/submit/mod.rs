//! `argo submit`.

mod artifacts;
mod effect;
mod from;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::follow::{self, FollowArgs};
use crate::cli::manifest;
use crate::cli::output::{self, Output};
use crate::cli::parameters::{self, ParameterArgs};
use crate::cli::show::{self, View};
use crate::core::api::Workflow;
use crate::core::edit::{EditError, Source, SubmitOptions};
use crate::ports::client::{ClientError, Refusal};

/// Submit a workflow
///
/// Files, directories, URLs and `-` for standard input may be given; each Workflow in them is submitted.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  argo submit --watch hello.yaml
  argo submit hello.yaml -p message=hi --wait
  argo submit --from workflowtemplate/hello --log
  argo submit report.yaml --artifact data=sales.csv
  argo submit https://example.com/workflow.yaml -o name")]
pub(crate) struct Submit {
    /// Files, directories, URLs, or - for standard input
    #[arg(value_name = "FILE", conflicts_with = "from")]
    files: Vec<String>,

    /// Submit what is stored: workflowtemplate/NAME, clusterworkflowtemplate/NAME or cronworkflow/NAME
    #[arg(long, value_name = "KIND/NAME")]
    from: Option<String>,

    /// Name of the workflow
    #[arg(long)]
    name: Option<String>,

    /// Beginning of a name that is completed at random
    #[arg(long, value_name = "PREFIX")]
    generate_name: Option<String>,

    /// Template to start with
    #[arg(long, value_name = "TEMPLATE")]
    entrypoint: Option<String>,

    #[command(flatten)]
    parameters: ParameterArgs,

    /// File or URL with a mapping of argument names to values
    #[arg(short = 'f', long, value_name = "FILE")]
    parameter_file: Option<String>,

    /// File or folder for an input artifact, as NAME=FILE (repeatable); on this machine, or for what an Argo Server has stored
    #[arg(long, value_name = "NAME=FILE", conflicts_with_all = ["dry_run", "server_dry_run"])]
    artifact: Vec<String>,

    /// Labels to put on the workflow, as NAME=VALUE,…
    #[arg(short, long)]
    labels: Option<String>,

    /// Annotations to put on the workflow, as NAME=VALUE,…
    #[arg(long)]
    annotations: Option<String>,

    /// Service account to run as
    #[arg(long, value_name = "NAME")]
    serviceaccount: Option<String>,

    /// Priority among workflows that wait
    #[arg(long, allow_negative_numbers = true)]
    priority: Option<i32>,

    /// Time that counts as the scheduled one, RFC 3339; with --from cronworkflow
    #[arg(long, value_name = "TIME")]
    scheduled_time: Option<String>,

    /// Print what would be sent, without sending it; needs -o
    #[arg(long)]
    dry_run: bool,

    /// Let the server check the workflow without keeping it; needs -o
    #[arg(long)]
    server_dry_run: bool,

    /// Refuse fields that a workflow does not have
    #[arg(long, default_value_t = true, action = clap::ArgAction::Set, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    strict: bool,

    /// Result format: name, json, yaml or wide
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml", "wide"]), hide_possible_values = true)]
    output: Option<Output>,

    #[command(flatten)]
    follow: FollowArgs,
}

impl Submit {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let parameters = parameters::all(&self.parameters.parameter, self.parameter_file.as_deref()).await?;
        let options = SubmitOptions {
            name: self.name.clone().unwrap_or_default(),
            generate_name: self.generate_name.clone().unwrap_or_default(),
            entrypoint: self.entrypoint.clone().unwrap_or_default(),
            service_account: self.serviceaccount.clone().unwrap_or_default(),
            priority: self.priority,
            labels: self.labels.clone().unwrap_or_default(),
            parameters,
            instance_id: String::new(),
        };
        let from = self.from.as_deref().map(Source::parse).transpose().map_err(usage)?;
        let annotations = parameters::pairs("--annotations", self.annotations.as_deref())?;
        let given = artifacts::parse(&self.artifact)?;
        let change = |workflow: &mut Workflow| -> CliResult<()> {
            parameters::check(workflow, &self.parameters.parameter)?;
            artifacts::announce(workflow, &given)?;
            options.apply(workflow).map_err(usage)?;
            workflow.metadata.annotations.extend(annotations.iter().cloned());
            Ok(())
        };
        let files = manifest::read_all(&self.files).await?;
        let mut workflows = Vec::new();
        for found in manifest::of_kind(&files, "Workflow", ctx.ui)? {
            let mut workflow = found.decode::<Workflow>(self.strict)?;
            change(&mut workflow)?;
            workflows.push((workflow, found.at));
        }
        self.check(workflows.len())?;
        // What is wrong with the workflow itself is said before any place is asked.
        let mut open = Vec::new();
        for (workflow, at) in &workflows {
            let value = output::value(workflow)?;
            let alone = manifest::check_alone(&files, *at, &value, false);
            if !alone.map_err(|error| parameters::with_missing(error, workflow))? {
                open.push((value, *at));
            }
        }
        let mut workflows: Vec<Workflow> = workflows.into_iter().map(|(workflow, _)| workflow).collect();
        if self.dry_run && from.is_none() {
            let (namespace, local) = ctx.destination().await?;
            if open.is_empty() || !local {
                return workflows
                    .into_iter()
                    .try_for_each(|one| self.print(ctx, &placed(one, &namespace)))
                    .map(|()| Exit::Done);
            }
        }
        let connection = ctx.connect().await?;
        open.retain(|_| connection.local);
        let mut created = Vec::new();
        if let Some(from) = from.as_ref().filter(|_| connection.hosted && !self.dry_run) {
            let sent = artifacts::send(&connection, from, &given).await?;
            let more = from::More { annotations: &annotations, artifacts: &sent };
            let made = from::hosted(&connection, from, &options, &more, self.server_dry_run).await?;
            self.print(ctx, &made)?;
            created.push(made);
        } else if let Some(from) = &from {
            from::check(&connection, from, &self.parameters.parameter).await?;
            let mut workflow = from::workflow(ctx, &connection, from, self.scheduled_time.as_deref()).await?;
            change(&mut workflow)?;
            workflows.push(workflow);
        }
        for (workflow, at) in &open {
            manifest::check_with(&connection, &files, *at, workflow, false).await?;
        }
        for mut workflow in workflows {
            artifacts::bring(ctx, &connection, &mut workflow, &given).await?;
            if connection.local
                && let Some(note) = effect::note(&workflow)?
            {
                ctx.ui.note(&note);
            }
            created.push(self.submit_one(ctx, &connection, workflow).await?);
        }
        if self.dry_run || self.server_dry_run {
            return Ok(Exit::Done);
        }
        let quiet = matches!(self.output, Some(Output::Name | Output::Json | Output::Yaml));
        let follow = FollowArgs { json: matches!(self.output, Some(Output::Json)), ..self.follow };
        follow::follow(ctx, &connection, &created, &follow, quiet).await
    }

    /// Checks which options go together; `files` is how many workflows the files have.
    fn check(&self, files: usize) -> CliResult<()> {
        let dry = if self.dry_run { Some("--dry-run") } else { None };
        let dry = dry.or(self.server_dry_run.then_some("--server-dry-run"));
        let follow = &self.follow;
        if let (true, Some(dry)) = (follow.watch || follow.wait || follow.log, dry) {
            return Err(CliError::usage(format!("--watch, --wait and --log cannot be combined with {dry}")));
        }
        if self.dry_run && self.server_dry_run {
            return Err(CliError::usage("--dry-run cannot be combined with --server-dry-run"));
        }
        if let (Some(dry), None) = (dry, self.output) {
            return Err(CliError::usage(format!("{dry} should have an output option"))
                .hint("add -o yaml, -o json or -o name"));
        }
        if follow.watch && files > 1 {
            return Err(CliError::usage("cannot watch more than one workflow"));
        }
        if follow.watch && follow.wait {
            return Err(CliError::usage("--wait cannot be combined with --watch"));
        }
        if files == 0 && self.from.is_none() {
            return Err(CliError::new("no workflow found in given files"));
        }
        Ok(())
    }

    async fn submit_one(
        &self,
        ctx: &Context,
        connection: &Connection,
        workflow: Workflow,
    ) -> CliResult<Workflow> {
        let mut workflow = placed(workflow, &connection.namespace);
        if !self.dry_run {
            let namespace = workflow.metadata.namespace.clone();
            let sent = connection.client.create_workflow(&namespace, &workflow, self.server_dry_run).await;
            workflow = sent.map_err(|error| refused(error, &workflow))?;
        }
        self.print(ctx, &workflow)?;
        Ok(workflow)
    }

    fn print(&self, ctx: &Context, workflow: &Workflow) -> CliResult<()> {
        let output = self.output.unwrap_or_default();
        let dry = self.dry_run || self.server_dry_run;
        let machine = if dry { output::machine_with_kind } else { output::machine };
        match machine(workflow, output)? {
            Some(text) => ctx.ui.print(&text),
            // The live view shows the same and more.
            None if self.follow.watch && ctx.ui.is_terminal() => Ok(()),
            None => ctx.ui.print(&show::workflow(workflow, &View::of(ctx))?),
        }
    }
}

/// A workflow that names no namespace goes to the one that counts.
fn placed(mut workflow: Workflow, namespace: &str) -> Workflow {
    if workflow.metadata.namespace.is_empty() {
        namespace.clone_into(&mut workflow.metadata.namespace);
    }
    workflow
}

fn usage(error: EditError) -> CliError {
    CliError::usage(error.to_string())
}

fn refused(error: ClientError, workflow: &Workflow) -> CliError {
    let exists = error.refusal == Refusal::AlreadyExists;
    let error = CliError::from(error).context("failed to submit workflow");
    if exists {
        return error
            .hint(format!("`argo delete {}` removes it; --name gives another name", workflow.name()));
    }
    error
}
