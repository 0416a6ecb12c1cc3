//! `submit --from KIND/NAME`: workflows made of templates and cron workflows.

use jiff::Timestamp;

use super::EditError;
use crate::core::api::{
    CronWorkflow, OwnerReference, Workflow, WorkflowTemplateRef, annotation, format_time, label,
};

/// What a workflow is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A WorkflowTemplate.
    Template(String),
    /// A ClusterWorkflowTemplate.
    ClusterTemplate(String),
    /// A CronWorkflow.
    Cron(String),
}

impl Source {
    /// Reads `KIND/NAME`.
    ///
    /// # Errors
    /// When it is not of that form, or of a kind that workflows are not made from.
    pub fn parse(text: &str) -> Result<Self, EditError> {
        let (kind, name) = text.split_once('/').ok_or_else(|| EditError::SourceForm(text.to_owned()))?;
        let name = name.to_owned();
        match kind {
            "cronwf" | "cronworkflow" | "cronworkflows" | "CronWorkflow" => Ok(Self::Cron(name)),
            "wftmpl" | "workflowtemplate" | "workflowtemplates" | "WorkflowTemplate" => {
                Ok(Self::Template(name))
            }
            "cwftmpl"
            | "clusterworkflowtemplate"
            | "clusterworkflowtemplates"
            | "ClusterWorkflowTemplate" => Ok(Self::ClusterTemplate(name)),
            other => Err(EditError::SourceKind(other.to_owned())),
        }
    }
}

/// A workflow that runs a template of the API.
pub fn from_template(name: &str, cluster: bool) -> Workflow {
    let mut workflow = Workflow::default();
    let key = if cluster { label::CLUSTER_WORKFLOW_TEMPLATE } else { label::WORKFLOW_TEMPLATE };
    workflow.metadata.generate_name = format!("{name}-");
    workflow.metadata.labels.insert(key.to_owned(), name.to_owned());
    let reference =
        WorkflowTemplateRef { name: name.to_owned(), cluster_scope: cluster, ..Default::default() };
    workflow.spec.workflow_template_ref = Some(reference);
    workflow
}

/// A workflow as the schedule of a cron workflow would make it, for a time or for now.
pub fn from_cron_workflow(cron: &CronWorkflow, scheduled: Option<&str>, now: Timestamp) -> Workflow {
    let mut workflow = Workflow::default();
    let metadata = &mut workflow.metadata;
    metadata.generate_name = format!("{}-", cron.metadata.name);
    metadata.labels.insert(label::CRON_WORKFLOW.to_owned(), cron.metadata.name.clone());
    if let Some(id) = cron.metadata.labels.get(label::CONTROLLER_INSTANCE_ID) {
        metadata.labels.insert(label::CONTROLLER_INSTANCE_ID.to_owned(), id.clone());
    }
    let time = scheduled.map_or_else(|| format_time(now), str::to_owned);
    metadata.annotations.insert(annotation::SCHEDULED_TIME.to_owned(), time);
    if let Some(given) = &cron.spec.workflow_metadata {
        metadata.labels.extend(given.labels.clone());
        metadata.annotations.extend(given.annotations.clone());
        metadata.finalizers.extend(given.finalizers.iter().cloned());
    }
    metadata.owner_references.push(OwnerReference {
        api_version: crate::core::api::API_VERSION.to_owned(),
        kind: "CronWorkflow".to_owned(),
        name: cron.metadata.name.clone(),
        uid: cron.metadata.uid.clone(),
        controller: Some(true),
        block_owner_deletion: Some(true),
        ..OwnerReference::default()
    });
    workflow.spec = cron.spec.workflow_spec.clone();
    workflow
}
