//! The working copy of one workflow, and the order of one step.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::effect::{Effect, Effects};
use super::estimate::Estimates;
use super::nodes::{Nodes, Nx};
use super::observe::{ObjectKey, Observations};
use super::patch::Sent;
use super::run::Limits;
use super::scope::Names;
use super::settings::Settings;
use super::work::{Halt, Source, Work};
use crate::core::api::{NodePhase, Template, Workflow, WorkflowSpec, label};
use crate::core::graph::PodNameFormat;

/// Why a workflow object cannot be worked on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// The object does not read as a Workflow.
    #[error("cannot unmarshall spec: {0}")]
    Malformed(String),
}

/// How many pods one step makes at most, so that a wide fan-out is never in memory as a whole.
const PODS_PER_STEP: usize = 250;

/// One workflow between two steps: the object and its indexes.
#[derive(Debug)]
pub struct State {
    /// The object; its nodes are in `nodes`.
    pub(super) wf: Workflow,
    /// What runs: templates referred to and defaults merged in, global names replaced.
    pub(super) spec: Arc<WorkflowSpec>,
    pub(super) settings: Arc<Settings>,
    pub(super) estimates: Arc<Estimates>,
    pub(super) nodes: Nodes,
    /// Edges that exist already.
    pub(super) links: HashSet<(Nx, Nx)>,
    pub(super) limits: HashMap<Nx, Limits>,
    pub(super) sources: HashMap<String, Arc<Source>>,
    pub(super) globals: Names,
    pub(super) objects: HashMap<ObjectKey, Option<Arc<Value>>>,
    /// Objects asked for that did not come yet.
    pub(super) asked: HashSet<ObjectKey>,
    pub(super) readers: BTreeMap<ObjectKey, BTreeSet<Nx>>,
    /// Nodes that would start something if fewer pods ran.
    pub(super) held_back: BTreeSet<Nx>,
    pub(super) timers: BTreeSet<(Timestamp, Nx)>,
    /// Pods that exist, by name.
    pub(super) known_pods: HashMap<String, Option<Nx>>,
    /// Pods seen before their node was taken up.
    pub(super) early_pods: HashMap<Nx, Value>,
    /// Errors that a node hands to the one that called it.
    pub(super) faults: HashMap<Nx, String>,
    pub(super) effects: Effects,
    /// Pods made in this step.
    pub(super) pods_made: usize,
    pub(super) sent: Sent,
    pub(super) now: Timestamp,
    pub(super) deadline: Option<Timestamp>,
    pub(super) attempt_deadline: Option<Timestamp>,
    pub(super) pod_names: PodNameFormat,
    pub(super) started: bool,
    pub(super) entry: Option<Nx>,
    pub(super) exit: Option<Nx>,
    pub(super) hooks: BTreeMap<String, Nx>,
    pub(super) entry_changed: bool,
    pub(super) shutdown_done: String,
    pub(super) locks: super::locks::Locks,
    pub(super) deadline_done: bool,
    pub(super) timeouts: HashMap<Nx, Timestamp>,
    /// Nodes that emit metrics when they end, with their templates.
    pub(super) metered: HashMap<Nx, Arc<Template>>,
    /// Claims were asked for in this step.
    pub(super) claims_asked: bool,
    /// Nothing was started in this step because claims were asked for.
    pub(super) claims_awaited: bool,
    /// When large nodes may be written again.
    pub(super) late: HashMap<Nx, Timestamp>,
    /// Nodes whose outputs go into a cache when they succeed.
    pub(super) memo_pending: HashSet<Nx>,
    /// Resources used by all pods, in seconds.
    pub(super) resources: BTreeMap<String, i64>,
    /// Looks at nodes so far, for tests of the cost.
    pub(super) looks: u64,
}

