//! kubectl's JSONPath templates: `{.status.phase}`, `{range .items[*]}{.name}{"\n"}{end}`.
//!
//! Missing fields print nothing, as resource templates want it.

use std::borrow::Cow;

use serde_json::Value;

use super::jsonpath_compare::compare;
use super::jsonpath_syntax::{Node, Piece, Slice, parse};
use crate::core::text::{json, number};

/// What is wrong with a template or with using it on an object, in the words of the Kubernetes library.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct JsonPathError(pub String);

type Found<'a> = Vec<Cow<'a, Value>>;

/// Prints what a template finds in an object.
///
/// # Errors
/// A template that cannot be read, an index out of bounds, a comparison of different types.
pub fn print(template: &str, object: &Value) -> Result<String, JsonPathError> {
    if template.is_empty() {
        return fail("template format specified but no template given");
    }
    let pieces = parse(template)?;
    let mut printer = Printer { out: String::new() };
    printer.block(&pieces, 0, Some(object), 0)?;
    Ok(printer.out)
}

pub(super) fn fail<T>(message: impl Into<String>) -> Result<T, JsonPathError> {
    Err(JsonPathError(message.into()))
}

struct Printer {
    out: String,
}

impl Printer {
    /// Prints pieces from `at` up to the end of the range they are in; returns the place after it.
    fn block(
        &mut self,
        pieces: &[Piece],
        mut at: usize,
        current: Option<&Value>,
        ranges: usize,
    ) -> Result<usize, JsonPathError> {
        while let Some(piece) = pieces.get(at) {
            at += 1;
            match piece {
                Piece::Text(text) => self.out.push_str(text),
                Piece::End if ranges > 0 => return Ok(at),
                Piece::End => return fail("not in range, nothing to end"),
                Piece::Find(nodes) => {
                    let found = current.map_or_else(|| Ok(Vec::new()), |current| find(nodes, current))?;
                    let texts: Vec<_> = found.iter().map(|value| to_text(value)).collect();
                    self.out.push_str(&texts.join(" "));
                }
                Piece::Range(nodes) => {
                    let found = current.map_or_else(|| Ok(Vec::new()), |current| find(nodes, current))?;
                    let mut after = at;
                    for value in &found {
                        after = self.block(pieces, at, Some(value), ranges + 1)?;
                    }
                    if found.is_empty() {
                        let printed = self.out.len();
                        after = self.block(pieces, at, None, ranges + 1)?;
                        self.out.truncate(printed);
                    }
                    at = after;
                }
            }
        }
        Ok(at)
    }
}

fn to_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(found) => match found.as_f64() {
            Some(float) if found.is_f64() => number::float_v(float),
            _ => found.to_string(),
        },
        other => json::to_string(other),
    }
}

/// Follows a path from an object.
pub(super) fn find<'a>(nodes: &[Node], object: &'a Value) -> Result<Found<'a>, JsonPathError> {
    let mut found = vec![Cow::Borrowed(object)];
    for node in nodes {
        found = step(node, found)?;
    }
    Ok(found)
}

fn step<'a>(node: &Node, input: Found<'a>) -> Result<Found<'a>, JsonPathError> {
    let mut found = Vec::new();
    match node {
        Node::Constant(value) => return Ok(vec![Cow::Owned(value.clone())]),
        Node::Unknown(name) => return fail(format!("unrecognized identifier {name}")),
        Node::Field(name) => {
            found.extend(
                input.into_iter().filter_map(|value| member(value, |value| value.get(name.as_str()))),
            );
        }
        Node::Wildcard => input.into_iter().for_each(|value| found.extend(children(value))),
        Node::Recursive => input.into_iter().for_each(|value| descend(value, &mut found)),
        Node::Slice(slice) => {
            for value in input {
                take_slice(slice, value, &mut found)?;
            }
        }
        Node::Union(alternatives) => {
            for alternative in alternatives {
                let mut some = input.clone();
                for node in alternative {
                    some = step(node, some)?;
                }
                found.extend(some);
            }
        }
        Node::Filter { left, comparison } => {
            for value in input {
                let Value::Array(_) = &*value else {
                    return fail(format!("{} is not array or slice and cannot be filtered", to_text(&value)));
                };
                for item in children(value) {
                    if passes(left, comparison.as_ref(), &item)? {
                        found.push(item);
                    }
                }
            }
        }
    }
    Ok(found)
}

