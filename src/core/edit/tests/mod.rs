mod recorded;

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::*;
use crate::core::api::Workflow;

/// The workflow a recorded command read, and the body it wrote; `None` where the recordings are not here.
fn recorded(number: &str, method: &str) -> Option<(Workflow, Value)> {
    let folder = std::env::var("ARGO_RECORDED")
        .unwrap_or_else(|_| format!("{}/../shared/conformance/recorded", env!("CARGO_MANIFEST_DIR")));
    let entries = std::fs::read_dir(Path::new(&folder).join("cluster")).ok();
    let Some(entries) = entries else {
        println!("skipped: no recordings in {folder}");
        return None;
    };
    let file = entries
        .flatten()
        .map(|e| e.path())
        .find(|p| p.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))?;
    let recording: Value = serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()?;
    let exchanges = recording["exchanges"].as_array()?;
    let own = |e: &&Value| e["path"].as_str().is_some_and(|p| p.contains("/workflows"));
    let read = exchanges
        .iter()
        .filter(own)
        .find(|e| e["method"] == "GET" && !e["path"].as_str().unwrap_or_default().contains('?'))?;
    let written = exchanges.iter().filter(own).find(|e| e["method"] == method)?;
    let before = serde_json::from_str(read["body"].as_str()?).ok()?;
    let body = match &written["request_body"] {
        Value::String(text) => serde_json::from_str(text).ok()?,
        other => other.clone(),
    };
    Some((before, body))
}

/// An object without times and empty parts, its keys in order.
fn essence(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept: std::collections::BTreeMap<String, Value> = map
                .iter()
                .filter(|(key, _)| !matches!(key.as_str(), "startedAt" | "finishedAt" | "managedFields"))
                .map(|(key, value)| (key.clone(), essence(value)))
                .filter(|(_, v)| !v.is_null() && *v != Value::Object(Map::new()) && *v != "")
                .collect();
            Value::Object(kept.into_iter().collect())
        }
        Value::Array(items) => items.iter().map(essence).collect(),
        other => other.clone(),
    }
}

fn now() -> Timestamp {
    "2026-11-23T09:00:00Z".parse().expect("a time")
}

fn same(ours: &Workflow, theirs: &Value) {
    let ours = serde_json::to_value(ours).expect("JSON");
    assert_eq!(essence(&ours)["spec"], essence(theirs)["spec"]);
    assert_eq!(essence(&ours)["status"], essence(theirs)["status"]);
}

#[test]
fn retry_makes_of_a_workflow_what_argo_made_of_it() {
    let Some((before, after)) = recorded("080", "PUT") else { return };
    let retried = retry(&before, false, &NodeSelector::default(), &[], now()).expect("a retry");
    same(&retried.workflow, &after);
    assert_eq!(retried.pods.len(), 1);
}

#[test]
fn node_set_makes_of_a_workflow_what_argo_made_of_it() {
    let Some((mut before, after)) = recorded("098", "PUT") else { return };
    let selector = NodeSelector::parse("displayName=approve").expect("a selector");
    let change = NodeChange { phase: Some("Failed".into()), message: "no".into(), outputs: Vec::new() };
    set_nodes(&mut before, &selector, &change, now()).expect("a change");
    same(&before, &after);
}

#[test]
fn a_memoized_resubmission_is_argos() {
    let Some((before, after)) = recorded("086", "POST") else { return };
    let name = after["metadata"]["name"].as_str().expect("a name");
    let suffix =
        name.strip_prefix(after["metadata"]["generateName"].as_str().expect("a prefix")).expect("a suffix");
    same(&memoized(&before, &[], suffix, now()).expect("a workflow"), &after);
}

#[test]
fn given_parameters_come_first() {
    let mut workflow: Workflow = serde_json::from_value(serde_json::json!({
        "spec": {"arguments": {"parameters": [{"name": "a", "value": "1"}, {"name": "b", "value": "2"}]}},
    }))
    .expect("a workflow");
    let options = SubmitOptions { parameters: vec!["b=3".into()], ..SubmitOptions::default() };
    options.apply(&mut workflow).expect("applied");
    let names: Vec<&str> = workflow.spec.arguments.parameters.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["b", "a"]);
    let bad = SubmitOptions { parameters: vec!["b".into()], ..SubmitOptions::default() };
    assert_eq!(bad.apply(&mut workflow), Err(EditError::ParameterForm("b".into())));
}
