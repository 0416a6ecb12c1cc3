//! What steps and tasks know of each other: names such as `steps.a.outputs.parameters.p` and their values.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::nodes::Nx;
use super::state::State;
use super::work::{Context, GroupWork, Halt, Reference};
use crate::core::api::{Artifact, NodePhase, NodeStatus, NodeType, Outputs, Template, format_time};

/// The value of a name.
#[derive(Debug, Clone)]
pub(super) enum Slot {
    /// Text to put in the place of the name.
    Text(String),
    /// An output that a skipped producer would have given.
    Absent,
    /// An artifact, for `from` and `fromExpression`.
    Artifact(Arc<Artifact>),
}

/// Names and their values.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    map: BTreeMap<String, Slot>,
}

impl Names {
    pub(super) fn text(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.map.insert(name.into(), Slot::Text(value.into()));
    }

    pub(super) fn slot(&mut self, name: impl Into<String>, slot: Slot) {
        self.map.insert(name.into(), slot);
    }

    pub(super) fn get(&self, name: &str) -> Option<&Slot> {
        self.map.get(name)
    }

    /// The names that begin with a text.
    pub(super) fn starting_with<'a>(&'a self, prefix: &str) -> impl Iterator<Item = (&'a str, &'a Slot)> {
        let prefix = prefix.to_owned();
        let from = self.map.range(prefix.clone()..);
        from.take_while(move |(name, _)| name.starts_with(&prefix)).map(|(name, slot)| (name.as_str(), slot))
    }

    /// The names a node gives to those that come after it (engine.md §3.6).
    pub(super) fn add_node(&mut self, prefix: &str, node: &NodeStatus) {
        self.text(format!("{prefix}.id"), node.id.clone());
        if let Some(at) = node.started_at {
            self.text(format!("{prefix}.startedAt"), format_time(at));
        }
        if let Some(at) = node.finished_at {
            self.text(format!("{prefix}.finishedAt"), format_time(at));
        }
        let phase = node.phase.as_str();
        for (suffix, value) in
            [("ip", node.pod_ip.as_str()), ("status", phase), ("hostNodeName", &node.host_node_name)]
        {
            if !value.is_empty() {
                self.text(format!("{prefix}.{suffix}"), value);
            }
        }
        if let Some(outputs) = &node.outputs {
            self.add_outputs(prefix, outputs);
        }
    }

    /// The outputs of a node or workflow.
    pub(super) fn add_outputs(&mut self, prefix: &str, outputs: &Outputs) {
        if let Some(result) = &outputs.result {
            self.text(format!("{prefix}.outputs.result"), result.clone());
        }
        if let Some(code) = &outputs.exit_code {
            self.text(format!("{prefix}.exitCode"), code.clone());
        }
        for parameter in &outputs.parameters {
            if let Some(value) = &parameter.value {
                self.text(format!("{prefix}.outputs.parameters.{}", parameter.name), value.0.clone());
            }
        }
        for artifact in &outputs.artifacts {
            self.slot(
                format!("{prefix}.outputs.artifacts.{}", artifact.name),
                Slot::Artifact(Arc::new(artifact.clone())),
            );
        }
    }

    /// The outputs of a loop as lists; only children that succeeded count.
    pub(super) fn add_loop<'a>(
        &mut self,
        prefix: &str,
        children: impl Iterator<Item = &'a NodeStatus>,
    ) -> Result<(), Halt> {
        let mut results = Vec::new();
        let mut maps = Vec::new();
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for node in children.filter(|node| node.phase == NodePhase::Succeeded) {
            let Some(outputs) = &node.outputs else { continue };
            let mut map = serde_json::Map::new();
            for parameter in &outputs.parameters {
                let value = parameter.value.as_ref().map_or("", |v| v.0.as_str());
                map.insert(parameter.name.clone(), Value::from(value));
                by_name.entry(&parameter.name).or_default().push(value);
            }
            if !map.is_empty() {
                maps.push(sorted(map));
            }
            if let Some(result) = &outputs.result {
                let value: Value = serde_json::from_str(result).map_err(|_| not_json(result))?;
                results.push(value);
            }
        }
        self.text(format!("{prefix}.outputs.result"), Value::Array(results).to_string());
        self.text(format!("{prefix}.outputs.parameters"), Value::Array(maps).to_string());
        for (name, values) in by_name {
            self.text(format!("{prefix}.outputs.parameters.{name}"), aggregate(&values));
        }
        Ok(())
    }
}

fn sorted(map: serde_json::Map<String, Value>) -> Value {
    let ordered: BTreeMap<String, Value> = map.into_iter().collect();
    Value::Object(ordered.into_iter().collect())
}

