//! Laying a configuration over an object, and taking away what is no longer said.

use serde_json::{Map, Value};

use super::set::FieldSet;
use super::shape::{Place, Shape, step};

/// Lays a configuration over an object: maps by key, lists of known elements by element, everything else whole.
pub(super) fn overlay(object: &mut Value, said: &Value, place: Place<'_>) {
    match (place.shape(said), said) {
        (Shape::Map, Value::Object(said)) => {
            if !object.is_object() {
                *object = Value::Object(Map::new());
            }
            let Some(object) = object.as_object_mut() else { return };
            for (name, value) in said {
                overlay(object.entry(name.clone()).or_insert(Value::Null), value, place.field(name));
            }
        }
        (Shape::Keyed(keys), Value::Array(said)) => {
            let Value::Array(list) = object else {
                *object = Value::Array(said.clone());
                return;
            };
            for element in said {
                let name = step(keys, element);
                match list.iter_mut().find(|present| step(keys, present) == name) {
                    Some(present) => overlay(present, element, place.element()),
                    None => list.push(element.clone()),
                }
            }
        }
        (Shape::Set, Value::Array(said)) => {
            let Value::Array(list) = object else {
                *object = Value::Array(said.clone());
                return;
            };
            let new: Vec<Value> = said.iter().filter(|value| !list.contains(value)).cloned().collect();
            list.extend(new);
        }
        _ => *object = said.clone(),
    }
}

/// Removes the fields of a set; returns whether the value itself is to go.
pub(super) fn remove(object: &mut Value, gone: &FieldSet, place: Place<'_>) -> bool {
    if gone.member && gone.children.is_empty() {
        return true;
    }
    match (place.shape(object), object) {
        (Shape::Map, Value::Object(map)) => {
            for (to, below) in &gone.children {
                let Some(name) = to.strip_prefix("f:") else { continue };
                if map.get_mut(name).is_some_and(|value| remove(value, below, place.field(name))) {
                    map.shift_remove(name);
                }
            }
            gone.member && map.is_empty()
        }
        (Shape::Keyed(keys), Value::Array(list)) => {
            list.retain_mut(|element| match gone.children.get(&step(keys, element)) {
                // An element nobody wants any more goes whole, its key included.
                Some(below) => !below.member && !remove(element, below, place.element()),
                None => true,
            });
            list.is_empty()
        }
        (Shape::Set, Value::Array(list)) => {
            list.retain(|value| !gone.children.contains_key(&format!("v:{value}")));
            list.is_empty()
        }
        _ => gone.member,
    }
}
