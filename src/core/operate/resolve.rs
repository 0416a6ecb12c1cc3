//! Finding the template that a step, task, hook or workflow names.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;

use super::observe::{ObjectKey, ObjectKind};
use super::state::State;
use super::work::{Context, Halt, Reference, Source};
use crate::core::api::{Template, TemplateRef, WorkflowSpec};

impl State {
    /// The scope of a node as its status shows it: where the caller's template names are looked up.
    pub(super) fn scope_text(&self, context: &Context) -> String {
        match context {
            Context::Local if self.wf.spec.workflow_template_ref.is_some() => "local/".to_owned(),
            Context::Local => format!("local/{}", self.name()),
            Context::Namespaced(name) => format!("namespaced/{name}"),
            Context::Cluster(name) => format!("cluster/{name}"),
        }
    }

    /// The template a reference names, with the defaults of the workflow merged under it.
    pub(super) fn resolve(&mut self, reference: &Reference, context: &Context) -> Result<Arc<Source>, Halt> {
        if let Some(inline) = &reference.inline {
            let template = self.with_defaults(inline)?;
            return Ok(Arc::new(source(template, context.clone(), true)?));
        }
        let (context, name) = match &reference.template_ref {
            Some(reference) => (context_of(reference), reference.template.as_str()),
            None => (context.clone(), reference.template.as_str()),
        };
        if name.is_empty() {
            return Err(Halt::fatal("failed to get a template"));
        }
        let key = format!("{}/{name}", self.scope_text(&context));
        if let Some(found) = self.sources.get(&key) {
            return Ok(Arc::clone(found));
        }
        let template = self.lookup(&context, name, &key)?;
        let template = self.with_defaults(&template)?;
        let found = Arc::new(source(template, context, false)?);
        self.sources.insert(key, Arc::clone(&found));
        Ok(found)
    }

    fn lookup(&mut self, context: &Context, name: &str, key: &str) -> Result<Template, Halt> {
        if *context == Context::Local {
            let found = self.spec.templates.iter().find(|t| t.name == name).cloned();
            return found.ok_or_else(|| {
                Halt::Fatal(format!("template {name} not found in workflow {}", self.name()))
            });
        }
        if let Some(stored) = self.wf.status.stored_templates.get(key) {
            return Ok(stored.clone());
        }
        let spec = self.referenced_spec(context)?;
        let template = spec.templates.iter().find(|t| t.name == name).cloned();
        let template = template.ok_or_else(|| {
            Halt::Fatal(format!("template reference {}.{name} not found", context_name(context)))
        })?;
        self.wf.status.stored_templates.insert(key.to_owned(), template.clone());
        Ok(template)
    }

    /// The specification of a WorkflowTemplate or ClusterWorkflowTemplate.
    pub(super) fn referenced_spec(&mut self, context: &Context) -> Result<WorkflowSpec, Halt> {
        let (kind, name) = match context {
            Context::Namespaced(name) => (ObjectKind::WorkflowTemplate, name),
            Context::Cluster(name) => (ObjectKind::ClusterWorkflowTemplate, name),
            Context::Local => return Ok((*self.spec).clone()),
        };
        let key = ObjectKey::new(kind, &self.wf.metadata.namespace, name);
        let object = self.object(&key)?;
        let resource = match kind {
            ObjectKind::ClusterWorkflowTemplate => "clusterworkflowtemplates",
            _ => "workflowtemplates",
        };
        let object =
            object.ok_or_else(|| Halt::Fatal(format!("{resource}.argoproj.io \"{name}\" not found")))?;
        let spec = object.get("spec").cloned().unwrap_or(Value::Null);
        serde_json::from_value(spec).map_err(|e| Halt::Fatal(format!("{resource} {name}: {e}")))
    }

    /// The object of that key; asks for it when it was not read yet.
    pub(super) fn object(&self, key: &ObjectKey) -> Result<Option<Arc<Value>>, Halt> {
        self.objects.get(key).cloned().ok_or_else(|| Halt::Read(key.clone()))
    }

    /// A template over `templateDefaults`, whose bodies of other kinds are left out (engine.md §4.14).
    fn with_defaults(&self, template: &Template) -> Result<Template, Halt> {
        let Some(defaults) = &self.spec.template_defaults else { return Ok(template.clone()) };
        let kind = template.kind();
        let mut base = defaults.clone();
        keep_body(&mut base, &kind);
        let base = to_value(&base)?;
        let merged = super::merge::under(base, to_value(template)?);
        serde_json::from_value(merged).map_err(|e| Halt::Fatal(format!("templateDefaults: {e}")))
    }
}

fn keep_body(base: &mut Template, kind: &crate::core::api::TemplateType) {
    use crate::core::api::TemplateType as T;
    macro_rules! keep {
        ($($ty:ident => $field:ident),*) => { $( if *kind != T::$ty { base.$field = Default::default(); } )* };
    }
    keep!(
        Container => container, ContainerSet => container_set, Steps => steps, Dag => dag, Script => script,
        Resource => resource, Data => data, Suspend => suspend, Http => http, Plugin => plugin
    );
}

fn to_value<T: serde::Serialize>(value: &T) -> Result<Value, Halt> {
    serde_json::to_value(value).map_err(|e| Halt::Fatal(e.to_string()))
}

fn source(template: Template, context: Context, inline: bool) -> Result<Source, Halt> {
    let text = serde_json::to_string(&template).map_err(|e| Halt::Fatal(e.to_string()))?;
    let results = results_asked_for(&text);
    Ok(Source { template, text, results, context, inline })
}

/// Where the names in a referenced template are looked up.
pub(super) fn context_of(reference: &TemplateRef) -> Context {
    if reference.cluster_scope {
        Context::Cluster(reference.name.clone())
    } else {
        Context::Namespaced(reference.name.clone())
    }
}

fn context_name(context: &Context) -> &str {
    match context {
        Context::Local => "",
        Context::Namespaced(name) | Context::Cluster(name) => name,
    }
}

/// The steps and tasks whose result a template asks for: `steps.a.outputs.result`, `tasks['a'].outputs.result`.
fn results_asked_for(text: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    for (at, _) in text.match_indices(".outputs.result") {
        let before = &text[..at];
        if let Some(quoted) = before.strip_suffix(']') {
            let quoted = quoted.trim_end_matches(['\'', '"', '\\']);
            let start = quoted.rfind(['\'', '"']).map_or(0, |start| start + 1);
            found.insert(quoted[start..].to_owned());
        } else {
            let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            let name = before.rsplit(|c| !word(c)).next().unwrap_or_default();
            let owner = &before[..before.len() - name.len()];
            if owner.ends_with("steps.") || owner.ends_with("tasks.") {
                found.insert(name.to_owned());
            }
        }
    }
    found
}
