//! Argo's kinds, checked as a cluster checks custom resources against their definitions.

use serde_json::{Map, Value};

use super::super::error::{ApiError, Cause};
use super::super::kinds::Kind;
use super::core;
use super::schemas;
use crate::core::api::WorkflowStep;
use crate::core::api::schema::{Kind as Type, Schema};

/// Checks the types of an object's content and takes out unknown fields. Status is the engine's own business.
///
/// # Errors
/// Every value of a wrong type at once.
pub(super) fn check(kind: &Kind, object: &mut Value) -> Result<Vec<String>, ApiError> {
    let Some(schema) = schemas::custom(kind) else { return Ok(Vec::new()) };
    let mut walk = Walk { unknown: core::check_metadata(kind, object)?, causes: Vec::new() };
    let name = object["metadata"]["name"].as_str().unwrap_or_default().to_owned();
    if let Some(fields) = object.as_object_mut() {
        fields.retain(|key, value| match schema.field(key) {
            Some(_) if matches!(key.as_str(), "metadata" | "status" | "kind" | "apiVersion") => true,
            Some(field) => {
                walk.value(&field.kind, value, key);
                true
            }
            None => {
                walk.unknown.push(key.clone());
                false
            }
        });
        let missing =
            schema.field("spec").is_some_and(|spec| spec.form.is_always()) && !fields.contains_key("spec");
        if missing {
            walk.causes.push(Cause::new("FieldValueRequired", "spec", "Required value"));
        }
    }
    if walk.causes.is_empty() {
        return Ok(walk.unknown);
    }
    walk.causes.push(Cause::new(
        "FieldValueInvalid",
        "<nil>",
        "Invalid value: null: some validation rules were not checked because the object was invalid; correct the \
         existing errors to complete validation",
    ));
    Err(ApiError::invalid_object(kind, &name, &walk.causes))
}

struct Walk {
    unknown: Vec<String>,
    causes: Vec<Cause>,
}

impl Walk {
    fn value(&mut self, wanted: &Type, value: &mut Value, path: &str) {
        let expected = match (wanted, &*value) {
            (_, Value::Null) | (Type::Any | Type::Plugin, _) => return,
            (Type::Object(schema), Value::Object(_)) => return self.object(schema(), value, path),
            (Type::Map(_) | Type::NamedMap(..), Value::Object(_)) => {
                return self.map(wanted, value, path);
            }
            (Type::List(element) | Type::NamedList(element, _), Value::Array(_)) => {
                return self.list(element, value, path);
            }
            (Type::ParallelSteps, Value::Array(_)) => {
                return self.list(&Type::Object(WorkflowStep::schema), value, path);
            }
            (Type::Str(_) | Type::Bytes | Type::Time, Value::String(_))
            | (Type::Bool, Value::Bool(_))
            | (Type::Number, Value::Number(_))
            | (Type::Quantity | Type::IntOrString, Value::Number(_) | Value::String(_))
            | (Type::AnyString, Value::Number(_) | Value::String(_) | Value::Bool(_)) => return,
            (Type::Int(..) | Type::Uint(..), Value::Number(number)) if !number.is_f64() => return,
            (Type::Object(_) | Type::Map(_) | Type::NamedMap(..), _) => "object",
            (Type::List(_) | Type::NamedList(..) | Type::ParallelSteps, _) => "array",
            (Type::Bool, _) => "boolean",
            (Type::Int(..) | Type::Uint(..), _) => "integer",
            (Type::Number, _) => "number",
            _ => "string",
        };
        let found = schema_type(value);
        let message =
            format!("Invalid value: \"{found}\": {path} in body must be of type {expected}: \"{found}\"");
        self.causes.push(Cause::new("FieldValueTypeInvalid", path, message));
    }

    fn object(&mut self, schema: &'static Schema, value: &mut Value, path: &str) {
        let Some(fields) = value.as_object_mut() else { return };
        let fields_before = std::mem::take(fields);
        let mut kept = Map::new();
        for (key, mut value) in fields_before {
            let path = format!("{path}.{key}");
            match schema.field(&key) {
                Some(field) => {
                    self.value(&field.kind, &mut value, &path);
                    kept.insert(key, value);
                }
                None => self.unknown.push(path),
            }
        }
        *fields = kept;
    }

    fn map(&mut self, wanted: &Type, value: &mut Value, path: &str) {
        let (Type::Map(element) | Type::NamedMap(element, _)) = wanted else { return };
        for (key, value) in value.as_object_mut().into_iter().flatten() {
            self.value(element, value, &format!("{path}.{key}"));
        }
    }

    fn list(&mut self, element: &Type, value: &mut Value, path: &str) {
        for (at, value) in value.as_array_mut().into_iter().flatten().enumerate() {
            self.value(element, value, &format!("{path}[{at}]"));
        }
    }
}

/// The type of a value as schemas call it.
fn schema_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
