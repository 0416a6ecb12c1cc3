//! The first look at a workflow: merging what it refers to, checking it, setting names that are known everywhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::effect::Effect;
use super::inputs::{self, parse};
use super::resolve::context_of;
use super::scope::Names;
use super::state::State;
use super::subst::{Mode, replace};
use super::work::{Context, Halt};
use crate::core::api::{
    LifecycleHook, NodePhase, Template, TemplateRef, WorkflowPhase, WorkflowSpec, annotation, format_time,
};
use crate::core::graph::PodNameFormat;
use crate::core::text::{duration, strftime};

impl State {
    /// Prepares a workflow for its first step in this life of the engine.
    pub(super) fn start_workflow(&mut self) -> Result<(), Halt> {
        let fresh = matches!(self.wf.status.phase, WorkflowPhase::Unset | WorkflowPhase::Pending);
        if let Some(why) = self.restricted() {
            self.finish_workflow(WorkflowPhase::Error, &why);
            return Ok(());
        }
        let spec = self.merged_spec()?;
        self.spec = Arc::new(spec);
        self.pod_names =
            match self.wf.metadata.annotations.get(annotation::POD_NAME_FORMAT).map(String::as_str) {
                Some("v1") => PodNameFormat::V1,
                _ => PodNameFormat::V2,
            };
        if fresh {
            self.add_template_label();
            self.admit().map_err(|halt| prefixed("invalid spec: ", halt))?;
            self.store_templates().map_err(|halt| prefixed("invalid spec: ", halt))?;
            self.refuse_unsupported()?;
        }
        self.set_globals()?;
        self.replace_globals()?;
        if fresh {
            match self.add_workflow_metadata() {
                Err(Halt::Fatal(why)) => {
                    self.finish_workflow(WorkflowPhase::Error, &why);
                    return Ok(());
                }
                done => done?,
            }
            self.replace_globals()?;
        }
        self.hold_for_artifacts();
        if let Err(why) = self.find_repository()? {
            self.finish_workflow(WorkflowPhase::Error, &why);
        }
        Ok(())
    }

    /// Marks the workflow as running, where it was not.
    pub(super) fn mark_running(&mut self) {
        if matches!(self.wf.status.phase, WorkflowPhase::Unset | WorkflowPhase::Pending) {
            self.wf
                .metadata
                .annotations
                .entry(annotation::POD_NAME_FORMAT.to_owned())
                .or_insert_with(|| "v2".to_owned());
            self.wf.status.started_at.get_or_insert(self.now);
            self.wf.status.estimated_duration = self.expected_duration();
            self.set_workflow_phase(WorkflowPhase::Running, "");
            self.workflow_event(false, "WorkflowRunning", "Workflow Running");
            self.emit_workflow_metrics(false);
            self.create_claims();
        }
        self.set_deadline();
        let status = self.wf.status.phase.to_string();
        self.globals.text("workflow.status", status);
    }

    /// Makes the volume claims of the workflow.
    fn create_claims(&mut self) {
        for template in self.spec.volume_claim_templates.clone() {
            let given =
                template.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default().to_owned();
            let claim = format!("{}-{given}", self.name());
            let mut object = template;
            let metadata = object.get("metadata").cloned().unwrap_or_else(|| json!({}));
            let own = json!({
                "name": claim,
                "namespace": self.wf.metadata.namespace,
                "ownerReferences": [self.owner_reference()],
            });
            if let Some(fields) = object.as_object_mut() {
                fields.insert("metadata".to_owned(), super::merge::under(metadata, own));
                fields.insert("apiVersion".to_owned(), "v1".into());
                fields.insert("kind".to_owned(), "PersistentVolumeClaim".into());
                fields.remove("status");
            }
            self.effects.push(Effect::CreateObject(object));
            self.claims_asked = true;
            self.wf
                .status
                .persistent_volume_claims
                .push(json!({"name": given, "persistentVolumeClaim": {"claimName": claim}}));
        }
    }

    /// The workflow can't run: it fails before its first node.
    pub(super) fn refuse(&mut self, message: &str) {
        self.finish_workflow(WorkflowPhase::Failed, message);
    }

    /// The workflow's own fields over those of the template it refers to, over the controller's defaults.
    fn merged_spec(&mut self) -> Result<WorkflowSpec, Halt> {
        if let Some(stored) = &self.wf.status.stored_workflow_template_spec {
            let mut spec = stored.clone();
            spec.suspend = self.wf.spec.suspend;
            spec.shutdown.clone_from(&self.wf.spec.shutdown);
            return Ok(*spec);
        }
        let mut own = to_value(&self.wf.spec)?;
        if let Some(reference) = self.wf.spec.workflow_template_ref.clone() {
            let key = TemplateRef {
                name: reference.name.clone(),
                cluster_scope: reference.cluster_scope,
                ..TemplateRef::default()
            };
            let base =
                self.referenced_spec(&context_of(&key)).map_err(|halt| prefixed("invalid spec: ", halt))?;
            let mut base = to_value(&base)?;
            if let Some(fields) = base.as_object_mut() {
                fields.remove("suspend");
                fields.remove("shutdown");
            }
            own = super::merge::under(base, own);
            let merged: WorkflowSpec = from_value(own.clone())?;
            self.wf.status.stored_workflow_template_spec = Some(Box::new(merged));
        }
        if let Some(defaults) = self.settings.workflow_defaults.as_ref().and_then(|d| d.get("spec")) {
            own = super::merge::under(defaults.clone(), own);
        }
        from_value(own)
    }

