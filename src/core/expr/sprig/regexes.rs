//! Regular expressions.

use super::super::eval::Scope;
use super::super::operators::regex;
use super::super::{ExprError, Value};
use super::cast::int;
use super::{Answer, bare, wrong};

pub(super) fn call(_: &Scope<'_>, full: &str, args: &[Value]) -> Answer {
    use Value::Text;
    let name = bare(full);
    if !name.starts_with("regex") {
        return None;
    }
    if let ("regexQuoteMeta", [Text(s)]) = (name.as_str(), args) {
        return Some(Ok(regex::escape(s).into()));
    }
    let [Text(pattern), rest @ ..] = args else { return Some(Err(wrong(full, args))) };
    let compiled = match regex(pattern) {
        Ok(compiled) => compiled,
        Err(_) if name == "regexMatch" && name == full => return Some(Ok(Value::Bool(false))),
        Err(error) => return Some(Err(error)),
    };
    Some(run(&name, full, &compiled, rest, args))
}

fn run(
    name: &str,
    full: &str,
    pattern: &regex::Regex,
    rest: &[Value],
    args: &[Value],
) -> Result<Value, ExprError> {
    use Value::Text;
    let limit = |n: &Value| usize::try_from(int(n)).unwrap_or(usize::MAX);
    match (name, rest) {
        ("regexMatch", [Text(s)]) => Ok(Value::Bool(pattern.is_match(s))),
        ("regexFind", [Text(s)]) => Ok(pattern.find(s).map_or("", |m| m.as_str()).into()),
        ("regexFindAll", [Text(s), n]) => {
            let found: Vec<Value> = pattern.find_iter(s).take(limit(n)).map(|m| m.as_str().into()).collect();
            Ok(if found.is_empty() { Value::Nil } else { Value::list(found) })
        }
        ("regexReplaceAll", [Text(s), Text(with)]) => Ok(pattern.replace_all(s, &**with).into_owned().into()),
        ("regexReplaceAllLiteral", [Text(s), Text(with)]) => {
            Ok(pattern.replace_all(s, regex::NoExpand(with)).into_owned().into())
        }
        ("regexSplit", [Text(s), n]) => Ok(split(pattern, s, limit(n))),
        _ => Err(wrong(full, args)),
    }
}

/// As Go's `Regexp.Split`: an empty match at the beginning makes no part.
fn split(pattern: &regex::Regex, text: &str, limit: usize) -> Value {
    if limit == 0 {
        return Value::Nil;
    }
    let mut parts: Vec<Value> = Vec::new();
    let (mut start, mut end) = (0, 0);
    for found in pattern.find_iter(text) {
        if parts.len() + 1 == limit {
            break;
        }
        end = found.start();
        if found.end() != 0 {
            parts.push(text.get(start..end).unwrap_or_default().into());
        }
        start = found.end();
    }
    if end != text.len() || start != text.len() || parts.is_empty() || start == text.len() && end < start {
        parts.push(text.get(start..).unwrap_or_default().into());
    }
    Value::list(parts)
}
