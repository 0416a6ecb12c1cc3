//! The values that are known before a workflow runs.

use std::collections::BTreeMap;

use crate::core::api::Workflow;
use crate::core::template::{Names, Slot};

/// Names with their values.
#[derive(Debug, Default)]
pub(super) struct Known(pub(super) BTreeMap<String, String>);

impl Known {
    /// The arguments of a workflow that have values, and what its metadata says.
    pub(super) fn of(workflow: &Workflow) -> Self {
        let mut known = BTreeMap::new();
        let metadata = &workflow.metadata;
        for (name, value) in [
            ("workflow.name", &metadata.name),
            ("workflow.namespace", &metadata.namespace),
            ("workflow.serviceAccountName", &workflow.spec.service_account_name),
        ] {
            if !value.is_empty() {
                known.insert(name.to_owned(), value.clone());
            }
        }
        for parameter in &workflow.spec.arguments.parameters {
            if let Some(value) = parameter.value.as_ref().or(parameter.default.as_ref()) {
                known.insert(format!("workflow.parameters.{}", parameter.name), value.to_string());
            }
        }
        for (kind, entries) in [("labels", &metadata.labels), ("annotations", &metadata.annotations)] {
            known.extend(
                entries.iter().map(|(name, value)| (format!("workflow.{kind}.{name}"), value.clone())),
            );
        }
        Self(known)
    }
}

impl Names for Known {
    fn get(&self, name: &str) -> Option<Slot<'_>> {
        self.0.get(name).map(|value| Slot::Text(value))
    }

    fn starting_with<'a>(&'a self, prefix: &str) -> Vec<(&'a str, Slot<'a>)> {
        let fitting = self.0.iter().filter(|(name, _)| name.starts_with(prefix));
        fitting.map(|(name, value)| (name.as_str(), Slot::Text(value))).collect()
    }
}
