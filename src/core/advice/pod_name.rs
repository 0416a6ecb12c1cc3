//! `pod-name`: templates whose pods no cluster would create.

use std::collections::BTreeSet;

use serde_json::Value;

use super::manifest::Place;
use super::{Hint, Manifest, Rule};
use crate::core::api::annotation::POD_NAME_FORMAT;
use crate::core::text::pointer::find;

pub(super) const RULE: Rule = Rule {
    name: "pod-name",
    what: "A template with a capital letter in its name, whose pods are called after it.",
    why: "Names of pods have small letters only: each step that runs the template ends in Error.",
    example: "- {name: Build, container: …}       # pods are called WORKFLOW-Build-123; write: build",
    level: None,
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let format = find(manifest.object, "/metadata/annotations").and_then(|all| all.get(POD_NAME_FORMAT));
    // The older form does not have the template's name.
    if format.and_then(Value::as_str) == Some("v1") {
        return Vec::new();
    }
    let entrypoint = find(manifest.spec().value, "/entrypoint").and_then(Value::as_str);
    let called: BTreeSet<&str> =
        manifest.calls().iter().filter_map(|call| call.value.get("template")?.as_str()).collect();
    // The pod of the entrypoint itself is called after the workflow only.
    let is_named = |name: &str| Some(name) != entrypoint || called.contains(name);
    let capital = |template: &&Place<'_>| {
        let name = template.name();
        name.contains(|c: char| c.is_ascii_uppercase()) && is_named(name) && is_pod(template.value)
    };
    let hint = |template: &Place<'_>| Hint {
        mark: String::new(),
        path: format!("{}/name", template.path),
        message: format!("pods of template `{}` cannot have its name", template.name()),
        help: format!("call it `{}`", template.name().to_lowercase()),
    };
    manifest.templates().iter().filter(capital).map(hint).collect()
}

fn is_pod(template: &Value) -> bool {
    ["container", "containerSet", "script", "resource", "data"]
        .iter()
        .any(|kind| template.get(kind).is_some())
}
