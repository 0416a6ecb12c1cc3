//! Stopping, suspending, deadlines: what ends a workflow from outside.

use serde_json::{Value, json};

use super::sim::{Script, Sim};
use crate::core::operate::Observations;

fn workflow(spec: Value) -> Value {
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"name": "wf", "namespace": "argo", "uid": "u"}, "spec": spec,
    })
}

fn two_steps() -> Value {
    json!({"entrypoint": "main", "onExit": "bye", "templates": [
        {"name": "main", "steps": [[{"name": "a", "template": "t"}], [{"name": "b", "template": "t"}]]},
        {"name": "t", "container": {"image": "busybox", "command": ["sleep", "9"]}},
        {"name": "bye", "container": {"image": "busybox", "command": ["true"]}},
    ]})
}

fn node<'a>(wf: &'a Value, name: &str) -> Option<&'a Value> {
    wf["status"]["nodes"].as_object()?.values().find(|node| node["name"] == name)
}

/// Begins a workflow, changes its specification, and goes on to the end.
fn changed(spec: Value, field: &str, value: Value) -> Value {
    let mut sim = Sim::new(workflow(spec), Script::new());
    sim.begin();
    let mut edited = sim.state.workflow();
    edited["spec"][field] = value;
    sim.step(Observations { workflow: Some(edited), ..Observations::default() });
    sim.run()
}

#[test]
fn stop_ends_running_pods_and_still_runs_the_exit_handler() {
    let end = changed(two_steps(), "shutdown", json!("Stop"));
    assert_eq!(end["status"]["phase"], "Failed");
    assert_eq!(end["status"]["message"], "Stopped with strategy 'Stop'");
    let step = node(&end, "wf[0].a").unwrap();
    assert_eq!(step["message"], "workflow shutdown with strategy:  Stop");
    assert_eq!(node(&end, "wf.onExit").unwrap()["phase"], "Succeeded");
    assert!(node(&end, "wf[1].b").is_none());
}

#[test]
fn a_wait_that_begins_during_a_shutdown_ends_at_once() {
    let spec = json!({"entrypoint": "main", "shutdown": "Terminate", "templates": [{"name": "main", "suspend": {}}]});
    let mut sim = Sim::new(workflow(spec), Script::new());
    sim.begin();
    let end = sim.run();
    assert_eq!(end["status"]["phase"], "Failed");
    assert_eq!(node(&end, "wf").unwrap()["message"], "Stopped with strategy 'Terminate'");
}

#[test]
fn terminate_runs_no_exit_handler() {
    let end = changed(two_steps(), "shutdown", json!("Terminate"));
    assert_eq!(end["status"]["phase"], "Failed");
    assert!(node(&end, "wf.onExit").is_none());
}

#[test]
fn a_shutdown_asked_for_while_no_engine_ran_ends_the_pods_of_the_one_before() {
    let mut sim = Sim::new(workflow(two_steps()), Script::new());
    sim.begin();
    let (pod, _) = sim.running.front().cloned().unwrap();
    let mut stored = sim.state.workflow();
    stored["spec"]["shutdown"] = json!("Terminate");
    // Whether the pods are listed before the first step or after it.
    for listed_at_once in [true, false] {
        let mut sim = Sim::new(stored.clone(), Script::new());
        let pods = Observations { pods: vec![pod.clone()], ..Observations::default() };
        if listed_at_once {
            sim.step(Observations { relisted: true, ..pods });
        } else {
            sim.step(Observations::default());
            sim.step(pods);
        }
        sim.settle();
        let ended = |name: &String| *name == pod["metadata"]["name"];
        assert!(sim.ended.iter().any(ended), "{listed_at_once}");
    }
}

#[test]
fn a_deadline_ends_steps_but_not_the_exit_handler() {
    let mut spec = two_steps();
    spec["activeDeadlineSeconds"] = json!(5);
    let mut sim = Sim::new(workflow(spec), Script::new());
    let now = sim.now;
    sim.begin();
    sim.now = sim.requeue.unwrap();
    assert_eq!(sim.now.as_second() - now.as_second(), 5);
    let end = sim.run();
    assert_eq!(node(&end, "wf[0].a").unwrap()["message"], "Step exceeded its deadline");
    assert_eq!(node(&end, "wf.onExit").unwrap()["phase"], "Succeeded");
    assert_eq!(end["status"]["phase"], "Failed");
}

