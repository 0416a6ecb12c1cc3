//! What `submit` and its relatives change in a workflow before it is created.

use std::collections::BTreeMap;

use super::EditError;
use crate::core::api::{AnyString, Arguments, Parameter, Workflow};

/// The options of `argo submit` that change the workflow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubmitOptions {
    /// `--name`.
    pub name: String,
    /// `--generate-name`.
    pub generate_name: String,
    /// `--entrypoint`.
    pub entrypoint: String,
    /// `--serviceaccount`.
    pub service_account: String,
    /// `--priority`.
    pub priority: Option<i32>,
    /// `--labels`, several `NAME=VALUE` joined by commas.
    pub labels: String,
    /// `-p`, each `NAME=VALUE`, in the order given.
    pub parameters: Vec<String>,
    /// `--instanceid`.
    pub instance_id: String,
}

impl SubmitOptions {
    /// Applies the options to a workflow.
    ///
    /// # Errors
    /// For parameters and labels that are not `NAME=VALUE`.
    pub fn apply(&self, workflow: &mut Workflow) -> Result<(), EditError> {
        if !self.entrypoint.is_empty() {
            workflow.spec.entrypoint.clone_from(&self.entrypoint);
        }
        if !self.service_account.is_empty() {
            workflow.spec.service_account_name.clone_from(&self.service_account);
        }
        if let Some(priority) = self.priority {
            workflow.spec.priority = Some(priority);
        }
        workflow.metadata.labels.extend(labels(&self.labels)?);
        if !self.instance_id.is_empty() {
            let key = crate::core::api::label::CONTROLLER_INSTANCE_ID.to_owned();
            workflow.metadata.labels.insert(key, self.instance_id.clone());
        }
        set_parameters(&mut workflow.spec.arguments, &self.parameters)?;
        if !self.generate_name.is_empty() {
            workflow.metadata.generate_name.clone_from(&self.generate_name);
        }
        if !self.name.is_empty() {
            workflow.metadata.name.clone_from(&self.name);
        }
        Ok(())
    }
}

fn labels(text: &str) -> Result<BTreeMap<String, String>, EditError> {
    let parts = text.split(',').filter(|part| !part.is_empty());
    parts
        .map(|part| match part.split('=').collect::<Vec<_>>().as_slice() {
            [key, value] if !key.is_empty() => Ok(((*key).to_owned(), (*value).to_owned())),
            _ => Err(EditError::LabelForm(part.to_owned())),
        })
        .collect()
}

/// Puts given parameters first, each as bare name and value, and keeps the others behind them (engine.md §4.18).
///
/// # Errors
/// When one is not `NAME=VALUE`.
pub fn set_parameters(arguments: &mut Arguments, given: &[String]) -> Result<(), EditError> {
    if given.is_empty() {
        return Ok(());
    }
    let mut parameters: Vec<Parameter> = Vec::new();
    for text in given {
        let (name, value) = text.split_once('=').ok_or_else(|| EditError::ParameterForm(text.clone()))?;
        let value = Some(AnyString(value.to_owned()));
        parameters.push(Parameter { name: name.to_owned(), value, ..Parameter::default() });
    }
    let kept = std::mem::take(&mut arguments.parameters);
    let kept = kept.into_iter().filter(|old| !parameters.iter().any(|new| new.name == old.name));
    let kept: Vec<Parameter> = kept.collect();
    parameters.extend(kept);
    arguments.parameters = parameters;
    Ok(())
}
