//! The cost of a workflow grows with its nodes, not with their square.

use serde_json::{Value, json};

use super::sim::{Script, Sim};
use crate::core::operate::Settings;

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
    looks_with(workflow, nodes, 100)
}

fn looks_with(workflow: Value, nodes: usize, max_depth: usize) -> u64 {
    let mut sim = Sim::with(workflow, Script::new(), Settings { max_depth, ..Settings::default() });
    let end = sim.run();
    assert_eq!(end["status"]["phase"], "Succeeded", "{}", end["status"]["message"]);
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

/// A template that calls itself through a step until its number is reached.
fn recursion(depth: usize) -> Value {
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"name": "deep", "namespace": "argo", "uid": "u"},
        "spec": {"entrypoint": "down", "arguments": {"parameters": [{"name": "n", "value": "1"}]}, "templates": [
            {"name": "down", "inputs": {"parameters": [{"name": "n"}]}, "steps": [
                [{"name": "work", "template": "t"}],
                [{"name": "next", "template": "down", "when": format!("{{{{inputs.parameters.n}}}} < {depth}"),
                  "arguments": {"parameters": [{"name": "n", "value": "{{=string(int(inputs.parameters.n) + 1)}}"}]}}],
            ]},
            {"name": "t", "container": {"image": "busybox", "command": ["true"]}},
        ]},
    })
}

#[test]
fn a_deep_recursion_costs_in_proportion_to_its_depth() {
    // Each level has four nodes: itself, two groups, its work; the last has the call that is left out besides.
    let (small, large) = (looks_with(recursion(50), 201, 400), looks_with(recursion(200), 801, 400));
    assert!(large <= small * 5, "{small} looks for 50 levels, {large} for 200");
}

#[test]
fn the_results_of_a_wide_fan_out_are_gathered_once() {
    let gathered = |width: usize| {
        let mut workflow = fan_out(width);
        let items: Vec<usize> = (0..width).collect();
        let step = json!({"name": "a", "template": "say", "withParam": json!(items).to_string()});
        workflow["spec"]["templates"][0]["steps"][0][0] = step;
        let steps = workflow["spec"]["templates"][0]["steps"].as_array_mut().unwrap();
        steps.push(json!([{"name": "all", "template": "list", "arguments": {"parameters": [
            {"name": "all", "value": "{{steps.a.outputs.parameters}}"},
        ]}}]));
        let templates = workflow["spec"]["templates"].as_array_mut().unwrap();
        let say = json!([{"name": "word", "valueFrom": {"path": "/word", "default": "w"}}]);
        templates.push(json!({"name": "say", "outputs": {"parameters": say}, "container": {"image": "busybox", "command": ["true"]}}));
        templates.push(json!({"name": "list", "inputs": {"parameters": [{"name": "all"}]}, "container": {"image": "busybox", "command": ["true"]}}));
        looks(workflow, width + 4)
    };
    let (small, large) = (gathered(500), gathered(5_000));
    assert!(large <= small * 11, "{small} looks for 500 steps, {large} for 5,000");
}
