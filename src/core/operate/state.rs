//! The working copy of one workflow.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::effect::Effects;
use super::observe::Observations;
use super::settings::Settings;

/// Why a workflow object cannot be worked on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// The object does not read as a Workflow.
    #[error("cannot unmarshall spec: {0}")]
    Malformed(String),
}

/// One workflow between two steps: the object and its indexes.
#[derive(Debug)]
pub struct State {
    workflow: Value,
    settings: Arc<Settings>,
}

impl State {
    /// Starts from a Workflow object as stored, new or half done.
    pub fn new(workflow: Value, settings: Arc<Settings>) -> Result<Self, StateError> {
        if !workflow.is_object() {
            return Err(StateError::Malformed("not an object".to_owned()));
        }
        Ok(Self { workflow, settings })
    }

    /// True when the workflow has ended and no step will ask for anything more.
    pub fn completed(&self) -> bool {
        self.workflow.pointer("/metadata/labels/workflows.argoproj.io~1completed")
            == Some(&Value::from("true"))
    }

    /// The Workflow object as it should look after the effects so far.
    pub fn workflow(&self) -> Value {
        self.workflow.clone()
    }

    pub(super) fn step(&mut self, observations: Observations, now: Timestamp) -> Effects {
        let _ = (&self.settings, observations, now);
        Effects::new()
    }
}
