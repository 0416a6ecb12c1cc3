//! The stored templates that objects refer to, asked for as they are found to be needed.

use std::collections::BTreeSet;

use crate::core::api::kinds;
use crate::core::lint::{Library, Wanted};
use crate::ports::client::{Client, ClientError, Refusal};

/// Runs `look` with the templates that it needs: those it is given, and of the client what it asks for besides. What
/// the client does not have is remembered in its words.
///
/// # Errors
/// When the client does not answer, or forbids the question.
pub async fn library<T>(
    client: &dyn Client,
    mut library: Library,
    mut look: impl FnMut(&Library) -> (T, BTreeSet<Wanted>),
) -> Result<T, ClientError> {
    loop {
        let (found, wanted) = look(&library);
        if wanted.is_empty() {
            return Ok(found);
        }
        for one in wanted {
            let kind = if one.template.cluster { "ClusterWorkflowTemplate" } else { "WorkflowTemplate" };
            let Some(kind) = kinds::by_kind(kind) else { continue };
            match client.get_object(kind, &one.namespace, &one.template.name).await {
                Ok(object) => library.add(one, Ok(&object)),
                Err(error) if error.refusal == Refusal::NotFound => library.add(one, Err(error.message)),
                Err(error) => return Err(error),
            }
        }
    }
}
