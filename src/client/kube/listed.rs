//! Workflows as `argo list` needs them: decoding leaves templates and nodes out, which is most of what comes.

use jiff::Timestamp;
use serde::Deserialize;

use crate::core::api::{Arguments, ObjectMeta, Workflow, WorkflowPhase};

/// A page of a list.
#[derive(Debug, Deserialize)]
pub(super) struct Page<T> {
    #[serde(default)]
    pub(super) metadata: PageMeta,
    #[serde(default = "Vec::new")]
    pub(super) items: Vec<T>,
}

/// What a page says about the list.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageMeta {
    #[serde(default, rename = "continue")]
    pub(super) next: String,
    #[serde(default)]
    pub(super) resource_version: String,
}

/// A workflow without templates and nodes.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Summary {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    api_version: String,
    metadata: ObjectMeta,
    #[serde(default)]
    spec: SummarySpec,
    #[serde(default)]
    status: SummaryStatus,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SummarySpec {
    suspend: Option<bool>,
    priority: Option<i32>,
    #[serde(default)]
    shutdown: String,
    #[serde(default)]
    arguments: Arguments,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SummaryStatus {
    #[serde(default)]
    phase: String,
    started_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
    #[serde(default)]
    estimated_duration: i64,
    #[serde(default)]
    progress: String,
    #[serde(default)]
    message: String,
}

impl From<Summary> for Workflow {
    fn from(summary: Summary) -> Self {
        let mut workflow = Self {
            kind: summary.kind,
            api_version: summary.api_version,
            metadata: summary.metadata,
            ..Self::default()
        };
        workflow.spec.suspend = summary.spec.suspend;
        workflow.spec.priority = summary.spec.priority;
        workflow.spec.shutdown = summary.spec.shutdown;
        workflow.spec.arguments = summary.spec.arguments;
        workflow.status.phase = WorkflowPhase::from(summary.status.phase.as_str());
        workflow.status.started_at = summary.status.started_at;
        workflow.status.finished_at = summary.status.finished_at;
        workflow.status.estimated_duration = summary.status.estimated_duration;
        workflow.status.progress = summary.status.progress;
        workflow.status.message = summary.status.message;
        workflow
    }
}
