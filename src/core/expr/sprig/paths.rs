//! Paths and addresses.

use std::collections::BTreeMap;

use super::super::Value;
use super::super::eval::Scope;
use super::cast::text;
use super::{Answer, wrong};

pub(super) fn call(_: &Scope<'_>, name: &str, args: &[Value]) -> Answer {
    Some(match (name, args) {
        ("base" | "osBase", [Value::Text(s)]) => Ok(base(s).into()),
        ("dir" | "osDir", [Value::Text(s)]) => {
            let end = s.rfind('/').map_or(0, |n| n + 1);
            Ok(clean(s.get(..end).unwrap_or_default()).into())
        }
        ("clean" | "osClean", [Value::Text(s)]) => Ok(clean(s).into()),
        ("ext" | "osExt", [Value::Text(s)]) => {
            let name = s.rsplit('/').next().unwrap_or_default();
            Ok(name.rfind('.').and_then(|n| name.get(n..)).unwrap_or_default().into())
        }
        ("isAbs" | "osIsAbs", [Value::Text(s)]) => Ok(Value::Bool(s.starts_with('/'))),
        ("urlParse", [Value::Text(s)]) => Ok(url_parse(s)),
        ("urlJoin", [Value::Map(parts)]) => Ok(url_join(parts).into()),
        (
            "base" | "osBase" | "dir" | "osDir" | "clean" | "osClean" | "ext" | "osExt" | "isAbs" | "osIsAbs"
            | "urlParse" | "urlJoin",
            _,
        ) => Err(wrong(name, args)),
        _ => return None,
    })
}

fn base(path: &str) -> String {
    if path.is_empty() {
        return ".".into();
    }
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() { "/".into() } else { trimmed.rsplit('/').next().unwrap_or_default().to_owned() }
}

fn clean(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if absolute => {}
            other => parts.push(other),
        }
    }
    let joined = parts.join("/");
    match (absolute, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".into(),
        (false, false) => joined,
    }
}

fn url_parse(url: &str) -> Value {
    let (rest, fragment) = url.split_once('#').unwrap_or((url, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (scheme, rest) = rest.split_once("://").map_or(("", rest), |(s, r)| (s, r));
    let (authority, path) =
        if scheme.is_empty() { ("", rest) } else { rest.find('/').map_or((rest, ""), |n| rest.split_at(n)) };
    let (userinfo, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let hostname = host.split(':').next().unwrap_or_default();
    let parts = [
        ("scheme", scheme),
        ("host", host),
        ("hostname", hostname),
        ("path", path),
        ("query", query),
        ("opaque", ""),
        ("fragment", fragment),
        ("userinfo", userinfo),
    ];
    Value::map(parts.iter().map(|(name, value)| ((*name).to_owned(), Value::text(value))).collect())
}

fn url_join(parts: &BTreeMap<String, Value>) -> String {
    let part = |name: &str, before: &str, after: &str| match parts.get(name).map(text) {
        Some(text) if !text.is_empty() => [before, &text, after].concat(),
        _ => String::new(),
    };
    [
        part("scheme", "", "://"),
        part("userinfo", "", "@"),
        part("host", "", ""),
        part("path", "", ""),
        part("query", "?", ""),
        part("fragment", "#", ""),
    ]
    .concat()
}
