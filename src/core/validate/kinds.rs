//! Questions about the body of a template.

use serde_json::Value;

use crate::core::api::{Template, TemplateType};

/// The word for a kind in messages.
pub(super) fn word(kind: &TemplateType) -> &str {
    if *kind == TemplateType::Unset { "Unknown" } else { kind.as_str() }
}

/// Whether it runs a pod of its own.
pub(super) fn is_pod(kind: &TemplateType) -> bool {
    matches!(
        kind,
        TemplateType::Container
            | TemplateType::ContainerSet
            | TemplateType::Script
            | TemplateType::Resource
            | TemplateType::Data
    )
}

/// Whether it does something itself, rather than call other templates or wait.
pub(super) fn is_leaf(kind: &TemplateType) -> bool {
    is_pod(kind) || matches!(kind, TemplateType::Http | TemplateType::Plugin)
}

/// Whether its nodes have a result and an exit code.
pub(super) fn has_output(template: &Template) -> bool {
    template.container.is_some()
        || has_main(template)
        || template.script.is_some()
        || template.data.is_some()
        || template.http.is_some()
        || template.plugin.is_some()
}

/// Whether its container set has a container named `main`.
pub(super) fn has_main(template: &Template) -> bool {
    let set = template.container_set.as_ref();
    set.is_some_and(|set| set.containers.iter().any(|container| text(container, "name") == "main"))
}

/// The text of a field, empty when there is none.
pub(super) fn text<'v>(object: &'v Value, field: &str) -> &'v str {
    object.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The items of a field, none when there is no list.
pub(super) fn list<'v>(object: &'v Value, field: &str) -> &'v [Value] {
    object.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// How many bodies a template has.
pub(super) fn bodies(template: &Template, steps: bool) -> usize {
    [
        template.container.is_some(),
        template.container_set.is_some(),
        steps,
        template.script.is_some(),
        template.resource.is_some(),
        template.dag.is_some(),
        template.suspend.is_some(),
        template.data.is_some(),
        template.http.is_some(),
        template.plugin.is_some(),
    ]
    .into_iter()
    .filter(|is| *is)
    .count()
}