    /// Looks up every template that can be reached by reference, so that later edits of them change nothing.
    fn store_templates(&mut self) -> Result<(), Halt> {
        let mut open: Vec<(Context, Template)> =
            self.spec.templates.iter().map(|t| (Context::Local, t.clone())).collect();
        if let Some(reference) = self.wf.spec.workflow_template_ref.clone() {
            let context = if reference.cluster_scope {
                Context::Cluster(reference.name)
            } else {
                Context::Namespaced(reference.name)
            };
            for template in &self.spec.templates.clone() {
                let key = format!("{}/{}", self.scope_text(&context), template.name);
                self.wf.status.stored_templates.insert(key, template.clone());
            }
        }
        let hooks: Vec<LifecycleHook> = self.spec.hooks.values().cloned().collect();
        for reference in hooks.iter().filter_map(|hook| hook.template_ref.as_ref()) {
            open.extend(self.store_reference(reference)?);
        }
        while let Some((context, template)) = open.pop() {
            for (reference, name) in references(&template) {
                let found = match (reference, &context) {
                    (Some(reference), _) => self.store_reference(&reference)?,
                    (None, Context::Local) => None,
                    (None, Context::Namespaced(owner)) => {
                        self.store_reference(&sibling(owner, name, false))?
                    }
                    (None, Context::Cluster(owner)) => self.store_reference(&sibling(owner, name, true))?,
                };
                open.extend(found);
            }
        }
        Ok(())
    }

    /// Stores one template; `None` when it was stored before or its name is not known yet.
    fn store_reference(&mut self, reference: &TemplateRef) -> Result<Option<(Context, Template)>, Halt> {
        let dynamic = reference.name.contains("{{") || reference.template.contains("{{");
        let context = context_of(reference);
        let key = format!("{}/{}", self.scope_text(&context), reference.template);
        if dynamic || reference.template.is_empty() || self.wf.status.stored_templates.contains_key(&key) {
            return Ok(None);
        }
        let spec = self.referenced_spec(&context)?;
        let template = spec.templates.into_iter().find(|t| t.name == reference.template);
        let template = template.ok_or_else(|| {
            Halt::Fatal(format!("template reference {}.{} not found", reference.name, reference.template))
        })?;
        self.wf.status.stored_templates.insert(key, template.clone());
        Ok(Some((context, template)))
    }

    /// The names every template may use (engine.md §3.5).
    fn set_globals(&mut self) -> Result<(), Halt> {
        let mut names = Names::default();
        let metadata = &self.wf.metadata;
        names.text("workflow.name", metadata.name.clone());
        names.text("workflow.namespace", metadata.namespace.clone());
        names.text("workflow.uid", metadata.uid.clone());
        names.text("workflow.mainEntrypoint", self.spec.entrypoint.clone());
        names.text("workflow.serviceAccountName", self.spec.service_account_name.clone());
        if let Some(priority) = self.spec.priority {
            names.text("workflow.priority", priority.to_string());
        }
        if let Some(at) = metadata.annotations.get(annotation::SCHEDULED_TIME) {
            names.text("workflow.scheduledTime", at.clone());
        }
        if let Some(at) = metadata.creation_timestamp {
            names.text("workflow.creationTimestamp", format_time(at));
            names.text("workflow.creationTimestamp.s", at.as_second().to_string());
            names.text("workflow.creationTimestamp.RFC3339", format_time(at));
            for letter in "BbmAadHIMSYypZzL".chars() {
                names.text(format!("workflow.creationTimestamp.{letter}"), strftime(at, letter));
            }
        }
        add_map(&mut names, "workflow.labels", &metadata.labels)?;
        add_map(&mut names, "workflow.annotations", &metadata.annotations)?;
        if let Some(outputs) = &self.wf.status.outputs {
            names.add_outputs("workflow", outputs);
        }
        self.globals = names;
        self.set_parameters()
    }

    /// `workflow.parameters.*`, with what ConfigMaps say.
    fn set_parameters(&mut self) -> Result<(), Halt> {
        let mut parameters = self.spec.arguments.parameters.clone();
        for parameter in &mut parameters {
            if let Some(from) = parameter.value_from.clone() {
                let selector = from.config_map_key_ref.clone().unwrap_or_default();
                let value = self.config_map_value(&from).map_err(|halt| match halt {
                    Halt::Fatal(message) => Halt::Fatal(format!(
                        "failed to set global parameters: failed to set global parameter {} from configmap with name {} and key {}: {message}",
                        parameter.name, selector.name, selector.key
                    )),
                    other => other,
                })?;
                if value.is_some() {
                    parameter.value = value;
                }
            }
            let Some(value) = parameter.value.clone().or_else(|| parameter.default.clone()) else {
                return Err(Halt::Fatal(format!(
                    "failed to set global parameters: either value or valueFrom must be specified in order to set global parameter {}",
                    parameter.name
                )));
            };
            self.globals.text(format!("workflow.parameters.{}", parameter.name), value.0.clone());
            parameter.value = Some(value);
        }
        let list = inputs::json(&self.spec.arguments.parameters)?;
        self.globals.text("workflow.parameters", list.clone());
        self.globals.text("workflow.parameters.json", list);
        Arc::make_mut(&mut self.spec).arguments.parameters = parameters;
        Ok(())
    }

