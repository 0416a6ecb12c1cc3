//! `argo archive resubmit` and `argo archive retry`.

use serde_json::json;

use super::{ARCHIVE, Naming, stored, typed};
use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::follow::{self, FollowArgs};
use crate::cli::output::{self, Output};
use crate::cli::parameters::{self, ParameterArgs};
use crate::cli::show::View;
use crate::cli::zone::zone;
use crate::core::render::archived;

/// What both commands take.
#[derive(Debug, clap::Args)]
pub(crate) struct Again {
    /// Names or uids of workflows
    #[arg(value_name = "WORKFLOW")]
    workflows: Vec<String>,

    /// Those with these labels, of all namespaces
    #[arg(short = 'l', long)]
    selector: Option<String>,

    /// Namespace of those that --selector chooses, as Argo takes this flag
    #[arg(long, value_name = "NAMESPACE", hide = true)]
    field_selector: Option<String>,

    #[command(flatten)]
    naming: Naming,

    #[command(flatten)]
    parameters: ParameterArgs,

    /// Result format: name, json, yaml or wide
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml", "wide"]), hide_possible_values = true)]
    output: Option<Output>,

    /// Show the steps as they run, until the workflow ends
    #[arg(long)]
    watch: bool,

    /// Wait until the workflow ends; the exit status says how it ended
    #[arg(short, long)]
    wait: bool,

    /// Print the logs until the workflow ends
    #[arg(long)]
    log: bool,
}

/// Flags of `archive resubmit`.
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

/// Flags of `archive retry`.
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

impl Resubmit {
    pub(super) async fn run(self, ctx: &Context, connection: &Connection) -> CliResult {
        if self.priority.is_some() {
            ctx.ui.note("warning: --priority has no effect here, as in Argo");
        }
        let more = json!({"memoized": self.memoized});
        self.again.run(ctx, connection, "resubmit", &more).await
    }
}

impl Retry {
    pub(super) async fn run(self, ctx: &Context, connection: &Connection) -> CliResult {
        if self.again.workflows.is_empty()
            && self.again.selector.is_none()
            && self.again.field_selector.is_none()
        {
            return Err(CliError::usage("requires either node name or selector flag")
                .hint("name a workflow, or choose some with -l"));
        }
        let selector = self.node_field_selector.unwrap_or_default();
        let more = json!({"restartSuccessful": self.restart_successful, "nodeFieldSelector": selector});
        self.again.run(ctx, connection, "retry", &more).await
    }
}

impl Again {
    /// Uid and namespace of each workflow that is meant.
    async fn targets(&self, connection: &Connection) -> CliResult<Vec<(String, String)>> {
        let mut targets = Vec::new();
        if self.selector.is_some() || self.field_selector.is_some() {
            let namespace = self.field_selector.as_deref().unwrap_or_default();
            let labels = self.selector.clone().unwrap_or_default();
            let found =
                stored(connection, namespace, vec![("listOptions.labelSelector", labels)], usize::MAX);
            targets.extend(found.await?.into_iter().map(|one| (one.metadata.uid, one.metadata.namespace)));
        }
        for given in &self.workflows {
            targets.push((self.naming.uid_of(connection, given).await?, connection.namespace.clone()));
        }
        Ok(targets)
    }

    async fn run(
        &self,
        ctx: &Context,
        connection: &Connection,
        verb: &str,
        more: &serde_json::Value,
    ) -> CliResult {
        let parameters = parameters::all(&self.parameters.parameter, None).await?;
        let output = self.output.unwrap_or_default();
        let mut started = Vec::new();
        for (uid, namespace) in self.targets(connection).await? {
            let mut body = more.clone();
            body["uid"] = uid.as_str().into();
            body["namespace"] = namespace.into();
            body["parameters"] = json!(parameters);
            let workflow = typed(connection.client.put_hosted(&[ARCHIVE, &uid, verb], &body).await?)?;
            ctx.ui.print(&match output {
                Output::Json => output::json_line(&workflow)?,
                Output::Yaml => output::machine(&workflow, Output::Yaml)?.unwrap_or_default() + "\n",
                _ => View::of(ctx).printed(&archived::workflow(&workflow, ctx.now(), zone())),
            })?;
            started.push(workflow);
        }
        if started.len() != 1 {
            return Ok(Exit::Done);
        }
        // Waiting wins where both are given.
        let follow = FollowArgs {
            watch: self.watch && !self.wait,
            wait: self.wait,
            log: self.log,
            ..FollowArgs::default()
        };
        let quiet = matches!(output, Output::Name | Output::Json | Output::Yaml);
        follow::follow(ctx, connection, &started, &follow, quiet).await
    }
}
