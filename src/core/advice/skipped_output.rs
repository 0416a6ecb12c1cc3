//! `skipped-output`: outputs of steps that may not run.

use serde_json::Value;

use super::manifest::{Place, texts};
use super::{Hint, Manifest, Rule};

pub(super) const RULE: Rule = Rule {
    name: "skipped-output",
    what: "An output read from a step or task with a `when`, by one that has none.",
    why: "Where the condition is false there is no output, and the one that reads it ends in error.",
    example: "- - {name: check, template: check, when: '{{…}}'}\n- - {name: use, template: use, arguments: …steps.check.outputs…}     # give it a `when`, too",
    level: None,
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let mut hints = Vec::new();
    for template in manifest.templates() {
        let calls = template.calls();
        let maybe: Vec<&str> = calls.iter().filter(|call| is_conditional(call)).map(Place::name).collect();
        for call in calls.iter().filter(|call| !is_conditional(call)) {
            let mut found = Vec::new();
            let arguments = call.value.get("arguments").unwrap_or(&Value::Null);
            texts(&format!("{}/arguments", call.path), arguments, &mut found);
            for (path, text) in found.into_iter().filter(|(_, text)| !text.contains("??")) {
                let read = maybe.iter().find(|name| {
                    ["steps", "tasks"].iter().any(|group| text.contains(&format!("{group}.{name}.outputs.")))
                });
                if let Some(name) = read {
                    hints.push(Hint {
                        mark: String::new(),
                        path,
                        message: format!(
                            "`{}` reads an output of `{name}`, which may be skipped",
                            call.name()
                        ),
                        help: format!("give `{}` a `when`, too, or the output a default", call.name()),
                    });
                }
            }
        }
    }
    hints
}

fn is_conditional(call: &Place<'_>) -> bool {
    call.value.get("when").and_then(Value::as_str).is_some_and(|when| !when.is_empty())
}
