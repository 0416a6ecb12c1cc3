//! `bad-condition`: `when` and `depends` that are no conditions.

use serde_json::Value;

use super::manifest::Place;
use super::{Hint, Manifest, Rule};
use crate::core::expr;
use crate::core::lint::Level;
use crate::core::template::{Part, tags};
use crate::core::when;

pub(super) const RULE: Rule = Rule {
    name: "bad-condition",
    what: "A `when` or `depends` that cannot be read as a condition, whatever its tags stand for.",
    why: "Argo's linter lets it pass; the step ends in error as soon as its turn comes.",
    example: "when: \"{{steps.flip.outputs.result}} = heads\"      # better: {{steps.flip.outputs.result}} == heads",
    level: Some(Level::Warning),
    check,
};

/// What tags are tried to stand for.
const STAND_INS: &[&str] = &["x", "1", "true", "'x'"];

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    if !manifest.says(&["when", "depends"]) {
        return Vec::new();
    }
    manifest.calls().iter().flat_map(|call| [in_when(call), in_depends(call)]).flatten().collect()
}

fn in_when(call: &Place<'_>) -> Option<Hint> {
    let text = call.value.get("when").and_then(Value::as_str).filter(|text| !text.is_empty())?;
    let parts = tags(text).ok()?;
    let has_tags = parts.iter().any(|part| matches!(part, Part::Tag(_)));
    let mut first = None;
    for stand_in in STAND_INS {
        let filled: String =
            parts.iter().map(|part| if let Part::Plain(plain) = part { plain } else { *stand_in }).collect();
        if filled.contains("{{") || filled.contains("}}") {
            return None;
        }
        let why = when::should_execute(&filled).err()?;
        // With other values it may come out well.
        if has_tags && why.starts_with("Failed to evaluate") {
            return None;
        }
        if has_tags && !why.starts_with("Invalid 'when'") && !why.starts_with("Failed to parse") {
            return None;
        }
        first.get_or_insert(why);
    }
    let why = first?;
    let why = why.rsplit_once("': ").map_or(why.as_str(), |(_, why)| why).to_owned();
    let message = format!("`when` of `{}` is no condition: {}", call.name(), why.trim());
    Some(Hint { path: format!("{}/when", call.path), message, help: advice(text), mark: String::new() })
}

/// What may have been meant.
fn advice(text: &str) -> String {
    let bare = text.replace("==", "").replace("!=", "").replace(">=", "").replace("<=", "").replace("=~", "");
    let words = || text.split_whitespace();
    if bare.contains('=') {
        "compare with `==`"
    } else if words().any(|word| matches!(word, "and" | "AND" | "or" | "OR" | "not")) {
        "write && for and, || for or, ! for not"
    } else if text.matches(['\'', '"']).count() % 2 == 1 {
        "a quote is not closed"
    } else if text.matches('(').count() != text.matches(')').count() {
        "close every ( with a )"
    } else {
        "compare two values, as in \"{{steps.a.outputs.result}} == yes\"; text with blanks needs quotes"
    }
    .to_owned()
}

fn in_depends(call: &Place<'_>) -> Option<Hint> {
    let text = call.value.get("depends").and_then(Value::as_str).filter(|text| !text.trim().is_empty())?;
    if text.contains("{{") {
        return None;
    }
    // Names of tasks may have a - in them.
    let error = expr::parse(&text.replace('-', "_")).err()?;
    let why = error.message.lines().next().unwrap_or_default();
    Some(Hint {
        path: format!("{}/depends", call.path),
        message: format!("`depends` of `{}` is no condition: {why}", call.name()),
        help: "name tasks with && and || between them, as in (a && b) || c.Failed".to_owned(),
        mark: String::new(),
    })
}
