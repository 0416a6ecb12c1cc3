//! Retry nodes: one attempt after the other (engine.md §3.15).

use jiff::Timestamp;

use super::inputs::substitute;
use super::nodes::Nx;
use super::scope::Names;
use super::state::State;
use super::work::{Call, Halt, RetryWork};
use crate::core::api::{NodeFlag, NodePhase, NodeStatus};
use crate::core::graph::{Attempt, RetryDecision, RetrySituation, decide_retry};

impl State {
    /// The attempts below a Retry node, in order; hooks of the node are not attempts.
    pub(super) fn attempts_of(&self, nx: Nx) -> Vec<Nx> {
        let name = &self.nodes.status(nx).name;
        let is_attempt = |child: &NodeStatus| {
            child
                .name
                .strip_prefix(name.as_str())
                .and_then(|rest| rest.strip_prefix('(')?.strip_suffix(')'))
                .is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
        };
        self.children(nx).into_iter().filter(|child| is_attempt(self.nodes.status(*child))).collect()
    }

    /// One look at a Retry node: its last attempt decides.
    pub(super) fn advance_retry(&mut self, nx: Nx, work: &mut RetryWork) {
        let Some(last) = work.attempts.last().copied() else {
            return self.next_attempt(nx, work);
        };
        let attempt = self.nodes.status(last).clone();
        if !attempt.is_fulfilled() {
            if matches!(self.nodes.get(last).work, super::work::Work::None) {
                self.rerun_attempt(nx, work, last);
            }
            return;
        }
        if attempt.is_daemoned() && !attempt.phase.is_completed() {
            return self.update(nx, |node| {
                node.daemoned = Some(true);
                node.phase = NodePhase::Running;
                node.pod_ip.clone_from(&attempt.pod_ip);
            });
        }
        if let Some(message) = self.faults.remove(&last) {
            let policy = self.retry_strategy(&work.template).unwrap_or_default().retry_policy;
            if !matches!(policy.as_str(), "Always" | "OnError" | "OnTransientError") {
                self.copy_last(nx, &attempt);
                return self.fault(nx, &message);
            }
        }
        self.decide(nx, work, &attempt);
    }

    fn decide(&mut self, nx: Nx, work: &mut RetryWork, last: &NodeStatus) {
        let Some(strategy) = self.retry_strategy(&work.template) else { return };
        let attempts: Vec<Attempt> =
            work.attempts.iter().map(|nx| attempt_of(self.nodes.status(*nx))).collect();
        let situation = RetrySituation {
            strategy: &strategy,
            attempts: &attempts,
            now: self.now,
            shutdown: &self.spec.shutdown,
            deadline: if work.call.on_exit { None } else { self.deadline },
        };
        match decide_retry(&situation) {
            Ok(RetryDecision::Retry { deadline }) => {
                self.set_phase(nx, NodePhase::Running, "");
                self.update(nx, |node| node.daemoned = None);
                self.attempt_deadline = deadline;
                self.next_attempt(nx, work);
                self.attempt_deadline = None;
            }
            Ok(RetryDecision::Wait { until, message }) => {
                self.set_phase(nx, NodePhase::Running, &message);
                self.timer(until, nx);
            }
            Ok(RetryDecision::Stop { phase, message }) => {
                self.copy_last(nx, last);
                if phase == NodePhase::Succeeded {
                    self.memoize(nx);
                }
                self.set_phase(nx, phase, &message);
            }
            Err(error) => {
                self.copy_last(nx, last);
                self.fault(nx, &error.to_string());
            }
        }
    }

    /// The wrapper shows what its last attempt gave.
    fn copy_last(&mut self, nx: Nx, last: &NodeStatus) {
        let outputs = last.outputs.clone();
        self.update(nx, |node| node.outputs = outputs);
    }

