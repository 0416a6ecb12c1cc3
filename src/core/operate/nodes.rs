//! The nodes of one workflow with what is needed to work on each alone: who waits for it, what it is busy with,
//! how many of its children are active. Every change of a node goes through [`State::update`], which keeps the counts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;

use super::state::State;
use super::work::{Call, Work};
use crate::core::api::{Inputs, NodeFlag, NodePhase, NodeStatus, NodeType, Outputs};
use crate::core::graph;

/// Position of a node in [`Nodes`].
pub(super) type Nx = usize;

/// One node and its place among the others.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) status: NodeStatus,
    /// The node that started this one and is told when it changes.
    pub(super) owner: Option<Nx>,
    /// How many templates call each other above this node.
    pub(super) depth: usize,
    pub(super) work: Work,
    /// Children that changed since this node was last looked at.
    pub(super) news: Vec<Nx>,
    /// Pod, Steps and DAG nodes with this boundary that are Pending or Running.
    pub(super) active_children: i64,
    /// Pod, Steps and DAG nodes with this boundary that are Failed or Error.
    pub(super) failed_children: i64,
    /// Finished and total work of the executable nodes below.
    pub(super) below: (i64, i64),
    /// True from a workflow's exit handler downwards.
    pub(super) on_exit: bool,
    queued: bool,
    reported: bool,
    seen: Glance,
}

/// What others look at in a node.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Glance {
    phase: NodePhase,
    fulfilled: bool,
    daemoned: bool,
    progress: (i64, i64),
}

impl Glance {
    fn of(node: &NodeStatus) -> Self {
        Self {
            phase: node.phase.clone(),
            fulfilled: node.is_fulfilled(),
            daemoned: node.is_daemoned(),
            progress: if node.type_.is_executable() { parse_progress(&node.progress) } else { (0, 0) },
        }
    }

    fn active(&self) -> bool {
        matches!(self.phase, NodePhase::Pending | NodePhase::Running)
    }
}

/// All nodes, by position, id and as sets of what is to be done.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    list: Vec<Entry>,
    by_id: HashMap<String, Nx>,
    /// Nodes to look at, the deepest first.
    queue: BTreeSet<(std::cmp::Reverse<usize>, Nx)>,
    /// Nodes whose status changed since the last patch.
    pub(super) changed: BTreeSet<Nx>,
    /// Nodes of which only the sums over their children changed.
    pub(super) summed: BTreeSet<Nx>,
    /// Nodes that changed but are written later.
    pub(super) deferred: BTreeSet<Nx>,
    /// Pod nodes that are Pending or Running.
    pub(super) active_pods: i64,
    /// Daemon nodes that are ready.
    pub(super) daemons: BTreeSet<Nx>,
    /// Completed nodes whose outputs did not arrive yet.
    pub(super) unsynced: BTreeSet<Nx>,
    /// Finished and total work of all executable nodes.
    pub(super) progress: (i64, i64),
}

/// What a node starts as.
pub(super) struct NewNode<'a> {
    pub(super) name: &'a str,
    pub(super) node_type: NodeType,
    pub(super) phase: NodePhase,
    pub(super) message: String,
    pub(super) flag: Option<NodeFlag>,
    pub(super) synced: Option<bool>,
    pub(super) inputs: Option<Inputs>,
    pub(super) outputs: Option<Outputs>,
}

impl<'a> NewNode<'a> {
    pub(super) fn new(name: &'a str, node_type: NodeType, phase: NodePhase) -> Self {
        Self {
            name,
            node_type,
            phase,
            message: String::new(),
            flag: None,
            synced: None,
            inputs: None,
            outputs: None,
        }
    }
}

/// Reads `N/M`; anything else is `0/1`.
pub(super) fn parse_progress(text: &str) -> (i64, i64) {
    let parts = text.split_once('/').and_then(|(n, m)| Some((n.parse().ok()?, m.parse().ok()?)));
    parts.unwrap_or((0, 1))
}

