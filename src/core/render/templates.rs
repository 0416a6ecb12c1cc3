//! Views of stored templates (cli.md §2.17, §2.18).

use jiff::{Timestamp, tz::TimeZone};

use super::role::{Role, Text};
use super::sanitize::{Keep, sanitize};
use super::table::Table;
use crate::core::api::ObjectMeta;
use crate::core::text::age;

/// Returns the long view of a WorkflowTemplate, or of a ClusterWorkflowTemplate, which has no namespace.
pub fn template(metadata: &ObjectMeta, now: Timestamp, zone: &TimeZone) -> Text {
    let mut text = Text::default();
    let mut field = |label: &str, value: &str| {
        text.line(format!("{label:<20} {}", sanitize(value, Keep::Nothing)));
    };
    field("Name:", &metadata.name);
    if !metadata.namespace.is_empty() {
        field("Namespace:", &metadata.namespace);
    }
    if let Some(created) = metadata.creation_timestamp {
        field("Created:", &age::timestamp(created, zone, now));
    }
    text
}

/// Returns the table of stored templates.
pub fn templates<'a>(templates: impl IntoIterator<Item = &'a ObjectMeta>, namespace: bool) -> Text {
    let mut table = Table::new(3, false);
    table.write(Role::Plain, if namespace { "NAMESPACE\tNAME\n" } else { "NAME\n" });
    for metadata in templates {
        if namespace {
            table.cell(&sanitize(&metadata.namespace, Keep::Nothing));
        }
        table.cell(&sanitize(&metadata.name, Keep::Nothing));
        table.end_line();
    }
    table.finish()
}
