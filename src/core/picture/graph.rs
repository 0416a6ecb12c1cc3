//! The graph that pictures show: nodes with a state and times, and what follows what.

use jiff::{SignedDuration, Timestamp};

use crate::core::api::{NodePhase, NodeStatus, WorkflowPhase};
use crate::core::render::Role;

/// How far a node is, as pictures show it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Part of a plan: nothing has run.
    #[default]
    Planned,
    /// It was never needed.
    Omitted,
    /// Its condition was false.
    Skipped,
    /// It ended well.
    Succeeded,
    /// It waits for its turn or its pod.
    Pending,
    /// It is at work.
    Running,
    /// It waits for somebody.
    Suspended,
    /// It failed.
    Failed,
    /// It could not be run.
    Error,
}

impl State {
    /// The state of a node.
    pub fn of(node: &NodeStatus) -> Self {
        if node.is_active_suspend() {
            return Self::Suspended;
        }
        match node.phase {
            NodePhase::Pending => Self::Pending,
            NodePhase::Running => Self::Running,
            NodePhase::Succeeded => Self::Succeeded,
            NodePhase::Skipped => Self::Skipped,
            NodePhase::Failed => Self::Failed,
            NodePhase::Error => Self::Error,
            NodePhase::Omitted => Self::Omitted,
            _ => Self::Planned,
        }
    }

    /// The state of a workflow.
    pub fn of_workflow(phase: &WorkflowPhase) -> Self {
        match phase {
            WorkflowPhase::Pending => Self::Pending,
            WorkflowPhase::Running => Self::Running,
            WorkflowPhase::Succeeded => Self::Succeeded,
            WorkflowPhase::Failed => Self::Failed,
            WorkflowPhase::Error => Self::Error,
            _ => Self::Planned,
        }
    }

    /// A word for classes and legends, in small letters.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Omitted => "omitted",
            Self::Skipped => "skipped",
            Self::Succeeded => "succeeded",
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Suspended => "suspended",
            Self::Failed => "failed",
            Self::Error => "error",
        }
    }

    /// The sign on a terminal, and what it stands for.
    pub fn sign(self, utf8: bool) -> (Role, &'static str) {
        let (role, sign, plain) = match self {
            Self::Planned => (Role::Plain, "◌", "o"),
            Self::Omitted => (Role::Skipped, "○", "-"),
            Self::Skipped => (Role::Skipped, "○", "-"),
            Self::Succeeded => (Role::Succeeded, "✔", "v"),
            Self::Pending => (Role::Pending, "◷", "."),
            Self::Running => (Role::Running, "●", "*"),
            Self::Suspended => (Role::Suspended, "ǁ", "="),
            Self::Failed => (Role::Failed, "✖", "x"),
            Self::Error => (Role::Failed, "⚠", "!"),
        };
        (role, if utf8 { sign } else { plain })
    }
}

/// What a node is in the picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// Something that runs.
    #[default]
    Step,
    /// Something that encloses others: steps, a dag, a loop, attempts.
    Group,
    /// A place where lines meet, without a name.
    Joint,
}

/// A node of the picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// The node's id in the workflow, or its path in the plan.
    pub id: String,
    /// Its name among its siblings.
    pub label: String,
    /// The template that it runs.
    pub template: String,
    /// What else is said of it: a message, a condition.
    pub note: String,
    /// What it is.
    pub shape: Shape,
    /// How far it is.
    pub state: State,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it ended.
    pub finished: Option<Timestamp>,
    /// For how many nodes it stands.
    pub count: usize,
}

impl Node {
    /// How long it took, or has taken so far.
    pub fn duration(&self, now: Timestamp) -> Option<SignedDuration> {
        let running = matches!(self.state, State::Running | State::Suspended);
        let end = self.finished.or(running.then_some(now))?;
        Some(end.duration_since(self.started?)).filter(|_| self.state != State::Skipped)
    }

    /// The duration in a few letters, empty where there is none.
    pub fn took(&self, now: Timestamp) -> String {
        self.duration(now).map(brief).unwrap_or_default()
    }
}

