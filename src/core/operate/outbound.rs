//! What ends a node: the nodes that those which come after it are linked below (engine.md §2.7).

use super::nodes::Nx;
use super::state::State;
use crate::core::api::{NodeStatus, NodeType};

impl State {
    /// The outbound nodes of a node.
    pub(super) fn outbound(&self, nx: Nx) -> Vec<Nx> {
        let node = self.nodes.status(nx);
        match node.type_ {
            NodeType::Skipped | NodeType::Suspend | NodeType::Http | NodeType::Plugin => vec![nx],
            NodeType::Pod => {
                let containers: Vec<Nx> = self
                    .children(nx)
                    .into_iter()
                    .filter(|child| self.nodes.status(*child).type_ == NodeType::Container)
                    .collect();
                if containers.is_empty() { vec![nx] } else { self.outbound_of_all(&containers) }
            }
            NodeType::Container => {
                let children = self.children(nx);
                let foreign = children.iter().any(|c| self.nodes.status(*c).boundary_id != node.boundary_id);
                if children.is_empty() || foreign { vec![nx] } else { self.outbound_of_all(&children) }
            }
            NodeType::TaskGroup => {
                let children = self.children(nx);
                if children.is_empty() { vec![nx] } else { self.outbound_of_all(&children) }
            }
            NodeType::Retry => self.children(nx).last().copied().into_iter().collect(),
            NodeType::Steps | NodeType::Dag if is_hit(node) => vec![nx],
            _ => {
                let ends: Vec<Nx> = node.outbound_nodes.iter().filter_map(|id| self.nodes.find(id)).collect();
                self.outbound_of_all(&ends)
            }
        }
    }

    fn outbound_of_all(&self, list: &[Nx]) -> Vec<Nx> {
        let mut seen = std::collections::HashSet::new();
        list.iter().flat_map(|nx| self.outbound(*nx)).filter(|nx| seen.insert(*nx)).collect()
    }
}

fn is_hit(node: &NodeStatus) -> bool {
    node.memoization_status.as_ref().is_some_and(|memo| memo.hit)
}
