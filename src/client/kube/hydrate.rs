//! Node status that was packed because the workflow was large (cli.md §6.8).

use std::io::Read;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::core::api::Workflow;
use crate::core::text::json::from_bytes;
use crate::ports::client::{ClientError, Refusal};

/// A packed node status may unpack to so many bytes at most.
const MOST: u64 = 256 << 20;

/// How much a brotli decoder reads at once.
const BUFFER: usize = 4096;

/// Unpacks the nodes of a workflow.
///
/// # Errors
/// When they are in the Argo Server's database, or cannot be unpacked.
pub(crate) fn hydrate(mut workflow: Workflow) -> Result<Workflow, ClientError> {
    let name = workflow.name().to_owned();
    let fail =
        |reason: String| ClientError::new(Refusal::Other, format!("read the nodes of {name}: {reason}"));
    if !workflow.status.offload_node_status_version.is_empty() && workflow.status.nodes.is_empty() {
        return Err(fail(
            "offload node status is not supported without an Argo Server: they are in its database; name it with -s \
             or ARGO_SERVER"
                .to_owned(),
        ));
    }
    if workflow.status.compressed_nodes.is_empty() || !workflow.status.nodes.is_empty() {
        return Ok(workflow);
    }
    let packed =
        STANDARD.decode(&workflow.status.compressed_nodes).map_err(|error| fail(error.to_string()))?;
    let text = unpack(&packed).map_err(|error| fail(format!("unpack them: {error}")))?;
    if text.len() as u64 >= MOST {
        return Err(fail(format!("they unpack to more than {MOST} bytes")));
    }
    workflow.status.nodes = from_bytes(&text).map_err(|error| fail(error.to_string()))?;
    workflow.status.compressed_nodes.clear();
    Ok(workflow)
}

/// Unpacks by what the bytes begin with. Brotli has no mark of its own.
fn unpack(packed: &[u8]) -> Result<Vec<u8>, String> {
    let mut text = Vec::new();
    if packed.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let decoder = ruzstd::decoding::StreamingDecoder::new(packed).map_err(|error| error.to_string())?;
        decoder.take(MOST).read_to_end(&mut text).map_err(|error| error.to_string())?;
    } else if packed.starts_with(&[0x1f, 0x8b]) {
        let decoder = flate2::read::GzDecoder::new(packed);
        decoder.take(MOST).read_to_end(&mut text).map_err(|error| error.to_string())?;
    } else {
        let decoder = brotli_decompressor::Decompressor::new(packed, BUFFER);
        decoder.take(MOST).read_to_end(&mut text).map_err(|error| error.to_string())?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{"a":{"id":"a","phase":"Succeeded"}}`, packed by zstd, gzip and brotli.
    const ZSTD: &str = "KLUv/SAkIQEAeyJhIjp7ImlkIjoiYSIsInBoYXNlIjoiU3VjY2VlZGVkIn19";
    const GZIP: &str = "H4sIAAAAAAACA6tWSlSyqlbKTFGyArJ0lAoyEotTgezg0uTk1NSU1BSl2loAVVDpsSQAAAA=";
    const BROTLI: &str = "ixGAeyJhIjp7ImlkIjoiYSIsInBoYXNlIjoiU3VjY2VlZGVkIn19Aw==";

    fn workflow(packed: &str) -> Workflow {
        let mut workflow = Workflow::default();
        packed.clone_into(&mut workflow.status.compressed_nodes);
        workflow
    }

    #[test]
    fn nodes_are_unpacked_however_they_were_packed() {
        for packed in [ZSTD, GZIP, BROTLI] {
            let workflow = hydrate(workflow(packed)).expect("nodes");
            assert_eq!(workflow.status.nodes["a"].id, "a", "{packed}");
            assert!(workflow.status.compressed_nodes.is_empty());
        }
    }

    #[test]
    fn what_cannot_be_unpacked_is_an_error() {
        for packed in ["not base64!", "AAAA", &ZSTD[..20], &GZIP[..20]] {
            let error = hydrate(workflow(packed)).expect_err("no nodes");
            assert!(error.message.starts_with("read the nodes of "), "{error}");
        }
    }

    #[test]
    fn nodes_in_a_database_take_a_server() {
        let mut workflow = Workflow::default();
        workflow.status.offload_node_status_version = "fnv:1".to_owned();
        let error = hydrate(workflow).expect_err("no nodes");
        assert!(error.message.contains("name it with -s or ARGO_SERVER"), "{error}");
    }
}
