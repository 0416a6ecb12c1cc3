//! What ends nodes from outside: shutdown, deadlines, timeouts, and the end of daemons (engine.md §4.9, §4.17).

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::effect::Effect;
use super::nodes::Nx;
use super::state::State;
use super::suspend::parse_duration;
use super::work::{Halt, Work};
use crate::core::api::{NodePhase, NodeType, Template};

const DEADLINE: &str = "Step exceeded its deadline";

impl State {
    /// True when no pod may start any more; exit handlers still may under `Stop`.
    pub(super) fn shutdown_forbids(&self, on_exit: bool) -> bool {
        match self.spec.shutdown.as_str() {
            "" => false,
            "Stop" => !on_exit,
            _ => true,
        }
    }

    /// True when not even exit handlers start any more.
    pub(super) fn shutdown_forbids_exit(&self) -> bool {
        self.shutdown_forbids(true)
    }

    /// True when a template is to be ended because of a shutdown.
    pub(super) fn shut_down_inside(&self, nx: Nx) -> bool {
        self.shutdown_forbids(self.nodes.get(nx).on_exit)
    }

    /// Ends what a new shutdown strategy does not allow to go on.
    pub(super) fn apply_shutdown(&mut self) {
        let strategy = self.spec.shutdown.clone();
        if strategy.is_empty() || self.shutdown_done == strategy {
            return;
        }
        self.shutdown_done.clone_from(&strategy);
        for nx in self.unfulfilled() {
            if !self.shutdown_forbids(self.nodes.get(nx).on_exit) {
                continue;
            }
            match self.nodes.status(nx).type_ {
                NodeType::Pod if self.is_locked(nx) => {
                    self.set_phase(nx, NodePhase::Failed, &format!("Stopped with strategy '{strategy}'"));
                }
                NodeType::Pod => self.kill(nx, &format!("workflow shutdown with strategy:  {strategy}")),
                NodeType::Suspend | NodeType::Http => {
                    self.set_phase(nx, NodePhase::Failed, &format!("Stopped with strategy '{strategy}'"));
                }
                _ => {}
            }
            self.nodes.queue(nx);
        }
    }

    /// Nodes that are not done, the newest first, so that children end before their parents look.
    pub(super) fn unfulfilled(&self) -> Vec<Nx> {
        let mut open: Vec<Nx> =
            self.nodes.iter().filter(|(_, e)| !e.status.is_fulfilled()).map(|(nx, _)| nx).collect();
        open.reverse();
        open
    }

    fn is_locked(&self, nx: Nx) -> bool {
        matches!(self.nodes.get(nx).work, Work::Locked(_))
    }

    /// Ends a pod node now, and its pod with it.
    pub(super) fn kill(&mut self, nx: Nx, message: &str) {
        if let Work::Pod(work) = &mut self.nodes.get_mut(nx).work {
            work.killed = Some(message.to_owned());
            let name = work.pod_name.clone();
            if work.created && !work.ended {
                self.effects.push(Effect::TerminatePod { name });
            }
        } else if let Some(pod) = self.early_pods.remove(&nx) {
            self.terminate_unattended(&pod);
        }
        for container in self.container_nodes(nx) {
            if !self.nodes.status(container).phase.is_completed() {
                self.set_phase(container, NodePhase::Failed, message);
            }
        }
        self.update(nx, |node| node.task_result_synced = Some(true));
        self.set_phase(nx, NodePhase::Failed, message);
    }

    /// Ends a pod that an earlier engine created for a node that this one has not worked on, and never will.
    pub(super) fn terminate_unattended(&mut self, pod: &Value) {
        let phase = pod.pointer("/status/phase").and_then(Value::as_str);
        let name = pod.pointer("/metadata/name").and_then(Value::as_str);
        if let Some(name) = name.filter(|_| !matches!(phase, Some("Succeeded" | "Failed"))) {
            self.effects.push(Effect::TerminatePod { name: name.to_owned() });
        }
    }

    /// The time the workflow has to be done by.
    pub(super) fn set_deadline(&mut self) {
        let started = self.wf.status.started_at.map(|at| at.as_second());
        self.deadline = started
            .zip(self.spec.active_deadline_seconds)
            .and_then(|(start, seconds)| Timestamp::from_second(start.checked_add(seconds)?).ok());
        self.deadline_done = false;
    }

    /// When the workflow's deadline has to be looked at.
    pub(super) fn next_deadline(&self) -> Option<Timestamp> {
        self.deadline.filter(|_| !self.deadline_done)
    }

    /// Ends what runs past the workflow's deadline, but for exit handlers.
    pub(super) fn apply_deadline(&mut self) {
        if self.deadline_done || self.deadline.is_none_or(|deadline| deadline > self.now) {
            return;
        }
        self.deadline_done = true;
        for nx in self.unfulfilled() {
            if self.nodes.get(nx).on_exit {
                continue;
            }
            match self.nodes.status(nx).type_ {
                NodeType::Pod if !self.is_locked(nx) => self.kill(nx, DEADLINE),
                NodeType::Pod | NodeType::Suspend | NodeType::Http => {
                    self.set_phase(nx, NodePhase::Failed, DEADLINE)
                }
                _ => {}
            }
            self.nodes.queue(nx);
        }
    }

    /// Until when a node may take, by a timeout of its template.
    pub(super) fn timeout_of(&self, nx: Nx, timeout: &str) -> Result<Option<Timestamp>, Halt> {
        if timeout.is_empty() {
            return Ok(None);
        }
        let length: SignedDuration = parse_duration(timeout)?;
        Ok(self.nodes.status(nx).started_at.and_then(|at| at.checked_add(length).ok()))
    }

    /// Asks to look at a pending node when its time is over.
    pub(super) fn watch_timeouts(&mut self, nx: Nx, template: &Template) {
        for timeout in [&template.timeout, &template.pending_timeout] {
            if let Ok(Some(until)) = self.timeout_of(nx, timeout) {
                self.timeouts.insert(nx, self.timeouts.get(&nx).map_or(until, |at| (*at).min(until)));
                self.timer(until, nx);
            }
        }
    }

    /// Ends a node that is still pending after its time.
    pub(super) fn check_timeout(&mut self, nx: Nx) {
        let due = self.timeouts.get(&nx).is_some_and(|until| *until <= self.now);
        if due && self.nodes.status(nx).phase == NodePhase::Pending {
            if self.is_locked(nx) || matches!(self.nodes.get(nx).work, Work::Http) {
                self.set_phase(nx, NodePhase::Failed, "timeout");
            } else {
                self.kill(nx, "timeout");
            }
        }
    }

    /// Ends the daemons that belong to a boundary, or all of them.
    pub(super) fn end_daemons(&mut self, boundary: Option<Nx>) {
        let id = boundary.map(|b| self.nodes.status(b).id.clone());
        let ours: Vec<Nx> = self
            .nodes
            .daemons
            .iter()
            .copied()
            .filter(|nx| id.as_ref().is_none_or(|id| self.nodes.status(*nx).boundary_id == *id))
            .collect();
        for nx in ours {
            if let Work::Pod(work) = &mut self.nodes.get_mut(nx).work {
                work.ended = true;
                let name = work.pod_name.clone();
                self.effects.push(Effect::TerminatePod { name });
            }
            self.set_phase(nx, NodePhase::Succeeded, "");
        }
    }
}
