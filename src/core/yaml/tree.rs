//! The spanned tree of one YAML document.

use std::ops::Range;

/// Index of a node in its [`Tree`].
pub(super) type NodeId = usize;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// `plain`: may be resolved to a number, boolean or null.
    Scalar {
        text: String,
        plain: bool,
    },
    Sequence(Vec<NodeId>),
    Mapping(Vec<(NodeId, NodeId)>),
    /// The node that an alias stands for, and its name.
    Alias {
        target: NodeId,
        name: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) shape: Shape,
    /// Full tag, empty when there is none.
    pub(super) tag: String,
    pub(super) span: Range<usize>,
    /// Line of the start, from 1.
    pub(super) line: usize,
}

/// All nodes of one document; children are named by index, so depth costs no stack when it is dropped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) root: Option<NodeId>,
}

impl Tree {
    pub(super) fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// The node itself, or the one an alias stands for.
    pub(super) fn resolve(&self, id: NodeId) -> Option<(NodeId, &Node)> {
        match self.get(id)? {
            Node { shape: Shape::Alias { target, .. }, .. } => Some((*target, self.get(*target)?)),
            node => Some((id, node)),
        }
    }
}
