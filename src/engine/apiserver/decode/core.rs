//! Kubernetes' own kinds, checked as its Go types decode them.

use base64::Engine as _;
use serde_json::{Map, Value};

use super::super::error::ApiError;
use super::super::kinds::Kind;
use super::{cannot, schemas, syntax};
use crate::core::api::ObjectMeta;
use crate::core::api::schema::{Form, Kind as Type, Schema};

/// Checks the types of an object and takes out unknown and empty fields.
///
/// # Errors
/// The first value of a wrong type.
pub(super) fn check(kind: &Kind, object: &mut Value) -> Result<Vec<String>, ApiError> {
    let Some(schema) = schemas::core(kind) else { return Ok(Vec::new()) };
    let mut walk = Walk { unknown: Vec::new(), prune: true };
    let done = walk.object(schema, object, "", "");
    done.map_err(|why| cannot(kind.kind, kind.version, kind, &why))?;
    Ok(walk.unknown)
}

/// What is wrong with an object of a kind, if it can be told.
pub(super) fn fault(kind: &Kind, object: &Value) -> Option<String> {
    let mut walk = Walk { unknown: Vec::new(), prune: false };
    walk.object(schemas::core(kind)?, &mut object.clone(), "", "").err()
}

/// Checks an object's metadata, whatever its kind, and takes out unknown fields of it.
///
/// # Errors
/// The first value of a wrong type.
pub(super) fn check_metadata(kind: &Kind, object: &mut Value) -> Result<Vec<String>, ApiError> {
    let mut walk = Walk { unknown: Vec::new(), prune: false };
    let Some(metadata) = object.get_mut("metadata") else { return Ok(walk.unknown) };
    let done = walk.member(&Type::Object(ObjectMeta::schema), metadata, ("metadata", "metadata"), kind.kind);
    done.map_err(|why| cannot(kind.kind, kind.version, kind, &why))?;
    Ok(walk.unknown)
}

struct Walk {
    unknown: Vec<String>,
    prune: bool,
}

impl Walk {
    /// Checks a struct's fields; `path` has indexes and is for warnings, `keys` has none and is for errors.
    fn object(&mut self, schema: &Schema, value: &mut Value, path: &str, keys: &str) -> Result<(), String> {
        let Some(fields) = value.as_object_mut() else { return Ok(()) };
        let mut kept = Map::new();
        for (key, mut value) in std::mem::take(fields) {
            let deeper = |path: &str| if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let Some(field) = schema.field(&key) else {
                self.unknown.push(deeper(path));
                continue;
            };
            self.member(&field.kind, &mut value, (&deeper(path), &deeper(keys)), schema.short_name())?;
            if !(self.prune && left_out(field.form, &value)) {
                kept.insert(key, value);
            }
        }
        *fields = kept;
        Ok(())
    }

    /// Checks a value that the struct `holder` has at a path.
    fn member(
        &mut self,
        wanted: &Type,
        value: &mut Value,
        (path, keys): (&str, &str),
        holder: &str,
    ) -> Result<(), String> {
        let refuse = |value: &Value| {
            let found = match value {
                Value::Number(number) if number.is_f64() => format!("number {number}"),
                other => syntax::type_name(other).to_owned(),
            };
            Err(format!(
                "json: cannot unmarshal {found} into Go struct field {holder}.{keys} of type {}",
                go_type(wanted)
            ))
        };
        match (wanted, &mut *value) {
            (_, Value::Null) | (Type::Any | Type::Plugin | Type::ParallelSteps, _) => Ok(()),
            (Type::Object(schema), Value::Object(_)) => self.object(schema(), value, path, keys),
            (Type::List(element) | Type::NamedList(element, _), Value::Array(list)) => {
                for (at, value) in list.iter_mut().enumerate() {
                    self.member(element, value, (&format!("{path}[{at}]"), keys), holder)?;
                }
                Ok(())
            }
            (Type::Map(element) | Type::NamedMap(element, _), Value::Object(map)) => {
                for (key, value) in map {
                    self.member(element, value, (&format!("{path}.{key}"), keys), holder)?;
                }
                Ok(())
            }
            (Type::Bytes, Value::String(text)) => match base64::engine::general_purpose::STANDARD
                .decode(&*text)
            {
                Ok(_) => Ok(()),
                Err(error) => Err(format!("illegal base64 data at input byte {}", fault_at(&error, text))),
            },
            (Type::Str(_) | Type::Time, Value::String(_))
            | (Type::Bool, Value::Bool(_))
            | (Type::Number, Value::Number(_))
            | (Type::Quantity | Type::IntOrString, Value::Number(_) | Value::String(_))
            | (Type::AnyString, Value::Number(_) | Value::String(_) | Value::Bool(_)) => Ok(()),
            (Type::Int(..) | Type::Uint(..), Value::Number(number)) if !number.is_f64() => Ok(()),
            (_, value) => refuse(value),
        }
    }
}

fn fault_at(error: &base64::DecodeError, text: &str) -> usize {
    match error {
        base64::DecodeError::InvalidByte(at, _) | base64::DecodeError::InvalidLastSymbol(at, _) => *at,
        // What is no whole group of four begins there.
        _ => text.len() / 4 * 4,
    }
}

/// Whether Go leaves a value out when it writes it.
fn left_out(form: Form, value: &Value) -> bool {
    match value {
        Value::Null => true,
        _ if form != Form::OmitEmpty => false,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn go_type(kind: &Type) -> String {
    match kind {
        Type::Str(name) | Type::NamedList(_, name) | Type::NamedMap(_, name) => (*name).to_owned(),
        Type::Int(_, name) | Type::Uint(_, name) => (*name).to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Bytes => "[]uint8".to_owned(),
        Type::Number => "float64".to_owned(),
        Type::Object(schema) => schema().go_name.to_owned(),
        Type::List(element) => format!("[]{}", go_type(element)),
        Type::Map(element) => format!("map[string]{}", go_type(element)),
        _ => "string".to_owned(),
    }
}
