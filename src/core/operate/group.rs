//! The children of a step group or task group: starting them, and seeing them through with their hooks.

use std::sync::Arc;

use super::nodes::{NewNode, Nx};
use super::state::State;
use super::work::{Call, Context, GroupWork, Halt, Item, StepLike, Work};
use crate::core::api::{NodeFlag, NodePhase, NodeType};
use crate::core::when;

/// Where the children of a group belong.
pub(super) struct Frame<'a> {
    /// `steps` or `tasks`.
    pub(super) prefix: &'static str,
    pub(super) boundary: Nx,
    pub(super) owner: Nx,
    pub(super) context: &'a Context,
    pub(super) on_exit: bool,
    pub(super) depth: usize,
}

impl Frame<'_> {
    /// The call of a child.
    pub(super) fn call(&self, item: &Item, step: &StepLike) -> Call {
        let local = if self.prefix == "steps" { "steps.name" } else { "tasks.name" };
        Call {
            name: item.name.clone(),
            reference: step.reference.clone(),
            arguments: step.arguments.clone(),
            context: self.context.clone(),
            boundary: Some(self.boundary),
            owner: Some(self.owner),
            depth: self.depth + 1,
            on_exit: self.on_exit,
            flag: None,
            local: Some((local, step.name.clone())),
        }
    }
}

/// What became of the wish to start a child.
pub(super) enum Started {
    /// It has a node now.
    Node(Nx),
    /// It can't start yet.
    Later,
    /// It could not be started, and its node says why.
    Broken(Nx, String),
}

impl State {
    /// Starts one child unless its `when` says no.
    pub(super) fn start_item(&mut self, frame: &Frame<'_>, item: &Item) -> Started {
        let Some(step) = item.step.clone() else { return Started::Later };
        let call = frame.call(item, &step);
        if self.node_named(&item.name).is_none() {
            match when::should_execute(&step.when) {
                Ok(true) => {}
                Ok(false) => {
                    let reason = format!("when '{}' evaluated false", step.when);
                    return Started::Node(self.create_unrun(&call, NodePhase::Skipped, reason));
                }
                Err(error) => {
                    let message = error.to_string();
                    let nx = self.create_unrun(&call, NodePhase::Error, message.clone());
                    return Started::Broken(nx, message);
                }
            }
        }
        match self.run(call.clone()) {
            Ok(nx) => Started::Node(nx),
            Err(Halt::Fatal(message)) => match self.node_named(&item.name) {
                Some(nx) => Started::Broken(nx, message),
                None => Started::Later,
            },
            Err(halt) => {
                self.hold(frame.owner, halt);
                Started::Later
            }
        }
    }

    /// A node that never runs: left out by a condition, an empty loop, or an error before it began.
    pub(super) fn create_unrun(&mut self, call: &Call, phase: NodePhase, message: String) -> Nx {
        let mut new = NewNode::new(&call.name, NodeType::Skipped, phase);
        new.flag = Some(NodeFlag::default());
        new.message = message;
        self.create(new, call)
    }

    /// Remembers what a node waits for.
    pub(super) fn hold(&mut self, nx: Nx, halt: Halt) {
        match halt {
            Halt::Parallelism(_) => {
                self.held_back.insert(nx);
            }
            Halt::Read(key) => {
                self.read(key.clone());
                self.readers.entry(key).or_default().insert(nx);
            }
            Halt::Missing(_) | Halt::Fatal(_) => {}
        }
    }

    /// Gives a group its children and asks for it to be looked at.
    pub(super) fn fill_group(&mut self, gx: Nx, mut work: GroupWork, steps: Vec<Arc<StepLike>>, base: &str) {
        for step in steps {
            let name = format!("{base}.{}", step.name);
            work.waiting.push_back(work.items.len());
            work.items.push(Item { name, step: Some(step), ..Item::default() });
        }
        work.unsettled = work.items.len();
        self.nodes.get_mut(gx).work = Work::Group(Box::new(work));
        self.nodes.queue(gx);
    }

