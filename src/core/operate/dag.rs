//! Dag templates: tasks as soon as what they depend on allows (engine.md §3.10, §3.11).

use std::sync::Arc;

use super::dag_plan::{ancestors, plan};
use super::group::{Frame, Started};
use super::nodes::{NewNode, Nx};
use super::references::{Expanded, shared};
use super::scope::Names;
use super::state::State;
use super::work::{Call, DagWork, GroupWork, Halt, Item, Source, StepLike, Work};
use crate::core::api::{DagTask, NodeFlag, NodePhase, NodeType, Template};
use crate::core::graph;

impl State {
    pub(super) fn start_dag(
        &mut self,
        call: &Call,
        existing: Option<Nx>,
        template: Arc<Template>,
        source: Arc<Source>,
    ) -> Result<Nx, Halt> {
        let nx = self.boundary_node(call, existing, NodeType::Dag, &template, &source);
        let work = plan(template, source, call)?;
        self.nodes.get_mut(nx).work = Work::Dag(Box::new(work));
        self.nodes.queue(nx);
        Ok(nx)
    }

    /// One look at a dag: follows what changed, starts what is ready, and ends when all is decided.
    pub(super) fn advance_dag(&mut self, nx: Nx, work: &mut DagWork, news: &[Nx]) {
        for child in news {
            let Some(at) = work.by_node.get(child).copied() else { continue };
            self.follow_task(nx, work, at);
        }
        while let Some(at) = work.ready.pop_front() {
            if self.fail_fast(nx, None) {
                return;
            }
            if !self.start_task(nx, work, at) {
                work.ready.push_front(at);
                break;
            }
        }
        if self.nodes.status(nx).phase.is_fulfilled() {
            return;
        }
        if self.fail_fast(nx, None) {
            return;
        }
        if work.unsettled == 0 || self.shut_down_inside(nx) {
            self.assess_dag(nx, work);
        }
    }

    /// The hooks of a task whose node or hooks changed; then those that wait for it.
    fn follow_task(&mut self, nx: Nx, work: &mut DagWork, at: usize) {
        let context = work.source.context.clone();
        let frame = dag_frame(nx, &context, work);
        let Some(task) = work.tasks.get(at) else { return };
        if task.item.settled {
            return;
        }
        if let Some((child, message)) =
            task.item.node.and_then(|child| self.faults.remove(&child).map(|message| (child, message)))
        {
            let name = self.nodes.status(child).name.clone();
            self.set_phase(child, NodePhase::Error, &format!("task '{name}' errored: {message}"));
        }
        let scope = if task.item.step.as_ref().is_some_and(|s| !s.hooks.is_empty()) {
            self.task_scope(work, at, None).unwrap_or_default()
        } else {
            Names::default()
        };
        let Some(task) = work.tasks.get_mut(at) else { return };
        let mut item = std::mem::take(&mut task.item);
        let done = self.follow_hooks(&frame, &mut item, &scope);
        for hook in item.hooks.iter().map(|(_, hook)| *hook).chain(item.exit) {
            work.by_node.insert(hook, at);
        }
        let node = item.node;
        task.item = item;
        match done {
            Ok(true) => self.settle_task(work, at),
            Ok(false) => {}
            Err(Halt::Fatal(message)) => {
                if let Some(child) = node {
                    self.set_phase(child, NodePhase::Error, &message);
                }
                self.settle_task(work, at);
            }
            Err(halt) => self.hold(nx, halt),
        }
    }

    fn settle_task(&mut self, work: &mut DagWork, at: usize) {
        let Some(task) = work.tasks.get_mut(at).filter(|task| !task.item.settled) else { return };
        task.item.settled = true;
        work.unsettled = work.unsettled.saturating_sub(1);
        for dependent in task.dependents.clone() {
            let Some(next) = work.tasks.get_mut(dependent) else { continue };
            next.blocked = next.blocked.saturating_sub(1);
            if next.blocked == 0 && next.wanted {
                work.ready.push_back(dependent);
            }
        }
    }

    /// Starts a task whose dependencies are all done. False when it has to wait.
    fn start_task(&mut self, nx: Nx, work: &mut DagWork, at: usize) -> bool {
        let context = work.source.context.clone();
        let frame = dag_frame(nx, &context, work);
        let Some(entry) = work.tasks.get(at) else { return true };
        let task = Arc::clone(&entry.task);
        let name = format!("{}.{}", self.nodes.status(nx).name, task.name);
        let raw = Arc::new(StepLike::of_task(&task, &task.name));
        let item = Item { name: name.clone(), step: Some(Arc::clone(&raw)), ..Item::default() };
        let call = frame.call(&item, &raw);
        let known = self.node_named(&name).filter(|nx| self.nodes.status(*nx).is_fulfilled());
        if let Some(child) = known {
            self.nodes.get_mut(child).owner = Some(nx);
            self.join_task(nx, work, at, child, item);
            return true;
        }
        match self.depends_allow(work, at) {
            Ok(true) => {}
            Ok(false) => {
                let reason = "omitted: depends condition not met".to_owned();
                let child = self.create_unrun(&call, NodePhase::Omitted, reason);
                self.join_task(nx, work, at, child, item);
                return true;
            }
            Err(message) => return self.task_error(nx, work, at, item, &call, message),
        }
        let expanded =
            self.task_scope(work, at, Some(&task)).and_then(|scope| self.expand_task(&task, &scope));
        let looped =
            !task.with_items.is_empty() || !task.with_param.is_empty() || task.with_sequence.is_some();
        match expanded {
            Ok(Expanded::Empty) => {
                let child = self.create_unrun(&call, NodePhase::Skipped, "Skipped, empty params".to_owned());
                self.join_task(nx, work, at, child, item);
                true
            }
            Ok(Expanded::Steps(list)) if looped && !is_single(&list, &task.name) => {
                let child = self.task_group(&call);
                self.join_task(nx, work, at, child, item);
                let group = GroupWork {
                    prefix: "tasks",
                    boundary: Some(nx),
                    context: Some(context.clone()),
                    on_exit: work.on_exit,
                    depth: work.depth,
                    ..GroupWork::default()
                };
                let base = self.nodes.status(nx).name.clone();
                self.fill_group(child, group, shared(only_exit_hooks(list)), &base);
                true
            }
            Ok(Expanded::Steps(list)) => {
                let Some(step) = list.into_iter().next() else { return true };
                let item = Item { step: Some(Arc::new(step)), ..item };
                match self.start_item(&frame, &item) {
                    Started::Node(child) => {
                        self.join_task(nx, work, at, child, item);
                        true
                    }
                    Started::Broken(child, message) => {
                        if !message.starts_with("Invalid 'when'") {
                            self.set_phase(
                                child,
                                NodePhase::Error,
                                &format!("task '{name}' errored: {message}"),
                            );
                        }
                        self.join_task(nx, work, at, child, item);
                        true
                    }
                    Started::Later => false,
                }
            }
            Err(Halt::Fatal(message)) => self.task_error(nx, work, at, item, &call, message),
            Err(halt) => {
                self.hold(nx, halt);
                false
            }
        }
    }