    fn next_attempt(&mut self, nx: Nx, work: &mut RetryWork) {
        let name = format!("{}({})", work.call.name, work.attempts.len());
        let call = self.attempt_call(nx, work, name);
        if let Err(halt) = self.check_limits(&call) {
            return self.hold(nx, halt);
        }
        self.run_attempt(nx, work, call, None);
    }

    fn rerun_attempt(&mut self, nx: Nx, work: &mut RetryWork, last: Nx) {
        let name = self.nodes.status(last).name.clone();
        work.attempts.pop();
        let call = self.attempt_call(nx, work, name);
        self.attach(last, &call);
        self.run_attempt(nx, work, call, Some(last));
    }

    fn run_attempt(&mut self, nx: Nx, work: &mut RetryWork, call: Call, existing: Option<Nx>) {
        let names = self.attempt_names(work, &call);
        let name = call.name.clone();
        let started = substitute(&work.template, &names, &self.globals, self.now).and_then(|template| {
            self.start_body(&call, existing, template, std::sync::Arc::clone(&work.source))
        });
        let child = match started {
            Ok(child) => Some(child),
            Err(Halt::Fatal(message)) => {
                let child = self.node_named(&name).unwrap_or_else(|| self.create_error(&call, &message));
                self.fault(child, &message);
                Some(child)
            }
            Err(halt) => {
                self.hold(nx, halt);
                self.node_named(&name)
            }
        };
        if let Some(child) = child {
            self.add_child(nx, child);
            work.attempts.push(child);
            self.nodes.report(child);
        }
    }

    fn attempt_call(&self, nx: Nx, work: &RetryWork, name: String) -> Call {
        let hooked = work.call.flag.as_ref().is_some_and(|flag| flag.hooked);
        Call {
            name,
            owner: Some(nx),
            flag: Some(NodeFlag { hooked, retried: true, ..NodeFlag::default() }),
            ..work.call.clone()
        }
    }

    /// `retries`, `lastRetry.*` and the name of the pod of this attempt.
    fn attempt_names(&self, work: &RetryWork, call: &Call) -> Names {
        let mut names = Names::default();
        if work.template.kind().is_pod() {
            names.text("pod.name", self.pod_name(call, &call.name));
        }
        names.text("retries", work.attempts.len().to_string());
        let last = work.attempts.last().map(|nx| self.nodes.status(*nx));
        let code = last.and_then(|node| node.outputs.as_ref()?.exit_code.clone());
        names.text("lastRetry.exitCode", code.unwrap_or_else(|| "0".to_owned()));
        names.text("lastRetry.status", last.map_or("", |node| node.phase.as_str()));
        names.text("lastRetry.duration", last.map_or_else(|| "0".to_owned(), seconds_of));
        names.text("lastRetry.message", last.map_or("", |node| node.message.as_str()));
        names
    }
}

/// A cluster knows the times of a node by the second only; containers say theirs so here, too.
fn attempt_of(node: &NodeStatus) -> Attempt {
    let whole = |at: Option<Timestamp>| at.and_then(|at| Timestamp::from_second(at.as_second()).ok());
    Attempt {
        phase: node.phase.clone(),
        started_at: whole(node.started_at),
        finished_at: whole(node.finished_at),
        message: node.message.clone(),
        exit_code: node.outputs.as_ref().and_then(|outputs| outputs.exit_code.clone()),
    }
}

/// How long a node took, in whole seconds.
fn seconds_of(node: &NodeStatus) -> String {
    let seconds = |at: Option<Timestamp>| at.map_or(0, Timestamp::as_second);
    (seconds(node.finished_at) - seconds(node.started_at)).max(0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_that_ended_in_the_second_of_its_start_took_no_time() {
        let node = NodeStatus {
            started_at: "2026-01-01T00:00:01.7Z".parse().ok(),
            finished_at: "2026-01-01T00:00:01Z".parse().ok(),
            ..NodeStatus::default()
        };
        let attempt = attempt_of(&node);
        assert_eq!(attempt.started_at, attempt.finished_at);
        assert_eq!(seconds_of(&node), "0");
    }
}
