//! The JSONPath of expressions: `jsonpath(text, '$.items[*].name')`, as evilmonkeyinc/jsonpath has it.
//!
//! A path of single steps gives one value or an error. After a step that can give several (`*`, `..`, slices, unions,
//! filters) the result is a list, and what has no such member, or null there, is left out.

use serde_json::Value;

use super::exprpath_filter::{self, Operand};
use super::exprpath_syntax::{Step, parse};
use super::jsonpath::{JsonPathError, fail};

/// Finds a value, or a list of values, by a path.
///
/// # Errors
/// A path that cannot be read, a single step that leads nowhere.
pub fn find(selector: &str, object: &Value) -> Result<Value, JsonPathError> {
    let steps = parse(selector).map_err(|JsonPathError(why)| {
        JsonPathError(format!("invalid JSONPath selector '{selector}' {why}"))
    })?;
    follow(&steps, object, object)
}

/// Follows steps from a value; `root` is what `$` means in filters.
pub(super) fn follow(steps: &[Step], value: &Value, root: &Value) -> Result<Value, JsonPathError> {
    let Some((step, rest)) = steps.split_first() else { return Ok(value.clone()) };
    match several(step, value, root)? {
        None => follow(rest, &single(step, value, root)?, root),
        Some(found) if rest.is_empty() => Ok(Value::Array(found)),
        Some(found) => {
            let mut out = Vec::new();
            for value in &found {
                match follow(rest, value, root) {
                    Ok(Value::Null) | Err(_) => {}
                    Ok(Value::Array(more)) if rest.iter().any(Step::is_several) => out.extend(more),
                    Ok(value) => out.push(value),
                }
            }
            Ok(Value::Array(out))
        }
    }
}

fn several(step: &Step, value: &Value, root: &Value) -> Result<Option<Vec<Value>>, JsonPathError> {
    Ok(Some(match step {
        Step::Key(_) | Step::Index(_) | Step::Script(_) => return Ok(None),
        Step::Wildcard => children(value).ok_or_else(|| target("wildcard", "[array map slice]", value))?,
        Step::Recursive => {
            let mut found = Vec::new();
            descend(value, &mut found);
            found
        }
        Step::Slice { start, end, step } => {
            let items = list("range", value)?;
            sliced(items, *start, *end, *step)?
        }
        Step::Union(alternatives) => {
            alternatives.iter().map(|one| single(one, value, root)).collect::<Result<_, _>>()?
        }
        Step::Filter(condition) => {
            let items = children(value).ok_or_else(|| target("filter", "[array map slice]", value))?;
            items.into_iter().filter(|item| exprpath_filter::holds(condition, item, root)).collect()
        }
    }))
}

fn single(step: &Step, value: &Value, root: &Value) -> Result<Value, JsonPathError> {
    match step {
        Step::Key(name) => match value {
            Value::Object(map) => match map.get(name) {
                Some(found) => Ok(found.clone()),
                None if name == "length" => Ok(Value::from(map.len())),
                None => fail(format!("key: invalid token key '{name}' not found")),
            },
            Value::Array(items) if name == "length" => Ok(Value::from(items.len())),
            Value::String(text) if name == "length" => Ok(Value::from(text.chars().count())),
            other => Err(target("key", "[map]", other)),
        },
        Step::Index(index) => {
            let items = list("index", value)?;
            let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
            let index = if *index < 0 { index + length } else { *index };
            let found = usize::try_from(index).ok().and_then(|index| items.get(index));
            found.cloned().ok_or_else(|| JsonPathError("index: invalid token out of range".to_owned()))
        }
        Step::Script(operand) => script(operand, value, root),
        _ => fail("invalid token in a union"),
    }
}

fn script(operand: &Operand, value: &Value, root: &Value) -> Result<Value, JsonPathError> {
    match exprpath_filter::value_of(operand, value, root) {
        Some(Value::Number(number)) => {
            let index = number.as_f64().unwrap_or(f64::NAN);
            if index.fract() == 0.0 {
                single(&Step::Index(index as i64), value, root)
            } else {
                fail("script: invalid token out of range")
            }
        }
        Some(Value::String(name)) => single(&Step::Key(name), value, root),
        _ => fail("script: invalid token. the expression has no result"),
    }
}

fn list<'a>(token: &str, value: &'a Value) -> Result<&'a Vec<Value>, JsonPathError> {
    value.as_array().ok_or_else(|| target(token, "[array slice]", value))
}

fn target(token: &str, expected: &str, value: &Value) -> JsonPathError {
    let kind = match value {
        Value::Null => "nil",
        Value::Bool(_) => "bool",
        Value::Number(_) => "float64",
        Value::String(_) => "string",
        Value::Array(_) => "slice",
        Value::Object(_) => "map",
    };
    JsonPathError(format!("{token}: invalid token target. expected {expected} got [{kind}]"))
}

fn children(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(items) => Some(items.clone()),
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            Some(entries.into_iter().map(|(_, value)| value.clone()).collect())
        }
        _ => None,
    }
}

fn descend(value: &Value, found: &mut Vec<Value>) {
    found.push(value.clone());
    for child in children(value).unwrap_or_default() {
        if !child.is_null() {
            descend(&child, found);
        }
    }
}

/// Takes a slice as Python does, backwards with a negative step.
fn sliced(
    items: &[Value],
    start: Option<i64>,
    end: Option<i64>,
    step: Option<i64>,
) -> Result<Vec<Value>, JsonPathError> {
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let step = step.unwrap_or(1);
    if step == 0 {
        return fail("range: invalid token out of range");
    }
    let place = |bound: i64| if bound < 0 { bound + length } else { bound };
    let (first, last) = if step > 0 {
        (start.map_or(0, place).clamp(0, length), end.map_or(length, place).clamp(0, length))
    } else {
        (start.map_or(length - 1, place).clamp(-1, length - 1), end.map_or(-1, place).clamp(-1, length - 1))
    };
    let mut found = Vec::new();
    let mut at = first;
    while (step > 0 && at < last) || (step < 0 && at > last) {
        found.extend(usize::try_from(at).ok().and_then(|at| items.get(at)).cloned());
        at = at.saturating_add(step);
    }
    Ok(found)
}
