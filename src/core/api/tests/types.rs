use serde_json::{Value, json};

use crate::core::api::*;

fn written<T: serde::Serialize>(object: &T) -> String {
    serde_json::to_string(object).expect("an object serialises")
}

#[test]
fn an_empty_workflow_is_written_as_go_does() {
    let workflow: Workflow = serde_json::from_value(json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "w"},
        "spec": {"entrypoint": "m", "templates": [{"name": "m", "suspend": {}}]},
    }))
    .expect("a workflow");
    assert_eq!(
        written(&workflow),
        r#"{"kind":"Workflow","apiVersion":"argoproj.io/v1alpha1","metadata":{"name":"w"},"spec":{"templates":[{"name":"m","inputs":{},"outputs":{},"metadata":{},"suspend":{}}],"entrypoint":"m","arguments":{}},"status":{"startedAt":null,"finishedAt":null}}"#
    );
}

#[test]
fn unknown_fields_survive() {
    let text = r#"{"name":"a","when":"x","later":{"b":[1,2]}}"#;
    let step: WorkflowStep = serde_json::from_str(text).expect("a step");
    assert_eq!(step.extra.get("later"), Some(&json!({"b": [1, 2]})));
    assert_eq!(written(&step), r#"{"name":"a","arguments":{},"when":"x","later":{"b":[1,2]}}"#);
}

#[test]
fn null_is_the_same_as_absent() {
    let node: NodeStatus = serde_json::from_str(
        r#"{"id":"x","name":null,"children":null,"phase":null,"inputs":null,"startedAt":null}"#,
    )
    .expect("a node");
    assert_eq!(node.name, "");
    assert_eq!(node.phase, NodePhase::Unset);
    assert!(node.inputs.is_none() && node.started_at.is_none());
}

#[test]
fn parameter_values_become_text() {
    let text = r#"[1, 1.50, true, "x", 1e3, 12345678901234567890, [1], {"a":1}]"#;
    let values: Vec<AnyString> = serde_json::from_str(text).expect("values");
    let texts: Vec<&str> = values.iter().map(|value| &**value).collect();
    assert_eq!(texts, ["1", "1.5", "true", "x", "1000", "12345678901234567000", "", ""]);
    let from_value: Vec<Value> = serde_json::from_str(text).expect("values");
    assert_eq!(from_value.iter().map(AnyString::from_json).collect::<Vec<_>>(), values);
}

#[test]
fn times_are_written_in_whole_seconds() {
    let node: NodeStatus =
        serde_json::from_str(r#"{"id":"x","startedAt":"2024-01-02T03:04:05.678+02:00"}"#).expect("a node");
    let text = written(&node);
    assert!(text.contains(r#""startedAt":"2024-01-02T01:04:05Z","finishedAt":null"#), "{text}");
}

#[test]
fn the_field_tables_can_be_walked() {
    let template = WorkflowSpec::schema().field("templateDefaults").expect("a field");
    let schema::Kind::Object(of) = template.kind else { panic!("{:?} is a struct", template.kind) };
    assert_eq!(of().go_name, "v1alpha1.Template");
    assert!(of().field("dag").is_some());
}
