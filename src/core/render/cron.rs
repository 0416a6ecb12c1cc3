//! Views of CronWorkflows (cli.md §2.19).

use jiff::{Timestamp, tz::TimeZone};

use super::role::{Role, Text};
use super::sanitize::{Keep, sanitize};
use super::table::Table;
use crate::core::api::CronWorkflow;
use crate::core::cron;
use crate::core::text::age;

/// Returns the time of the next run: the earliest of all schedules; nothing when one of them cannot be read.
pub fn next_run(workflow: &CronWorkflow, now: Timestamp) -> Option<Timestamp> {
    let mut earliest: Option<Timestamp> = None;
    for schedule in &workflow.spec.schedules {
        let next = cron::parse(schedule, &workflow.spec.timezone).ok()?.next(now);
        earliest = match (earliest, next) {
            (Some(known), Some(next)) => Some(known.min(next)),
            (known, next) => known.or(next),
        };
    }
    earliest
}

/// Returns the long view of a CronWorkflow.
pub fn cron_workflow(workflow: &CronWorkflow, now: Timestamp, zone: &TimeZone) -> Text {
    let mut text = Text::default();
    let mut field = |label: &str, value: &str| {
        text.line(format!("{:<30} {}", sanitize(label, Keep::Nothing), sanitize(value, Keep::Nothing)));
    };
    let (metadata, spec, status) = (&workflow.metadata, &workflow.spec, &workflow.status);
    field("Name:", &metadata.name);
    field("Namespace:", &metadata.namespace);
    if let Some(created) = metadata.creation_timestamp {
        field("Created:", &age::timestamp(created, zone, now));
    }
    field("Schedules:", &spec.schedules.join(","));
    field("Suspended:", &spec.suspend.to_string());
    if !spec.timezone.is_empty() {
        field("Timezone:", &spec.timezone);
    }
    if let Some(deadline) = spec.starting_deadline_seconds {
        field("StartingDeadlineSeconds:", &deadline.to_string());
    }
    if !spec.concurrency_policy.is_empty() {
        field("ConcurrencyPolicy:", &spec.concurrency_policy);
    }
    if let Some(last) = status.last_scheduled_time {
        field("LastScheduledTime:", &age::timestamp(last, zone, now));
    }
    if let Some(next) = next_run(workflow, now) {
        let shown = age::timestamp(next, zone, now);
        field("NextScheduledTime:", &format!("{shown} (assumes workflow-controller is in UTC)"));
    }
    if !status.active.is_empty() {
        let names = status.active.iter().filter_map(|active| active.get("name")?.as_str());
        field("Active Workflows:", &names.collect::<Vec<_>>().join(", "));
    }
    if !status.conditions.is_empty() {
        field("Conditions:", "");
        for condition in &status.conditions {
            let sign = if condition.type_ == "SubmissionError" { "✖" } else { "" };
            let value = if condition.message.is_empty() { &condition.status } else { &condition.message };
            field(&format!("{sign} {}", condition.type_), value);
        }
    }
    let parameters = &spec.workflow_spec.arguments.parameters;
    if !parameters.is_empty() {
        field("Workflow Parameters:", "");
        for parameter in parameters {
            if let Some(value) = &parameter.value {
                field(&format!("  {}:", parameter.name), &value.0);
            }
        }
    }
    text
}

/// Returns the table of CronWorkflows, in the order given.
pub fn cron_workflows(workflows: &[CronWorkflow], now: Timestamp, namespace: bool) -> Text {
    let mut table = Table::new(3, false);
    if namespace {
        table.cell("NAMESPACE");
    }
    table.write(Role::Plain, "NAME\tAGE\tLAST RUN\tNEXT RUN\tSCHEDULES\tTIMEZONE\tSUSPENDED\n");
    let since = |time: Option<Timestamp>| {
        time.map_or_else(|| "N/A".to_owned(), |t| age::short(now.duration_since(t)))
    };
    for workflow in workflows {
        let next = next_run(workflow, now).map(|next| age::short(next.duration_since(now)));
        if namespace {
            table.cell(&sanitize(&workflow.metadata.namespace, Keep::Nothing));
        }
        table.cell(&sanitize(&workflow.metadata.name, Keep::Nothing));
        table.cell(&since(workflow.metadata.creation_timestamp));
        table.cell(&since(workflow.status.last_scheduled_time));
        table.cell(&next.unwrap_or_else(|| "N/A".to_owned()));
        table.cell(&sanitize(&workflow.spec.schedules.join(","), Keep::Nothing));
        table.cell(&sanitize(&workflow.spec.timezone, Keep::Nothing));
        table.write(Role::Plain, &workflow.spec.suspend.to_string());
        table.end_line();
    }
    table.finish()
}
