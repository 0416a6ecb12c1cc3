//! Whole request bodies of a recorded session of Argo's command line.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::*;
use super::{now, recorded};
use crate::core::api::manifest::parse_objects;
use crate::core::api::{CronWorkflow, Workflow};

fn folder() -> PathBuf {
    let folder = std::env::var("ARGO_RECORDED")
        .unwrap_or_else(|_| format!("{}/../shared/conformance/recorded", env!("CARGO_MANIFEST_DIR")));
    Path::new(&folder).to_owned()
}

/// The bodies of a recorded command's requests for Argo's objects: what came with the first GET, what went with the last
/// POST or PUT.
fn bodies(number: &str) -> Option<(Value, Value)> {
    let files = std::fs::read_dir(folder().join("cluster")).ok()?;
    let mut files = files.flatten().map(|file| file.path());
    let file = files.find(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(number)))?;
    let recording: Value = serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()?;
    let exchanges: Vec<&Value> = recording["exchanges"].as_array()?.iter().collect();
    let argo = |e: &&&Value| e["path"].as_str().is_some_and(|path| path.contains("argoproj.io/v1alpha1"));
    let json = |text: &Value| serde_json::from_str(text.as_str().unwrap_or_default()).unwrap_or(Value::Null);
    let read = exchanges.iter().filter(argo).find(|e| e["method"] == "GET");
    let written =
        exchanges.iter().filter(argo).rev().find(|e| e["method"] == "POST" || e["method"] == "PUT")?;
    Some((read.map_or(Value::Null, |e| json(&e["body"])), json(&written["request_body"])))
}

fn file(name: &str) -> Option<Workflow> {
    let text = std::fs::read_to_string(folder().join("files").join(name)).ok()?;
    let parsed = parse_objects(&text, true).into_iter().next()?;
    assert_eq!(parsed.error, None);
    serde_json::from_value(parsed.object).ok()
}

/// The body of a request for an object, without what changes from second to second.
fn sent(workflow: &Workflow) -> Value {
    plain(&serde_json::to_value(workflow).expect("JSON"))
}

fn plain(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(metadata) = body["metadata"].as_object_mut() {
        metadata.remove("managedFields");
        metadata.remove("namespace");
    }
    for node in body["status"]["nodes"].as_object_mut().into_iter().flatten() {
        if let Some(node) = node.1.as_object_mut() {
            node.remove("finishedAt");
        }
    }
    body
}

#[test]
fn submitted_files_are_sent_as_argo_sends_them() {
    let given = |parameters: &[&str]| parameters.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
    let cases = [
        ("004", "quick.yaml", SubmitOptions { name: "quick-1".into(), ..SubmitOptions::default() }),
        (
            "006",
            "quick.yaml",
            SubmitOptions {
                name: "quick-2".into(),
                parameters: given(&["message=waited"]),
                ..SubmitOptions::default()
            },
        ),
        ("007", "three-steps.yaml", SubmitOptions { name: "steps-1".into(), ..SubmitOptions::default() }),
        (
            "010",
            "quick.yaml",
            SubmitOptions {
                name: "quick-5".into(),
                labels: "owner=me,team=red".into(),
                entrypoint: "main".into(),
                service_account: "default".into(),
                priority: Some(5),
                ..SubmitOptions::default()
            },
        ),
        ("052", "pauses.yaml", SubmitOptions { name: "pauses-1".into(), ..SubmitOptions::default() }),
        ("071", "fails.yaml", SubmitOptions { name: "fails-1".into(), ..SubmitOptions::default() }),
        ("090", "outputs.yaml", SubmitOptions { name: "outputs-1".into(), ..SubmitOptions::default() }),
    ];
    for (number, name, options) in cases {
        let (Some(mut workflow), Some((_, body))) = (file(name), bodies(number)) else {
            return println!("skipped: no recordings in {}", folder().display());
        };
        options.apply(&mut workflow).expect("applied");
        assert_eq!(sent(&workflow).to_string(), plain(&body).to_string(), "{number}");
    }
}

#[test]
fn a_cron_workflow_is_submitted_as_argo_does() {
    let Some((cron, body)) = bodies("158") else { return };
    let cron: CronWorkflow = serde_json::from_value(cron).expect("a cron workflow");
    let scheduled = "2026-11-23T08:50:27Z".parse().expect("a time");
    let mut workflow = from_cron_workflow(&cron, None, scheduled);
    let options = SubmitOptions { name: "from-3".into(), ..SubmitOptions::default() };
    options.apply(&mut workflow).expect("applied");
    assert_eq!(sent(&workflow)["metadata"], plain(&body)["metadata"]);
    assert_eq!(sent(&workflow)["spec"], plain(&body)["spec"]);
}

#[test]
fn suspending_and_resuming_write_what_argo_writes() {
    let Some((mut before, after)) = recorded("058", "PUT") else { return };
    assert_eq!(suspend(&mut before), Ok(true));
    assert_eq!(sent(&before), plain(&after));

    let Some((mut before, after)) = recorded("061", "PUT") else { return };
    assert_eq!(resume(&mut before, None, now()), Ok(true));
    assert_eq!(sent(&before), plain(&after));

    let Some((mut before, after)) = recorded("055", "PUT") else { return };
    let selector = NodeSelector::parse("displayName=approve").expect("a selector");
    let change = NodeChange { phase: Some("Succeeded".into()), ..NodeChange::default() };
    set_nodes(&mut before, &selector, &change, now()).expect("a change");
    assert_eq!(sent(&before), plain(&after));
}

#[test]
fn retries_and_resubmissions_write_what_argo_writes() {
    let Some((before, after)) = recorded("083", "PUT") else { return };
    let selector = NodeSelector::parse("templateName=exit").expect("a selector");
    let then = "2026-11-23T08:49:28Z".parse().expect("a time");
    let retried = retry(&before, true, &selector, &[], then).expect("a retry");
    assert_eq!(sent(&retried.workflow)["status"]["nodes"], plain(&after)["status"]["nodes"]);
    assert_eq!(sent(&retried.workflow)["metadata"], plain(&after)["metadata"]);

    for number in ["085", "087"] {
        let Some((before, after)) = recorded(number, "POST") else { return };
        let new = resubmit(&before, &[]).expect("a workflow");
        assert_eq!(sent(&new), plain(&after), "{number}");
    }
}

#[test]
fn what_is_over_is_not_stopped_or_retried() {
    let Some((mut before, _)) = recorded("085", "POST") else { return };
    assert_eq!(suspend(&mut before), Err(EditError::SuspendCompleted));
    assert!(matches!(shut_down(&mut before, "Stop"), Err(EditError::ShutdownCompleted { .. })));
    let Some((done, _)) = recorded("087", "POST") else { return };
    let refused = retry(&done, false, &NodeSelector::default(), &[], now());
    assert_eq!(refused.err(), Some(EditError::RetrySucceeded));
}
