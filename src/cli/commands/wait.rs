//! `argo wait`.

use crate::cli::context::Context;
use crate::cli::error::CliResult;
use crate::cli::leave::TimeoutArg;
use crate::cli::waiting::{self, Wait as Waiting};

/// Wait until workflows end
///
/// The exit status is 3 when one of them Failed, 4 when one ended with an Error, 5 when the time given was over.
#[derive(Debug, clap::Args)]
pub(crate) struct Wait {
    /// Workflows; @latest is the newest
    #[arg(value_name = "WORKFLOW")]
    names: Vec<String>,

    /// Workflows that are not there count as done
    #[arg(long)]
    ignore_not_found: bool,

    #[command(flatten)]
    timeout: TimeoutArg,
}

impl Wait {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let at_most = self.timeout.time()?;
        let connection = ctx.connect().await?;
        let wait = Waiting { quiet: false, ignore_not_found: self.ignore_not_found, at_most };
        waiting::wait_all(ctx, &connection, &connection.namespace, &self.names, wait).await
    }
}
