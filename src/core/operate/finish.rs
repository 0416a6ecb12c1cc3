//! The workflow as a whole: hooks, exit handler, and its end (engine.md §2.10, §4.8).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::effect::Effect;
use super::nodes::Nx;
use super::observe::{ObjectKey, ObjectKind};
use super::state::State;
use super::subst::expr_bool;
use super::work::{Call, Context, Halt, Reference};
use crate::core::api::{Arguments, Condition, NodeFlag, NodePhase, NodeType, WorkflowPhase, label};

impl State {
    pub(super) fn entry_call(&self) -> Call {
        self.top_call(self.name().to_owned(), &self.spec.entrypoint, self.spec.arguments.clone())
    }

    fn top_call(&self, name: String, template: &str, arguments: Arguments) -> Call {
        Call {
            name,
            reference: Reference {
                template: template.to_owned(),
                label: template.to_owned(),
                ..Reference::default()
            },
            arguments,
            context: Context::Local,
            boundary: None,
            owner: None,
            depth: 0,
            on_exit: false,
            flag: None,
            local: None,
        }
    }

    /// After all nodes were looked at: workflow hooks, exit handler, and the end when all is done.
    pub(super) fn wind_up(&mut self) {
        if self.completed() || self.entry_fault() {
            return;
        }
        let Some(entry) = self.entry else { return };
        let ended = self.nodes.status(entry).is_fulfilled();
        if ended {
            self.set_outcome_names(entry);
        }
        let hooks_done = match self.follow_workflow_hooks(entry) {
            Ok(done) => done,
            Err(Halt::Fatal(message)) => {
                self.set_phase(entry, NodePhase::Error, &message);
                true
            }
            Err(_) => false,
        };
        if self.more_to_do() {
            self.work_off();
        }
        if !self.nodes.status(entry).is_fulfilled() || !hooks_done {
            return;
        }
        if self.nodes.status(entry).is_daemoned() {
            self.end_daemons(None);
        }
        match self.follow_exit_handler() {
            Ok(true) => self.close(entry),
            Ok(false) | Err(Halt::Read(_) | Halt::Missing(_) | Halt::Parallelism(_)) => {}
            Err(Halt::Fatal(message)) => {
                let message = format!("error in exit template execution : {message}");
                self.finish_workflow(WorkflowPhase::Error, &message);
            }
        }
    }

    fn more_to_do(&self) -> bool {
        self.nodes.has_queue()
    }

    /// `workflow.status` and `workflow.failures` for hooks and exit handlers.
    fn set_outcome_names(&mut self, entry: Nx) {
        let phase = workflow_phase(&self.nodes.status(entry).phase);
        let failures: Vec<_> = self
            .nodes
            .iter()
            .map(|(_, entry)| &entry.status)
            .filter(|node| node.phase.is_failed_or_error() && node.type_ == NodeType::Pod)
            .map(|node| {
                json!({
                    "displayName": node.display_name,
                    "message": node.message,
                    "templateName": node.template_name,
                    "phase": node.phase.as_str(),
                    "podName": self.pod_name_of(node),
                    "finishedAt": node.finished_at.map(crate::core::api::format_time),
                })
            })
            .collect();
        let text = if failures.is_empty() { "null".to_owned() } else { json!(failures).to_string() };
        self.globals.text("workflow.failures", json!(text).to_string());
        self.globals.text("workflow.status", phase.as_str());
    }

    fn pod_name_of(&self, node: &crate::core::api::NodeStatus) -> String {
        let template = node.template_ref.as_ref().map_or(node.template_name.as_str(), |r| &r.template);
        crate::core::graph::pod_name(self.name(), &node.name, template, self.pod_names)
    }

