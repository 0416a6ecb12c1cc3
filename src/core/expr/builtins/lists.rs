//! Lists and maps.

use std::collections::BTreeMap;

use super::super::eval::Scope;
use super::super::{ExprError, Value, operators};
use super::wrong;

pub(super) fn call(scope: &Scope<'_>, name: &str, args: &[Value]) -> Option<Result<Value, ExprError>> {
    use Value::{Int, List, Map};
    Some(match (name, args) {
        ("first", [List(items)]) => Ok(items.first().cloned().unwrap_or(Value::Nil)),
        ("last", [List(items)]) => Ok(items.last().cloned().unwrap_or(Value::Nil)),
        ("get", [value, key]) => Ok(operators::index(value, key).unwrap_or(Value::Nil)),
        ("take", [List(items), Int(n)]) => {
            let count = usize::try_from(*n).unwrap_or(0).min(items.len());
            Ok(Value::list(items.iter().take(count).cloned().collect()))
        }
        ("keys", [Map(map)]) => Ok(Value::list(map.keys().map(Value::text).collect())),
        ("values", [Map(map)]) => Ok(Value::list(map.values().cloned().collect())),
        ("toPairs", [Map(map)]) => {
            Ok(Value::list(map.iter().map(|(k, v)| Value::list(vec![Value::text(k), v.clone()])).collect()))
        }
        ("fromPairs", [List(pairs)]) => from_pairs(pairs),
        ("reverse", [List(items)]) => Ok(Value::list(items.iter().rev().cloned().collect())),
        ("uniq", [List(items)]) => Ok(Value::list(unique(items))),
        ("concat", _) => concat(args),
        ("flatten", [List(items)]) => Ok(Value::list(flat(items))),
        ("sort", [List(items)]) => sort(items, false),
        ("sort", [List(items), Value::Text(order)]) => sort(items, &**order == "desc"),
        (
            "first" | "last" | "take" | "keys" | "values" | "toPairs" | "fromPairs" | "reverse" | "uniq"
            | "flatten" | "sort" | "get",
            _,
        ) => Err(wrong(name, args)),
        _ => {
            let _ = scope;
            return None;
        }
    })
}

fn from_pairs(pairs: &[Value]) -> Result<Value, ExprError> {
    let mut map = BTreeMap::new();
    for pair in pairs {
        match pair {
            Value::List(pair) => match pair.as_slice() {
                [Value::Text(key), value] => map.insert(key.to_string(), value.clone()),
                _ => return Err(ExprError::new("invalid pair", 0)),
            },
            _ => return Err(ExprError::new("invalid pair", 0)),
        };
    }
    Ok(Value::map(map))
}

/// The elements without those that come again.
fn unique(items: &[Value]) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for item in items {
        if !found.iter().any(|known| known.same(item)) {
            found.push(item.clone());
        }
    }
    found
}

fn concat(args: &[Value]) -> Result<Value, ExprError> {
    let mut all = Vec::new();
    for arg in args {
        match arg {
            Value::List(items) => all.extend(items.iter().cloned()),
            other => return Err(wrong("concat", std::slice::from_ref(other))),
        }
    }
    Ok(Value::list(all))
}

fn flat(items: &[Value]) -> Vec<Value> {
    let mut all = Vec::new();
    for item in items {
        match item {
            Value::List(inner) => all.extend(flat(inner)),
            other => all.push(other.clone()),
        }
    }
    all
}

fn sort(items: &[Value], down: bool) -> Result<Value, ExprError> {
    let mut sorted = items.to_vec();
    if sorted.windows(2).any(|pair| matches!(pair, [a, b] if operators::order(a, b).is_none())) {
        return Err(wrong("sort", &sorted));
    }
    sorted.sort_by(|a, b| operators::order(a, b).unwrap_or(std::cmp::Ordering::Equal));
    if down {
        sorted.reverse();
    }
    Ok(Value::list(sorted))
}
