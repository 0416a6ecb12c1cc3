//! `cron backfill`: the runs of a schedule that did not happen, made up for by a workflow that creates them.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::from_cron_workflow;
use crate::core::api::{AnyString, CronWorkflow, Mutex, Parameter, Workflow, label};
use crate::core::cron::{self, CronError};
use crate::core::yaml;

/// The argument of the monitor's inner template, and through it of the manifest.
const TIME: &str = "backfillscheduletime";

/// How a backfill creates its workflows.
#[derive(Debug, Clone)]
pub struct Backfill {
    /// Its name, part of the names of what it creates.
    pub name: String,
    /// The argument of the workflows that receives the time of the schedule.
    pub argument: String,
    /// False lets one workflow run at a time, before others.
    pub parallel: bool,
}

/// The times of a CronWorkflow's schedules after `start`, up to and including `end`, in order; at most `most`.
///
/// # Errors
/// A schedule that cannot be read.
pub fn missed(
    cron: &CronWorkflow,
    start: Timestamp,
    end: Timestamp,
    most: usize,
) -> Result<Vec<Timestamp>, CronError> {
    let mut times = Vec::new();
    for text in &cron.spec.schedules {
        let schedule = cron::parse(text, &cron.spec.timezone)?;
        let next = |after: &Timestamp| schedule.next(*after).filter(|time| *time <= end);
        times.extend(std::iter::successors(next(&start), next).take(most));
    }
    times.sort_unstable();
    times.dedup();
    times.truncate(most);
    Ok(times)
}

/// Whether the workflow of a CronWorkflow has tags. The workflow that creates it has it as a manifest, and would fill
/// them in itself; those of a template that it refers to are safe.
pub fn has_tags(cron: &CronWorkflow) -> bool {
    serde_json::to_string(&cron.spec.workflow_spec).is_ok_and(|text| text.contains("{{"))
}

impl Backfill {
    /// The workflow that creates one workflow for each of the times, one after the other has succeeded.
    ///
    /// # Errors
    /// When the CronWorkflow's own workflow cannot be written as a manifest.
    pub fn monitor(
        &self,
        cron: &CronWorkflow,
        times: &[Timestamp],
        now: Timestamp,
    ) -> Result<Workflow, serde_json::Error> {
        let times: Vec<String> =
            times.iter().map(|time| time.strftime("%Y-%m-%d %H:%M:%S +0000 UTC").to_string()).collect();
        let manifest = yaml::emit(&serde_json::to_value(self.workflow(cron, now))?);
        let create = "create-workflow";
        serde_json::from_value(json!({
            "apiVersion": crate::core::api::API_VERSION,
            "kind": "Workflow",
            "metadata": {"generateName": "backfill-wf-", "labels": {label::BACKFILL: cron.metadata.name}},
            "spec": {
                "entrypoint": "main",
                "templates": [
                    {"name": "main", "steps": [[{
                        "name": create, "template": create,
                        "arguments": {"parameters": [{"name": TIME, "value": "{{item}}"}]},
                        "withParam": Value::from(times).to_string(),
                    }]]},
                    {
                        "name": create,
                        "inputs": {"parameters": [{"name": TIME}]},
                        "resource": {
                            "action": "create", "manifest": manifest,
                            "successCondition": "status.phase == Succeeded",
                            "failureCondition": "status.phase in (Failed, Error)",
                        },
                    },
                ],
            },
        }))
    }

    /// One of the workflows that are created, with the time as an argument to be filled in.
    fn workflow(&self, cron: &CronWorkflow, now: Timestamp) -> Workflow {
        let mut workflow = from_cron_workflow(cron, None, now);
        workflow.api_version = crate::core::api::API_VERSION.to_owned();
        workflow.kind = "Workflow".to_owned();
        workflow.metadata.generate_name = format!("{}-backfill-{}-", cron.metadata.name, self.name);
        let parameters = &mut workflow.spec.arguments.parameters;
        parameters.retain(|parameter| parameter.name != self.argument);
        let value = AnyString::from(format!("{{{{inputs.parameters.{TIME}}}}}"));
        parameters.push(Parameter {
            name: self.argument.clone(),
            value: Some(value),
            ..Parameter::default()
        });
        if !self.parallel {
            workflow.spec.priority = Some(i32::MAX);
            let locks = workflow.spec.synchronization.get_or_insert_default();
            locks.mutexes.push(Mutex { name: self.name.clone(), ..Mutex::default() });
        }
        workflow
    }
}
