//! Where the nodes of a graph go: layers along the edges, few crossings, short and straight lines.
//!
//! The work grows with nodes and edges, times a logarithm; a graph of 10,000 nodes takes some milliseconds. Directions are
//! *along* the edges and *across* them, so that one layout serves drawings to the right and downwards.

use super::order::{Levels, untangle};

/// What a node takes up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Along the edges.
    pub length: f64,
    /// Across them.
    pub breadth: f64,
}

/// What stays free.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gaps {
    /// Between layers.
    pub layers: f64,
    /// Between neighbours of a layer.
    pub siblings: f64,
    /// What a line that passes a layer takes up across.
    pub lines: f64,
}

/// Where a node is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Place {
    /// Its layer, from 0.
    pub layer: usize,
    /// Where it begins along the edges; the same for all of its layer.
    pub along: f64,
    /// Its middle across the edges.
    pub across: f64,
}

/// Where everything is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// The nodes, in the order in which they were given.
    pub nodes: Vec<Place>,
    /// For each edge, in the order in which they were given, where it is in each layer from its first node's to its last
    /// node's. Edges against the direction, and very long ones of very large graphs, have only their ends.
    pub routes: Vec<Vec<Place>>,
    /// Where each layer begins and how long it is.
    pub layers: Vec<(f64, f64)>,
    /// The extent along the edges.
    pub length: f64,
    /// The extent across them.
    pub breadth: f64,
}

/// A node, or the place where a long edge passes a layer.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    pub(super) layer: usize,
    breadth: f64,
    passing: bool,
    pub(super) before: Vec<usize>,
    pub(super) after: Vec<usize>,
    across: f64,
}

/// Lays a graph out. Edges are pairs of indices of nodes; those that name no node are left out.
pub fn layout(sizes: &[Size], edges: &[(usize, usize)], gaps: &Gaps) -> Layout {
    let layer_of = layer_of(sizes.len(), edges);
    let mut items: Vec<Item> = sizes
        .iter()
        .zip(&layer_of)
        .map(|(size, layer)| Item { layer: *layer, breadth: size.breadth, ..Item::default() })
        .collect();
    let routes = connect(&mut items, edges, gaps.lines);
    let mut levels = Levels::of(&items);
    untangle(&items, &mut levels);
    straighten(&mut items, &levels, gaps);
    finish(sizes, &items, levels.0.len(), &routes, gaps)
}

/// The layer of each node: one after the last of those that lead to it. What is part of a ring is begun anywhere.
fn layer_of(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut after = vec![Vec::new(); count];
    let mut waits = vec![0_usize; count];
    for &(from, to) in edges {
        if from != to
            && let (Some(next), Some(waits)) = (after.get_mut(from), waits.get_mut(to))
        {
            next.push(to);
            *waits += 1;
        }
    }
    let mut layers = vec![0; count];
    let mut done = vec![false; count];
    let mut ready: Vec<usize> = Vec::new();
    let mut scan = 0..count;
    let free: Vec<usize> = (0..count).filter(|index| waits.get(*index) == Some(&0)).collect();
    ready.extend(free.iter().rev());
    while let Some(at) = ready.pop().or_else(|| scan.find(|index| done.get(*index) == Some(&false))) {
        if done.get_mut(at).is_none_or(|done| std::mem::replace(done, true)) {
            continue;
        }
        let next_layer = layers.get(at).map_or(0, |layer| layer + 1);
        for &to in after.get(at).into_iter().flatten() {
            if done.get(to) != Some(&false) {
                continue;
            }
            if let (Some(layer), Some(waits)) = (layers.get_mut(to), waits.get_mut(to)) {
                *layer = next_layer.max(*layer);
                *waits = waits.saturating_sub(1);
                if *waits == 0 {
                    ready.push(to);
                }
            }
        }
    }
    layers
}

/// Joins neighbours, with items in between for edges over several layers; returns the items each edge goes through.
fn connect(items: &mut Vec<Item>, edges: &[(usize, usize)], breadth: f64) -> Vec<Vec<usize>> {
    // Long edges may add a few times as much as there is, not its square.
    let mut budget = 1000 + 4 * (items.len() + edges.len());
    edges
        .iter()
        .map(|&(from, to)| {
            let (Some(first), Some(last)) =
                (items.get(from).map(|item| item.layer), items.get(to).map(|item| item.layer))
            else {
                return Vec::new();
            };
            let between = last.saturating_sub(first).saturating_sub(1);
            if first >= last || between > budget {
                return vec![from, to];
            }
            budget -= between;
            let mut route = vec![from];
            for layer in first + 1..last {
                route.push(items.len());
                items.push(Item { layer, breadth, passing: true, ..Item::default() });
            }
            route.push(to);
            for pair in route.windows(2) {
                if let [from, to] = pair {
                    items.get_mut(*from).into_iter().for_each(|item| item.after.push(*to));
                    items.get_mut(*to).into_iter().for_each(|item| item.before.push(*from));
                }
            }
            route
        })
        .collect()
}

