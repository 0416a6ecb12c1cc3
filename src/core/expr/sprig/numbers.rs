//! Numbers.

use super::super::eval::Scope;
use super::super::{ExprError, Value};
use super::cast::{float, int, text};
use super::{Answer, wrong};

pub(super) fn call(scope: &Scope<'_>, name: &str, args: &[Value]) -> Answer {
    let whole = |f: fn(i64, i64) -> i64, start: i64, args: &[Value]| {
        Ok(Value::Int(args.iter().map(int).fold(start, f)))
    };
    let broken = |f: fn(f64, f64) -> f64| {
        let mut numbers = args.iter().map(float);
        let first = numbers.next().unwrap_or_default();
        Ok(Value::Float(tidy(numbers.fold(first, f))))
    };
    let by_zero = || Err(ExprError::new("runtime error: integer divide by zero", 0));
    Some(match (name, args) {
        ("int" | "int64", [value]) => Ok(Value::Int(int(value))),
        ("atoi", [Value::Text(text)]) => Ok(Value::Int(text.parse().unwrap_or(0))),
        ("float64", [value]) => Ok(Value::Float(float(value))),
        ("toDecimal", [value]) => Ok(Value::Int(i64::from_str_radix(&text(value), 8).unwrap_or(0))),
        ("add", _) => whole(i64::wrapping_add, 0, args),
        ("add1", [value]) => Ok(Value::Int(int(value).wrapping_add(1))),
        ("sub", [a, b]) => Ok(Value::Int(int(a).wrapping_sub(int(b)))),
        ("mul", [first, rest @ ..]) => whole(i64::wrapping_mul, int(first), rest),
        ("div", [a, b]) => {
            if int(b) == 0 {
                by_zero()
            } else {
                Ok(Value::Int(int(a).wrapping_div(int(b))))
            }
        }
        ("mod", [a, b]) => {
            if int(b) == 0 {
                by_zero()
            } else {
                Ok(Value::Int(int(a).wrapping_rem(int(b))))
            }
        }
        ("add1f", [value]) => Ok(Value::Float(tidy(float(value) + 1.0))),
        ("addf", _) => broken(|a, b| a + b),
        ("subf", [_, _, ..]) => broken(|a, b| a - b),
        ("mulf", [_, ..]) => broken(|a, b| a * b),
        ("divf", [_, ..]) => broken(|a, b| a / b),
        ("max" | "biggest", [first, rest @ ..]) => whole(i64::max, int(first), rest),
        ("min", [first, rest @ ..]) => whole(i64::min, int(first), rest),
        ("maxf", [_, ..]) => broken(f64::max),
        ("minf", [_, ..]) => broken(f64::min),
        ("floor", [value]) => Ok(Value::Float(float(value).floor())),
        ("ceil", [value]) => Ok(Value::Float(float(value).ceil())),
        ("round", [value, places]) => Ok(Value::Float(round(float(value), int(places), 0.5))),
        ("round", [value, places, on]) => Ok(Value::Float(round(float(value), int(places), float(on)))),
        ("until", [count]) => {
            let count = int(count);
            steps(scope, 0, count, if count < 0 { -1 } else { 1 })
        }
        ("untilStep", [from, to, step]) => steps(scope, int(from), int(to), int(step)),
        ("seq", _) => sequence(scope, &args.iter().map(int).collect::<Vec<_>>()),
        (
            "int" | "int64" | "atoi" | "float64" | "toDecimal" | "add1" | "sub" | "mul" | "div" | "mod"
            | "add1f" | "subf" | "mulf" | "divf" | "max" | "biggest" | "min" | "maxf" | "minf" | "floor"
            | "ceil" | "round" | "until" | "untilStep",
            _,
        ) => Err(wrong(name, args)),
        _ => return None,
    })
}

/// Sprig reckons in decimals; binary leavings in the last places are taken off.
fn tidy(number: f64) -> f64 {
    format!("{number:.15}").parse::<f64>().ok().filter(|n| (n - number).abs() < 1e-12).unwrap_or(number)
}

fn round(value: f64, places: i64, on: f64) -> f64 {
    let scale = 10_f64.powi(i32::try_from(places).unwrap_or(0));
    let digit = scale * value;
    let fraction = digit.fract().abs();
    let up = fraction >= on;
    let rounded = if up { digit.signum() * digit.abs().ceil() } else { digit.trunc() };
    rounded / scale
}

fn steps(scope: &Scope<'_>, from: i64, to: i64, step: i64) -> Result<Value, ExprError> {
    let mut found = Vec::new();
    let mut at = from;
    while step > 0 && at < to || step < 0 && at > to {
        scope.budget.take(1)?;
        found.push(Value::Int(at));
        at = at.saturating_add(step);
    }
    Ok(Value::list(found))
}

fn sequence(scope: &Scope<'_>, numbers: &[i64]) -> Result<Value, ExprError> {
    let (from, step, to) = match numbers {
        [to] => (1, if *to < 1 { -1 } else { 1 }, *to),
        [from, to] => (*from, if to < from { -1 } else { 1 }, *to),
        [from, step, to] if to >= from && *step > 0 || to < from && *step < 0 => (*from, *step, *to),
        _ => return Ok("".into()),
    };
    let Value::List(all) = steps(scope, from, if step > 0 { to + 1 } else { to - 1 }, step)? else {
        return Ok("".into());
    };
    Ok(all.iter().map(text).collect::<Vec<_>>().join(" ").into())
}
