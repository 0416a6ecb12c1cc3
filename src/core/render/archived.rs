//! The view of an archived workflow: no tree, its nodes are history (cli.md §2.20).

use jiff::{Timestamp, tz::TimeZone};

use super::role::Text;
use super::sanitize::{Keep, sanitize};
use super::span_between;
use crate::core::api::Workflow;
use crate::core::text::age;

/// Returns the long view of an archived workflow.
pub fn workflow(workflow: &Workflow, now: Timestamp, zone: &TimeZone) -> Text {
    let mut text = Text::default();
    let mut field = |label: &str, value: &str| {
        text.line(format!("{label:<20} {}", sanitize(value, Keep::Nothing)));
    };
    let (metadata, status) = (&workflow.metadata, &workflow.status);
    field("Name:", &metadata.name);
    field("Namespace:", &metadata.namespace);
    let account = workflow.spec.service_account_name.as_str();
    field(
        "ServiceAccount:",
        if account.is_empty() { "unset (will run with the default ServiceAccount)" } else { account },
    );
    field("Status:", status.phase.as_str());
    if !status.message.is_empty() {
        field("Message:", &status.message);
    }
    for (label, time) in [
        ("Created:", metadata.creation_timestamp),
        ("Started:", status.started_at),
        ("Finished:", status.finished_at),
    ] {
        if let Some(time) = time {
            field(label, &age::timestamp(time, zone, now));
        }
    }
    if status.started_at.is_some() {
        let span = span_between(status.started_at, status.finished_at, now);
        field("Duration:", &age::long(span));
    }
    text
}
