//! `argo watch`.

use crate::cli::context::Context;
use crate::cli::error::CliResult;
use crate::cli::live::{self, Live};

/// Show the steps of a workflow as they run, until it ends
///
/// Ctrl-C ends the view, not the workflow. The exit status says how the workflow ended.
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
}

impl Watch {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let connection = ctx.connect().await?;
        let live = Live {
            namespace: connection.namespace.clone(),
            name: self.name,
            selector: live::node_selector(self.node_field_selector.as_deref(), self.status.as_deref()),
            logs: false,
            goes_on: true,
        };
        live::watch(ctx, &connection, live).await
    }
}
