//! Templates that do something themselves: containers, scripts, resources.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use super::advice;
use super::holder::{Checker, Place};
use super::kinds;
use super::names::{self, PLACEHOLDER};
use super::scope::{Sight, place_of};
use super::template::Body;
use crate::core::api::{IntOrString, ResourceTemplate, Template};
use crate::core::yaml;

/// What a resource template may do.
const ACTIONS: &[&str] = &["get", "create", "apply", "delete", "replace", "patch"];

impl<'a> Checker<'a> {
    pub(super) fn check_leaf(&mut self, body: &Body<'_, 'a>) {
        let template = body.template;
        let prefix = format!("templates.{}", template.name);
        self.check_tags(body, template, body.place, &format!("{prefix}: "), &|_| false);
        if let Some(container) = &template.container {
            self.check_mounts(body, container, &prefix);
            self.check_image(body, container, "container", |defaults| defaults.container.as_ref());
        }
        self.check_container_set(body, &prefix);
        for (index, sidecar) in template.sidecars.iter().enumerate() {
            let name = kinds::text(sidecar, "name");
            if is_reserved(name) {
                let at = body.place.at(&format!("/sidecars/{index}/name"));
                let words = format!("{prefix}.sidecars: {name:?} is a reserved Argo container name");
                self.report.add("reserved-name", at, words);
            }
        }
        if let Some(resource) = &template.resource {
            self.check_resource(template, resource, &body.place.below("/resource"));
        }
        if let Some(script) = &template.script {
            self.check_image(body, script, "script", |defaults| defaults.script.as_ref());
        }
        if template.active_deadline_seconds.as_ref().is_some_and(|deadline| !is_deadline(deadline)) {
            let words =
                format!("{prefix}.activeDeadlineSeconds must be a positive integer > 0 or an argo variable");
            self.report.add("invalid-duration", body.place.at("/activeDeadlineSeconds"), words);
        }
        if template.parallelism.is_some() {
            let words = format!("{prefix}.parallelism is only valid for steps and dag templates");
            self.report.add("unsupported-field", body.place.at("/parallelism"), words);
        }
    }

    /// Checks that the tags of a part of a template can be resolved. `also` knows more names.
    pub(super) fn check_tags(
        &mut self,
        body: &Body<'_, 'a>,
        part: &impl Serialize,
        place: &Place,
        prefix: &str,
        also: &dyn Fn(&str) -> bool,
    ) {
        let Ok(text) = serde_json::to_string(part) else { return };
        if !text.contains("{{") {
            return;
        }
        let sight =
            Sight { scope: &body.scope, globals: &self.globals, templates_only: self.templates_only, also };
        let unresolved = sight.unresolved(&text);
        if unresolved.is_empty() {
            return;
        }
        let value = serde_json::to_value(part).unwrap_or_default();
        for one in unresolved {
            let at = place.at(&place_of(&value, &one.tag));
            let known = || body.scope.names().chain(self.globals.names());
            self.report.add_with("unresolved-tag", at, format!("{prefix}{}", one.words), || {
                (advice::unresolved(&one.tag, known()), None)
            });
        }
    }

    /// Nothing may be mounted where something else is.
    fn check_mounts(&mut self, body: &Body<'_, 'a>, container: &Value, prefix: &str) {
        let mut mounted: HashMap<String, String> = HashMap::new();
        for (index, mount) in kinds::list(container, "volumeMounts").iter().enumerate() {
            let path = kinds::text(mount, "mountPath");
            if let Some(who) = mounted.get(path) {
                let words = format!(
                    "{prefix}.container.volumeMounts[{index}].mountPath '{path}' already mounted in {who}"
                );
                let at = body.place.at(&format!("/container/volumeMounts/{index}/mountPath"));
                self.report.add("mounted-twice", at, words);
                continue;
            }
            mounted.insert(path.to_owned(), format!("container.volumeMounts.{}", kinds::text(mount, "name")));
        }
        for (index, artifact) in body.template.inputs.artifacts.iter().enumerate() {
            let path = &artifact.path;
            if let Some(who) = mounted.get(path) {
                let words =
                    format!("{prefix}.inputs.artifacts[{index}].path '{path}' already mounted in {who}");
                let at = body.place.at(&format!("/inputs/artifacts/{index}/path"));
                self.report.add("mounted-twice", at, words);
                continue;
            }
            mounted.insert(path.clone(), format!("inputs.artifacts.{}", artifact.name));
        }
    }

