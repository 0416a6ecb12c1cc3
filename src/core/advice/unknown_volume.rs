//! `unknown-volume`: mounts of volumes that are not there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::manifest::Place;
use super::{Hint, Manifest, Rule};
use crate::core::lint::Level;
use crate::core::text::closest::closest;
use crate::core::text::pointer::find;

pub(super) const RULE: Rule = Rule {
    name: "unknown-volume",
    what: "A `volumeMounts` entry of a workflow that names a volume which neither it nor its template has.",
    why: "Argo's linter does not look for it; the pod is refused when the step is to start.",
    example: "volumeMounts: [{name: wrok, mountPath: /work}]      # where the volume is called work",
    level: Some(Level::Warning),
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let spec = manifest.spec();
    let elsewhere = ["workflowTemplateRef", "podSpecPatch", "templateDefaults"];
    // Stored templates use the volumes of whoever calls them.
    if !matches!(manifest.kind, "Workflow" | "CronWorkflow")
        || !manifest.says(&["volumeMounts"])
        || elsewhere.iter().any(|key| spec.value.get(key).is_some())
    {
        return Vec::new();
    }
    let mut shared: BTreeSet<&str> = spec.list("/volumes").iter().map(Place::name).collect();
    let claims = spec.list("/volumeClaimTemplates");
    shared.extend(
        claims.iter().filter_map(|claim| claim.value.pointer("/metadata/name")).filter_map(Value::as_str),
    );
    let mut hints = Vec::new();
    for template in manifest.templates() {
        if template.value.get("podSpecPatch").is_some() {
            continue;
        }
        let mut known = shared.clone();
        known.extend(template.list("/volumes").iter().map(Place::name));
        let single = ["/container", "/script", "/containerSet"].into_iter().filter_map(|at| {
            Some(Place { path: format!("{}{at}", template.path), value: find(template.value, at)? })
        });
        let lists = ["/sidecars", "/initContainers", "/containerSet/containers"];
        for container in single.chain(lists.into_iter().flat_map(|at| template.list(at))) {
            for mount in container.list("/volumeMounts") {
                let name = mount.name();
                if name.is_empty() || name.contains("{{") || known.contains(name) {
                    continue;
                }
                hints.push(Hint {
                    path: format!("{}/name", mount.path),
                    message: format!("there is no volume `{name}`"),
                    help: match closest(name, known.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "add it to `volumes` of the workflow or of the template".to_owned(),
                    },
                    mark: String::new(),
                });
            }
        }
    }
    hints
}
