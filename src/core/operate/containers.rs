//! The containers of a pod as the graph shows them, and what they used (engine.md §2.9, §4.2).

use std::collections::BTreeMap;

use serde_json::Value;

use super::assess::{Assessment, ContainerState};
use super::nodes::{NewNode, Nx};
use super::podspec::set_dependencies;
use super::state::State;
use super::work::{Call, PodWork};
use crate::core::api::{NodePhase, NodeType, Template};

impl State {
    /// Makes a node for each container of a set, below the pod or the containers it depends on.
    pub(super) fn add_containers(&mut self, nx: Nx, call: &Call, template: &Template) {
        let containers = set_dependencies(template);
        for (name, _) in &containers {
            let node_name = format!("{}.{name}", call.name);
            if self.node_named(&node_name).is_none() {
                let call =
                    Call { boundary: Some(nx), owner: Some(nx), depth: call.depth + 1, ..call.clone() };
                let new = NewNode::new(&node_name, NodeType::Container, NodePhase::Pending);
                self.create(new, &call);
            }
        }
        for (name, dependencies) in &containers {
            let Some(own) = self.node_named(&format!("{}.{name}", call.name)) else { continue };
            if dependencies.is_empty() {
                self.add_child(nx, own);
            }
            for dependency in dependencies {
                if let Some(parent) = self.node_named(&format!("{}.{dependency}", call.name)) {
                    self.add_child(parent, own);
                }
            }
        }
    }

    /// The container nodes of a pod.
    pub(super) fn container_nodes(&self, nx: Nx) -> Vec<Nx> {
        let boundary = &self.nodes.status(nx).id;
        let mut found: Vec<Nx> = Vec::new();
        let mut open = self.children(nx);
        while let Some(child) = open.pop() {
            let node = self.nodes.status(child);
            if node.type_ == NodeType::Container && node.boundary_id == *boundary && !found.contains(&child) {
                found.push(child);
                open.extend(self.children(child));
            }
        }
        found
    }

    pub(super) fn follow_containers(&mut self, nx: Nx, seen: &Assessment) {
        let nodes = self.container_nodes(nx);
        if nodes.is_empty() {
            return;
        }
        let base = self.nodes.status(nx).name.clone();
        for state in &seen.containers {
            let Some(own) = self.node_named(&format!("{base}.{}", state.name)) else { continue };
            if nodes.contains(&own) && !self.nodes.status(own).phase.is_completed() {
                self.follow_container(own, state);
            }
        }
        if seen.phase.is_completed() {
            for own in nodes {
                if !self.nodes.status(own).phase.is_completed() {
                    let phase = seen.phase.clone();
                    let message = format!("Pod {phase} whilst container running");
                    let phase =
                        if phase == NodePhase::Succeeded { NodePhase::Succeeded } else { NodePhase::Failed };
                    let message = if phase == NodePhase::Succeeded { String::new() } else { message };
                    self.set_phase(own, phase, &message);
                }
            }
        }
    }

    fn follow_container(&mut self, own: Nx, state: &ContainerState) {
        if let Some(exit) = &state.exit {
            let at = exit.finished_at.unwrap_or(self.now);
            let message =
                format!("{}: {} (exit code {}): {}", state.name, exit.reason, exit.code, exit.message);
            match exit.code {
                0 => self.set_phase_at(own, NodePhase::Succeeded, "", at),
                64 => self.set_phase_at(own, NodePhase::Error, &message, at),
                _ => self.set_phase_at(own, NodePhase::Failed, &message, at),
            }
        } else if state.running {
            self.set_phase(own, NodePhase::Running, "");
        } else if !state.waiting.is_empty() {
            self.set_phase(own, NodePhase::Pending, &state.waiting);
        }
    }

    /// Adds what the finished containers of a pod used to its node and everything above it.
    pub(super) fn count_resources(&mut self, nx: Nx, work: &PodWork, seen: &Assessment) {
        if !seen.phase.is_completed() {
            return;
        }
        let mut used: BTreeMap<String, i64> = BTreeMap::new();
        for state in &seen.containers {
            let Some(exit) = &state.exit else { continue };
            let (Some(from), Some(to)) = (exit.started_at, exit.finished_at) else { continue };
            let seconds = (to.as_second() - from.as_second()).max(0);
            let body = body_of(&work.template, &state.name);
            for (resource, amount) in quantities(body) {
                *used.entry(resource.clone()).or_default() +=
                    (seconds as f64 * amount / denominator(&resource)).round() as i64;
            }
        }
        if used.is_empty() || !self.nodes.status(nx).resources_duration.is_empty() {
            return;
        }
        for (resource, amount) in &used {
            *self.resources.entry(resource.clone()).or_default() += amount;
        }
        let mut above = self.nodes.get(nx).owner;
        self.update(nx, |node| node.resources_duration.clone_from(&used));
        while let Some(at) = above {
            let entry = self.nodes.get_mut(at);
            for (resource, amount) in &used {
                *entry.status.resources_duration.entry(resource.clone()).or_default() += amount;
            }
            above = entry.owner;
            self.nodes.summed.insert(at);
        }
    }
}

fn body_of<'a>(template: &'a Template, name: &str) -> Option<&'a Value> {
    let named = |list: &'a [Value]| list.iter().find(|c| c.get("name").and_then(Value::as_str) == Some(name));
    if let Some(set) = &template.container_set {
        return named(&set.containers);
    }
    if name == "main" {
        return template.container.as_ref().or(template.script.as_ref());
    }
    named(&template.sidecars)
}

/// The amounts a container counts with: its limits, requests over them, and defaults for cpu and memory.
fn quantities(container: Option<&Value>) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::from([("cpu".to_owned(), 0.1), ("memory".to_owned(), 100.0 * 1024.0 * 1024.0)]);
    for kind in ["limits", "requests"] {
        let list = container.and_then(|c| c.get("resources")?.get(kind)?.as_object());
        for (name, quantity) in list.into_iter().flatten() {
            let text = quantity.as_str().map_or_else(|| quantity.to_string(), str::to_owned);
            if let Some(amount) = quantity_of(&text) {
                found.insert(name.clone(), amount);
            }
        }
    }
    found
}

fn denominator(resource: &str) -> f64 {
    match resource {
        "memory" => 100.0 * 1024.0 * 1024.0,
        "storage" | "ephemeral-storage" => 10.0 * 1024.0 * 1024.0 * 1024.0,
        _ => 1.0,
    }
}

/// Reads a Kubernetes quantity such as `500m`, `64Mi` or `2G`.
fn quantity_of(text: &str) -> Option<f64> {
    const SUFFIXES: &[(&str, f64)] = &[
        ("Ki", 1024.0),
        ("Mi", 1_048_576.0),
        ("Gi", 1_073_741_824.0),
        ("Ti", 1_099_511_627_776.0),
        ("m", 0.001),
        ("k", 1e3),
        ("M", 1e6),
        ("G", 1e9),
        ("T", 1e12),
    ];
    let (number, factor) = SUFFIXES
        .iter()
        .find_map(|(suffix, factor)| Some((text.strip_suffix(suffix)?, *factor)))
        .unwrap_or((text, 1.0));
    number.parse::<f64>().ok().map(|n| n * factor)
}
