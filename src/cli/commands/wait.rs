//! `argo wait`.

use std::time::Duration;

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::waiting::{self, Wait as Waiting};
use crate::core::text::duration::parse_go;

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

    /// Wait no longer than that, e.g. 90s or 1h30m
    #[arg(long, value_name = "TIME")]
    timeout: Option<String>,
}

impl Wait {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let connection = ctx.connect().await?;
        let at_most = self.timeout.as_deref().map(time).transpose()?;
        let wait = Waiting { quiet: false, ignore_not_found: self.ignore_not_found, at_most };
        waiting::wait_all(ctx, &connection, &connection.namespace, &self.names, wait).await
    }
}

fn time(text: &str) -> CliResult<Duration> {
    let duration = parse_go(text).ok().and_then(|duration| Duration::try_from(duration).ok());
    duration.ok_or_else(|| {
        CliError::usage(format!("--timeout {text:?} is no time")).hint("write it as 90s, 5m or 1h30m")
    })
}
