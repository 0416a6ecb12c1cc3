//! Lists, and what is empty.

use super::super::eval::Scope;
use super::super::{ExprError, Value};
use super::cast::{int, is_empty};
use super::{Answer, bare, wrong};

pub(super) fn call(_: &Scope<'_>, full: &str, args: &[Value]) -> Answer {
    use Value::{Int, List};
    let name = bare(full);
    let list = |items: Vec<Value>| Ok(Value::list(items));
    let of = |items: &[Value], keep: &dyn Fn(&Value) -> bool| {
        Ok(Value::list(items.iter().filter(|i| keep(i)).cloned().collect()))
    };
    Some(match (name.as_str(), args) {
        ("list" | "tuple", _) => list(args.to_vec()),
        ("first", [List(items)]) => Ok(items.first().cloned().unwrap_or(Value::Nil)),
        ("last", [List(items)]) => Ok(items.last().cloned().unwrap_or(Value::Nil)),
        ("rest", [List(items)]) => {
            Ok(items.split_first().map_or(Value::Nil, |(_, rest)| Value::list(rest.to_vec())))
        }
        ("initial", [List(items)]) => {
            Ok(items.split_last().map_or(Value::Nil, |(_, rest)| Value::list(rest.to_vec())))
        }
        ("append" | "push", [List(items), item]) => list(items.iter().chain([item]).cloned().collect()),
        ("prepend", [List(items), item]) => list([item].into_iter().chain(items.iter()).cloned().collect()),
        ("concat", []) => Ok(Value::Nil),
        ("concat", _) => {
            let mut all = Vec::new();
            for arg in args {
                match arg {
                    List(items) => all.extend(items.iter().cloned()),
                    other => return Some(Err(cannot("concat", other, "type ", " as list"))),
                }
            }
            list(all)
        }
        ("reverse", [List(items)]) => list(items.iter().rev().cloned().collect()),
        ("uniq", [List(items)]) => list(unique(items)),
        ("without", [List(items), gone @ ..]) => of(items, &|item| !gone.iter().any(|g| g.same(item))),
        ("compact", [List(items)]) => of(items, &|item| !is_empty(item)),
        ("has", [_, Value::Nil]) => Ok(Value::Bool(false)),
        ("has", [item, List(items)]) => Ok(Value::Bool(items.iter().any(|i| i.same(item)))),
        ("slice", [List(items), bounds @ ..]) => slice(items, bounds),
        ("chunk", [Int(size), List(items)]) => {
            let Some(size) = usize::try_from(*size).ok().filter(|size| *size > 0) else {
                return Some(Err(ExprError::new("runtime error: makeslice: len out of range", 0)));
            };
            list(items.chunks(size).map(|chunk| Value::list(chunk.to_vec())).collect())
        }
        ("default", [default]) => Ok(default.clone()),
        ("default", [default, given, ..]) => {
            Ok(if is_empty(given) { default.clone() } else { given.clone() })
        }
        ("empty", [value]) => Ok(Value::Bool(is_empty(value))),
        ("coalesce", _) => Ok(args.iter().find(|a| !is_empty(a)).cloned().unwrap_or(Value::Nil)),
        ("all", _) => Ok(Value::Bool(!args.iter().any(is_empty))),
        ("any", _) => Ok(Value::Bool(!args.iter().all(is_empty))),
        ("ternary", [yes, no, Value::Bool(b)]) => Ok(if *b { yes.clone() } else { no.clone() }),
        ("fail", [Value::Text(why)]) => Err(ExprError::new(why.to_string(), 0)),
        (
            "first" | "last" | "rest" | "initial" | "reverse" | "uniq" | "without" | "compact" | "slice"
            | "append" | "push" | "prepend",
            [other, ..],
        ) => Err(cannot(&name, other, "Cannot find ", " on type ")),
        ("has" | "chunk", [_, other]) => Err(cannot(&name, other, "Cannot find ", " on type ")),
        (
            "first" | "last" | "rest" | "initial" | "reverse" | "uniq" | "without" | "compact" | "slice"
            | "append" | "push" | "prepend" | "has" | "chunk" | "default" | "empty" | "ternary" | "fail",
            _,
        ) => Err(wrong(full, args)),
        _ => return None,
    })
}

fn cannot(name: &str, value: &Value, before: &str, between: &str) -> ExprError {
    let kind = match value {
        Value::Text(_) => "string",
        Value::Map(_) => "map",
        Value::Nil => "invalid",
        other => other.type_name(),
    };
    ExprError::new(format!("{before}{name}{between}{kind}"), 0)
}

/// The elements without those that come again; 1 and 1.0 differ.
fn unique(items: &[Value]) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for item in items {
        if !found.iter().any(|known| known.type_name() == item.type_name() && known.same(item)) {
            found.push(item.clone());
        }
    }
    found
}

fn slice(items: &[Value], bounds: &[Value]) -> Result<Value, ExprError> {
    let bound = |at: usize, default: usize| {
        bounds.get(at).map_or(Some(default), |bound| usize::try_from(int(bound)).ok())
    };
    let part = bound(0, 0).zip(bound(1, items.len())).and_then(|(from, to)| items.get(from..to));
    part.map(|part| Value::list(part.to_vec()))
        .ok_or_else(|| ExprError::new("reflect.Value.Slice: slice index out of bounds", 0))
}