impl Nodes {
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, nx: Nx) -> &Entry {
        &self.list[nx]
    }

    pub(super) fn get_mut(&mut self, nx: Nx) -> &mut Entry {
        &mut self.list[nx]
    }

    pub(super) fn status(&self, nx: Nx) -> &NodeStatus {
        &self.list[nx].status
    }

    pub(super) fn find(&self, id: &str) -> Option<Nx> {
        self.by_id.get(id).copied()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Nx, &Entry)> {
        self.list.iter().enumerate()
    }

    /// Takes in a node of a stored status, which nobody works on yet.
    pub(super) fn adopt(&mut self, status: NodeStatus) -> Nx {
        let nx = self.list.len();
        self.by_id.insert(status.id.clone(), nx);
        self.list.push(Entry {
            status,
            owner: None,
            depth: 0,
            work: Work::None,
            news: Vec::new(),
            active_children: 0,
            failed_children: 0,
            below: (0, 0),
            on_exit: false,
            queued: false,
            reported: false,
            seen: Glance::default(),
        });
        nx
    }

    /// Takes in all nodes of a stored status and counts them.
    pub(super) fn adopt_all(&mut self, stored: BTreeMap<String, NodeStatus>) {
        let mut nodes: Vec<NodeStatus> = stored.into_values().collect();
        nodes.sort_by(|a, b| (a.started_at, &a.name).cmp(&(b.started_at, &b.name)));
        let all: Vec<Nx> = nodes.into_iter().map(|node| self.adopt(node)).collect();
        for nx in all {
            self.account(nx);
        }
    }

    /// True when some node asks to be looked at.
    pub(super) fn has_queue(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Asks for a node to be looked at in this step.
    pub(super) fn queue(&mut self, nx: Nx) {
        let entry = &mut self.list[nx];
        if !entry.queued {
            entry.queued = true;
            self.queue.insert((std::cmp::Reverse(entry.depth), nx));
        }
    }

    /// The next node to look at.
    pub(super) fn pop(&mut self) -> Option<Nx> {
        let (_, nx) = self.queue.pop_first()?;
        self.list[nx].queued = false;
        Some(nx)
    }

    /// Tells the owner of a node that it changed.
    pub(super) fn report(&mut self, nx: Nx) {
        let Some(owner) = self.list[nx].owner else { return };
        if !self.list[nx].reported {
            self.list[nx].reported = true;
            self.list[owner].news.push(nx);
        }
        self.queue(owner);
    }

    /// The children that changed since the last call.
    pub(super) fn take_news(&mut self, nx: Nx) -> Vec<Nx> {
        let news = std::mem::take(&mut self.list[nx].news);
        for child in &news {
            self.list[*child].reported = false;
        }
        news
    }

    /// Brings the counts up to date with the status of a node. Returns whether anything others look at changed.
    fn account(&mut self, nx: Nx) -> bool {
        let entry = &mut self.list[nx];
        let now = Glance::of(&entry.status);
        let before = std::mem::replace(&mut entry.seen, now.clone());
        if before == now {
            return false;
        }
        let kind = entry.status.type_.clone();
        let boundary = self.by_id.get(&self.list[nx].status.boundary_id).copied();
        let active = i64::from(now.active()) - i64::from(before.active());
        let failed = i64::from(now.phase.is_failed_or_error()) - i64::from(before.phase.is_failed_or_error());
        if kind == NodeType::Pod {
            self.active_pods += active;
        }
        if matches!(kind, NodeType::Pod | NodeType::Steps | NodeType::Dag)
            && let Some(boundary) = boundary
        {
            self.list[boundary].active_children += active;
            self.list[boundary].failed_children += failed;
        }
        keep(&mut self.daemons, nx, now.daemoned);
        keep(&mut self.unsynced, nx, now.phase.is_completed() && !now.fulfilled);
        if kind.is_executable() {
            let (n, m) = (now.progress.0 - before.progress.0, now.progress.1 - before.progress.1);
            self.add_progress(nx, n, m);
        }
        true
    }

    /// Adds finished and total work to everything above a node.
    fn add_progress(&mut self, nx: Nx, n: i64, m: i64) {
        self.progress.0 += n;
        self.progress.1 += m;
        let mut above = self.list[nx].owner;
        while let Some(at) = above {
            let entry = &mut self.list[at];
            entry.below.0 += n;
            entry.below.1 += m;
            if !entry.status.type_.is_executable() {
                entry.status.progress = format!("{}/{}", entry.below.0, entry.below.1);
                self.summed.insert(at);
            }
            above = self.list[at].owner;
        }
    }
}

