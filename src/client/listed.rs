//! Workflows as `argo list` needs them: templates and nodes, which are most of what comes, are passed over.

use std::sync::LazyLock;

use jiff::Timestamp;
use memchr::memmem::Finder;
use serde::de::DeserializeOwned;

use super::cursor::{Cursor, Step, Stop, plain, time};
use crate::core::api::{ObjectMeta, Workflow, WorkflowPhase, label};
use crate::core::text::json::from_bytes;

/// What the controller calls itself in `managedFields`.
const CONTROLLER: &str = "workflow-controller";

/// Reads an item as it is.
pub(super) fn whole<T: DeserializeOwned>(cursor: &mut Cursor<'_>) -> Step<T> {
    from_bytes(cursor.skip()?).map_err(|_| Stop::Malformed)
}

/// Reads a workflow into one that has been read before; everything that it may set is set anew.
pub(super) type Fill = fn(&mut Cursor<'_>, &mut Workflow) -> Step<()>;

/// Reads all of a workflow.
pub(super) fn all(cursor: &mut Cursor<'_>, found: &mut Workflow) -> Step<()> {
    *found = whole(cursor)?;
    Ok(())
}

/// Reads of a workflow what the columns of a list show.
pub(super) fn summary(cursor: &mut Cursor<'_>, found: &mut Workflow) -> Step<()> {
    forget(found);
    cursor.object(|cursor, key| match key {
        b"\"metadata\"" if cursor.at_object()? => cursor.object_until(|cursor, key| {
            metadata(found, cursor, key)?;
            let ObjectMeta { name, namespace, creation_timestamp, .. } = &found.metadata;
            Ok(!name.is_empty() && !namespace.is_empty() && creation_timestamp.is_some())
        }),
        b"\"spec\"" if cursor.at_object()? => cursor.object(|cursor, key| spec(found, cursor, key)),
        b"\"status\"" if cursor.at_object()? => cursor.object(|cursor, key| status(found, cursor, key)),
        _ => cursor.skip().map(drop),
    })
}

/// Reads the name of a workflow, and when it was made.
pub(super) fn made(cursor: &mut Cursor<'_>, found: &mut Workflow) -> Step<()> {
    forget(found);
    cursor.object(|cursor, key| match key {
        b"\"metadata\"" if cursor.at_object()? => cursor.object(|cursor, key| match key {
            b"\"name\"" | b"\"creationTimestamp\"" => metadata(found, cursor, key),
            _ => cursor.skip().map(drop),
        }),
        _ => cursor.skip().map(drop),
    })
}

/// Reads the metadata of a workflow. The time at which its controller wrote last is that of its end, where it has ended.
pub(super) fn metadata_only(cursor: &mut Cursor<'_>, found: &mut Workflow) -> Step<()> {
    forget(found);
    let (mut written, mut is_completed) = (None, false);
    cursor.object(|cursor, key| match key {
        b"\"metadata\"" if cursor.at_object()? => cursor.object(|cursor, key| match key {
            b"\"managedFields\"" => {
                written = last_written(cursor)?;
                Ok(())
            }
            b"\"labels\"" if cursor.at_object()? => cursor.object(|cursor, key| {
                let is_true = cursor.is_text("true")?;
                is_completed |= is_true && plain(key) == Some(label::COMPLETED);
                Ok(())
            }),
            key => metadata(found, cursor, key),
        }),
        _ => cursor.skip().map(drop),
    })?;
    if is_completed {
        found.status.finished_at = written.or(found.metadata.creation_timestamp);
    }
    Ok(())
}

/// Empties what is read here, and keeps its room.
fn forget(workflow: &mut Workflow) {
    let Workflow { metadata, spec, status, .. } = workflow;
    for text in [&mut metadata.name, &mut metadata.namespace, &mut spec.shutdown, &mut status.message] {
        text.clear();
    }
    metadata.creation_timestamp = None;
    (spec.suspend, spec.priority) = (None, None);
    status.phase = WorkflowPhase::default();
    (status.started_at, status.finished_at) = (None, None);
}

/// The last time at which a controller wrote.
fn last_written(cursor: &mut Cursor<'_>) -> Step<Option<Timestamp>> {
    static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(CONTROLLER));
    let mut last = None;
    if !cursor.at_array()? {
        return cursor.skip().map(|_| None);
    }
    cursor.array(|cursor| {
        // Entries of others are passed over as a whole.
        let entry = cursor.skip()?;
        if FINDER.find(entry).is_none() {
            return Ok(());
        }
        let (mut own, mut written) = (false, None);
        Cursor::new(entry).object(|cursor, key| {
            match key {
                b"\"manager\"" => own = cursor.is_text(CONTROLLER)?,
                b"\"time\"" => written = Some(cursor.skip()?),
                _ => drop(cursor.skip()?),
            }
            Ok(())
        })?;
        if let Some(written) = written.filter(|_| own) {
            last = last.max(time(written)?);
        }
        Ok(())
    })?;
    Ok(last)
}

