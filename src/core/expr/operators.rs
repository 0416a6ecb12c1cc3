//! What operators do with values.

use jiff::SignedDuration;

use super::ast::Operator;
use super::budget::Budget;
use super::{ExprError, Value};

fn mismatch(operator: Operator, left: &Value, right: &Value) -> ExprError {
    let (sign, left, right) = (operator.sign(), left.type_name(), right.type_name());
    ExprError::new(format!("invalid operation: {sign} (mismatched types {left} and {right})"), 0)
}

/// An operator that looks at both sides.
pub(super) fn binary(
    operator: Operator,
    left: &Value,
    right: &Value,
    budget: &Budget,
) -> Result<Value, ExprError> {
    match operator {
        Operator::Equal => Ok(Value::Bool(left.same(right))),
        Operator::NotEqual => Ok(Value::Bool(!left.same(right))),
        Operator::Less | Operator::Greater | Operator::LessEqual | Operator::GreaterEqual => {
            let order = order(left, right).ok_or_else(|| mismatch(operator, left, right))?;
            Ok(Value::Bool(match operator {
                Operator::Less => order.is_lt(),
                Operator::Greater => order.is_gt(),
                Operator::LessEqual => order.is_le(),
                _ => order.is_ge(),
            }))
        }
        Operator::In => contains(right, left).ok_or_else(|| mismatch(operator, left, right)).map(Value::Bool),
        Operator::Matches | Operator::Contains | Operator::StartsWith | Operator::EndsWith => {
            text(operator, left, right)
        }
        Operator::Range => range(left, right, budget),
        _ => arithmetic(operator, left, right).ok_or_else(|| mismatch(operator, left, right))?,
    }
}

/// How two values are ordered, when they can be.
pub(super) fn order(left: &Value, right: &Value) -> Option<std::cmp::Ordering> {
    match (left, right) {
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => Some(a.timestamp().cmp(&b.timestamp())),
        (Value::Duration(a), Value::Duration(b)) => Some(a.cmp(b)),
        (a, b) => a.number()?.partial_cmp(&b.number()?),
    }
}

fn contains(list: &Value, item: &Value) -> Option<bool> {
    match list {
        Value::List(items) => Some(items.iter().any(|i| i.same(item))),
        Value::Map(map) => match item {
            Value::Text(key) => Some(map.contains_key(&**key)),
            _ => None,
        },
        Value::Nil => Some(false),
        _ => None,
    }
}

fn text(operator: Operator, left: &Value, right: &Value) -> Result<Value, ExprError> {
    let (Value::Text(a), Value::Text(b)) = (left, right) else {
        if matches!(left, Value::Nil) || matches!(right, Value::Nil) {
            return Ok(Value::Bool(false));
        }
        return Err(mismatch(operator, left, right));
    };
    Ok(Value::Bool(match operator {
        Operator::Contains => a.contains(&**b),
        Operator::StartsWith => a.starts_with(&**b),
        Operator::EndsWith => a.ends_with(&**b),
        _ => regex(b)?.is_match(a),
    }))
}

/// Compiles a pattern; the syntax is near enough to RE2's.
pub(super) fn regex(pattern: &str) -> Result<regex::Regex, ExprError> {
    regex::RegexBuilder::new(pattern)
        .size_limit(1 << 20)
        .build()
        .map_err(|_| ExprError::new(format!("error parsing regexp: {pattern}"), 0))
}

fn range(left: &Value, right: &Value, budget: &Budget) -> Result<Value, ExprError> {
    let (Value::Int(from), Value::Int(to)) = (left, right) else {
        return Err(mismatch(Operator::Range, left, right));
    };
    let count =
        to.checked_sub(*from).and_then(|n| n.checked_add(1)).and_then(|n| usize::try_from(n.max(0)).ok());
    let count = count.ok_or_else(|| ExprError::new("memory budget exceeded", 0))?;
    budget.memory(count)?;
    Ok(Value::list((*from..=*to).map(Value::Int).collect()))
}

