//! Names into text: the bridge to templates and expressions.

use std::cell::Cell;

use serde_json::Value;

use super::mini;
use super::scope::{Names, Slot};
use super::work::Halt;
use crate::core::api::Artifact;

/// What happens to a name nobody knows (engine.md §3.2).
#[derive(Debug, Clone, Copy)]
pub(super) enum Mode {
    /// It stays as it is.
    Lenient,
    /// With one of these prefixes it is waited for; others stay.
    Prefixes(&'static [&'static str]),
    /// It is an error.
    Strict,
}

/// Replaces the tags of a JSON text; earlier layers of names win.
pub(super) fn replace(text: &str, names: &[&Names], mode: &Mode) -> Result<String, Halt> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 2..];
        let Some(end) = tail.find("}}") else { return Err(Halt::fatal("Cannot find end tag=\"}}\"")) };
        let name = tail[..end].trim();
        let given = tail.strip_prefix('=').and_then(|_| expression_tag(&tail[1..end], names));
        if let Some(value) = given {
            out.push_str(&value);
            rest = &tail[end + 2..];
            continue;
        }
        let found = names.iter().find_map(|n| n.get(name));
        match found {
            Some(Slot::Text(v)) => {
                let q = serde_json::to_string(v).unwrap_or_default();
                out.push_str(&q[1..q.len() - 1]);
            }
            Some(Slot::Absent) => {
                return Err(Halt::Fatal(format!(
                    "unable to substitute {{{{{name}}}}}: output is an absent optional (skipped/omitted node with no default)"
                )));
            }
            _ => {
                match mode {
                    Mode::Prefixes(p)
                        if p.iter().any(|p| name.starts_with(&format!("{p}.")))
                            && !name.contains(".outputs.artifacts.") =>
                    {
                        return Err(Halt::Missing(format!("failed to resolve {{{{{name}}}}}")));
                    }
                    Mode::Strict => return Err(Halt::Fatal(format!("failed to resolve {{{{{name}}}}}"))),
                    _ => {}
                }
                out.push_str("{{");
                out.push_str(&tail[..end]);
                out.push_str("}}");
            }
        }
        rest = &tail[end + 2..];
    }
    out.push_str(rest);
    Ok(out)
}

/// The value of an expression tag as it stands inside JSON text; nothing where a name is missing or it can't be read.
fn expression_tag(quoted: &str, names: &[&Names]) -> Option<String> {
    let text: String = serde_json::from_str(&format!("\"{quoted}\"")).ok()?;
    let (value, known) = evaluate_known(&text, names).ok()?;
    if !known || value.is_null() {
        return None;
    }
    let plain = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let inside = serde_json::to_string(&plain).ok()?;
    Some(inside[1..inside.len() - 1].to_owned())
}

/// The value of a name in an expression, e.g. `steps["a-b"].status`.
fn named(word: &str, names: &[&Names]) -> Option<Slot> {
    let key = word.replace("[\"", ".").replace("['", ".").replace("\"]", "").replace("']", "");
    names.iter().find_map(|layer| layer.get(&key)).cloned()
}

fn evaluate(expression: &str, names: &[&Names]) -> Result<Value, Halt> {
    Ok(evaluate_known(expression, names)?.0)
}

/// The value of an expression, and whether all its names are known.
fn evaluate_known(expression: &str, names: &[&Names]) -> Result<(Value, bool), Halt> {
    let missing = Cell::new(false);
    let look = |word: &str| match named(word, names) {
        Some(Slot::Text(text)) => Some(Value::from(text)),
        Some(Slot::Absent) => Some(Value::Null),
        Some(Slot::Artifact(artifact)) => serde_json::to_value(&*artifact).ok(),
        None if is_name(word) => {
            missing.set(true);
            Some(Value::Null)
        }
        None => None,
    };
    let value = mini::evaluate(expression, &look).map_err(Halt::Fatal)?;
    Ok((value, !missing.get()))
}

/// True for a dotted name that a scope might know.
fn is_name(word: &str) -> bool {
    ["workflow.", "inputs.", "steps.", "tasks.", "steps[", "tasks[", "item.", "node.", "pod.", "lastRetry."]
        .iter()
        .any(|prefix| word.starts_with(prefix))
}

/// Evaluates a condition.
pub(super) fn expr_bool(expression: &str, names: &[&Names]) -> Result<bool, Halt> {
    let value = evaluate(expression, names)?;
    value.as_bool().ok_or_else(|| Halt::Fatal(format!("unable to cast expression result '{value}' to bool")))
}

/// Evaluates an expression that gives text.
pub(super) fn expr_text(expression: &str, names: &[&Names]) -> Result<String, Halt> {
    Ok(match evaluate(expression, names)? {
        Value::String(text) => text,
        other => other.to_string(),
    })
}

/// Evaluates the expression of an output parameter.
pub(super) fn eval_text(expression: &str, names: &Names) -> Result<String, Halt> {
    expr_text(expression, &[names])
}

/// Evaluates the expression of an artifact.
pub(super) fn eval_artifact(expression: &str, names: &Names) -> Result<Artifact, Halt> {
    let value = evaluate(expression, &[names])?;
    let unresolved = || Halt::Fatal(format!("Unable to resolve: \"{expression}\""));
    if !value.is_object() {
        return Err(unresolved());
    }
    serde_json::from_value(value).map_err(|_| unresolved())
}
