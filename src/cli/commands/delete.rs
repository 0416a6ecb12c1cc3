//! `argo delete`.

use futures::StreamExt;
use futures::stream;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::select::{self, Filter};
use crate::ports::client::{Detail, ListQuery, Refusal};

/// How many workflows are deleted at the same time.
const AT_ONCE: usize = 8;

/// Delete workflows
#[derive(Debug, clap::Args)]
pub(crate) struct Delete {
    /// Workflows; @latest is the newest
    #[arg(value_name = "WORKFLOW")]
    names: Vec<String>,

    /// All workflows of the namespace
    #[arg(long)]
    all: bool,

    /// Workflows of all namespaces
    #[arg(short = 'A', long)]
    all_namespaces: bool,

    /// Those that ended
    #[arg(long)]
    completed: bool,

    /// Those that were resubmitted
    #[arg(long)]
    resubmitted: bool,

    /// Those whose names begin so
    #[arg(long, value_name = "TEXT")]
    prefix: Option<String>,

    /// Those that finished longer ago than that, e.g. 7d
    #[arg(long, value_name = "TIME")]
    older: Option<String>,

    /// Those of these phases
    #[arg(long, value_name = "PHASE,…", value_delimiter = ',')]
    status: Vec<String>,

    /// Those with these labels
    #[arg(short = 'l', long)]
    selector: Option<String>,

    /// Those whose fields match, e.g. metadata.name=x
    #[arg(long, value_name = "SELECTOR")]
    field_selector: Option<String>,

    /// Take finalizers away first
    #[arg(long)]
    force: bool,

    /// Only say what would be deleted
    #[arg(long)]
    dry_run: bool,

    /// How many to ask the server for at once; all are found in any case
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    query_chunk_size: u32,
}

impl Delete {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        if self.names.is_empty() && !self.chooses() {
            return Err(CliError::usage("nothing to delete was named").hint(
                "name workflows, or choose some: --all, --completed, --older 7d, --prefix, --status, -l",
            ));
        }
        let connection = ctx.connect().await?;
        let mut targets: Vec<(String, String)> =
            self.names.iter().map(|name| (connection.namespace.clone(), name.clone())).collect();
        if self.chooses() {
            targets.extend(self.chosen(ctx, &connection).await?);
        }
        if targets.is_empty() {
            ctx.ui.line("No resources found")?;
            return Ok(Exit::Done);
        }
        let deletions = stream::iter(targets).map(|(namespace, name)| self.one(&connection, namespace, name));
        let mut deletions = deletions.buffered(AT_ONCE);
        let (mut failed, mut total) = (Vec::new(), 0);
        while let Some(deleted) = deletions.next().await {
            total += 1;
            match deleted {
                Ok(line) => ctx.ui.line(&line)?,
                Err(error) => failed.push(error),
            }
        }
        finish(ctx, failed, total)
    }

    fn chooses(&self) -> bool {
        let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
        self.all
            || self.all_namespaces
            || self.completed
            || self.resubmitted
            || !self.status.is_empty()
            || [&self.prefix, &self.older, &self.selector, &self.field_selector].into_iter().any(given)
    }

    async fn chosen(&self, ctx: &Context, connection: &Connection) -> CliResult<Vec<(String, String)>> {
        let older = self.older.as_deref().map(|text| select::ago(ctx.now(), text)).transpose()?;
        let filter = Filter {
            labels: self.selector.clone().unwrap_or_default(),
            phases: self.status.clone(),
            completed: self.completed.then_some(true),
            resubmitted: self.resubmitted,
            prefix: self.prefix.clone().unwrap_or_default(),
            created_after: None,
            finished_before: older,
        };
        let query = ListQuery {
            namespace: (!self.all_namespaces).then(|| connection.namespace.clone()),
            labels: filter.selector(),
            fields: self.field_selector.clone().unwrap_or_default(),
            chunk: self.query_chunk_size,
            // The metadata of a cluster's workflows tell when they ended, but not to be relied on where that decides.
            detail: if older.is_some() || connection.local { Detail::Summary } else { Detail::Metadata },
        };
        let mut found = connection.client.list_workflows(&query).await?;
        found.retain(|workflow| filter.admits(workflow));
        select::sort(&mut found);
        Ok(found.into_iter().map(|w| (w.metadata.namespace, w.metadata.name)).collect())
    }

    async fn one(&self, connection: &Connection, namespace: String, name: String) -> CliResult<String> {
        if self.dry_run {
            return Ok(format!("Workflow '{name}' deleted (dry-run)"));
        }
        match connection.client.delete_workflow(&namespace, &name, self.force).await {
            Ok(()) => Ok(format!("Workflow '{name}' deleted")),
            Err(error) if error.refusal == Refusal::NotFound => Ok(format!("Workflow '{name}' not found")),
            Err(error) => Err(CliError::from(error).context(format!("delete workflow {name}"))),
        }
    }
}

fn finish(ctx: &Context, mut failed: Vec<CliError>, total: usize) -> CliResult {
    let count = failed.len();
    let Some(last) = failed.pop() else { return Ok(Exit::Done) };
    for error in &failed {
        if let Some(report) = error.report() {
            ctx.ui.note(report.trim_end());
        }
    }
    if total > 1 {
        ctx.ui.note(&format!("{count} of {total} were not deleted"));
    }
    Err(last)
}