fn arithmetic(operator: Operator, left: &Value, right: &Value) -> Option<Result<Value, ExprError>> {
    let whole = match (operator, left, right) {
        (Operator::Add, Value::Int(a), Value::Int(b)) => Some(a.wrapping_add(*b)),
        (Operator::Subtract, Value::Int(a), Value::Int(b)) => Some(a.wrapping_sub(*b)),
        (Operator::Multiply, Value::Int(a), Value::Int(b)) => Some(a.wrapping_mul(*b)),
        (Operator::Modulo, Value::Int(_), Value::Int(0)) => {
            return Some(Err(ExprError::new("runtime error: integer divide by zero", 0)));
        }
        (Operator::Modulo, Value::Int(a), Value::Int(b)) => Some(a.wrapping_rem(*b)),
        _ => None,
    };
    if let Some(whole) = whole {
        return Some(Ok(Value::Int(whole)));
    }
    match (operator, left, right) {
        (Operator::Add, Value::Text(a), Value::Text(b)) => return Some(Ok(Value::from(format!("{a}{b}")))),
        (Operator::Add, Value::Time(t), Value::Duration(d))
        | (Operator::Add, Value::Duration(d), Value::Time(t)) => {
            return Some(moved(t, *d));
        }
        (Operator::Subtract, Value::Time(t), Value::Duration(d)) => return Some(moved(t, -*d)),
        (Operator::Subtract, Value::Time(a), Value::Time(b)) => {
            return Some(Ok(Value::Duration(a.timestamp().duration_since(b.timestamp()))));
        }
        (Operator::Add, Value::Duration(a), Value::Duration(b)) => return Some(Ok(Value::Duration(*a + *b))),
        (Operator::Subtract, Value::Duration(a), Value::Duration(b)) => {
            return Some(Ok(Value::Duration(*a - *b)));
        }
        (Operator::Multiply, Value::Duration(d), n) | (Operator::Multiply, n, Value::Duration(d)) => {
            let seconds = d.as_secs_f64() * n.number()?;
            return SignedDuration::try_from_secs_f64(seconds).ok().map(|d| Ok(Value::Duration(d)));
        }
        _ => {}
    }
    let (a, b) = (left.number()?, right.number()?);
    Some(Ok(Value::Float(match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide => a / b,
        Operator::Power => a.powf(b),
        _ => return None,
    })))
}

fn moved(time: &jiff::Zoned, by: SignedDuration) -> Result<Value, ExprError> {
    time.checked_add(by).map(|t| Value::Time(t.into())).map_err(|e| ExprError::new(e.to_string(), 0))
}

pub(super) fn minus(value: &Value) -> Result<Value, ExprError> {
    match value {
        Value::Int(n) => Ok(Value::Int(n.wrapping_neg())),
        Value::Float(n) => Ok(Value::Float(-n)),
        Value::Duration(d) => Ok(Value::Duration(-*d)),
        other => {
            Err(ExprError::new(format!("invalid operation: - (mismatched type {})", other.type_name()), 0))
        }
    }
}

/// `value[index]`.
pub(super) fn index(value: &Value, index: &Value) -> Result<Value, ExprError> {
    match (value, index) {
        (Value::Map(map), Value::Text(key)) => Ok(map.get(&**key).cloned().unwrap_or(Value::Nil)),
        (Value::List(items), Value::Int(at)) => {
            let len = items.len();
            position(*at, len)
                .and_then(|at| items.get(at).cloned())
                .ok_or_else(|| ExprError::new(format!("index out of range: {at} (array length is {len})"), 0))
        }
        (Value::Nil, _) => {
            Err(ExprError::new(format!("cannot fetch {} from <nil>", super::print::plain(index)), 0))
        }
        (value, index) => Err(ExprError::new(
            format!("cannot fetch {} from {}", super::print::plain(index), value.type_name()),
            0,
        )),
    }
}

/// A position from the front, or below zero from the back.
fn position(at: i64, len: usize) -> Option<usize> {
    if at >= 0 { usize::try_from(at).ok() } else { len.checked_sub(usize::try_from(at.unsigned_abs()).ok()?) }
}

/// `value[from:to]`, cut to what is there.
pub(super) fn slice(value: &Value, from: Option<Value>, to: Option<Value>) -> Result<Value, ExprError> {
    let len = match value {
        Value::List(items) => items.len(),
        Value::Text(text) => text.len(),
        other => return Err(ExprError::new(format!("cannot slice {}", other.type_name()), 0)),
    };
    let bound = |bound: Option<Value>, default: usize| match bound {
        None => Ok(default),
        Some(Value::Int(at)) => Ok(position(at, len).unwrap_or(0).min(len)),
        Some(other) => Err(ExprError::new(format!("non-integer slice index {}", other.type_name()), 0)),
    };
    let (from, to) = (bound(from, 0)?, bound(to, len)?);
    let from = from.min(to);
    Ok(match value {
        Value::List(items) => Value::list(items.get(from..to).unwrap_or_default().to_vec()),
        Value::Text(text) => Value::from(
            String::from_utf8_lossy(text.as_bytes().get(from..to).unwrap_or_default()).into_owned(),
        ),
        _ => Value::Nil,
    })
}
