//! Which node of a workflow is drawn below which (cli.md §3.4).

use std::collections::HashMap;

use jiff::Timestamp;

use crate::core::api::{NodeStatus, NodeType, Workflow};
use crate::core::text::order::merge_sort;

/// The nodes that can be drawn, each with its children in order.
pub(super) struct Forest<'a> {
    nodes: Vec<Entry<'a>>,
    ids: HashMap<&'a str, usize>,
}

struct Entry<'a> {
    node: &'a NodeStatus,
    root: bool,
    children: Vec<usize>,
}

/// A node of a [`Forest`].
pub(super) type Index = usize;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Holds the nodes that name it as their boundary.
    Boundary,
    /// Holds exactly the nodes it lists.
    Group,
    Leaf,
}

fn part(kind: &NodeType) -> Option<Part> {
    match kind {
        NodeType::Dag | NodeType::Steps => Some(Part::Boundary),
        NodeType::StepGroup | NodeType::Retry => Some(Part::Group),
        NodeType::Pod | NodeType::Skipped | NodeType::Suspend | NodeType::Http | NodeType::Plugin => {
            Some(Part::Leaf)
        }
        _ => None,
    }
}

impl<'a> Forest<'a> {
    /// Arranges the nodes of a workflow, in time linear in their number but for the sorting of siblings.
    pub(super) fn new(workflow: &'a Workflow) -> Self {
        let mut nodes = Vec::new();
        let mut ids = HashMap::new();
        for (id, node) in workflow.nodes() {
            if part(&node.type_).is_some() {
                ids.insert(id.as_str(), nodes.len());
                nodes.push(Entry { node, root: false, children: Vec::new() });
            }
        }
        let mut claims: HashMap<&str, usize> = HashMap::new();
        for (index, entry) in nodes.iter().enumerate() {
            if part(&entry.node.type_) == Some(Part::Group) {
                claims.extend(entry.node.children.iter().map(|child| (child.as_str(), index)));
            }
        }
        for (id, &index) in &ids {
            let Some(entry) = nodes.get_mut(index) else { continue };
            let boundary = entry.node.boundary_id.as_str();
            let parent = match claims.get(id) {
                Some(group) => Some(*group),
                None if boundary.is_empty() => {
                    entry.root = true;
                    None
                }
                None => ids.get(boundary).copied(),
            };
            if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
                let holds = part(&parent.node.type_) != Some(Part::Leaf);
                let claimed = claims.contains_key(id) || part(&parent.node.type_) == Some(Part::Boundary);
                if holds && claimed {
                    parent.children.push(index);
                }
            }
        }
        let mut forest = Self { nodes, ids };
        forest.sort();
        forest
    }

    /// Returns the root of that id.
    pub(super) fn root(&self, id: &str) -> Option<Index> {
        let index = *self.ids.get(id)?;
        self.nodes.get(index).filter(|entry| entry.root).map(|_| index)
    }

    pub(super) fn node(&self, index: Index) -> Option<&'a NodeStatus> {
        self.nodes.get(index).map(|entry| entry.node)
    }

    pub(super) fn children(&self, index: Index) -> &[Index] {
        self.nodes.get(index).map_or(&[], |entry| &entry.children)
    }

    fn sort(&mut self) {
        let keys: Vec<Key<'a>> = self.nodes.iter().map(|entry| Key::of(entry.node)).collect();
        for entry in &mut self.nodes {
            let children = std::mem::take(&mut entry.children);
            entry.children = merge_sort(children, |left, right| match (keys.get(*left), keys.get(*right)) {
                (Some(left), Some(right)) => left.less(right),
                _ => false,
            });
        }
    }
}

/// What siblings are sorted by.
struct Key<'a> {
    started: Option<Timestamp>,
    name: &'a str,
    /// The number of an item of a loop.
    item: Option<i64>,
}

impl<'a> Key<'a> {
    fn of(node: &'a NodeStatus) -> Self {
        let name = node.display_name.as_str();
        let item = name.split_once(':').and_then(|(before, _)| before.rsplit_once('(')?.1.parse().ok());
        Self { started: node.started_at, name, item }
    }

    fn less(&self, other: &Self) -> bool {
        if self.started != other.started {
            return self.started < other.started;
        }
        match (self.item, other.item) {
            (Some(item), Some(other_item)) if item != other_item => item < other_item,
            _ => self.name < other.name,
        }
    }
}
