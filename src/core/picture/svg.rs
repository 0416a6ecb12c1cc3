//! A graph as SVG.

use std::fmt::Write as _;

use jiff::Timestamp;
use unicode_width::UnicodeWidthStr;

use super::Direction;
use super::escape::{short, xml};
use super::graph::{Graph, Node, Shape};
use super::layout::{Gaps, Layout, Place, Size, layout};
use super::style::{rules, sign};

const HEIGHT: f64 = 46.0;
const JOINT: f64 = 10.0;
const MARGIN: f64 = 24.0;
const HEADER: f64 = 62.0;
/// Longer names are cut.
const LABEL: usize = 32;

/// The second line of a node.
fn second(node: &Node, now: Timestamp) -> String {
    let template = if node.template == node.label { "" } else { &node.template };
    let template = short(template, 24);
    let note = if node.started.is_none() { short(&node.note, 34) } else { String::new() };
    let parts = [node.took(now), template, note];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

#[expect(clippy::cast_precision_loss, reason = "columns of short texts")]
fn width(node: &Node, now: Timestamp) -> f64 {
    let (label, below) = (short(&node.label, LABEL).width() as f64, second(node, now).width() as f64);
    (52.0 + (label * 8.2).max(below * 6.4)).max(110.0)
}

/// Draws the graph.
pub fn graph_svg(graph: &Graph, direction: Direction, now: Timestamp) -> String {
    let right = direction == Direction::Right;
    let size = |node: &Node| {
        let (width, height) = match node.shape {
            Shape::Joint => (JOINT, JOINT),
            _ => (width(node, now), HEIGHT),
        };
        if right { Size { length: width, breadth: height } } else { Size { length: height, breadth: width } }
    };
    let sizes: Vec<Size> = graph.nodes.iter().map(size).collect();
    let gaps = Gaps { layers: if right { 56.0 } else { 44.0 }, siblings: 16.0, lines: 2.0 };
    let drawing = Drawing { layout: layout(&sizes, &graph.pairs(), &gaps), sizes, right };
    let (width, height) = drawing.extent();
    let (width, height) = ((width + 2.0 * MARGIN).max(320.0), height + HEADER + MARGIN);
    let mut svg = head(graph, width, height, now);
    for (edge, route) in graph.edges.iter().zip(&drawing.layout.routes) {
        let dash = if edge.dashed { " stroke-dasharray=\"5 4\"" } else { "" };
        let is_joint = |index: usize| graph.nodes.get(index).is_some_and(|node| node.shape == Shape::Joint);
        let path = drawing.path(route, is_joint(edge.from), is_joint(edge.to));
        let arrow = if is_joint(edge.to) { "" } else { " marker-end=\"url(#a)\"" };
        // Writing to a String does not fail.
        let _ = writeln!(svg, "<path class=\"e\" d=\"{path}\"{dash}{arrow}/>");
    }
    for (index, node) in graph.nodes.iter().enumerate() {
        drawing.node(&mut svg, index, node, now);
    }
    svg.push_str("</g></svg>\n");
    svg
}

fn head(graph: &Graph, width: f64, height: f64, now: Timestamp) -> String {
    let title = xml(&short(&graph.title, 80));
    let steps: usize =
        graph.nodes.iter().filter(|node| node.shape == Shape::Step).map(|node| node.count).sum();
    let took = graph.took(now);
    let words = [graph.state.word(), &took, &format!("{steps} step{}", if steps == 1 { "" } else { "s" })];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n\
         <title>{title}</title>{}\n\
         <defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"a\" d=\"M0 .5L7.5 4L0 7.5z\"/></marker></defs>\n\
         <rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n\
         <circle class=\"{}\" cx=\"33\" cy=\"28\" r=\"9\"/><path class=\"i\" transform=\"translate(33 28)\" d=\"{}\"/>\n\
         <text class=\"h\" x=\"51\" y=\"34\">{title} <tspan class=\"m s\" dx=\"8\" font-weight=\"400\">{}</tspan></text>\n\
         <g transform=\"translate({MARGIN} {HEADER})\">\n",
        rules(),
        graph.state.word(),
        sign(graph.state),
        words.join(" · "),
    )
}