/// A duration in a few letters: `350ms`, `7s`, `2m05s`, `3h10m`, `2d4h`.
pub fn brief(duration: SignedDuration) -> String {
    let seconds = duration.as_secs().max(0);
    match seconds {
        0 if duration.as_millis() > 0 => format!("{}ms", duration.as_millis()),
        ..60 => format!("{seconds}s"),
        60..3600 => format!("{}m{:02}s", seconds / 60, seconds % 60),
        3600..86_400 => format!("{}h{:02}m", seconds / 3600, seconds % 3600 / 60),
        _ => format!("{}d{}h", seconds / 86_400, seconds % 86_400 / 3600),
    }
}

/// A line from one node to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edge {
    /// Index of the node it comes from.
    pub from: usize,
    /// Index of the node it goes to.
    pub to: usize,
    /// What follows for another reason than success: exit handlers, `depends` on a failure.
    pub dashed: bool,
}

/// A picture's contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// The workflow's name.
    pub title: String,
    /// How far the workflow is.
    pub state: State,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it ended.
    pub finished: Option<Timestamp>,
    /// The nodes.
    pub nodes: Vec<Node>,
    /// What follows what.
    pub edges: Vec<Edge>,
}

impl Graph {
    /// The edges as pairs of indices.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        self.edges.iter().map(|edge| (edge.from, edge.to)).collect()
    }

    /// The indices of the nodes before and after each node.
    pub fn neighbours(&self) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let mut before = vec![Vec::new(); self.nodes.len()];
        let mut after = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            before.get_mut(edge.to).into_iter().for_each(|list| list.push(edge.from));
            after.get_mut(edge.from).into_iter().for_each(|list| list.push(edge.to));
        }
        (before, after)
    }

    /// How long the workflow took, or has taken so far.
    pub fn took(&self, now: Timestamp) -> String {
        let Some(started) = self.started else { return String::new() };
        brief(self.finished.unwrap_or(now).duration_since(started))
    }

    /// Takes nodes out: what came before them leads to what came after them.
    pub(super) fn without(&mut self, gone: impl Fn(usize, &Node, &[usize], &[usize]) -> bool) {
        let (mut before, mut after) = self.neighbours();
        let mut left = vec![true; self.nodes.len()];
        let mut dashed: std::collections::HashSet<(usize, usize)> =
            self.edges.iter().filter(|edge| edge.dashed).map(|edge| (edge.from, edge.to)).collect();
        for (index, node) in self.nodes.iter().enumerate() {
            let (Some(from), Some(to)) = (before.get(index).cloned(), after.get(index).cloned()) else {
                continue;
            };
            if !gone(index, node, &from, &to) {
                continue;
            }
            left.get_mut(index).into_iter().for_each(|left| *left = false);
            for &one in &from {
                after.get_mut(one).into_iter().for_each(|list| replace(list, index, &to));
            }
            for &one in &to {
                before.get_mut(one).into_iter().for_each(|list| replace(list, index, &from));
            }
            for (&one, &other) in from.iter().flat_map(|one| to.iter().map(move |other| (one, other))) {
                if dashed.contains(&(one, index)) || dashed.contains(&(index, other)) {
                    dashed.insert((one, other));
                }
            }
        }
        let mut place = vec![usize::MAX; self.nodes.len()];
        let mut nodes = Vec::new();
        for (index, node) in std::mem::take(&mut self.nodes).into_iter().enumerate() {
            if left.get(index) == Some(&true) {
                place.get_mut(index).into_iter().for_each(|place| *place = nodes.len());
                nodes.push(node);
            }
        }
        self.nodes = nodes;
        self.edges.clear();
        for (from, list) in after.iter().enumerate().filter(|(from, _)| left.get(*from) == Some(&true)) {
            for to in list {
                if let (Some(&a), Some(&b)) = (place.get(from), place.get(*to)) {
                    self.edges.push(Edge { from: a, to: b, dashed: dashed.contains(&(from, *to)) });
                }
            }
        }
    }
}

/// Puts several in the place of one, each once.
fn replace(list: &mut Vec<usize>, old: usize, new: &[usize]) {
    let Some(at) = list.iter().position(|one| *one == old) else { return };
    list.remove(at);
    for one in new.iter().rev() {
        if !list.contains(one) {
            list.insert(at, *one);
        }
    }
}
