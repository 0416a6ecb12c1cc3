//! Decoding by field tables: what Go makes of a JSON value, its error messages, and the strict ones.
//!
//! A value of a wrong type leaves a zero and reading goes on; a type with a decoder of its own that fails ends it.
//! Strict reading (`sigs.k8s.io/json`) takes names as they are, lenient reading (`encoding/json`) in any case.
//! The result has Go's order of fields and leaves out what Go leaves out.

mod custom;
mod embedded;
mod places;
mod zero;

use serde_json::{Map, Value};

use super::schema::{Form, Kind, Schema};
use places::Places;
use zero::{is_empty, zero};

/// What became of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoded {
    /// The object as Go would write it; unknown fields are gone.
    pub object: Value,
    /// Why it does not fit its type, in Go's words; the first fault only.
    pub error: Option<String>,
    /// What strict reading objects to: `unknown field "spec.x"`. Empty after a lenient one.
    pub strict: Vec<String>,
}

impl Decoded {
    /// Returns the error in the words of the reference; strict objections count only where there is no other.
    pub fn failure(&self) -> Option<String> {
        let objections = || format!("strict decoding error: {}", self.strict.join(", "));
        self.error.clone().or_else(|| (!self.strict.is_empty()).then(objections))
    }
}

/// The order in which the keys of an object are read, which decides the first error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyOrder {
    /// As they stand: JSON text.
    #[default]
    Written,
    /// Sorted: YAML, which becomes JSON with sorted keys first.
    Sorted,
}

/// Decodes a JSON value into the struct of a field table.
pub fn decode(schema: &'static Schema, value: &Value, order: KeyOrder, strict: bool) -> Decoded {
    let mut decoder = Decoder { order, lenient: !strict, ..Decoder::default() };
    let object =
        if value.is_null() { write(schema, Vec::new()) } else { decoder.struct_value(schema, value) };
    Decoded { object, error: decoder.error, strict: decoder.objections }
}

/// One run over a value.
#[derive(Default)]
struct Decoder {
    order: KeyOrder,
    places: Places,
    error: Option<String>,
    objections: Vec<String>,
    /// Names fit in any case, and unknown ones are nothing to object to.
    lenient: bool,
    /// A type with a decoder of its own failed: nothing more is read.
    aborted: bool,
}

impl Decoder {
    /// Remembers the first fault.
    fn fault(&mut self, message: String) {
        self.error.get_or_insert(message);
    }

    /// `found` is what Go calls the value: `string`, `number 5.5`.
    fn mismatch(&mut self, found: &str, go_type: &str) {
        let message = self.places.mismatch(found, None, go_type);
        self.fault(message);
    }

    /// Remembers a fault after which Go reads no more, and which counts before those it would have told in the end.
    fn abort(&mut self, message: String) {
        if !self.aborted {
            self.error = Some(message);
        }
        self.aborted = true;
    }

    fn value(&mut self, kind: &Kind, value: &Value) -> Value {
        match kind {
            Kind::Any => self.sorted(value),
            _ if value.is_null() => zero(kind),
            Kind::Object(schema) => self.struct_value(schema(), value),
            Kind::List(element) | Kind::NamedList(element, _) => self.list(kind, element, value),
            Kind::Map(element) | Kind::NamedMap(element, _) => self.map(kind, element, value),
            _ => self.scalar(kind, value),
        }
    }

    fn struct_value(&mut self, schema: &'static Schema, value: &Value) -> Value {
        let Value::Object(map) = value else {
            self.mismatch(describe(value), schema.go_name);
            return write(schema, Vec::new());
        };
        let outer = self.places.enter(schema);
        let mut slots = Vec::with_capacity(map.len());
        for (key, value) in self.entries(map) {
            if self.aborted {
                break;
            }
            let Some(at) = self.position(schema, key) else {
                self.object_to(key);
                continue;
            };
            let Some(field) = schema.fields.get(at) else { continue };
            if value.is_null() && !(matches!(field.kind, Kind::Any) && field.form == Form::OmitEmpty) {
                continue;
            }
            let left = self.places.at_field(field.name);
            slots.push((at, self.value(&field.kind, value)));
            self.places.leave(left);
        }
        self.places.exit(outer);
        write(schema, slots)
    }

