//! Numbers: conversion, rounding, extremes.

use super::super::eval::Scope;
use super::super::{ExprError, Value, operators};
use super::wrong;

pub(super) fn call(scope: &Scope<'_>, name: &str, args: &[Value]) -> Option<Result<Value, ExprError>> {
    Some(match (name, args) {
        ("int", [value]) => int(value),
        ("float", [value]) => float(value),
        ("abs", [Value::Int(n)]) => Ok(Value::Int(n.wrapping_abs())),
        ("abs", [Value::Float(n)]) => Ok(Value::Float(n.abs())),
        ("ceil" | "floor" | "round", [value]) => {
            let n = value.number()?;
            Ok(Value::Float(match name {
                "ceil" => n.ceil(),
                "floor" => n.floor(),
                _ => n.round(),
            }))
        }
        ("max" | "min", _) => extreme(name, args),
        ("mean", _) => {
            let numbers = numbers(args)?;
            if numbers.is_empty() {
                Ok(Value::Int(0))
            } else {
                Ok(Value::Float(numbers.iter().sum::<f64>() / numbers.len() as f64))
            }
        }
        ("median", _) => median(numbers(args)?),
        ("type", [value]) => Ok(type_word(value).into()),
        ("len", [Value::Text(text)]) => Ok(Value::Int(text.chars().count() as i64)),
        ("len", [Value::List(items)]) => Ok(Value::Int(items.len() as i64)),
        ("len", [Value::Map(map)]) => Ok(Value::Int(map.len() as i64)),
        ("len" | "int" | "float" | "abs" | "type", _) => Err(wrong(name, args)),
        _ => {
            let _ = scope;
            return None;
        }
    })
}

fn int(value: &Value) -> Result<Value, ExprError> {
    match value {
        Value::Int(n) => Ok(Value::Int(*n)),
        Value::Float(n) => Ok(Value::Int(*n as i64)),
        Value::Duration(d) => Ok(Value::Int(i64::try_from(d.as_nanos()).unwrap_or(i64::MAX))),
        Value::Text(text) => text.parse().map(Value::Int).map_err(|_| {
            ExprError::new(
                format!("invalid operation: int({text}): strconv.Atoi: parsing {text:?}: invalid syntax"),
                0,
            )
        }),
        other => Err(ExprError::new(format!("invalid operation: int({})", other.type_name()), 0)),
    }
}

fn float(value: &Value) -> Result<Value, ExprError> {
    match value {
        Value::Int(n) => Ok(Value::Float(*n as f64)),
        Value::Float(n) => Ok(Value::Float(*n)),
        Value::Text(text) => parse_float(text).map(Value::Float).ok_or_else(|| {
            ExprError::new(
                format!(
                    "invalid operation: float({text}): strconv.ParseFloat: parsing {text:?}: invalid syntax"
                ),
                0,
            )
        }),
        other => Err(ExprError::new(format!("invalid operation: float({})", other.type_name()), 0)),
    }
}

/// A broken number as Go reads it: no blanks, underscores only with a base.
pub(in super::super) fn parse_float(text: &str) -> Option<f64> {
    let good =
        !text.is_empty() && !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace);
    if good { text.parse().ok() } else { None }
}

/// The numbers of arguments, lists among them opened.
fn numbers(args: &[Value]) -> Option<Vec<f64>> {
    let mut found = Vec::new();
    for arg in args {
        match arg {
            Value::List(items) => found.extend(numbers(items)?),
            other => found.push(other.number()?),
        }
    }
    Some(found)
}

fn extreme(name: &str, args: &[Value]) -> Result<Value, ExprError> {
    let mut best: Option<Value> = None;
    for arg in flat(args) {
        if arg.number().is_none() && !matches!(arg, Value::Duration(_) | Value::Time(_)) {
            return Err(wrong(name, args));
        }
        let better = best.as_ref().is_none_or(|best| {
            operators::order(&arg, best).is_some_and(|o| if name == "max" { o.is_gt() } else { o.is_lt() })
        });
        if better {
            best = Some(arg);
        }
    }
    best.ok_or_else(|| ExprError::new(format!("not enough arguments to call {name}"), 0))
}

fn flat(args: &[Value]) -> Vec<Value> {
    let mut found = Vec::new();
    for arg in args {
        match arg {
            Value::List(items) => found.extend(flat(items)),
            other => found.push(other.clone()),
        }
    }
    found
}

fn median(mut numbers: Vec<f64>) -> Result<Value, ExprError> {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let at = |index: usize| numbers.get(index).copied().unwrap_or_default();
    Ok(match numbers.len() {
        0 => Value::Int(0),
        n if n % 2 == 1 => Value::Float(at(middle)),
        _ => Value::Float(f64::midpoint(at(middle - 1), at(middle))),
    })
}

fn type_word(value: &Value) -> &'static str {
    match value {
        Value::Nil => "nil",
        Value::Bool(_) => "bool",
        Value::Int(_) => "int",
        Value::Float(_) => "float",
        Value::Text(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "map",
        Value::Time(_) => "time.Time",
        Value::Duration(_) => "time.Duration",
        Value::Function(_) | Value::Method(_) => "func",
    }
}
