//! The specification of a workflow (engine.md §6.3).

use std::rc::Rc;

use serde_json::Value;

use super::base::Base;
use super::holder::{Checker, Given, Place, Reference};
use super::kinds;
use super::names::{self, Names};
use super::selector;
use crate::core::api::{Arguments, ObjectMeta, TemplateRef, WorkflowSpec, WorkflowTemplateRef};

/// What is checked: a specification and the metadata of the workflow it makes.
pub(super) struct Subject<'a> {
    pub(super) spec: &'a WorkflowSpec,
    pub(super) labels: Vec<&'a str>,
    pub(super) annotations: Vec<&'a str>,
    /// JSON pointer to the specification.
    pub(super) pointer: &'static str,
    pub(super) needs_entrypoint: bool,
}

impl<'a> Subject<'a> {
    pub(super) fn new(metadata: &'a ObjectMeta, spec: &'a WorkflowSpec) -> Self {
        Self {
            spec,
            labels: metadata.labels.keys().map(String::as_str).collect(),
            annotations: metadata.annotations.keys().map(String::as_str).collect(),
            pointer: "/spec",
            needs_entrypoint: true,
        }
    }
}

/// The stored template that a workflow runs, and the reference to it.
struct Referred<'s, 'a> {
    reference: &'s WorkflowTemplateRef,
    base: Rc<Base<'a>>,
}

impl Referred<'_, '_> {
    fn to(&self, template: &str) -> TemplateRef {
        TemplateRef {
            name: self.reference.name.clone(),
            template: template.to_owned(),
            cluster_scope: self.reference.cluster_scope,
            ..TemplateRef::default()
        }
    }
}

impl<'a> Checker<'a> {
    pub(super) fn check_subject(&mut self, subject: &Subject<'a>) {
        let spec = subject.spec;
        let own = Rc::new(Base::own(spec, subject.pointer));
        let place = Place { pointer: subject.pointer.to_owned(), exact: true };
        let Some(referred) = self.check_template_ref(spec, &place) else { return };
        let of_template = |of: fn(&WorkflowSpec) -> &str| referred.as_ref().map_or("", |r| of(r.base.spec()));
        self.check_template_names(spec, &place);
        self.check_plugins(spec, &place);
        let arguments = merged(&spec.arguments, referred.as_ref().map(|r| &r.base.spec().arguments));
        let may_lack_values = self.options.lint || self.templates_only && !self.options.submit;
        self.check_arguments(&arguments, "spec.arguments.", &place.below("/arguments"), may_lack_values);
        self.set_globals(subject, &arguments, referred.as_ref().map(|r| r.base.spec()));

        let mut entrypoint = spec.entrypoint.as_str();
        if entrypoint.is_empty() {
            entrypoint = of_template(|spec| &spec.entrypoint);
        }
        let entry = place.at("/entrypoint");
        let given = if self.templates_only { Given::Anything } else { Given::These(&arguments, &entry) };
        if entrypoint.is_empty() && subject.needs_entrypoint {
            let names = || own.names().collect::<Vec<_>>();
            self.report.add_with("missing-entrypoint", place.at(""), "spec.entrypoint is required", || {
                let first = names()
                    .first()
                    .map(|name| format!("add `entrypoint: {name}`, the template to start with"));
                (first, None)
            });
        } else if subject.needs_entrypoint {
            self.follow_named(&own, referred.as_ref(), entrypoint, place.below("/entrypoint"), given);
        }
        self.check_exit_handler(spec, &own, referred.as_ref(), &place);
        self.check_hooks(&spec.hooks, "hooks", &place);
        self.check_pod_gc(spec, &place);
        if let Some(resources) = &spec.pod_resources {
            self.check_pod_resources("spec.podResources", resources, &place.below("/podResources"));
        }
        self.check_every_template(&own, referred.as_ref(), &place);
    }

