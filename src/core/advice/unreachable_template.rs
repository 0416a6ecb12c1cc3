//! `unreachable-template`: templates that no way from the entrypoint leads to.

use std::collections::BTreeSet;

use serde_json::Value;

use super::manifest::Place;
use super::{Hint, Manifest, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unreachable-template",
    what: "A template of a workflow that neither the entrypoint nor an exit handler or hook leads to.",
    why: "It never runs. Often a step refers to another template than was meant.",
    example: "entrypoint: main\ntemplates:\n- {name: main, container: …}\n- {name: old, container: …}     # nothing calls it",
    level: None,
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    // Templates that are stored are for others to call.
    if !matches!(manifest.kind, "Workflow" | "CronWorkflow") {
        return Vec::new();
    }
    let spec = manifest.spec();
    let templates = spec.list("/templates");
    let mut open: Vec<&str> = called_by(&spec);
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if name.contains("{{") {
            // Which one it is shows only when it runs.
            return Vec::new();
        }
        if reached.insert(name) {
            let named = templates.iter().filter(|template| template.name() == name);
            open.extend(named.flat_map(called_by));
        }
    }
    let unreached =
        templates.iter().filter(|template| !template.name().is_empty() && !reached.contains(template.name()));
    let hint = |template: &Place<'_>| Hint {
        mark: String::new(),
        path: format!("{}/name", template.path),
        message: format!("template `{}` is never reached", template.name()),
        help: "take it away, or call it".to_owned(),
    };
    unreached.map(hint).collect()
}

/// The templates that a spec, template or step names, those inside it included.
fn called_by<'a>(place: &Place<'a>) -> Vec<&'a str> {
    let mut names = Vec::new();
    for key in ["entrypoint", "onExit", "template"] {
        names.extend(place.value.get(key).and_then(Value::as_str).filter(|name| !name.is_empty()));
    }
    let hooks = place.value.get("hooks").and_then(Value::as_object).into_iter().flatten();
    names.extend(hooks.filter_map(|(_, hook)| hook.get("template")?.as_str()));
    let mut inside = place.calls();
    let defaults = ["templateDefaults", "inline"].into_iter().filter_map(|key| place.value.get(key));
    inside.extend(defaults.map(|value| Place { path: String::new(), value }));
    names.extend(inside.iter().flat_map(called_by));
    names
}