impl State {
    /// Starts from a Workflow object as stored, new or half done.
    ///
    /// # Errors
    /// Fails when the object does not read as a Workflow.
    pub fn new(workflow: Value, settings: Arc<Settings>) -> Result<Self, StateError> {
        let mut wf: Workflow =
            serde_json::from_value(workflow).map_err(|e| StateError::Malformed(e.to_string()))?;
        let stored = std::mem::take(&mut wf.status.nodes);
        let mut state = Self {
            spec: Arc::new(WorkflowSpec::default()),
            sent: Sent::of(&wf),
            wf,
            settings,
            estimates: Arc::default(),
            nodes: Nodes::default(),
            links: HashSet::new(),
            limits: HashMap::new(),
            sources: HashMap::new(),
            globals: Names::default(),
            objects: HashMap::new(),
            asked: HashSet::new(),
            readers: BTreeMap::new(),
            held_back: BTreeSet::new(),
            timers: BTreeSet::new(),
            known_pods: HashMap::new(),
            early_pods: HashMap::new(),
            faults: HashMap::new(),
            effects: Effects::new(),
            pods_made: 0,
            now: Timestamp::UNIX_EPOCH,
            deadline: None,
            attempt_deadline: None,
            pod_names: PodNameFormat::default(),
            started: false,
            entry: None,
            exit: None,
            hooks: BTreeMap::new(),
            entry_changed: false,
            shutdown_done: String::new(),
            locks: super::locks::Locks::default(),
            deadline_done: false,
            timeouts: HashMap::new(),
            metered: HashMap::new(),
            claims_asked: false,
            claims_awaited: false,
            late: HashMap::new(),
            memo_pending: HashSet::new(),
            resources: BTreeMap::new(),
            looks: 0,
        };
        state.nodes.adopt_all(stored);
        state.relink();
        Ok(state)
    }

    /// Records the edges of a stored graph.
    fn relink(&mut self) {
        let mut edges = Vec::new();
        for (nx, entry) in self.nodes.iter() {
            edges.extend(entry.status.children.iter().filter_map(|id| Some((nx, self.nodes.find(id)?))));
        }
        self.links.extend(edges);
    }

    /// True when the workflow has ended and no step will ask for anything more.
    pub fn completed(&self) -> bool {
        self.wf.metadata.labels.get(label::COMPLETED).is_some_and(|value| value == "true")
    }

    /// The Workflow object without its nodes, as it should look after the effects so far.
    pub fn head(&self) -> Value {
        serde_json::to_value(&self.wf).unwrap_or_default()
    }

    /// The Workflow object as it should look after the effects so far.
    pub fn workflow(&self) -> Value {
        let mut wf = self.wf.clone();
        wf.status.nodes = self.nodes.iter().map(|(_, e)| (e.status.id.clone(), e.status.clone())).collect();
        serde_json::to_value(&wf).unwrap_or_default()
    }

    /// What runs: the workflow's own specification over those of its template and the controller's defaults.
    pub fn spec(&self) -> &WorkflowSpec {
        &self.spec
    }

    /// How many times a node was looked at since the state was made.
    pub fn looks(&self) -> u64 {
        self.looks
    }

    pub(super) fn name(&self) -> &str {
        &self.wf.metadata.name
    }

    /// Asks for an object, once.
    pub(super) fn read(&mut self, key: ObjectKey) {
        if self.asked.insert(key.clone()) {
            self.effects.push(Effect::Read(key));
        }
    }

    /// Looks at a node again at some time.
    pub(super) fn timer(&mut self, at: Timestamp, nx: Nx) {
        self.timers.insert((at, nx));
    }

    /// Ends a node in Error; who called it treats that as its own error.
    pub(super) fn fault(&mut self, nx: Nx, message: &str) {
        self.faults.insert(nx, message.to_owned());
        self.set_phase(nx, NodePhase::Error, message);
    }

    pub(super) fn step(&mut self, observations: Observations, now: Timestamp) -> Effects {
        self.now = now;
        self.pods_made = 0;
        self.take_in(observations);
        if !self.completed() {
            self.advance_all();
        }
        self.write_late();
        self.patch_effects();
        self.requeue();
        std::mem::take(&mut self.effects)
    }

    fn advance_all(&mut self) {
        if !self.started {
            match self.start_workflow() {
                Ok(()) => self.started = true,
                Err(Halt::Read(key)) => return self.read(key),
                Err(Halt::Fatal(message)) => return self.refuse(&message),
                Err(_) => return,
            }
        }
        if self.completed() || !self.hold_workflow_lock() {
            return;
        }
        self.set_duration();
        self.apply_shutdown();
        self.fire_timers();
        self.apply_deadline();
        // One that is stopped or terminated ends all the same.
        if self.spec.suspend == Some(true) && self.spec.shutdown.is_empty() {
            self.mark_running();
            return;
        }
        self.start_entry();
        self.work_off();
        self.wind_up();
    }

