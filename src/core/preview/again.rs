//! What running a workflow again would do to each of its nodes.

use std::collections::HashMap;

use crate::core::api::{NodeStatus, NodeType, Workflow};
use crate::core::picture::BeginOrder;

/// What becomes of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It stays as it is; its results are used.
    Kept,
    /// It stays and goes on: what it encloses runs again.
    Reset,
    /// It goes, and runs again where it is needed.
    Removed,
}

impl Fate {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Reset => "reset",
            Self::Removed => "removed",
        }
    }
}

/// The nodes of a workflow and what a retry does to them; `retried` is the workflow as the retry makes it.
pub fn retry_fates<'a>(old: &'a Workflow, retried: &Workflow) -> Vec<(Fate, &'a NodeStatus)> {
    fates(old, |node| match retried.nodes().get(&node.id) {
        None => Fate::Removed,
        Some(new) if new.phase == node.phase && new.started_at == node.started_at => Fate::Kept,
        Some(_) => Fate::Reset,
    })
}

/// The nodes of a workflow and what of them a memoized resubmission takes over; `new` is the workflow that it makes.
pub fn memoized_fates<'a>(old: &'a Workflow, new: &Workflow) -> Vec<(Fate, &'a NodeStatus)> {
    let by_name: HashMap<&str, &NodeStatus> = new
        .nodes()
        .values()
        .map(|node| (node.name.strip_prefix(new.name()).unwrap_or(&node.name), node))
        .collect();
    fates(old, |node| match by_name.get(node.name.strip_prefix(old.name()).unwrap_or(&node.name)) {
        None => Fate::Removed,
        Some(copy) if copy.type_ == NodeType::Skipped => Fate::Kept,
        Some(copy) if copy.type_ == NodeType::Pod => Fate::Removed,
        Some(_) => Fate::Reset,
    })
}

/// The nodes in the order in which they began, each with its fate.
pub fn fates(old: &Workflow, fate: impl Fn(&NodeStatus) -> Fate) -> Vec<(Fate, &NodeStatus)> {
    let order = BeginOrder::of(old);
    let mut all: Vec<(Fate, &NodeStatus)> = old.nodes().values().map(|node| (fate(node), node)).collect();
    all.sort_by_cached_key(|(_, node)| order.key(node));
    all
}
