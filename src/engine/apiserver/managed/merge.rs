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

/// Removes the fields of a set with everything below them, but for what is kept: what others want, or what is still
/// wanted. Returns whether the value itself is to go.
pub(super) fn remove(object: &mut Value, gone: &FieldSet, kept: &FieldSet, place: Place<'_>) -> bool {
    if gone.member && kept.is_empty() {
        return true;
    }
    let kept_below = |to: &str| kept.children.get(to).cloned().unwrap_or_default();
    match (place.shape(object), object) {
        (Shape::Map, Value::Object(map)) => {
            map.retain(|name, value| {
                let to = format!("f:{name}");
                let Some(below) = gone.going(&to).filter(|_| !place.is_the_servers(name)) else {
                    return true;
                };
                !remove(value, &below, &kept_below(&to), place.field(name))
            });
            gone.member && map.is_empty()
        }
        (Shape::Keyed(keys), Value::Array(list)) => {
            list.retain_mut(|element| {
                let to = step(keys, element);
                let Some(below) = gone.going(&to) else { return true };
                let key = own_key(keys, element);
                let goes = remove(element, &below, &kept_below(&to), place.element());
                // What stays of an element has its key.
                if let (false, Some(element)) = (goes, element.as_object_mut()) {
                    element.extend(key);
                }
                !goes
            });
            list.is_empty()
        }
        (Shape::Set, Value::Array(list)) => {
            list.retain(|value| {
                let to = format!("v:{value}");
                gone.going(&to).is_none() || kept.children.contains_key(&to)
            });
            list.is_empty()
        }
        _ => false,
    }
}

/// The fields that an element is known by.
fn own_key(keys: &[&str], element: &Value) -> Map<String, Value> {
    let value = |key: &&str| Some(((*key).to_owned(), element.get(*key)?.clone()));
    keys.iter().filter_map(value).collect()
}