    fn check_image(
        &mut self,
        body: &Body<'_, 'a>,
        part: &Value,
        name: &str,
        of: impl Fn(&Template) -> Option<&Value>,
    ) {
        if kinds::text(part, "image").is_empty() && !body.found.base.has_default_image(of) {
            let words = format!("templates.{}.{name}.image may not be empty", body.template.name);
            self.report.add("missing-image", body.place.at(&format!("/{name}")), words);
        }
    }

    fn check_resource(&mut self, template: &Template, resource: &ResourceTemplate, place: &Place) {
        let prefix = format!("templates.{}.resource", template.name);
        let action = resource.action.as_str();
        if !action.starts_with(PLACEHOLDER) && !ACTIONS.contains(&action) {
            let words = format!("{prefix}.action must be one of: {}", ACTIONS.join(", "));
            self.report.add("invalid-action", place.at("/action"), words);
        }
        if matches!(action, "delete" | "get") {
            return;
        }
        let manifest = resource.manifest.as_str();
        match (&resource.manifest_from, manifest.is_empty()) {
            (None, true) => {
                let words = format!("either {prefix}.manifest or {prefix}.manifestFrom must be specified");
                self.report.add("missing-manifest", place.at(""), words);
            }
            (Some(_), false) => {
                let words = "shouldn't have both `manifest` and `manifestFrom` specified in `Manifest` for resource template";
                self.report.add("two-sources", place.at("/manifestFrom"), words);
            }
            _ => {}
        }
        let artifact = resource.manifest_from.as_ref().and_then(|from| from.artifact.as_deref());
        if let Some(artifact) = artifact.filter(|a| template.inputs.artifact(&a.name).is_none()) {
            let words = format!("artifact {} in `manifestFrom` refer to a non-exist artifact", artifact.name);
            self.report.add("unknown-artifact", place.at("/manifestFrom/artifact"), words);
        }
        if manifest.is_empty() || manifest.starts_with(PLACEHOLDER) {
            return;
        }
        if let Err(fault) = yaml::read(without_expressions(manifest).as_bytes()) {
            let words = format!("{prefix}.manifest must be a valid yaml");
            let help = || Some(format!("read alone it says: {}", fault.message));
            self.report.add_with("invalid-manifest", place.at("/manifest"), words, || (help(), None));
        }
    }
}

/// A manifest with a stand-in for each expression, which need not be quoted.
fn without_expressions(manifest: &str) -> String {
    let mut text = String::with_capacity(manifest.len());
    let mut rest = manifest;
    while let Some(at) = rest.find("{{") {
        let inside = rest.get(at + 2..).unwrap_or_default();
        let expression = inside.trim_start().strip_prefix('=').and_then(|after| {
            let end = after.find("}}")?;
            let inner = after.get(..end)?.trim();
            (!inner.is_empty() && !inner.contains('\n')).then(|| after.get(end + 2..).unwrap_or_default())
        });
        text.push_str(rest.get(..at).unwrap_or_default());
        match expression {
            Some(after) => {
                text.push_str(PLACEHOLDER);
                text.push('0');
                rest = after;
            }
            None => {
                text.push_str("{{");
                rest = inside;
            }
        }
    }
    text.push_str(rest);
    text
}

/// Names that the controller gives to containers of its own.
pub(super) fn is_reserved(name: &str) -> bool {
    matches!(name, "wait" | "supervisor") || name.starts_with("artifact-plugin-")
}

fn is_deadline(deadline: &IntOrString) -> bool {
    match deadline {
        IntOrString::Int(seconds) => *seconds >= 0,
        IntOrString::Str(text) => match names::whole_number(text) {
            Some(seconds) => seconds >= 0,
            None => text.starts_with("{{") && text.ends_with("}}") || text.starts_with(PLACEHOLDER),
        },
    }
}
