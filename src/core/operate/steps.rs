//! Steps templates: groups one after the other (engine.md §3.12).

use std::collections::HashSet;
use std::sync::Arc;

use super::nodes::{NewNode, Nx};
use super::references::Expanded;
use super::state::State;
use super::work::{Call, Context, GroupWork, Halt, Reference, Source, StepLike, StepsWork, Work};
use crate::core::api::{NodeFlag, NodePhase, NodeType, Template};

impl State {
    pub(super) fn start_steps(
        &mut self,
        call: &Call,
        existing: Option<Nx>,
        template: Arc<Template>,
        source: Arc<Source>,
    ) -> Nx {
        let nx = self.boundary_node(call, existing, NodeType::Steps, &template, &source);
        let scope = self.body_scope(&template);
        let work = StepsWork {
            template,
            source,
            next: 0,
            group: None,
            scope,
            on_exit: call.on_exit,
            depth: call.depth,
        };
        self.nodes.get_mut(nx).work = Work::Steps(Box::new(work));
        self.nodes.queue(nx);
        nx
    }

    /// One look at a steps node: the group at work, or the next one.
    pub(super) fn advance_steps(&mut self, nx: Nx, work: &mut StepsWork) {
        loop {
            if self.fail_fast(nx, work.group) {
                return;
            }
            let Some(gx) = work.group else {
                if work.next >= work.template.steps.len() {
                    return self.finish_steps(nx, work);
                }
                self.open_group(nx, work);
                return;
            };
            let group = self.nodes.status(gx).clone();
            if !group.is_fulfilled() {
                if matches!(self.nodes.get(gx).work, Work::None) {
                    self.begin_group(nx, gx, work);
                }
                return;
            }
            if group.phase.is_failed_or_error() {
                self.set_outbound_of_steps(nx, work);
                return self.set_phase(nx, NodePhase::Failed, &group.message);
            }
            if let Err(halt) = self.close_group(gx, work) {
                return self.stop_body(nx, halt);
            }
            work.group = None;
            work.next += 1;
        }
    }

    /// A body that can't go on: an error ends its node, anything else is waited for.
    pub(super) fn stop_body(&mut self, nx: Nx, halt: Halt) {
        match halt {
            Halt::Fatal(message) => self.fault(nx, &message),
            other => self.hold(nx, other),
        }
    }

    fn group_name(&self, nx: Nx, at: usize) -> String {
        format!("{}[{at}]", self.nodes.status(nx).name)
    }

    /// Makes the node of the next group and links it below what ran before.
    fn open_group(&mut self, nx: Nx, work: &mut StepsWork) {
        let name = self.group_name(nx, work.next);
        let call = Call {
            name: name.clone(),
            reference: Reference::default(),
            arguments: Default::default(),
            context: work.source.context.clone(),
            boundary: Some(nx),
            owner: Some(nx),
            depth: work.depth,
            on_exit: work.on_exit,
            flag: None,
            local: None,
        };
        let gx = match self.node_named(&name) {
            Some(gx) => {
                let entry = self.nodes.get_mut(gx);
                entry.owner = Some(nx);
                entry.depth = work.depth;
                gx
            }
            None => {
                let mut new = NewNode::new(&name, NodeType::StepGroup, NodePhase::Running);
                new.flag = Some(NodeFlag::default());
                self.create(new, &call)
            }
        };
        if work.next == 0 {
            self.add_child(nx, gx);
        } else if let Some(before) = self.node_named(&self.group_name(nx, work.next - 1)) {
            self.link_after(before, gx);
        }
        work.group = Some(gx);
        if self.nodes.status(gx).is_fulfilled() {
            self.recall_group(nx, gx, work);
            self.nodes.queue(nx);
        } else {
            self.begin_group(nx, gx, work);
        }
    }

    /// Links a node below everything that ends a group.
    fn link_after(&mut self, before: Nx, next: Nx) {
        let children = self.children(before);
        if children.is_empty() {
            return self.add_child(before, next);
        }
        for child in children {
            for out in self.outbound(child) {
                self.add_child(out, next);
            }
        }
    }

    /// Resolves and expands the steps of a group and hands them to it.
    fn begin_group(&mut self, nx: Nx, gx: Nx, work: &StepsWork) {
        match self.expand_group(work) {
            Ok(groups) => self.hand_over(nx, gx, work, groups),
            Err(Halt::Fatal(message)) => self.set_phase(gx, NodePhase::Error, &message),
            Err(halt) => self.hold(nx, halt),
        }
    }

    fn expand_group(&mut self, work: &StepsWork) -> Result<Vec<(Expanded, StepLike)>, Halt> {
        let Some(steps) = work.template.steps.get(work.next).cloned() else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for step in steps.iter() {
            let expanded = self.expand_step(step, &work.scope)?;
            all.push((expanded, StepLike::of_step(step, &step.name)));
        }
        Ok(all)
    }

