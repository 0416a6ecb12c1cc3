//! What this machine makes of each field of a workflow (engine.md §8): most are honoured; some mean something on a
//! cluster only and are told once; some would change what a step does and are refused by name.

mod rules;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde_json::Value;

use super::api::WorkflowSpec;
use super::api::schema::{Kind, Schema};

pub use rules::of;
pub use table::table;

/// What becomes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It means what it means on a cluster.
    Honoured,
    /// It means that where the machine lets it, and where that is.
    Where(&'static str),
    /// It is read and changes nothing, and why.
    NoEffect(&'static str),
    /// A workflow that has it does not run here, and why.
    Refused(&'static str),
}

/// What the fields of a specification come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Fields without effect, by their names below the specification or the template, each once.
    pub no_effect: BTreeSet<String>,
    /// The first field that is refused: where it is, and why.
    pub refused: Option<(String, &'static str)>,
}

/// Looks at every field of a workflow's specification, as JSON.
pub fn report(spec: &Value) -> Report {
    let mut report = Report::default();
    look(spec, WorkflowSpec::schema(), "spec", "", &mut report);
    report
}

/// Looks at every field of one template that is stored elsewhere. `place` names it.
pub fn report_template(template: &Value, place: &str) -> Report {
    let mut report = Report::default();
    look(template, super::api::Template::schema(), place, "", &mut report);
    report
}

fn look(value: &Value, schema: &'static Schema, place: &str, name: &str, report: &mut Report) {
    let Some(fields) = value.as_object() else { return };
    for (key, value) in fields.iter().filter(|(_, value)| !is_empty(value)) {
        let Some(field) = schema.field(key) else { continue };
        let place = format!("{place}.{key}");
        let is_template = schema.short_name() == "WorkflowSpec" && key == "templates";
        let name = match name {
            _ if is_template => String::new(),
            "" => key.clone(),
            name => format!("{name}.{key}"),
        };
        match rules::of(schema.short_name(), key) {
            Support::Honoured | Support::Where(_) => look_into(value, &field.kind, &place, &name, report),
            // What is switched off is not asked for.
            _ if *value == Value::Bool(false) => {}
            Support::NoEffect(_) => {
                report.no_effect.insert(name);
            }
            Support::Refused(why) => {
                report.refused.get_or_insert((place, why));
            }
        }
    }
}

fn look_into(value: &Value, kind: &Kind, place: &str, name: &str, report: &mut Report) {
    match (kind, value) {
        (Kind::Object(schema), value) => look(value, schema(), place, name, report),
        (Kind::List(item) | Kind::NamedList(item, _), Value::Array(list)) => {
            for (at, value) in list.iter().enumerate() {
                look_into(value, item, &format!("{place}[{at}]"), name, report);
            }
        }
        (Kind::Map(item) | Kind::NamedMap(item, _), Value::Object(map)) => {
            for (key, value) in map {
                look_into(value, item, &format!("{place}.{key}"), name, report);
            }
        }
        (Kind::ParallelSteps, Value::Array(list)) => {
            for (at, value) in list.iter().enumerate() {
                look(value, super::api::WorkflowStep::schema(), &format!("{place}[{at}]"), name, report);
            }
        }
        _ => {}
    }
}

/// Nothing is asked for by a field that is there and empty.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
