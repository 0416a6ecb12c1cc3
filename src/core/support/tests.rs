//! The table is what the code says, and the code speaks of fields that exist.

use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::core::api::Template;

#[test]
fn each_field_without_effect_is_named_once() {
    let spec = json!({
        "nodeSelector": {"a": "b"}, "tolerations": [], "hostNetwork": false,
        "templates": [
            {"name": "x", "nodeSelector": {"a": "b"}, "container": {"ports": [{"containerPort": 1}], "command": ["a"]}},
            {"name": "y", "container": {"ports": [{"containerPort": 2}]}, "securityContext": {"runAsUser": 1, "runAsNonRoot": true, "seLinuxOptions": {}}},
        ],
    });
    let found: Vec<String> = report(&spec).no_effect.into_iter().collect();
    assert_eq!(found, ["container.ports", "nodeSelector", "securityContext.runAsNonRoot"]);
}

#[test]
fn what_is_refused_is_named_with_its_place() {
    let spec = json!({"templates": [{"name": "x"}, {"name": "y", "plugin": {"hello": {}}}]});
    let (place, why) = report(&spec).refused.expect("a refusal");
    assert_eq!(place, "spec.templates[1].plugin");
    assert!(why.contains("http template"), "{why}");
    let inline = json!({"name": "x", "steps": [[{"name": "a", "inline": {"volumes": [{"name": "v", "nfs": {"server": "s"}}]}}]]});
    let (place, _) = report_template(&inline, "t/x").refused.expect("a refusal");
    assert_eq!(place, "t/x.steps[0][0].inline.volumes[0].nfs");
}

/// A rule about a field that no type has would decide nothing.
#[test]
fn every_rule_is_about_a_field_that_exists() {
    let mut known: BTreeMap<&str, &'static Schema> = BTreeMap::new();
    let mut open: Vec<Kind> = vec![Kind::Object(WorkflowSpec::schema), Kind::Object(Template::schema)];
    while let Some(kind) = open.pop() {
        match kind {
            Kind::Object(schema) if known.insert(schema().short_name(), schema()).is_none() => {
                open.extend(schema().fields.iter().map(|field| field.kind));
            }
            Kind::List(item) | Kind::NamedList(item, _) | Kind::Map(item) | Kind::NamedMap(item, _) => {
                open.push(*item)
            }
            _ => {}
        }
    }
    let pod_and_container = ["PodSecurityContext", "SecurityContext"];
    for (owner, field) in rules::all() {
        let schema = known.get(owner).unwrap_or_else(|| panic!("no type {owner}"));
        let shared = pod_and_container.contains(&owner)
            && pod_and_container.iter().any(|other| known[other].field(field).is_some());
        assert!(schema.field(field).is_some() || shared, "{owner} has no field {field}");
    }
}

#[test]
fn the_document_is_what_the_code_says() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/fields.md");
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert!(written == table(), "docs/fields.md is out of date: `argo help fields > docs/fields.md`");
}
