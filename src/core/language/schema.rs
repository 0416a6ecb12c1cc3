//! From a place in an object to the type of what stands there.

use crate::core::api::WorkflowStep;
use crate::core::api::manifest::schema_of;
use crate::core::api::schema::{FieldDef, Kind, Schema};
use crate::core::text::pointer::unescaped;

/// What stands at a place, by the tables of the API.
#[derive(Clone, Copy)]
pub(super) enum Type {
    /// An object with these fields.
    Object(&'static Schema),
    /// Something else.
    Other(Kind),
}

/// A place in an object of one of Argo's kinds.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) of: Type,
    /// The field it is the value of, and the object that has the field.
    pub(super) field: Option<(&'static Schema, &'static FieldDef)>,
}

/// Follows a JSON pointer through the types, from an object of a kind.
pub(super) fn at(kind: &str, pointer: &str) -> Option<At> {
    let (_, schema) = schema_of(kind)?;
    let mut here = At { of: Type::Object(schema), field: None };
    for step in pointer.split('/').skip(1) {
        here = match here.of {
            Type::Object(schema) => {
                let field = schema.field(&unescaped(step))?;
                At { of: of_kind(field.kind), field: Some((schema, field)) }
            }
            Type::Other(
                Kind::List(item) | Kind::NamedList(item, _) | Kind::Map(item) | Kind::NamedMap(item, _),
            ) => At { of: of_kind(*item), field: None },
            Type::Other(Kind::ParallelSteps) => At { of: Type::Object(WorkflowStep::schema()), field: None },
            Type::Other(_) => return None,
        };
    }
    Some(here)
}

fn of_kind(kind: Kind) -> Type {
    match kind {
        Kind::Object(schema) => Type::Object(schema()),
        other => Type::Other(other),
    }
}

/// A kind in a word or two.
pub(super) fn word(kind: &Kind) -> String {
    match kind {
        Kind::Str(_) | Kind::AnyString => "text".to_owned(),
        Kind::Bool => "true or false".to_owned(),
        Kind::Int(..) | Kind::Uint(..) | Kind::Number => "number".to_owned(),
        Kind::Bytes => "Base64 text".to_owned(),
        Kind::Time => "time".to_owned(),
        Kind::Quantity => "quantity".to_owned(),
        Kind::IntOrString => "number or text".to_owned(),
        Kind::Any => "anything".to_owned(),
        Kind::Plugin => "plugin".to_owned(),
        Kind::ParallelSteps => "steps at the same time".to_owned(),
        Kind::Object(schema) => schema().short_name().to_owned(),
        Kind::List(item) | Kind::NamedList(item, _) => format!("list of {}", word(item)),
        Kind::Map(item) | Kind::NamedMap(item, _) => format!("map to {}", word(item)),
    }
}
