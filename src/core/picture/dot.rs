//! A graph in the language of Graphviz.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::Direction;
use super::escape::{dot, short};
use super::graph::{Graph, Shape, State};

fn color(state: State) -> (&'static str, &'static str) {
    match state {
        State::Planned => ("#57606a", "#f6f8fa"),
        State::Omitted | State::Skipped => ("#8c959f", "#eaeef2"),
        State::Succeeded => ("#1a7f37", "#dafbe1"),
        State::Pending => ("#9a6700", "#fff8c5"),
        State::Running => ("#0969da", "#ddf4ff"),
        State::Suspended => ("#8250df", "#fbefff"),
        State::Failed | State::Error => ("#cf222e", "#ffebe9"),
    }
}

/// Draws the graph.
pub fn graph_dot(graph: &Graph, direction: Direction, now: Timestamp) -> String {
    let rank = if direction == Direction::Right { "LR" } else { "TB" };
    let mut text = format!(
        "digraph \"{}\" {{\n  rankdir={rank};\n  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11];\n  edge [color=\"#8c959f\", arrowsize=0.7];\n",
        dot(&short(&graph.title, 200))
    );
    // Writing to a String does not fail.
    for (index, node) in graph.nodes.iter().enumerate() {
        if node.shape == Shape::Joint {
            let _ = writeln!(text, "  n{index} [shape=point, width=0.08, label=\"\"];");
            continue;
        }
        let (line, fill) = color(node.state);
        let mut label = dot(&short(&node.label, 60));
        let second = [dot(&short(&node.template, 40)), node.took(now)];
        let second: Vec<&str> = second.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        if !second.is_empty() {
            let _ = write!(label, "\\n{}", second.join(" · "));
        }
        let tip =
            if node.note.is_empty() { node.state.word().to_owned() } else { dot(&short(&node.note, 200)) };
        let shape = if node.shape == Shape::Group { ", peripheries=2" } else { "" };
        let _ = writeln!(
            text,
            "  n{index} [label=\"{label}\", tooltip=\"{tip}\", color=\"{line}\", fillcolor=\"{fill}\"{shape}];"
        );
    }
    for edge in &graph.edges {
        let style = if edge.dashed { " [style=dashed]" } else { "" };
        let _ = writeln!(text, "  n{} -> n{}{style};", edge.from, edge.to);
    }
    text + "}\n"
}
