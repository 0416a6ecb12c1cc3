//! Workflows as `argo list` needs them: templates and nodes, which are most of what comes, are passed over.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::skim::{Cursor, Step, Stop};
use crate::core::api::{Workflow, WorkflowPhase, label};

/// What the controller calls itself in `managedFields`.
const CONTROLLER: &str = "workflow-controller";

/// Reads an item as it is.
pub(super) fn whole<T: DeserializeOwned>(cursor: &mut Cursor<'_>) -> Step<T> {
    serde_json::from_slice(cursor.skip()?).map_err(|_| Stop::Malformed)
}

/// Reads of a workflow what the columns of a list show.
pub(super) fn summary(cursor: &mut Cursor<'_>) -> Step<Workflow> {
    let mut workflow = Workflow::default();
    let found = &mut workflow;
    cursor.object(|cursor, key| match key {
        b"\"metadata\"" if cursor.at_object()? => cursor.object(|cursor, key| metadata(found, cursor, key)),
        b"\"spec\"" if cursor.at_object()? => cursor.object(|cursor, key| spec(found, cursor, key)),
        b"\"status\"" if cursor.at_object()? => cursor.object(|cursor, key| status(found, cursor, key)),
        _ => cursor.skip().map(drop),
    })?;
    Ok(workflow)
}

/// Reads the metadata of a workflow. The time at which its controller wrote last is that of its end, where it has ended.
pub(super) fn metadata_only(cursor: &mut Cursor<'_>) -> Step<Workflow> {
    let mut workflow = Workflow::default();
    let mut written = None;
    cursor.object(|cursor, key| match key {
        b"\"metadata\"" if cursor.at_object()? => cursor.object(|cursor, key| match key {
            b"\"managedFields\"" => {
                written = last_written(cursor)?;
                Ok(())
            }
            key => metadata(&mut workflow, cursor, key),
        }),
        _ => cursor.skip().map(drop),
    })?;
    if workflow.metadata.labels.get(label::COMPLETED).is_some_and(|is| is == "true") {
        workflow.status.finished_at = written.or(workflow.metadata.creation_timestamp);
    }
    Ok(workflow)
}

/// The last time at which a controller wrote.
fn last_written(cursor: &mut Cursor<'_>) -> Step<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Written {
        manager: Option<String>,
        time: Option<Timestamp>,
    }
    let entries: Vec<Written> = cursor.value()?.unwrap_or_default();
    let own = entries.into_iter().filter(|entry| entry.manager.as_deref() == Some(CONTROLLER));
    Ok(own.filter_map(|entry| entry.time).max())
}

fn metadata(workflow: &mut Workflow, cursor: &mut Cursor<'_>, key: &[u8]) -> Step<()> {
    let metadata = &mut workflow.metadata;
    match key {
        b"\"name\"" => metadata.name = cursor.value()?.unwrap_or_default(),
        b"\"namespace\"" => metadata.namespace = cursor.value()?.unwrap_or_default(),
        b"\"uid\"" => metadata.uid = cursor.value()?.unwrap_or_default(),
        b"\"creationTimestamp\"" => metadata.creation_timestamp = cursor.value()?,
        b"\"labels\"" => metadata.labels = cursor.value()?.unwrap_or_default(),
        _ => drop(cursor.skip()?),
    }
    Ok(())
}

fn spec(workflow: &mut Workflow, cursor: &mut Cursor<'_>, key: &[u8]) -> Step<()> {
    let spec = &mut workflow.spec;
    match key {
        b"\"suspend\"" => spec.suspend = cursor.value()?,
        b"\"priority\"" => spec.priority = cursor.value()?,
        b"\"shutdown\"" => spec.shutdown = cursor.value()?.unwrap_or_default(),
        _ => drop(cursor.skip()?),
    }
    Ok(())
}

fn status(workflow: &mut Workflow, cursor: &mut Cursor<'_>, key: &[u8]) -> Step<()> {
    let status = &mut workflow.status;
    match key {
        b"\"phase\"" => {
            let phase: Option<String> = cursor.value()?;
            status.phase = WorkflowPhase::from(phase.unwrap_or_default().as_str());
        }
        b"\"startedAt\"" => status.started_at = cursor.value()?,
        b"\"finishedAt\"" => status.finished_at = cursor.value()?,
        b"\"estimatedDuration\"" => status.estimated_duration = cursor.value()?.unwrap_or_default(),
        b"\"progress\"" => status.progress = cursor.value()?.unwrap_or_default(),
        b"\"message\"" => status.message = cursor.value()?.unwrap_or_default(),
        _ => drop(cursor.skip()?),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_has_what_the_columns_show() {
        let text = r#"{"metadata":{"name":"a","namespace":"n","creationTimestamp":"2026-01-01T00:00:00Z",
            "managedFields":[{"x":{"f:a":{}}}],"labels":{"l":"v"}},"spec":{"templates":[{"name":"t"}],"priority":3,
            "suspend":true},"status":{"phase":"Running","finishedAt":null,"nodes":{"a":{"phase":"Failed"}},
            "message":"a \"b\" \u00e9"},"more":1}"#;
        let workflow = summary(&mut Cursor::new(text.as_bytes())).unwrap();
        assert_eq!((workflow.name(), workflow.namespace()), ("a", "n"));
        assert_eq!(workflow.metadata.creation_timestamp, "2026-01-01T00:00:00Z".parse().ok());
        assert_eq!((workflow.spec.priority, workflow.spec.suspend), (Some(3), Some(true)));
        assert_eq!(workflow.status.phase, WorkflowPhase::Running);
        assert_eq!((workflow.status.message.as_str(), workflow.status.finished_at), ("a \"b\" é", None));
        assert!(workflow.status.nodes.is_empty());
    }
}
