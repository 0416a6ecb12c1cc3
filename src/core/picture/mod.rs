//! Pictures of workflows: the graph and the timeline, as text, SVG and formats of other tools.

mod canvas;
mod dot;
mod escape;
mod fold;
mod graph;
pub mod layout;
mod mermaid;
mod observed;
mod order;
mod planned;
mod style;
mod svg;
mod terminal;
pub mod timeline;

#[cfg(test)]
mod tests;

pub use dot::graph_dot;
pub use fold::fold;
pub use graph::{Edge, Graph, Node, Shape, State, brief};
pub use mermaid::graph_mermaid;
pub use observed::{BeginOrder, observed};
pub use planned::planned;
pub use svg::graph_svg;
pub use terminal::graph_text;

/// Where the edges of a drawing lead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    Right,
    /// From top to bottom.
    Down,
}
