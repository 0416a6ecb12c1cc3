//! The table of `list` (cli.md §2.2).

use jiff::Timestamp;

use super::role::{Role, Text};
use super::sanitize::{Keep, sanitize};
use super::span_between;
use super::status::status_text;
use super::table::Table;
use crate::core::api::{NodePhase, NodeType, Parameter, Workflow};
use crate::core::text::age;

/// Which columns and headings the table has.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListOptions {
    /// A column for the namespace.
    pub namespace: bool,
    /// Columns for pods and parameters.
    pub wide: bool,
    /// A column for the unique id, as in the archive.
    pub uid: bool,
    /// The row of headings.
    pub headings: bool,
}

/// From how many workflows on the hint about costs is given.
const MANY: usize = 100;

/// Returns the table of workflows, in the order given.
pub fn workflows(workflows: &[Workflow], now: Timestamp, options: &ListOptions) -> Text {
    if workflows.is_empty() {
        let mut text = Text::default();
        text.line("No workflows found");
        return text;
    }
    let mut table = Table::new(3, false);
    if options.headings {
        let headings = [
            (options.namespace, "NAMESPACE\t"),
            (true, "NAME\tSTATUS\tAGE\tDURATION\tPRIORITY\tMESSAGE"),
            (options.wide, "\tP/R/C\tPARAMETERS"),
            (options.uid, "\tUID"),
            (true, "\n"),
        ];
        headings.iter().filter(|(there, _)| *there).for_each(|(_, text)| table.write(Role::Plain, text));
    }
    workflows.iter().for_each(|workflow| row(&mut table, workflow, now, options));
    table.finish()
}

/// Returns the hint about costs that follows a table of many workflows; empty below that number.
pub fn cost_hint(workflows: &[Workflow]) -> Text {
    let completed = workflows.iter().filter(|workflow| workflow.is_completed()).count();
    let incomplete = workflows.len() - completed;
    let mut counts = Vec::new();
    if incomplete > MANY {
        counts.push(format!("{incomplete} incomplete"));
    }
    if completed > MANY {
        counts.push(format!("{completed} completed"));
    }
    let mut text = Text::default();
    if !counts.is_empty() {
        text.line("");
        text.line(format!(
            "You have at least {} workflows. Reducing the total number of workflows will reduce your costs.",
            counts.join(" and ")
        ));
        text.line("Learn more at https://argo-workflows.readthedocs.io/en/latest/cost-optimisation/");
    }
    text
}

fn row(table: &mut Table, workflow: &Workflow, now: Timestamp, options: &ListOptions) {
    let status = &workflow.status;
    if options.namespace {
        table.cell(&sanitize(workflow.namespace(), Keep::Layout));
    }
    table.cell(&sanitize(workflow.name(), Keep::Layout));
    table.cell(&sanitize(&status_text(workflow), Keep::Layout));
    table.cell(&age::short(span_between(workflow.metadata.creation_timestamp, None, now)));
    table.cell(&age::short(span_between(status.started_at, status.finished_at, now)));
    table.cell(&workflow.spec.priority.unwrap_or(0).to_string());
    table.write(Role::Plain, &sanitize(&status.message, Keep::Layout));
    if options.wide {
        table.end_cell();
        table.cell(&pods(workflow));
        table.write(Role::Plain, &sanitize(&parameters(&workflow.spec.arguments.parameters), Keep::Layout));
    }
    if options.uid {
        table.end_cell();
        table.write(Role::Plain, &sanitize(&workflow.metadata.uid, Keep::Layout));
    }
    table.end_line();
}

/// Counts of pending, running and completed pods.
fn pods(workflow: &Workflow) -> String {
    let (mut pending, mut running, mut completed) = (0, 0, 0);
    for node in workflow.nodes().values().filter(|node| node.type_ == NodeType::Pod) {
        if node.is_fulfilled() {
            completed += 1;
        } else if node.phase == NodePhase::Running {
            running += 1;
        } else {
            pending += 1;
        }
    }
    format!("{pending}/{running}/{completed}")
}

fn parameters(parameters: &[Parameter]) -> String {
    let shown = parameters.iter().filter_map(|parameter| {
        let value = parameter.value.as_ref()?;
        Some(format!("{}={}", parameter.name, shortened(&value.0)))
    });
    shown.collect::<Vec<_>>().join(",")
}

/// Cuts the middle out of values longer than 50 bytes.
fn shortened(value: &str) -> String {
    if value.len() <= 50 {
        return value.to_owned();
    }
    let start = (0..=32).rev().find_map(|end| value.get(..end)).unwrap_or("");
    let end = (value.len() - 15..value.len()).find_map(|start| value.get(start..)).unwrap_or("");
    format!("{start}...{end}")
}
