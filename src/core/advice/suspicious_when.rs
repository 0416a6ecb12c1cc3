//! `suspicious-when`: conditions that can only come out one way.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::{Hint, Manifest, Rule};

pub(super) const RULE: Rule = Rule {
    name: "suspicious-when",
    what: "A `when` that compares text with a number, or has no tag in it.",
    why: "`==` compares without conversion: text in quotes never equals a number. What has no tag never changes.",
    example: "when: \"'{{steps.count.outputs.result}}' == 3\"      # better: {{steps.count.outputs.result}} == 3",
    level: None,
    check,
};

/// A tag in quotes beside a bare number, on either side.
static MIXED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let (text, number) = (r#"(?:'[^']*\{\{[^']*'|"[^"]*\{\{[^"]*")"#, r"-?\d+(?:\.\d+)?");
    Regex::new(&format!(r"{text}\s*(?:==|!=)\s*{number}(?:\s|$)|(?:^|\s){number}\s*(?:==|!=)\s*{text}")).ok()
});

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let mut hints = Vec::new();
    for call in manifest.calls() {
        let when = call.value.get("when").and_then(Value::as_str).unwrap_or_default();
        let path = format!("{}/when", call.path);
        if MIXED.as_ref().is_some_and(|mixed| mixed.is_match(when)) {
            let message = format!("`{when}` compares text with a number: they are never equal");
            hints.push(Hint {
                mark: String::new(),
                path,
                message,
                help: "put quotes around both or none".to_owned(),
            });
        } else if !when.is_empty() && !when.contains("{{") && !matches!(when, "true" | "false") {
            let message = format!("`{when}` has no tag in it: it always comes out the same");
            hints.push(Hint {
                mark: String::new(),
                path,
                message,
                help: "put {{ }} around what it is to look at".to_owned(),
            });
        }
    }
    hints
}
