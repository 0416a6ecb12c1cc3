//! Stored templates put into the workflow that refers to them.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::names::Known;
use crate::core::api::{LifecycleHook, Template, TemplateRef, Workflow, WorkflowSpec};
use crate::core::operate::merge_under;
use crate::core::template::{Mode, replace};
use crate::core::validate::{TemplateGetter, TemplateMissing};

/// A workflow that refers to nothing else, as far as what it refers to was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Completed {
    /// The workflow.
    pub workflow: Workflow,
    /// What could not be put in, for people.
    pub missing: Vec<String>,
}

/// Puts the stored templates that a workflow refers to into it, and the values of its arguments in place of their names.
/// What is only known at run time stays as it is.
pub fn complete(workflow: &Workflow, getter: &dyn TemplateGetter, now: Timestamp) -> Completed {
    let mut missing = Vec::new();
    let mut workflow = workflow.clone();
    if let Some(spec) = merged(&workflow.spec, getter, &mut missing) {
        workflow.spec = spec;
    }
    put_templates_in(&mut workflow.spec, getter, &mut missing);
    let known = Known::of(&workflow);
    let text = serde_json::to_string(&workflow.spec).unwrap_or_default();
    match replace(&text, &known, Mode::Lenient, now) {
        Ok(text) => match serde_json::from_str(&text) {
            Ok(spec) => workflow.spec = spec,
            Err(error) => missing.push(format!("the arguments do not fit their places: {error}")),
        },
        Err(error) => missing.push(error.to_string()),
    }
    missing.sort();
    missing.dedup();
    Completed { workflow, missing }
}

fn spec_of(
    getter: &dyn TemplateGetter,
    (cluster, name): (bool, &str),
    missing: &mut Vec<String>,
) -> Option<WorkflowSpec> {
    let found = if cluster {
        getter.cluster_workflow_template(name).map(|template| template.spec.clone())
    } else {
        getter.workflow_template(name).map(|template| template.spec.clone())
    };
    match found {
        Ok(spec) => Some(spec),
        Err(TemplateMissing::NotFound(words) | TemplateMissing::Other(words)) => {
            missing.push(words);
            None
        }
    }
}

/// A specification over that of the WorkflowTemplate it stands on.
fn merged(
    own: &WorkflowSpec,
    getter: &dyn TemplateGetter,
    missing: &mut Vec<String>,
) -> Option<WorkflowSpec> {
    let reference = own.workflow_template_ref.as_ref()?;
    let mut base = spec_of(getter, (reference.cluster_scope, &reference.name), missing)?;
    base.suspend = None;
    base.shutdown.clear();
    let (Ok(base), Ok(own)) = (serde_json::to_value(&base), serde_json::to_value(own)) else { return None };
    let mut spec: WorkflowSpec = serde_json::from_value(merge_under(base, own)).ok()?;
    spec.workflow_template_ref = None;
    Some(spec)
}

/// A template of a stored object: whether of the cluster, the object, the template.
type Key = (bool, String, String);

struct Inliner<'g> {
    getter: &'g dyn TemplateGetter,
    names: HashMap<Key, String>,
    taken: HashSet<String>,
    todo: Vec<(Key, String)>,
    missing: &'g mut Vec<String>,
}

fn put_templates_in(spec: &mut WorkflowSpec, getter: &dyn TemplateGetter, missing: &mut Vec<String>) {
    let taken = spec.templates.iter().map(|template| template.name.clone()).collect();
    let mut inliner = Inliner { getter, names: HashMap::new(), taken, todo: Vec::new(), missing };
    spec.templates.iter_mut().for_each(|template| inliner.visit(template, None));
    spec.hooks.values_mut().for_each(|hook| inliner.hook(hook, None));
    while let Some((key, name)) = inliner.todo.pop() {
        if let Some(mut template) = inliner.look_up(&key) {
            inliner.visit(&mut template, Some(&key));
            template.name = name;
            spec.templates.push(template);
        }
    }
}

impl Inliner<'_> {
    fn look_up(&mut self, (cluster, object, template): &Key) -> Option<Template> {
        let spec = spec_of(self.getter, (*cluster, object), self.missing)?;
        let found = spec.template(template).cloned();
        if found.is_none() {
            self.missing.push(format!("{object} has no template {template:?}"));
        }
        found
    }

    /// Points everything a template calls to templates of the workflow. `scope` is where the template is from.
    fn visit(&mut self, template: &mut Template, scope: Option<&Key>) {
        for step in template.steps.iter_mut().flat_map(|group| &mut group.0) {
            self.point(&mut step.template, &mut step.template_ref, scope);
            self.point(&mut step.on_exit, &mut None, scope);
            step.hooks.values_mut().for_each(|hook| self.hook(hook, scope));
            step.inline.iter_mut().for_each(|inline| self.visit(inline, scope));
        }
        for task in template.dag.iter_mut().flat_map(|dag| &mut dag.tasks) {
            self.point(&mut task.template, &mut task.template_ref, scope);
            self.point(&mut task.on_exit, &mut None, scope);
            task.hooks.values_mut().for_each(|hook| self.hook(hook, scope));
            task.inline.iter_mut().for_each(|inline| self.visit(inline, scope));
        }
    }

    fn hook(&mut self, hook: &mut LifecycleHook, scope: Option<&Key>) {
        self.point(&mut hook.template, &mut hook.template_ref, scope);
    }

    fn point(&mut self, name: &mut String, reference: &mut Option<TemplateRef>, scope: Option<&Key>) {
        let key = match (&*reference, scope) {
            (Some(reference), _) => {
                (reference.cluster_scope, reference.name.clone(), reference.template.clone())
            }
            (None, Some((cluster, object, _))) if !name.is_empty() => {
                (*cluster, object.clone(), name.clone())
            }
            _ => return,
        };
        // Names that are only known at run time.
        if key.1.contains("{{") || key.2.contains("{{") {
            return;
        }
        let known = self.names.get(&key).cloned();
        let new = match known {
            Some(new) => new,
            None => {
                if self.look_up(&key).is_none() {
                    return;
                }
                let new = self.fresh(&key);
                self.names.insert(key.clone(), new.clone());
                self.todo.push((key, new.clone()));
                new
            }
        };
        *name = new;
        *reference = None;
    }

    fn fresh(&mut self, (_, object, template): &Key) -> String {
        let wanted = format!("{object}-{template}");
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut names = std::iter::once(wanted.clone()).chain(numbered);
        let free = names.find(|name| !self.taken.contains(name)).unwrap_or(wanted);
        self.taken.insert(free.clone());
        free
    }
}
