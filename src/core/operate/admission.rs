//! The controller's checks of a workflow that nobody started yet.

use std::cell::RefCell;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::observe::{ObjectKey, ObjectKind};
use super::state::State;
use super::work::Halt;
use crate::core::api::{ClusterWorkflowTemplate, WorkflowSpec, WorkflowTemplate};
use crate::core::support;
use crate::core::validate::{Options, TemplateGetter, TemplateMissing, validate_workflow};

/// The stored templates that were read for a workflow, and one that has to be read first.
struct Read<'s> {
    state: &'s State,
    next: RefCell<Option<Halt>>,
}

impl Read<'_> {
    fn object<T: DeserializeOwned>(
        &self,
        kind: ObjectKind,
        plural: &str,
        name: &str,
    ) -> Result<Arc<T>, TemplateMissing> {
        let key = ObjectKey::new(kind, &self.state.wf.metadata.namespace, name);
        let object = self.state.object(&key).unwrap_or_else(|halt| {
            self.next.borrow_mut().get_or_insert(halt);
            None
        });
        let missing = || TemplateMissing::NotFound(format!("{plural}.argoproj.io \"{name}\" not found"));
        let object = object.ok_or_else(missing)?;
        let typed = serde_json::from_value((*object).clone());
        typed.map(Arc::new).map_err(|error| TemplateMissing::Other(format!("{plural} {name}: {error}")))
    }
}

impl TemplateGetter for Read<'_> {
    fn workflow_template(&self, name: &str) -> Result<Arc<WorkflowTemplate>, TemplateMissing> {
        self.object(ObjectKind::WorkflowTemplate, "workflowtemplates", name)
    }

    fn cluster_workflow_template(&self, name: &str) -> Result<Arc<ClusterWorkflowTemplate>, TemplateMissing> {
        self.object(ObjectKind::ClusterWorkflowTemplate, "clusterworkflowtemplates", name)
    }
}

impl State {
    /// Checks the workflow as it was created, by whomever.
    ///
    /// # Errors
    /// The first fault, in the reference's words; or an object that has to be read first.
    pub(super) fn admit(&self) -> Result<(), Halt> {
        let defaults = self.settings.workflow_defaults.as_ref().and_then(|defaults| defaults.get("spec"));
        let defaults: Option<WorkflowSpec> =
            defaults.and_then(|spec| serde_json::from_value(spec.clone()).ok());
        let options = Options { defaults: defaults.as_ref(), ..Options::default() };
        let read = Read { state: self, next: RefCell::default() };
        let fault = validate_workflow(&self.wf, &read, options).into_iter().next();
        match (read.next.into_inner(), fault) {
            (Some(next), _) => Err(next),
            (None, Some(fault)) => Err(Halt::Fatal(fault.message)),
            (None, None) => Ok(()),
        }
    }

    /// Refuses fields, also of stored templates, that would change what a step does and that this machine does not have.
    pub(super) fn refuse_unsupported(&self) -> Result<(), Halt> {
        let json = |value: serde_json::Result<serde_json::Value>| value.unwrap_or_default();
        let own = support::report(&json(serde_json::to_value(&*self.spec))).refused;
        let mut stored = self.wf.status.stored_templates.iter().map(|(key, template)| {
            support::report_template(&json(serde_json::to_value(template)), key).refused
        });
        match own.or_else(|| stored.find_map(|refused| refused)) {
            Some((place, why)) => {
                Err(Halt::Fatal(format!("invalid spec: {place} is not supported on this machine: {why}")))
            }
            None => Ok(()),
        }
    }
}
