//! The live view: a workflow's steps as they run, in a terminal or as lines.

mod browse;
mod clip;
mod keys;
mod lines;
mod screen;
mod surface;
mod tails;
mod watching;

use std::time::Duration;

use self::watching::Watching;
use super::context::{Connection, Context};
use super::error::CliResult;

/// What to watch.
#[derive(Debug, Clone, Default)]
pub(crate) struct Live {
    pub(crate) namespace: String,
    pub(crate) name: String,
    /// Which nodes to show.
    pub(crate) selector: String,
    /// Also print the logs.
    pub(crate) logs: bool,
    /// Whether the workflow goes on after Ctrl-C, so that one can come back to it; else the first Ctrl-C stops it and the
    /// second leaves.
    pub(crate) goes_on: bool,
    /// For how long.
    pub(crate) at_most: Option<Duration>,
    /// One JSON object for each change instead of a view.
    pub(crate) json: bool,
}

/// The selector of nodes that `--node-field-selector` and `--status` stand for.
pub(crate) fn node_selector(selector: Option<&str>, status: Option<&str>) -> String {
    match (selector, status) {
        (Some(selector), _) => selector.to_owned(),
        (None, Some(status)) => format!("phase={status}"),
        (None, None) => String::new(),
    }
}

/// Shows a workflow until it ends; the exit status says how it ended. Ctrl-C leaves the workflow alone.
pub(crate) async fn watch(ctx: &Context, connection: &Connection, live: Live) -> CliResult {
    let name = connection.client.resolve(&live.namespace, &live.name).await?;
    Watching::new(ctx, connection, Live { name, ..live })?.run().await
}
