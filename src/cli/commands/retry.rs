//! `argo retry` and `argo resubmit`.

use super::again;
use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::follow::{self, FollowArgs};
use crate::cli::leave::TimeoutArg;
use crate::cli::output::{self, Output};
use crate::cli::parameters::{self, ParameterArgs};
use crate::cli::show::{self, View};
use crate::cli::targets::{self, TargetArgs};
use crate::core::api::Workflow;
use crate::ports::client::Change;

/// What both commands take.
#[derive(Debug, clap::Args)]
pub(crate) struct Again {
    #[command(flatten)]
    targets: TargetArgs,

    #[command(flatten)]
    parameters: ParameterArgs,

    /// Result format: name, json, yaml or wide
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml", "wide"]), hide_possible_values = true)]
    output: Option<Output>,

    /// List what would be kept, reset and removed, without changing anything
    #[arg(long, conflicts_with_all = ["watch", "wait", "log"])]
    dry_run: bool,

    /// Show the steps as they run, until the workflow ends
    #[arg(long)]
    watch: bool,

    /// Wait until the workflow ends; the exit status says how it ended
    #[arg(short, long)]
    wait: bool,

    /// Print the logs until the workflow ends
    #[arg(long)]
    log: bool,

    #[command(flatten)]
    timeout: TimeoutArg,
}

/// Run the failed steps of workflows again
#[derive(Debug, clap::Args)]
pub(crate) struct Retry {
    #[command(flatten)]
    again: Again,

    /// Also run successful steps again: those that --node-field-selector names
    #[arg(long)]
    restart_successful: bool,

    /// Steps to run again, e.g. templateName=build; with --restart-successful
    #[arg(long, value_name = "SELECTOR")]
    node_field_selector: Option<String>,
}

impl Retry {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        self.again.targets.require()?;
        let how = How::Retry(Change::Retry {
            restart_successful: self.restart_successful,
            selector: self.node_field_selector.clone().unwrap_or_default(),
            parameters: parameters::all(&self.again.parameters.parameter, None).await?,
        });
        run(ctx, &self.again, &how).await
    }
}

/// Run workflows again as new ones
#[derive(Debug, clap::Args)]
pub(crate) struct Resubmit {
    #[command(flatten)]
    again: Again,

    /// Keep what succeeded; for workflows that failed
    #[arg(long)]
    memoized: bool,

    /// Accepted for older scripts; priorities come from the workflow
    #[arg(long, hide = true, allow_negative_numbers = true)]
    priority: Option<i32>,
}

impl Resubmit {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        if self.priority.is_some() {
            ctx.ui.note("warning: --priority has no effect here, as in Argo");
        }
        let parameters = parameters::all(&self.again.parameters.parameter, None).await?;
        run(ctx, &self.again, &How::Resubmit { memoized: self.memoized, parameters }).await
    }
}

enum How {
    Retry(Change),
    Resubmit { memoized: bool, parameters: Vec<String> },
}

async fn run(ctx: &Context, args: &Again, how: &How) -> CliResult {
    if args.targets.is_empty() {
        return Ok(Exit::Done);
    }
    let connection = &ctx.connect().await?;
    let (client, namespace) = (&connection.client, &connection.namespace);
    let output = args.output.unwrap_or_default();
    let mut started: Vec<Workflow> = Vec::new();
    let names = args.targets.resolve(connection).await?;
    if args.dry_run {
        for name in &names {
            let workflow = connection.workflow(name).await?;
            match how {
                How::Retry(change) => again::show_retry(ctx, &workflow, change, output)?,
                How::Resubmit { memoized, parameters } => {
                    again::show_resubmit(ctx, &workflow, *memoized, parameters, output)?;
                }
            }
        }
        return Ok(Exit::Done);
    }
    let act = |name: String| async move {
        let workflow = match how {
            How::Retry(change) => client.change_workflow(namespace, &name, change).await,
            How::Resubmit { memoized, parameters } => {
                client.resubmit_workflow(namespace, &name, *memoized, parameters).await
            }
        };
        match workflow {
            Ok(workflow) => Ok(workflow),
            Err(error) => Err(CliError::of_workflow(error, connection, &name).await),
        }
    };
    let mut print = |workflow: Workflow| {
        match output::machine(&workflow, output)? {
            Some(text) => ctx.ui.print(&text)?,
            None if args.watch && ctx.ui.is_terminal() => {}
            None => ctx.ui.print(&show::workflow(&workflow, &View::of(ctx))?)?,
        }
        started.push(workflow);
        Ok(())
    };
    targets::each(ctx, names, act, &mut print).await?;
    if started.len() > 1 && (args.watch || args.wait || args.log) {
        ctx.ui.note("warning: --watch, --wait and --log have no effect on more than one workflow");
        return Ok(Exit::Done);
    }
    // Waiting wins where both are given.
    let follow = FollowArgs {
        watch: args.watch && !args.wait,
        wait: args.wait,
        log: args.log,
        timeout: args.timeout.clone(),
        json: output == Output::Json,
        ..FollowArgs::default()
    };
    let quiet = matches!(output, Output::Name | Output::Json | Output::Yaml);
    follow::follow(ctx, connection, &started, &follow, quiet).await
}
