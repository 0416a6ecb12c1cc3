//! Real steps on an engine in a process of its own: killed engines, stopped workflows.

use std::path::PathBuf;
use std::time::Duration;

use argo::engine::RuntimeOptions;
use argo::engine::daemon::{self, Home, ServeOptions};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{PODS, WORKFLOWS, call, ended, until};

#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn skipped(why: &str) {
    eprintln!("skipped: no namespaces on this machine: {why}");
}

struct Place {
    options: ServeOptions,
    _dir: TempDir,
}

impl Place {
    /// A place for an engine, or `None` where steps cannot run in namespaces of their own.
    fn new() -> Option<Self> {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_argo"));
        if let Err(error) = argo::engine::sandbox::namespaces_available() {
            skipped(&error.to_string());
            return None;
        }
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let home = Home::at(dir.path().join("home")).expect("a home");
        let mut options = ServeOptions::new(home, RuntimeOptions::default());
        options.program = Some(program);
        options.idle_after = Some(Duration::from_secs(60));
        Some(Self { options, _dir: dir })
    }

    async fn client(&self) -> kube::Client {
        daemon::connect(&self.options, "default").await.expect("an engine").0
    }

    async fn kill(&self) {
        let info = daemon::status(&self.options.home).await.expect("an answer").expect("an engine");
        let pid = rustix::process::Pid::from_raw(info.pid.cast_signed()).expect("a process id");
        rustix::process::kill_process(pid, rustix::process::Signal::KILL).expect("killed");
    }
}

fn workflow(steps: usize, script: &str) -> Value {
    let steps: Vec<Value> =
        (0..steps).map(|n| json!([{"name": format!("s{n}"), "template": "work"}])).collect();
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"generateName": "real-"},
        "spec": {"entrypoint": "main", "templates": [
            {"name": "main", "steps": steps},
            {"name": "work", "container": {"image": "x", "command": ["sh", "-c", script]}},
        ]},
    })
}

async fn submit(client: &kube::Client, workflow: Value) -> String {
    let made = call(client, http::Method::POST, WORKFLOWS, Some(workflow)).await.expect("a workflow");
    made["metadata"]["name"].as_str().expect("a name").to_owned()
}

fn succeeded(workflow: &Value) -> usize {
    let nodes = workflow["status"]["nodes"].as_object().cloned().unwrap_or_default();
    nodes.values().filter(|node| node["type"] == "Pod" && node["phase"] == "Succeeded").count()
}

async fn log(client: &kube::Client, pod: &str) -> String {
    let request = http::Request::get(format!("{PODS}/{pod}/log")).body(Vec::new()).expect("a request");
    client.request_text(request).await.expect("a log")
}

#[tokio::test]
async fn a_workflow_finishes_whatever_becomes_of_its_engine_and_no_step_runs_twice() {
    let Some(place) = Place::new() else { return };
    let mut client = place.client().await;
    let name = submit(&client, workflow(10, "echo started; sleep 0.05")).await;
    for done in [1, 3, 6, 8] {
        until(&client, &name, |w| succeeded(w) >= done).await;
        place.kill().await;
        client = place.client().await;
    }
    let end = until(&client, &name, ended).await;
    assert_eq!(end["status"]["phase"], "Succeeded");
    let pods = call(&client, http::Method::GET, PODS, None).await.expect("pods");
    let pods = pods["items"].as_array().cloned().unwrap_or_default();
    assert_eq!(pods.len(), 10);
    for pod in pods {
        let name = pod["metadata"]["name"].as_str().expect("a name");
        assert_eq!(log(&client, name).await, "started\n");
    }
    daemon::reset(&place.options.home).await.expect("reset");
}

#[tokio::test]
async fn terminating_a_workflow_ends_its_running_step_and_keeps_its_log() {
    let Some(place) = Place::new() else { return };
    let client = place.client().await;
    let name = submit(&client, workflow(2, "echo started; sleep 600")).await;
    let running = |w: &Value| {
        let nodes = w["status"]["nodes"].as_object().cloned().unwrap_or_default();
        nodes.values().any(|node| node["type"] == "Pod" && node["phase"] == "Running")
    };
    until(&client, &name, running).await;
    let stop = json!({"spec": {"shutdown": "Terminate"}});
    let path = format!("{WORKFLOWS}/{name}");
    call(&client, http::Method::PATCH, &path, Some(stop)).await.expect("a patch");
    let end = until(&client, &name, ended).await;
    assert_eq!(end["status"]["phase"], "Failed");
    assert_eq!(end["status"]["message"], "Stopped with strategy 'Terminate'");
    let pods = call(&client, http::Method::GET, PODS, None).await.expect("pods");
    assert_eq!(pods["items"].as_array().map(Vec::len), Some(1));
    daemon::reset(&place.options.home).await.expect("reset");
}
