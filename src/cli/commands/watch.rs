//! `argo watch`.

use crate::cli::context::Context;
use crate::cli::error::CliResult;
use crate::cli::leave::TimeoutArg;
use crate::cli::live::{self, Live};
use crate::cli::output::{self, Output};

/// Show the steps of a workflow as they run, until it ends
///
/// Ctrl-C ends the view, not the workflow. The exit status says how the workflow ended.
///
/// In a terminal, keys are: j, k or arrows to move, enter to fold and unfold, l for the log of the selected step, / to
/// filter, s to suspend and resume, x to stop, q to leave.
#[derive(Debug, clap::Args)]
pub(crate) struct Watch {
    /// Workflow; @latest is the newest
    #[arg(value_name = "WORKFLOW")]
    name: String,

    /// Only steps that match, e.g. phase=Failed
    #[arg(long, value_name = "SELECTOR", conflicts_with = "status")]
    node_field_selector: Option<String>,

    /// Only steps of this phase
    #[arg(long, value_name = "PHASE")]
    status: Option<String>,

    /// Also print the logs
    #[arg(long)]
    log: bool,

    /// Result format: json, one object for each change
    #[arg(short, long, value_parser = output::one_of(["json"]), hide_possible_values = true)]
    output: Option<Output>,

    #[command(flatten)]
    timeout: TimeoutArg,
}

impl Watch {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let at_most = self.timeout.time()?;
        let connection = ctx.connect().await?;
        let live = Live {
            namespace: connection.namespace.clone(),
            name: self.name,
            selector: live::node_selector(self.node_field_selector.as_deref(), self.status.as_deref()),
            logs: self.log,
            goes_on: true,
            at_most,
            json: self.output.is_some(),
        };
        live::watch(ctx, &connection, live).await
    }
}
