//! Node status that was packed because the workflow was large (cli.md §6.8).

use std::io::Read;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::core::api::Workflow;
use crate::ports::client::{ClientError, Refusal};

/// A packed node status may unpack to so many bytes at most.
const MOST: u64 = 256 << 20;

/// Unpacks the nodes of a workflow.
///
/// # Errors
/// When they are in the Argo Server's database, or packed in a way this program does not read.
pub(crate) fn hydrate(mut workflow: Workflow) -> Result<Workflow, ClientError> {
    let name = workflow.name().to_owned();
    let fail =
        |reason: String| ClientError::new(Refusal::Other, format!("read the nodes of {name}: {reason}"));
    if !workflow.status.offload_node_status_version.is_empty() && workflow.status.nodes.is_empty() {
        return Err(fail(
            "offload node status is not supported without an Argo Server: they are in its database"
                .to_owned(),
        ));
    }
    if workflow.status.compressed_nodes.is_empty() || !workflow.status.nodes.is_empty() {
        return Ok(workflow);
    }
    let packed =
        STANDARD.decode(&workflow.status.compressed_nodes).map_err(|error| fail(error.to_string()))?;
    if !packed.starts_with(&[0x1f, 0x8b]) {
        return Err(fail("they are packed with zstd or brotli, which this version does not read".to_owned()));
    }
    let mut text = Vec::new();
    let mut unpacked = flate2::read::GzDecoder::new(packed.as_slice()).take(MOST);
    unpacked.read_to_end(&mut text).map_err(|error| fail(error.to_string()))?;
    workflow.status.nodes = serde_json::from_slice(&text).map_err(|error| fail(error.to_string()))?;
    workflow.status.compressed_nodes.clear();
    Ok(workflow)
}
