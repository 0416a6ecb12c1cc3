//! The live view where no terminal listens: a line for each step that begins or ends, for people or for programs.

use std::collections::HashMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::show::View;
use crate::cli::zone::zone;
use crate::core::api::{NodePhase, NodeStatus, NodeType, Workflow, WorkflowPhase};
use crate::core::render::{Keep, sanitize};

/// What was said about each node and about the workflow.
#[derive(Debug, Default)]
pub(super) struct Lines {
    said: HashMap<String, NodePhase>,
    workflow: Option<WorkflowPhase>,
}

impl Lines {
    /// A line for each node whose phase is news, in the order of what happened.
    pub(super) fn changes(&mut self, workflow: &Workflow, view: &View) -> String {
        // Of what was over before anybody looked, the tree tells everything.
        if self.said.is_empty() && workflow.is_completed() {
            return String::new();
        }
        let mut text = String::new();
        for node in self.news(workflow, view.now) {
            let at = time_of(node, view.now);
            let at = at.to_zoned(zone().clone()).strftime("%H:%M:%S").to_string();
            let name = node.name.strip_prefix(workflow.name()).filter(|name| !name.is_empty());
            let name = name.map_or(node.display_name.as_str(), |name| name.trim_start_matches('.'));
            let message = if node.message.is_empty() { String::new() } else { format!("  {}", node.message) };
            // Writing to a String does not fail.
            let _ = writeln!(text, "{at}  {:<9}  {name}{message}", node.phase.as_str());
        }
        sanitize(&text, Keep::Layout).into_owned()
    }

    /// The same as JSON, an object a line; the workflow's own phase as well.
    pub(super) fn events(&mut self, workflow: &Workflow, now: Timestamp) -> String {
        let mut events: Vec<Value> =
            self.news(workflow, now).into_iter().map(|node| event_of(node, now)).collect();
        let phase = &workflow.status.phase;
        if *phase != WorkflowPhase::Unset && self.workflow.as_ref() != Some(phase) {
            self.workflow = Some(phase.clone());
            events.push(json!({
                "event": "workflow",
                "time": workflow.status.finished_at.unwrap_or(now).to_string(),
                "namespace": workflow.namespace(),
                "name": workflow.name(),
                "phase": phase.as_str(),
                "progress": workflow.status.progress,
                "message": workflow.status.message,
            }));
        }
        events.iter().fold(String::new(), |text, event| text + &event.to_string() + "\n")
    }

    /// Nodes whose phase was not said yet, in the order of what happened. What ends in the same second as all below it
    /// ends after that.
    fn news<'a>(&mut self, workflow: &'a Workflow, now: Timestamp) -> Vec<&'a NodeStatus> {
        let mut news: Vec<&NodeStatus> =
            workflow.nodes().values().filter(|node| self.is_news(node)).collect();
        news.sort_by_key(|node| {
            let has_ended = node.phase.is_fulfilled();
            let holds_others = has_ended && matches!(node.type_, NodeType::Steps | NodeType::Dag);
            let started = node.started_at.map_or(0, Timestamp::as_second);
            let place = if holds_others { -started } else { started };
            let depth = if holds_others { usize::MAX - node.name.len() } else { 0 };
            (time_of(node, now), has_ended, holds_others, place, depth, node.name.clone())
        });
        for node in &news {
            self.said.insert(node.id.clone(), node.phase.clone());
        }
        news
    }

    fn is_news(&self, node: &NodeStatus) -> bool {
        let step = !matches!(node.type_, NodeType::StepGroup | NodeType::TaskGroup | NodeType::Retry);
        step && node.phase != NodePhase::Unset && self.said.get(&node.id) != Some(&node.phase)
    }
}

fn time_of(node: &NodeStatus, now: Timestamp) -> Timestamp {
    node.finished_at.filter(|_| node.phase.is_fulfilled()).unwrap_or(now)
}

fn event_of(node: &NodeStatus, now: Timestamp) -> Value {
    json!({
        "event": "node",
        "time": time_of(node, now).to_string(),
        "id": node.id,
        "name": node.name,
        "displayName": node.display_name,
        "type": node.type_.as_str(),
        "templateName": node.template_name,
        "phase": node.phase.as_str(),
        "message": node.message,
    })
}
