//! A graph as a Mermaid flowchart.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::Timestamp;

use super::Direction;
use super::escape::{mermaid, short};
use super::graph::{Graph, Shape, State};

/// Fill and line of a state, readable on light and dark ground.
fn style(state: State) -> &'static str {
    match state {
        State::Planned => "fill:#f6f8fa,stroke:#57606a,color:#1f2328",
        State::Omitted | State::Skipped => "fill:#eaeef2,stroke:#8c959f,color:#57606a,stroke-dasharray:4 3",
        State::Succeeded => "fill:#dafbe1,stroke:#1a7f37,color:#1f2328",
        State::Pending => "fill:#fff8c5,stroke:#9a6700,color:#1f2328",
        State::Running => "fill:#ddf4ff,stroke:#0969da,color:#1f2328",
        State::Suspended => "fill:#fbefff,stroke:#8250df,color:#1f2328",
        State::Failed | State::Error => "fill:#ffebe9,stroke:#cf222e,color:#1f2328",
    }
}

/// Draws the graph.
pub fn graph_mermaid(graph: &Graph, direction: Direction, now: Timestamp) -> String {
    let mut text = format!("flowchart {}\n", if direction == Direction::Right { "LR" } else { "TD" });
    let mut states = BTreeSet::new();
    // Writing to a String does not fail.
    for (index, node) in graph.nodes.iter().enumerate() {
        if node.shape == Shape::Joint {
            let _ = writeln!(text, "  n{index}(( ))");
            continue;
        }
        states.insert(node.state);
        let (open, close) = if node.shape == Shape::Group { ("([", "])") } else { ("[", "]") };
        let (_, sign) = node.state.sign(true);
        let mut label = format!("{sign} {}", mermaid(&short(&node.label, 60)));
        let took = node.took(now);
        if !took.is_empty() {
            let _ = write!(label, "<br/>{took}");
        }
        let _ = writeln!(text, "  n{index}{open}\"{label}\"{close}:::{}", node.state.word());
    }
    for edge in &graph.edges {
        let line = if edge.dashed { "-.->" } else { "-->" };
        let _ = writeln!(text, "  n{} {line} n{}", edge.from, edge.to);
    }
    for state in states {
        let _ = writeln!(text, "  classDef {} {}", state.word(), style(state));
    }
    text
}
