//! Arguments into a template (engine.md §3.7), with stand-ins for what is only known at run time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::globals::{Globals, Known};
use super::holder::Given;
use crate::core::api::{Artifact, Metadata, Parameter, Template};
use crate::core::template::{self, Mode, TemplateError};
use crate::core::text::json::is_json;

/// An input that nobody gave: its place below the template, and the words for it.
pub(super) struct NotSupplied<'t> {
    pub(super) name: &'t str,
    pub(super) path: String,
    pub(super) words: String,
}

/// The inputs that a template asks for and these arguments do not have.
pub(super) fn not_supplied<'t>(template: &'t Template, given: Given<'_>) -> Vec<NotSupplied<'t>> {
    let Given::These(arguments, _) = given else { return Vec::new() };
    let mut missing = Vec::new();
    for (index, input) in template.inputs.parameters.iter().enumerate() {
        let value = filled(input, arguments.parameter(&input.name));
        if value.value.is_none() && value.value_from.as_ref().is_none_or(|f| f.config_map_key_ref.is_none()) {
            missing.push(NotSupplied {
                name: &input.name,
                path: format!("/inputs/parameters/{index}"),
                words: format!("inputs.parameters.{} was not supplied", input.name),
            });
        }
    }
    for (index, input) in template.inputs.artifacts.iter().enumerate() {
        let needed = !input.optional && !input.has_location_or_key();
        if needed && arguments.artifact(&input.name).is_none() {
            missing.push(NotSupplied {
                name: &input.name,
                path: format!("/inputs/artifacts/{index}"),
                words: format!("inputs.artifacts.{} was not supplied", input.name),
            });
        }
    }
    missing
}

/// Whether these arguments may spoil the text they are put into, so that it has to be tried.
pub(super) fn may_spoil(given: Given<'_>) -> bool {
    let Given::These(arguments, _) = given else { return false };
    let odd = |text: &str| text.chars().any(|c| c.is_control() || c > '\u{FFFF}') || text.contains("{{");
    arguments.parameters.iter().any(|p| p.value.as_ref().is_some_and(|value| odd(value)))
}

/// An input parameter with its default, and over it what was given.
fn filled(input: &Parameter, argument: Option<&Parameter>) -> Parameter {
    let mut parameter = input.clone();
    if parameter.value.is_none() {
        parameter.value = parameter.default.clone();
    }
    if let Some(argument) = argument {
        parameter.value = argument.value.clone();
        parameter.value_from = if argument.value.is_some() { None } else { argument.value_from.clone() };
    }
    parameter
}

/// The template with everything put in that is known: globals, its own variables, its inputs.
///
/// # Errors
/// In the words of the reference, when the text cannot be completed.
pub(super) fn process<'t>(
    template: &'t Template,
    pods: Option<&Metadata>,
    given: Given<'_>,
    globals: &mut Globals,
    own: BTreeMap<String, String>,
) -> Result<Cow<'t, Template>, String> {
    let filled_in = fill(template, pods, given, globals);
    let text = serde_json::to_string(&*filled_in).map_err(|e| e.to_string())?;
    if !text.contains("{{") {
        return Ok(filled_in);
    }
    substitute(&as_go_writes(text), globals, own).map(Cow::Owned)
}

/// The template with its inputs, and the metadata of all pods.
fn fill<'t>(
    template: &'t Template,
    pods: Option<&Metadata>,
    given: Given<'_>,
    globals: &mut Globals,
) -> Cow<'t, Template> {
    let inputs = &template.inputs;
    if pods.is_none() && inputs.parameters.is_empty() && inputs.artifacts.is_empty() {
        return Cow::Borrowed(template);
    }
    let mut filled_in = template.clone();
    add_pod_metadata(&mut filled_in.metadata, pods);
    for input in &mut filled_in.inputs.parameters {
        match given {
            Given::Anything => {
                input.value = Some(globals.placeholder().into());
                input.value_from = None;
            }
            Given::These(arguments, _) => {
                *input = filled(input, arguments.parameter(&input.name));
                if input.value.is_none() && input.value_from.is_none() {
                    // It was said that this one is missing; the rest is checked as if it were there.
                    input.value = Some(globals.placeholder().into());
                }
            }
        }
    }
    for input in &mut filled_in.inputs.artifacts {
        let argument = match given {
            Given::Anything => Some(Artifact { name: input.name.clone(), ..Artifact::default() }),
            Given::These(arguments, _) => arguments.artifact(&input.name).cloned(),
        };
        if let Some(mut argument) = argument {
            argument.path.clone_from(&input.path);
            argument.mode = input.mode;
            argument.recurse_mode = input.recurse_mode;
            *input = argument;
        }
    }
    Cow::Owned(filled_in)
}

/// JSON as Go writes it, which matters where messages quote it.
fn as_go_writes(json: String) -> String {
    if !json.contains(['&', '<', '>']) {
        return json;
    }
    json.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}

fn substitute(text: &str, globals: &Globals, own: BTreeMap<String, String>) -> Result<Template, String> {
    let mut known = Known { globals, own };
    let once = put_in(text, &known)?;
    let half = read(&once)?;
    if !once.contains("{{") {
        return Ok(half);
    }
    for input in &half.inputs.parameters {
        if let Some(value) = &input.value {
            known.own.insert(format!("inputs.parameters.{}", input.name), value.0.clone());
        }
    }
    let all = serde_json::to_string(&half.inputs.parameters).map_err(|e| e.to_string())?;
    known.own.insert("inputs.parameters".to_owned(), all);
    for artifact in half.inputs.artifacts.iter().filter(|artifact| !artifact.path.is_empty()) {
        known.own.insert(format!("inputs.artifacts.{}.path", artifact.name), artifact.path.clone());
    }
    for artifact in half.outputs.artifacts.iter().filter(|artifact| !artifact.path.is_empty()) {
        known.own.insert(format!("outputs.artifacts.{}.path", artifact.name), artifact.path.clone());
    }
    for output in &half.outputs.parameters {
        if let Some(from) = output.value_from.as_ref().filter(|from| !from.path.is_empty()) {
            known.own.insert(format!("outputs.parameters.{}.path", output.name), from.path.clone());
        }
    }
    let twice = put_in(&once, &known)?;
    if twice == once { Ok(half) } else { read(&twice) }
}

/// Stand-ins never depend on the time, so none is needed.
fn put_in(text: &str, known: &Known<'_>) -> Result<String, String> {
    template::put_in(text, known, Mode::Lenient, jiff::Timestamp::UNIX_EPOCH).map_err(|e| e.to_string())
}

fn read(text: &str) -> Result<Template, String> {
    serde_json::from_str(text).map_err(|error| match is_json(text) {
        true => error.to_string(),
        false => TemplateError::Invalid.to_string(),
    })
}

fn add_pod_metadata(metadata: &mut Metadata, pods: Option<&Metadata>) {
    let Some(pods) = pods else { return };
    for (key, value) in &pods.annotations {
        metadata.annotations.entry(key.clone()).or_insert_with(|| value.clone());
    }
    for (key, value) in &pods.labels {
        metadata.labels.entry(key.clone()).or_insert_with(|| value.clone());
    }
}
