//! Node ids, pod names and display names (engine.md §2.2–2.4).

/// The longest prefix of a pod's name, in bytes: what is left of 253 by the hash.
const POD_PREFIX: usize = 242;

/// FNV-1a with 32 bits.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(2_166_136_261, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619))
}

/// The id of a node of a workflow.
pub fn node_id(workflow: &str, node: &str) -> String {
    if workflow == node { workflow.to_owned() } else { format!("{workflow}-{}", fnv(node)) }
}

/// How pods are named: the annotation `workflows.argoproj.io/pod-name-format`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PodNameFormat {
    /// The node's id.
    V1,
    /// Workflow, template and hash.
    #[default]
    V2,
}

impl PodNameFormat {
    /// Reads the annotation; anything but `v1` is the newer format.
    pub fn of(annotation: Option<&str>) -> Self {
        if annotation == Some("v1") { Self::V1 } else { Self::V2 }
    }
}

/// The name of a node's pod. `template` is empty for inline templates.
pub fn pod_name(workflow: &str, node: &str, template: &str, format: PodNameFormat) -> String {
    if format == PodNameFormat::V1 {
        return node_id(workflow, node);
    }
    if workflow == node {
        return workflow.to_owned();
    }
    let prefix = if template.is_empty() { workflow.to_owned() } else { format!("{workflow}-{template}") };
    let cut = (0..=POD_PREFIX.min(prefix.len())).rev().find(|at| prefix.is_char_boundary(*at)).unwrap_or(0);
    format!("{}-{}", prefix.get(..cut).unwrap_or_default(), fnv(node))
}

/// The name of a node as people see it: without what it shares with the node that encloses it.
pub fn display_name(node: &str, boundary: Option<&str>) -> String {
    let Some(boundary) = boundary else { return node.to_owned() };
    let rest = node.strip_prefix(boundary).unwrap_or(node);
    if let Some(rest) = rest.strip_prefix('.') {
        return rest.to_owned();
    }
    let indexed = rest.strip_prefix('[').and_then(|rest| rest.split_once("]."));
    match indexed {
        Some((digits, name)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            name.to_owned()
        }
        _ => rest.to_owned(),
    }
}

/// Whether a text may stand for a node's display name (the annotation `workflows.argoproj.io/display-name`).
pub fn is_display_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let inner = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if (2..=63).contains(&bytes.len()) => {
            first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() && bytes.iter().all(inner)
        }
        _ => false,
    }
}
