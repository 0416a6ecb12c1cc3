//! Workflows given by name or chosen by selectors, for commands that change them.

use std::collections::HashSet;

use futures::stream::{self, StreamExt};

use super::context::{Connection, Context};
use super::error::{CliError, CliResult};
use super::select::Filter;
use crate::ports::client::{Detail, ListQuery};

/// Flags that choose workflows.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct TargetArgs {
    /// Workflows; @latest is the newest
    #[arg(value_name = "WORKFLOW")]
    pub(crate) names: Vec<String>,

    /// Those with these labels
    #[arg(short = 'l', long)]
    pub(crate) selector: Option<String>,

    /// Those whose fields match, e.g. metadata.name=x
    #[arg(long, value_name = "SELECTOR")]
    pub(crate) field_selector: Option<String>,
}

impl TargetArgs {
    /// Whether nothing was chosen.
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty() && !self.has_selector()
    }

    /// Whether selectors were given.
    pub(crate) fn has_selector(&self) -> bool {
        [&self.selector, &self.field_selector].iter().any(|s| s.as_deref().is_some_and(|t| !t.is_empty()))
    }

    /// Refuses an empty choice.
    pub(crate) fn require(&self) -> CliResult<()> {
        if self.is_empty() {
            return Err(CliError::usage("requires either node name or selector flag")
                .hint("name a workflow, or choose some with -l or --field-selector"));
        }
        Ok(())
    }

    /// The names that are meant, each once: chosen ones first.
    pub(crate) async fn resolve(&self, connection: &Connection) -> CliResult<Vec<String>> {
        let mut names = Vec::new();
        if self.has_selector() {
            let filter = Filter { labels: self.selector.clone().unwrap_or_default(), ..Filter::default() };
            let query = ListQuery {
                namespace: Some(connection.namespace.clone()),
                labels: filter.selector(),
                fields: self.field_selector.clone().unwrap_or_default(),
                chunk: 0,
                detail: if connection.local { Detail::Summary } else { Detail::Metadata },
            };
            let mut found = connection.client.list_workflows(&query).await?;
            super::select::sort(&mut found);
            // A server may say the same twice.
            let mut seen = HashSet::new();
            names.extend(
                found
                    .into_iter()
                    .map(|workflow| workflow.metadata.name)
                    .filter(|name| seen.insert(name.clone())),
            );
        }
        for name in &self.names {
            let name = connection.client.resolve(&connection.namespace, name).await?;
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }
}

/// How many workflows are changed at the same time.
const AT_ONCE: usize = 8;

/// Does something to each name, several at a time, and takes what comes of it in the order of the names. Goes on after
/// errors, and fails in the end when there were any.
pub(crate) async fn each<T, F>(
    ctx: &Context,
    names: Vec<String>,
    act: impl FnMut(String) -> F,
    mut done: impl FnMut(T) -> CliResult<()>,
) -> CliResult<()>
where
    F: Future<Output = CliResult<T>>,
{
    let total = names.len();
    let mut acts = stream::iter(names).map(act).buffered(AT_ONCE);
    let mut failed = Vec::new();
    while let Some(acted) = acts.next().await {
        match acted {
            Ok(value) => done(value)?,
            Err(error) => failed.push(error),
        }
    }
    let last = match failed.pop() {
        None => return Ok(()),
        Some(last) => last,
    };
    for error in &failed {
        if let Some(report) = error.report() {
            ctx.ui.note(report.trim_end());
        }
    }
    if total > 1 {
        ctx.ui.note(&format!("{} of {total} did not work", failed.len() + 1));
    }
    Err(last)
}
