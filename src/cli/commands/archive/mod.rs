//! `argo archive`: what an Argo Server keeps of workflows that are gone.

mod again;

use clap::Subcommand;
use serde_json::Value;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::output::{self, Output};
use crate::cli::select;
use crate::cli::show::{self, ListOptions, Rows, View};
use crate::cli::zone::zone;
use crate::core::api::Workflow;
use crate::core::render::archived;

/// Where the archive is, below the API.
const ARCHIVE: &str = "archived-workflows";

/// Work with archived workflows, which takes an Argo Server
#[derive(Debug, clap::Args)]
pub(crate) struct Archive {
    #[command(subcommand)]
    pub(crate) action: Option<ArchiveAction>,
}

/// What to do with the archive.
#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveAction {
    /// List archived workflows
    List(List),
    /// Show an archived workflow
    Get(Get),
    /// Delete archived workflows
    Delete(Delete),
    /// List the keys of labels in the archive
    ListLabelKeys,
    /// List the values of a label in the archive
    ListLabelValues(LabelValues),
    /// Run archived workflows again as new ones
    Resubmit(again::Resubmit),
    /// Run the failed steps of archived workflows again
    Retry(again::Retry),
}

/// Flags of `archive list`.
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    // Argo ignores further words here, and scripts may have them.
    #[arg(hide = true)]
    ignored: Vec<String>,

    /// How many to ask the server for at once; all are listed in any case
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    chunk_size: u32,

    /// Only those with these labels
    #[arg(short = 'l', long)]
    selector: Option<String>,

    /// Result format: name, json, yaml or wide
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml", "wide"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// Whether workflows are given by name or by uid.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Naming {
    /// What is given is a name
    #[arg(long, conflicts_with = "uid")]
    name: bool,

    /// What is given is a uid
    #[arg(long)]
    uid: bool,
}

/// Flags of `archive get`.
#[derive(Debug, clap::Args)]
pub(crate) struct Get {
    /// Name or uid of the workflow
    workflow: String,

    #[command(flatten)]
    naming: Naming,

    /// Result format: json, yaml or wide
    #[arg(short, long, value_parser = output::one_of(["json", "yaml", "wide"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// Flags of `archive delete`.
#[derive(Debug, clap::Args)]
pub(crate) struct Delete {
    /// Names or uids of workflows
    #[arg(value_name = "WORKFLOW")]
    workflows: Vec<String>,

    #[command(flatten)]
    naming: Naming,
}

/// Flags of `archive list-label-values`.
#[derive(Debug, clap::Args)]
pub(crate) struct LabelValues {
    /// Key of the label
    #[arg(short = 'l', long, value_name = "KEY", required = true)]
    selector: String,
}

impl ArchiveAction {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        if !ctx.is_hosted() {
            return Err(CliError::new(format!(
                "archive {}: this is impossible if you are not using the Argo Server, see https://argo-workflows.readthedocs.io/en/release-4.1/cli/argo",
                self.word()
            ))
            .hint("name a server with -s or ARGO_SERVER; `argo list` shows the workflows that are still there"));
        }
        let connection = ctx.connect().await?;
        match self {
            Self::List(list) => list.run(ctx, &connection).await,
            Self::Get(get) => get.run(ctx, &connection).await,
            Self::Delete(delete) => delete.run(ctx, &connection).await,
            Self::ListLabelKeys => lines(ctx, &connection, "archived-workflows-label-keys", None).await,
            Self::ListLabelValues(values) => {
                lines(ctx, &connection, "archived-workflows-label-values", Some(values.selector)).await
            }
            Self::Resubmit(resubmit) => resubmit.run(ctx, &connection).await,
            Self::Retry(retry) => retry.run(ctx, &connection).await,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::List(_) => "list",
            Self::Get(_) => "get",
            Self::Delete(_) => "delete",
            Self::ListLabelKeys => "list-label-keys",
            Self::ListLabelValues(_) => "list-label-values",
            Self::Resubmit(_) => "resubmit",
            Self::Retry(_) => "retry",
        }
    }
}

impl List {
    async fn run(self, ctx: &Context, connection: &Connection) -> CliResult {
        let output = self.output.unwrap_or(Output::Wide);
        let labels = self.selector.unwrap_or_default();
        let mut query = vec![("listOptions.labelSelector", labels)];
        if self.chunk_size > 0 {
            query.push(("listOptions.limit", self.chunk_size.to_string()));
        }
        let mut workflows = stored(connection, &connection.namespace, query, usize::MAX).await?;
        select::sort(&mut workflows);
        ctx.ui.print(&match output {
            Output::Json => output::json(&workflows, 2)?,
            Output::Yaml => output::yaml(&workflows)? + "\n",
            output => {
                let columns = ListOptions { namespace: true, wide: true, uid: true, headings: true };
                let mut rows = Rows::new(columns, ctx.now());
                workflows.iter().for_each(|workflow| rows.push(workflow));
                show::list(rows, output, &View::of(ctx))
            }
        })?;
        Ok(Exit::Done)
    }
}

