//! `argo render`.

use crate::cli::context::Context;
use crate::cli::error::CliResult;
use crate::cli::exit::Exit;
use crate::cli::output::{self, Output};
use crate::cli::preview::PreviewArgs;
use crate::core::preview::expand_loops;

/// Print workflows as they would run
///
/// Templates of other objects are put in, arguments stand in the place of their names, and loops whose items are known are
/// written out, with the names that their nodes will have. What is only known when it runs stays as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  argo render workflow.yaml -p message=hi
  argo render --keep-loops workflow.yaml templates/ | argo submit -")]
pub(crate) struct Render {
    /// Files, directories, URLs, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,

    #[command(flatten)]
    preview: PreviewArgs,

    /// Leave loops as they are, so that the result can be submitted
    #[arg(long)]
    keep_loops: bool,

    /// Result format: yaml or json
    #[arg(short, long, value_parser = output::one_of(["yaml", "json"]), hide_possible_values = true)]
    output: Option<Output>,
}

impl Render {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let output = self.output.unwrap_or(Output::Yaml);
        for (index, mut workflow) in self.preview.workflows(ctx, &self.files).await?.into_iter().enumerate() {
            if !self.keep_loops {
                expand_loops(&mut workflow, ctx.now());
            }
            if index > 0 && output == Output::Yaml {
                ctx.ui.line("---")?;
            }
            ctx.ui.print(&output::machine_with_kind(&workflow, output)?.unwrap_or_default())?;
        }
        Ok(Exit::Done)
    }
}