    /// The stored template that the workflow runs, if any; nothing when the rest cannot be checked.
    fn check_template_ref<'s>(
        &mut self,
        spec: &'s WorkflowSpec,
        place: &Place,
    ) -> Option<Option<Referred<'s, 'a>>> {
        let Some(reference) = &spec.workflow_template_ref else { return Some(None) };
        if !spec.templates.is_empty() {
            let words = "Templates is invalid field in spec if workflow referred WorkflowTemplate reference";
            self.report.add("two-templates", place.at("/templates"), words);
        }
        match self.stored(reference.cluster_scope, &reference.name) {
            Ok(base) => Some(Some(Referred { reference, base })),
            Err(missing) => {
                self.report.add("missing-reference", place.at("/workflowTemplateRef/name"), missing.words());
                None
            }
        }
    }

    fn check_template_names(&mut self, spec: &WorkflowSpec, place: &Place) {
        for bad in names::check(Names::Fields, spec.templates.iter().map(|t| t.name.as_str())) {
            let at = place.at(&format!("/templates/{}/name", bad.index));
            self.report.add("invalid-name", at, format!("spec.templates{}", bad.words));
        }
    }

    fn check_plugins(&mut self, spec: &WorkflowSpec, place: &Place) {
        for (index, plugin) in spec.executor_plugins.iter().enumerate() {
            let nothing = Value::Null;
            let container = plugin.spec.sidecar.container.as_ref().unwrap_or(&nothing);
            let resources = container.get("resources").unwrap_or(&nothing);
            let lacks = |object: &Value, field: &str| object.get(field).is_none_or(Value::is_null);
            let words = if plugin.metadata.name.is_empty() {
                "executor plugin metadata name is mandatory"
            } else if kinds::list(container, "ports").is_empty() {
                "at least one port is mandatory"
            } else if lacks(resources, "requests") {
                "resources requests are mandatory"
            } else if lacks(resources, "limits") {
                "resources limits are mandatory"
            } else if lacks(container, "securityContext") {
                "security context is mandatory"
            } else {
                continue;
            };
            let at = place.at(&format!("/executorPlugins/{index}"));
            self.report.add("invalid-plugin", at, format!("spec.executorPlugins: {words}"));
        }
    }

    fn set_globals(&mut self, subject: &Subject<'a>, arguments: &Arguments, referred: Option<&WorkflowSpec>) {
        let globals = &mut self.globals;
        for name in ["name", "namespace", "mainEntrypoint", "serviceAccountName", "uid", "status"] {
            globals.set_unknown(format!("workflow.{name}"));
        }
        if !arguments.parameters.is_empty() {
            globals.set_unknown("workflow.parameters");
            globals.set_unknown("workflow.parameters.json");
        }
        for parameter in arguments.parameters.iter().filter(|parameter| !parameter.name.is_empty()) {
            let name = format!("workflow.parameters.{}", parameter.name);
            match &parameter.value {
                Some(value) => globals.set(name, value.0.as_str()),
                None => globals.set_unknown(name),
            }
        }
        let specs = [Some(subject.spec), self.options.defaults, referred];
        let metadata: Vec<_> =
            specs.into_iter().flatten().filter_map(|s| s.workflow_metadata.as_ref()).collect();
        let annotations = metadata.iter().flat_map(|m| m.annotations.keys()).map(String::as_str);
        for key in subject.annotations.iter().copied().chain(annotations) {
            globals.set_unknown(format!("workflow.annotations.{key}"));
        }
        let labels = metadata.iter().flat_map(|m| m.labels.keys().chain(m.labels_from.keys()));
        for key in subject.labels.iter().copied().chain(labels.map(String::as_str)) {
            globals.set_unknown(format!("workflow.labels.{key}"));
        }
        for name in ["annotations", "annotations.json", "labels", "labels.json"] {
            globals.set_unknown(format!("workflow.{name}"));
        }
        if let Some(priority) = subject.spec.priority {
            globals.set("workflow.priority", priority.to_string());
        }
    }

    /// Follows the name of a template: of the workflow's own, or of the stored template it runs.
    fn follow_named(
        &mut self,
        own: &Rc<Base<'a>>,
        referred: Option<&Referred<'_, 'a>>,
        name: &str,
        place: Place,
        given: Given<'_>,
    ) {
        let wanted = referred.map(|referred| referred.to(name));
        let template = if wanted.is_some() { "" } else { name };
        let place = match referred {
            Some(_) if self.written(&place, "").is_none() => {
                Place { pointer: "/spec/workflowTemplateRef".to_owned(), exact: false }
            }
            Some(_) => Place { exact: false, ..place },
            None => place,
        };
        let reference = Reference { template, template_ref: wanted.as_ref(), inline: None, place, field: "" };
        self.follow(own, &reference, given);
    }

    fn check_exit_handler(
        &mut self,
        spec: &'a WorkflowSpec,
        own: &Rc<Base<'a>>,
        referred: Option<&Referred<'_, 'a>>,
        place: &Place,
    ) {
        let stored = referred.map(|referred| Rc::clone(&referred.base));
        let name = match &stored {
            Some(stored) if spec.on_exit.is_empty() => stored.spec().on_exit.as_str(),
            _ => spec.on_exit.as_str(),
        };
        if name.is_empty() {
            return;
        }
        self.globals.set_unknown("workflow.failures");
        let all = spec.templates.iter().chain(stored.iter().flat_map(|stored| &stored.spec().templates));
        let mut artifacts = all.flat_map(|template| &template.outputs.artifacts);
        self.globals.any_output_artifact = artifacts.any(|artifact| names::holds_tag(&artifact.global_name));
        let exit = place.below("/onExit");
        let pointer = exit.pointer.clone();
        self.follow_named(own, referred, name, exit, Given::These(&spec.arguments, &pointer));
    }

    fn check_pod_gc(&mut self, spec: &WorkflowSpec, place: &Place) {
        let Some(gc) = &spec.pod_gc else { return };
        let known = ["", "OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess"];
        if !known.contains(&gc.strategy.as_str()) {
            let words = format!("podGC.strategy unknown strategy '{}'", gc.strategy);
            self.report.add("unknown-strategy", place.at("/podGC/strategy"), words);
        }
        if let Some(why) = gc.label_selector.as_ref().and_then(selector::fault) {
            let at = place.at("/podGC/labelSelector");
            self.report.add("invalid-selector", at, format!("podGC.labelSelector invalid: {why}"));
        }
    }

    /// Checks the templates that nothing referred to yet, whatever their inputs.
    fn check_every_template(
        &mut self,
        own: &Rc<Base<'a>>,
        referred: Option<&Referred<'_, 'a>>,
        place: &Place,
    ) {
        let base = referred.map_or_else(|| Rc::clone(own), |referred| Rc::clone(&referred.base));
        for (index, template) in base.spec().templates.iter().enumerate() {
            let at = match referred {
                Some(_) => place.below("/workflowTemplateRef"),
                None => place.below(&format!("/templates/{index}")),
            };
            let before = self.report.enter(&format!("templates.{} ", template.name));
            self.follow_named(own, referred, &template.name, at, Given::Anything);
            self.report.leave(before);
        }
        while let Some(found) = self.deferred.pop() {
            self.look_into(&found, Given::Anything);
        }
    }
}

/// Arguments, and those of the stored template that were not given anew.
fn merged(own: &Arguments, stored: Option<&Arguments>) -> Arguments {
    let mut all = own.clone();
    let Some(stored) = stored else { return all };
    for parameter in &stored.parameters {
        if all.parameter(&parameter.name).is_none() {
            all.parameters.push(parameter.clone());
        }
    }
    for artifact in &stored.artifacts {
        if all.artifact(&artifact.name).is_none() {
            all.artifacts.push(artifact.clone());
        }
    }
    all
}