    /// Starts the workflow's hooks whose expression became true. True when all begun ones are done.
    fn follow_workflow_hooks(&mut self, entry: Nx) -> Result<bool, Halt> {
        let hooks = self.spec.hooks.clone();
        let mut done = true;
        for (name, hook) in hooks.iter().filter(|(name, _)| *name != "exit") {
            let node_name = format!("{}.hooks.{name}", self.name());
            let known = self.hooks.get(name).copied();
            if known.is_none() {
                let exists = self.node_named(&node_name).is_some();
                if !exists && !expr_bool(&hook.expression, &[&self.globals], self.now)? {
                    continue;
                }
                let mut call = self.top_call(node_name, &hook.template, Arguments::default());
                call.reference.template_ref.clone_from(&hook.template_ref);
                call.arguments = self.hook_arguments(&hook.arguments, &super::scope::Names::default())?;
                call.flag = Some(NodeFlag { hooked: true, ..NodeFlag::default() });
                match self.run(call) {
                    Ok(nx) => {
                        self.add_child(entry, nx);
                        self.hooks.insert(name.clone(), nx);
                    }
                    Err(Halt::Read(key)) => self.read(key),
                    Err(Halt::Fatal(message)) => return Err(Halt::Fatal(message)),
                    Err(_) => {}
                }
            }
            let fulfilled = self.hooks.get(name).is_some_and(|nx| self.nodes.status(*nx).is_fulfilled());
            done &= fulfilled;
        }
        Ok(done)
    }

    /// Runs the exit handler. True when there is none or it is done.
    fn follow_exit_handler(&mut self) -> Result<bool, Halt> {
        if let Some(nx) = self.exit {
            if let Some(message) = self.faults.get(&nx) {
                return Err(Halt::Fatal(message.clone()));
            }
            return Ok(self.nodes.status(nx).is_fulfilled());
        }
        let name = format!("{}.onExit", self.name());
        if self.shutdown_forbids_exit() && self.node_named(&name).is_none() {
            return Ok(true);
        }
        let hook = self.spec.hooks.get("exit").cloned();
        let (template, template_ref, arguments) = if !self.spec.on_exit.is_empty() {
            (self.spec.on_exit.clone(), None, self.spec.arguments.clone())
        } else if let Some(hook) = hook {
            let own = if hook.arguments.is_empty() { self.spec.arguments.clone() } else { hook.arguments };
            (hook.template, hook.template_ref, own)
        } else {
            return Ok(true);
        };
        let mut call = self.top_call(name, &template, Arguments::default());
        call.reference.template_ref = template_ref;
        call.arguments = self.hook_arguments(&arguments, &super::scope::Names::default())?;
        call.on_exit = true;
        call.flag = Some(NodeFlag { hooked: true, ..NodeFlag::default() });
        match self.run(call) {
            Ok(nx) => {
                self.exit = Some(nx);
                self.work_off();
                Ok(self.nodes.status(nx).is_fulfilled())
            }
            Err(Halt::Read(key)) => {
                self.read(key);
                Ok(false)
            }
            Err(halt) => Err(halt),
        }
    }

    /// Ends the workflow as its entry and exit handler ended.
    fn close(&mut self, entry: Nx) {
        self.end_daemons(None);
        if !self.nodes.unsynced.is_empty() || !self.nodes.daemons.is_empty() {
            return;
        }
        let node = self.nodes.status(entry).clone();
        let phase = workflow_phase(&node.phase);
        let exit = self.exit.map(|nx| self.nodes.status(nx).clone());
        let shutdown = self.spec.shutdown.clone();
        match (phase, exit) {
            (WorkflowPhase::Succeeded, Some(exit)) if exit.phase.is_failed_or_error() => {
                self.finish_workflow(workflow_phase(&exit.phase), &exit.message);
            }
            (WorkflowPhase::Succeeded, _) => self.finish_workflow(WorkflowPhase::Succeeded, ""),
            (phase, _) if !shutdown.is_empty() => {
                self.finish_workflow(phase, &format!("Stopped with strategy '{shutdown}'"));
            }
            (phase, _) => self.finish_workflow(phase, &node.message),
        }
    }

