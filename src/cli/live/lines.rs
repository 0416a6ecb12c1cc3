//! The live view where no terminal listens: one line for each step that begins or ends.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::cli::show::View;
use crate::core::api::{NodePhase, NodeStatus, NodeType, Workflow};
use crate::core::render::{Keep, sanitize};

/// What was said about each node.
#[derive(Debug, Default)]
pub(super) struct Lines {
    said: HashMap<String, NodePhase>,
}

impl Lines {
    /// A line for each node whose phase is news, in the order the nodes started.
    pub(super) fn changes(&mut self, workflow: &Workflow, view: &View) -> String {
        // Of what was over before anybody looked, the tree tells everything.
        if self.said.is_empty() && workflow.is_completed() {
            return String::new();
        }
        let mut news: Vec<&NodeStatus> =
            workflow.nodes().values().filter(|node| self.is_news(node)).collect();
        news.sort_by(|a, b| (a.started_at, &a.name).cmp(&(b.started_at, &b.name)));
        let mut text = String::new();
        for node in news {
            self.said.insert(node.id.clone(), node.phase.clone());
            let at = node.finished_at.filter(|_| node.phase.is_fulfilled()).unwrap_or(view.now);
            let at = at.to_zoned(view.zone.clone()).strftime("%H:%M:%S").to_string();
            let name = node.name.strip_prefix(workflow.name()).filter(|name| !name.is_empty());
            let name = name.map_or(node.display_name.as_str(), |name| name.trim_start_matches('.'));
            let message = if node.message.is_empty() { String::new() } else { format!("  {}", node.message) };
            // Writing to a String does not fail.
            let _ = writeln!(text, "{at}  {:<9}  {name}{message}", node.phase.as_str());
        }
        sanitize(&text, Keep::Layout).into_owned()
    }

    fn is_news(&self, node: &NodeStatus) -> bool {
        let step = !matches!(node.type_, NodeType::StepGroup | NodeType::TaskGroup | NodeType::Retry);
        step && node.phase != NodePhase::Unset && self.said.get(&node.id) != Some(&node.phase)
    }
}
