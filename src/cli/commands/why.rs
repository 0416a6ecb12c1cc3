//! `argo why`.

use futures::StreamExt;
use serde_json::json;

use crate::cli::context::{Connection, Context};
use crate::cli::error::CliResult;
use crate::cli::exit::Exit;
use crate::cli::output::{self, Output};
use crate::core::api::Workflow;
use crate::core::render::{Keep, sanitize};
use crate::core::steps::StepChoice;
use crate::core::why::{Fact, Reason, events_facts, pod_facts, uses_lock, why};
use crate::ports::client::{ClientError, Detail, ListQuery, LogEvent, LogQuery, Refusal};

/// How many lines of its log are shown of a step that failed.
const LINES: u64 = 10;

/// Say why a workflow failed, or what it waits for
///
/// Names the step that failed first, with its message, exit code, the end of its log and what its pod and the cluster's events
/// say, and what a retry would run; of a workflow that has not ended, who or what it waits for. What could not be seen is said.
#[derive(Debug, clap::Args)]
pub(crate) struct Why {
    /// Workflow; @latest is the newest
    #[arg(default_value = "@latest", hide_default_value = true, value_name = "WORKFLOW")]
    workflow: String,

    /// Result format: json
    #[arg(short, long, value_parser = output::one_of(["json"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// What was found out beyond what the workflow says.
#[derive(Default)]
struct Seen {
    log: Option<Vec<String>>,
    facts: Vec<Fact>,
    /// What could not be looked at.
    unseen: Vec<String>,
}

impl Why {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let connection = ctx.connect().await?;
        let workflow = connection.workflow(&self.workflow).await?;
        let reason = why(&workflow, ctx.now());
        let seen = look(&connection, &workflow, &reason).await;
        let text = match self.output {
            Some(_) => output::json(&machine(&workflow, &reason, &seen), 4)?,
            None => sanitize(&people(&reason, &seen), Keep::Layout).into_owned(),
        };
        ctx.ui.print(&text)?;
        Ok(Exit::Done)
    }
}

/// Looks at logs, pods, events and other workflows, as far as one may.
async fn look(connection: &Connection, workflow: &Workflow, reason: &Reason) -> Seen {
    let mut seen = Seen::default();
    let namespace = workflow.metadata.namespace.as_str();
    if let Some(pod) = &reason.log_of {
        match end_of_log(connection, workflow, pod).await {
            Ok(log) => seen.log = Some(log),
            Err(error) => seen.unseen.push(format!("its log: {error}")),
        }
    }
    for pod in &reason.pods {
        match connection.client.pod(namespace, pod).await {
            Ok(found) => seen.facts.extend(pod_facts(&found)),
            // Pods are deleted when their work is done.
            Err(error) if error.refusal == Refusal::NotFound => {}
            Err(error) => seen.unseen.push(format!("pod {pod}: {error}")),
        }
    }
    let objects = reason.pods.iter().map(String::as_str).chain([workflow.name()]);
    for object in objects {
        match connection.client.events_of(namespace, object).await {
            Ok(events) => seen.facts.extend(events_facts(&events)),
            Err(error) => {
                seen.unseen.push(format!("events: {error}"));
                break;
            }
        }
    }
    others_that_use(connection, workflow, reason, &mut seen).await;
    seen.facts.dedup();
    seen.unseen.dedup();
    seen
}

/// Workflows that may have the locks that nobody is known to hold.
async fn others_that_use(connection: &Connection, workflow: &Workflow, reason: &Reason, seen: &mut Seen) {
    for lock in &reason.locks {
        let query = ListQuery {
            namespace: None,
            labels: "workflows.argoproj.io/completed!=true".to_owned(),
            fields: String::new(),
            chunk: 0,
            detail: Detail::Full,
        };
        let all = match connection.client.list_workflows(&query).await {
            Ok(all) => all,
            Err(error) => return seen.unseen.push(format!("other workflows: {error}")),
        };
        let is_other = |other: &&Workflow| {
            (other.name(), other.namespace()) != (workflow.name(), workflow.namespace())
                && uses_lock(other, lock)
        };
        let names: Vec<String> = all
            .iter()
            .filter(is_other)
            .map(|other| format!("{} ({})", other.name(), other.status.phase))
            .collect();
        if !names.is_empty() {
            seen.facts.push(("lock also used by", names.join(", ")));
        }
    }
}

async fn end_of_log(
    connection: &Connection,
    workflow: &Workflow,
    pod: &str,
) -> Result<Vec<String>, ClientError> {
    let query = LogQuery {
        namespace: workflow.metadata.namespace.clone(),
        workflow: workflow.name().to_owned(),
        steps: StepChoice { names: vec![pod.to_owned()], ..StepChoice::default() },
        container: "main".to_owned(),
        tail: Some(LINES),
        deleted_pods: connection.local,
        ..LogQuery::default()
    };
    let mut events = connection.client.logs(query);
    let mut lines = Vec::new();
    while let Some(event) = events.next().await {
        match event? {
            LogEvent::Line(line) => lines.push(line.lossy().into_owned()),
            LogEvent::Gap { .. } => {}
            LogEvent::Note(note) => lines.push(format!("({note})")),
        }
    }
    Ok(lines)
}

fn people(reason: &Reason, seen: &Seen) -> String {
    let mut lines = vec![reason.headline.clone()];
    for (label, value) in reason.facts.iter().chain(&seen.facts) {
        let value = value.trim_end().replace('\n', "\n                     ");
        lines.push(format!("  {label:<18} {value}"));
    }
    match &seen.log {
        Some(log) if log.is_empty() => lines.extend([String::new(), "It printed nothing.".to_owned()]),
        Some(log) => {
            lines.extend([String::new(), "The end of its log:".to_owned()]);
            lines.extend(log.iter().map(|line| format!("  {line}")));
        }
        None => {}
    }
    for (heading, list) in [("Could not be seen:", &seen.unseen), ("Next:", &reason.next)] {
        if !list.is_empty() {
            lines.extend([String::new(), heading.to_owned()]);
            lines.extend(list.iter().map(|line| format!("  {line}")));
        }
    }
    lines.join("\n") + "\n"
}

fn machine(workflow: &Workflow, reason: &Reason, seen: &Seen) -> serde_json::Value {
    let facts = reason.facts.iter().chain(&seen.facts);
    let step = reason.step.as_ref().map(|step| {
        json!({
            "id": step.id,
            "name": step.name,
            "template": step.template,
            "message": step.message,
            "exitCode": step.exit_code,
            "attempts": step.attempts,
            "pod": reason.log_of,
        })
    });
    json!({
        "workflow": workflow.name(),
        "namespace": workflow.namespace(),
        "phase": workflow.status.phase.as_str(),
        "reason": reason.headline,
        "step": step,
        "facts": facts.map(|(label, value)| json!({"label": label, "value": value})).collect::<Vec<_>>(),
        "log": seen.log,
        "unseen": seen.unseen,
        "next": reason.next,
    })
}
