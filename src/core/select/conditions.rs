//! Success and failure conditions of resource templates: label selectors over an object's JSON (engine.md §4.3).

use serde_json::Value;

use super::labels::{LabelSelector, LabelSelectorError};
use crate::core::text::json;

/// What an object's state means for a resource template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// All requirements of the success condition hold, or there are none.
    Succeeded,
    /// A requirement of the failure condition holds; the message to show.
    Failed(String),
    /// Neither: look again later.
    Wait,
}

/// The condition that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} condition '{condition}' failed to parse: {source}")]
pub struct ConditionError {
    /// `success` or `fail`.
    pub kind: &'static str,
    /// Its text.
    pub condition: String,
    /// Why.
    pub source: LabelSelectorError,
}

/// The conditions of a resource template, parsed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditions {
    success: LabelSelector,
    failure: LabelSelector,
}

impl Conditions {
    /// Reads both conditions; an empty text sets none.
    ///
    /// # Errors
    /// The first condition that is no label selector.
    pub fn parse(success: &str, failure: &str) -> Result<Self, ConditionError> {
        let read = |kind, condition: &str| {
            LabelSelector::parse(condition).map_err(|source| ConditionError {
                kind,
                condition: condition.to_owned(),
                source,
            })
        };
        Ok(Self { success: read("success", success)?, failure: read("fail", failure)? })
    }

    /// Returns whether there is nothing to wait for.
    pub fn is_empty(&self) -> bool {
        self.success.is_empty() && self.failure.is_empty()
    }

    /// Judges an object: any failure requirement fails, all success requirements together succeed.
    pub fn judge(&self, object: &Value) -> Outcome {
        for requirement in &self.failure.requirements {
            if requirement.matches(lookup(object, &requirement.key).as_deref()) {
                let values = requirement.values.join(" ");
                let shown = format!("{{{} {} [{values}]}}", requirement.key, requirement.operator.name());
                return Outcome::Failed(format!("failure condition '{shown}' evaluated true"));
            }
        }
        let fulfilled = |key: &str| lookup(object, key);
        if self.success.requirements.iter().all(|term| term.matches(fulfilled(&term.key).as_deref())) {
            Outcome::Succeeded
        } else {
            Outcome::Wait
        }
    }
}

/// Finds a value by its dotted path and gives its text; list items go by number. Null counts as empty text.
fn lookup(object: &Value, path: &str) -> Option<String> {
    let mut value = object;
    for step in path.split('.') {
        value = match value {
            Value::Object(map) => map.get(step)?,
            Value::Array(items) => items.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) => json::number(number),
        other => other.to_string(),
    })
}
