//! Printing the lines of logs.

use futures::StreamExt;
use regex::Regex;

use super::context::{Connection, Context};
use super::error::{CliError, CliResult};
use super::ui::Ui;
use crate::core::render::{Keep, sanitize};
use crate::ports::client::{LogEvent, LogLine, LogQuery};

/// How lines are printed.
#[derive(Debug, Clone, Default)]
pub(crate) struct LogStyle {
    /// Keep the time in front of each line.
    pub(crate) timestamps: bool,
    /// Only lines that match.
    pub(crate) grep: Option<Regex>,
}

/// Prints the logs that a query names, until they end.
pub(crate) async fn print(
    ctx: &Context,
    connection: &Connection,
    query: LogQuery,
    style: &LogStyle,
) -> CliResult<()> {
    let mut events = connection.client.logs(query);
    while let Some(event) = events.next().await {
        match event.map_err(CliError::from)? {
            LogEvent::Note(text) => ctx.ui.note(&text),
            LogEvent::Line(line) => {
                if let Some(text) = shown(&line, style, ctx.ui) {
                    ctx.ui.line(&text)?;
                }
            }
        }
    }
    Ok(())
}

/// A line as it is printed, or nothing when it is filtered out.
pub(crate) fn shown(line: &LogLine, style: &LogStyle, ui: Ui) -> Option<String> {
    let content = match (style.timestamps, line.stamp.as_str()) {
        (true, stamp) if !stamp.is_empty() => format!("{stamp} {}", line.text),
        _ => line.text.clone(),
    };
    if style.grep.as_ref().is_some_and(|grep| !grep.is_match(&content)) {
        return None;
    }
    let text = format!("{}: {content}", line.pod);
    // A pipe gets what the container wrote; a terminal only what cannot steer it.
    let text = if ui.is_terminal() { sanitize(&text, Keep::Colours).into_owned() } else { text };
    if !ui.color() {
        return Some(text);
    }
    Some(format!("\x1b[{}m{}\x1b[0m", color(&line.pod), text))
}

/// The colour of a pod: chosen by its name, so that it stays the same (cli.md §4.1).
fn color(pod: &str) -> u32 {
    32 + pod.chars().map(u32::from).sum::<u32>() % 6
}
