//! Observations into the state: pods, results, objects, locks, and what users changed.

use std::sync::Arc;

use serde_json::Value;

use super::assess::{Assessment, assess};
use super::nodes::Nx;
use super::observe::{Failure, Observations};
use super::pod::main_names;
use super::state::State;
use super::work::{PodWork, Work};
use crate::core::api::{
    NodePhase, NodeType, Outputs, Workflow, WorkflowPhase, WorkflowTaskResult, annotation, label,
};

impl State {
    pub(super) fn take_in(&mut self, observations: Observations) {
        if let Some(workflow) = observations.workflow {
            self.take_workflow(workflow);
        }
        for (key, object) in observations.objects {
            self.asked.remove(&key);
            for nx in self.readers.remove(&key).unwrap_or_default() {
                self.nodes.queue(nx);
            }
            self.objects.insert(key, object.map(Arc::new));
        }
        for answer in observations.locks {
            self.take_lock_answer(answer);
        }
        for result in &observations.results {
            self.take_result(result);
        }
        for pod in &observations.pods {
            self.take_pod(pod);
        }
        for name in &observations.pods_gone {
            self.lose_pod(name);
        }
        if observations.relisted {
            self.compare_pods(&observations.pods);
        }
        for failure in observations.failures {
            match failure {
                Failure::CreatePod { node_id, message } => {
                    if let Some(nx) = self.nodes.find(&node_id) {
                        self.fault(nx, &message);
                    }
                }
                Failure::CreateObject { message } => {
                    self.finish_workflow(WorkflowPhase::Error, &format!("pvc create error: {message}"));
                }
            }
        }
    }

    fn take_pod(&mut self, pod: &Value) {
        let metadata = pod.get("metadata").unwrap_or(&Value::Null);
        let id = metadata.get("annotations").and_then(|a| a.get(annotation::NODE_ID)).and_then(Value::as_str);
        let found = id.and_then(|id| self.nodes.find(id));
        if let Some(name) = metadata.get("name").and_then(Value::as_str) {
            self.known_pods.insert(name.to_owned(), found);
        }
        let Some(nx) = found else { return };
        if self.nodes.status(nx).type_ != NodeType::Pod {
            return;
        }
        if self.nodes.status(nx).phase.is_completed() {
            // Killed before its pod was seen here.
            if self.nodes.status(nx).phase == NodePhase::Failed
                && matches!(self.nodes.get(nx).work, Work::None)
            {
                self.terminate_unattended(pod);
            }
            return;
        }
        let Work::Pod(mut work) = std::mem::take(&mut self.nodes.get_mut(nx).work) else {
            // Taken up again before its template was resolved: the observation is kept for then.
            self.early_pods.insert(nx, pod.clone());
            return;
        };
        let mains = main_names(&work.template);
        let seen = assess(pod, &mains);
        self.follow_pod(nx, &mut work, &seen);
        self.nodes.get_mut(nx).work = Work::Pod(work);
    }

    /// Takes up a pod seen before its node was worked on.
    pub(super) fn take_early_pod(&mut self, nx: Nx) {
        if let Some(pod) = self.early_pods.remove(&nx) {
            self.take_pod(&pod);
        }
    }

    fn follow_pod(&mut self, nx: Nx, work: &mut PodWork, seen: &Assessment) {
        self.follow_containers(nx, seen);
        self.count_resources(nx, work, seen);
        let daemon = work.template.daemon == Some(true);
        let host = seen.host.clone();
        let code = seen.exit_code;
        self.update(nx, |node| {
            if !host.is_empty() {
                node.host_node_name = host;
            }
            if let Some(code) = code {
                node.outputs.get_or_insert_default().exit_code = Some(code.to_string());
            }
        });
        match seen.phase {
            NodePhase::Pending => {
                let message = seen.message.clone();
                if self.nodes.status(nx).phase == NodePhase::Pending {
                    self.set_phase(nx, NodePhase::Pending, &message);
                }
            }
            NodePhase::Running if daemon => {
                if seen.ready {
                    let ip = seen.ip.clone();
                    self.set_phase(nx, NodePhase::Running, "");
                    self.update(nx, |node| {
                        node.daemoned = Some(true);
                        node.pod_ip = ip;
                    });
                }
            }
            NodePhase::Running => self.set_phase(nx, NodePhase::Running, ""),
            NodePhase::Succeeded if daemon => self.end_pod(nx, work, NodePhase::Failed, seen),
            _ => self.end_pod(nx, work, seen.phase.clone(), seen),
        }
    }

    fn end_pod(&mut self, nx: Nx, work: &mut PodWork, phase: NodePhase, seen: &Assessment) {
        work.ended = true;
        let ran = seen.containers.iter().any(|c| c.exit.is_some());
        if work.wants_results && ran && !work.results_in {
            self.update(nx, |node| node.task_result_synced = Some(false));
            self.nodes.queue(nx);
        }
        let (phase, message) = match work.killed.clone() {
            Some(reason) => (NodePhase::Failed, reason),
            None => (phase, seen.message.clone()),
        };
        self.set_phase_at(nx, phase, &message, seen.finished_at.unwrap_or(self.now));
        self.save_if_done(nx);
    }

    /// Outputs of a pod that ended but never reported are given up after a while.
    pub(super) fn await_results(&mut self, nx: Nx) {
        let ended = self.nodes.status(nx).finished_at.unwrap_or(self.now);
        let grace = jiff::SignedDuration::from_secs(self.settings.result_grace_seconds);
        match ended.checked_add(grace) {
            Ok(until) if until > self.now => self.timer(until, nx),
            _ => self.update(nx, |node| node.task_result_synced = Some(true)),
        }
    }

