//! The cost of a workflow grows with its nodes, not with their square.

use serde_json::{Value, json};

use super::sim::{Script, Sim};

fn fan_out(width: usize) -> Value {
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"name": "fan", "namespace": "argo", "uid": "u"},
        "spec": {"entrypoint": "main", "templates": [
            {"name": "main", "steps": [[{"name": "a", "template": "t", "withSequence": {"count": width}}]]},
            {"name": "t", "container": {"image": "busybox", "command": ["true"]}},
        ]},
    })
}

fn chain(length: usize) -> Value {
    let tasks: Vec<Value> = (0..length)
        .map(|at| {
            let on = if at == 0 { json!([]) } else { json!([format!("t{}", at - 1)]) };
            json!({"name": format!("t{at}"), "template": "t", "dependencies": on})
        })
        .collect();
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"name": "chain", "namespace": "argo", "uid": "u"},
        "spec": {"entrypoint": "main", "templates": [
            {"name": "main", "dag": {"tasks": tasks}},
            {"name": "t", "container": {"image": "busybox", "command": ["true"]}},
        ]},
    })
}

fn looks(workflow: Value, nodes: usize) -> u64 {
    let mut sim = Sim::new(workflow, Script::new());
    let end = sim.run();
    assert_eq!(end["status"]["phase"], "Succeeded");
    assert_eq!(end["status"]["nodes"].as_object().unwrap().len(), nodes);
    sim.state.looks()
}

#[test]
fn a_fan_out_costs_in_proportion_to_its_width() {
    let (small, large) = (looks(fan_out(1_000), 1_002), looks(fan_out(10_000), 10_002));
    assert!(large <= small * 11, "{small} looks for 1,000 steps, {large} for 10,000");
}

#[test]
fn a_chain_costs_in_proportion_to_its_length() {
    let (small, large) = (looks(chain(300), 301), looks(chain(3_000), 3_001));
    assert!(large <= small * 11, "{small} looks for 300 tasks, {large} for 3,000");
}
