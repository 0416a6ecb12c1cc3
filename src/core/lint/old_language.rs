//! Argo's first language (ADSL, before 2018): documents with a `type`, and what they are today.

use serde_json::Value;

/// The types of documents, and what does their work now.
const TYPES: &[(&str, &str)] = &[
    ("container", "today: a template with `container:` in a Workflow or WorkflowTemplate"),
    ("workflow", "today: `kind: Workflow` with `steps:` or `dag:` templates"),
    ("policy", "today: `kind: CronWorkflow` for times, a WorkflowEventBinding for events"),
    (
        "deployment",
        "today: a template with `daemon: true`, or a Deployment created by a `resource:` template",
    ),
    ("fixture", "today: a template with `daemon: true`, or `sidecars:` of a template"),
    ("project", "today: `kind: WorkflowTemplate`, which others start with `argo submit --from`"),
];

/// The type of a document of that language, and what does its work now.
pub(super) fn recognise(document: &Value) -> Option<(&'static str, &'static str)> {
    let kind = document.get("type").and_then(Value::as_str)?;
    // Every document of that language had a name of its own, beside its type.
    let named = document.get("name").is_some() || document.get("description").is_some();
    let known = TYPES.iter().find(|(name, _)| *name == kind).copied();
    known.filter(|_| named || document.get("steps").is_some() || document.get("image").is_some())
}