/// A list of values: embedded as JSON when all of them are lists or maps, else as text.
fn aggregate(values: &[&str]) -> String {
    let parsed: Option<Vec<Value>> = values
        .iter()
        .map(|text| serde_json::from_str(text).ok().filter(|v: &Value| v.is_array() || v.is_object()))
        .collect();
    let list = parsed.unwrap_or_else(|| values.iter().map(|v| Value::from(*v)).collect());
    Value::Array(list).to_string()
}

fn not_json(text: &str) -> Halt {
    Halt::Fatal(match text.trim_start().chars().next() {
        None => "unexpected end of JSON input".to_owned(),
        Some(first) => format!("invalid character '{first}' looking for beginning of value"),
    })
}

impl State {
    /// What the body of a steps or dag template knows before its first child: its inputs, and the workflow's outputs.
    pub(super) fn body_scope(&self, template: &Template) -> Names {
        let mut names = Names::default();
        if let Some(outputs) = &self.wf.status.outputs {
            names.add_outputs("workflow", outputs);
        }
        for parameter in &template.inputs.parameters {
            if let Some(value) = &parameter.value {
                names.text(format!("inputs.parameters.{}", parameter.name), value.0.clone());
            }
        }
        for artifact in &template.inputs.artifacts {
            let slot = Slot::Artifact(Arc::new(artifact.clone()));
            names.slot(format!("inputs.artifacts.{}", artifact.name), slot);
        }
        names
    }

    /// Adds what a finished child of a steps or dag template gives to others: its own names, or those of its loop.
    pub(super) fn add_sibling(
        &mut self,
        names: &mut Names,
        prefix: &str,
        nx: Nx,
        reference: &Reference,
        context: &Context,
        in_dag: bool,
    ) -> Result<(), Halt> {
        let node = self.nodes.status(nx).clone();
        names.add_node(prefix, &node);
        let skipped = matches!(node.phase, NodePhase::Skipped | NodePhase::Omitted);
        if skipped && node.outputs.is_none() {
            self.add_absent(names, prefix, reference, context, in_dag);
        }
        if node.type_ == NodeType::TaskGroup {
            let children: Vec<_> = node.children.iter().filter_map(|id| self.nodes.find(id)).collect();
            names.add_loop(prefix, children.iter().map(|c| self.nodes.status(*c)))?;
        }
        Ok(())
    }

    /// What a skipped producer would have given: the defaults of its outputs, or nothing where there is none.
    fn add_absent(
        &mut self,
        names: &mut Names,
        prefix: &str,
        reference: &Reference,
        context: &Context,
        in_dag: bool,
    ) {
        let Ok(source) = self.resolve(reference, context) else { return };
        for parameter in &source.template.outputs.parameters {
            let default = parameter.value_from.as_ref().and_then(|from| from.default.clone());
            let slot = default.map_or(Slot::Absent, |d| Slot::Text(d.0));
            names.slot(format!("{prefix}.outputs.parameters.{}", parameter.name), slot);
        }
        for artifact in source.template.outputs.artifacts.iter().filter(|_| !in_dag) {
            let empty = Artifact { name: artifact.name.clone(), ..Artifact::default() };
            names.slot(
                format!("{prefix}.outputs.artifacts.{}", artifact.name),
                Slot::Artifact(Arc::new(empty)),
            );
        }
    }

    /// Adds the outputs of the expanded children of a step.
    pub(super) fn add_step_loop(
        &self,
        names: &mut Names,
        prefix: &str,
        group: &GroupWork,
        label: &str,
    ) -> Result<(), Halt> {
        let nodes: Vec<&NodeStatus> = group
            .items
            .iter()
            .filter(|item| item.step.as_ref().is_some_and(|s| s.reference.label == label))
            .filter_map(|item| item.node.map(|nx| self.nodes.status(nx)))
            .collect();
        if nodes.iter().all(|node| node.phase == NodePhase::Skipped) {
            return Ok(());
        }
        names.add_loop(prefix, nodes.into_iter())
    }
}

/// Names after `steps.` or `tasks.` in a text; `None` when they can't be told (computed index).
pub(super) fn mentioned(text: &str, prefix: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(prefix) {
        let rest = &text[at + prefix.len()..];
        let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if let Some(rest) = rest.strip_prefix('.') {
            let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
            found.push(rest[..end].to_owned());
        } else if let Some(rest) = rest.strip_prefix('[') {
            let rest = rest.trim_start().trim_start_matches('\\');
            let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
            let rest = &rest[1..];
            let end = rest.find(quote)?;
            found.push(rest[..end].trim_end_matches('\\').to_owned());
        }
    }
    Some(found)
}