    /// The field of that name; one in another case will do where reading is lenient.
    fn position(&self, schema: &Schema, key: &str) -> Option<usize> {
        let exact = schema.fields.iter().position(|field| field.name == key);
        let folded = || schema.fields.iter().position(|field| field.name.eq_ignore_ascii_case(key));
        exact.or_else(|| self.lenient.then(folded).flatten())
    }

    fn object_to(&mut self, key: &str) {
        let objection = format!("unknown field \"{}\"", self.places.strict_path(key));
        if !self.lenient && !self.objections.contains(&objection) {
            self.objections.push(objection);
        }
    }

    fn list(&mut self, kind: &Kind, element: &Kind, value: &Value) -> Value {
        let Value::Array(items) = value else {
            self.mismatch(describe(value), &go_type(kind));
            return Value::Null;
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            if self.aborted {
                break;
            }
            let left = self.places.at_index(index);
            list.push(self.value(element, item));
            self.places.leave(left);
        }
        Value::Array(list)
    }

    fn map(&mut self, kind: &Kind, element: &Kind, value: &Value) -> Value {
        let Value::Object(entries) = value else {
            self.mismatch(describe(value), &go_type(kind));
            return Value::Null;
        };
        let mut map = Map::new();
        for (key, value) in self.entries(entries) {
            let left = self.places.at_key(key);
            let decoded = self.value(element, value);
            self.places.leave(left);
            if self.aborted {
                break;
            }
            map.insert(key.clone(), decoded);
        }
        // Go writes maps in the order of their keys.
        map.sort_keys();
        Value::Object(map)
    }

    /// The entries of an object in the order in which they are read.
    fn entries<'a>(&self, map: &'a Map<String, Value>) -> Vec<(&'a String, &'a Value)> {
        let mut entries: Vec<_> = map.iter().collect();
        if self.order == KeyOrder::Sorted {
            entries.sort_unstable_by_key(|(key, _)| *key);
        }
        entries
    }

    /// A value kept as it is; from YAML with sorted keys.
    fn sorted(&self, value: &Value) -> Value {
        let mut value = value.clone();
        if self.order == KeyOrder::Sorted {
            value.sort_all_objects();
        }
        value
    }
}

/// Puts fields, which come with their positions, in Go's order and leaves out what Go leaves out.
fn write(schema: &Schema, mut slots: Vec<(usize, Value)>) -> Value {
    slots.sort_by_key(|(position, _)| *position);
    let mut object = Map::with_capacity(slots.len());
    let mut slots = slots.into_iter().peekable();
    for (at, field) in schema.fields.iter().enumerate() {
        // Of a field that is given twice, the last one counts.
        let mut slot = None;
        while let Some((_, value)) = slots.next_if(|(position, _)| *position == at) {
            slot = Some(value);
        }
        let written = match (field.form, slot) {
            (Form::Optional, slot) => slot.filter(|value| !value.is_null()),
            (Form::OmitEmpty, slot) => slot.filter(|value| !is_empty(value)),
            (Form::Always, slot) => Some(slot.unwrap_or_else(|| zero(&field.kind))),
            (Form::Nullable, slot) => Some(slot.unwrap_or_default()),
        };
        if let Some(value) = written {
            object.insert(field.name.to_owned(), value);
        }
    }
    Value::Object(object)
}

/// What Go calls a JSON value in its messages.
fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The name of a kind's type in Go.
fn go_type(kind: &Kind) -> String {
    match kind {
        Kind::Str(name) | Kind::Int(_, name) | Kind::Uint(_, name) => (*name).to_owned(),
        Kind::NamedList(_, name) | Kind::NamedMap(_, name) => (*name).to_owned(),
        Kind::Bool => "bool".to_owned(),
        Kind::Number => "v1alpha1.Amount".to_owned(),
        Kind::Bytes => "[]uint8".to_owned(),
        Kind::Time => "v1.Time".to_owned(),
        Kind::Quantity => "resource.Quantity".to_owned(),
        Kind::IntOrString => "intstr.IntOrString".to_owned(),
        Kind::AnyString => "v1alpha1.AnyString".to_owned(),
        Kind::Any => "v1alpha1.Item".to_owned(),
        Kind::Plugin => "v1alpha1.Plugin".to_owned(),
        Kind::ParallelSteps => "v1alpha1.ParallelSteps".to_owned(),
        Kind::Object(schema) => schema().go_name.to_owned(),
        Kind::List(element) => format!("[]{}", go_type(element)),
        Kind::Map(element) => format!("map[string]{}", go_type(element)),
    }
}
