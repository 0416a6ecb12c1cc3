//! Names into text: the bridge to templates and expressions.

use jiff::Timestamp;

use super::scope::{Names, Slot};
use super::work::Halt;
use crate::core::api::Artifact;
use crate::core::expr::{self, Value};
use crate::core::template::{self, TemplateError};

/// What happens to a name nobody knows (engine.md §3.2).
#[derive(Debug, Clone, Copy)]
pub(super) enum Mode {
    /// It stays as it is.
    Lenient,
    /// With one of these prefixes it is waited for; others stay.
    Prefixes(&'static [&'static str]),
    /// It is an error.
    Strict,
}

/// Layers of names; earlier ones win.
struct Layers<'a>(&'a [&'a Names]);

impl Slot {
    fn seen(&self) -> template::Slot<'_> {
        match self {
            Self::Text(text) => template::Slot::Text(text),
            Self::Absent => template::Slot::Absent,
            Self::Artifact(artifact) => {
                template::Slot::Object(serde_json::to_value(&**artifact).unwrap_or(serde_json::Value::Null))
            }
        }
    }
}

impl template::Names for Layers<'_> {
    fn get(&self, name: &str) -> Option<template::Slot<'_>> {
        // Artifacts are for `from` and expressions; a tag for one stays.
        let found = self.0.iter().find_map(|layer| layer.get(name));
        found.filter(|slot| !matches!(slot, Slot::Artifact(_))).map(Slot::seen)
    }

    fn starting_with<'a>(&'a self, prefix: &str) -> Vec<(&'a str, template::Slot<'a>)> {
        let mut found: Vec<(&str, template::Slot<'_>)> = Vec::new();
        for layer in self.0 {
            found.extend(layer.starting_with(prefix).map(|(name, slot)| (name, slot.seen())));
        }
        found
    }
}

/// Replaces the tags of a text that is no JSON, e.g. of one field.
pub(super) fn replace_plain(
    text: &str,
    names: &[&Names],
    mode: &Mode,
    now: Timestamp,
) -> Result<String, Halt> {
    let quoted = serde_json::Value::from(text).to_string();
    let replaced = replace(&quoted, names, mode, now)?;
    serde_json::from_str(&replaced).map_err(|e| Halt::Fatal(e.to_string()))
}

/// Replaces the tags of a JSON text; earlier layers of names win.
pub(super) fn replace(text: &str, names: &[&Names], mode: &Mode, now: Timestamp) -> Result<String, Halt> {
    if !text.contains("{{") {
        return Ok(text.to_owned());
    }
    let mode = match mode {
        Mode::Lenient => template::Mode::Lenient,
        Mode::Prefixes(prefixes) => template::Mode::Prefixes(prefixes),
        Mode::Strict => template::Mode::Strict,
    };
    let waits = matches!(mode, template::Mode::Prefixes(_));
    template::replace(text, &Layers(names), mode, now).map_err(|error| match error {
        TemplateError::Missing(_) | TemplateError::MissingInExpression(_) if waits => {
            Halt::Missing(error.to_string())
        }
        other => Halt::Fatal(other.to_string()),
    })
}

/// Evaluates an expression.
pub(super) fn evaluate(expression: &str, names: &[&Names], now: Timestamp) -> Result<Value, Halt> {
    template::evaluate(expression, &Layers(names), now).map_err(|e| Halt::Fatal(e.to_string()))
}

/// Evaluates a condition.
pub(super) fn expr_bool(expression: &str, names: &[&Names], now: Timestamp) -> Result<bool, Halt> {
    match evaluate(expression, names, now)? {
        Value::Bool(answer) => Ok(answer),
        other => {
            Err(Halt::Fatal(format!("unable to cast expression result '{}' to bool", expr::plain(&other))))
        }
    }
}

/// Evaluates an expression that gives text.
pub(super) fn expr_text(expression: &str, names: &[&Names], now: Timestamp) -> Result<String, Halt> {
    let value = evaluate(expression, names, now)?;
    match value {
        Value::Text(text) => Ok(text.to_string()),
        // A producer that was skipped gives nothing, and neither does this.
        Value::Nil => Ok("null".to_owned()),
        other => expr::to_json_text(&other).map_err(|e| Halt::Fatal(e.to_string())),
    }
}

/// Evaluates the expression of an output parameter.
pub(super) fn eval_text(expression: &str, names: &Names, now: Timestamp) -> Result<String, Halt> {
    expr_text(expression, &[names], now)
}

/// Evaluates the expression of an artifact.
pub(super) fn eval_artifact(expression: &str, names: &Names, now: Timestamp) -> Result<Artifact, Halt> {
    let value = evaluate(expression, &[names], now)?;
    let unresolved = || Halt::Fatal(format!("Unable to resolve: \"{expression}\""));
    let json = expr::to_json_text(&value).map_err(|_| unresolved())?;
    let object: serde_json::Value = serde_json::from_str(&json).map_err(|_| unresolved())?;
    if !object.is_object() {
        return Err(unresolved());
    }
    serde_json::from_value(object).map_err(|_| unresolved())
}
