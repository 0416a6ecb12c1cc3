//! Arguments into inputs, and the values of inputs into the text of a template (engine.md §3.6, §3.7).

use std::sync::Arc;

use super::observe::{ObjectKey, ObjectKind};
use super::scope::Names;
use super::state::State;
use super::subst::{Mode, replace, replace_plain};
use super::work::{Halt, Source};
use crate::core::api::{AnyString, Arguments, Artifact, Inputs, Template, ValueFrom, label};

impl State {
    /// The template as one call runs it: arguments and defaults applied, tags replaced as far as they are known.
    pub(super) fn process(
        &mut self,
        source: &Source,
        arguments: &Arguments,
        locals: &Names,
    ) -> Result<Arc<Template>, Halt> {
        let mut template = source.template.clone();
        template.inputs = self.fill_inputs(&source.template.inputs, arguments)?;
        let text =
            if template.inputs == source.template.inputs { source.text.clone() } else { json(&template)? };
        if !text.contains("{{") {
            return Ok(Arc::new(template));
        }
        let text = replace(&text, &[locals, &self.globals], &Mode::Lenient, self.now)?;
        let template: Template = parse(&text)?;
        let names = input_names(&template);
        let text = replace(&text, &[&names, locals, &self.globals], &Mode::Lenient, self.now)?;
        Ok(Arc::new(parse(&text)?))
    }

    fn fill_inputs(&self, declared: &Inputs, arguments: &Arguments) -> Result<Inputs, Halt> {
        let mut inputs = declared.clone();
        for parameter in &mut inputs.parameters {
            if let Some(argument) = arguments.parameter(&parameter.name)
                && (argument.value.is_some() || argument.value_from.is_some())
            {
                parameter.value.clone_from(&argument.value);
                parameter.value_from.clone_from(&argument.value_from);
            }
            if parameter.value.is_none()
                && let Some(from) = &parameter.value_from
            {
                parameter.value = self.config_map_value(from).map_err(|halt| match halt {
                    Halt::Fatal(message) => Halt::Fatal(format!(
                        "unable to retrieve inputs.parameters.{} from ConfigMap: {message}",
                        parameter.name
                    )),
                    other => other,
                })?;
            }
            if parameter.value.is_none() {
                parameter.value.clone_from(&parameter.default);
            }
            if parameter.value.is_none() {
                return Err(Halt::Fatal(format!("inputs.parameters.{} was not supplied", parameter.name)));
            }
            if parameter.value.is_some() {
                parameter.value_from = None;
            }
        }
        for artifact in &mut inputs.artifacts {
            fill_artifact(artifact, arguments.artifact(&artifact.name))?;
        }
        Ok(inputs)
    }

    /// The value a `configMapKeyRef` names; its default only where there is no such ConfigMap or key.
    pub(super) fn config_map_value(&self, from: &ValueFrom) -> Result<Option<AnyString>, Halt> {
        let Some(selector) = &from.config_map_key_ref else {
            return Ok(from.default.clone());
        };
        let name = replace_plain(&selector.name, &[&self.globals], &Mode::Strict, self.now)?;
        let key = replace_plain(&selector.key, &[&self.globals], &Mode::Strict, self.now)?;
        let object =
            self.object(&ObjectKey::new(ObjectKind::ConfigMap, &self.wf.metadata.namespace, &name))?;
        let Some(object) = object else {
            return missing_or(
                from,
                format!(
                    "ConfigMap '{name}' does not exist. Please make sure it has the label {}: Parameter to be detectable by the controller",
                    label::CONFIGMAP_TYPE
                ),
            );
        };
        let kind = object.pointer("/metadata/labels").and_then(|l| l.get(label::CONFIGMAP_TYPE));
        if kind.and_then(|k| k.as_str()) != Some("Parameter") {
            return Err(Halt::Fatal(format!(
                "ConfigMap '{name}' needs to have the label {}: Parameter to load parameters",
                label::CONFIGMAP_TYPE
            )));
        }
        match object.get("data").and_then(|data| data.get(&key)).and_then(|value| value.as_str()) {
            Some(value) => Ok(Some(AnyString(value.to_owned()))),
            None => missing_or(from, format!("ConfigMap '{name}' does not have the key '{key}'")),
        }
    }
}

fn missing_or(from: &ValueFrom, message: String) -> Result<Option<AnyString>, Halt> {
    match &from.default {
        Some(default) => Ok(Some(default.clone())),
        None => Err(Halt::Fatal(message)),
    }
}

/// The argument takes the place of the input but for where it is put (engine.md §3.7).
fn fill_artifact(input: &mut Artifact, argument: Option<&Artifact>) -> Result<(), Halt> {
    if input.has_location_or_key() {
        return Ok(());
    }
    match argument {
        None if input.optional => Ok(()),
        None => Err(Halt::Fatal(format!("inputs.artifacts.{} was not supplied", input.name))),
        Some(argument) => {
            if !input.optional && !argument.optional && !argument.has_location_or_key() {
                return Err(Halt::Fatal(format!(
                    "inputs.artifacts.{} missing location information",
                    input.name
                )));
            }
            let mut filled = argument.clone();
            filled.path.clone_from(&input.path);
            filled.mode = input.mode;
            filled.recurse_mode = input.recurse_mode;
            *input = filled;
            Ok(())
        }
    }
}

/// `inputs.*` and the paths of inputs and outputs, for the body of the template itself.
fn input_names(template: &Template) -> Names {
    let mut names = Names::default();
    for parameter in &template.inputs.parameters {
        if let Some(value) = &parameter.value {
            names.text(format!("inputs.parameters.{}", parameter.name), value.0.clone());
        }
    }
    if let Ok(list) = serde_json::to_string(&template.inputs.parameters) {
        names.text(
            "inputs.parameters",
            if template.inputs.parameters.is_empty() { "null".to_owned() } else { list },
        );
    }
    for artifact in template.inputs.artifacts.iter().filter(|a| !a.path.is_empty()) {
        names.text(format!("inputs.artifacts.{}.path", artifact.name), artifact.path.clone());
    }
    for artifact in template.outputs.artifacts.iter().filter(|a| !a.path.is_empty()) {
        names.text(format!("outputs.artifacts.{}.path", artifact.name), artifact.path.clone());
    }
    for parameter in &template.outputs.parameters {
        if let Some(from) = parameter.value_from.as_ref().filter(|from| !from.path.is_empty()) {
            names.text(format!("outputs.parameters.{}.path", parameter.name), from.path.clone());
        }
    }
    names
}

/// Replaces names in a template that was processed before.
pub(super) fn substitute(
    template: &Template,
    names: &Names,
    globals: &Names,
    now: jiff::Timestamp,
) -> Result<Arc<Template>, Halt> {
    let text = json(template)?;
    if !text.contains("{{") {
        return Ok(Arc::new(template.clone()));
    }
    Ok(Arc::new(parse(&replace(&text, &[names, globals], &Mode::Lenient, now)?)?))
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, Halt> {
    serde_json::to_string(value).map_err(|e| Halt::Fatal(e.to_string()))
}

pub(super) fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Halt> {
    serde_json::from_str(text).map_err(|e| Halt::Fatal(e.to_string()))
}
