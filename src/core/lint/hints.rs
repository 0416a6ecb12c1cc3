//! The advice of the rules, as diagnostics.

use std::collections::BTreeMap;

use super::diagnostic::{Diagnostic, Level};
use super::file::Object;
use crate::core::advice::{Hint, Manifest, is_silenced, rule};
use crate::core::yaml::line_col;

/// What the rules that count say of an object; `text` is that of its file.
pub(super) fn of(object: &Object, text: &str, levels: &BTreeMap<&'static str, Level>) -> Vec<Diagnostic> {
    let written = |path: &str| match path {
        "" => text.get(object.range()),
        _ => text.get(object.value_span(path)?),
    };
    let manifest = Manifest::new(&object.kind, &object.value, &written);
    let mut found = Vec::new();
    let silencing = text.contains("# argolint: disable=");
    for (rule, level) in levels.iter().filter_map(|(name, level)| Some((rule(name)?, *level))) {
        for hint in (rule.check)(&manifest) {
            found.extend(diagnostic(object, (text, silencing), rule.name, level, hint));
        }
    }
    found.sort_by_key(|one| one.span.as_ref().map_or(0, |span| span.start));
    found
}

fn diagnostic(
    object: &Object,
    (text, silencing): (&str, bool),
    code: &'static str,
    level: Level,
    hint: Hint,
) -> Option<Diagnostic> {
    let whole = object.value.pointer(&hint.path).is_some_and(|value| value.is_object() || value.is_array());
    let span = if whole { object.key_span(&hint.path) } else { object.value_span(&hint.path) };
    let span = span.map(|span| {
        let written = text.get(span.clone()).unwrap_or_default();
        let marked = Some(hint.mark.as_str()).filter(|mark| !mark.is_empty()).and_then(|mark| {
            let at = span.start + written.find(mark)?;
            Some(at..at + mark.len())
        });
        marked.unwrap_or(span)
    });
    if silencing {
        let line = span.as_ref().map_or(0, |span| line_col(text, span.start).0.saturating_sub(1));
        if is_silenced(text, line, code) {
            return None;
        }
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
