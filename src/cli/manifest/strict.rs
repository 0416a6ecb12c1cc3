//! What strict reading of a manifest objects to: fields that its type does not have, and values of another type.

use serde_json::Value;

use crate::core::api::schema::{Kind, Schema};
use crate::core::api::{ClusterWorkflowTemplate, CronWorkflow, Workflow, WorkflowTemplate};
use crate::core::edit::closest;

/// Something that does not fit the type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// JSON pointer to it.
    pub(super) pointer: String,
    /// In words.
    pub(super) message: String,
    /// What may have been meant.
    pub(super) help: Option<String>,
}

/// The first problem of an object of one of Argo's kinds; objects of other kinds have none.
pub(super) fn first_problem(kind: &str, object: &Value) -> Option<Problem> {
    let schema = match kind {
        "Workflow" => Workflow::schema(),
        "WorkflowTemplate" => WorkflowTemplate::schema(),
        "ClusterWorkflowTemplate" => ClusterWorkflowTemplate::schema(),
        "CronWorkflow" => CronWorkflow::schema(),
        _ => return None,
    };
    in_object(schema, object, &mut Path::default())
}

/// Where we are: as a JSON pointer and as Kubernetes writes fields.
#[derive(Default)]
struct Path {
    pointer: String,
    field: String,
}

impl Path {
    fn within<T>(&mut self, pointer: &str, field: &str, look: impl FnOnce(&mut Self) -> T) -> T {
        let (before, shown) = (self.pointer.len(), self.field.len());
        self.pointer.push('/');
        self.pointer.push_str(&pointer.replace('~', "~0").replace('/', "~1"));
        if !field.starts_with('[') && !self.field.is_empty() {
            self.field.push('.');
        }
        self.field.push_str(field);
        let found = look(self);
        self.pointer.truncate(before);
        self.field.truncate(shown);
        found
    }

    fn problem(&self, message: String, help: Option<String>) -> Option<Problem> {
        Some(Problem { pointer: self.pointer.clone(), message, help })
    }
}

fn in_object(schema: &Schema, value: &Value, path: &mut Path) -> Option<Problem> {
    let fields = match value {
        Value::Object(fields) => fields,
        Value::Null => return None,
        other => return wrong_type(path, other, "an object"),
    };
    for (name, value) in fields {
        let found = match schema.field(name) {
            Some(field) => path.within(name, name, |path| in_kind(&field.kind, value, path)),
            None => path.within(name, name, |path| {
                let message = format!("strict decoding error: unknown field \"{}\"", path.field);
                path.problem(message, help(schema, name))
            }),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn in_kind(kind: &Kind, value: &Value, path: &mut Path) -> Option<Problem> {
    match (kind, value) {
        (_, Value::Null) | (Kind::Any | Kind::AnyString | Kind::IntOrString | Kind::Quantity, _) => None,
        (Kind::Object(schema), value) => in_object(schema(), value, path),
        (Kind::List(item) | Kind::NamedList(item, _), Value::Array(items)) => {
            items.iter().enumerate().find_map(|(index, value)| {
                path.within(&index.to_string(), &format!("[{index}]"), |path| in_kind(item, value, path))
            })
        }
        (Kind::List(_) | Kind::NamedList(..), other) => wrong_type(path, other, "a list"),
        (Kind::Map(item) | Kind::NamedMap(item, _), Value::Object(entries)) => entries
            .iter()
            .find_map(|(name, value)| path.within(name, name, |path| in_kind(item, value, path))),
        (Kind::Map(_) | Kind::NamedMap(..), other) => wrong_type(path, other, "an object"),
        (Kind::Str(_) | Kind::Time | Kind::Bytes, Value::String(_))
        | (Kind::Bool, Value::Bool(_))
        | (Kind::Int(..) | Kind::Uint(..) | Kind::Number, Value::Number(_)) => None,
        (Kind::Str(_) | Kind::Time | Kind::Bytes, other) => wrong_type(path, other, "text"),
        (Kind::Bool, other) => wrong_type(path, other, "true or false"),
        (Kind::Int(..) | Kind::Uint(..) | Kind::Number, other) => wrong_type(path, other, "a number"),
        // Their decoders say what they want.
        (Kind::Plugin | Kind::ParallelSteps, _) => None,
    }
}

fn wrong_type(path: &Path, value: &Value, wanted: &str) -> Option<Problem> {
    let (found, quote) = match value {
        Value::Null => ("nothing", false),
        Value::Bool(_) => ("a boolean", true),
        Value::Number(_) => ("a number", true),
        Value::String(_) => ("text", false),
        Value::Array(_) => ("a list", false),
        Value::Object(_) => ("an object", false),
    };
    let help = (quote && wanted == "text").then(|| format!("put quotes around it: \"{value}\""));
    path.problem(format!("{} is {found}, {wanted} is wanted", path.field), help)
}

/// The field that may have been meant.
fn help(schema: &Schema, name: &str) -> Option<String> {
    let best = closest(name, schema.fields.iter().map(|field| field.name))?;
    Some(format!("did you mean `{best}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_field_is_named_with_its_path_and_a_guess() {
        let object = serde_json::json!({"spec": {"templates": [{"name": "a", "contaner": {}}]}});
        let problem = first_problem("Workflow", &object).expect("a problem");
        assert_eq!(problem.pointer, "/spec/templates/0/contaner");
        assert_eq!(problem.message, "strict decoding error: unknown field \"spec.templates[0].contaner\"");
        assert_eq!(problem.help.as_deref(), Some("did you mean `container`?"));
    }

    #[test]
    fn a_value_of_another_type_is_named() {
        let problem =
            first_problem("Workflow", &serde_json::json!({"spec": {"entrypoint": 1}})).expect("a problem");
        assert_eq!(problem.message, "spec.entrypoint is a number, text is wanted");
    }
}
