//! HTTP nodes: a call that the engine makes by itself (engine.md §4.5).

use super::effect::Effect;
use super::nodes::{NewNode, Nx};
use super::state::State;
use super::work::{Call, Work};
use crate::core::api::{NodePhase, NodeType, Template, WorkflowTaskResult};

impl State {
    /// Makes the node of a call and asks for it; a call that an earlier engine has not finished is made again.
    pub(super) fn start_http(&mut self, call: &Call, existing: Option<Nx>, template: &Template) -> Nx {
        let nx = existing.unwrap_or_else(|| {
            let mut new = NewNode::new(&call.name, NodeType::Http, NodePhase::Pending);
            new.inputs = Some(template.inputs.clone());
            new.flag.clone_from(&call.flag);
            self.create(new, call)
        });
        self.update(nx, |node| node.synchronization_status = None);
        if self.nodes.status(nx).phase.is_fulfilled() || matches!(self.nodes.get(nx).work, Work::Http) {
            return nx;
        }
        if self.shutdown_forbids(call.on_exit) {
            let message = format!("Stopped with strategy '{}'", self.spec.shutdown);
            self.set_phase(nx, NodePhase::Failed, &message);
            return nx;
        }
        self.nodes.get_mut(nx).work = Work::Http;
        if let Some(http) = template.http.clone() {
            let node_id = self.nodes.status(nx).id.clone();
            self.effects.push(Effect::CallHttp { node_id, http: Box::new(http) });
        }
        self.watch_timeouts(nx, template);
        nx
    }

    /// Takes the answer of a call; one that comes after the node has ended is not wanted any more.
    pub(super) fn take_http_result(&mut self, nx: Nx, result: WorkflowTaskResult) {
        if self.nodes.status(nx).phase.is_fulfilled() || !result.phase.is_completed() {
            return;
        }
        self.give_outputs(nx, result.outputs);
        self.set_phase(nx, result.phase, &result.message);
    }
}
