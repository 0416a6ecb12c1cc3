//! `argo logs`.

use jiff::{SignedDuration, Timestamp};
use regex::Regex;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::logging::{self, LogStyle};
use crate::core::text::duration::parse_go;
use crate::ports::client::{LogQuery, Refusal};

/// Print the logs of a workflow
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  argo logs my-wf
  argo logs my-wf my-pod
  argo logs my-wf --follow
  argo logs @latest --grep ERROR --since 1h")]
pub(crate) struct Logs {
    /// Workflow, @latest for the newest, or a pod
    #[arg(value_name = "WORKFLOW", required_unless_present = "workflow")]
    name: Option<String>,

    /// Only this pod
    #[arg(value_name = "POD")]
    pod: Option<String>,

    /// Go on until the workflow ends
    #[arg(short, long)]
    follow: bool,

    /// Container
    #[arg(short, long, default_value = "main")]
    container: String,

    /// Only lines that match a regular expression
    #[arg(long, value_name = "REGEX")]
    grep: Option<String>,

    /// Only pods with these labels
    #[arg(short = 'l', long, value_name = "SELECTOR")]
    selector: Option<String>,

    /// The log of the container's previous run
    #[arg(short, long)]
    previous: bool,

    /// Only lines younger than that, e.g. 90s or 1h30m
    #[arg(long, value_name = "TIME", conflicts_with = "since_time")]
    since: Option<String>,

    /// Only lines after that time, RFC 3339
    #[arg(long, value_name = "TIME")]
    since_time: Option<String>,

    /// Only so many lines at the end of each pod's log; below 0: all
    #[arg(long, value_name = "N", default_value_t = -1, allow_negative_numbers = true, hide_default_value = true)]
    tail: i64,

    /// Keep the time in front of each line
    #[arg(long)]
    timestamps: bool,

    /// How older versions name the workflow
    #[arg(short, long, hide = true, value_name = "WORKFLOW")]
    workflow: Option<String>,
}

impl Logs {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let grep = self.grep.as_deref().map(Regex::new).transpose();
        let grep = grep.map_err(|error| CliError::usage(format!("--grep: {error}")))?;
        let since = self.since(ctx.now())?;
        let connection = ctx.connect().await?;
        let (workflow, pod) = self.subject(&connection).await?;
        let query = LogQuery {
            namespace: connection.namespace.clone(),
            workflow,
            pod,
            selector: self.selector.unwrap_or_default(),
            container: self.container,
            follow: self.follow,
            previous: self.previous,
            since,
            tail: u64::try_from(self.tail).ok(),
            deleted_pods: connection.local,
        };
        let style = LogStyle { timestamps: self.timestamps, grep };
        logging::print(ctx, &connection, query, &style).await?;
        Ok(Exit::Done)
    }

    /// The workflow, and the pod when one is named. `argo logs POD` finds the workflow of the pod.
    async fn subject(&self, connection: &Connection) -> CliResult<(String, Option<String>)> {
        let namespace = &connection.namespace;
        let (name, pod) = match (&self.workflow, &self.name) {
            (Some(workflow), pod) => (workflow.as_str(), pod.clone()),
            (None, Some(name)) => (name.as_str(), self.pod.clone()),
            (None, None) => return Err(CliError::usage("a workflow is wanted")),
        };
        if connection.hosted {
            // The server says by itself that there is no such workflow, and knows no pods.
            return Ok((name.to_owned(), pod));
        }
        match connection.client.get_workflow(namespace, name).await {
            Ok(workflow) => Ok((workflow.metadata.name, pod)),
            Err(error) if error.refusal == Refusal::NotFound && pod.is_none() => {
                match connection.client.workflow_of_pod(namespace, name).await? {
                    Some(workflow) => Ok((workflow, Some(name.to_owned()))),
                    None => Err(CliError::of_object(error, connection, "argo list")),
                }
            }
            Err(error) => Err(CliError::of_object(error, connection, "argo list")),
        }
    }

    fn since(&self, now: Timestamp) -> CliResult<Option<Timestamp>> {
        if let Some(text) = &self.since_time {
            let time = text.parse().map_err(|_| {
                CliError::usage(format!("--since-time {text:?} is no time"))
                    .hint("write it as 2026-01-31T12:00:00Z")
            });
            return time.map(Some);
        }
        let Some(text) = &self.since else { return Ok(None) };
        let no_time =
            || CliError::usage(format!("--since {text:?} is no time")).hint("write it as 90s, 5m or 1h30m");
        let duration = parse_go(text).map_err(|_| no_time())?;
        if duration <= SignedDuration::ZERO {
            return Ok(None);
        }
        now.checked_sub(duration).map(Some).map_err(|_| no_time())
    }
}
