//! Layouts keep their promises, drawings look as they should.

use proptest::prelude::*;

use super::layout::{Gaps, Layout, Size, layout};
use super::*;

const GAPS: Gaps = Gaps { layers: 20.0, siblings: 10.0, lines: 2.0 };

fn graphs() -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
    (1_usize..30).prop_flat_map(|count| (Just(count), prop::collection::vec((0..count, 0..count), 0..60)))
}

fn laid(count: usize, edges: &[(usize, usize)]) -> Layout {
    let size = |index: usize| Size { length: 10.0 + (index % 3) as f64, breadth: 4.0 + (index % 5) as f64 };
    layout(&(0..count).map(size).collect::<Vec<_>>(), edges, &GAPS)
}

proptest! {
    #[test]
    fn nodes_do_not_overlap((count, edges) in graphs()) {
        let layout = laid(count, &edges);
        for (a, one) in layout.nodes.iter().enumerate() {
            for (b, other) in layout.nodes.iter().enumerate().skip(a + 1) {
                let needed = f64::midpoint(4.0 + (a % 5) as f64, 4.0 + (b % 5) as f64) + GAPS.siblings;
                prop_assert!(one.layer != other.layer || (one.across - other.across).abs() > needed - 0.01);
            }
            prop_assert!(one.across >= 0.0 && one.across <= layout.breadth && one.along <= layout.length);
        }
    }

    #[test]
    fn edges_of_a_graph_without_rings_lead_on((count, edges) in graphs()) {
        let edges: Vec<(usize, usize)> = edges.into_iter().filter(|(from, to)| from < to).collect();
        let layout = laid(count, &edges);
        for (&(from, to), route) in edges.iter().zip(&layout.routes) {
            prop_assert!(layout.nodes[from].layer < layout.nodes[to].layer);
            prop_assert_eq!(route.len(), layout.nodes[to].layer - layout.nodes[from].layer + 1);
            prop_assert!(route.windows(2).all(|pair| pair[0].layer + 1 == pair[1].layer));
        }
    }
}

#[test]
fn a_large_graph_is_laid_out() {
    let middle = 1..9_999;
    let edges: Vec<(usize, usize)> = middle.flat_map(|index| [(0, index), (index, 9_999)]).collect();
    let layout = laid(10_000, &edges);
    assert_eq!(layout.layers.len(), 3);
    let ends = [&layout.nodes[0], &layout.nodes[9_999]];
    assert!(ends.iter().all(|end| (end.across - layout.breadth / 2.0).abs() < layout.breadth / 100.0));
}

fn graph_of(names: &[&str], edges: &[(usize, usize)]) -> Graph {
    let node = |name: &&str| Node {
        label: (*name).to_owned(),
        shape: if name.is_empty() { Shape::Joint } else { Shape::Step },
        count: 1,
        ..Node::default()
    };
    let edge = |&(from, to): &(usize, usize)| Edge { from, to, dashed: false };
    Graph {
        title: "it".to_owned(),
        nodes: names.iter().map(node).collect(),
        edges: edges.iter().map(edge).collect(),
        ..Graph::default()
    }
}

fn drawn(graph: &Graph, columns: usize) -> String {
    graph_text(graph, columns, true, jiff::Timestamp::UNIX_EPOCH).plain()
}

#[test]
fn lines_that_would_run_into_each_other_get_rows_of_their_own() {
    let graph = graph_of(&["a", "b", "c", "d"], &[(0, 2), (0, 3), (1, 2)]);
    insta::assert_snapshot!(drawn(&graph, 0), @r#"
    ◌ a ─┬─╮
         │ ╰─ ◌ d
    ◌ b ─│─╮
         ╰─┴─ ◌ c
    "#);
}

#[test]
fn what_is_too_wide_is_listed() {
    let graph = graph_of(&["first", "second", "third", "fourth"], &[(0, 1), (0, 2), (1, 3), (2, 3)]);
    insta::assert_snapshot!(drawn(&graph, 20), @r#"
    1 ◌ first
    2 ◌ second   after first
      ◌ third   after first
    3 ◌ fourth   after second, third
    "#);
    insta::assert_snapshot!(drawn(&graph, 60), @r#"
    ◌ first ─┬─ ◌ second ─┬─ ◌ fourth
             ╰─ ◌ third ──╯
    "#);
}

#[test]
fn what_is_alike_becomes_one() {
    let names: Vec<String> = (0..40).map(|number| format!("say({number}:x)")).collect();
    let names: Vec<&str> =
        ["start"].into_iter().chain(names.iter().map(String::as_str)).chain(["end"]).collect();
    let edges: Vec<(usize, usize)> = (1..41).flat_map(|index| [(0, index), (index, 41)]).collect();
    let folded = fold(&graph_of(&names, &edges), 12);
    insta::assert_snapshot!(drawn(&folded, 0), @r#"
    ◌ start ── ◌ 40 × say ── ◌ end
    "#);
    assert_eq!(folded.nodes.iter().map(|node| node.count).sum::<usize>(), 42);
}
