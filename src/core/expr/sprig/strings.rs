//! Text: cutting, padding, changing.

use super::super::eval::Scope;
use super::super::{ExprError, Value};
use super::cast::{text, texts};
use super::{Answer, wrong};

pub(super) fn call(scope: &Scope<'_>, name: &str, args: &[Value]) -> Answer {
    use Value::{Int, Text};
    let ok = |s: String| Ok(Value::from(s));
    Some(match (name, args) {
        ("upper", [Text(s)]) => ok(s.to_uppercase()),
        ("lower", [Text(s)]) => ok(s.to_lowercase()),
        ("trim", [Value::Nil]) => ok(String::new()),
        ("trim", [Text(s)]) => ok(s.trim().to_owned()),
        ("trimAll" | "trimall", [Text(set), Text(s)]) => ok(s.trim_matches(|c| set.contains(c)).to_owned()),
        ("trimSuffix", [Text(suffix), Text(s)]) => ok(s.strip_suffix(&**suffix).unwrap_or(s).to_owned()),
        ("trimPrefix", [Text(prefix), Text(s)]) => ok(s.strip_prefix(&**prefix).unwrap_or(s).to_owned()),
        ("nospace", [Text(s)]) => ok(s.chars().filter(|c| !c.is_whitespace()).collect()),
        ("repeat", [Int(n), Text(s)]) => match usize::try_from(*n) {
            Ok(n) => scope.budget.take(n.saturating_mul(s.len()) / 8).map(|()| Value::from(s.repeat(n))),
            Err(_) => Err(ExprError::new("strings: negative Repeat count", 0)),
        },
        ("trunc", [Int(n), Text(s)]) => Ok(trunc(*n, s)),
        ("substr", [Int(from), Int(to), Text(s)]) => substr(*from, *to, s),
        ("abbrev", [Int(width), Text(s)]) => ok(abbreviate(s, 0, *width)),
        ("abbrevboth", [Int(left), Int(width), Text(s)]) => ok(abbreviate(s, *left, *width)),
        ("contains", [Text(part), Text(s)]) => Ok(Value::Bool(s.contains(&**part))),
        ("hasPrefix", [Text(prefix), Text(s)]) => Ok(Value::Bool(s.starts_with(&**prefix))),
        ("hasSuffix", [Text(suffix), Text(s)]) => Ok(Value::Bool(s.ends_with(&**suffix))),
        ("replace", [Text(from), Text(to), Text(s)]) => ok(s.replace(&**from, to)),
        ("indent", [Int(n), Text(s)]) => ok(indent(*n, s)),
        ("nindent", [Int(n), Text(s)]) => ok(format!("\n{}", indent(*n, s))),
        ("quote", _) => {
            ok(present(args).map(|s| crate::core::text::quote::go_quote(&s)).collect::<Vec<_>>().join(" "))
        }
        ("squote", _) => ok(present(args).map(|s| format!("'{s}'")).collect::<Vec<_>>().join(" ")),
        ("cat", _) => ok(present(args).collect::<Vec<_>>().join(" ")),
        ("toString", [value]) => ok(text(value)),
        ("toStrings", [value]) => Ok(Value::list(texts(value).into_iter().map(Value::from).collect())),
        ("join", [Text(by), value]) => ok(texts(value).join(by)),
        ("splitList", [Text(by), Text(s)]) => Ok(super::super::builtins::split(s, by, None, false)),
        ("split", [Text(by), Text(s)]) => Ok(numbered(super::super::builtins::split(s, by, None, false))),
        ("splitn", [Text(by), Int(n), Text(s)]) => {
            Ok(numbered(super::super::builtins::split(s, by, Some(*n), false)))
        }
        ("sortAlpha", [value]) => {
            let mut all = texts(value);
            all.sort();
            Ok(Value::list(all.into_iter().map(Value::from).collect()))
        }
        ("plural", [one, many, Int(count)]) => Ok(if *count == 1 { one.clone() } else { many.clone() }),
        ("wrap", [Int(width), Text(s)]) => ok(wrap(s, *width, "\n", false)),
        ("wrapWith", [Int(width), Text(by), Text(s)]) => ok(wrap(s, *width, by, true)),
        (
            "upper" | "lower" | "trim" | "trimAll" | "trimall" | "trimSuffix" | "trimPrefix" | "nospace"
            | "repeat" | "trunc" | "substr" | "abbrev" | "abbrevboth" | "contains" | "hasPrefix"
            | "hasSuffix" | "replace" | "indent" | "nindent" | "toString" | "toStrings" | "join"
            | "splitList" | "split" | "splitn" | "sortAlpha" | "plural" | "wrap" | "wrapWith",
            _,
        ) => Err(wrong(name, args)),
        _ => return None,
    })
}

