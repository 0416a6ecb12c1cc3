//! `-p NAME=VALUE` and `-f FILE`.

use serde_json::Value;

use super::context::Connection;
use super::error::{CliError, CliResult};
use super::manifest::read_one;
use crate::core::api::{Parameter, Workflow, kinds};
use crate::core::edit::EditError;
use crate::core::render::{Keep, sanitize};
use crate::core::text::closest::closest;
use crate::core::yaml;

/// Where parameters come from.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct ParameterArgs {
    /// Argument of the workflow, as NAME=VALUE (repeatable)
    #[arg(short, long = "parameter", value_name = "NAME=VALUE", allow_hyphen_values = true)]
    pub(crate) parameter: Vec<String>,
}

/// All parameters as `NAME=VALUE`: those of the flags, then those of the file.
pub(crate) async fn all(flags: &[String], file: Option<&str>) -> CliResult<Vec<String>> {
    let mut all = flags.to_vec();
    for parameter in flags {
        if !parameter.contains('=') {
            return Err(CliError::usage(format!("-p {parameter:?}: expected NAME=VALUE")));
        }
    }
    if let Some(file) = file {
        let source = read_one(file).await?;
        let value = yaml::read(source.as_bytes());
        let value = value.map_err(|error| CliError::new(format!("parameter file {file}: {error}")))?;
        let Value::Object(entries) = value else {
            return Err(CliError::new(format!(
                "parameter file {file}: a mapping of names to values is wanted"
            )));
        };
        for (name, value) in entries {
            let text = match value {
                Value::String(text) => text,
                other => other.to_string(),
            };
            all.push(format!("{name}={text}"));
        }
    }
    let mut names: Vec<&str> = all.iter().filter_map(|p| Some(p.split_once('=')?.0)).collect();
    names.sort_unstable();
    if let Some(twice) = names.windows(2).find(|pair| pair.first() == pair.last()) {
        let name = twice.first().copied().unwrap_or_default();
        return Err(CliError::usage(format!("parameter {name:?} is given twice")));
    }
    Ok(all)
}

/// Says of an error which arguments have no value, with what they are for.
pub(crate) fn with_missing(error: CliError, workflow: &Workflow) -> CliError {
    let parameters = &workflow.spec.arguments.parameters;
    let missing = parameters.iter().filter(|parameter| {
        parameter.value.is_none() && parameter.default.is_none() && parameter.value_from.is_none()
    });
    missing.fold(error, |error, parameter| error.hint(wanted(parameter)))
}

/// An argument that wants a value, e.g. `-p size=VALUE: how large (small, large)`.
fn wanted(parameter: &Parameter) -> String {
    let name = sanitize(&parameter.name, Keep::Nothing);
    let mut text = format!("-p {name}=VALUE gives it one");
    if let Some(description) = &parameter.description {
        text = format!("-p {name}=VALUE: {}", sanitize(description, Keep::Nothing));
    }
    if !parameter.enum_.is_empty() {
        let values: Vec<&str> = parameter.enum_.iter().map(|value| &**value).collect();
        text.extend([" (", &*sanitize(&values.join(", "), Keep::Nothing), ")"]);
    }
    text
}

/// Checks names given by flags against the arguments of a stored template, as far as it may be read.
pub(crate) async fn check_stored(
    connection: &Connection,
    (cluster, name): (bool, &str),
    given: &[String],
) -> CliResult<()> {
    let kind = kinds::by_kind(if cluster { "ClusterWorkflowTemplate" } else { "WorkflowTemplate" });
    let Some(kind) = kind.filter(|_| !given.is_empty()) else { return Ok(()) };
    // Who may not read it, and whoever asks for one that is not there, is told so when the workflow is made.
    let Ok(found) = connection.client.get_object(kind, &connection.namespace, name).await else {
        return Ok(());
    };
    let spec = found.get("spec").cloned().unwrap_or_default();
    let Ok(spec) = serde_json::from_value(spec) else { return Ok(()) };
    check(&Workflow { spec, ..Workflow::default() }, given)
}

/// Refuses names given by flags that the workflow does not have; a stored template may have more than can be seen
/// here, and a file of parameters may serve several workflows.
pub(crate) fn check(workflow: &Workflow, given: &[String]) -> CliResult<()> {
    if workflow.spec.workflow_template_ref.is_some() {
        return Ok(());
    }
    let known = || workflow.spec.arguments.parameters.iter().map(|parameter| parameter.name.as_str());
    for name in given.iter().filter_map(|text| Some(text.split_once('=')?.0)) {
        if !known().any(|known| known == name) {
            let error =
                EditError::UnknownParameter { name: name.to_owned(), closest: closest(name, known()) };
            let names = known().collect::<Vec<_>>().join(", ");
            let has = if names.is_empty() { "it has none".to_owned() } else { format!("it has {names}") };
            return Err(CliError::new(error.to_string()).hint(has));
        }
    }
    Ok(())
}

/// Reads `NAME=VALUE,NAME=VALUE` of a flag.
pub(crate) fn pairs(flag: &str, text: Option<&str>) -> CliResult<Vec<(String, String)>> {
    let items = text.unwrap_or_default().split(',').filter(|item| !item.is_empty());
    items
        .map(|item| match item.split_once('=') {
            Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
            _ => Err(CliError::usage(format!("{flag}: expected NAME=VALUE, found {item:?}"))),
        })
        .collect()
}
