//! `argo suspend` and `argo resume`.

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::targets;
use crate::ports::client::Change;

/// Suspend workflows: start no more steps until they are resumed
#[derive(Debug, clap::Args)]
pub(crate) struct Suspend {
    /// Workflows; @latest is the newest
    #[arg(value_name = "WORKFLOW")]
    names: Vec<String>,
}

impl Suspend {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        change(ctx, &self.names, &Change::Suspend, ("suspend", "suspended")).await
    }
}

/// Resume workflows that are suspended or that wait in a suspend step
#[derive(Debug, clap::Args)]
pub(crate) struct Resume {
    /// Workflows; @latest is the newest
    #[arg(value_name = "WORKFLOW", required_unless_present = "node_field_selector")]
    names: Vec<String>,

    /// Only these waiting steps, e.g. displayName=approve
    #[arg(long, value_name = "SELECTOR")]
    node_field_selector: Option<String>,
}

impl Resume {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        if self.names.is_empty() {
            return Err(CliError::usage("--node-field-selector needs the name of a workflow"));
        }
        let change_ = Change::Resume { selector: self.node_field_selector.unwrap_or_default() };
        change(ctx, &self.names, &change_, ("resume", "resumed")).await
    }
}

async fn change(ctx: &Context, names: &[String], change: &Change, words: (&str, &str)) -> CliResult {
    let (verb, done) = words;
    let connection = &ctx.connect().await?;
    let act = |name: String| async move {
        let changed = connection.client.change_workflow(&connection.namespace, &name, change).await;
        if let Err(error) = changed {
            let error = CliError::of_workflow(error, connection, &name).await;
            return Err(error.context(format!("failed to {verb} {name}")));
        }
        Ok(format!("workflow {name} {done}"))
    };
    targets::each(ctx, names.to_vec(), act, |line: String| ctx.ui.line(&line)).await?;
    Ok(Exit::Done)
}