    /// Writes the end of the workflow: phase, times, labels, conditions, event.
    pub(super) fn finish_workflow(&mut self, phase: WorkflowPhase, message: &str) {
        if let Some(entry) = self.entry.filter(|nx| !self.nodes.status(*nx).phase.is_fulfilled())
            && phase == WorkflowPhase::Error
        {
            self.set_phase(entry, NodePhase::Error, "Workflow operation error");
        }
        self.wf.status.started_at.get_or_insert(self.now);
        self.wf.status.finished_at = Some(self.now);
        let succeeded = phase == WorkflowPhase::Succeeded;
        self.set_workflow_phase(phase, message);
        self.wf.metadata.labels.insert(label::COMPLETED.to_owned(), "true".to_owned());
        self.set_condition("Completed", true);
        self.emit_workflow_metrics(true);
        self.release_workflow();
        self.delete_claims(succeeded);
        if succeeded {
            self.workflow_event(false, "WorkflowSucceeded", "Workflow completed");
        } else {
            self.workflow_event(true, "WorkflowFailed", message);
        }
    }

    /// Deletes the volume claims made for the workflow; of one that failed only where that is asked for.
    fn delete_claims(&mut self, succeeded: bool) {
        let strategy = self.spec.volume_claim_gc.as_ref().map_or("", |gc| gc.strategy.as_str());
        if !succeeded && strategy != "OnWorkflowCompletion" {
            return;
        }
        let namespace = self.wf.metadata.namespace.clone();
        for volume in std::mem::take(&mut self.wf.status.persistent_volume_claims) {
            let claim = volume.pointer("/persistentVolumeClaim/claimName").and_then(Value::as_str);
            if let Some(claim) = claim {
                let key = ObjectKey::new(ObjectKind::PersistentVolumeClaim, &namespace, claim);
                self.effects.push(Effect::DeleteObject(key));
            }
        }
    }

    /// Phase, message and the labels that follow them.
    pub(super) fn set_workflow_phase(&mut self, phase: WorkflowPhase, message: &str) {
        let labels = &mut self.wf.metadata.labels;
        labels.insert(label::PHASE.to_owned(), phase.to_string());
        labels.entry(label::COMPLETED.to_owned()).or_insert_with(|| "false".to_owned());
        self.globals.text("workflow.status", phase.as_str());
        self.wf.status.phase = phase;
        message.clone_into(&mut self.wf.status.message);
    }

    /// Sets a condition of the workflow.
    pub(super) fn set_condition(&mut self, kind: &str, on: bool) {
        let status = if on { "True" } else { "False" };
        let conditions = &mut self.wf.status.conditions;
        match conditions.iter_mut().find(|c| c.type_ == kind) {
            Some(condition) => status.clone_into(&mut condition.status),
            None => conditions.push(Condition {
                type_: kind.to_owned(),
                status: status.to_owned(),
                ..Condition::default()
            }),
        }
    }

    /// The sums that the status shows: progress and resources used.
    pub(super) fn sum_up(&mut self) {
        let (n, m) = self.nodes.progress;
        self.wf.status.progress = format!("{n}/{m}");
        if !self.resources.is_empty() {
            self.wf.status.resources_duration =
                self.resources.iter().map(|(k, v)| (k.clone(), *v)).collect::<BTreeMap<_, _>>();
        }
        if self.nodes.len() > 0 {
            self.set_condition("PodRunning", self.nodes.active_pods > 0);
        }
    }
}

/// The phase of a workflow whose entry ended so.
fn workflow_phase(phase: &NodePhase) -> WorkflowPhase {
    match phase {
        NodePhase::Succeeded | NodePhase::Skipped | NodePhase::Omitted => WorkflowPhase::Succeeded,
        NodePhase::Failed => WorkflowPhase::Failed,
        NodePhase::Error => WorkflowPhase::Error,
        _ => WorkflowPhase::Running,
    }
}
