//! How long the local API takes: `cargo bench --bench api [-- WORKFLOWS]`. Prints medians in microseconds.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::time::{Duration, Instant};

use argo::engine::apiserver::ApiServer;
use http::Request;
use serde_json::{Value, json};

const WORKFLOWS: &str = "/apis/argoproj.io/v1alpha1/namespaces/default/workflows";
const TABLE: &str = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

fn request(method: &str, path: &str, accept: &str, body: &Value) -> Request<Vec<u8>> {
    let builder = Request::builder().method(method).uri(path).header("content-type", "application/json");
    let bytes = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    builder.header("accept", accept).body(bytes).expect("a request")
}

fn workflow(n: usize) -> Value {
    let template = |name: usize| json!({"name": format!("step-{name}"), "container": {"image": "busybox", "command": ["true"], "args": ["x".repeat(100)]}});
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"name": format!("w-{n:06}"), "labels": {"workflows.argoproj.io/phase": "Succeeded", "n": n.to_string()}},
        "spec": {"entrypoint": "step-0", "templates": (0..10).map(template).collect::<Vec<_>>()},
        "status": {"phase": "Succeeded", "startedAt": "2026-01-01T00:00:00Z", "progress": "1/1"},
    })
}

async fn timed(client: &kube::Client, request: Request<Vec<u8>>) -> (Duration, usize) {
    let begun = Instant::now();
    let text = client.request_text(request).await.expect("an answer");
    (begun.elapsed(), text.len())
}

fn median(mut times: Vec<Duration>) -> u128 {
    times.sort();
    times.get(times.len() / 2).map_or(0, Duration::as_micros)
}

#[tokio::main]
async fn main() {
    let count = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(10_000_usize);
    let home = tempfile::tempdir().expect("a folder");
    let api = ApiServer::open(home.path()).expect("an API");
    let client = argo::engine::client_of(api.router());
    let mut times = Vec::new();
    for n in 0..count.min(1000) {
        times.push(timed(&client, request("POST", WORKFLOWS, "application/json", &workflow(n))).await.0);
    }
    println!("create, one after the other: {} µs", median(times));
    let begun = Instant::now();
    let mut running = tokio::task::JoinSet::new();
    for n in count.min(1000)..count {
        if running.len() >= 64 {
            running.join_next().await;
        }
        let client = client.clone();
        running.spawn(async move {
            timed(&client, request("POST", WORKFLOWS, "application/json", &workflow(n))).await
        });
    }
    while running.join_next().await.is_some() {}
    let made = count.saturating_sub(1000);
    println!("create, 64 at a time: {made} in {} ms", begun.elapsed().as_millis());
    let mut times = Vec::new();
    for n in (0..count).step_by((count / 500).max(1)) {
        let path = format!("{WORKFLOWS}/w-{n:06}");
        times.push(timed(&client, request("GET", &path, "application/json", &Value::Null)).await.0);
    }
    println!("get: {} µs", median(times));
    for (what, accept, query) in [
        ("table", TABLE, ""),
        ("table without objects", TABLE, "?includeObject=None"),
        ("table, 500", TABLE, "?limit=500"),
        ("metadata", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io", ""),
        ("table of a label", TABLE, "?labelSelector=n%3D77"),
        ("whole objects", "application/json", ""),
    ] {
        let mut times = Vec::new();
        let mut size = 0;
        for _ in 0..5 {
            let path = format!("{WORKFLOWS}{query}");
            let (time, bytes) = timed(&client, request("GET", &path, accept, &Value::Null)).await;
            times.push(time);
            size = bytes;
        }
        println!("list of {count}, {what}: {} µs, {size} bytes", median(times));
    }
}
