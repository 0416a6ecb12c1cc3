//! `bad-value`: durations and numbers that cannot be read.

use super::manifest::Place;
use super::{Hint, Manifest, Rule};
use crate::core::lint::Level;
use crate::core::text::duration;
use crate::core::text::pointer::find;

pub(super) const RULE: Rule = Rule {
    name: "bad-value",
    what: "A duration or a number, written as text, that cannot be read as one; a loop over a sequence without an end.",
    why: "Argo's linter lets it pass; the step ends in error as soon as its turn comes.",
    example: "suspend: {duration: 5 minutes}      # better: 5m",
    level: Some(Level::Warning),
    check,
};

const DURATIONS: &[&str] = &[
    "/timeout",
    "/pendingTimeout",
    "/suspend/duration",
    "/retryStrategy/backoff/duration",
    "/retryStrategy/backoff/maxDuration",
    "/retryStrategy/backoff/cap",
];
const NUMBERS: &[&str] = &["/retryStrategy/limit", "/retryStrategy/backoff/factor"];

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    if !manifest.says(&["imeout", "suspend", "retryStrategy", "withSequence"]) {
        return Vec::new();
    }
    let spec = manifest.spec();
    let defaults = spec
        .value
        .get("templateDefaults")
        .map(|value| Place { path: format!("{}/templateDefaults", spec.path), value });
    let mut hints = Vec::new();
    for place in [&spec].into_iter().chain(&defaults).chain(manifest.templates()) {
        for at in DURATIONS {
            hints.extend(text(place, at).filter(|text| duration::parse(text).is_err()).map(|text| {
                hint(
                    place,
                    at,
                    format!("`{text}` is no duration"),
                    "write 30s, 5m, 2h or 1h30m, or a number of seconds",
                )
            }));
        }
        for at in NUMBERS {
            hints.extend(number(place, at));
        }
    }
    for call in manifest.calls() {
        let Some(sequence) = call.value.get("withSequence").filter(|sequence| sequence.is_object()) else {
            continue;
        };
        if sequence.get("count").is_none() && sequence.get("end").is_none() {
            let message = format!("the sequence of `{}` has no end", call.name());
            hints.push(hint(
                call,
                "/withSequence",
                message,
                "add `count:`, how many there are, or `end:`, the last number",
            ));
        }
        for at in ["/withSequence/count", "/withSequence/start", "/withSequence/end"] {
            hints.extend(number(call, at));
        }
    }
    hints
}

/// A text without tags.
fn text<'a>(place: &Place<'a>, at: &str) -> Option<&'a str> {
    let text = find(place.value, at)?.as_str()?;
    (!text.is_empty() && !text.contains("{{")).then_some(text)
}

fn number(place: &Place<'_>, at: &str) -> Option<Hint> {
    let text = text(place, at).filter(|text| text.parse::<i64>().is_err())?;
    Some(hint(place, at, format!("`{text}` is no whole number"), "write digits, or a tag"))
}

fn hint(place: &Place<'_>, at: &str, message: String, help: &str) -> Hint {
    Hint { path: format!("{}{at}", place.path), message, help: help.to_owned(), mark: String::new() }
}
