//! An engine with a kubelet of the test's own: pods end as the test says, without processes.

use std::sync::Arc;
use std::time::Duration;

use argo::engine::controller::Controller;
use argo::ports::clock::SystemClock;
use argo::ports::pods::RESOURCE_NODE;
use futures::StreamExt;
use http::{Method, Request};
use kube::core::WatchEvent;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// The longest a test waits for something that is to happen.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) const WORKFLOWS: &str = "/apis/argoproj.io/v1alpha1/namespaces/default/workflows";
pub(crate) const PODS: &str = "/api/v1/namespaces/default/pods";

/// An API and a controller without an executor.
pub(crate) struct Bench {
    pub(crate) home: TempDir,
    pub(crate) client: kube::Client,
    controller: Option<Controller>,
    kubelet: Option<JoinHandle<()>>,
}

impl Bench {
    pub(crate) async fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let api = argo::engine::apiserver::ApiServer::open(home.path()).expect("an API");
        let client = argo::engine::client_of(api.router());
        let mut bench = Self { home, client, controller: None, kubelet: None };
        bench.start();
        bench
    }

    pub(crate) fn start(&mut self) {
        let clock = Arc::new(SystemClock);
        self.controller = Some(Controller::start(self.client.clone(), clock, self.home.path()));
    }

    /// Ends the controller as a kill would, and starts another one.
    pub(crate) async fn restart(&mut self) {
        if let Some(controller) = self.controller.take() {
            controller.shutdown().await;
        }
        self.start();
    }

    /// The metrics of workflows, as text.
    pub(crate) fn metrics(&self) -> String {
        self.controller.as_ref().map(|controller| controller.metrics()()).unwrap_or_default()
    }

    /// Runs pods: each ends with what `exit` says to its template.
    pub(crate) fn run_pods(&mut self, exit: impl Fn(&Value) -> i64 + Send + 'static) {
        let client = self.client.clone();
        self.kubelet = Some(tokio::spawn(async move {
            let path = "/api/v1/pods?watch=true&resourceVersion=0";
            let request = Request::get(path).body(Vec::new()).expect("a request");
            let events = client.request_events::<Value>(request).await.expect("a watch");
            futures::pin_mut!(events);
            while let Some(event) = events.next().await {
                if let Ok(WatchEvent::Added(pod)) = event
                    && pod.pointer("/spec/nodeName") != Some(&json!(RESOURCE_NODE))
                {
                    end_pod(&client, &pod, exit(&pod)).await;
                }
            }
        }));
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<Value>) -> kube::Result<Value> {
        call(&self.client, method, path, body).await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.call(Method::GET, path, None).await.expect("an object")
    }

    pub(crate) async fn submit(&self, workflow: Value) -> String {
        let made = self.call(Method::POST, WORKFLOWS, Some(workflow)).await.expect("a workflow");
        made["metadata"]["name"].as_str().expect("a name").to_owned()
    }

    pub(crate) async fn until(&self, name: &str, done: impl Fn(&Value) -> bool) -> Value {
        until(&self.client, name, done).await
    }

    pub(crate) async fn until_ended(&self, name: &str) -> Value {
        self.until(name, ended).await
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        if let Some(kubelet) = self.kubelet.take() {
            kubelet.abort();
        }
    }
}

pub(crate) async fn call(
    client: &kube::Client,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> kube::Result<Value> {
    let content = if method == Method::PATCH { "application/merge-patch+json" } else { "application/json" };
    let bytes = body.map(|b| b.to_string().into_bytes()).unwrap_or_default();
    let request = Request::builder().method(method).uri(path).header("content-type", content).body(bytes);
    client.request(request.expect("a request")).await
}

/// Waits until something is true of the workflow, and returns it.
pub(crate) async fn until(client: &kube::Client, name: &str, done: impl Fn(&Value) -> bool) -> Value {
    watch_until(client, WORKFLOWS, name, done).await
}

/// Waits until something is true of the object of a collection, and returns it.
pub(crate) async fn watch_until(
    client: &kube::Client,
    collection: &str,
    name: &str,
    done: impl Fn(&Value) -> bool,
) -> Value {
    let path = format!("{collection}?watch=true&resourceVersion=0&fieldSelector=metadata.name={name}");
    let request = Request::get(path).body(Vec::new()).expect("a request");
    let events = client.request_events::<Value>(request).await.expect("a watch");
    futures::pin_mut!(events);
    let mut last = Value::Null;
    let waited = tokio::time::timeout(PATIENCE, async {
        while let Some(event) = events.next().await {
            if let Ok(WatchEvent::Added(workflow) | WatchEvent::Modified(workflow)) = event {
                last = workflow;
                if done(&last) {
                    return;
                }
            }
        }
    });
    assert!(waited.await.is_ok() && done(&last), "{name} did not get there: {last:#}");
    last
}

pub(crate) fn ended(workflow: &Value) -> bool {
    workflow["metadata"]["labels"]["workflows.argoproj.io/completed"] == "true"
}

/// The phase of each node by its name without the workflow's.
pub(crate) fn phases(workflow: &Value) -> Vec<(String, String)> {
    let prefix = workflow["metadata"]["name"].as_str().unwrap_or_default();
    let nodes = workflow["status"]["nodes"].as_object().cloned().unwrap_or_default();
    let mut phases: Vec<_> = nodes
        .values()
        .map(|node| {
            let text = |key: &str| node[key].as_str().unwrap_or_default().to_owned();
            (text("name").trim_start_matches(prefix).to_owned(), text("phase"))
        })
        .collect();
    phases.sort();
    phases
}

async fn end_pod(client: &kube::Client, pod: &Value, code: i64) {
    let name = pod["metadata"]["name"].as_str().unwrap_or_default();
    let now = jiff::Timestamp::now().to_string();
    let phase = if code == 0 { "Succeeded" } else { "Failed" };
    let status = json!({"status": {"phase": phase, "containerStatuses": [{
        "name": "main", "image": "x", "ready": false, "restartCount": 0,
        "state": {"terminated": {
            "exitCode": code, "reason": if code == 0 { "Completed" } else { "Error" },
            "startedAt": now, "finishedAt": now,
        }},
    }]}});
    let request = Request::patch(format!("{PODS}/{name}/status"))
        .header("content-type", "application/merge-patch+json")
        .body(status.to_string().into_bytes())
        .expect("a request");
    // A pod that was deleted meanwhile needs no end.
    let _ = client.request::<Value>(request).await;
}