struct Drawing {
    layout: Layout,
    sizes: Vec<Size>,
    right: bool,
}

impl Drawing {
    fn extent(&self) -> (f64, f64) {
        self.turned(self.layout.length, self.layout.breadth)
    }

    /// Along and across as x and y.
    fn turned(&self, along: f64, across: f64) -> (f64, f64) {
        if self.right { (along, across) } else { (across, along) }
    }

    /// A line through the layers: straight inside of one, a curve between two.
    fn path(&self, route: &[Place], from_joint: bool, to_joint: bool) -> String {
        let mut path = String::new();
        let point = |along: f64, across: f64| {
            let (x, y) = self.turned(along, across);
            format!("{x:.1} {y:.1}")
        };
        let bounds = |place: &Place| self.layout.layers.get(place.layer).copied().unwrap_or_default();
        // Writing to a String does not fail.
        for (index, pair) in route.windows(2).enumerate() {
            let [here, next] = pair else { continue };
            let ((start, length), (next_start, next_length)) = (bounds(here), bounds(next));
            let end = start + length;
            if index == 0 {
                let begin = if from_joint { start + length / 2.0 } else { end };
                let _ = write!(path, "M{}", point(begin, here.across));
            }
            let _ = write!(path, "L{}", point(end, here.across));
            let middle = f64::midpoint(end, next_start);
            let _ = write!(
                path,
                "C{} {} {}",
                point(middle, here.across),
                point(middle, next.across),
                point(next_start, next.across)
            );
            if index + 2 == route.len() && to_joint {
                let _ = write!(path, "L{}", point(next_start + next_length / 2.0, next.across));
            }
        }
        path
    }

    fn node(&self, svg: &mut String, index: usize, node: &Node, now: Timestamp) {
        let (Some(place), Some(size)) = (self.layout.nodes.get(index), self.sizes.get(index)) else { return };
        let (_, layer_length) = self.layout.layers.get(place.layer).copied().unwrap_or_default();
        // Writing to a String does not fail.
        if node.shape == Shape::Joint {
            let (x, y) = self.turned(place.along + layer_length / 2.0, place.across);
            let _ = writeln!(svg, "<circle class=\"a\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>");
            return;
        }
        let (x, y) = self.turned(place.along, place.across - size.breadth / 2.0);
        // To the right, all cards of a layer are as wide as the widest.
        let width = if self.right { layer_length } else { size.breadth };
        let card = if node.shape == Shape::Group { "g" } else { "c" };
        let word = node.state.word();
        let took = node.took(now);
        let tip = [node.label.as_str(), &node.template, word, &took, &node.note];
        let tip: Vec<&str> = tip.into_iter().filter(|part| !part.is_empty()).collect();
        let stack = if node.count > 1 {
            format!(
                "<rect class=\"{card}\" x=\"4\" y=\"4\" width=\"{width:.1}\" height=\"{HEIGHT}\" rx=\"8\"/>"
            )
        } else {
            String::new()
        };
        let below = second(node, now);
        let first_line = if below.is_empty() { 28 } else { 20 };
        let _ = writeln!(
            svg,
            "<g transform=\"translate({x:.1} {y:.1})\"><title>{}</title>{stack}<rect class=\"{card}\" width=\"{width:.1}\" height=\"{HEIGHT}\" rx=\"8\"/>\
             <circle class=\"{word}\" cx=\"21\" cy=\"23\" r=\"9\"/><path class=\"i\" transform=\"translate(21 23)\" d=\"{}\"/>\
             <text class=\"l\" x=\"38\" y=\"{first_line}\">{}</text><text class=\"s m\" x=\"38\" y=\"36\">{}</text></g>",
            xml(&short(&tip.join("\n").replace('\n', " — "), 400)),
            sign(node.state),
            xml(&short(&node.label, LABEL)),
            xml(&below),
        );
    }
}
