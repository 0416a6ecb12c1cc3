//! `argo submit --from KIND/NAME`: workflows out of what is stored (cli.md §2.1).

use jiff::Timestamp;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::stored::{Stored, decode};
use crate::core::api::{CronWorkflow, Workflow};
use crate::core::edit::{self, Source};

/// Builds the workflow that a stored object stands for.
pub(super) async fn workflow(
    ctx: &Context,
    connection: &Connection,
    from: &Source,
    scheduled: Option<&str>,
) -> CliResult<Workflow> {
    match from {
        Source::Template(name) => Ok(edit::from_template(name, false)),
        Source::ClusterTemplate(name) => Ok(edit::from_template(name, true)),
        Source::Cron(name) => {
            if let Some(text) = scheduled {
                text.parse::<Timestamp>().map_err(|_| {
                    CliError::usage(format!("--scheduled-time {text:?} is no time"))
                        .hint("RFC 3339 is wanted, such as 2026-01-31T12:00:00Z")
                })?;
            }
            let found = Stored::new("CronWorkflow", "cron workflow")?.get(connection, name).await?;
            let cron: CronWorkflow = decode(&found)?;
            Ok(edit::from_cron_workflow(&cron, scheduled, ctx.now()))
        }
    }
}
