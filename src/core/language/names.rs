//! The names that tags can stand for at a place: what each is, and where it is defined.

use serde_json::Value;

use super::{Template, Workspace, called, list_at, spec_of, template_around, text_at};
use crate::core::lint::Object;
use crate::core::text::pointer::escaped;

/// A name that a tag may have.
pub(super) struct Known {
    /// As it stands between `{{` and `}}`.
    pub(super) name: String,
    /// What it stands for.
    pub(super) what: String,
    /// The object that defines it, and where: index of the file, number of the object, JSON pointer.
    pub(super) place: Option<(usize, usize, String)>,
}

/// What every workflow knows.
const GLOBALS: &[(&str, &str)] = &[
    ("workflow.name", "The name of the workflow."),
    ("workflow.namespace", "The namespace of the workflow."),
    ("workflow.mainEntrypoint", "The template the workflow began with."),
    ("workflow.serviceAccountName", "The service account that its pods run as."),
    ("workflow.uid", "The unique id of the workflow."),
    ("workflow.parameters.json", "All parameters of the workflow as JSON."),
    ("workflow.labels.json", "All labels of the workflow as JSON."),
    ("workflow.annotations.json", "All annotations of the workflow as JSON."),
    ("workflow.creationTimestamp", "When the workflow was created (RFC 3339)."),
    ("workflow.creationTimestamp.s", "When the workflow was created, in seconds since 1970."),
    ("workflow.duration", "How long the workflow has run, in seconds; for metrics and exit handlers."),
    ("workflow.priority", "The priority of the workflow."),
    ("workflow.status", "How the workflow ended: Succeeded, Failed or Error; known in exit handlers."),
    ("workflow.failures", "The nodes that failed, as JSON; known in exit handlers."),
    ("node.name", "The name of this node."),
];

/// What every step and task has, once it has run.
const OF_NODES: &[(&str, &str)] = &[
    ("id", "The id of its node."),
    ("status", "How it ended: Succeeded, Failed, Error, Skipped …"),
    ("startedAt", "When it began."),
    ("finishedAt", "When it ended."),
    ("hostNodeName", "The machine it ran on."),
];

/// All names that are known at a place of an object.
pub(super) fn known(workspace: &Workspace<'_>, object: &Object, pointer: &str) -> Vec<Known> {
    let number = object.number;
    let here = |pointer: String| Some((workspace.file, number, pointer));
    let mut all: Vec<Known> = GLOBALS.iter().map(|(name, what)| simple(name, what)).collect();
    if object.kind == "CronWorkflow" {
        all.push(simple("workflow.scheduledTime", "The time that the schedule meant."));
    }
    let spec = spec_of(object);
    let arguments = format!("{spec}/arguments/parameters");
    for (index, parameter) in list_at(&object.value, &arguments).iter().enumerate() {
        let name = text_at(parameter, "/name");
        all.push(Known {
            name: format!("workflow.parameters.{name}"),
            what: format!("Parameter `{name}` of the workflow{}.", valued(parameter)),
            place: here(format!("{arguments}/{index}")),
        });
    }
    for list in ["labels", "annotations"] {
        let entries = object.value.pointer(&format!("/metadata/{list}")).and_then(Value::as_object);
        for (key, value) in entries.into_iter().flatten() {
            let what = format!("Of the {list} of the workflow: `{}`.", value.as_str().unwrap_or_default());
            let place = here(format!("/metadata/{list}/{}", escaped(key)));
            all.push(Known { name: format!("workflow.{list}.{key}"), what, place });
        }
    }
    if let Some(template) = template_around(workspace, object, pointer) {
        of_template(&template, &mut all);
        of_calls(workspace, &template, pointer, &mut all);
    }
    all
}

fn simple(name: &str, what: &str) -> Known {
    Known { name: name.to_owned(), what: what.to_owned(), place: None }
}

fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    let line: String = text.lines().next().unwrap_or_default().chars().take(60).collect();
    if line.len() < text.len() { format!("{line}…") } else { line }
}

/// The value of a parameter, for a sentence.
fn valued(parameter: &Value) -> String {
    if let Some(value) = parameter.get("value") {
        return format!(", `{}`", shown(value));
    }
    match parameter.get("default") {
        Some(default) => format!(", `{}` unless given", shown(default)),
        None => String::new(),
    }
}

