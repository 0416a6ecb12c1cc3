//! Large graphs made readable: siblings that are alike become one node.

use std::collections::HashMap;

use super::graph::{Graph, Node, Shape, State};

/// Folds what is alike where more than `most` nodes have the same neighbours and the same state: one node stands for
/// them and says how many they are. What failed, runs or waits stays by itself as long as there are few of them.
pub fn fold(graph: &Graph, most: usize) -> Graph {
    let (before, after) = graph.neighbours();
    let mut alike: HashMap<_, Vec<usize>> = HashMap::new();
    for (index, node) in graph.nodes.iter().enumerate().filter(|(_, node)| node.shape == Shape::Step) {
        let key = (before.get(index), after.get(index), node.state);
        alike.entry(key).or_default().push(index);
    }
    let mut stands_for: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut gone = vec![false; graph.nodes.len()];
    for members in alike.into_values().filter(|members| members.len() > most) {
        for index in members.iter().skip(1) {
            gone.get_mut(*index).into_iter().for_each(|gone| *gone = true);
        }
        if let Some(first) = members.first() {
            stands_for.insert(*first, members);
        }
    }
    let mut places = vec![None; graph.nodes.len()];
    let mut folded = Graph { nodes: Vec::new(), edges: Vec::new(), ..graph.clone() };
    for (index, node) in graph.nodes.iter().enumerate() {
        if gone.get(index) == Some(&true) {
            continue;
        }
        places.get_mut(index).into_iter().for_each(|place| *place = Some(folded.nodes.len()));
        folded.nodes.push(match stands_for.get(&index) {
            Some(members) => together(graph, members),
            None => node.clone(),
        });
    }
    let place = |index: usize| places.get(index).copied().flatten();
    let kept = graph.edges.iter().filter_map(|edge| {
        let (from, to) = (place(edge.from)?, place(edge.to)?);
        Some(super::graph::Edge { from, to, ..*edge })
    });
    folded.edges = kept.collect();
    folded
}

fn together(graph: &Graph, members: &[usize]) -> Node {
    let nodes: Vec<&Node> = members.iter().filter_map(|index| graph.nodes.get(*index)).collect();
    let Some(first) = nodes.first() else { return Node::default() };
    let name = first.label.split(['(', '[']).next().unwrap_or_default().trim_end_matches('.');
    let same = nodes.iter().all(|node| node.label.starts_with(name)) && !name.is_empty();
    let word = if first.state == State::Planned { String::new() } else { format!(" {}", first.state.word()) };
    Node {
        label: format!("{} × {}", nodes.len(), if same { name } else { first.template.as_str() }),
        note: format!("{} alike{word}", nodes.len()),
        count: nodes.iter().map(|node| node.count).sum(),
        started: nodes.iter().filter_map(|node| node.started).min(),
        finished: nodes
            .iter()
            .map(|node| node.finished)
            .collect::<Option<Vec<_>>>()
            .and_then(|all| all.into_iter().max()),
        ..(*first).clone()
    }
}