impl Get {
    async fn run(self, ctx: &Context, connection: &Connection) -> CliResult {
        let uid = self.naming.uid_of(connection, &self.workflow).await?;
        let found = connection.client.get_hosted(&[ARCHIVE, &uid], &[]).await?;
        let workflow = typed(found)?;
        let text = match self.output.unwrap_or_default() {
            Output::Json => output::json_line(&workflow)?,
            Output::Yaml => output::machine(&workflow, Output::Yaml)?.unwrap_or_default() + "\n",
            _ => View::of(ctx).printed(&archived::workflow(&workflow, ctx.now(), zone())),
        };
        ctx.ui.print(&text)?;
        Ok(Exit::Done)
    }
}

impl Delete {
    async fn run(self, ctx: &Context, connection: &Connection) -> CliResult {
        for name in &self.workflows {
            let uid = self.naming.uid_of(connection, name).await?;
            connection.client.delete_hosted(&[ARCHIVE, &uid], &[]).await?;
            ctx.ui.line(&format!("Archived workflow '{name}' deleted"))?;
        }
        Ok(Exit::Done)
    }
}

impl Naming {
    /// The uid that is given, or that of the only archived workflow of the name.
    async fn uid_of(self, connection: &Connection, given: &str) -> CliResult<String> {
        if self.uid || (!self.name && is_uid(given)) {
            return Ok(given.to_owned());
        }
        let query = vec![("namePrefix", given.to_owned()), ("nameFilter", "Exact".to_owned())];
        let found = stored(connection, &connection.namespace, query, 2).await?;
        match found.as_slice() {
            [] => Err(CliError::new(format!("resolve UID: archived workflow '{given}' not found"))
                .hint("`argo archive list` shows those there are")),
            [one] => Ok(one.metadata.uid.clone()),
            several => {
                let time = |time: Option<jiff::Timestamp>| {
                    time.map_or_else(|| "unknown".to_owned(), |t| t.to_string())
                };
                let each = several.iter().map(|one| {
                    let (created, finished) = (one.metadata.creation_timestamp, one.status.finished_at);
                    format!("\n  {} created {} finished {}", one.metadata.uid, time(created), time(finished))
                });
                let words = format!(
                    "resolve UID: there are several archived workflows '{given}':{}",
                    each.collect::<String>()
                );
                Err(CliError::new(words).hint("give the uid of the one that is meant, with --uid"))
            }
        }
    }
}

/// Eight, four, four, four and twelve hexadecimal digits.
fn is_uid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let hex = |part: &&str| part.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]) && parts.iter().all(hex)
}

/// Archived workflows, page by page; an empty namespace stands for all. Stops at `most` or a few more.
async fn stored(
    connection: &Connection,
    namespace: &str,
    mut query: Vec<(&str, String)>,
    most: usize,
) -> CliResult<Vec<Workflow>> {
    query.push(("namespace", namespace.to_owned()));
    query.retain(|(_, value)| !value.is_empty());
    let (mut found, mut next) = (Vec::new(), String::new());
    loop {
        let mut page = query.clone();
        if !next.is_empty() {
            page.push(("listOptions.continue", next.clone()));
        }
        let mut page = connection.client.get_hosted(&[ARCHIVE], &page).await?;
        if let Some(Value::Array(items)) = page.get_mut("items").map(Value::take) {
            found.extend(items.into_iter().map(typed).collect::<CliResult<Vec<_>>>()?);
        }
        let more = page.pointer("/metadata/continue").and_then(Value::as_str).unwrap_or_default();
        // A server that says the same twice would do so for ever.
        if more.is_empty() || more == next || found.len() >= most {
            return Ok(found);
        }
        more.clone_into(&mut next);
    }
}

fn typed(object: Value) -> CliResult<Workflow> {
    serde_json::from_value(object)
        .map_err(|error| CliError::new(format!("the server's answer is no workflow: {error}")))
}

/// Prints a list of words, one a line.
async fn lines(ctx: &Context, connection: &Connection, at: &str, selector: Option<String>) -> CliResult {
    let query: Vec<_> = selector.into_iter().map(|text| ("listOptions.labelSelector", text)).collect();
    let found = connection.client.get_hosted(&[at], &query).await?;
    for word in found.get("items").and_then(Value::as_array).into_iter().flatten() {
        ctx.ui.line(word.as_str().unwrap_or_default())?;
    }
    Ok(Exit::Done)
}
