//! Filters and scripts in paths of expressions: `?(@.a == 'x' && @.n > 1)`, `(@.length-1)`.

use std::cmp::Ordering;

use serde_json::Value;

use super::exprpath::follow;
use super::exprpath_syntax::{Step, closing, parse_steps, unquoted};

/// A condition on an item.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    Any(Vec<Self>),
    All(Vec<Self>),
    Not(Box<Self>),
    Compare(Operand, &'static str, Operand),
    Truth(Operand),
    /// What cannot be read selects nothing.
    Unknown,
}

/// Something that has a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    /// From the item, or from the document.
    Path {
        steps: Vec<Step>,
        from_root: bool,
    },
    Constant(Value),
    Sum(Box<Self>, Box<Self>, i8),
}

const OPERATORS: &[&str] = &["==", "!=", ">=", "<=", ">", "<", " in "];

/// How deep conditions may nest.
const MAX_DEPTH: usize = 16;

pub(super) fn parse_condition(text: &str) -> Condition {
    condition(text, 0)
}

fn condition(text: &str, depth: usize) -> Condition {
    let text = text.trim();
    if depth > MAX_DEPTH {
        return Condition::Unknown;
    }
    let several = |parts: Vec<&str>| parts.into_iter().map(|part| condition(part, depth + 1)).collect();
    let alternatives = split(text, "||");
    if alternatives.len() > 1 {
        return Condition::Any(several(alternatives));
    }
    let together = split(text, "&&");
    if together.len() > 1 {
        return Condition::All(several(together));
    }
    if let Some(rest) = text.strip_prefix('!') {
        return Condition::Not(Box::new(condition(rest, depth + 1)));
    }
    if text.starts_with('(') && closing(text) == Some(text.len()) {
        let inner = text.get(1..text.len() - 1).unwrap_or("");
        return condition(inner, depth + 1);
    }
    for operator in OPERATORS {
        if let [left, right] = split(text, operator)[..] {
            return match (operand(left), operand(right)) {
                (Some(left), Some(right)) => Condition::Compare(left, operator, right),
                _ => Condition::Unknown,
            };
        }
    }
    operand(text).map_or(Condition::Unknown, Condition::Truth)
}

/// Reads what stands in `(…)` of a bracket.
pub(super) fn parse_script(text: &str) -> Option<Operand> {
    for (sign, factor) in [("+", 1), ("-", -1)] {
        if let [left, right] = split(text, sign)[..]
            && !left.trim().is_empty()
        {
            return Some(Operand::Sum(Box::new(operand(left)?), Box::new(operand(right)?), factor));
        }
    }
    operand(text)
}

fn operand(text: &str) -> Option<Operand> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(['@', '$']) {
        let steps = parse_steps(rest).ok()?;
        return Some(Operand::Path { steps, from_root: text.starts_with('$') });
    }
    if let Some(text) = unquoted(text) {
        return Some(Operand::Constant(Value::String(text)));
    }
    serde_json::from_str(text).ok().map(Operand::Constant)
}

/// Splits at a sign outside quotes, brackets and parentheses.
fn split<'a>(text: &'a str, sign: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    let mut quote = None;
    let mut skip_to = 0;
    for (at, character) in text.char_indices() {
        match character {
            _ if quote == Some(character) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(character),
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && at >= skip_to && text.get(at..).is_some_and(|rest| rest.starts_with(sign)) => {
                parts.extend(text.get(start..at));
                start = at + sign.len();
                skip_to = start;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}

/// Whether an item fulfils a condition; one that names something the item lacks is not fulfilled, nor is its opposite.
pub(super) fn holds(condition: &Condition, item: &Value, root: &Value) -> bool {
    judge(condition, item, root) == Some(true)
}

fn judge(condition: &Condition, item: &Value, root: &Value) -> Option<bool> {
    match condition {
        Condition::Unknown => None,
        Condition::Not(inner) => judge(inner, item, root).map(|truth| !truth),
        Condition::Any(parts) => {
            for part in parts {
                if judge(part, item, root)? {
                    return Some(true);
                }
            }
            Some(false)
        }
        Condition::All(parts) => {
            for part in parts {
                if !judge(part, item, root)? {
                    return Some(false);
                }
            }
            Some(true)
        }
        Condition::Truth(operand) => {
            let value = value_of(operand, item, root)?;
            Some(!matches!(value, Value::Null | Value::Bool(false)))
        }
        Condition::Compare(left, operator, right) => {
            let (left, right) = (value_of(left, item, root)?, value_of(right, item, root)?);
            compare(&left, operator, &right)
        }
    }
}

fn compare(left: &Value, operator: &str, right: &Value) -> Option<bool> {
    let equal = match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        _ => left == right,
    };
    match operator {
        "==" => return Some(equal),
        "!=" => return Some(!equal),
        " in " => {
            let items = right.as_array()?;
            return Some(items.iter().any(|item| compare(left, "==", item) == Some(true)));
        }
        _ => {}
    }
    let order = match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64()?.partial_cmp(&right.as_f64()?)?,
        (Value::String(left), Value::String(right)) => left.cmp(right),
        _ => return None,
    };
    Some(match operator {
        ">" => order == Ordering::Greater,
        "<" => order == Ordering::Less,
        ">=" => order != Ordering::Less,
        _ => order != Ordering::Greater,
    })
}

/// The value of an operand; nothing when its path leads nowhere.
pub(super) fn value_of(operand: &Operand, item: &Value, root: &Value) -> Option<Value> {
    match operand {
        Operand::Constant(value) => Some(value.clone()),
        Operand::Path { steps, from_root } => follow(steps, if *from_root { root } else { item }, root).ok(),
        Operand::Sum(left, right, factor) => {
            let left = value_of(left, item, root)?.as_f64()?;
            let right = value_of(right, item, root)?.as_f64()?;
            Some(Value::from(left + right * f64::from(*factor)))
        }
    }
}
