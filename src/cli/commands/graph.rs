//! `argo graph`.

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::preview::{PreviewArgs, names_file};
use crate::cli::show::View;
use crate::core::api::Workflow;
use crate::core::picture::{self, Direction, Graph};

/// Draw what follows what in a workflow
///
/// Of a workflow that runs or ran: its nodes, with phases and durations. Of a file: what would run, as far as that is known
/// before it does.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  argo graph @latest
  argo graph workflow.yaml
  argo graph @latest -o svg > graph.svg
  argo graph workflow.yaml -o mermaid")]
pub(crate) struct Graphed {
    /// Workflow, or a file with one; @latest is the newest
    #[arg(default_value = "@latest", hide_default_value = true, value_name = "WORKFLOW|FILE")]
    subject: String,

    /// Result format: text, svg, mermaid or dot
    #[arg(short, long, default_value = "text", value_parser = ["text", "svg", "mermaid", "dot"], hide_possible_values = true)]
    output: String,

    /// Where lines lead: right or down; text leads to the right
    #[arg(long, default_value = "right", value_parser = ["right", "down"], hide_possible_values = true)]
    direction: String,

    /// Fold more than so many steps that are alike into one; 0 draws all
    #[arg(long, value_name = "COUNT", default_value_t = 12)]
    fold: usize,

    /// Columns to draw in; by default those of the terminal
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,

    /// Draw with ASCII characters only
    #[arg(long)]
    no_utf8: bool,

    #[command(flatten)]
    preview: PreviewArgs,
}

impl Graphed {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let graphs = self.graphs(ctx).await?;
        let direction = if self.direction == "down" { Direction::Down } else { Direction::Right };
        if graphs.len() > 1 && self.output != "text" {
            return Err(CliError::usage(format!("one workflow is wanted, {} were found", graphs.len())));
        }
        let view = View::of(ctx);
        for graph in graphs {
            let graph = if self.fold == 0 { graph } else { picture::fold(&graph, self.fold) };
            ctx.ui.print(&match self.output.as_str() {
                "svg" => picture::graph_svg(&graph, direction, view.now),
                "mermaid" => picture::graph_mermaid(&graph, direction, view.now),
                "dot" => picture::graph_dot(&graph, direction, view.now),
                _ => {
                    let columns = self.width.or(ctx.ui.columns()).unwrap_or(0);
                    view.printed(&picture::graph_text(&graph, columns, !self.no_utf8, view.now))
                }
            })?;
        }
        Ok(Exit::Done)
    }

    async fn graphs(&self, ctx: &Context) -> CliResult<Vec<Graph>> {
        if names_file(&self.subject) {
            let workflows = self.preview.workflows(ctx, std::slice::from_ref(&self.subject)).await?;
            return Ok(workflows.iter().map(drawn).collect());
        }
        let connection = ctx.connect().await?;
        Ok(vec![drawn(&connection.workflow(&self.subject).await?)])
    }
}

/// What ran, also in a file that a workflow was saved in; else what would run.
fn drawn(workflow: &Workflow) -> Graph {
    if workflow.status.nodes.is_empty() { picture::planned(workflow) } else { picture::observed(workflow) }
}
