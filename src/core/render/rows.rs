//! The rows of a node tree with their connectors (cli.md §3.4, §3.5).

use super::forest::{Forest, Index};
use crate::core::api::{NodePhase, NodeStatus, NodeType};
use crate::core::select::fields::FieldSelector;

/// A visible row of the tree.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    /// Connectors before the node.
    pub(super) prefix: String,
    /// Connectors before rows below the node.
    pub(super) below: String,
    pub(super) node: &'a NodeStatus,
    /// The row of the nearest visible node above.
    pub(super) parent: Option<usize>,
}

/// How connectors look.
struct Connectors {
    middle: &'static str,
    last: &'static str,
    only: &'static str,
    first: &'static str,
    line: &'static str,
}

const UTF8: Connectors =
    Connectors { middle: "├─", last: "└─", only: "──", first: "┬─", line: "│ " };
const ASCII: Connectors = Connectors { middle: "|-", last: "`-", only: "--", first: "+-", line: "| " };

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sight {
    Visible,
    /// Children take its place.
    Hidden,
    /// Children take its place and share its line.
    HiddenGroup,
}

fn sight(node: &NodeStatus, filter: Option<&FieldSelector>) -> Sight {
    match node.type_ {
        NodeType::Retry if node.children.len() == 1 => Sight::Hidden,
        NodeType::StepGroup => Sight::HiddenGroup,
        NodeType::Skipped if node.phase == NodePhase::Omitted => Sight::HiddenGroup,
        _ if filter.is_some_and(|filter| !node_matches(filter, node)) => Sight::Hidden,
        _ => Sight::Visible,
    }
}

/// Whether a node fulfils a selector on its fields.
pub(super) fn node_matches(selector: &FieldSelector, node: &NodeStatus) -> bool {
    selector.matches(|field| node_field(node, field))
}

fn node_field<'a>(node: &'a NodeStatus, field: &str) -> Option<&'a str> {
    Some(match field {
        "displayName" => &node.display_name,
        "templateName" => &node.template_name,
        "phase" => node.phase.as_str(),
        "name" => &node.name,
        "id" => &node.id,
        "templateRef.name" => &node.template_ref.as_ref()?.name,
        _ => {
            let name = field.strip_prefix("inputs.parameters.")?.strip_suffix(".value")?;
            &node.inputs.as_ref()?.parameter(name)?.value.as_ref()?.0
        }
    })
}

/// A node to be drawn, with what its place adds before it.
struct Task {
    index: Index,
    prefix: String,
    below: String,
    parent: Option<usize>,
}

/// Returns the rows of a root and all below it, parents before children.
pub(super) fn rows<'a>(
    forest: &Forest<'a>,
    root: Index,
    filter: Option<&FieldSelector>,
    utf8: bool,
) -> Vec<Row<'a>> {
    let look = if utf8 { &UTF8 } else { &ASCII };
    let mut rows = Vec::new();
    let mut stack = vec![Task { index: root, prefix: " ".to_owned(), below: " ".to_owned(), parent: None }];
    // A node has one parent, so this ends however deep the tree is.
    while let Some(task) = stack.pop() {
        let Some(node) = forest.node(task.index) else { continue };
        let sight = sight(node, filter);
        let mut parent = task.parent;
        if sight == Sight::Visible {
            parent = Some(rows.len());
            rows.push(Row {
                prefix: task.prefix.clone(),
                below: task.below.clone(),
                node,
                parent: task.parent,
            });
        }
        let children = forest.children(task.index);
        let last = children.len().saturating_sub(1);
        for (place, &index) in children.iter().enumerate().rev() {
            let (before, after) = match sight {
                Sight::Visible if place == last => (look.last, "  "),
                Sight::Visible => (look.middle, look.line),
                Sight::Hidden => ("", ""),
                Sight::HiddenGroup if last == 0 => (look.only, "  "),
                Sight::HiddenGroup if place == 0 => (look.first, look.line),
                Sight::HiddenGroup if place == last => (look.last, "  "),
                Sight::HiddenGroup => (look.middle, look.line),
            };
            // The first child of a hidden node goes on with that node's own line.
            let line = if sight != Sight::Visible && place == 0 { &task.prefix } else { &task.below };
            stack.push(Task {
                index,
                prefix: format!("{line}{before}"),
                below: format!("{}{after}", task.below),
                parent,
            });
        }
    }
    rows
}
