//! The long view of a workflow: header block and node tree (cli.md §3).

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::artifact::debug_location;
use super::role::{Line, Role, Text};
use super::sanitize::{Keep, sanitize};
use super::status::status_text;
use super::{span_between, tree};
use crate::core::api::{Arguments, Artifact, Condition, Parameter, Workflow, WorkflowPhase};
use crate::core::select::fields::FieldSelector;
use crate::core::text::age;

/// Which columns the node table has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// The usual ones.
    #[default]
    Default,
    /// The usual ones and the host, without the header block.
    Short,
    /// All.
    Wide,
}

/// How a workflow is shown.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Columns of the node table.
    pub layout: Layout,
    /// Signs and lines beyond ASCII.
    pub utf8: bool,
    /// Whether the text will be printed in colour: Argo counts the escape sequences when it aligns columns.
    pub color: bool,
    /// Only nodes that match are shown.
    pub filter: Option<FieldSelector>,
}

/// Returns what `get` prints for a workflow at a time, in a time zone.
pub fn workflow(workflow: &Workflow, now: Timestamp, zone: &TimeZone, options: &Options) -> Text {
    let tree = tree::table(workflow, now, options);
    match tree {
        Some(tree) if options.layout == Layout::Short => tree,
        tree => {
            let mut text = Header { text: Text::default(), now, zone, options }.workflow(workflow);
            if let Some(tree) = tree {
                text.line("");
                text.lines.extend(tree.lines);
            }
            text
        }
    }
}

struct Header<'a> {
    text: Text,
    now: Timestamp,
    zone: &'a TimeZone,
    options: &'a Options,
}

impl Header<'_> {
    fn workflow(mut self, workflow: &Workflow) -> Text {
        let status = &workflow.status;
        self.field("Name:", workflow.name());
        self.field("Namespace:", workflow.namespace());
        self.field("ServiceAccount:", service_account(workflow));
        self.field("Status:", status_text(workflow));
        if !status.message.is_empty() {
            self.field("Message:", &status.message);
        }
        if !status.conditions.is_empty() {
            self.field("Conditions:", "");
            status.conditions.iter().for_each(|condition| self.condition(condition));
        }
        match workflow.metadata.creation_timestamp {
            Some(created) => self.time("Created:", created),
            None => self.field("Created:", "Mon Jan 01 00:00:00 +0000 (a long while ago)"),
        }
        if let Some(started) = status.started_at {
            self.time("Started:", started);
        }
        if let Some(finished) = status.finished_at {
            self.time("Finished:", finished);
        }
        if status.started_at.is_some() {
            let duration = span_between(status.started_at, status.finished_at, self.now);
            self.field("Duration:", &age::long(duration));
        }
        if status.phase == WorkflowPhase::Running && status.estimated_duration > 0 {
            let estimated = SignedDuration::from_secs(status.estimated_duration);
            self.field("EstimatedDuration:", &age::long(estimated));
        }
        self.field("Progress:", &status.progress);
        if !status.resources_duration.is_empty() {
            let used = status.resources_duration.iter().map(|(name, amount)| (name.as_str(), *amount));
            self.field("ResourcesDuration:", &age::resources_duration(used));
        }
        let Arguments { parameters, .. } = &workflow.exec_spec().arguments;
        self.parameters("Parameters:", parameters);
        if let Some(outputs) = &status.outputs {
            self.parameters("Output Parameters:", &outputs.parameters);
            self.artifacts(&outputs.artifacts);
        }
        self.text
    }

    fn field(&mut self, label: &str, value: &str) {
        let value = sanitize(value, Keep::Layout);
        let label = sanitize(label, Keep::Layout);
        for line in format!("{label:<20} {value}").split('\n') {
            self.text.line(line);
        }
    }

    fn time(&mut self, label: &str, time: Timestamp) {
        self.field(label, &age::timestamp(time, self.zone, self.now));
    }

    /// The sign of a condition counts for the width of its label, with its colour if there is any.
    fn condition(&mut self, condition: &Condition) {
        let sign = match condition.type_.as_str() {
            "MetricsError" => Some((Role::Failed, "✖", "Error")),
            "SpecWarning" => Some((Role::Warning, "⚠", "Warning")),
            _ => None,
        };
        let mut line = Line::default();
        let mut width = 0;
        if let Some((role, sign, word)) = sign {
            let sign = if self.options.utf8 { sign } else { word };
            width = sign.chars().count();
            if self.options.color {
                width += "\x1b[33m\x1b[0m".len();
            }
            line.push(role, sign);
        }
        let value = if condition.message.is_empty() { &condition.status } else { &condition.message };
        let label = format!(" {}", condition.type_);
        let padding = 20usize.saturating_sub(width + label.chars().count());
        let rest = format!("{label}{:padding$} {value}", "");
        let rest = sanitize(&rest, Keep::Layout);
        let mut parts = rest.split('\n');
        line.push(Role::Plain, parts.next().unwrap_or(""));
        self.text.lines.push(line);
        parts.for_each(|part| self.text.line(part));
    }

    fn parameters(&mut self, label: &str, parameters: &[Parameter]) {
        if parameters.is_empty() {
            return;
        }
        self.field(label, "");
        for parameter in parameters {
            if let Some(value) = &parameter.value {
                self.field(&format!("  {}:", parameter.name), &value.0);
            }
        }
    }

    fn artifacts(&mut self, artifacts: &[Artifact]) {
        if artifacts.is_empty() {
            return;
        }
        self.field("Output Artifacts:", "");
        for artifact in artifacts {
            if let Some(location) = debug_location(artifact) {
                self.field(&format!("  {}:", artifact.name), &location);
            }
        }
    }
}

fn service_account(workflow: &Workflow) -> &str {
    let account = workflow.exec_spec().service_account_name.as_str();
    if !account.is_empty() {
        account
    } else if workflow.spec.workflow_template_ref.is_some() {
        "unset"
    } else {
        "unset (will run with the default ServiceAccount)"
    }
}
