//! Outputs of steps and dag templates, and outputs of the whole workflow.

use super::nodes::Nx;
use super::scope::{Names, Slot};
use super::state::State;
use super::subst::{Mode, eval_text, replace_plain};
use super::work::Halt;
use crate::core::api::{AnyString, Artifact, Outputs, Parameter, Template};

impl State {
    /// What a steps or dag template gives, read from the names its children left (engine.md §3.12).
    pub(super) fn body_outputs(&self, template: &Template, scope: &Names) -> Result<Option<Outputs>, Halt> {
        let mut outputs = Outputs::default();
        for parameter in &template.outputs.parameters {
            let mut given = parameter.clone();
            given.value = Some(self.output_value(parameter, scope)?);
            given.value_from = None;
            outputs.parameters.push(given);
        }
        for artifact in &template.outputs.artifacts {
            if let Some(found) = self.output_artifact(artifact, scope)? {
                outputs.artifacts.push(found);
            }
        }
        Ok(outputs.has_outputs().then_some(outputs))
    }

    fn output_value(&self, parameter: &Parameter, scope: &Names) -> Result<AnyString, Halt> {
        let Some(from) = &parameter.value_from else {
            return Err(Halt::fatal("output parameters must have a valueFrom specified"));
        };
        let found = if from.parameter.is_empty() {
            eval_text(&from.expression, scope, self.now)
        } else {
            self.named_value(&parameter.name, &from.parameter, scope)
        };
        match (found, &from.default) {
            (Ok(text), _) => Ok(AnyString(text)),
            (Err(Halt::Fatal(_) | Halt::Missing(_)), Some(default)) => Ok(default.clone()),
            (Err(Halt::Missing(message)), None) => Err(Halt::Fatal(message)),
            (Err(halt), _) => Err(halt),
        }
    }

    /// The value of a tag or bare name.
    fn named_value(&self, parameter: &str, reference: &str, scope: &Names) -> Result<String, Halt> {
        let inner = reference.trim().trim_start_matches("{{").trim_end_matches("}}").trim();
        match scope.get(inner).or_else(|| self.globals.get(inner)) {
            Some(Slot::Text(text)) => Ok(text.clone()),
            Some(Slot::Absent) => Err(Halt::Fatal(format!(
                "output parameter \"{parameter}\": \"{reference}\" is an absent optional (skipped/omitted node with no default)"
            ))),
            Some(Slot::Artifact(_)) => Err(Halt::Fatal(format!("{reference} is an artifact"))),
            None if reference.contains("{{") && !reference.trim().starts_with("{{") => {
                replace_plain(reference, &[scope, &self.globals], &Mode::Strict, self.now)
            }
            None => Err(Halt::Fatal(format!("Unable to resolve: \"{reference}\""))),
        }
    }

    fn output_artifact(&self, artifact: &Artifact, scope: &Names) -> Result<Option<Artifact>, Halt> {
        let found = match self.artifact_from(artifact, scope) {
            Ok(found) => found,
            Err(_) if artifact.optional => return Ok(None),
            Err(halt) => return Err(halt),
        };
        if !found.has_location_or_key() {
            return if artifact.optional || found.optional {
                Ok(None)
            } else {
                Err(Halt::Fatal(format!("Unable to resolve: \"{}\"", artifact.from)))
            };
        }
        let mut found = found;
        found.global_name.clone_from(&artifact.global_name);
        Ok(Some(found))
    }

    /// Writes outputs to a node, and those with a global name to the workflow.
    pub(super) fn give_outputs(&mut self, nx: Nx, outputs: Option<Outputs>) {
        if let Some(outputs) = outputs {
            self.export(&outputs);
            self.update(nx, |node| node.outputs = Some(outputs));
        }
    }

    /// Outputs with a `globalName` become outputs of the workflow; a later value takes the place of an earlier one.
    pub(super) fn export(&mut self, outputs: &Outputs) {
        let wanted = outputs.parameters.iter().any(|p| !p.global_name.is_empty())
            || outputs.artifacts.iter().any(|a| !a.global_name.is_empty());
        if !wanted {
            return;
        }
        let all = self.wf.status.outputs.get_or_insert_default();
        for parameter in outputs.parameters.iter().filter(|p| !p.global_name.is_empty()) {
            let name = parameter.global_name.clone();
            let Some(value) = parameter.value.clone() else { continue };
            self.globals.text(format!("workflow.outputs.parameters.{name}"), value.0.clone());
            all.parameters.retain(|known| known.name != name);
            all.parameters.push(Parameter { name, value: Some(value), ..Parameter::default() });
        }
        for artifact in outputs.artifacts.iter().filter(|a| !a.global_name.is_empty()) {
            let name = artifact.global_name.clone();
            let mut exported = artifact.clone();
            exported.name.clone_from(&name);
            exported.global_name.clear();
            exported.path.clear();
            self.globals.slot(
                format!("workflow.outputs.artifacts.{name}"),
                Slot::Artifact(std::sync::Arc::new(exported.clone())),
            );
            all.artifacts.retain(|known| known.name != name);
            all.artifacts.push(exported);
        }
    }
}