/// How often places are improved, there and back.
const ROUNDS: usize = 6;

/// Places the items of each layer across: in their order, apart, and as near to their neighbours as that allows.
fn straighten(items: &mut [Item], levels: &Levels, gaps: &Gaps) {
    for level in &levels.0 {
        put(items, level, gaps, |_, _| None);
    }
    for _ in 0..ROUNDS {
        for level in levels.0.iter().skip(1) {
            put(items, level, gaps, |items, item| middle(items, &item.before));
        }
        for level in levels.0.iter().rev().skip(1) {
            put(items, level, gaps, |items, item| middle(items, &item.after));
        }
    }
}

fn middle(items: &[Item], near: &[usize]) -> Option<f64> {
    let places = near.iter().filter_map(|index| items.get(*index)).map(|item| item.across);
    let (sum, count) = places.fold((0.0, 0.0), |(sum, count), place| (sum + place, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// Items that were pushed together: how many, the sum of their weights, and where their first one would go.
struct Block {
    count: usize,
    weight: f64,
    sum: f64,
}

/// Puts the items of a layer as near to where they want to be as their order and distances allow: the nearest in the
/// sense of least squares, found in one pass (pool adjacent violators).
fn put(items: &mut [Item], level: &[usize], gaps: &Gaps, wanted: impl Fn(&[Item], &Item) -> Option<f64>) {
    let mut offsets = Vec::with_capacity(level.len());
    let mut blocks: Vec<Block> = Vec::with_capacity(level.len());
    let (mut offset, mut last): (f64, Option<&Item>) = (0.0, None);
    for item in level.iter().filter_map(|index| items.get(*index)) {
        if let Some(last) = last {
            offset += f64::midpoint(last.breadth, item.breadth) + gaps.siblings;
        }
        last = Some(item);
        offsets.push(offset);
        let weight = if item.passing { 3.0 } else { 1.0 };
        let place = wanted(items, item).unwrap_or(item.across) - offset;
        let mut block = Block { count: 1, weight, sum: place * weight };
        while let Some(above) = blocks.last() {
            if above.sum / above.weight <= block.sum / block.weight {
                break;
            }
            block.count += above.count;
            block.weight += above.weight;
            block.sum += above.sum;
            blocks.pop();
        }
        blocks.push(block);
    }
    let places: Vec<f64> =
        blocks.iter().flat_map(|block| std::iter::repeat_n(block.sum / block.weight, block.count)).collect();
    for ((index, place), offset) in level.iter().zip(places).zip(offsets) {
        items.get_mut(*index).into_iter().for_each(|item| item.across = place + offset);
    }
}

fn finish(sizes: &[Size], items: &[Item], depth: usize, routes: &[Vec<usize>], gaps: &Gaps) -> Layout {
    let mut lengths = vec![0.0_f64; depth];
    for (item, size) in items.iter().zip(sizes) {
        lengths.get_mut(item.layer).into_iter().for_each(|length| *length = length.max(size.length));
    }
    let mut layers: Vec<(f64, f64)> = Vec::with_capacity(depth);
    let mut along = 0.0;
    for length in lengths {
        layers.push((along, length));
        along += length + gaps.layers;
    }
    let top = items.iter().map(|item| item.across - item.breadth / 2.0).fold(f64::INFINITY, f64::min);
    let bottom = items.iter().map(|item| item.across + item.breadth / 2.0).fold(f64::NEG_INFINITY, f64::max);
    let place = |item: &Item| Place {
        layer: item.layer,
        along: layers.get(item.layer).map_or(0.0, |(start, _)| *start),
        across: item.across - top,
    };
    Layout {
        nodes: items.iter().take(sizes.len()).map(place).collect(),
        routes: routes
            .iter()
            .map(|route| route.iter().filter_map(|index| items.get(*index)).map(place).collect())
            .collect(),
        length: layers.last().map_or(0.0, |(start, length)| start + length),
        breadth: if items.is_empty() { 0.0 } else { bottom - top },
        layers,
    }
}