    /// Puts the global names into the specification, all but its templates.
    fn replace_globals(&mut self) -> Result<(), Halt> {
        let mut spec = (*self.spec).clone();
        let templates = std::mem::take(&mut spec.templates);
        let defaults = spec.template_defaults.take();
        let text = inputs::json(&spec)?;
        if text.contains("{{") {
            let replaced = replace(&text, &[&self.globals], &Mode::Lenient, self.now)?;
            spec = parse(&replaced)?;
        }
        spec.templates = templates;
        spec.template_defaults = defaults;
        self.spec = Arc::new(spec);
        Ok(())
    }

    /// `workflow.duration`, as of this step.
    pub(super) fn set_duration(&mut self) {
        if let Some(started) = self.wf.status.started_at {
            let elapsed = duration::seconds_fixed(self.now.duration_since(started));
            self.globals.text("workflow.duration", elapsed);
        }
    }

    /// Makes the entry node, or takes it up.
    pub(super) fn start_entry(&mut self) {
        if self.entry.is_some_and(|nx| !self.held_back.contains(&nx)) {
            return;
        }
        self.mark_running();
        if std::mem::take(&mut self.claims_asked) {
            // The next step knows of claims that were refused; nothing starts without them.
            self.claims_awaited = true;
            return;
        }
        let call = self.entry_call();
        match self.run(call) {
            Ok(nx) => self.entry = Some(nx),
            Err(Halt::Fatal(message)) => {
                self.entry = self.node_named(self.name());
                let message = format!("error in entry template execution: {message}");
                self.finish_workflow(WorkflowPhase::Error, &message);
            }
            Err(Halt::Read(key)) => self.read(key),
            Err(_) => {}
        }
    }

    /// The node of the entry ended in an error of its own.
    pub(super) fn entry_fault(&mut self) -> bool {
        let Some(message) = self.entry.and_then(|nx| self.faults.get(&nx)).cloned() else { return false };
        if let Some(nx) = self.entry {
            self.set_phase(nx, NodePhase::Error, &message);
        }
        self.finish_workflow(WorkflowPhase::Error, &format!("error in entry template execution: {message}"));
        true
    }
}

fn sibling(owner: &str, name: String, cluster_scope: bool) -> TemplateRef {
    TemplateRef { name: owner.to_owned(), template: name, cluster_scope, ..TemplateRef::default() }
}

/// The templates a template calls, each by reference or by name.
fn references(template: &Template) -> Vec<(Option<TemplateRef>, String)> {
    let mut found = Vec::new();
    let mut add = |reference: &Option<TemplateRef>,
                   name: &str,
                   inline: Option<&Template>,
                   hooks: &BTreeMap<String, LifecycleHook>,
                   on_exit: &str| {
        found.push((reference.clone(), name.to_owned()));
        if let Some(inline) = inline {
            found.extend(references(inline));
        }
        found.extend(hooks.values().map(|hook| (hook.template_ref.clone(), hook.template.clone())));
        found.push((None, on_exit.to_owned()));
    };
    for step in template.steps.iter().flat_map(|group| group.iter()) {
        add(&step.template_ref, &step.template, step.inline.as_deref(), &step.hooks, &step.on_exit);
    }
    for task in template.dag.iter().flat_map(|dag| &dag.tasks) {
        add(&task.template_ref, &task.template, task.inline.as_deref(), &task.hooks, &task.on_exit);
    }
    found.retain(|(reference, name)| reference.is_some() || !name.is_empty());
    found
}

pub(super) fn add_map(names: &mut Names, prefix: &str, map: &BTreeMap<String, String>) -> Result<(), Halt> {
    for (key, value) in map {
        names.text(format!("{prefix}.{key}"), value.clone());
    }
    let text = inputs::json(map)?;
    names.text(prefix, text.clone());
    names.text(format!("{prefix}.json"), text);
    Ok(())
}

pub(super) fn prefixed(prefix: &str, halt: Halt) -> Halt {
    match halt {
        Halt::Fatal(message) => Halt::Fatal(format!("{prefix}{message}")),
        other => other,
    }
}

fn to_value<T: serde::Serialize>(value: &T) -> Result<Value, Halt> {
    serde_json::to_value(value).map_err(|e| Halt::Fatal(e.to_string()))
}

fn from_value<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, Halt> {
    serde_json::from_value(value).map_err(|e| Halt::Fatal(e.to_string()))
}
