//! Names of nodes' pods, as a viewer computes them (cli.md §6.6).

use crate::core::api::{NodeStatus, Workflow, annotation};
use crate::core::graph::{self, PodNameFormat};

pub(super) use crate::core::graph::node_id;

/// Returns the name of a node's pod by the scheme that the workflow says it uses.
pub(super) fn pod_name(workflow: &Workflow, node: &NodeStatus) -> String {
    let scheme = workflow.metadata.annotations.get(annotation::POD_NAME_FORMAT);
    let format = PodNameFormat::of(scheme.map(String::as_str));
    let template = node.template_ref.as_ref().map_or(node.template_name.as_str(), |of| of.template.as_str());
    graph::pod_name(workflow.name(), &node.name, template, format)
}
