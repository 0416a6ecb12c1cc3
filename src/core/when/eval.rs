//! Evaluation of the tree.

use super::plan::{Chain, Rank, Stage};
use super::syntax::compile;
use super::value::Value;

/// Evaluates a tree; nothing evaluates to nothing.
///
/// # Errors
/// The reference's message for an operator that does not take such a value, or for a name without a value.
pub(super) fn evaluate(stage: Option<&Stage>) -> Result<Value, String> {
    match stage {
        None => Ok(Value::Nil),
        Some(Stage::Literal(value)) => Ok(value.clone()),
        Some(Stage::Name(name)) => Err(format!("No parameter '{name}' found.")),
        Some(Stage::Group(inner)) => evaluate(inner.as_deref()),
        Some(Stage::Prefix(operator, operand)) => prefix(operator, evaluate(operand.as_deref())?),
        Some(Stage::Chain(operators)) => chain(operators),
    }
}

fn prefix(operator: &str, operand: Value) -> Result<Value, String> {
    match (operator, &operand) {
        ("!", Value::Bool(on)) => Ok(Value::Bool(!on)),
        ("-", Value::Number(number)) => Ok(Value::Number(-number)),
        ("~", Value::Number(number)) => Ok(Value::Number(!(*number as i64) as f64)),
        _ => Err(format!("Value '{operand}' cannot be used with the prefix '{operator}'")),
    }
}

fn chain(chain: &Chain) -> Result<Value, String> {
    let mut left = evaluate(chain.first.as_ref())?;
    for (operator, right) in &chain.rest {
        left = step(chain.rank, operator, left, right.as_ref())?;
    }
    Ok(left)
}

fn step(rank: Rank, operator: &str, left: Value, right: Option<&Stage>) -> Result<Value, String> {
    match (operator, &left) {
        ("&&", Value::Bool(false)) | ("||", Value::Bool(true)) => return Ok(left),
        ("?", Value::Bool(false)) => return Ok(Value::Nil),
        ("??" | ":", left) if !matches!(left, Value::Nil) => return Ok(left.clone()),
        _ => {}
    }
    let right = evaluate(right)?;
    let wrong = |value: &Value| Err(refusal(rank, operator, value));
    match rank {
        Rank::Separator => Ok(Value::List(match left {
            Value::List(mut items) => {
                items.push(right);
                items
            }
            other => vec![other, right],
        })),
        Rank::Ternary if operator == "?" => match left {
            Value::Bool(_) => Ok(right),
            other => wrong(&other),
        },
        Rank::Ternary => Ok(right),
        Rank::Or | Rank::And => match (&left, &right) {
            (Value::Bool(_), Value::Bool(_)) => Ok(right),
            (Value::Bool(_), other) | (other, _) => wrong(other),
        },
        Rank::Comparator => compare(operator, &left, &right).unwrap_or_else(|| {
            let culprit = if matches!(operator, "in") { &right } else { &left };
            wrong(culprit)
        }),
        Rank::Additive if operator == "+" && is_text(&left, &right) => {
            Ok(Value::Text(format!("{left}{right}")))
        }
        _ => match (&left, &right) {
            (Value::Number(a), Value::Number(b)) => Ok(Value::Number(arithmetic(operator, *a, *b))),
            (Value::Number(_), other) if operator != "+" => wrong(other),
            (other, _) => wrong(other),
        },
    }
}

fn is_text(left: &Value, right: &Value) -> bool {
    matches!(left, Value::Text(_)) || matches!(right, Value::Text(_))
}

/// Compares; nothing when the operator does not take such values.
fn compare(operator: &str, left: &Value, right: &Value) -> Option<Result<Value, String>> {
    use std::cmp::Ordering::{Greater, Less};
    let answer = match operator {
        "==" => left == right,
        "!=" => left != right,
        "in" => match right {
            Value::List(items) => items.contains(left),
            _ => return None,
        },
        "=~" | "!~" => return matches_pattern(operator, left, right),
        _ => {
            let order = match (left, right) {
                (Value::Number(a), Value::Number(b)) => a.partial_cmp(b),
                (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
                _ => return None,
            };
            match operator {
                "<" => order == Some(Less),
                ">" => order == Some(Greater),
                "<=" => order.is_some_and(|o| o != Greater),
                _ => order.is_some_and(|o| o != Less),
            }
        }
    };
    Some(Ok(Value::Bool(answer)))
}

fn matches_pattern(operator: &str, left: &Value, right: &Value) -> Option<Result<Value, String>> {
    let Value::Text(text) = left else { return None };
    let found = match right {
        Value::Pattern(pattern) => pattern.is_match(text),
        Value::Text(pattern) => match compile(pattern) {
            Ok(compiled) => compiled.is_match(text),
            Err(why) => return Some(Err(format!("Unable to compile regexp pattern '{pattern}': {why}"))),
        },
        other => return Some(Err(refusal(Rank::Comparator, operator, other))),
    };
    Some(Ok(Value::Bool(found == (operator == "=~"))))
}

/// Arithmetic on Go's float64; bits are those of 64-bit integers.
fn arithmetic(operator: &str, a: f64, b: f64) -> f64 {
    let (whole_a, whole_b) = (a as i64, b as i64);
    let shift = u32::try_from(whole_b).ok();
    match operator {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "%" => a % b,
        "**" => a.powf(b),
        "&" => (whole_a & whole_b) as f64,
        "|" => (whole_a | whole_b) as f64,
        "^" => (whole_a ^ whole_b) as f64,
        "<<" => shift.and_then(|by| (whole_a as u64).checked_shl(by)).unwrap_or_default() as f64,
        _ => shift.and_then(|by| (whole_a as u64).checked_shr(by)).unwrap_or_default() as f64,
    }
}

/// The reference's message for a value that an operator does not take.
fn refusal(rank: Rank, operator: &str, value: &Value) -> String {
    let (what, wanted) = match rank {
        Rank::Or | Rank::And => ("logical operator", "bool"),
        Rank::Ternary => ("ternary operator", "bool"),
        Rank::Comparator => ("comparator", "number"),
        _ => ("modifier", "number"),
    };
    format!("Value '{value}' cannot be used with the {what} '{operator}', it is not a {wanted}")
}
