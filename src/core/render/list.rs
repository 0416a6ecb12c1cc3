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

/// What a table shows of a workflow, and what it is sorted by. A long list has many of them, so their texts are in one.
#[derive(Debug, Clone)]
pub struct Row {
    /// When it was created.
    pub created: Option<Timestamp>,
    /// When it ended.
    pub finished: Option<Timestamp>,
    started: Option<Timestamp>,
    priority: i32,
    is_completed: bool,
    texts: Box<str>,
    /// Where in it each text ends.
    ends: [u32; TEXTS],
}

/// The texts of a row, in the order in which they are put into it.
#[derive(Debug, Clone, Copy)]
enum Shown {
    Name,
    Status,
    Message,
    Namespace,
    Pods,
    Parameters,
    Uid,
}

/// How many texts a row has.
const TEXTS: usize = Shown::Uid as usize + 1;

impl Row {
    /// The row of a workflow in a table of those columns.
    pub fn of(workflow: &Workflow, columns: &ListOptions) -> Self {
        let (mut texts, mut ends) = (String::with_capacity(64), [0; TEXTS]);
        let mut put = |shown: Shown, text: &str| {
            texts.push_str(&sanitize(text, Keep::Layout));
            let end = u32::try_from(texts.len()).unwrap_or(u32::MAX);
            ends.iter_mut().skip(shown as usize).for_each(|after| *after = end);
        };
        put(Shown::Name, workflow.name());
        put(Shown::Status, status_text(workflow));
        put(Shown::Message, &workflow.status.message);
        if columns.namespace {
            put(Shown::Namespace, workflow.namespace());
        }
        if columns.wide {
            put(Shown::Pods, &pods(workflow));
            put(Shown::Parameters, &parameters(&workflow.spec.arguments.parameters));
        }
        if columns.uid {
            put(Shown::Uid, &workflow.metadata.uid);
        }
        Self {
            created: workflow.metadata.creation_timestamp,
            finished: workflow.status.finished_at,
            started: workflow.status.started_at,
            priority: workflow.spec.priority.unwrap_or(0),
            is_completed: workflow.is_completed(),
            texts: texts.into(),
            ends,
        }
    }

    /// The name of the workflow.
    pub fn name(&self) -> &str {
        self.text(Shown::Name)
    }

    fn text(&self, shown: Shown) -> &str {
        let at = shown as usize;
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.texts.get(start..end(at)).unwrap_or_default()
    }
}

/// Returns the table of workflows, in the order given; it has no colours.
pub fn workflows(workflows: &[Row], now: Timestamp, options: &ListOptions) -> String {
    if workflows.is_empty() {
        return "No workflows found\n".to_owned();
    }
    let mut table = Table::new(3, false);
    table.reserve(workflows.len() + 1, 6, 64);
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
    table.plain()
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
        table.cell(row.text(Shown::Namespace));
    }
    table.cell(row.name());
    table.cell(row.text(Shown::Status));
    table.cell(&age::short(span_between(row.created, None, now)));
    table.cell(&age::short(span_between(row.started, row.finished, now)));
    table.cell(&row.priority.to_string());
    table.write(Role::Plain, row.text(Shown::Message));
    if options.wide {
        table.end_cell();
        table.cell(row.text(Shown::Pods));
        table.write(Role::Plain, row.text(Shown::Parameters));
    }
    if options.uid {
        table.end_cell();
        table.write(Role::Plain, row.text(Shown::Uid));
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
