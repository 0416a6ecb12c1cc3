//! The objects that can be checked: workflows, stored templates, schedules.

use super::base::TemplateGetter;
use super::holder::Checker;
use super::spec::Subject;
use super::{Finding, Options};
use crate::core::api::{
    ClusterWorkflowTemplate, CronWorkflow, ObjectMeta, Workflow, WorkflowSpec, WorkflowTemplate, annotation,
    label,
};
use crate::core::cron;

/// Names become labels, which hold no more.
const LONGEST_NAME: usize = 63;
/// The workflows of a schedule get the time behind its name.
const LONGEST_CRON_NAME: usize = 52;

/// Returns what is wrong with a workflow, the reference's first error first; nothing when it may run.
pub fn validate_workflow(
    workflow: &Workflow,
    getter: &dyn TemplateGetter,
    options: Options<'_>,
) -> Vec<Finding> {
    let mut checker = Checker::new(options, getter, false);
    checker.check_name("workflow", &workflow.metadata, LONGEST_NAME);
    checker.check_subject(&Subject::new(&workflow.metadata, &workflow.spec));
    checker.report.finish()
}

/// Returns what is wrong with a WorkflowTemplate, the reference's first error first.
pub fn validate_workflow_template(
    template: &WorkflowTemplate,
    getter: &dyn TemplateGetter,
    options: Options<'_>,
) -> Vec<Finding> {
    validate_stored("workflow template", &template.metadata, &template.spec, getter, options)
}

/// Returns what is wrong with a ClusterWorkflowTemplate, the reference's first error first.
pub fn validate_cluster_workflow_template(
    template: &ClusterWorkflowTemplate,
    getter: &dyn TemplateGetter,
    options: Options<'_>,
) -> Vec<Finding> {
    validate_stored("cluster workflow template", &template.metadata, &template.spec, getter, options)
}

fn validate_stored(
    kind: &str,
    metadata: &ObjectMeta,
    spec: &WorkflowSpec,
    getter: &dyn TemplateGetter,
    options: Options<'_>,
) -> Vec<Finding> {
    let mut checker = Checker::new(options, getter, true);
    checker.check_name(kind, metadata, LONGEST_NAME);
    let mut subject = Subject::new(metadata, spec);
    subject.needs_entrypoint = !spec.entrypoint.is_empty();
    checker.check_subject(&subject);
    checker.report.finish()
}

/// Returns what is wrong with a CronWorkflow, the reference's first error first. Its workflow needs all values, also in
/// lint.
pub fn validate_cron_workflow(
    cron: &CronWorkflow,
    getter: &dyn TemplateGetter,
    options: Options<'_>,
) -> Vec<Finding> {
    let mut checker = Checker::new(Options { lint: false, ..options }, getter, false);
    checker.check_name("cron workflow", &cron.metadata, LONGEST_CRON_NAME);
    checker.check_schedule(cron);
    let nothing = ObjectMeta::default();
    let metadata = cron.spec.workflow_metadata.as_ref().unwrap_or(&nothing);
    let mut subject = Subject::new(metadata, &cron.spec.workflow_spec);
    subject.labels.push(label::CRON_WORKFLOW);
    subject.annotations.push(annotation::SCHEDULED_TIME);
    subject.pointer = "/spec/workflowSpec";
    checker.report.enter("cannot validate Workflow: ");
    checker.check_subject(&subject);
    checker.report.finish()
}

impl Checker<'_> {
    fn check_name(&mut self, kind: &str, metadata: &ObjectMeta, longest: usize) {
        let (name, length) = (&metadata.name, metadata.name.len());
        if length > longest {
            let words = format!(
                "{kind} name {name:?} must not be more than {longest} characters long (currently {length})"
            );
            self.report.add("name-too-long", "/metadata/name", words);
        }
    }

    fn check_schedule(&mut self, cron: &CronWorkflow) {
        let spec = &cron.spec;
        if spec.schedules.is_empty() {
            let words = "cron workflow must have at least one schedule";
            self.report.add("no-schedule", "/spec/schedules", words);
        }
        for (index, schedule) in spec.schedules.iter().enumerate() {
            if let Err(why) = cron::parse(schedule, "") {
                let words = format!("cron schedule {schedule} is malformed: {why}");
                self.report.add("invalid-schedule", format!("/spec/schedules/{index}"), words);
            }
        }
        if let Err(why) = cron::zone(&spec.timezone) {
            let words = format!("invalid timezone {:?}: {why}", spec.timezone);
            self.report.add("invalid-timezone", "/spec/timezone", words);
        }
        let policy = spec.concurrency_policy.as_str();
        if !matches!(policy, "" | "Allow" | "Forbid" | "Replace") {
            let words = format!("'{policy}' is not a valid concurrencyPolicy");
            self.report.add("invalid-policy", "/spec/concurrencyPolicy", words);
        }
        if spec.starting_deadline_seconds.is_some_and(|seconds| seconds < 0) {
            let words = "startingDeadlineSeconds must be positive";
            self.report.add("invalid-duration", "/spec/startingDeadlineSeconds", words);
        }
    }
}