    fn take_result(&mut self, result: &Value) {
        let Ok(result) = serde_json::from_value::<WorkflowTaskResult>(result.clone()) else { return };
        let Some(nx) = self.nodes.find(&result.metadata.name) else { return };
        if self.nodes.status(nx).type_ == NodeType::Http {
            self.take_http_result(nx, result);
            return self.save_if_done(nx);
        }
        let complete =
            result.metadata.labels.get(label::REPORT_OUTPUTS_COMPLETED).is_none_or(|value| value != "false");
        if let Work::Pod(work) = &mut self.nodes.get_mut(nx).work {
            work.results_in |= complete;
        }
        let given = result.outputs.clone().unwrap_or_default();
        if given.has_outputs() {
            let mut outputs = self.nodes.status(nx).outputs.clone().unwrap_or_default();
            merge_outputs(&mut outputs, given);
            self.give_outputs(nx, Some(outputs));
        }
        self.update(nx, |node| {
            if !result.progress.is_empty() && !node.phase.is_completed() {
                node.progress.clone_from(&result.progress);
            }
            if node.task_result_synced.is_some() {
                node.task_result_synced = Some(complete);
            }
        });
        self.save_if_done(nx);
    }

    fn save_if_done(&mut self, nx: Nx) {
        let node = self.nodes.status(nx);
        if node.phase == NodePhase::Succeeded && node.is_fulfilled() {
            self.memoize(nx);
        }
        if node_done(self, nx) {
            self.nodes.queue(nx);
        }
    }

    fn lose_pod(&mut self, name: &str) {
        let Some(nx) = self.known_pods.remove(name).flatten() else { return };
        if !matches!(&self.nodes.get(nx).work, Work::Pod(work) if work.ended) {
            self.mark_lost(nx);
        }
    }

    fn mark_lost(&mut self, nx: Nx) {
        if self.nodes.status(nx).phase.is_completed() {
            return;
        }
        let (phase, message) = match &self.nodes.get(nx).work {
            Work::Pod(work) => work
                .killed
                .clone()
                .map_or((NodePhase::Error, "pod deleted".to_owned()), |reason| (NodePhase::Failed, reason)),
            _ => (NodePhase::Error, "pod deleted".to_owned()),
        };
        for container in self.container_nodes(nx) {
            if !self.nodes.status(container).phase.is_completed() {
                self.set_phase(container, NodePhase::Error, "container deleted");
            }
        }
        self.set_phase(nx, phase, &message);
    }

    /// After a full list: nodes that ran and whose pod is not in it lost their pod.
    fn compare_pods(&mut self, pods: &[Value]) {
        let listed: std::collections::HashSet<&str> = pods
            .iter()
            .filter_map(|pod| pod.pointer("/metadata/annotations")?.get(annotation::NODE_ID)?.as_str())
            .collect();
        let lost: Vec<Nx> = self
            .nodes
            .iter()
            .filter(|(_, e)| {
                e.status.type_ == NodeType::Pod
                    && e.status.phase == NodePhase::Running
                    && !listed.contains(e.status.id.as_str())
            })
            .map(|(nx, _)| nx)
            .collect();
        for nx in lost {
            self.mark_lost(nx);
        }
        // Whoever waited for their results before is gone.
        let lacking: Vec<Nx> =
            self.nodes.iter().filter(|(_, e)| e.status.lacks_results()).map(|(nx, _)| nx).collect();
        lacking.into_iter().for_each(|nx| self.nodes.queue(nx));
    }

    /// What somebody else changed on the Workflow object.
    fn take_workflow(&mut self, workflow: Value) {
        let Ok(mut newer) = serde_json::from_value::<Workflow>(workflow) else { return };
        let nodes = std::mem::take(&mut newer.status.nodes);
        for (id, node) in nodes {
            let Some(nx) = self.nodes.find(&id) else { continue };
            let own = self.nodes.status(nx);
            if own.type_ == NodeType::Suspend && !own.phase.is_fulfilled() && edited(own, &node) {
                let outputs = node.outputs.clone();
                self.give_outputs(nx, outputs);
                let ended = node.finished_at.unwrap_or(self.now);
                self.set_phase_at(nx, node.phase.clone(), &node.message, ended);
                self.nodes.queue(nx);
            }
        }
        self.wf.metadata = newer.metadata;
        let before = std::mem::replace(&mut self.wf.spec, newer.spec);
        if let Some(why) = self.change_forbidden(&before).filter(|_| !self.completed()) {
            self.finish_workflow(WorkflowPhase::Error, &why);
            return;
        }
        if self.started {
            let spec = Arc::make_mut(&mut self.spec);
            spec.suspend = self.wf.spec.suspend;
            spec.shutdown.clone_from(&self.wf.spec.shutdown);
            spec.parallelism = self.wf.spec.parallelism.or(spec.parallelism);
            spec.active_deadline_seconds =
                self.wf.spec.active_deadline_seconds.or(spec.active_deadline_seconds);
            self.set_deadline();
        }
    }
}

fn node_done(state: &State, nx: Nx) -> bool {
    state.nodes.status(nx).is_fulfilled()
}

fn edited(own: &crate::core::api::NodeStatus, theirs: &crate::core::api::NodeStatus) -> bool {
    own.phase != theirs.phase || own.outputs != theirs.outputs || own.message != theirs.message
}

/// New outputs over old ones, by name.
fn merge_outputs(into: &mut Outputs, given: Outputs) {
    for parameter in given.parameters {
        into.parameters.retain(|known| known.name != parameter.name);
        into.parameters.push(parameter);
    }
    for artifact in given.artifacts {
        into.artifacts.retain(|known| known.name != artifact.name);
        into.artifacts.push(artifact);
    }
    if given.result.is_some() {
        into.result = given.result;
    }
    if given.exit_code.is_some() {
        into.exit_code = given.exit_code;
    }
}
