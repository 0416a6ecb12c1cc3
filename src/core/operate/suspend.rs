//! Suspend nodes: waiting for time or for somebody (engine.md §4.4).

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::nodes::{NewNode, Nx};
use super::state::State;
use super::work::{Call, Halt, SuspendWork, Work};
use crate::core::api::{AnyString, NodePhase, NodeType, Outputs, Parameter, Template};
use crate::core::text::duration;

impl State {
    pub(super) fn start_suspend(
        &mut self,
        call: &Call,
        existing: Option<Nx>,
        template: &Template,
    ) -> Result<Nx, Halt> {
        let length = template.suspend.as_ref().map_or("", |s| s.duration.as_str());
        let length = if length.is_empty() { None } else { Some(parse_duration(length)?) };
        let nx = existing.unwrap_or_else(|| {
            let mut new = NewNode::new(&call.name, NodeType::Suspend, NodePhase::Pending);
            let (inputs, outputs) = supplied(template);
            let mut filled = template.inputs.clone();
            filled.parameters = inputs;
            new.inputs = Some(filled);
            new.outputs = (!outputs.parameters.is_empty()).then_some(outputs);
            new.flag.clone_from(&call.flag);
            self.create(new, call)
        });
        // A step before it may have ended well in spite of the shutdown.
        if self.shutdown_forbids(call.on_exit) && !self.nodes.status(nx).phase.is_fulfilled() {
            let message = format!("Stopped with strategy '{}'", self.spec.shutdown);
            self.set_phase(nx, NodePhase::Failed, &message);
            return Ok(nx);
        }
        self.become_running(nx);
        let until = length.and_then(|length| self.nodes.status(nx).started_at?.checked_add(length).ok());
        self.nodes.get_mut(nx).work = Work::Suspend(SuspendWork { until });
        if let Some(until) = until {
            self.timer(until, nx);
        }
        self.nodes.queue(nx);
        Ok(nx)
    }

    /// Ends a suspend node whose time is over.
    pub(super) fn advance_suspend(&mut self, nx: Nx, until: Option<Timestamp>) {
        let due = until.is_some_and(|until| until <= self.now);
        if !due || self.nodes.status(nx).phase.is_fulfilled() {
            return;
        }
        let mut outputs = self.nodes.status(nx).outputs.clone();
        for parameter in outputs.iter_mut().flat_map(|o| &mut o.parameters).filter(|p| p.value.is_none()) {
            let default = parameter.value_from.as_ref().and_then(|from| from.default.clone());
            let Some(default) = default.or_else(|| parameter.default.clone()) else {
                let message = format!(
                    "raw output parameter '{}' has not been set and does not have a default value",
                    parameter.name
                );
                return self.fault(nx, &message);
            };
            parameter.value = Some(default);
            parameter.value_from = None;
        }
        self.give_outputs(nx, outputs);
        self.set_phase(nx, NodePhase::Succeeded, "");
    }
}

/// Inputs with the choices of those that describe themselves as JSON, and the outputs that somebody has to give.
fn supplied(template: &Template) -> (Vec<Parameter>, Outputs) {
    let inputs: Vec<Parameter> = template.inputs.parameters.iter().map(with_choices).collect();
    let mut outputs = Outputs::default();
    for parameter in &template.outputs.parameters {
        let mut waiting = parameter.clone();
        if let Some(from) = waiting.value_from.as_mut().filter(|from| from.supplied.is_some())
            && from.default.is_none()
        {
            from.default = inputs.iter().find(|p| p.name == parameter.name).and_then(|p| p.default.clone());
        }
        outputs.parameters.push(waiting);
    }
    (inputs, outputs)
}

fn with_choices(parameter: &Parameter) -> Parameter {
    let mut parameter = parameter.clone();
    let described: Option<Value> = parameter.value.as_ref().and_then(|v| serde_json::from_str(&v.0).ok());
    let choices = described.as_ref().and_then(|d| d.get("enum")).and_then(Value::as_array);
    if let Some(choices) = choices.filter(|c| !c.is_empty()) {
        parameter.enum_ = choices.iter().map(AnyString::from_json).collect();
        parameter.default = parameter.enum_.first().cloned();
    }
    parameter
}

/// A number of seconds, or a Go duration.
pub(super) fn parse_duration(text: &str) -> Result<SignedDuration, Halt> {
    duration::parse(text).map_err(|e| Halt::Fatal(e.to_string()))
}
