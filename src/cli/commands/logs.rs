//! `argo logs`.

use jiff::{SignedDuration, Timestamp};
use regex::bytes::Regex;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::leave::{self, TimeoutArg};
use crate::cli::logging::{self, LogStyle, Prefix};
use crate::cli::output::{self, Output};
use crate::core::api::Workflow;
use crate::core::edit::NodeSelector;
use crate::core::steps::StepChoice;
use crate::core::text::closest::closest;
use crate::core::text::duration::parse_go;
use crate::ports::client::{LogQuery, Refusal};

/// Print the logs of a workflow
///
/// Lines come in the order of their times, whatever pods they are of. A log outlives its connection: it goes on where it
/// was, and lines that are lost for good are marked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  argo logs my-wf
  argo logs my-wf build test
  argo logs my-wf --failed --prefix step
  argo logs my-wf --follow
  argo logs @latest --grep ERROR --since 1h")]
pub(crate) struct Logs {
    /// Workflow, @latest for the newest, or a pod
    #[arg(value_name = "WORKFLOW", required_unless_present = "workflow")]
    name: Option<String>,

    /// Only these pods or steps; a step stands for all that is below it
    #[arg(value_name = "POD|STEP")]
    steps: Vec<String>,

    /// Go on until the workflow, or what was chosen of it, has ended
    #[arg(short, long)]
    follow: bool,

    /// Container
    #[arg(short, long, default_value = "main")]
    container: String,

    /// Only steps that failed
    #[arg(long)]
    failed: bool,

    /// Only steps that match, e.g. templateName=build
    #[arg(long, value_name = "SELECTOR")]
    node_field_selector: Option<String>,

    /// Only lines that match a regular expression
    #[arg(long, value_name = "REGEX")]
    grep: Option<String>,

    /// With --grep: only lines that do not match
    #[arg(long, requires = "grep")]
    invert_match: bool,

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

    /// What stands before each line: none, step or pod
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = Prefix::Pod, hide_default_value = true, hide_possible_values = true)]
    prefix: Prefix,

    /// Result format: json, one object a line
    #[arg(short, long, value_parser = output::one_of(["json"]), hide_possible_values = true)]
    output: Option<Output>,

    #[command(flatten)]
    timeout: TimeoutArg,

    /// How older versions name the workflow
    #[arg(short, long, hide = true, value_name = "WORKFLOW")]
    workflow: Option<String>,
}

impl Logs {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let grep = self.grep.as_deref().map(Regex::new).transpose();
        let grep = grep.map_err(|error| CliError::usage(format!("--grep: {error}")))?;
        let since = self.since(ctx.now())?;
        let fields = NodeSelector::parse(self.node_field_selector.as_deref().unwrap_or_default());
        let fields = fields.map_err(|error| CliError::usage(format!("--node-field-selector: {error}")))?;
        let at_most = self.timeout.time()?;
        let connection = ctx.connect().await?;
        if connection.hosted && self.follow && (self.failed || !fields.is_empty()) {
            return Err(CliError::usage("an Argo Server does not follow steps by what becomes of them")
                .hint("name the steps, or leave --follow out"));
        }
        let (workflow, names) = self.subject(ctx, &connection).await?;
        let query = LogQuery {
            namespace: connection.namespace.clone(),
            workflow,
            steps: StepChoice { names, fields, failed: self.failed },
            selector: self.selector.clone().unwrap_or_default(),
            container: self.container.clone(),
            follow: self.follow,
            previous: self.previous,
            since,
            tail: u64::try_from(self.tail).ok(),
            deleted_pods: connection.local,
            step_names: self.prefix == Prefix::Step || self.output.is_some(),
        };
        let style = LogStyle {
            timestamps: self.timestamps,
            grep,
            invert: self.invert_match,
            prefix: self.prefix,
            json: self.output.is_some(),
        };
        let mut last = since;
        let command = format!(
            "logs -f {}",
            [std::slice::from_ref(&query.workflow), query.steps.names.as_slice()].concat().join(" ")
        );
        let print = logging::print(ctx, &connection, query, &style, &mut last);
        let why = if self.follow || at_most.is_some() {
            tokio::select! {
                done = print => return done.map(|()| Exit::Done),
                why = leave::reason(at_most) => why?,
            }
        } else {
            return print.await.map(|()| Exit::Done);
        };
        let since = last.map(|time| format!(" --since-time {time}")).unwrap_or_default();
        leave::come_back(ctx, &connection, why, &(command + &since), &connection.namespace);
        Ok(why.exit())
    }

    /// The workflow, and the pods and steps that are named. `argo logs POD` finds the workflow of the pod.
    async fn subject(&self, ctx: &Context, connection: &Connection) -> CliResult<(String, Vec<String>)> {
        let namespace = &connection.namespace;
        let (name, steps) = match (&self.workflow, &self.name) {
            (Some(workflow), first) => {
                (workflow.as_str(), first.iter().chain(&self.steps).cloned().collect())
            }
            (None, Some(name)) => (name.as_str(), self.steps.clone()),
            (None, None) => return Err(CliError::usage("a workflow is wanted")),
        };
        if connection.hosted {
            // The server says by itself that there is no such workflow, and knows no pods.
            return Ok((name.to_owned(), steps));
        }
        match connection.client.get_workflow(namespace, name).await {
            Ok(workflow) => {
                if !self.follow {
                    note_unknown(ctx, &workflow, &steps);
                }
                Ok((workflow.metadata.name, steps))
            }
            Err(error) if error.refusal == Refusal::NotFound && steps.is_empty() => {
                match connection.client.workflow_of_pod(namespace, name).await? {
                    Some(workflow) => Ok((workflow, vec![name.to_owned()])),
                    None => Err(CliError::of_workflow(error, connection, name).await),
                }
            }
            Err(error) => Err(CliError::of_workflow(error, connection, name).await),
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

/// Names that stand for nothing may be mistyped.
fn note_unknown(ctx: &Context, workflow: &Workflow, names: &[String]) {
    let choice = StepChoice { names: names.to_vec(), ..StepChoice::default() };
    for name in choice.unknown(workflow) {
        let steps = workflow.nodes().values().map(|node| node.display_name.as_str());
        let meant = closest(name, steps).map(|step| format!("; did you mean {step}?")).unwrap_or_default();
        ctx.ui.note(&format!("workflow {} has no step or pod {name:?}{meant}", workflow.name()));
    }
}
