//! The advice of the rules, as diagnostics.

use std::collections::BTreeMap;

use super::diagnostic::{Diagnostic, Level};
use super::file::Object;
use crate::core::advice::{Hint, Manifest, is_silenced, rule};
use crate::core::yaml::line_col;

/// What the rules that count say of an object; `text` is that of its file.
pub(super) fn of(object: &Object, text: &str, levels: &BTreeMap<&'static str, Level>) -> Vec<Diagnostic> {
    let written = |path: &str| text.get(object.value_span(path)?);
    let manifest = Manifest { kind: &object.kind, object: &object.value, written: &written };
    let mut found = Vec::new();
    for (rule, level) in levels.iter().filter_map(|(name, level)| Some((rule(name)?, *level))) {
        for hint in (rule.check)(&manifest) {
            found.extend(diagnostic(object, text, rule.name, level, hint));
        }
    }
    found.sort_by_key(|one| one.span.as_ref().map_or(0, |span| span.start));
    found
}

fn diagnostic(
    object: &Object,
    text: &str,
    code: &'static str,
    level: Level,
    hint: Hint,
) -> Option<Diagnostic> {
    let span = object.value_span(&hint.path);
    let line = span.as_ref().map_or(0, |span| line_col(text, span.start).0.saturating_sub(1));
    if is_silenced(text, line, code) {
        return None;
    }
    let label = object.label();
    Some(Diagnostic {
        code,
        level,
        line: Some(format!("in {label}: {}", hint.message)),
        object: label,
        message: hint.message,
        path: hint.path,
        span,
        help: Some(hint.help),
        related: None,
        fix: None,
    })
}
