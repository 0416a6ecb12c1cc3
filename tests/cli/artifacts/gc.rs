//! Artifacts that the engine deletes: when their workflow has ended, or when it is deleted.

use std::path::Path;
use std::time::{Duration, Instant};

use http::request::Parts;
use http::{Response, StatusCode};
use serde_json::Value;

use super::server::{Kept, Server, text};
use super::{node, ran};
use crate::support::{TestEnv, has_namespaces};

/// A workflow with two outputs: one goes by its own strategy, the other by the workflow's.
fn two_outputs(gc: &str, location: &str) -> String {
    format!(
        r#"
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{name: swept}}
spec:
  entrypoint: main
  artifactGC: {gc}
  templates:
    - name: main
      container: {{image: busybox, command: [sh, -c], args: ["mkdir -p /work; echo a > /work/early; echo b > /work/late"]}}
      outputs:
        artifacts:
          - {{name: early, path: /work/early, artifactGC: {{strategy: OnWorkflowCompletion}}, archive: {{none: {{}}}}}}
          - {{name: late, path: /work/late, archive: {{none: {{}}}}{location}}}
"#
    )
}

/// Waits until something is so.
fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let since = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(since.elapsed() < Duration::from_secs(60), "it does not come to pass");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn workflow(env: &TestEnv) -> Option<Value> {
    let got = env.run("get swept -o json");
    (got.code == 0).then(|| serde_json::from_str(&got.stdout).expect("JSON"))
}

/// Names of the files in the repository of the machine.
fn kept(env: &TestEnv) -> Vec<String> {
    fn add(folder: &Path, names: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                add(&entry.path(), names);
            } else {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
    }
    let mut names = Vec::new();
    add(&env.path("state/artifacts"), &mut names);
    names.sort();
    names
}

fn is_deleted(workflow: &Value, at: usize) -> bool {
    node(workflow, "swept")["outputs"]["artifacts"][at]["deleted"] == true
}

#[test]
fn artifacts_go_with_the_end_and_with_the_deletion_of_their_workflow() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let ended = ran(&env, "", &two_outputs("{strategy: OnWorkflowDeletion}", ""));
    assert_eq!(ended["status"]["phase"], "Succeeded", "{:#}", ended["status"]);
    let swept = until(|| workflow(&env).filter(|workflow| is_deleted(workflow, 0)));
    assert!(!is_deleted(&swept, 1), "{:#}", swept["status"]);
    assert_eq!(swept["status"]["artifactGCStatus"]["strategiesProcessed"]["OnWorkflowCompletion"], true);
    assert_eq!(swept["metadata"]["finalizers"][0], "workflows.argoproj.io/artifact-gc");
    assert_eq!(kept(&env), ["late"]);
    env.run("delete swept").ok();
    until(|| workflow(&env).is_none().then_some(()));
    assert_eq!(kept(&env), Vec::<String>::new());
}

#[test]
fn an_engine_that_was_killed_deletes_what_was_due() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    ran(&env, "", &two_outputs("{strategy: OnWorkflowCompletion}", ""));
    env.kill_engine();
    // Whether the first engine got that far or the second one did it.
    let swept = until(|| workflow(&env).filter(|workflow| is_deleted(workflow, 0)));
    assert!(is_deleted(&swept, 1), "{:#}", swept["status"]);
    until(|| workflow(&env).filter(|workflow| workflow["metadata"]["finalizers"].is_null()));
    assert_eq!(kept(&env), Vec::<String>::new());
}

/// A web server, which takes files and from which nothing is deleted.
fn web(kept: &mut Kept, parts: &Parts, body: &[u8]) -> Response<axum::body::Body> {
    kept.objects.insert(parts.uri.path().to_owned(), body.to_vec());
    text(StatusCode::OK, "")
}

#[test]
fn a_workflow_whose_artifacts_cannot_be_deleted_stays_unless_it_is_forced() {
    if !has_namespaces() {
        return;
    }
    for (gc, goes) in [
        ("{strategy: OnWorkflowDeletion}", false),
        ("{strategy: OnWorkflowDeletion, forceFinalizerRemoval: true}", true),
    ] {
        let (env, server) = (TestEnv::new(), Server::start(web));
        let place = format!(", http: {{url: \"http://{}/late\"}}", server.address);
        let ended = ran(&env, "", &two_outputs(gc, &place));
        assert_eq!(ended["status"]["phase"], "Succeeded", "{:#}", ended["status"]);
        assert_eq!(server.keys(), ["/late"]);
        env.run("delete swept").ok();
        if goes {
            until(|| workflow(&env).is_none().then_some(()));
            continue;
        }
        let failed = until(|| {
            workflow(&env).filter(|workflow| {
                let conditions = workflow["status"]["conditions"].as_array();
                conditions.into_iter().flatten().any(|condition| condition["type"] == "ArtifactGCError")
            })
        });
        assert!(failed["metadata"]["deletionTimestamp"].is_string(), "{failed:#}");
        env.run("delete swept --force").ok();
        until(|| workflow(&env).is_none().then_some(()));
    }
}
