//! The checks the controller makes before it runs a workflow (engine.md §6.3–6.5), for lint, submit, create and the
//! engine alike. Where the reference stops at its first error, these go on: the first finding is what Argo reports.

mod advice;
mod arguments;
mod base;
mod containers;
mod dag;
mod finding;
mod globals;
mod holder;
mod inputs;
mod kinds;
mod leaf;
mod metrics;
mod names;
mod objects;
mod order;
mod outputs;
mod process;
mod scope;
mod selector;
mod spec;
mod steps;
mod template;

#[cfg(test)]
mod body_tests;
#[cfg(test)]
mod rule_tests;
#[cfg(test)]
mod tests;

pub use base::{NoTemplates, TemplateGetter, TemplateMissing};
pub use finding::{Elsewhere, Finding, MOST_ADVISED, StoredTemplate};
pub use objects::{
    validate_cluster_workflow_template, validate_cron_workflow, validate_workflow, validate_workflow_template,
};

use serde_json::Value;

use crate::core::api::WorkflowSpec;

/// How strict the checks are, and what else they may look at (engine.md §6.2).
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Lint: arguments of the workflow may lack their values.
    pub lint: bool,
    /// A WorkflowTemplate is about to run: its arguments need values, unlike when it is only stored.
    pub submit: bool,
    /// The manifest as it was written. Tells empty lists from absent ones, which the typed objects do not.
    pub manifest: Option<&'a Value>,
    /// The controller's defaults for all workflows.
    pub defaults: Option<&'a WorkflowSpec>,
}
