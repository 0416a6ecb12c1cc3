//! `argo get`.

use crate::cli::context::Context;
use crate::cli::error::CliResult;
use crate::cli::exit::Exit;
use crate::cli::live;
use crate::cli::output::{self, Output};
use crate::cli::show::{self, View};

/// Show workflows and their steps
#[derive(Debug, clap::Args)]
pub(crate) struct Get {
    /// Workflows; @latest is the newest
    #[arg(required = true, value_name = "WORKFLOW")]
    names: Vec<String>,

    /// Result format: name, json, yaml, short or wide
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml", "short", "wide"]), hide_possible_values = true)]
    output: Option<Output>,

    /// Only steps that match, e.g. phase=Failed
    #[arg(long, value_name = "SELECTOR", conflicts_with = "status")]
    node_field_selector: Option<String>,

    /// Only steps of this phase
    #[arg(long, value_name = "PHASE")]
    status: Option<String>,

    /// Draw with ASCII characters only
    #[arg(long)]
    no_utf8: bool,
}

impl Get {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let connection = ctx.connect().await?;
        let output = self.output.unwrap_or_default();
        let mut view = View::of(ctx);
        view.ascii = self.no_utf8;
        view.output = output;
        view.selector = live::node_selector(self.node_field_selector.as_deref(), self.status.as_deref());
        for name in &self.names {
            let workflow = connection.workflow(name).await?;
            let text = match output::machine(&workflow, output)? {
                Some(text) => text,
                None => show::workflow(&workflow, &view)?,
            };
            ctx.ui.print(&text)?;
        }
        Ok(Exit::Done)
    }
}
