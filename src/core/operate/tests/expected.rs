//! How long workflows and nodes are expected to take.

use std::sync::Arc;

use serde_json::{Value, json};

use super::sim::{Script, Sim};
use crate::core::api::{Workflow, label};
use crate::core::graph::node_id;
use crate::core::operate::{Estimates, common_label};

fn workflow(name: &str, status: Value) -> Value {
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"name": name, "namespace": "argo", "uid": "u", "labels": {label::CRON_WORKFLOW: "nightly"}},
        "spec": {"entrypoint": "main", "templates": [
            {"name": "main", "steps": [[{"name": "a", "template": "t"}]]},
            {"name": "t", "container": {"image": "busybox", "command": ["true"]}},
        ]},
        "status": status,
    })
}

#[test]
fn a_workflow_is_expected_to_take_what_the_last_one_took() {
    let node = |name: &str, to: &str| {
        let from = "2026-01-01T00:00:00Z";
        json!({"id": name, "name": name, "type": "Pod", "phase": "Succeeded", "startedAt": from, "finishedAt": to})
    };
    let status = json!({
        "phase": "Succeeded", "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:01:40Z",
        "nodes": {
            "old": node("old", "2026-01-01T00:01:30Z"),
            "old[0].a": node("old[0].a", "2026-01-01T00:00:07Z"),
            "old[0].b": node("old[0].b", "2026-01-01T00:00:09Z"),
        },
    });
    let old: Workflow = serde_json::from_value(workflow("old", status)).unwrap();
    let mut sim = Sim::new(workflow("new", json!({})), Script::new());
    sim.state.expect(Arc::new(Estimates::of(&old)));
    let now = sim.run();
    assert_eq!(now["status"]["estimatedDuration"], 100);
    let of = |name: &str| now["status"]["nodes"][node_id("new", name)]["estimatedDuration"].clone();
    assert_eq!([of("new"), of("new[0].a"), of("new[0]")], [json!(90), json!(7), Value::Null]);
    assert_eq!(sim.stored["status"]["estimatedDuration"], 100, "and that is written");
}

#[test]
fn workflows_of_one_template_have_its_label_in_common() {
    let labels = |name: &str| match name {
        label::CRON_WORKFLOW => Some("c"),
        label::CLUSTER_WORKFLOW_TEMPLATE => Some("t"),
        _ => None,
    };
    assert_eq!(common_label(labels), Some((label::CLUSTER_WORKFLOW_TEMPLATE, "t")));
    assert_eq!(common_label(|_| None), None);
}
