use std::path::Path;

use serde_json::{Value, json};

use crate::core::api::Workflow;
use crate::core::api::decode::{KeyOrder, decode};
use crate::core::api::manifest::parse_objects;

fn vectors(file: &str) -> Vec<Value> {
    let folder = std::env::var("ARGO_VECTORS")
        .unwrap_or_else(|_| format!("{}/../shared/conformance/vectors", env!("CARGO_MANIFEST_DIR")));
    let Ok(text) = std::fs::read_to_string(Path::new(&folder).join(file)) else {
        println!("skipped: no {file} in {folder}");
        return Vec::new();
    };
    text.lines().map(|line| serde_json::from_str(line).expect("a case")).collect()
}

#[test]
fn manifests_are_read_as_argo_reads_them() {
    let mut wrong = Vec::new();
    for case in vectors("manifests.jsonl") {
        let strict = case["strict"] == true;
        let ours: Vec<Value> = parse_objects(case["yaml"].as_str().expect("text"), strict)
            .into_iter()
            .map(|parsed| {
                let mut object = json!({"type": parsed.kind.unwrap_or("ObjectMeta")});
                if let Some(error) = parsed.error {
                    object["error"] = error.into();
                }
                object["object"] = parsed.object;
                object
            })
            .collect();
        // As text: the order of the fields counts.
        let (ours, theirs) = (Value::from(ours).to_string(), case["objects"].to_string());
        if ours != theirs {
            wrong.push(format!("strict {strict}: {}\n  ours   {ours}\n  theirs {theirs}", case["yaml"]));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn types_write_what_decoding_gives() {
    for case in vectors("manifests.jsonl") {
        for parsed in parse_objects(case["yaml"].as_str().expect("text"), false) {
            if parsed.kind == Some("Workflow") && parsed.error.is_none() {
                let workflow: Workflow = serde_json::from_value(parsed.object.clone()).expect("a workflow");
                let written = serde_json::to_string(&workflow).expect("JSON");
                assert_eq!(written, parsed.object.to_string());
            }
        }
    }
}

#[test]
fn fields_of_kubernetes_are_known() {
    let workflow = json!({"spec": {"templates": [
        {"container": {"image": "x", "imagePullPolicies": "Always", "volumeMounts": [{"mountpath": "/x"}]}},
        {"volumes": [{"name": "v", "emptydir": {}}], "steps": [[{"name": "a", "arguments": {"bogus": 1}}]]},
    ]}});
    let decoded = decode(Workflow::schema(), &workflow, KeyOrder::Written, true);
    assert_eq!(decoded.error, None);
    assert_eq!(
        decoded.strict,
        [
            r#"unknown field "spec.templates[0].container.imagePullPolicies""#,
            r#"unknown field "spec.templates[0].container.volumeMounts[0].mountpath""#,
            r#"unknown field "spec.templates[1].volumes[0].emptydir""#,
        ]
    );
}

#[test]
fn times_that_are_none_are_refused_in_gos_words() {
    let error = |time: &str| {
        let workflow = json!({"metadata": {"creationTimestamp": time}});
        decode(Workflow::schema(), &workflow, KeyOrder::Written, true).error.unwrap_or_default()
    };
    assert!(error("2024-01-01").ends_with(r#"cannot parse "" as "T""#));
    assert!(error("2024-01-01T00:00:00").ends_with(r#"cannot parse "" as "Z07:00""#));
    assert_eq!(error("2024-13-01T00:00:00Z"), r#"parsing time "2024-13-01T00:00:00Z": month out of range"#);
    assert_eq!(error("2024-01-01T00:00:00.5+01:00"), "");
}
