//! Text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::eval::Scope;
use super::super::{ExprError, Value, json, print};
use super::wrong;

/// What `trim` takes away when it is not told.
const BLANKS: &[char] = &[' ', '\t', '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{a0}'];

pub(super) fn call(scope: &Scope<'_>, name: &str, args: &[Value]) -> Option<Result<Value, ExprError>> {
    use Value::{Int, Text};
    let text = |s: &str| Ok(Value::text(s));
    let bool = |b: bool| Ok(Value::Bool(b));
    let at = |found: Option<usize>| Ok(Int(found.map_or(-1, |n| n as i64)));
    Some(match (name, args) {
        ("string", [value]) => text(&print::plain(value)),
        ("trim", [Text(s)]) => text(s.trim_matches(BLANKS)),
        ("trim", [Text(s), Text(set)]) => text(s.trim_matches(|c| set.contains(c))),
        ("trimPrefix", [Text(s)]) => text(s.strip_prefix(' ').unwrap_or(s)),
        ("trimPrefix", [Text(s), Text(prefix)]) => text(s.strip_prefix(&**prefix).unwrap_or(s)),
        ("trimSuffix", [Text(s)]) => text(s.strip_suffix(' ').unwrap_or(s)),
        ("trimSuffix", [Text(s), Text(suffix)]) => text(s.strip_suffix(&**suffix).unwrap_or(s)),
        ("upper", [Text(s)]) => text(&s.to_uppercase()),
        ("lower", [Text(s)]) => text(&s.to_lowercase()),
        ("split", [Text(s), Text(by)]) => Ok(split(s, by, None, false)),
        ("split", [Text(s), Text(by), Int(n)]) => Ok(split(s, by, Some(*n), false)),
        ("splitAfter", [Text(s), Text(by)]) => Ok(split(s, by, None, true)),
        ("splitAfter", [Text(s), Text(by), Int(n)]) => Ok(split(s, by, Some(*n), true)),
        ("replace", [Text(s), Text(from), Text(to)]) => text(&s.replace(&**from, to)),
        ("replace", [Text(s), Text(from), Text(to), Int(n)]) => text(&match usize::try_from(*n) {
            Ok(n) => s.replacen(&**from, to, n),
            Err(_) => s.replace(&**from, to),
        }),
        ("repeat", [Text(s), Int(n)]) => repeat(scope, s, *n),
        ("join", [Value::List(items)]) => join(items, ""),
        ("join", [Value::List(items), Text(by)]) => join(items, by),
        ("indexOf", [Text(s), Text(part)]) => at(s.find(&**part)),
        ("lastIndexOf", [Text(s), Text(part)]) => at(s.rfind(&**part)),
        ("hasPrefix", [Text(s), Text(prefix)]) => bool(s.starts_with(&**prefix)),
        ("hasSuffix", [Text(s), Text(suffix)]) => bool(s.ends_with(&**suffix)),
        ("toJSON", [value]) => json::indented(value, "  ", true).map(Value::from),
        ("fromJSON", [Text(s)]) => json::parse(s),
        ("toBase64", [Text(s)]) => text(&STANDARD.encode(s.as_bytes())),
        ("fromBase64", [Text(s)]) => match STANDARD.decode(s.as_bytes()) {
            Ok(bytes) => text(&String::from_utf8_lossy(&bytes)),
            Err(_) => Err(ExprError::new("illegal base64 data at input byte 0", 0)),
        },
        (
            "string" | "trim" | "trimPrefix" | "trimSuffix" | "upper" | "lower" | "split" | "splitAfter"
            | "replace" | "repeat" | "join" | "indexOf" | "lastIndexOf" | "hasPrefix" | "hasSuffix"
            | "toJSON" | "fromJSON" | "toBase64" | "fromBase64",
            _,
        ) => Err(wrong(name, args)),
        _ => return None,
    })
}

fn repeat(scope: &Scope<'_>, text: &str, count: i64) -> Result<Value, ExprError> {
    let count = usize::try_from(count).map_err(|_| ExprError::new("strings: negative Repeat count", 0))?;
    scope.budget.memory(count.saturating_mul(text.len()))?;
    Ok(text.repeat(count).into())
}

/// Parts of a text as Go's `strings.Split` and its relatives cut it.
pub(in super::super) fn split(text: &str, by: &str, limit: Option<i64>, keep: bool) -> Value {
    if limit == Some(0) {
        return Value::list(Vec::new());
    }
    let limit = limit.and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut rest = text;
    while parts.len() + 1 < limit {
        let cut = if by.is_empty() {
            rest.chars().next().map(|c| (c.len_utf8(), 0)).filter(|(n, _)| *n < rest.len())
        } else {
            rest.find(by).map(|n| (n, by.len()))
        };
        let Some((end, len)) = cut else { break };
        parts.push(Value::text(rest.get(..end + if keep { len } else { 0 }).unwrap_or_default()));
        rest = rest.get(end + len..).unwrap_or_default();
    }
    if !(by.is_empty() && rest.is_empty()) {
        parts.push(Value::text(rest));
    }
    Value::list(parts)
}

fn join(items: &[Value], by: &str) -> Result<Value, ExprError> {
    let texts = items.iter().map(|item| match item {
        Value::Text(text) => Ok(text.to_string()),
        other => Err(wrong("join", std::slice::from_ref(other))),
    });
    Ok(texts.collect::<Result<Vec<_>, _>>()?.join(by).into())
}