#[test]
fn a_suspended_workflow_starts_nothing_until_it_is_resumed() {
    let mut spec = two_steps();
    spec["suspend"] = json!(true);
    let mut sim = Sim::new(workflow(spec), Script::new());
    let held = sim.run();
    assert!(node(&held, "wf[0].a").is_none());
    let mut edited = held;
    edited["spec"]["suspend"] = Value::Null;
    sim.step(Observations { workflow: Some(edited), ..Observations::default() });
    assert_eq!(sim.run()["status"]["phase"], "Succeeded");
}

#[test]
fn a_template_that_is_not_supported_is_named() {
    let spec = json!({"entrypoint": "main", "templates": [{"name": "main", "plugin": {"hello": {}}}]});
    let end = Sim::new(workflow(spec), Script::new()).run();
    assert_eq!(end["status"]["phase"], "Failed");
    let message = end["status"]["message"].as_str().unwrap();
    assert!(
        message.starts_with("invalid spec: spec.templates[0].plugin is not supported on this machine: "),
        "{message}"
    );
}

fn calling(fields: &Value) -> Value {
    let mut call = json!({"name": "call", "http": {"url": "http://x"}});
    for (key, value) in fields.as_object().unwrap() {
        call[key] = value.clone();
    }
    json!({"entrypoint": "main", "templates": [call, {"name": "main", "steps": [
        [{"name": "a", "template": "call"}],
        [{"name": "b", "template": "call", "when": "{{steps.a.outputs.result}} == answer"}],
    ]}]})
}

#[test]
fn a_call_gives_its_answer_to_the_next_step() {
    for restart_every in [None, Some(1)] {
        let mut sim = Sim::new(workflow(calling(&json!({}))), Script::new());
        sim.restart_every = restart_every;
        let end = sim.run();
        assert_eq!(end["status"]["phase"], "Succeeded");
        for name in ["wf[0].a", "wf[1].b"] {
            let node = node(&end, name).unwrap();
            assert_eq!((&node["type"], &node["phase"]), (&json!("HTTP"), &json!("Succeeded")), "{name}");
            assert_eq!(node["outputs"]["result"], "answer");
        }
    }
}

#[test]
fn a_call_that_takes_too_long_fails() {
    let mut sim = Sim::new(workflow(calling(&json!({"timeout": "5s"}))), Script::new());
    sim.begin();
    sim.now = sim.now.checked_add(jiff::SignedDuration::from_secs(5)).unwrap();
    sim.step(Observations::default());
    assert_eq!(node(&sim.stored, "wf[0].a").unwrap()["message"], "timeout");
    assert_eq!(sim.stored["status"]["phase"], "Failed");
}

#[test]
fn a_recursion_without_end_is_stopped() {
    let spec = json!({"entrypoint": "main", "templates": [
        {"name": "main", "steps": [[{"name": "again", "template": "main"}]]},
    ]});
    let end = Sim::new(workflow(spec), Script::new()).run();
    assert_eq!(end["status"]["phase"], "Failed");
    let nodes = end["status"]["nodes"].as_object().unwrap();
    let deep = nodes
        .values()
        .any(|n| n["message"].as_str().unwrap_or("").starts_with("Maximum recursion depth exceeded. See "));
    assert!(deep);
}

#[test]
fn a_template_that_is_missing_ends_the_workflow() {
    let spec = json!({"entrypoint": "nowhere", "templates": []});
    let end = Sim::new(workflow(spec), Script::new()).run();
    assert_eq!(end["status"]["phase"], "Failed");
    assert_eq!(end["status"]["message"], "invalid spec: template name 'nowhere' undefined");
}

