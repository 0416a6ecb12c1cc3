//! The graph of a workflow that runs or ran, from the nodes of its status.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};

use super::graph::{Edge, Graph, Node, Shape, State};
use crate::core::api::{NodeStatus, NodeType, Workflow};
use crate::core::graph::node_id;

/// More edges into exit handlers are drawn through one joint.
const MOST_ENDS: usize = 8;

/// The graph of a workflow's nodes.
pub fn observed(workflow: &Workflow) -> Graph {
    let status = &workflow.status;
    let mut graph = Graph {
        title: workflow.name().to_owned(),
        state: State::of_workflow(&status.phase),
        started: status.started_at,
        finished: status.finished_at,
        ..Graph::default()
    };
    let mut order: Vec<&NodeStatus> = workflow.nodes().values().collect();
    let begin = BeginOrder::of(workflow);
    order.sort_by_cached_key(|node| begin.key(node));
    let places: HashMap<&str, usize> =
        order.iter().enumerate().map(|(index, node)| (node.id.as_str(), index)).collect();
    graph.nodes = order.iter().map(|node| shown(node)).collect();
    for (from, node) in order.iter().enumerate() {
        let mut ends: Vec<usize> =
            node.children.iter().filter_map(|id| places.get(id.as_str())).copied().collect();
        ends.sort_unstable();
        ends.dedup();
        graph.edges.extend(ends.into_iter().filter(|to| *to != from).map(|to| Edge {
            from,
            to,
            dashed: order.get(to).is_some_and(|node| is_hook(node)),
        }));
    }
    let exit = node_id(workflow.name(), &format!("{}.onExit", workflow.name()));
    let exit = places.get(exit.as_str()).copied();
    // A joint of one line, or to one line, says nothing.
    graph.without(|_, node, before, after| {
        node.shape == Shape::Joint && (before.len() < 2 || after.len() < 2)
    });
    if let Some(exit) = exit.and_then(|index| order.get(index)) {
        lead_to_exit(&mut graph, &exit.id);
    }
    graph
}

/// The order in which nodes began. Times are whole seconds: what follows another comes after it all the same.
#[derive(Debug)]
pub struct BeginOrder<'a>(HashMap<&'a str, usize>);

impl<'a> BeginOrder<'a> {
    /// Looks at which nodes follow which.
    pub fn of(workflow: &'a Workflow) -> Self {
        let nodes = workflow.nodes();
        let mut distance = HashMap::new();
        let children: HashSet<&str> =
            nodes.values().flat_map(|node| &node.children).map(String::as_str).collect();
        let roots = nodes.keys().map(String::as_str).filter(|id| !children.contains(id));
        let mut queue: VecDeque<(&str, usize)> = roots.map(|id| (id, 0)).collect();
        while let Some((id, steps)) = queue.pop_front() {
            let Some(node) = nodes.get(id) else { continue };
            if let Entry::Vacant(entry) = distance.entry(id) {
                entry.insert(steps);
                queue.extend(node.children.iter().map(|child| (child.as_str(), steps + 1)));
            }
        }
        Self(distance)
    }

    /// What to sort a node by.
    pub fn key(&self, node: &NodeStatus) -> impl Ord + use<> {
        let steps = self.0.get(node.id.as_str()).copied();
        (node.started_at, steps, item_of(&node.display_name), node.name.clone())
    }
}

/// The number of an item of a loop, so that item 10 comes after item 9.
fn item_of(name: &str) -> Option<u64> {
    name.split_once('(')?.1.split([':', ')']).next()?.parse().ok()
}

fn is_hook(node: &NodeStatus) -> bool {
    node.node_flag.as_ref().is_some_and(|flag| flag.hooked)
}

fn shown(node: &NodeStatus) -> Node {
    let shape = match node.type_ {
        NodeType::StepGroup => Shape::Joint,
        NodeType::Steps | NodeType::Dag | NodeType::TaskGroup | NodeType::Retry => Shape::Group,
        _ => Shape::Step,
    };
    let template = node.template_ref.as_ref().map_or_else(
        || node.template_name.clone(),
        |reference| format!("{}/{}", reference.name, reference.template),
    );
    Node {
        id: node.id.clone(),
        label: if shape == Shape::Joint { String::new() } else { node.display_name.clone() },
        template,
        note: node.message.clone(),
        shape,
        state: State::of(node),
        started: node.started_at,
        finished: node.finished_at,
        count: 1,
    }
}

/// The exit handler follows all that ran before it.
fn lead_to_exit(graph: &mut Graph, id: &str) {
    let (before, after) = graph.neighbours();
    let Some(exit) = graph.nodes.iter().position(|node| node.id == id) else { return };
    let mut part = vec![false; graph.nodes.len()];
    let mut stack = vec![exit];
    while let Some(at) = stack.pop() {
        if part.get_mut(at).is_some_and(|part| !std::mem::replace(part, true)) {
            stack.extend(after.get(at).into_iter().flatten());
        }
    }
    let is_end = |index: usize| {
        part.get(index) == Some(&false)
            && after.get(index).is_some_and(Vec::is_empty)
            && !(before.get(index).is_some_and(Vec::is_empty) && graph.nodes.len() < 2)
    };
    let ends: Vec<usize> = (0..graph.nodes.len()).filter(|index| is_end(*index)).collect();
    let target = if ends.len() > MOST_ENDS {
        let joint = Node { id: format!("{id}-joint"), shape: Shape::Joint, count: 1, ..Node::default() };
        graph.nodes.push(joint);
        let joint = graph.nodes.len() - 1;
        graph.edges.push(Edge { from: joint, to: exit, dashed: true });
        joint
    } else {
        exit
    };
    graph.edges.extend(ends.into_iter().map(|from| Edge { from, to: target, dashed: true }));
}