    /// One look at a group: starts what may start, and follows what changed.
    pub(super) fn advance_group(&mut self, gx: Nx, work: &mut GroupWork, news: &[Nx]) {
        let Some((boundary, context)) = work.boundary.zip(work.context.clone()) else { return };
        let (prefix, on_exit, depth) = (work.prefix, work.on_exit, work.depth);
        let frame = Frame { prefix, boundary, owner: gx, context: &context, on_exit, depth };
        while let Some(at) = work.waiting.front().copied() {
            let Some(item) = work.items.get(at) else { break };
            match self.start_item(&frame, item) {
                Started::Node(nx) => {
                    work.waiting.pop_front();
                    self.join(gx, work, at, nx);
                }
                Started::Later => break,
                Started::Broken(nx, message) => {
                    work.waiting.pop_front();
                    self.join(gx, work, at, nx);
                    if self.break_group(gx, work, nx, &message) {
                        return;
                    }
                }
            }
        }
        for child in news {
            let Some(at) = work.by_node.get(child).copied() else { continue };
            if let Some(message) = self.faults.get(child).cloned()
                && self.break_group(gx, work, *child, &message)
            {
                return;
            }
            if let Err(Halt::Fatal(message)) = self.settle_item(&frame, work, at) {
                self.break_hooks(gx, work, at, &message);
                if self.nodes.status(gx).phase.is_completed() {
                    return;
                }
            }
        }
        let failing = self.limits.get(&boundary).is_some_and(|limits| limits.fail_fast);
        if failing && self.nodes.get(boundary).failed_children > 0 {
            // The template ends as a whole, with a message of its own.
            return self.nodes.queue(boundary);
        }
        if work.unsettled == 0 && work.waiting.is_empty() {
            self.finish_group(gx, work);
        }
    }

    fn join(&mut self, gx: Nx, work: &mut GroupWork, at: usize, nx: Nx) {
        if let Some(item) = work.items.get_mut(at) {
            item.node = Some(nx);
        }
        work.by_node.insert(nx, at);
        self.add_child(gx, nx);
        self.nodes.report(nx);
    }

    /// An error in starting a child ends the group of a steps template; in a dag it stays with the task.
    fn break_group(&mut self, gx: Nx, work: &GroupWork, child: Nx, message: &str) -> bool {
        let name = self.nodes.status(child).name.clone();
        if work.prefix == "steps" {
            let when =
                matches!(self.nodes.status(child).type_, NodeType::Skipped) && message.contains("'when'");
            let text = if when {
                message.to_owned()
            } else {
                format!("step group deemed errored due to child {name} error: {message}")
            };
            self.set_phase(gx, NodePhase::Error, &text);
            return true;
        }
        self.set_phase(child, NodePhase::Error, &format!("task '{name}' errored: {message}"));
        false
    }

    /// A hook that can't be evaluated ends the group of a step, or the task it belongs to.
    fn break_hooks(&mut self, gx: Nx, work: &mut GroupWork, at: usize, message: &str) {
        if work.prefix == "steps" {
            self.set_phase(gx, NodePhase::Error, message);
            return;
        }
        if let Some(nx) = work.items.get(at).and_then(|item| item.node) {
            self.set_phase(nx, NodePhase::Error, message);
        }
        self.settled(work, at);
    }

    /// Runs the hooks a child calls for, and marks it settled when it and they are done.
    fn settle_item(&mut self, frame: &Frame<'_>, work: &mut GroupWork, at: usize) -> Result<(), Halt> {
        let Some(item) = work.items.get_mut(at) else { return Ok(()) };
        if item.settled {
            return Ok(());
        }
        let mut item = std::mem::take(item);
        let done = self.follow_hooks(frame, &mut item, &work.scope);
        for hook in item.hooks.iter().map(|(_, nx)| *nx).chain(item.exit) {
            work.by_node.insert(hook, at);
        }
        if let Some(place) = work.items.get_mut(at) {
            *place = item;
        }
        if done? {
            self.settled(work, at);
        }
        Ok(())
    }

    fn settled(&mut self, work: &mut GroupWork, at: usize) {
        if let Some(item) = work.items.get_mut(at).filter(|item| !item.settled) {
            item.settled = true;
            work.unsettled = work.unsettled.saturating_sub(1);
        }
    }

    /// All children are done: the group succeeds unless one of them failed without leave.
    fn finish_group(&mut self, gx: Nx, work: &mut GroupWork) {
        if self.nodes.status(gx).phase.is_fulfilled() {
            return;
        }
        let mut phase = NodePhase::Succeeded;
        for item in &work.items {
            let Some(nx) = item.node else { continue };
            let node = self.nodes.status(nx);
            if !node.phase.is_failed_or_error() {
                continue;
            }
            if work.prefix == "tasks" {
                phase = node.phase.clone();
            } else if !item.step.as_ref().is_some_and(|step| step.tolerates(&node.phase)) {
                let message = format!("child '{}' failed", node.id);
                self.set_phase(gx, NodePhase::Failed, &message);
                return;
            }
        }
        self.set_phase(gx, phase, "");
    }
}
