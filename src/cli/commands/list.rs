//! `argo list`.

use crate::cli::context::{Connection, Context};
use crate::cli::error::CliResult;
use crate::cli::exit::Exit;
use crate::cli::output::{self, Output};
use crate::cli::select::{self, Filter};
use crate::cli::show::{self, ListOptions, Rows, View};
use crate::ports::client::{Detail, ListQuery, Listed};

/// List workflows
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    // Argo ignores further words here, and scripts may have them.
    #[arg(hide = true)]
    ignored: Vec<String>,

    /// Workflows of all namespaces
    #[arg(short = 'A', long)]
    all_namespaces: bool,

    /// How many to ask the server for at once; all are listed in any case
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    chunk_size: u32,

    /// Only those that ended
    #[arg(long, conflicts_with = "running")]
    completed: bool,

    /// Only those that have not ended
    #[arg(long)]
    running: bool,

    /// Only those that were resubmitted
    #[arg(long)]
    resubmitted: bool,

    /// Only these phases: Pending, Running, Succeeded, Failed, Error
    #[arg(long, value_name = "PHASE,…", value_delimiter = ',')]
    status: Vec<String>,

    /// Only those with these labels
    #[arg(short = 'l', long)]
    selector: Option<String>,

    /// Only those whose fields match, e.g. metadata.name=x
    #[arg(long, value_name = "SELECTOR")]
    field_selector: Option<String>,

    /// Only names that begin so
    #[arg(long, value_name = "TEXT")]
    prefix: Option<String>,

    /// Only those created in that time, e.g. 30m, 12h, 7d
    #[arg(long, value_name = "TIME")]
    since: Option<String>,

    /// Only those that finished longer ago than that, e.g. 7d
    #[arg(long, value_name = "TIME")]
    older: Option<String>,

    /// Leave the header out
    #[arg(long)]
    no_headers: bool,

    /// Result format: name, json, yaml or wide
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml", "wide"]), hide_possible_values = true)]
    output: Option<Output>,
}

impl List {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let output = self.output.unwrap_or_default();
        let filter = self.filter(ctx)?;
        let connection = ctx.connect().await?;
        let everywhere = self.all_namespaces || connection.namespace.is_empty();
        let detail = match output {
            Output::Text | Output::Short => Detail::Summary,
            // A cluster's metadata tell when a workflow ended, but not to be relied on where that decides.
            Output::Name if connection.local || self.older.is_some() => Detail::Summary,
            Output::Name => Detail::Metadata,
            Output::Wide | Output::Json | Output::Yaml => Detail::Full,
        };
        let query = ListQuery {
            namespace: (!everywhere).then(|| connection.namespace.clone()),
            labels: filter.selector(),
            fields: self.field_selector.clone().unwrap_or_default(),
            chunk: self.chunk_size,
            detail,
        };
        let columns = ListOptions {
            namespace: everywhere,
            wide: output == Output::Wide,
            uid: false,
            headings: !self.no_headers,
        };
        ctx.ui.print(&match output {
            Output::Json | Output::Yaml => {
                let mut workflows = connection.client.list_workflows(&query).await?;
                workflows.retain(|workflow| filter.admits(workflow));
                select::sort(&mut workflows);
                if output == Output::Json {
                    output::json(&workflows, 2)?
                } else {
                    output::yaml(&workflows)? + "\n"
                }
            }
            output => {
                let rows = rows(ctx, &connection, &query, &filter, columns).await?;
                show::list(rows, output, &View::of(ctx))
            }
        })?;
        Ok(Exit::Done)
    }

    fn filter(&self, ctx: &Context) -> CliResult<Filter> {
        let ago = |text: &Option<String>| text.as_deref().map(|t| select::ago(ctx.now(), t)).transpose();
        Ok(Filter {
            labels: self.selector.clone().unwrap_or_default(),
            phases: self.status.clone(),
            completed: match (self.completed, self.running) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
            resubmitted: self.resubmitted,
            prefix: self.prefix.clone().unwrap_or_default(),
            created_after: ago(&self.since)?,
            finished_before: ago(&self.older)?,
        })
    }
}

/// The rows of the workflows that pass, in order; of each workflow, only its row is kept.
async fn rows(
    ctx: &Context,
    connection: &Connection,
    query: &ListQuery,
    filter: &Filter,
    columns: ListOptions,
) -> CliResult<Rows> {
    let mut rows = Rows::new(columns, ctx.now());
    let mut each = |listed: Listed<'_>| match listed {
        Listed::Anew => rows.clear(),
        Listed::Workflow(workflow) if filter.admits(workflow) => rows.push(workflow),
        Listed::Workflow(_) => {}
    };
    connection.client.list_each(query, &mut each).await?;
    rows.sort();
    Ok(rows)
}
