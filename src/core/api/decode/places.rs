//! Where in an object the decoder is: as Go's messages say it, and as strict objections do.

use super::Schema;
use super::embedded::between;

/// Two ways to say where we are. Messages about types count fields only (`spec.templates.name`);
/// strict objections name list elements and map keys as well (`spec.templates[0].name`).
#[derive(Default)]
pub(super) struct Places {
    /// The struct whose field is being read.
    of: Option<&'static Schema>,
    /// The fields on the way, each with the struct that it belongs to.
    fields: Vec<(Option<&'static Schema>, &'static str)>,
    strict: String,
}

/// How far to go back when a part is done.
#[derive(Clone, Copy)]
pub(super) struct Left {
    fields: usize,
    strict: usize,
}

impl Places {
    /// Begins a struct; returns the one around it.
    pub(super) fn enter(&mut self, schema: &'static Schema) -> Option<&'static Schema> {
        self.of.replace(schema)
    }

    /// Ends a struct.
    pub(super) fn exit(&mut self, outer: Option<&'static Schema>) {
        self.of = outer;
    }

    pub(super) fn at_field(&mut self, name: &'static str) -> Left {
        let left = self.at_key(name);
        self.fields.push((self.of, name));
        left
    }

    pub(super) fn at_key(&mut self, key: &str) -> Left {
        let left = self.here();
        if !self.strict.is_empty() {
            self.strict.push('.');
        }
        self.strict.push_str(key);
        left
    }

    pub(super) fn at_index(&mut self, index: usize) -> Left {
        let left = self.here();
        self.strict.push('[');
        self.strict.push_str(&index.to_string());
        self.strict.push(']');
        left
    }

    pub(super) fn leave(&mut self, left: Left) {
        self.fields.truncate(left.fields);
        self.strict.truncate(left.strict);
    }

    /// The place of a key of the current object, for a strict objection.
    pub(super) fn strict_path(&self, key: &str) -> String {
        if self.strict.is_empty() { key.to_owned() } else { format!("{}.{key}", self.strict) }
    }

    /// Go's message for a value that does not fit a type. `below` is the way on from here that another decoder told.
    pub(super) fn mismatch(&self, found: &str, below: Option<&str>, go_type: &str) -> String {
        match self.of {
            Some(schema) if !self.fields.is_empty() => {
                let names = |(of, field): &(Option<&'static Schema>, &'static str)| {
                    let embedded = of.map_or(&[][..], |of| between(of.short_name(), field));
                    embedded.iter().copied().chain([*field]).collect::<Vec<_>>()
                };
                let path: Vec<&str> = self.fields.iter().flat_map(names).chain(below).collect();
                let (of, path) = (schema.short_name(), path.join("."));
                format!("json: cannot unmarshal {found} into Go struct field {of}.{path} of type {go_type}")
            }
            _ => format!("json: cannot unmarshal {found} into Go value of type {go_type}"),
        }
    }

    fn here(&self) -> Left {
        Left { fields: self.fields.len(), strict: self.strict.len() }
    }
}