    fn hand_over(&mut self, nx: Nx, gx: Nx, work: &StepsWork, groups: Vec<(Expanded, StepLike)>) {
        let base = self.nodes.status(gx).name.clone();
        let mut steps = Vec::new();
        for (expanded, raw) in groups {
            match expanded {
                Expanded::Steps(list) => steps.extend(list.into_iter().map(Arc::new)),
                Expanded::Empty => {
                    let call = Call {
                        name: format!("{base}.{}", raw.name),
                        reference: raw.reference.clone(),
                        arguments: Default::default(),
                        context: work.source.context.clone(),
                        boundary: Some(nx),
                        owner: None,
                        depth: work.depth + 1,
                        on_exit: work.on_exit,
                        flag: None,
                        local: None,
                    };
                    if self.node_named(&call.name).is_none() {
                        let child =
                            self.create_unrun(&call, NodePhase::Skipped, "Skipped, empty params".to_owned());
                        self.add_child(gx, child);
                    }
                }
            }
        }
        let group = self.new_group(nx, work);
        self.fill_group(gx, group, steps, &base);
    }

    fn new_group(&self, nx: Nx, work: &StepsWork) -> GroupWork {
        GroupWork {
            prefix: "steps",
            scope: work.scope.clone(),
            boundary: Some(nx),
            context: Some(work.source.context.clone()),
            on_exit: work.on_exit,
            depth: work.depth,
            ..GroupWork::default()
        }
    }

    /// Restores what later groups need of a group that ended in an earlier life of the engine.
    fn recall_group(&mut self, nx: Nx, gx: Nx, work: &StepsWork) {
        let Ok(groups) = self.expand_group(work) else { return };
        let mut group = self.new_group(nx, work);
        let base = self.nodes.status(gx).name.clone();
        for (expanded, _) in groups {
            let Expanded::Steps(list) = expanded else { continue };
            for step in list {
                let name = format!("{base}.{}", step.name);
                let node = self.node_named(&name);
                group.items.push(super::work::Item {
                    name,
                    step: Some(Arc::new(step)),
                    node,
                    settled: true,
                    ..Default::default()
                });
            }
        }
        self.nodes.get_mut(gx).work = Work::Group(Box::new(group));
    }

    /// Adds what the steps of a finished group gave to the names of those that follow.
    fn close_group(&mut self, gx: Nx, work: &mut StepsWork) -> Result<(), Halt> {
        let Work::Group(group) = std::mem::take(&mut self.nodes.get_mut(gx).work) else { return Ok(()) };
        let Some(steps) = work.template.steps.get(work.next).cloned() else { return Ok(()) };
        let base = self.nodes.status(gx).name.clone();
        let context: Context = work.source.context.clone();
        for step in steps.iter() {
            let prefix = format!("steps.{}", step.name);
            let looped =
                group.items.iter().find(|i| i.step.as_ref().is_some_and(|s| s.reference.label == step.name));
            let node = self.node_named(&format!("{base}.{}", step.name));
            if let Some(child) = node {
                let reference = looped
                    .and_then(|item| item.step.as_ref())
                    .map_or_else(|| StepLike::of_step(step, &step.name).reference, |s| s.reference.clone());
                self.add_sibling(&mut work.scope, &prefix, child, &reference, &context, false)?;
            } else {
                self.add_step_loop(&mut work.scope, &prefix, &group, &step.name)?;
                let mut status = self.nodes.status(gx).clone();
                status.outputs = None;
                work.scope.add_node(&prefix, &status);
            }
        }
        Ok(())
    }

    fn finish_steps(&mut self, nx: Nx, work: &StepsWork) {
        match self.body_outputs(&work.template, &work.scope) {
            Ok(outputs) => {
                self.give_outputs(nx, outputs);
                self.memoize(nx);
                self.set_outbound_of_steps(nx, work);
                self.set_phase(nx, NodePhase::Succeeded, "");
            }
            Err(halt) => self.stop_body(nx, halt),
        }
    }

    /// What ends the last group that was begun is what ends the node.
    fn set_outbound_of_steps(&mut self, nx: Nx, work: &StepsWork) {
        let last = work.group.or_else(|| {
            let at = work.next.min(work.template.steps.len()).checked_sub(1)?;
            self.node_named(&self.group_name(nx, at))
        });
        let Some(gx) = last else { return };
        let mut seen = HashSet::new();
        let mut ids = Vec::new();
        for child in self.children(gx) {
            for out in self.outbound(child) {
                if seen.insert(out) {
                    ids.push(self.nodes.status(out).id.clone());
                }
            }
        }
        self.update(nx, |node| node.outbound_nodes = ids);
    }

    /// Ends a template with `failFast` once a child failed and nothing runs any more.
    pub(super) fn fail_fast(&mut self, nx: Nx, group: Option<Nx>) -> bool {
        const MESSAGE: &str = "template has failed or errored children and failFast enabled";
        let entry = self.nodes.get(nx);
        let wanted = self.limits.get(&nx).is_some_and(|limits| limits.fail_fast);
        if !wanted || entry.failed_children == 0 || entry.active_children > 0 {
            return false;
        }
        if let Some(gx) = group.filter(|gx| !self.nodes.status(*gx).is_fulfilled()) {
            self.set_phase(gx, NodePhase::Failed, MESSAGE);
        }
        self.set_phase(nx, NodePhase::Failed, MESSAGE);
        true
    }
}
