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

/// What a table shows of a workflow, and what it is sorted by.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// When it ended.
    pub finished: Option<Timestamp>,
    namespace: String,
    uid: String,
    status: String,
    started: Option<Timestamp>,
    priority: i32,
    message: String,
    is_completed: bool,
    pods: String,
    parameters: String,
}

impl Row {
    /// The row of a workflow; a wide one also counts pods and has parameters.
    pub fn of(workflow: &Workflow, wide: bool) -> Self {
        let text = |text: &str| sanitize(text, Keep::Layout).into_owned();
        let parameters = &workflow.spec.arguments.parameters;
        Self {
            name: workflow.name().to_owned(),
            created: workflow.metadata.creation_timestamp,
            finished: workflow.status.finished_at,
            namespace: text(workflow.namespace()),
            uid: text(&workflow.metadata.uid),
            status: text(status_text(workflow)),
            started: workflow.status.started_at,
            priority: workflow.spec.priority.unwrap_or(0),
            message: text(&workflow.status.message),
            is_completed: workflow.is_completed(),
            pods: if wide { pods(workflow) } else { String::new() },
            parameters: if wide { text(&self::parameters(parameters)) } else { String::new() },
        }
    }
}

/// Returns the table of workflows, in the order given.
pub fn workflows(workflows: &[Row], now: Timestamp, options: &ListOptions) -> Text {
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
    workflows.iter().for_each(|workflow| line(&mut table, workflow, now, options));
    table.finish()
}

/// Returns the hint about costs that follows a table of many workflows; empty below that number.
pub fn cost_hint(workflows: &[Row]) -> Text {
    let completed = workflows.iter().filter(|workflow| workflow.is_completed).count();
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

fn line(table: &mut Table, row: &Row, now: Timestamp, options: &ListOptions) {
    if options.namespace {
        table.cell(&row.namespace);
    }
    table.cell(&sanitize(&row.name, Keep::Layout));
    table.cell(&row.status);
    table.cell(&age::short(span_between(row.created, None, now)));
    table.cell(&age::short(span_between(row.started, row.finished, now)));
    table.cell(&row.priority.to_string());
    table.write(Role::Plain, &row.message);
    if options.wide {
        table.end_cell();
        table.cell(&row.pods);
        table.write(Role::Plain, &row.parameters);
    }
    if options.uid {
        table.end_cell();
        table.write(Role::Plain, &row.uid);
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