/// Inputs, and what the template knows of itself.
fn of_template(template: &Template<'_>, all: &mut Vec<Known>) {
    let place = |pointer: String| Some((template.file, template.object.number, pointer));
    let of = format!("of template `{}`", template.name());
    for (index, parameter) in list_at(template.value, "/inputs/parameters").iter().enumerate() {
        let name = text_at(parameter, "/name");
        all.push(Known {
            name: format!("inputs.parameters.{name}"),
            what: format!("Input parameter `{name}` {of}{}.", valued(parameter)),
            place: place(format!("{}/inputs/parameters/{index}", template.pointer)),
        });
    }
    for (group, word) in [("inputs", "Input"), ("outputs", "Output")] {
        for (index, artifact) in list_at(template.value, &format!("/{group}/artifacts")).iter().enumerate() {
            let name = text_at(artifact, "/name");
            let at = || place(format!("{}/{group}/artifacts/{index}", template.pointer));
            let what = format!("{word} artifact `{name}` {of}.");
            if group == "inputs" {
                all.push(Known { name: format!("inputs.artifacts.{name}"), what, place: at() });
            }
            let what = format!(
                "Where {} artifact `{name}` is: `{}`.",
                word.to_lowercase(),
                text_at(artifact, "/path")
            );
            all.push(Known { name: format!("{group}.artifacts.{name}.path"), what, place: at() });
        }
    }
    for (index, output) in list_at(template.value, "/outputs/parameters").iter().enumerate() {
        let name = text_at(output, "/name");
        let what =
            format!("The file of output parameter `{name}`: `{}`.", text_at(output, "/valueFrom/path"));
        let at = place(format!("{}/outputs/parameters/{index}", template.pointer));
        all.push(Known { name: format!("outputs.parameters.{name}.path"), what, place: at });
    }
    if !matches!(template.body(), "steps" | "dag" | "suspend") {
        all.push(simple("pod.name", "The name of the pod."));
    }
    if template.value.get("retryStrategy").is_some() {
        all.push(simple("retries", "How often it was tried again."));
        for (name, what) in [
            ("exitCode", "The exit code of the last try."),
            ("status", "How the last try ended."),
            ("duration", "How long the last try took, in seconds."),
            ("message", "What was said of the last try."),
        ] {
            all.push(simple(&format!("lastRetry.{name}"), what));
        }
    }
}

/// Steps and tasks: their outputs, and the items of the loop that the place is in.
fn of_calls(workspace: &Workspace<'_>, template: &Template<'_>, pointer: &str, all: &mut Vec<Known>) {
    for (index, task) in list_at(template.value, "/dag/tasks").iter().enumerate() {
        let at = format!("{}/dag/tasks/{index}", template.pointer);
        of_call(workspace, template, task, &at, "tasks", pointer, all);
    }
    for (group, steps) in list_at(template.value, "/steps").iter().enumerate() {
        for (index, step) in list_at(steps, "").iter().enumerate() {
            let at = format!("{}/steps/{group}/{index}", template.pointer);
            of_call(workspace, template, step, &at, "steps", pointer, all);
        }
    }
}

fn of_call(
    workspace: &Workspace<'_>,
    template: &Template<'_>,
    call: &Value,
    at: &str,
    group: &str,
    pointer: &str,
    all: &mut Vec<Known>,
) {
    let name = text_at(call, "/name");
    let word = group.trim_end_matches('s');
    if pointer.starts_with(&format!("{at}/")) || pointer == at {
        items(call, word, name, all);
        return;
    }
    let place = || Some((template.file, template.object.number, at.to_owned()));
    for (field, what) in OF_NODES {
        let what = format!("Of {word} `{name}`: {what}");
        all.push(Known { name: format!("{group}.{name}.{field}"), what, place: place() });
    }
    let Some(call) = template.object.value.pointer(at) else { return };
    let Some(other) = called(workspace, template.object, call, at) else { return };
    let calls = other.name();
    if !matches!(other.body(), "steps" | "dag" | "suspend" | "resource") {
        let what = format!("What {word} `{name}` (template `{calls}`) printed.");
        all.push(Known { name: format!("{group}.{name}.outputs.result"), what, place: place() });
        let what = format!("The exit code of {word} `{name}`.");
        all.push(Known { name: format!("{group}.{name}.exitCode"), what, place: place() });
    }
    if other.value.get("daemon").and_then(Value::as_bool) == Some(true) {
        let what = format!("The address of daemon `{name}`.");
        all.push(Known { name: format!("{group}.{name}.ip"), what, place: place() });
    }
    for (list, kind) in [("parameters", "parameter"), ("artifacts", "artifact")] {
        for (index, output) in list_at(other.value, &format!("/outputs/{list}")).iter().enumerate() {
            let output = text_at(output, "/name");
            all.push(Known {
                name: format!("{group}.{name}.outputs.{list}.{output}"),
                what: format!("Output {kind} `{output}` of {word} `{name}` (template `{calls}`)."),
                place: Some((
                    other.file,
                    other.object.number,
                    format!("{}/outputs/{list}/{index}", other.pointer),
                )),
            });
        }
    }
}

/// The items of the loop of a step or task.
fn items(call: &Value, word: &str, name: &str, all: &mut Vec<Known>) {
    let what = format!("The item of the loop of {word} `{name}`.");
    if call.get("withItems").is_none()
        && call.get("withParam").is_none()
        && call.get("withSequence").is_none()
    {
        return;
    }
    let keys = list_at(call, "/withItems").first().and_then(Value::as_object);
    for key in keys.into_iter().flat_map(|item| item.keys()) {
        all.push(simple(
            &format!("item.{key}"),
            &format!("`{key}` of the item of the loop of {word} `{name}`."),
        ));
    }
    all.push(simple("item", &what));
}
