//! One template: its type, inputs and settings, then its body, outputs and metrics.

use std::collections::BTreeMap;

use serde_json::Value;

use super::advice;
use super::holder::{Checker, Found, Given, Place};
use super::kinds;
use super::process::{may_spoil, not_supplied, process};
use super::scope::Scope;
use crate::core::api::{Template, TemplateType};
use crate::core::text::pointer::escaped;

/// What a template with a retry strategy knows besides.
const RETRIES: &[&str] =
    &["retries", "lastRetry.exitCode", "lastRetry.status", "lastRetry.duration", "lastRetry.message"];

/// A template being checked: with everything put in, its place, and what it knows.
pub(super) struct Body<'b, 'a> {
    pub(super) template: &'b Template,
    pub(super) found: &'b Found<'a>,
    pub(super) place: &'b Place,
    pub(super) scope: Scope,
}

impl<'a> Checker<'a> {
    /// Checks a template with some arguments; its body only the first time.
    pub(super) fn check_template(&mut self, found: &Found<'a>, given: Given<'_>) {
        let Some(template) = found.template() else { return };
        let name = template.name.as_str();
        if self.was_visited(found) && !self.depends_on_arguments(template, given) {
            self.check_supplied(found, template, given);
            return;
        }
        self.check_head(found, template);
        let mut scope = self.check_inputs(found, template);
        self.check_init_containers(found, template);
        let own = self.own_variables(template, &mut scope);
        self.check_supplied(found, template, given);
        let pods = found.base.spec().pod_metadata.as_ref();
        let processed = match process(template, pods, given, &mut self.globals, own) {
            Ok(processed) => processed,
            Err(words) => {
                self.report.add("invalid-template", found.place.at(""), format!("templates.{name} {words}"));
                return;
            }
        };
        self.check_settings(found, template, &processed);
        if !self.visited.insert((found.base.scope.clone(), name.to_owned())) {
            return;
        }
        let body = Body { template: &processed, found, place: &found.place, scope };
        self.check_body(body);
    }

    fn check_supplied(&mut self, found: &Found<'a>, template: &Template, given: Given<'_>) {
        let Given::These(arguments, at) = given else { return };
        for missing in not_supplied(template, given) {
            let words = format!("templates.{} {}", template.name, missing.words);
            self.report.add_with("missing-input", at, words, || {
                let help = advice::missing_input(template, arguments, missing.name);
                (help, found.elsewhere(&missing.path, "asked for here"))
            });
        }
    }

    fn was_visited(&self, found: &Found<'_>) -> bool {
        let name = found.template().map_or("", |template| template.name.as_str());
        self.visited.contains(&(found.base.scope.clone(), name.to_owned()))
    }

    /// Whether other arguments may give other errors, besides missing inputs.
    fn depends_on_arguments(&self, template: &Template, given: Given<'_>) -> bool {
        let varies = |text: &str| text.contains("{{");
        template.name.is_empty()
            || varies(&template.timeout)
            || varies(&template.pending_timeout)
            || may_spoil(given)
    }

    fn check_head(&mut self, found: &Found<'a>, template: &Template) {
        let name = template.name.as_str();
        let kind = self.kind_of(found);
        if kinds::bodies(
            template,
            !template.steps.is_empty() || self.written(&found.place, "/steps").is_some(),
        ) > 1
        {
            let words = format!(
                "templates.{name} multiple template types specified. choose one of: container, containerSet, steps, \
                 script, resource, dag, suspend, template, template ref"
            );
            self.report.add("two-template-types", found.place.at(""), words);
        }
        let Some(resources) = &template.pod_resources else { return };
        if matches!(kind, TemplateType::Http | TemplateType::Plugin) {
            let words = format!(
                "templates.{name}.podResources is not supported for {} templates",
                kinds::word(&kind)
            );
            self.report.add("unsupported-field", found.place.at("/podResources"), words);
        } else {
            let place = found.place.below("/podResources");
            self.check_pod_resources(&format!("templates.{name}.podResources"), resources, &place);
        }
    }

