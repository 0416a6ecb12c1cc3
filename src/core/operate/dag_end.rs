//! How a dag ends: its phase from those of its targets, its outputs, what ends it (engine.md §3.11).

use std::collections::{HashMap, HashSet, VecDeque};

use super::nodes::Nx;
use super::state::State;
use super::work::{DagWork, StepLike};
use crate::core::api::{NodePhase, NodeType};

impl State {
    /// Decides how a dag in which nothing runs ends (engine.md §3.11, 4 and 5).
    pub(super) fn assess_dag(&mut self, nx: Nx, work: &DagWork) {
        let phase = if self.shut_down_inside(nx) && self.nodes.get(nx).active_children == 0 {
            NodePhase::Failed
        } else {
            self.dag_phase(nx, work)
        };
        match phase {
            NodePhase::Succeeded => self.finish_dag(nx, work),
            NodePhase::Failed | NodePhase::Error => {
                self.set_outbound_of_dag(nx, work);
                self.set_phase(nx, phase, "");
            }
            _ => {}
        }
    }

    fn dag_phase(&self, nx: Nx, work: &DagWork) -> NodePhase {
        let mut target_phases: HashMap<Nx, Option<NodePhase>> = work
            .targets
            .iter()
            .filter_map(|t| work.tasks.get(*t).and_then(|task| task.item.node))
            .map(|node| (node, None))
            .collect();
        let mut queue: VecDeque<(Nx, NodePhase)> =
            self.children(nx).into_iter().map(|child| (child, NodePhase::Succeeded)).collect();
        let mut seen: HashSet<(Nx, NodePhase)> = queue.iter().cloned().collect();
        while let Some((at, mut branch)) = queue.pop_front() {
            let node = self.nodes.status(at);
            if !node.is_fulfilled() {
                return NodePhase::Running;
            }
            if node.phase.is_completed() {
                branch = node.phase.clone();
            }
            if let Some(known) = target_phases.get_mut(&at)
                && !known.as_ref().is_some_and(NodePhase::is_failed_or_error)
            {
                *known = Some(branch.clone());
            }
            // A Retry node speaks for its attempts, so only what follows them matters.
            let next = match node.type_ {
                NodeType::Retry => self.after_retry(at),
                _ => self.children(at),
            };
            for child in next {
                if seen.insert((child, branch.clone())) {
                    queue.push_back((child, branch.clone()));
                }
            }
        }
        self.judge_targets(work, &target_phases)
    }

    /// What comes after a Retry node: its hooks, and the children of the last attempt that has any.
    fn after_retry(&self, nx: Nx) -> Vec<Nx> {
        let mut next = Vec::new();
        for child in self.children(nx).into_iter().rev() {
            if is_hooked(self.nodes.status(child)) {
                next.push(child);
                continue;
            }
            let after = self.children(child);
            if !after.is_empty() {
                next.extend(after);
                break;
            }
        }
        next
    }

    fn judge_targets(&self, work: &DagWork, phases: &HashMap<Nx, Option<NodePhase>>) -> NodePhase {
        let fail_fast = work.template.dag.as_ref().and_then(|dag| dag.fail_fast).unwrap_or(true);
        let mut result = NodePhase::Succeeded;
        for target in &work.targets {
            let Some(task) = work.tasks.get(*target) else { continue };
            match task.item.node.and_then(|node| phases.get(&node).cloned().flatten()) {
                None => {
                    result = NodePhase::Running;
                    if !fail_fast {
                        break;
                    }
                }
                Some(phase) if phase.is_failed_or_error() => {
                    if StepLike::of_task(&task.task, "").tolerates(&phase) {
                        continue;
                    }
                    result = phase;
                    if fail_fast {
                        break;
                    }
                }
                Some(_) => {}
            }
        }
        result
    }

    fn finish_dag(&mut self, nx: Nx, work: &DagWork) {
        let mut scope = self.body_scope(&work.template);
        let wanted =
            !work.template.outputs.parameters.is_empty() || !work.template.outputs.artifacts.is_empty();
        let mut outcome = Ok(());
        for at in (0..work.tasks.len()).filter(|_| wanted) {
            outcome = outcome.and_then(|()| self.add_task(&mut scope, work, at));
        }
        match outcome.and_then(|()| self.body_outputs(&work.template, &scope)) {
            Ok(outputs) => {
                self.give_outputs(nx, outputs);
                self.memoize(nx);
                self.set_outbound_of_dag(nx, work);
                self.set_phase(nx, NodePhase::Succeeded, "");
            }
            Err(halt) => self.stop_body(nx, halt),
        }
    }

    pub(super) fn set_outbound_of_dag(&mut self, nx: Nx, work: &DagWork) {
        let mut seen = HashSet::new();
        let mut ids = Vec::new();
        for target in &work.targets {
            let Some(node) = work.tasks.get(*target).and_then(|task| task.item.node) else { continue };
            for out in self.outbound(node) {
                if seen.insert(out) {
                    ids.push(self.nodes.status(out).id.clone());
                }
            }
        }
        self.update(nx, |node| node.outbound_nodes = ids);
    }
}

fn is_hooked(node: &crate::core::api::NodeStatus) -> bool {
    node.node_flag.as_ref().is_some_and(|flag| flag.hooked)
}
