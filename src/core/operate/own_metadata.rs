//! `workflowMetadata`: labels and annotations that a workflow gives itself when it starts.

use super::start::{add_map, prefixed};
use super::state::State;
use super::subst::evaluate;
use super::work::Halt;
use crate::core::expr::Value;
use crate::core::select::label_rules::{key_problems, value_rules};
use crate::core::text::quote::go_quote;

impl State {
    /// Adds them to the object and to the names; the error, with which the workflow ends, says which is none.
    pub(super) fn add_workflow_metadata(&mut self) -> Result<(), Halt> {
        let Some(metadata) = self.spec.workflow_metadata.clone() else { return Ok(()) };
        for (key, value) in metadata.labels {
            self.add_label(key, value, "")?;
        }
        for (key, value) in metadata.annotations {
            check_key("annotation", &key)?;
            self.globals.text(format!("workflow.annotations.{key}"), value.clone());
            self.wf.metadata.annotations.insert(key, value);
        }
        for (key, from) in metadata.labels_from {
            let expression = go_quote(&from.expression);
            let failed = format!("failed to evaluate label {} expression {expression}", go_quote(&key));
            let value = evaluate(&from.expression, &[&self.globals], self.now);
            let value = match value.map_err(|halt| prefixed(&format!("{failed}: "), halt))? {
                Value::Text(text) => text.to_string(),
                other => {
                    // Argo's own words.
                    let found = other.type_name();
                    return Err(Halt::Fatal(format!("{failed} evaluted to {found} but must be a string")));
                }
            };
            self.add_label(key, value, &format!(" and expression {expression}"))?;
        }
        let (labels, annotations) = (self.wf.metadata.labels.clone(), self.wf.metadata.annotations.clone());
        add_map(&mut self.globals, "workflow.labels", &labels)?;
        add_map(&mut self.globals, "workflow.annotations", &annotations)
    }

    fn add_label(&mut self, key: String, value: String, from: &str) -> Result<(), Halt> {
        let rules = value_rules(&value);
        if !rules.is_empty() {
            let (value, key, rules) = (go_quote(&value), go_quote(&key), rules.join(";"));
            let why = format!("invalid label value {value} for label {key}{from}: {rules}");
            return Err(Halt::Fatal(why));
        }
        check_key("label", &key)?;
        self.globals.text(format!("workflow.labels.{key}"), value.clone());
        self.wf.metadata.labels.insert(key, value);
        Ok(())
    }
}

/// A cluster's API would refuse every later write of the object.
fn check_key(what: &str, key: &str) -> Result<(), Halt> {
    match key_problems(key).join("; ") {
        none if none.is_empty() => Ok(()),
        problems => Err(Halt::Fatal(format!("invalid {what} key {}: {problems}", go_quote(key)))),
    }
}
