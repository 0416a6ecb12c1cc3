//! Retried workflows: what failed runs again, what succeeded stays.

use serde_json::{Value, json};

use super::sim::{Script, Sim};
use crate::core::api::Workflow;
use crate::core::edit::{NodeSelector, retry};
use crate::core::graph::node_id;

fn failed(name: &str) -> (String, Value) {
    let id = node_id("wf", name);
    let outputs = json!({"exitCode": "1"});
    (
        id.clone(),
        json!({"id": id, "phase": "Failed", "message": "main: Error (exit code 1)", "outputs": outputs}),
    )
}

/// Runs a workflow in which some nodes fail, retries it, and runs it with pods that succeed.
fn again(spec: Value, failures: &[&str]) -> (Value, Value) {
    let workflow = json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"name": "wf", "namespace": "argo", "uid": "u"}, "spec": spec,
    });
    let script: Script = failures.iter().map(|name| failed(name)).collect();
    let mut sim = Sim::new(workflow, script);
    let first = sim.run();
    let old: Workflow = serde_json::from_value(first.clone()).unwrap();
    let retried = retry(&old, false, &NodeSelector::default(), &[], sim.now).unwrap();
    let mut sim = Sim::new(serde_json::to_value(&retried.workflow).unwrap(), Script::new());
    (first, sim.run())
}

fn phases(wf: &Value) -> Vec<String> {
    let nodes = wf["status"]["nodes"].as_object().unwrap().values();
    let mut lines: Vec<String> =
        nodes.map(|n| format!("{} {}", n["name"].as_str().unwrap(), n["phase"].as_str().unwrap())).collect();
    lines.sort();
    lines
}

fn container() -> Value {
    json!({"name": "t", "container": {"image": "busybox", "command": ["true"]}})
}

#[test]
fn steps_go_on_at_the_step_that_failed() {
    let spec = json!({"entrypoint": "main", "templates": [container(), {"name": "main", "steps": [
        [{"name": "a", "template": "t"}],
        [{"name": "b", "template": "t"}, {"name": "c", "template": "t"}],
        [{"name": "d", "template": "t"}],
    ]}]});
    let (first, second) = again(spec, &["wf[1].b"]);
    assert_eq!(first["status"]["phase"], "Failed");
    assert_eq!(second["status"]["phase"], "Succeeded");
    assert_eq!(
        phases(&second),
        [
            "wf Succeeded",
            "wf[0] Succeeded",
            "wf[0].a Succeeded",
            "wf[1] Succeeded",
            "wf[1].b Succeeded",
            "wf[1].c Succeeded",
            "wf[2] Succeeded",
            "wf[2].d Succeeded"
        ]
    );
}

#[test]
fn a_dag_goes_on_at_the_task_that_failed() {
    let spec = json!({"entrypoint": "main", "templates": [container(), {"name": "main", "dag": {"tasks": [
        {"name": "a", "template": "t"},
        {"name": "b", "template": "t", "depends": "a"},
        {"name": "c", "template": "t", "depends": "b"},
    ]}}]});
    let (first, second) = again(spec, &["wf.b"]);
    assert_eq!(first["status"]["phase"], "Failed");
    assert_eq!(second["status"]["phase"], "Succeeded");
    assert_eq!(phases(&second), ["wf Succeeded", "wf.a Succeeded", "wf.b Succeeded", "wf.c Succeeded"]);
}

#[test]
fn a_loop_with_retries_runs_only_what_failed_again() {
    let spec = json!({"entrypoint": "main", "templates": [
        {"name": "main", "steps": [[{"name": "a", "template": "t", "withItems": [1, 2]}]]},
        {"name": "t", "retryStrategy": {"limit": 0}, "container": {"image": "busybox", "command": ["true"]}},
    ]});
    let (first, second) = again(spec, &["wf[0].a(1:2)(0)"]);
    assert_eq!(first["status"]["phase"], "Failed");
    assert_eq!(second["status"]["phase"], "Succeeded");
    let nodes = phases(&second);
    assert!(nodes.contains(&"wf[0].a(1:2) Succeeded".to_owned()), "{nodes:?}");
}