fn passes(
    left: &[Node],
    comparison: Option<&(String, Vec<Node>)>,
    item: &Value,
) -> Result<bool, JsonPathError> {
    let Some((operator, right)) = comparison else {
        // The library looks only at whether anything was found, errors or not.
        let mut found = vec![Cow::Borrowed(item)];
        for node in left {
            match step(node, found.clone()) {
                Ok(next) => found = next,
                Err(_) => break,
            }
        }
        return Ok(!found.is_empty());
    };
    let one = |nodes| {
        let found = find(nodes, item)?;
        if found.len() > 1 {
            fail("can only compare one element at a time")
        } else {
            Ok(found.into_iter().next())
        }
    };
    let (Some(left), Some(right)) = (one(left)?, one(right)?) else { return Ok(false) };
    compare(&left, operator, &right)
}

/// Applies a lookup to a value, borrowed or owned.
fn member<'a>(value: Cow<'a, Value>, lookup: impl Fn(&Value) -> Option<&Value>) -> Option<Cow<'a, Value>> {
    match value {
        Cow::Borrowed(value) => lookup(value).map(Cow::Borrowed),
        Cow::Owned(value) => lookup(&value).cloned().map(Cow::Owned),
    }
}

/// The items of a list, or the values of a map by sorted key.
fn children(value: Cow<'_, Value>) -> Found<'_> {
    match value {
        Cow::Borrowed(Value::Array(items)) => items.iter().map(Cow::Borrowed).collect(),
        Cow::Borrowed(Value::Object(map)) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            entries.into_iter().map(|(_, value)| Cow::Borrowed(value)).collect()
        }
        Cow::Owned(Value::Array(items)) => items.into_iter().map(Cow::Owned).collect(),
        Cow::Owned(Value::Object(map)) => {
            let mut entries: Vec<_> = map.into_iter().collect();
            entries.sort_by(|left, right| left.0.cmp(&right.0));
            entries.into_iter().map(|(_, value)| Cow::Owned(value)).collect()
        }
        _ => Vec::new(),
    }
}

/// The value and all collections below it, outermost first.
fn descend<'a>(value: Cow<'a, Value>, found: &mut Found<'a>) {
    let below = children(value.clone());
    if !below.is_empty() {
        found.push(value);
        below.into_iter().for_each(|value| descend(value, found));
    }
}

fn take_slice<'a>(slice: &Slice, value: Cow<'a, Value>, found: &mut Found<'a>) -> Result<(), JsonPathError> {
    let length = match &*value {
        Value::Null => return Ok(()),
        Value::Array(items) => i64::try_from(items.len()).unwrap_or(i64::MAX),
        other => return fail(format!("{} is not array or slice", to_text(other))),
    };
    let mut start = slice.start.unwrap_or(0);
    if start < 0 {
        start += length;
    }
    let mut end = slice.end.unwrap_or(length);
    if end < 0 || (end == 0 && slice.single) {
        end += length;
    }
    if start == end {
        return Ok(());
    }
    let out_of_bounds = |index| fail(format!("array index out of bounds: index {index}, length {length}"));
    if start < 0 || start >= length {
        return out_of_bounds(start);
    }
    if end < 0 || end > length {
        return out_of_bounds(end - 1);
    }
    if start > end {
        return fail(format!("starting index {start} is greater than ending index {end}"));
    }
    let step = slice.step.unwrap_or(1);
    let Some(step) = usize::try_from(step).ok().filter(|step| *step > 0) else {
        return fail("step must be > 0");
    };
    let start = usize::try_from(start).unwrap_or(0);
    let count = usize::try_from(end).unwrap_or(0) - start;
    found.extend(children(value).into_iter().skip(start).take(count).step_by(step));
    Ok(())
}