fn metadata(workflow: &mut Workflow, cursor: &mut Cursor<'_>, key: &[u8]) -> Step<()> {
    let metadata = &mut workflow.metadata;
    match key {
        b"\"name\"" => cursor.text(&mut metadata.name),
        b"\"namespace\"" => cursor.text(&mut metadata.namespace),
        b"\"creationTimestamp\"" => {
            metadata.creation_timestamp = cursor.time()?;
            Ok(())
        }
        _ => cursor.skip().map(drop),
    }
}

fn spec(workflow: &mut Workflow, cursor: &mut Cursor<'_>, key: &[u8]) -> Step<()> {
    let spec = &mut workflow.spec;
    match key {
        b"\"suspend\"" => spec.suspend = cursor.value()?,
        b"\"priority\"" => spec.priority = cursor.value()?,
        b"\"shutdown\"" => cursor.text(&mut spec.shutdown)?,
        _ => drop(cursor.skip()?),
    }
    Ok(())
}

fn status(workflow: &mut Workflow, cursor: &mut Cursor<'_>, key: &[u8]) -> Step<()> {
    let status = &mut workflow.status;
    match key {
        b"\"phase\"" => status.phase = WorkflowPhase::from(&*cursor.words()?),
        b"\"startedAt\"" => status.started_at = cursor.time()?,
        b"\"finishedAt\"" => status.finished_at = cursor.time()?,
        b"\"message\"" => cursor.text(&mut status.message)?,
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
        let mut workflow = Workflow::default();
        summary(&mut Cursor::new(text.as_bytes()), &mut workflow).unwrap();
        assert_eq!((workflow.name(), workflow.namespace()), ("a", "n"));
        assert_eq!(workflow.metadata.creation_timestamp, "2026-01-01T00:00:00Z".parse().ok());
        assert_eq!((workflow.spec.priority, workflow.spec.suspend), (Some(3), Some(true)));
        assert_eq!(workflow.status.phase, WorkflowPhase::Running);
        assert_eq!((workflow.status.message.as_str(), workflow.status.finished_at), ("a \"b\" é", None));
        assert!(workflow.status.nodes.is_empty());
        // What follows the last of the metadata that is shown does not matter.
        let text = r#"{"metadata":{"namespace":"m","creationTimestamp":"2026-01-02T00:00:00Z","name":"b","labels":{"a":"}"},
            "uid":"u"},"status":{"phase":"Failed"}}"#;
        summary(&mut Cursor::new(text.as_bytes()), &mut workflow).unwrap();
        assert_eq!((workflow.name(), workflow.namespace()), ("b", "m"));
        assert_eq!(workflow.status.phase, WorkflowPhase::Failed);
        // Nothing of it is left in the next.
        summary(&mut Cursor::new(br#"{"metadata":{"labels":null},"status":{"phase":null}}"#), &mut workflow)
            .unwrap();
        assert_eq!(workflow, Workflow::default());
    }

    #[test]
    fn metadata_tell_when_the_controller_wrote_last() {
        let text = r#"{"metadata":{"name":"a","creationTimestamp":"2026-01-01T00:00:00Z","managedFields":[
            {"manager":"workflow-controller","time":"2026-01-01T00:00:09Z","fieldsV1":{"f:status":{}}},
            {"manager":"argo","time":"2026-01-01T00:01:00Z"}, {"manager":"workflow-controller"},
            {"manager":"workflow-controller","time":null}],
            "labels":{"workflows.argoproj.io/completed":"true"}}}"#;
        let mut workflow = Workflow::default();
        metadata_only(&mut Cursor::new(text.as_bytes()), &mut workflow).unwrap();
        assert_eq!(workflow.status.finished_at, "2026-01-01T00:00:09Z".parse().ok());
        made(&mut Cursor::new(text.as_bytes()), &mut workflow).unwrap();
        assert_eq!((workflow.name(), workflow.status.finished_at), ("a", None));
    }
}