    /// Looks at every node that asks for it, the deepest first, until nothing is left to do.
    pub(super) fn work_off(&mut self) {
        let mut woken = HashSet::new();
        let mut nodes = self.nodes.len();
        loop {
            while let Some(nx) = self.nodes.pop() {
                self.look(nx);
            }
            if self.nodes.len() != nodes {
                nodes = self.nodes.len();
                woken.clear();
            }
            if !self.wake_one(&mut woken) {
                return;
            }
        }
    }

    /// Looks at a node held back by a limit, now that something may start. False when there is none;
    /// one that was woken in vain is not woken again before something else starts.
    fn wake_one(&mut self, woken: &mut HashSet<Nx>) -> bool {
        let room = self.spec.parallelism.is_none_or(|limit| self.nodes.active_pods < limit);
        if !room || self.slice_is_full() {
            return false;
        }
        let free = self.held_back.iter().copied().find(|nx| !woken.contains(nx) && self.has_room(*nx));
        let Some(nx) = free else { return false };
        woken.insert(nx);
        self.held_back.remove(&nx);
        self.nodes.queue(nx);
        true
    }

    /// Whether this step has made as many pods as one step may; the next one goes on.
    pub(super) fn slice_is_full(&self) -> bool {
        self.pods_made >= PODS_PER_STEP
    }

    fn has_room(&self, nx: Nx) -> bool {
        let mut at = Some(nx);
        while let Some(place) = at {
            if let Some(limits) = self.limits.get(&place) {
                let entry = self.nodes.get(place);
                let failing = limits.fail_fast && entry.failed_children > 0;
                return !failing && limits.parallelism.is_none_or(|limit| entry.active_children < limit);
            }
            at = self.nodes.get(place).owner;
        }
        true
    }

    fn look(&mut self, nx: Nx) {
        self.looks += 1;
        let news = self.nodes.take_news(nx);
        self.looks += news.len() as u64;
        if self.nodes.status(nx).lacks_results() {
            self.await_results(nx);
        }
        if self.has_ended(nx) {
            return self.end_node(nx);
        }
        let mut work = std::mem::take(&mut self.nodes.get_mut(nx).work);
        match &mut work {
            Work::Steps(steps) => self.advance_steps(nx, steps),
            Work::Group(group) => {
                if !self.nodes.status(nx).phase.is_fulfilled() {
                    self.advance_group(nx, group, &news);
                }
            }
            Work::Dag(dag) => self.advance_dag(nx, dag, &news),
            Work::Retry(retry) => self.advance_retry(nx, retry),
            Work::Suspend(suspend) => self.advance_suspend(nx, suspend.until),
            Work::Locked(call) => return self.unlock_call(nx, call),
            Work::Pod(_) | Work::Http | Work::None => {}
        }
        let entry = self.nodes.get_mut(nx);
        if matches!(entry.work, Work::None) {
            entry.work = work;
        }
        if self.has_ended(nx) {
            self.end_node(nx);
        }
    }

    /// Whether nothing more is done for a node, and nothing more comes from it.
    fn has_ended(&self, nx: Nx) -> bool {
        let node = self.nodes.status(nx);
        node.phase.is_fulfilled() && !node.lacks_results() && !self.is_group(nx)
    }

    /// A group is kept until the steps node has read what its children gave.
    fn is_group(&self, nx: Nx) -> bool {
        matches!(self.nodes.get(nx).work, Work::Group(_))
    }

    /// Forgets what an ended node was busy with, gives back its locks and ends its daemons.
    fn end_node(&mut self, nx: Nx) {
        let work = std::mem::take(&mut self.nodes.get_mut(nx).work);
        self.held_back.remove(&nx);
        if matches!(work, Work::Steps(_) | Work::Dag(_)) {
            self.end_daemons(Some(nx));
        }
        self.release(nx);
        self.emit_metrics(nx);
    }

    fn requeue(&mut self) {
        let next = self.timers.first().map(|(at, _)| *at);
        let unfinished =
            (self.slice_is_full() || std::mem::take(&mut self.claims_awaited)).then_some(self.now);
        let next = [next, self.next_deadline(), self.next_late(), unfinished].into_iter().flatten().min();
        if let Some(at) = next.filter(|_| !self.completed()) {
            self.effects.push(Effect::RequeueAt(at));
        }
    }

    fn fire_timers(&mut self) {
        while let Some((at, nx)) = self.timers.first().copied().filter(|(at, _)| *at <= self.now) {
            self.timers.remove(&(at, nx));
            self.check_timeout(nx);
            self.nodes.queue(nx);
        }
    }
}
