//! `unused-parameter`: parameters that nothing reads.

use serde_json::Value;

use super::manifest::{Place, mentions};
use super::{Hint, Manifest, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unused-parameter",
    what: "An input of a template, or an argument of a workflow, that nothing reads.",
    why: "Either it is left over, or the place that should read it has another name in it.",
    example: "inputs: {parameters: [{name: message}]}\ncontainer: {args: [hello]}     # or: ['{{inputs.parameters.message}}']",
    level: None,
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let mut hints = Vec::new();
    for template in manifest.templates() {
        let text = template.value.to_string();
        // All of them at once, or a name that is made up as it runs.
        if text.contains("inputs.parameters}}")
            || text.contains("inputs.parameters[")
            || text.contains("toJson(inputs")
        {
            continue;
        }
        for input in template.list("/inputs/parameters") {
            if !is_read(&text, "inputs.parameters", input.name()) {
                hints.push(hint(
                    &input,
                    &format!("template `{}` never reads its input `{}`", template.name(), input.name()),
                ));
            }
        }
    }
    let spec = manifest.spec();
    // A template that is stored elsewhere may read them.
    if spec.value.get("workflowTemplateRef").is_some() || refers_elsewhere(manifest) {
        return hints;
    }
    let text = manifest.object.to_string();
    let all_at_once =
        ["workflow.parameters}}", "workflow.parameters.json", "workflow.parameters[", "toJson(workflow"];
    if manifest.kind != "Workflow" && manifest.kind != "CronWorkflow"
        || all_at_once.iter().any(|all| text.contains(all))
    {
        return hints;
    }
    let entry = spec.value.get("entrypoint").and_then(Value::as_str).unwrap_or_default();
    let entry = spec.list("/templates").into_iter().find(|template| template.name() == entry);
    for argument in spec.list("/arguments/parameters") {
        let name = argument.name();
        // The entrypoint gets the arguments as its inputs.
        let is_input =
            entry.iter().any(|t| t.list("/inputs/parameters").iter().any(|input| input.name() == name));
        if !is_input && !is_read(&text, "workflow.parameters", name) {
            hints.push(hint(&argument, &format!("nothing reads the argument `{name}`")));
        }
    }
    hints
}

fn refers_elsewhere(manifest: &Manifest<'_>) -> bool {
    manifest.calls().iter().any(|call| call.value.get("templateRef").is_some())
}

fn is_read(text: &str, group: &str, name: &str) -> bool {
    mentions(text, &format!("{group}.{name}"))
}

fn hint(place: &Place<'_>, message: &str) -> Hint {
    let help = "take it away, or read it where it is meant".to_owned();
    Hint { mark: String::new(), path: format!("{}/name", place.path), message: message.to_owned(), help }
}
