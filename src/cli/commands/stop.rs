//! `argo stop` and `argo terminate`.

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::targets::{self, TargetArgs};
use crate::ports::client::Change;

/// Stop workflows: end their steps, then run their exit handlers
#[derive(Debug, clap::Args)]
pub(crate) struct Stop {
    #[command(flatten)]
    targets: TargetArgs,

    /// Fail these waiting steps instead, e.g. displayName=approve
    #[arg(long, value_name = "SELECTOR")]
    node_field_selector: Option<String>,

    /// Message for these steps
    #[arg(long)]
    message: Option<String>,

    /// Only say what would be stopped
    #[arg(long)]
    dry_run: bool,
}

impl Stop {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let change = Change::Stop {
            selector: self.node_field_selector.unwrap_or_default(),
            message: self.message.unwrap_or_default(),
        };
        end(ctx, &self.targets, &change, "stopped", self.dry_run).await
    }
}

/// Terminate workflows: end everything at once, without exit handlers
#[derive(Debug, clap::Args)]
pub(crate) struct Terminate {
    #[command(flatten)]
    targets: TargetArgs,

    /// Only say what would be terminated
    #[arg(long)]
    dry_run: bool,
}

impl Terminate {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        end(ctx, &self.targets, &Change::Terminate, "terminated", self.dry_run).await
    }
}

async fn end(ctx: &Context, targets: &TargetArgs, change: &Change, done: &str, dry_run: bool) -> CliResult {
    targets.require()?;
    let connection = ctx.connect().await?;
    let names = targets.resolve(&connection).await?;
    let connection = &connection;
    let act = |name: String| async move {
        if dry_run {
            return Ok(format!("workflow {name} {done} (dry-run)"));
        }
        let changed = connection.client.change_workflow(&connection.namespace, &name, change).await;
        let changed = match changed {
            Ok(changed) => changed,
            Err(error) => return Err(CliError::of_workflow(error, connection, &name).await),
        };
        Ok(format!("workflow {} {done}", changed.name()))
    };
    targets::each(ctx, names, act, |line: String| ctx.ui.line(&line)).await?;
    Ok(Exit::Done)
}
