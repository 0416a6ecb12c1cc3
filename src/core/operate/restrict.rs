//! What workflows may set themselves where the controller wants them to refer to templates (engine.md §4.7).

use serde_json::Value;

use super::state::State;
use crate::core::api::WorkflowSpec;

/// `workflowRestrictions.templateReferencing` of the controller.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Restriction {
    /// None.
    #[default]
    Free,
    /// Workflows refer to a template and set a few fields only.
    Strict,
    /// And their specification stays as it was when they began.
    Secure,
}

/// What a workflow may set over its template, with the names that messages give them.
const ALLOWED: &[&str] = &[
    "arguments",
    "entrypoint",
    "shutdown",
    "suspend",
    "activeDeadlineSeconds",
    "priority",
    "ttlStrategy",
    "podGC",
    "volumeClaimGC",
    "archiveLogs",
    "workflowMetadata",
    "workflowTemplateRef",
    "metrics",
    "artifactGC",
];

/// What `artifactGC` may not say: it reaches the pods that delete.
const OF_ARTIFACT_GC: &[&str] = &["serviceAccountName", "podSpecPatch", "podMetadata"];

impl State {
    /// Why the controller's settings keep the workflow from running.
    pub(super) fn restricted(&self) -> Option<String> {
        if self.settings.restriction == Restriction::Free {
            return None;
        }
        if self.wf.spec.workflow_template_ref.is_none() {
            return Some(
                "workflows must use workflowTemplateRef to be executed when the controller is in reference mode"
                    .to_owned(),
            );
        }
        let set = forbidden(&self.wf.spec);
        (!set.is_empty()).then(|| {
            format!(
                "fields [{}] are not permitted when using workflowTemplateRef with templateReferencing restriction",
                set.join(" ")
            )
        })
    }

    /// Why a changed specification ends the workflow.
    pub(super) fn change_forbidden(&self, before: &WorkflowSpec) -> Option<String> {
        let like_now = |spec: &WorkflowSpec| {
            let (suspend, shutdown) = (self.wf.spec.suspend, self.wf.spec.shutdown.clone());
            WorkflowSpec { suspend, shutdown, ..spec.clone() }
        };
        let changed = self.settings.restriction == Restriction::Secure && like_now(before) != self.wf.spec;
        changed.then(|| {
            "WorkflowSpec may not change during execution when the controller is set `templateReferencing: Secure`"
                .to_owned()
        })
    }
}

/// The fields that are set and may not be, by the names of Argo's own types, sorted.
fn forbidden(spec: &WorkflowSpec) -> Vec<String> {
    let Ok(Value::Object(fields)) = serde_json::to_value(spec) else { return Vec::new() };
    let is_set = |value: &Value| match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        Value::String(text) => !text.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    };
    let own = fields.iter().filter(|(name, value)| is_set(value) && !ALLOWED.contains(&name.as_str()));
    let mut found: Vec<String> = own.map(|(name, _)| go_name(name)).collect();
    let gc = fields.get("artifactGC").and_then(Value::as_object);
    let inside = gc.into_iter().flatten();
    let inside = inside.filter(|(name, value)| is_set(value) && OF_ARTIFACT_GC.contains(&name.as_str()));
    found.extend(inside.map(|(name, _)| format!("ArtifactGC.{}", go_name(name))));
    found.sort();
    found
}

/// A field as Argo's source calls it.
fn go_name(field: &str) -> String {
    let mut letters = field.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase()).into_iter();
    let name: String = first.chain(letters).collect();
    match name.as_str() {
        "DnsPolicy" => "DNSPolicy".to_owned(),
        "DnsConfig" => "DNSConfig".to_owned(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_a_workflow_may_not_set_is_named_as_in_argo() {
        let spec: WorkflowSpec = serde_json::from_value(json!({
            "workflowTemplateRef": {"name": "t"}, "entrypoint": "x", "podGC": {"strategy": "OnPodCompletion"},
            "artifactGC": {"strategy": "Never", "serviceAccountName": "s"},
            "podSpecPatch": "{}", "dnsPolicy": "Default", "parallelism": 1, "volumes": [],
        }))
        .expect("a specification");
        assert_eq!(
            forbidden(&spec),
            ["ArtifactGC.ServiceAccountName", "DNSPolicy", "Parallelism", "PodSpecPatch"]
        );
    }
}
