//! When what ran: a row for each step, and its bar.

mod bars;
mod drawn;
mod trace;

pub use bars::timeline_text;
pub use drawn::{timeline_html, timeline_svg};
pub use trace::timeline_trace;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::graph::{State, brief};
use super::observed::BeginOrder;
use crate::core::api::{NodeStatus, NodeType, Workflow};

/// A step that began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// The template it runs.
    pub template: String,
    /// Its message.
    pub note: String,
    /// How many others enclose it.
    pub depth: usize,
    /// Whether it encloses others.
    pub group: bool,
    /// How far it is.
    pub state: State,
    /// When it began.
    pub started: Timestamp,
    /// When it ended, or now.
    pub ended: Timestamp,
}

impl Row {
    /// How long it took.
    pub fn took(&self) -> SignedDuration {
        self.ended.duration_since(self.started)
    }
}

/// A workflow's steps over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The workflow's name.
    pub title: String,
    /// How far it is.
    pub state: State,
    /// The first moment.
    pub from: Timestamp,
    /// The last moment, or now.
    pub to: Timestamp,
    /// Its steps: each after what encloses it, in the order in which they began.
    pub rows: Vec<Row>,
}

/// The steps of a workflow that began, over time.
pub fn timeline(workflow: &Workflow, now: Timestamp) -> Timeline {
    let mut inside: BTreeMap<&str, Vec<&NodeStatus>> = BTreeMap::new();
    for node in workflow.nodes().values() {
        // Whose enclosing node is not there stands by itself.
        let boundary = workflow.nodes().get_key_value(&node.boundary_id).map_or("", |(id, _)| id.as_str());
        inside.entry(boundary).or_default().push(node);
    }
    let order = BeginOrder::of(workflow);
    for nodes in inside.values_mut() {
        nodes.sort_by_cached_key(|node| order.key(node));
    }
    let mut rows = Vec::new();
    let mut stack: Vec<(&NodeStatus, usize)> =
        inside.get("").into_iter().flatten().rev().map(|node| (*node, 0)).collect();
    while let Some((node, depth)) = stack.pop() {
        let below = inside.get(node.id.as_str()).filter(|_| depth < 100);
        let row = row(node, depth, below.is_some(), now);
        let next = depth + usize::from(row.is_some());
        rows.extend(row);
        stack.extend(below.into_iter().flatten().rev().map(|node| (*node, next)));
    }
    let began = rows.iter().map(|row| row.started).chain(workflow.status.started_at);
    let ended = rows.iter().map(|row| row.ended).chain(workflow.status.finished_at);
    Timeline {
        title: workflow.name().to_owned(),
        state: State::of_workflow(&workflow.status.phase),
        from: began.min().unwrap_or(now),
        to: ended.max().unwrap_or(now),
        rows,
    }
}

fn row(node: &NodeStatus, depth: usize, group: bool, now: Timestamp) -> Option<Row> {
    // Loops and attempts are seen in what they made.
    let made = matches!(node.type_, NodeType::StepGroup | NodeType::TaskGroup | NodeType::Retry);
    let state = State::of(node);
    if (made && !node.children.is_empty())
        || matches!(state, State::Skipped | State::Omitted | State::Planned)
    {
        return None;
    }
    let started = node.started_at?;
    let ended = node.finished_at.unwrap_or(now).max(started);
    Some(Row {
        label: node.display_name.clone(),
        template: node.template_name.clone(),
        note: node.message.clone(),
        depth,
        group,
        state,
        started,
        ended,
    })
}

/// Distances between marks, in milliseconds.
const STEPS: [i64; 27] = [
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    1000,
    2000,
    5000,
    10_000,
    15_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    21_600_000,
    43_200_000,
    86_400_000,
    604_800_000,
];

impl Timeline {
    /// The whole length in milliseconds; at least a second, since times are whole seconds.
    fn length(&self) -> i64 {
        i64::try_from(self.to.duration_since(self.from).as_millis()).unwrap_or(i64::MAX).max(1000)
    }

    /// A moment as a part of the whole, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a run")]
    fn part(&self, time: Timestamp) -> f64 {
        let since = i64::try_from(time.duration_since(self.from).as_millis()).unwrap_or(0);
        (since as f64 / self.length() as f64).clamp(0.0, 1.0)
    }

    /// Marks of the time that passed: where, and what they say; at most so many.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a run")]
    fn marks(&self, most: usize) -> Vec<(f64, String)> {
        let length = self.length();
        let most = i64::try_from(most.max(1)).unwrap_or(1);
        let fits = STEPS.iter().copied().find(|step| length / step < most);
        let step = fits.unwrap_or_else(|| length / most + 1);
        let times = (0..=length / step).map(|number| number * step);
        times.map(|time| (time as f64 / length as f64, brief(SignedDuration::from_millis(time)))).collect()
    }
}