    fn task_error(
        &mut self,
        nx: Nx,
        work: &mut DagWork,
        at: usize,
        item: Item,
        call: &Call,
        message: String,
    ) -> bool {
        let child = self.create_unrun(call, NodePhase::Error, message);
        self.join_task(nx, work, at, child, item);
        true
    }

    fn task_group(&mut self, call: &Call) -> Nx {
        if let Some(nx) = self.node_named(&call.name) {
            self.nodes.get_mut(nx).owner = call.owner;
            self.nodes.get_mut(nx).depth = call.depth;
            return nx;
        }
        let mut new = NewNode::new(&call.name, NodeType::TaskGroup, NodePhase::Running);
        new.flag = Some(NodeFlag::default());
        self.create(new, call)
    }

    /// Gives a task its node and links that below what the task depends on.
    fn join_task(&mut self, nx: Nx, work: &mut DagWork, at: usize, child: Nx, item: Item) {
        let Some(task) = work.tasks.get_mut(at) else { return };
        task.item = Item { node: Some(child), ..item };
        work.by_node.insert(child, at);
        work.unsettled += 1;
        let parents: Vec<Nx> = task
            .dependencies
            .clone()
            .into_iter()
            .filter_map(|d| work.tasks.get(d).and_then(|t| t.item.node))
            .collect();
        if parents.is_empty() {
            self.add_child(nx, child);
        }
        for parent in parents {
            for out in self.outbound(parent) {
                self.add_child(out, child);
            }
        }
        self.nodes.report(child);
    }

    /// Evaluates the condition on the dependencies of a task, all of which are done.
    fn depends_allow(&self, work: &DagWork, at: usize) -> Result<bool, String> {
        let Some(task) = work.tasks.get(at) else { return Ok(false) };
        if task.depends.logic.is_empty() {
            return Ok(true);
        }
        let look = |name: &str| {
            let node = work.index.get(name).and_then(|i| work.tasks.get(*i)).and_then(|t| t.item.node)?;
            let status = self.nodes.status(node);
            let children: Vec<Option<NodePhase>> = if status.type_ == NodeType::TaskGroup {
                let all = self.children(node).into_iter().map(|c| self.nodes.status(c));
                all.filter(|c| c.node_flag.as_ref().is_none_or(|f| !f.hooked))
                    .map(|c| Some(c.phase.clone()))
                    .collect()
            } else {
                Vec::new()
            };
            Some(graph::TaskOutcome {
                phase: status.phase.clone(),
                daemoned: status.is_daemoned(),
                group: (status.type_ == NodeType::TaskGroup).then_some(children),
            })
        };
        graph::evaluate_depends(&task.depends, look)
    }

    /// The names a task may use: those of the tasks it mentions among its ancestors.
    fn task_scope(&mut self, work: &DagWork, at: usize, task: Option<&DagTask>) -> Result<Names, Halt> {
        let mut scope = self.body_scope(&work.template);
        let wanted = task.and_then(|task| {
            let text = serde_json::to_string(task).ok()?;
            super::scope::mentioned(&text, "tasks")
        });
        for ancestor in ancestors(work, at, wanted.as_deref()) {
            self.add_task(&mut scope, work, ancestor)?;
        }
        Ok(scope)
    }

    pub(super) fn add_task(&mut self, scope: &mut Names, work: &DagWork, at: usize) -> Result<(), Halt> {
        let Some(task) = work.tasks.get(at) else { return Ok(()) };
        let (Some(node), Some(step)) = (task.item.node, task.item.step.clone()) else { return Ok(()) };
        let prefix = format!("tasks.{}", task.task.name);
        self.add_sibling(scope, &prefix, node, &step.reference, &work.source.context, true)
    }
}

fn is_single(list: &[StepLike], name: &str) -> bool {
    matches!(list, [only] if only.name == name)
}

/// Expanded tasks have their own exit handler; other hooks belong to the whole task.
fn only_exit_hooks(mut list: Vec<StepLike>) -> Vec<StepLike> {
    for step in &mut list {
        step.hooks.retain(|(name, _)| name == "exit");
    }
    list
}

fn dag_frame<'a>(nx: Nx, context: &'a super::work::Context, work: &DagWork) -> Frame<'a> {
    Frame { prefix: "tasks", boundary: nx, owner: nx, context, on_exit: work.on_exit, depth: work.depth }
}
