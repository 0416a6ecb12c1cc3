//! Bits of whole numbers.

use super::super::eval::Scope;
use super::super::{ExprError, Value};
use super::wrong;

pub(super) fn call(_: &Scope<'_>, name: &str, args: &[Value]) -> Option<Result<Value, ExprError>> {
    if !name.starts_with("bit") {
        return None;
    }
    let numbers: Option<Vec<i64>> =
        args.iter().map(|arg| if let Value::Int(n) = arg { Some(*n) } else { None }).collect();
    let shift = |n: i64| {
        u32::try_from(n)
            .map_err(|_| ExprError::new(format!("invalid operation: negative shift count {n}"), 0))
    };
    let result = match (name, numbers.as_deref()) {
        ("bitand", Some([a, b])) => Ok(a & b),
        ("bitor", Some([a, b])) => Ok(a | b),
        ("bitxor", Some([a, b])) => Ok(a ^ b),
        ("bitnand", Some([a, b])) => Ok(a & !b),
        ("bitnot", Some([a])) => Ok(!a),
        ("bitshl", Some([a, b])) => shift(*b).map(|b| a.checked_shl(b).unwrap_or(0)),
        ("bitshr", Some([a, b])) => {
            shift(*b).map(|b| a.checked_shr(b).unwrap_or(if *a < 0 { -1 } else { 0 }))
        }
        ("bitushr", Some([a, b])) => {
            shift(*b).map(|b| (a.cast_unsigned().checked_shr(b).unwrap_or(0)).cast_signed())
        }
        _ => Err(wrong(name, args)),
    };
    Some(result.map(Value::Int))
}