#[test]
fn what_other_clients_create_is_checked_before_its_first_node() {
    let spec = json!({"entrypoint": "main", "templates": [
        {"name": "main", "dag": {"tasks": [
            {"name": "a", "template": "t", "depends": "b"}, {"name": "b", "template": "t", "depends": "a"},
        ]}},
        {"name": "t", "container": {"image": "busybox", "command": ["true"]}},
    ]});
    let end = Sim::new(workflow(spec), Script::new()).run();
    assert_eq!(end["status"]["phase"], "Failed");
    assert_eq!(end["status"]["message"], "invalid spec: templates.main sorting failed: graph with cycle");
    assert!(end["status"]["nodes"].as_object().is_none_or(serde_json::Map::is_empty));
}

#[test]
fn a_parallelism_limit_is_kept_and_everything_runs_in_the_end() {
    for place in ["workflow", "template"] {
        let mut spec = json!({"entrypoint": "main", "templates": [
            {"name": "main", "steps": [[{"name": "a", "template": "t", "withSequence": {"count": 20}}]]},
            {"name": "t", "container": {"image": "busybox", "command": ["true"]}},
        ]});
        if place == "workflow" {
            spec["parallelism"] = json!(3);
        } else {
            spec["templates"][0]["parallelism"] = json!(3);
        }
        let mut sim = Sim::new(workflow(spec), Script::new());
        sim.begin();
        let first = sim.state.workflow();
        let pods =
            first["status"]["nodes"].as_object().unwrap().values().filter(|n| n["type"] == "Pod").count();
        assert_eq!(pods, 3, "{place}");
        let end = sim.run();
        assert_eq!(end["status"]["phase"], "Succeeded", "{place}");
        assert_eq!(end["status"]["progress"], "20/20", "{place}");
    }
}

#[test]
fn results_that_never_come_are_given_up_also_by_a_later_engine() {
    let spec = json!({"entrypoint": "main", "templates": [
        {"name": "main", "container": {"image": "busybox", "command": ["true"]},
         "outputs": {"parameters": [{"name": "p", "valueFrom": {"path": "/p"}}]}},
    ]});
    for restart_every in [None, Some(1)] {
        let end = json!({"phase": "Failed", "lost": true, "outputs": {"exitCode": "1"}});
        let mut sim = Sim::new(workflow(spec.clone()), Script::from([("wf".to_owned(), end)]));
        sim.restart_every = restart_every;
        let begun = sim.now;
        let end = sim.run();
        assert_eq!(end["status"]["phase"], "Failed", "{restart_every:?}");
        let node = &end["status"]["nodes"]["wf"];
        assert_eq!((&node["phase"], &node["taskResultSynced"]), (&json!("Failed"), &json!(true)));
        assert!(sim.now >= begun + jiff::SignedDuration::from_secs(10), "{restart_every:?}");
    }
}

#[test]
fn metadata_that_no_object_may_have_end_the_workflow() {
    let rule = "a valid label must be an empty string or consist of";
    for (metadata, said) in [
        (
            json!({"labels": {"a": "$INVALID"}}),
            format!("invalid label value \"$INVALID\" for label \"a\": {rule}"),
        ),
        (
            json!({"labelsFrom": {"a": {"expression": "'x/y'"}}}),
            format!("invalid label value \"x/y\" for label \"a\" and expression \"'x/y'\": {rule}"),
        ),
        (
            json!({"labelsFrom": {"a": {"expression": "1 + 1"}}}),
            "failed to evaluate label \"a\" expression \"1 + 1\" evaluted to int but must be a string"
                .to_owned(),
        ),
        (
            json!({"annotations": {"a b": "c"}}),
            "invalid annotation key \"a b\": name part must consist of".to_owned(),
        ),
    ] {
        let spec = json!({"entrypoint": "main", "workflowMetadata": metadata, "templates": [
            {"name": "main", "container": {"image": "busybox", "command": ["true"]}},
        ]});
        let end = Sim::new(workflow(spec), Script::new()).run();
        assert_eq!(end["status"]["phase"], "Error");
        let message = end["status"]["message"].as_str().unwrap();
        assert!(message.starts_with(&said), "{message}");
        assert!(end["status"]["nodes"].as_object().is_none_or(serde_json::Map::is_empty));
    }
}
