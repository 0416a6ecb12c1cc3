//! Fields that mean something on a cluster and nothing on one machine.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::core::api::Workflow;

/// Fields about where and as whom pods run, in a specification or a template.
const NO_EFFECT: [&str; 16] = [
    "affinity",
    "automountServiceAccountToken",
    "dnsConfig",
    "dnsPolicy",
    "hostAliases",
    "hostNetwork",
    "imagePullSecrets",
    "nodeSelector",
    "podDisruptionBudget",
    "podPriorityClassName",
    "priorityClassName",
    "schedulerName",
    "securityContext",
    "serviceAccountName",
    "tolerations",
    "podResources",
];

/// One line that names the fields of a workflow that have no effect on this machine; `None` when there are none.
pub(super) fn note(workflow: &Workflow) -> Option<String> {
    let spec = serde_json::to_value(&workflow.spec).ok()?;
    let mut found = BTreeSet::new();
    collect(&spec, &mut found);
    for template in spec.get("templates").and_then(Value::as_array).into_iter().flatten() {
        collect(template, &mut found);
    }
    let names: Vec<&str> = found.into_iter().collect();
    (!names.is_empty()).then(|| format!("no effect here: {}", names.join(", ")))
}

fn collect(part: &Value, found: &mut BTreeSet<&'static str>) {
    found.extend(NO_EFFECT.iter().filter(|name| part.get(**name).is_some_and(|value| !value.is_null())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_named_once() {
        let text = r#"{"spec":{"nodeSelector":{"a":"b"},"templates":[{"name":"x","nodeSelector":{"a":"b"},"tolerations":[{}]}]}}"#;
        let workflow = serde_json::from_str(text).expect("a workflow");
        assert_eq!(note(&workflow).as_deref(), Some("no effect here: nodeSelector, tolerations"));
    }
}
