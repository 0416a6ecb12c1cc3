//! `--log`, `--wait` and `--watch` after something was started.

use std::time::Instant;

use super::context::{Connection, Context};
use super::error::CliResult;
use super::exit::Exit;
use super::leave::{self, TimeoutArg};
use super::live::{self, Live};
use super::logging::{self, LogStyle};
use super::waiting::{self, Wait};
use crate::core::api::Workflow;
use crate::ports::client::LogQuery;

/// What to do after something was started.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct FollowArgs {
    /// Show the steps as they run, until the workflow ends
    #[arg(long)]
    pub(crate) watch: bool,

    /// Wait until the workflow ends; the exit status says how it ended
    #[arg(short, long)]
    pub(crate) wait: bool,

    /// Print the logs until the workflow ends
    #[arg(long)]
    pub(crate) log: bool,

    /// With --watch: only steps that match, e.g. phase=Failed
    #[arg(long, value_name = "SELECTOR")]
    pub(crate) node_field_selector: Option<String>,

    /// With --watch: only steps of this phase
    #[arg(long, value_name = "PHASE", conflicts_with = "node_field_selector")]
    pub(crate) status: Option<String>,

    #[command(flatten)]
    pub(crate) timeout: TimeoutArg,

    /// With --watch: one JSON object for each change.
    #[arg(skip)]
    pub(crate) json: bool,
}

impl FollowArgs {
    fn nothing(&self) -> bool {
        !self.watch && !self.wait && !self.log
    }

    /// The selector of nodes that both flags stand for.
    pub(crate) fn node_selector(&self) -> String {
        live::node_selector(self.node_field_selector.as_deref(), self.status.as_deref())
    }
}

/// Follows what was started. With `quiet`, waiting prints no line per workflow.
pub(crate) async fn follow(
    ctx: &Context,
    connection: &Connection,
    workflows: &[Workflow],
    args: &FollowArgs,
    quiet: bool,
) -> CliResult {
    if args.nothing() {
        return Ok(Exit::Done);
    }
    let mut exit = Exit::Done;
    let at_most = args.timeout.time()?;
    let begun = Instant::now();
    if let (true, [workflow]) = (args.watch, workflows) {
        let live = Live {
            namespace: workflow.namespace().to_owned(),
            name: workflow.name().to_owned(),
            selector: args.node_selector(),
            logs: args.log,
            goes_on: true,
            at_most,
            json: args.json,
        };
        return live::watch(ctx, connection, live).await;
    }
    for workflow in workflows {
        if args.log {
            let left = at_most.map(|most| most.saturating_sub(begun.elapsed()));
            let query = LogQuery {
                namespace: workflow.namespace().to_owned(),
                workflow: workflow.name().to_owned(),
                container: "main".to_owned(),
                follow: true,
                deleted_pods: connection.local,
                ..LogQuery::default()
            };
            let (style, mut last) = (LogStyle::default(), None);
            tokio::select! {
                done = logging::print(ctx, connection, query, &style, &mut last) => done?,
                why = leave::reason(left) => {
                    let (why, since) = (why?, last.map(|time| format!(" --since-time {time}")).unwrap_or_default());
                    let command = format!("logs -f {}{since}", workflow.name());
                    leave::come_back(ctx, connection, why, &command, workflow.namespace());
                    return Ok(why.exit());
                }
            }
        }
    }
    let left = at_most.map(|most| most.saturating_sub(begun.elapsed()));
    let wait = Wait { quiet: quiet || !args.wait, at_most: left, ..Wait::default() };
    let mut namespaces: Vec<&str> = workflows.iter().map(Workflow::namespace).collect();
    namespaces.sort_unstable();
    namespaces.dedup();
    for namespace in namespaces {
        let of_it = workflows.iter().filter(|workflow| workflow.namespace() == namespace);
        let names: Vec<String> = of_it.map(|workflow| workflow.name().to_owned()).collect();
        let ended = waiting::wait_all(ctx, connection, namespace, &names, wait).await?;
        exit = super::outcome::worst(exit, ended);
    }
    Ok(exit)
}
