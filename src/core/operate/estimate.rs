//! How long a workflow and its nodes will take, by what took how long before (engine.md §2.5).

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::state::State;
use crate::core::api::{Workflow, label};

/// Labels that say what a workflow has in common with those before it.
const COMMON: [&str; 3] = [label::WORKFLOW_TEMPLATE, label::CLUSTER_WORKFLOW_TEMPLATE, label::CRON_WORKFLOW];

/// How long a workflow and its nodes took, in seconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Estimates {
    /// When that workflow was created.
    pub created: Option<Timestamp>,
    workflow: i64,
    /// By the nodes' names without the workflow's.
    nodes: HashMap<String, i64>,
}

impl Estimates {
    /// What a workflow took that has ended.
    pub fn of(workflow: &Workflow) -> Self {
        let status = &workflow.status;
        let nodes = status.nodes.values().filter_map(|node| {
            let name = node.name.strip_prefix(workflow.name())?;
            Some((name.to_owned(), seconds(node.started_at, node.finished_at)))
        });
        Self {
            created: workflow.metadata.creation_timestamp,
            workflow: seconds(status.started_at, status.finished_at),
            nodes: nodes.filter(|(_, seconds)| *seconds > 0).collect(),
        }
    }
}

/// The label by which workflows before one are found, with its value. `labels` gives the value of a label.
pub fn common_label<'a>(labels: impl Fn(&str) -> Option<&'a str>) -> Option<(&'static str, &'a str)> {
    COMMON.iter().find_map(|name| Some((*name, labels(name)?)))
}

fn seconds(from: Option<Timestamp>, to: Option<Timestamp>) -> i64 {
    from.zip(to).map_or(0, |(from, to)| (to.as_second() - from.as_second()).max(0))
}

impl State {
    /// Labels a workflow by the template it refers to.
    pub(super) fn add_template_label(&mut self) {
        if let Some(reference) = &self.wf.spec.workflow_template_ref {
            let name = match reference.cluster_scope {
                true => label::CLUSTER_WORKFLOW_TEMPLATE,
                false => label::WORKFLOW_TEMPLATE,
            };
            self.wf.metadata.labels.insert(name.to_owned(), reference.name.clone());
        }
    }

    /// Expects the workflow to take what another one took.
    pub fn expect(&mut self, estimates: Arc<Estimates>) {
        self.estimates = estimates;
    }

    pub(super) fn expected_duration(&self) -> i64 {
        self.estimates.workflow
    }

    /// How long a node is expected to take; 0: nobody knows.
    pub(super) fn expected_of(&self, node: &str) -> i64 {
        let name = node.strip_prefix(self.name()).unwrap_or(node);
        self.estimates.nodes.get(name).copied().unwrap_or_default()
    }
}
