//! The variables of `when` and of the stop strategy (engine.md §5.6).

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value as Json, json};

use crate::core::api::CronWorkflow;
use crate::core::expr::{self, ExprError, PlainEnvironment, Value};
use crate::core::template::{self, Mode, Names, Slot, TemplateError};
use crate::core::when;

const NAME: &str = "cronworkflow.name";
const NAMESPACE: &str = "cronworkflow.namespace";

/// The names that `when` knows.
struct Flat<'a> {
    cron: &'a CronWorkflow,
    others: Vec<(String, Slot<'a>)>,
}

impl<'a> Flat<'a> {
    fn of(cron: &'a CronWorkflow) -> Self {
        let labels = serde_json::to_value(&cron.metadata.labels).unwrap_or_default();
        // The reference hands these on as the bytes of a JSON text.
        let bytes = || Slot::Object(Json::from(labels.to_string().into_bytes()));
        let last = cron.status.last_scheduled_time.map_or(Slot::Absent, Slot::Time);
        let named = |name: &str, slot| (format!("cronworkflow.{name}"), slot);
        let others = vec![
            named("labels", Slot::Object(labels.clone())),
            named("labels.json", bytes()),
            // The reference fills these from the labels, too.
            named("annotations", Slot::Object(labels.clone())),
            named("annotations.json", bytes()),
            named("failed", Slot::Object(json!(cron.status.failed))),
            named("succeeded", Slot::Object(json!(cron.status.succeeded))),
            named("lastScheduledTime", last),
        ];
        Self { cron, others }
    }
}

impl Names for Flat<'_> {
    fn get(&self, name: &str) -> Option<Slot<'_>> {
        match name {
            NAME => Some(Slot::Text(&self.cron.metadata.name)),
            NAMESPACE => Some(Slot::Text(&self.cron.metadata.namespace)),
            _ => self.others.iter().find(|(known, _)| known == name).map(|(_, slot)| slot.clone()),
        }
    }

    fn starting_with<'a>(&'a self, prefix: &str) -> Vec<(&'a str, Slot<'a>)> {
        let own = [
            (NAME, Slot::Text(self.cron.metadata.name.as_str())),
            (NAMESPACE, Slot::Text(self.cron.metadata.namespace.as_str())),
        ];
        let others = self.others.iter().map(|(name, slot)| (name.as_str(), slot.clone()));
        own.into_iter().chain(others).filter(|(name, _)| name.starts_with(prefix)).collect()
    }
}

/// Whether a run is to happen, by the `when` of the CronWorkflow.
///
/// # Errors
/// When it has a name nobody knows, or is no condition.
pub(super) fn wanted(cron: &CronWorkflow, now: Timestamp) -> Result<bool, String> {
    if cron.spec.when.is_empty() {
        return Ok(true);
    }
    let replaced = template::replace(
        &Json::from(cron.spec.when.as_str()).to_string(),
        &Flat::of(cron),
        Mode::Strict,
        now,
    );
    let text =
        replaced.and_then(|text| serde_json::from_str::<String>(&text).map_err(|_| TemplateError::Invalid));
    when::holds(&text.map_err(|why| why.to_string())?)
}

/// Whether the CronWorkflow is to start nothing any more, by its stop strategy.
///
/// # Errors
/// When the expression cannot be read or evaluated, or is not true or false.
pub(super) fn stops(cron: &CronWorkflow, now: Timestamp) -> Result<bool, ExprError> {
    let Some(strategy) = &cron.spec.stop_strategy else { return Ok(false) };
    let labels = expr::from_json(&serde_json::to_value(&cron.metadata.labels).unwrap_or_default());
    let last = cron.status.last_scheduled_time;
    let last = last.map_or(Value::Nil, |time| Value::Time(time.to_zoned(TimeZone::UTC).into()));
    let members = [
        ("name", Value::text(&cron.metadata.name)),
        ("namespace", Value::text(&cron.metadata.namespace)),
        ("labels", labels.clone()),
        ("annotations", labels),
        ("failed", Value::Int(cron.status.failed)),
        ("succeeded", Value::Int(cron.status.succeeded)),
        ("lastScheduledTime", last),
    ];
    let members = members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let values = BTreeMap::from([("cronworkflow".to_owned(), Value::map(members))]);
    expr::evaluate_bool(&strategy.expression, &PlainEnvironment { values, now })
}
