//! Waiting for workflows to end.

use std::time::Duration;

use futures::stream::{FuturesUnordered, StreamExt};
use jiff::Timestamp;

use super::context::{Connection, Context};
use super::error::{CliError, CliResult};
use super::exit::Exit;
use super::zone::zone;
use super::{leave, outcome};
use crate::core::api::Workflow;
use crate::core::text::golayout;
use crate::ports::client::{ClientError, Refusal, WatchNews};

/// The form in which Go prints a time.
const GO_TIME: &str = "2006-01-02 15:04:05 -0700 MST";

/// How to wait.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wait {
    /// Do not print a line per workflow.
    pub(crate) quiet: bool,
    /// A workflow that is not there counts as done.
    pub(crate) ignore_not_found: bool,
    /// For how long.
    pub(crate) at_most: Option<Duration>,
}

/// Waits for all of the workflows at once and says how each ended.
pub(crate) async fn wait_all(
    ctx: &Context,
    connection: &Connection,
    namespace: &str,
    names: &[String],
    wait: Wait,
) -> CliResult {
    let mut waiting: FuturesUnordered<_> = names
        .iter()
        .map(|name| async move { (name, until_end(ctx, connection, namespace, name).await) })
        .collect();
    let mut exit = Exit::Done;
    let mut open: Vec<&String> = names.iter().collect();
    let mut leave = std::pin::pin!(leave::reason(wait.at_most));
    loop {
        let ended = tokio::select! {
            ended = waiting.next() => ended,
            why = &mut leave => {
                let why = why?;
                let names = open.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(" ");
                leave::come_back(ctx, connection, why, &format!("wait {names}"), namespace);
                return Ok(outcome::worst(exit, why.exit()));
            }
        };
        let Some((name, ended)) = ended else { return Ok(exit) };
        open.retain(|other| *other != name);
        match ended {
            Ok(Some(workflow)) => {
                if !wait.quiet {
                    ctx.ui.line(&ending(name, &workflow))?;
                }
                exit = outcome::worst(exit, outcome::of_phase(&workflow.status.phase));
            }
            Ok(None) => {
                ctx.ui.note(&format!("workflow {name} was deleted"));
                exit = outcome::worst(exit, Exit::Error);
            }
            Err(error) if wait.ignore_not_found && error.refusal == Refusal::NotFound => {}
            Err(error) => {
                let error = CliError::of_workflow(error, connection, name).await;
                let said = error.context(format!("wait for {name}")).report();
                said.iter().for_each(|text| ctx.ui.note(text.trim_end()));
                exit = outcome::worst(exit, Exit::Error);
            }
        }
    }
}

fn ending(name: &str, workflow: &Workflow) -> String {
    let finished = workflow.status.finished_at.unwrap_or(Timestamp::UNIX_EPOCH);
    let at = golayout::format(&finished.to_zoned(zone().clone()), GO_TIME);
    format!("{name} {} at {at}", workflow.status.phase)
}

/// Follows one workflow until it ends; `None` when it was deleted.
async fn until_end(
    ctx: &Context,
    connection: &Connection,
    namespace: &str,
    name: &str,
) -> Result<Option<Workflow>, ClientError> {
    let resolved = connection.client.resolve(namespace, name).await?;
    let mut news = connection.client.watch_workflow(namespace, &resolved);
    while let Some(news) = news.next().await {
        match news? {
            WatchNews::State(workflow) if workflow.status.finished_at.is_some() => {
                return Ok(Some(*workflow));
            }
            WatchNews::State(_) => {}
            WatchNews::Deleted => return Ok(None),
            WatchNews::Outage(reason) => ctx.ui.note(&format!("{reason}; trying again")),
        }
    }
    Ok(None)
}
