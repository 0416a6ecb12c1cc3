//! Which fields an object has, and which differ between two.

use serde_json::Value;

use super::set::FieldSet;
use super::shape::{Place, Shape, step};

/// All fields of a value that is new, itself included.
pub(super) fn added(value: &Value, place: Place<'_>) -> FieldSet {
    let mut set = said(value, place);
    set.member = true;
    for (step, below) in &mut set.children {
        if let Some((value, place)) = at(value, place, step) {
            *below = added(value, place);
        }
    }
    set
}

/// The fields a configuration names: leaves, and elements of lists.
pub(super) fn said(value: &Value, place: Place<'_>) -> FieldSet {
    let mut set = FieldSet::default();
    match (place.shape(value), value) {
        (Shape::Map, Value::Object(map)) if !map.is_empty() => {
            for (name, value) in map {
                set.put(format!("f:{name}"), said(value, place.field(name)));
            }
        }
        (Shape::Keyed(keys), Value::Array(list)) if !list.is_empty() => {
            for element in list {
                let mut below = said(element, place.element());
                below.member = true;
                set.put(step(keys, element), below);
            }
        }
        (Shape::Set, Value::Array(list)) if !list.is_empty() => {
            for element in list {
                set.put(format!("v:{element}"), FieldSet::leaf());
            }
        }
        _ => set.member = true,
    }
    set
}

/// The value a step leads to.
pub(super) fn at<'a>(value: &'a Value, place: Place<'a>, to: &'a str) -> Option<(&'a Value, Place<'a>)> {
    if let Some(name) = to.strip_prefix("f:") {
        return Some((value.get(name)?, place.field(name)));
    }
    match place.shape(value) {
        Shape::Keyed(keys) => {
            let found = value.as_array()?.iter().find(|element| step(keys, element) == to)?;
            Some((found, place.element()))
        }
        Shape::Set => {
            let found = value.as_array()?.iter().find(|element| format!("v:{element}") == to)?;
            Some((found, place.element()))
        }
        _ => None,
    }
}

/// What differs: the fields that are new or have another value, and those that are gone. What the server sets is not
/// compared.
#[derive(Debug, Default)]
pub(super) struct Difference {
    pub(super) changed: FieldSet,
    pub(super) removed: FieldSet,
}

/// Compares two states of a value. Nothing and null are the same.
pub(super) fn compare(old: &Value, new: &Value, place: Place<'_>) -> Difference {
    if old == new {
        return Difference::default();
    }
    match (old.is_null(), new.is_null()) {
        (true, _) => return Difference { changed: added(new, place), removed: FieldSet::default() },
        (_, true) => return Difference { changed: FieldSet::default(), removed: added(old, place) },
        _ => {}
    }
    let shape = place.shape(new);
    let mut difference = Difference::default();
    match (shape, old, new) {
        (Shape::Map, Value::Object(before), Value::Object(after)) => {
            for (name, value) in after.iter().filter(|(name, _)| !place.is_the_servers(name)) {
                let old = before.get(name).unwrap_or(&Value::Null);
                if old == value {
                    continue;
                }
                let step = format!("f:{name}");
                let below = compare(old, value, place.field(name));
                difference.changed.put(step.clone(), below.changed);
                difference.removed.put(step, below.removed);
            }
            let gone = before.iter().filter(|(name, _)| !after.contains_key(*name));
            for (name, value) in gone.filter(|(name, _)| !place.is_the_servers(name)) {
                difference.removed.put(format!("f:{name}"), added(value, place.field(name)));
            }
        }
        (Shape::Keyed(_) | Shape::Set, Value::Array(before), Value::Array(after)) => {
            let name = |element: &Value| match shape {
                Shape::Keyed(keys) => step(keys, element),
                _ => format!("v:{element}"),
            };
            for element in after {
                let step = name(element);
                let old = before.iter().find(|b| name(b) == step).unwrap_or(&Value::Null);
                let below = compare(old, element, place.element());
                difference.changed.put(step.clone(), below.changed);
                difference.removed.put(step, below.removed);
            }
            for element in before.iter().filter(|b| !after.iter().any(|a| name(a) == name(b))) {
                difference.removed.put(name(element), added(element, place.element()));
            }
        }
        _ => difference.changed.member = true,
    }
    difference
}