    /// Pods as a whole take processor, memory and huge pages, and no claims.
    pub(super) fn check_pod_resources(&mut self, prefix: &str, resources: &Value, place: &Place) {
        if !kinds::list(resources, "claims").is_empty() {
            let words = format!("{prefix}.claims is not supported for pod-level resources");
            self.report.add("unsupported-field", place.at("/claims"), words);
            return;
        }
        for list in ["limits", "requests"] {
            let Some(entries) = resources.get(list).and_then(Value::as_object) else { continue };
            for resource in entries.keys() {
                if !matches!(resource.as_str(), "cpu" | "memory") && !resource.starts_with("hugepages-") {
                    let words = format!(
                        "{prefix}: {resource:?} is not a valid pod-level resource, only cpu, memory and hugepages-* \
                         are supported"
                    );
                    let at = place.at(&format!("/{list}/{}", escaped(resource)));
                    self.report.add("unsupported-field", at, words);
                }
            }
        }
    }

    fn check_init_containers(&mut self, found: &Found<'a>, template: &Template) {
        for (index, container) in template.init_containers.iter().enumerate() {
            if kinds::text(container, "name").is_empty() {
                let at = found.place.at(&format!("/initContainers/{index}"));
                self.report.add("missing-name", at, "initContainers must all have container name");
            }
        }
    }

    /// The variables of the template itself, with stand-ins for their values.
    fn own_variables(&mut self, template: &Template, scope: &mut Scope) -> BTreeMap<String, String> {
        let mut own = BTreeMap::new();
        let kind = template.kind();
        let pod = kinds::is_pod(&kind).then_some("pod.name");
        let retries = if template.retry_strategy.is_some() { RETRIES } else { &[] };
        for name in pod.into_iter().chain(retries.iter().copied()) {
            own.insert(name.to_owned(), self.globals.placeholder());
            scope.add(name);
        }
        if kinds::is_leaf(&kind) {
            for artifact in template.outputs.artifacts.iter().filter(|artifact| !artifact.path.is_empty()) {
                scope.add(format!("outputs.artifacts.{}.path", artifact.name));
            }
            for output in &template.outputs.parameters {
                if output.value_from.as_ref().is_some_and(|from| !from.path.is_empty()) {
                    scope.add(format!("outputs.parameters.{}.path", output.name));
                }
            }
        }
        own
    }

    /// Settings that only some kinds of templates may have.
    fn check_settings(&mut self, found: &Found<'a>, written: &Template, processed: &Template) {
        let kind = processed.kind();
        let word = kinds::word(&kind);
        if !written.resource_claims.is_empty() && !kinds::is_pod(&kind) {
            let words = format!(
                "templates.{}.resourceClaims is not supported for {word} templates, which do not create a pod",
                written.name
            );
            self.report.add("unsupported-field", found.place.at("/resourceClaims"), words);
        }
        if !processed.timeout.is_empty() {
            let at = found.place.at("/timeout");
            if !kinds::is_leaf(&kind) {
                let words = format!("{word} template doesn't support timeout field");
                self.report.add("unsupported-field", at, words);
            } else if super::names::is_whole_number(&processed.timeout) {
                let words = format!("{} has invalid duration format in timeout", processed.name);
                self.report.add("invalid-duration", at, words);
            }
        }
        if !processed.pending_timeout.is_empty() && !kinds::is_leaf(&kind) {
            let words = format!("{word} template doesn't support pendingTimeout field");
            self.report.add("unsupported-field", found.place.at("/pendingTimeout"), words);
        }
    }

    fn check_body(&mut self, mut body: Body<'_, 'a>) {
        match body.template.kind() {
            TemplateType::Steps => self.check_steps(&mut body),
            TemplateType::Dag => self.check_dag(&mut body),
            _ => self.check_leaf(&body),
        }
        self.check_outputs(&body);
        if let Some(location) = &body.template.archive_location {
            let prefix = format!("templates.{}.archiveLocation", body.template.name);
            let place = body.place.below("/archiveLocation");
            self.check_location(&prefix, location.git.as_deref(), location.hdfs.as_deref(), &place);
        }
        self.check_metrics(&body);
    }
}
