//! Names into text: the bridge to templates and expressions.

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

pub(super) fn expr_bool(_e: &str, _n: &[&Names]) -> Result<bool, Halt> {
    Ok(false)
}
pub(super) fn expr_text(_e: &str, _n: &[&Names]) -> Result<String, Halt> {
    Ok(String::new())
}
pub(super) fn eval_text(_e: &str, _n: &Names) -> Result<String, Halt> {
    Err(Halt::fatal("no expressions yet"))
}
pub(super) fn eval_artifact(_e: &str, _n: &Names) -> Result<Artifact, Halt> {
    Err(Halt::fatal("no expressions yet"))
}
