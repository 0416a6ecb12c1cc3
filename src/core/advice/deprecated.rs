//! `deprecated`: what still works, and has a successor.

use super::manifest::texts;
use super::{Hint, Manifest, Rule};

pub(super) const RULE: Rule = Rule {
    name: "deprecated",
    what: "Fields and variables that Argo has successors for.",
    why: "They may go away with a new version.",
    example: "- - {name: a, template: b, onExit: c}      # today: hooks: {exit: {template: c}}",
    level: None,
    check,
};

/// Variables, and what they are called today.
const VARIABLES: &[(&str, &str)] = &[
    ("{{workflow.parameters}}", "{{workflow.parameters.json}}"),
    ("{{workflow.labels}}", "{{workflow.labels.json}}"),
    ("{{workflow.annotations}}", "{{workflow.annotations.json}}"),
];

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let mut hints = Vec::new();
    for call in manifest.calls() {
        if call.value.get("onExit").is_some() {
            hints.push(Hint {
                mark: String::new(),
                path: format!("{}/onExit", call.path),
                message: format!("`onExit` of `{}` is deprecated", call.name()),
                help: "write `hooks: {exit: {template: …}}`".to_owned(),
            });
        }
    }
    let spec = manifest.spec();
    let mut found = Vec::new();
    texts(&spec.path, spec.value, &mut found);
    for (path, text) in found {
        for (old, new) in VARIABLES.iter().filter(|(old, _)| text.contains(old)) {
            let (message, help) = (format!("`{old}` is deprecated"), format!("write `{new}`"));
            hints.push(Hint { mark: String::new(), path: path.clone(), message, help });
        }
    }
    hints
}
