//! `unknown-hook`: hooks that name a template which is not there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::manifest::Place;
use super::{Hint, Manifest, Rule};
use crate::core::lint::Level;
use crate::core::text::closest::closest;
use crate::core::text::pointer::escaped;

pub(super) const RULE: Rule = Rule {
    name: "unknown-hook",
    what: "A hook whose `template` is none of the templates here.",
    why: "Argo's linter does not look for it; the workflow ends in error when the hook is to run.",
    example: "hooks: {exit: {template: clean-up}}      # where no template is called clean-up",
    level: Some(Level::Warning),
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let spec = manifest.spec();
    if !manifest.says(&["hooks"]) || spec.value.get("workflowTemplateRef").is_some() {
        return Vec::new();
    }
    let templates = manifest.templates();
    let names: BTreeSet<&str> = templates.iter().map(Place::name).collect();
    let mut hints = Vec::new();
    for place in [&spec].into_iter().chain(manifest.calls()) {
        let hooks = place.value.get("hooks").and_then(Value::as_object).into_iter().flatten();
        for (hook, value) in hooks {
            let name = value.get("template").and_then(Value::as_str).unwrap_or_default();
            if name.is_empty() || name.contains("{{") || names.contains(name) {
                continue;
            }
            let hook = escaped(hook);
            hints.push(Hint {
                path: format!("{}/hooks/{hook}/template", place.path),
                message: format!("template name '{name}' undefined"),
                help: match closest(name, names.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => {
                        format!("templates here: {}", names.iter().copied().collect::<Vec<_>>().join(", "))
                    }
                },
                mark: String::new(),
            });
        }
    }
    hints
}
