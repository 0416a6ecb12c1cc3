//! Server-side apply: a manager says which fields it wants, and what it no longer says goes.

use serde_json::{Map, Value, json};

use super::super::error::ApiError;
use super::super::kinds::Kind;
use super::super::write::{Halt, admit, store_changed};
use super::super::{managed, meta};
use crate::engine::store::{Key, Stored, Transaction};

/// Makes an object that is applied for the first time.
pub(super) fn create(
    transaction: &mut Transaction<'_>,
    kind: &'static Kind,
    key: &Key,
    mut object: Value,
    manager: &str,
) -> Result<Value, Halt> {
    if !object["metadata"].is_object() {
        object["metadata"] = json!({});
    }
    object["metadata"]["name"] = key.name.clone().into();
    let fields = managed::fields_of(&object);
    meta::validate(kind, &object)?;
    meta::stamp_new(kind, &key.namespace, &mut object);
    admit(kind, &mut object)?;
    note(&mut object, manager, fields);
    meta::tidy(&mut object);
    let stored = transaction.insert(key, object.clone())?;
    object["metadata"]["resourceVersion"] = stored.rv.to_string().into();
    meta::tidy(&mut object);
    Ok(object)
}

/// Applies to an object that is there.
pub(super) fn update(
    transaction: &mut Transaction<'_>,
    kind: &'static Kind,
    old: &Stored,
    whole: &Value,
    applied: Value,
    manager: &str,
    force: bool,
) -> Result<Value, Halt> {
    let wanted = managed::fields_of(&applied);
    let others = others(whole, manager);
    if !force && let Some((owner, field)) = conflict(whole, &applied, &wanted, &others, "") {
        let why = format!("Apply failed with 1 conflict: conflict with \"{owner}\": {field}");
        return Err(ApiError::conflict(kind, &old.key.name, &why).into());
    }
    let mut object = whole.clone();
    let mut kept = json!({});
    others.iter().for_each(|(_, fields)| managed::union(&mut kept, fields));
    if let Some(before) = entry(whole, manager) {
        drop_fields(&mut object, &before["fieldsV1"], &wanted, &kept);
    }
    let version = applied["metadata"]["resourceVersion"].clone();
    overlay(&mut object, &applied);
    if !version.is_null() {
        object["metadata"]["resourceVersion"] = version;
    }
    note(&mut object, manager, wanted);
    store_changed(transaction, kind, old, whole, object, "")
}

fn entry<'a>(object: &'a Value, manager: &str) -> Option<&'a Value> {
    let entries = object["metadata"]["managedFields"].as_array()?;
    entries.iter().find(|e| e["manager"] == manager && e["operation"] == "Apply")
}

/// What the other managers own.
fn others<'a>(object: &'a Value, manager: &str) -> Vec<(&'a str, &'a Value)> {
    let entries = object["metadata"]["managedFields"].as_array().into_iter().flatten();
    let others = entries.filter(|e| !(e["manager"] == manager && e["operation"] == "Apply"));
    others.map(|e| (e["manager"].as_str().unwrap_or_default(), &e["fieldsV1"])).collect()
}

/// The first leaf that is to get another value than the one a manager gave it.
fn conflict(
    present: &Value,
    applied: &Value,
    wanted: &Value,
    others: &[(&str, &Value)],
    path: &str,
) -> Option<(String, String)> {
    for (field, inner) in wanted.as_object()? {
        let Some(name) = field.strip_prefix("f:") else { continue };
        let below: Vec<(&str, &Value)> =
            others.iter().filter_map(|(m, fields)| Some((*m, fields.get(field)?))).collect();
        let path = format!("{path}.{name}");
        if below.is_empty() || present[name] == applied[name] {
            continue;
        }
        if inner.as_object().is_some_and(|m| !m.is_empty()) {
            if let Some(found) = conflict(&present[name], &applied[name], inner, &below, &path) {
                return Some(found);
            }
        } else if let Some((owner, _)) = below.first() {
            return Some(((*owner).to_owned(), path));
        }
    }
    None
}

/// Removes what the manager owned, wants no longer and nobody else owns.
fn drop_fields(object: &mut Value, owned: &Value, wanted: &Value, kept: &Value) {
    let Some(owned) = owned.as_object() else { return };
    for (field, inner) in owned {
        let Some(name) = field.strip_prefix("f:") else { continue };
        let (wanted, kept) = (&wanted[field], &kept[field]);
        if wanted.is_null() && kept.is_null() {
            if let Some(object) = object.as_object_mut() {
                object.shift_remove(name);
            }
        } else if inner.as_object().is_some_and(|m| !m.is_empty()) && object[name].is_object() {
            drop_fields(&mut object[name], inner, wanted, kept);
        }
    }
}

/// Lays the applied fields over the object: maps by key, named things by name, everything else whole.
fn overlay(object: &mut Value, applied: &Value) {
    match (object, applied) {
        (Value::Object(object), Value::Object(applied)) => {
            for (key, value) in applied {
                match value {
                    Value::Object(_) => {
                        overlay(object.entry(key.clone()).or_insert_with(|| Value::Object(Map::new())), value)
                    }
                    other => {
                        object.insert(key.clone(), other.clone());
                    }
                }
            }
        }
        (object, applied) => *object = applied.clone(),
    }
}

fn note(object: &mut Value, manager: &str, fields: Value) {
    let api_version = object["apiVersion"].clone();
    let mut entries = object["metadata"]["managedFields"].as_array().cloned().unwrap_or_default();
    entries.retain(|e| !(e["manager"] == manager && e["operation"] == "Apply"));
    entries.insert(
        0,
        json!({
            "manager": manager, "operation": "Apply", "apiVersion": api_version, "time": meta::now_text(),
            "fieldsType": "FieldsV1", "fieldsV1": fields,
        }),
    );
    object["metadata"]["managedFields"] = entries.into();
}
