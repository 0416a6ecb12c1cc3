//! `argo why`.

use futures::StreamExt;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::core::api::Workflow;
use crate::core::render::{Keep, sanitize};
use crate::core::why::why;
use crate::ports::client::{LogEvent, LogQuery};

/// How many lines of its log are shown of a step that failed.
const LINES: u64 = 10;

/// Say why a workflow failed, or what it waits for
///
/// Names the step that failed first, with its message, exit code and the end of its log, and what a retry would run; of a
/// workflow that has not ended, who or what it waits for.
#[derive(Debug, clap::Args)]
pub(crate) struct Why {
    /// Workflow; @latest is the newest
    #[arg(default_value = "@latest", hide_default_value = true)]
    workflow: String,
}

impl Why {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let connection = ctx.connect().await?;
        let found = connection.client.get_workflow(&connection.namespace, &self.workflow).await;
        let workflow = found.map_err(|error| CliError::of_object(error, &connection, "argo list"))?;
        let reason = why(&workflow, ctx.now());
        let mut lines = vec![reason.headline];
        for (label, value) in &reason.facts {
            let value = value.trim_end().replace('\n', "\n                     ");
            lines.push(format!("  {label:<18} {value}"));
        }
        if let Some(pod) = &reason.pod {
            lines.push(String::new());
            match end_of_log(&connection, &workflow, pod).await {
                Ok(log) if log.is_empty() => lines.push("It printed nothing.".to_owned()),
                Ok(log) => {
                    lines.push("The end of its log:".to_owned());
                    lines.extend(log.iter().map(|line| format!("  {line}")));
                }
                Err(error) => lines.push(format!("Its log could not be read: {error}")),
            }
        }
        if !reason.next.is_empty() {
            lines.extend([String::new(), "Next:".to_owned()]);
            lines.extend(reason.next.iter().map(|command| format!("  {command}")));
        }
        let text = lines.join("\n") + "\n";
        ctx.ui.print(&sanitize(&text, Keep::Layout))?;
        Ok(Exit::Done)
    }
}

async fn end_of_log(
    connection: &Connection,
    workflow: &Workflow,
    pod: &str,
) -> Result<Vec<String>, crate::ports::client::ClientError> {
    let query = LogQuery {
        namespace: workflow.metadata.namespace.clone(),
        workflow: workflow.name().to_owned(),
        pod: Some(pod.to_owned()),
        container: "main".to_owned(),
        tail: Some(LINES),
        deleted_pods: connection.local,
        ..LogQuery::default()
    };
    let mut events = connection.client.logs(query);
    let mut lines = Vec::new();
    while let Some(event) = events.next().await {
        match event? {
            LogEvent::Line(line) => lines.push(line.text),
            LogEvent::Note(note) => lines.push(format!("({note})")),
        }
    }
    Ok(lines)
}