fn keep(set: &mut BTreeSet<Nx>, nx: Nx, wanted: bool) {
    if wanted {
        set.insert(nx);
    } else {
        set.remove(&nx);
    }
}

impl State {
    /// The id of the node of that name.
    pub(super) fn id_of(&self, name: &str) -> String {
        graph::node_id(self.name(), name)
    }

    /// The node of that name, where there is one.
    pub(super) fn node_named(&self, name: &str) -> Option<Nx> {
        self.nodes.find(&self.id_of(name))
    }

    /// Creates the node of a call and tells its owner.
    pub(super) fn create(&mut self, new: NewNode<'_>, call: &Call) -> Nx {
        let boundary = call.boundary.map(|b| self.nodes.status(b));
        let done = new.phase.is_fulfilled();
        let status = NodeStatus {
            id: self.id_of(new.name),
            name: new.name.to_owned(),
            display_name: graph::display_name(new.name, boundary.map(|b| b.name.as_str())),
            type_: new.node_type,
            template_name: call.reference.template.clone(),
            template_ref: call.reference.template_ref.clone(),
            template_scope: self.scope_text(&call.context),
            phase: new.phase,
            boundary_id: boundary.map(|b| b.id.clone()).unwrap_or_default(),
            message: new.message,
            started_at: Some(self.now),
            estimated_duration: self.expected_of(new.name),
            finished_at: done.then_some(self.now),
            node_flag: new.flag,
            inputs: new.inputs.filter(|inputs| !inputs.is_empty()),
            outputs: new.outputs,
            task_result_synced: new.synced,
            ..NodeStatus::default()
        };
        let nx = self.nodes.adopt(status);
        let depth = call.depth;
        let entry = self.nodes.get_mut(nx);
        entry.owner = call.owner;
        entry.depth = depth;
        entry.on_exit = call.on_exit;
        if entry.status.type_.is_executable() {
            entry.status.progress = "0/1".to_owned();
        }
        self.node_event(nx, true);
        self.update(nx, |_| {});
        nx
    }

    /// Changes the status of a node and passes on what that means.
    pub(super) fn update(&mut self, nx: Nx, change: impl FnOnce(&mut NodeStatus)) {
        change(&mut self.nodes.get_mut(nx).status);
        self.nodes.changed.insert(nx);
        if self.nodes.account(nx) {
            self.nodes.report(nx);
            if self.nodes.get(nx).owner.is_none() {
                self.entry_changed = true;
            }
        }
    }

    /// Puts a node into a phase; the time of the end is now where none is set.
    pub(super) fn set_phase(&mut self, nx: Nx, phase: NodePhase, message: &str) {
        self.set_phase_at(nx, phase, message, self.now);
    }

    /// Puts a node into a phase which it reached at some time.
    pub(super) fn set_phase_at(&mut self, nx: Nx, phase: NodePhase, message: &str, at: Timestamp) {
        let old = self.nodes.status(nx).phase.clone();
        let changed = old != phase || self.nodes.status(nx).message != message;
        if !changed {
            return;
        }
        self.update(nx, |node| {
            let ended = phase.is_fulfilled();
            if ended && node.finished_at.is_none() {
                node.finished_at = Some(at);
            }
            if ended {
                node.daemoned = None;
            }
            if phase == NodePhase::Succeeded && node.type_.is_executable() {
                let (_, m) = parse_progress(&node.progress);
                node.progress = format!("{m}/{m}");
            }
            node.phase = phase;
            node.message = message.to_owned();
        });
        if old != self.nodes.status(nx).phase {
            self.node_event(nx, false);
        }
    }

    /// Links a node below another one, once.
    pub(super) fn add_child(&mut self, parent: Nx, child: Nx) {
        let id = self.nodes.status(child).id.clone();
        if self.links.insert((parent, child)) {
            self.nodes.get_mut(parent).status.children.push(id);
        }
        self.nodes.changed.insert(parent);
    }

    /// The children of a node, in order.
    pub(super) fn children(&self, nx: Nx) -> Vec<Nx> {
        self.nodes.status(nx).children.iter().filter_map(|id| self.nodes.find(id)).collect()
    }
}
