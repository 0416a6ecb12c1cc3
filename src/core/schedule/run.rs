//! One run of a CronWorkflow: whether it happens, and the workflow it creates.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::variables;
use crate::core::api::{API_VERSION, Condition, CronWorkflow, Workflow, annotation, format_time, label};
use crate::core::cron;
use crate::core::edit::from_cron_workflow;
use crate::core::validate::{Options, TemplateGetter, validate_cron_workflow};

const SPEC_ERROR: &str = "SpecError";
const SUBMISSION_ERROR: &str = "SubmissionError";

/// What a time of the schedule asks for.
#[derive(Debug, Default)]
pub struct Run {
    /// Workflows that make room: they are to be terminated first.
    pub terminate: Vec<String>,
    /// The workflow to create.
    pub submit: Option<Workflow>,
}

/// Decides what happens at a time of the schedule, and notes in the status what is wrong.
pub fn trigger(cron: &mut CronWorkflow, at: Timestamp, now: Timestamp, stored: &dyn TemplateGetter) -> Run {
    let used = schedules(cron);
    cron.metadata.annotations.insert(annotation::CRON_LAST_USED_SCHEDULE.to_owned(), used);
    if let Some(fault) = validate_cron_workflow(cron, stored, Options::default()).into_iter().next() {
        wrong(cron, SPEC_ERROR, fault.message);
        return Run::default();
    }
    right(cron, SPEC_ERROR);
    if let Err(why) = stop_if_due(cron, now) {
        let name = &cron.metadata.name;
        let message = format!("failed to check CronWorkflow '{name}' stopping condition: {why}");
        wrong(cron, SPEC_ERROR, message);
        return Run::default();
    }
    if cron.spec.suspend || is_stopped(cron) {
        return Run::default();
    }
    match variables::wanted(cron, now) {
        Ok(true) => {}
        Ok(false) => return Run::default(),
        Err(why) => {
            failed(cron, format!("run policy error: {why}"));
            return Run::default();
        }
    }
    let mut terminate = Vec::new();
    match cron.spec.concurrency_policy.as_str() {
        "Forbid" if !cron.status.active.is_empty() => return Run::default(),
        "Replace" => {
            let names = cron.status.active.iter().filter_map(|active| active.get("name")?.as_str());
            terminate.extend(names.map(str::to_owned));
        }
        _ => {}
    }
    Run { terminate, submit: Some(child(cron, at, now)) }
}

/// Notes that the workflow of a run was created, by its metadata.
pub fn started(cron: &mut CronWorkflow, created: &Value, at: Timestamp) {
    cron.status.active.push(reference(created));
    "Active".clone_into(&mut cron.status.phase);
    cron.status.last_scheduled_time = Some(at);
    right(cron, SUBMISSION_ERROR);
}

/// Notes why a run did not happen; it counts as failed.
pub fn failed(cron: &mut CronWorkflow, message: String) {
    wrong(cron, SUBMISSION_ERROR, message);
    cron.status.failed += 1;
}

/// Whether a stop strategy has ended the CronWorkflow.
pub fn is_stopped(cron: &CronWorkflow) -> bool {
    let labels = &cron.metadata.labels;
    cron.status.phase == "Stopped" || labels.get(label::CRON_COMPLETED).is_some_and(|v| v == "true")
}

/// A time of the schedule that was missed since the last run and may still be made up for, by the deadline.
pub fn missed(cron: &CronWorkflow, now: Timestamp) -> Option<Timestamp> {
    let last = cron.status.last_scheduled_time?;
    let deadline = SignedDuration::from_secs(cron.spec.starting_deadline_seconds?);
    if cron.metadata.annotations.get(annotation::CRON_LAST_USED_SCHEDULE) != Some(&schedules(cron)) {
        return None;
    }
    // What came before is too old, whatever it was.
    let since = now.checked_sub(deadline).map_or(last, |oldest| last.max(oldest));
    cron.spec.schedules.iter().find_map(|text| {
        let schedule = cron::parse(text, &cron.spec.timezone).ok()?;
        let next = |after: &Timestamp| schedule.next(*after).filter(|time| *time <= now);
        std::iter::successors(next(&since), next).last()
    })
}

/// Stops the CronWorkflow where its strategy says so.
pub(super) fn stop_if_due(cron: &mut CronWorkflow, now: Timestamp) -> Result<(), String> {
    if variables::stops(cron, now).map_err(|why| why.to_string())? {
        "Stopped".clone_into(&mut cron.status.phase);
        cron.metadata.labels.insert(label::CRON_COMPLETED.to_owned(), "true".to_owned());
    }
    Ok(())
}

/// How the status speaks of a workflow, by the workflow's metadata.
pub(super) fn reference(workflow: &Value) -> Value {
    let text = |at: &str| workflow.pointer(at).cloned().unwrap_or_default();
    json!({
        "kind": "Workflow",
        "namespace": text("/metadata/namespace"),
        "name": text("/metadata/name"),
        "uid": text("/metadata/uid"),
        "apiVersion": API_VERSION,
        "resourceVersion": text("/metadata/resourceVersion"),
    })
}

/// The workflow of a run (engine.md §5.3).
fn child(cron: &CronWorkflow, at: Timestamp, now: Timestamp) -> Workflow {
    let mut workflow = from_cron_workflow(cron, Some(&format_time(at)), now);
    API_VERSION.clone_into(&mut workflow.api_version);
    "Workflow".clone_into(&mut workflow.kind);
    let metadata = &mut workflow.metadata;
    metadata.generate_name.clear();
    metadata.name = format!("{}-{}", cron.metadata.name, at.as_second());
    metadata.namespace.clone_from(&cron.metadata.namespace);
    for (name, value) in cron.metadata.labels.iter().filter(|(name, _)| name.starts_with(label::CREATOR)) {
        metadata.labels.insert(name.clone(), value.clone());
    }
    workflow
}

/// The schedules as one text, each with its time zone.
fn schedules(cron: &CronWorkflow) -> String {
    let zone = &cron.spec.timezone;
    let named = |text: &String| if zone.is_empty() { text.clone() } else { format!("CRON_TZ={zone} {text}") };
    cron.spec.schedules.iter().map(named).collect::<Vec<_>>().join(",")
}

fn wrong(cron: &mut CronWorkflow, kind: &str, message: String) {
    right(cron, kind);
    let (type_, status) = (kind.to_owned(), "True".to_owned());
    cron.status.conditions.push(Condition { type_, status, message, ..Condition::default() });
}

fn right(cron: &mut CronWorkflow, kind: &str) {
    cron.status.conditions.retain(|condition| condition.type_ != kind);
}
