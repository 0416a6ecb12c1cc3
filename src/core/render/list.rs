//! The table of `list` (cli.md §2.2).

use std::cmp::Reverse;

use jiff::Timestamp;

use super::role::{Role, Text};
use super::sanitize::{Keep, sanitize};
use super::span_between;
use super::status::status_text;
use super::table::{Part, Table};
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

/// The table of workflows, made as they come: of each, only what is shown is kept.
#[derive(Debug)]
pub struct Rows {
    options: ListOptions,
    now: Timestamp,
    table: Table,
    headings: Part,
    rows: Vec<Row>,
    /// How many of them have ended.
    completed: usize,
}

/// Where a workflow is in lists: unfinished ones before finished ones; the youngest first; of the finished ones, the last to
/// finish first (cli.md §2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    is_finished: bool,
    time: Reverse<Option<Timestamp>>,
}

impl Place {
    /// The place of a workflow.
    pub fn of(workflow: &Workflow) -> Self {
        let finished = workflow.status.finished_at;
        let time = Reverse(finished.or(workflow.metadata.creation_timestamp));
        Self { is_finished: finished.is_some(), time }
    }
}

/// The place of a workflow, and its lines.
#[derive(Debug, Clone, Copy)]
struct Row {
    place: Place,
    lines: Part,
}

/// For how many rows there is room from the beginning. What is not used of it is not taken from the machine.
const ROOM: usize = 10_000;

impl Rows {
    /// A table without rows. Ages are as of that time.
    pub fn new(options: ListOptions, now: Timestamp) -> Self {
        let mut table = Table::new(3, false);
        table.reserve(ROOM + 1, 6, 64);
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
        let headings = table.since(0);
        Self { options, now, table, headings, rows: Vec::with_capacity(ROOM), completed: 0 }
    }

    /// Takes all rows out.
    pub fn clear(&mut self) {
        *self = Self::new(self.options, self.now);
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds the row of a workflow.
    pub fn push(&mut self, workflow: &Workflow) {
        let from = self.table.count();
        self.line(workflow);
        self.rows.push(Row { place: Place::of(workflow), lines: self.table.since(from) });
        self.completed += usize::from(workflow.is_completed());
    }

    fn line(&mut self, workflow: &Workflow) {
        let Self { options, now, table, .. } = self;
        let Workflow { metadata, status, spec, .. } = workflow;
        let safe = |text| sanitize(text, Keep::Layout);
        if options.namespace {
            table.cell(&sanitize(workflow.namespace(), Keep::Nothing));
        }
        table.cell(&sanitize(workflow.name(), Keep::Nothing));
        table.cell(&safe(status_text(workflow)));
        let (age, unit) = age::in_one_unit(span_between(metadata.creation_timestamp, None, *now));
        table.number(age, unit);
        let (duration, unit) = age::in_one_unit(span_between(status.started_at, status.finished_at, *now));
        table.number(duration, unit);
        table.number(spec.priority.unwrap_or_default().into(), "");
        table.write(Role::Plain, &safe(&status.message));
        if options.wide {
            table.end_cell();
            table.cell(&pods(workflow));
            table.write(Role::Plain, &sanitize(&parameters(&spec.arguments.parameters), Keep::Layout));
        }
        if options.uid {
            table.end_cell();
            table.write(Role::Plain, &safe(&metadata.uid));
        }
        table.end_line();
    }

    /// Puts the rows into their places; those of equal ones stay as they came.
    pub fn sort(&mut self) {
        self.rows.sort_by_key(|row| row.place);
    }

    /// The names, each with a line break.
    pub fn names(&self) -> String {
        let at = usize::from(self.options.namespace);
        let names = self.rows.iter().map(|row| self.table.text_in(row.lines, at));
        names.fold(String::new(), |all, name| all + name + "\n")
    }

    /// The table, which has no colours.
    pub fn table(mut self) -> String {
        if self.rows.is_empty() {
            return "No workflows found\n".to_owned();
        }
        let lines = self.rows.iter().map(|row| row.lines);
        self.table.arrange(std::iter::once(self.headings).chain(lines));
        self.table.plain()
    }

    /// The hint about costs that follows a table of many workflows; empty below that number.
    pub fn cost_hint(&self) -> Text {
        let incomplete = self.rows.len() - self.completed;
        let mut counts = Vec::new();
        if incomplete > MANY {
            counts.push(format!("{incomplete} incomplete"));
        }
        if self.completed > MANY {
            counts.push(format!("{} completed", self.completed));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfinished_come_first_then_the_last_that_finished() {
        let workflow = |name: &str, created: &str, finished: &str| {
            let mut workflow = Workflow::default();
            workflow.metadata.name = name.to_owned();
            workflow.metadata.creation_timestamp = created.parse().ok();
            workflow.status.finished_at = finished.parse().ok();
            workflow
        };
        let mut rows = Rows::new(ListOptions::default(), Timestamp::UNIX_EPOCH);
        rows.push(&workflow("first", "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z"));
        rows.push(&workflow("old", "2026-01-01T00:00:00Z", ""));
        rows.push(&workflow("last", "2026-01-01T00:00:00Z", "2026-01-01T00:02:00Z"));
        rows.push(&workflow("young", "2026-01-02T00:00:00Z", ""));
        rows.sort();
        assert_eq!(rows.names(), "young\nold\nlast\nfirst\n");
        let columns = ListOptions { namespace: true, ..ListOptions::default() };
        let mut rows = Rows::new(columns, Timestamp::UNIX_EPOCH);
        rows.push(&workflow("a", "", ""));
        assert_eq!(rows.names(), "a\n");
    }
}
