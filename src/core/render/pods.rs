//! Names of nodes' ids and pods, as a viewer computes them (cli.md §6.6, §6.7).

use crate::core::api::{NodeStatus, Workflow, annotation};

/// How many bytes of workflow and template name stay in a pod's name.
const MAX_PREFIX: usize = 242;

pub(super) fn node_id(workflow: &str, name: &str) -> String {
    if workflow == name { workflow.to_owned() } else { format!("{workflow}-{}", hash(name)) }
}

/// Returns the name of a node's pod by the scheme that the workflow says it uses.
pub(super) fn pod_name(workflow: &Workflow, node: &NodeStatus) -> String {
    let name = workflow.name();
    let scheme = workflow.metadata.annotations.get(annotation::POD_NAME_FORMAT);
    if scheme.is_some_and(|scheme| scheme == "v1") {
        return node.id.clone();
    }
    if node.name == name {
        return name.to_owned();
    }
    let template = node.template_ref.as_ref().map_or(node.template_name.as_str(), |of| of.template.as_str());
    let mut prefix = if template.is_empty() { name.to_owned() } else { format!("{name}-{template}") };
    let mut end = MAX_PREFIX.min(prefix.len());
    while !prefix.is_char_boundary(end) {
        end -= 1;
    }
    prefix.truncate(end);
    format!("{prefix}-{}", hash(&node.name))
}

/// FNV-1a with 32 bits.
fn hash(text: &str) -> u32 {
    text.bytes().fold(2_166_136_261, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619))
}
