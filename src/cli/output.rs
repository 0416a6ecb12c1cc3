//! `-o`: objects for machines, with the bytes that Argo's own command prints (cli.md §1.9).

use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;
use serde_json::Value;

use super::error::{CliError, CliResult};
use crate::core::api::Workflow;
use crate::core::api::decode::{KeyOrder, decode};
use crate::core::api::schema::Schema;
use crate::core::yaml;

/// A value of `-o`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Output {
    /// For people.
    #[default]
    Text,
    Name,
    Json,
    Yaml,
    Wide,
    Short,
}

/// Accepts some of the values.
pub(crate) fn one_of<const N: usize>(values: [&'static str; N]) -> impl TypedValueParser<Value = Output> {
    PossibleValuesParser::new(values).map(|word| match word.as_str() {
        "name" => Output::Name,
        "json" => Output::Json,
        "yaml" => Output::Yaml,
        "wide" => Output::Wide,
        "short" => Output::Short,
        _ => Output::Text,
    })
}

/// An object as a JSON value.
pub(crate) fn value(object: &impl Serialize) -> CliResult<Value> {
    serde_json::to_value(object).map_err(|error| CliError::new(format!("read as JSON: {error}")))
}

/// An object as JSON in Go's form, indented by so many blanks, with a line end.
pub(crate) fn json(object: &impl Serialize, indent: usize) -> CliResult<String> {
    let mut object =
        serde_json::to_value(object).map_err(|e| CliError::new(format!("print as JSON: {e}")))?;
    order_managed_fields(&mut object);
    let blanks = b" ".repeat(indent);
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(&blanks);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    object.serialize(&mut serializer).map_err(|error| CliError::new(format!("print as JSON: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|error| CliError::new(error.to_string()))?;
    Ok(html_safe(&text) + "\n")
}

/// A workflow of the archive as JSON in one line.
pub(crate) fn json_line(workflow: &Workflow) -> CliResult<String> {
    let bare = Workflow { kind: String::new(), api_version: String::new(), ..workflow.clone() };
    let mut object = as_go(Workflow::schema(), &bare)?;
    order_managed_fields(&mut object);
    Ok(html_safe(&object.to_string()) + "\n")
}

/// Puts who manages which fields into the order of Go's type; servers give it in alphabetical order.
fn order_managed_fields(object: &mut Value) {
    const ORDER: [&str; 7] =
        ["manager", "operation", "apiVersion", "time", "fieldsType", "fieldsV1", "subresource"];
    if let Value::Array(objects) = object {
        objects.iter_mut().for_each(order_managed_fields);
        return;
    }
    let entries = object.pointer_mut("/metadata/managedFields").and_then(Value::as_array_mut);
    for entry in entries.into_iter().flatten().filter_map(Value::as_object_mut) {
        for name in ORDER {
            if let Some(value) = entry.shift_remove(name) {
                entry.insert(name.to_owned(), value);
            }
        }
    }
}

/// Go escapes what could end an HTML script; outside of strings these characters do not occur in JSON.
fn html_safe(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            other => safe.push(other),
        }
    }
    safe
}

/// An object as YAML in Go's form.
pub(crate) fn yaml(object: &impl Serialize) -> CliResult<String> {
    let value = serde_json::to_value(object);
    let value = value.map_err(|error| CliError::new(format!("print as YAML: {error}")))?;
    Ok(yaml::emit(&value))
}

/// An object with the fields of its Kubernetes parts in the order of Go's types, and those that Go always writes.
pub(crate) fn as_go(schema: &'static Schema, object: &impl Serialize) -> CliResult<Value> {
    let value = serde_json::to_value(object).map_err(|error| CliError::new(format!("print: {error}")))?;
    let decoded = decode(schema, &value, KeyOrder::Sorted, true);
    // What does not fit its type, or has fields that the type does not know, is shown as it came.
    Ok(if decoded.failure().is_none() { decoded.object } else { value })
}

/// A single workflow for machines; `None` when it is for people.
pub(crate) fn machine(workflow: &Workflow, output: Output) -> CliResult<Option<String>> {
    if !matches!(output, Output::Json | Output::Yaml) {
        return machine_with_kind(workflow, output);
    }
    // Go's client loses kind and version when it decodes one object.
    let bare = Workflow { kind: String::new(), api_version: String::new(), ..workflow.clone() };
    machine_with_kind(&bare, output)
}

/// The same with kind and version, where there are any.
pub(crate) fn machine_with_kind(workflow: &Workflow, output: Output) -> CliResult<Option<String>> {
    Ok(match output {
        Output::Name => Some(format!("{}\n", workflow.name())),
        Output::Json => Some(json(&as_go(Workflow::schema(), workflow)?, 4)?),
        Output::Yaml => Some(yaml(&as_go(Workflow::schema(), workflow)?)?),
        Output::Text | Output::Wide | Output::Short => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_safe_for_html_as_gos_is() {
        let text = json(&serde_json::json!({"a": "<&>", "b": [], "c": {}}), 4).expect("JSON");
        assert_eq!(text, "{\n    \"a\": \"\\u003c\\u0026\\u003e\",\n    \"b\": [],\n    \"c\": {}\n}\n");
    }
}
