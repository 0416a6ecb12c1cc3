//! The node graph: ids and names of nodes and pods.

mod ids;

#[cfg(test)]
mod tests;

pub use ids::{PodNameFormat, display_name, is_display_name, node_id, pod_name};