/// Arguments as texts, without what is nothing.
fn present(args: &[Value]) -> impl Iterator<Item = String> + '_ {
    args.iter().filter(|arg| !matches!(arg, Value::Nil)).map(text)
}

fn indent(n: i64, s: &str) -> String {
    let pad = " ".repeat(usize::try_from(n).unwrap_or(0).min(1000));
    format!("{pad}{}", s.replace('\n', &format!("\n{pad}")))
}

/// Cuts at bytes, as Go does; what cuts a letter in two loses it.
fn bytes(s: &str, from: usize, to: usize) -> Value {
    Value::from(String::from_utf8_lossy(s.as_bytes().get(from..to).unwrap_or_default()).into_owned())
}

fn trunc(n: i64, s: &str) -> Value {
    let len = s.len();
    let size = usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX);
    match n {
        ..0 if size <= len => bytes(s, len - size, len),
        0.. if size < len => bytes(s, 0, size),
        _ => Value::text(s),
    }
}

fn substr(from: i64, to: i64, s: &str) -> Result<Value, ExprError> {
    let bound = |n: i64| usize::try_from(n).ok();
    let out = |from: usize, to: usize| {
        ExprError::new(format!("runtime error: slice bounds out of range [{from}:{to}]"), 0)
    };
    match (bound(from), bound(to)) {
        (None, Some(to)) => Ok(bytes(s, 0, to.min(s.len()))),
        (Some(from), end) => {
            let end = end.filter(|end| *end <= s.len()).unwrap_or(s.len());
            if from > end { Err(out(from, end)) } else { Ok(bytes(s, from, end)) }
        }
        (None, None) => Err(out(0, 0)),
    }
}

/// Shortens with dots, as `goutils` does.
fn abbreviate(s: &str, offset: i64, width: i64) -> String {
    let len = s.len() as i64;
    let least = if offset > 0 { 7 } else { 4 };
    if width < least || len <= width || offset > 0 && len - offset <= 0 {
        return s.to_owned();
    }
    let part = |from: i64, to: i64| {
        let range = usize::try_from(from).unwrap_or(0)..usize::try_from(to).unwrap_or(0);
        String::from_utf8_lossy(s.as_bytes().get(range).unwrap_or_default()).into_owned()
    };
    if offset <= 4 {
        return format!("{}...", part(0, width - 3));
    }
    let offset = if len - offset < width - 3 { len - (width - 3) } else { offset };
    if offset + width - 3 < len {
        return format!("...{}", abbreviate(&part(offset, len), 0, width - 3));
    }
    format!("...{}", part(len - (width - 3), len))
}

fn numbered(parts: Value) -> Value {
    let Value::List(parts) = parts else { return parts };
    Value::map(parts.iter().enumerate().map(|(n, part)| (format!("_{n}"), part.clone())).collect())
}

/// Breaks lines at blanks so that they are no longer than a width; long words are broken where that is asked for.
fn wrap(s: &str, width: i64, by: &str, break_words: bool) -> String {
    let width = usize::try_from(width).unwrap_or(0).max(1);
    let letters: Vec<char> = s.chars().collect();
    let slice = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
    let mut out = String::new();
    let mut at = 0;
    while letters.len() - at > width {
        if letters.get(at) == Some(&' ') {
            at += 1;
            continue;
        }
        let window = at..(at + width + 1).min(letters.len());
        let blank = letters.get(window).and_then(|w| w.iter().rposition(|c| *c == ' ')).map(|n| n + at);
        let (end, next) = match blank {
            Some(blank) if blank > at => (blank, blank + 1),
            _ if break_words => (at + width, at + width),
            _ => {
                let rest = letters.get(at + width..).unwrap_or_default();
                match rest.iter().position(|c| *c == ' ') {
                    Some(n) => (at + width + n, at + width + n + 1),
                    None => (letters.len(), letters.len()),
                }
            }
        };
        out.push_str(&slice(at, end));
        at = next;
        if at < letters.len() || blank.is_some() || break_words {
            out.push_str(by);
        }
    }
    out + &slice(at, letters.len())
}
