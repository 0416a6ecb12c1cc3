//! `argo timeline`.

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::preview::{PreviewArgs, names_file};
use crate::cli::show::View;
use crate::core::api::Workflow;
use crate::core::picture::timeline::{self, timeline};

/// Where there is no terminal to ask.
const COLUMNS: usize = 100;

/// Draw when which step of a workflow ran
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  argo timeline @latest
  argo timeline @latest -o html > timeline.html
  argo timeline @latest -o trace > trace.json      # for https://ui.perfetto.dev or chrome://tracing")]
pub(crate) struct Timeline {
    /// Workflow, or a file with one that was saved with its status; @latest is the newest
    #[arg(default_value = "@latest", hide_default_value = true, value_name = "WORKFLOW|FILE")]
    subject: String,

    /// Result format: text, svg, html or trace
    #[arg(short, long, default_value = "text", value_parser = ["text", "svg", "html", "trace"], hide_possible_values = true)]
    output: String,

    /// Columns to draw in; by default those of the terminal
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,

    /// Draw with ASCII characters only
    #[arg(long)]
    no_utf8: bool,
}

impl Timeline {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let workflow = self.workflow(ctx).await?;
        let view = View::of(ctx);
        let drawn = timeline(&workflow, view.now);
        if drawn.rows.is_empty() {
            return Err(CliError::new(format!("no step of {} has begun", workflow.name()))
                .hint("`argo graph` draws what would run"));
        }
        ctx.ui.print(&match self.output.as_str() {
            "svg" => timeline::timeline_svg(&drawn),
            "html" => timeline::timeline_html(&drawn),
            "trace" => timeline::timeline_trace(&drawn),
            _ => {
                let columns = self.width.or(ctx.ui.columns()).unwrap_or(COLUMNS);
                view.printed(&timeline::timeline_text(&drawn, columns, !self.no_utf8))
            }
        })?;
        Ok(Exit::Done)
    }

    async fn workflow(&self, ctx: &Context) -> CliResult<Workflow> {
        if names_file(&self.subject) {
            let offline = PreviewArgs { offline: true, ..PreviewArgs::default() };
            let mut found = offline.workflows(ctx, std::slice::from_ref(&self.subject)).await?;
            return match (found.pop(), found.is_empty()) {
                (Some(workflow), true) => Ok(workflow),
                _ => Err(CliError::usage("one workflow is wanted, several were found")),
            };
        }
        let connection = ctx.connect().await?;
        connection.workflow(&self.subject).await
    }
}
