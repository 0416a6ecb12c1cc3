//! How long the local API takes, over the Unix socket of an engine: `cargo bench --bench api [-- WORKFLOWS]`.
//!
//! `ARGO_BENCH_PROGRAM` names another engine than the one that was built along. Ends with an error where a limit is missed.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use argo::engine::RuntimeOptions;
use argo::engine::daemon::{self, Home, ServeOptions};
use futures::{AsyncBufReadExt, StreamExt};
use http::Request;
use serde_json::{Value, json};
use tokio::sync::mpsc;

const WORKFLOWS: &str = "/apis/argoproj.io/v1alpha1/namespaces/default/workflows";
const MAPS: &str = "/api/v1/namespaces/default/configmaps";
const JSON: &str = "application/json";
const TABLE: &str = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
const PARTIAL: &str = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

fn request(method: &str, path: &str, accept: &str, body: &Value) -> Request<Vec<u8>> {
    let builder = Request::builder().method(method).uri(path).header("content-type", JSON);
    let bytes = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    builder.header("accept", accept).body(bytes).expect("a request")
}

/// A workflow that has ended, which the engine leaves alone.
fn workflow(n: usize) -> Value {
    let template = |name: usize| json!({"name": format!("step-{name}"), "container": {"image": "busybox", "command": ["true"], "args": ["x".repeat(100)]}});
    let labels = json!({
        "workflows.argoproj.io/phase": "Succeeded", "workflows.argoproj.io/completed": "true", "n": n.to_string(),
    });
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"name": format!("w-{n:06}"), "labels": labels},
        "spec": {"entrypoint": "step-0", "templates": (0..10).map(template).collect::<Vec<_>>()},
        "status": {"phase": "Succeeded", "startedAt": "2026-01-01T00:00:00Z", "progress": "1/1"},
    })
}

async fn timed(client: &kube::Client, request: Request<Vec<u8>>) -> (Duration, usize) {
    let begun = Instant::now();
    let text = client.request_text(request).await.expect("an answer");
    (begun.elapsed(), text.len())
}

/// The same of a long answer, which is read and counted, as `curl -o /dev/null` does.
async fn streamed(client: &kube::Client, request: Request<Vec<u8>>) -> (Duration, usize) {
    let begun = Instant::now();
    let mut answer = Box::pin(client.request_stream(request).await.expect("an answer"));
    let mut size = 0;
    loop {
        let read = answer.fill_buf().await.expect("more of it").len();
        if read == 0 {
            return (begun.elapsed(), size);
        }
        size += read;
        answer.consume_unpin(read);
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The limits that were missed.
#[derive(Default)]
struct Verdict(Vec<String>);

impl Verdict {
    fn check(&mut self, what: &str, found: Duration, limit: Duration) {
        println!("{what}: {found:.2?} (limit {limit:?})");
        if found > limit {
            self.0.push(what.to_owned());
        }
    }
}

/// The memory a process holds for itself, in bytes: pages of files are the machine's, which takes them back.
fn memory(pid: u32) -> usize {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or_default() * 1024
}

/// The time a process has spent on a processor: on a machine that does other work as well, what a limit can be held to.
fn spent(pid: u32) -> Duration {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let numbers = text.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks: u64 = numbers.skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Creates `count` objects, 64 at a time.
async fn create_many(
    client: &kube::Client,
    count: usize,
    path: &'static str,
    object: impl Fn(usize) -> Value,
) -> Duration {
    let begun = Instant::now();
    futures::stream::iter((0..count).map(|n| request("POST", path, JSON, &object(n))))
        .for_each_concurrent(64, async |request| {
            timed(client, request).await;
        })
        .await;
    begun.elapsed()
}

/// How long after a create was asked for each of 100 watchers was told, at 1,000 creates a second.
async fn watch_delays(client: &kube::Client, watchers: usize, seconds: usize) -> (Vec<Duration>, Duration) {
    let (sender, mut told) = mpsc::unbounded_channel();
    let list: Value = client.request(request("GET", MAPS, JSON, &Value::Null)).await.expect("a list");
    let version = list["metadata"]["resourceVersion"].as_str().unwrap_or_default().to_owned();
    let mut watching = tokio::task::JoinSet::new();
    for _ in 0..watchers {
        let path = format!("{MAPS}?watch=true&resourceVersion={version}&labelSelector=bench%3Dwatch");
        let events = client.request_stream(request("GET", &path, JSON, &Value::Null)).await;
        // Read as lines: to decode 100,000 objects a second takes this process longer than the engine needs to send them.
        let mut lines = Box::pin(events.expect("a watch")).lines();
        let sender = sender.clone();
        watching.spawn(async move {
            while let Some(Ok(line)) = lines.next().await {
                let number = line.split_once(r#""name":"m-"#).and_then(|(_, rest)| rest.split('"').next());
                if let Some(number) = number.and_then(|text| text.parse::<usize>().ok()) {
                    // The bench ends with its receiver.
                    let _ = sender.send((number, Instant::now()));
                }
            }
        });
    }
    let count = seconds * 1000;
    let mut sent = Vec::with_capacity(count);
    let (begun, mut running) = (Instant::now(), tokio::task::JoinSet::new());
    for n in 0..count {
        tokio::time::sleep_until((begun + Duration::from_millis(n as u64)).into()).await;
        let object =
            json!({"metadata": {"name": format!("m-{n}"), "labels": {"bench": "watch"}}, "data": {"a": "b"}});
        sent.push(Instant::now());
        let client = client.clone();
        running.spawn(async move { timed(&client, request("POST", MAPS, JSON, &object)).await });
    }
    while running.join_next().await.is_some() {}
    let took = begun.elapsed();
    let mut delays = Vec::with_capacity(count * watchers);
    while delays.len() < count * watchers {
        let Some((number, at)) = told.recv().await else { break };
        if let Some(sent) = sent.get(number) {
            delays.push(at.duration_since(*sent));
        }
    }
    (delays, took)
}

/// Watchers that are told nothing, and how long it took until all of them were served.
async fn silent_watchers(client: &kube::Client, count: usize) -> (Vec<impl Sized>, Duration) {
    let begun = Instant::now();
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        let path = format!("{WORKFLOWS}?watch=true&resourceVersion=0&timeoutSeconds=600");
        all.push(
            client.request_events::<Value>(request("GET", &path, JSON, &Value::Null)).await.expect("a watch"),
        );
    }
    (all, begun.elapsed())
}

#[tokio::main]
async fn main() -> ExitCode {
    let count = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(10_000_usize);
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(folder.path().join("state")).expect("a home");
    let mut options = ServeOptions::new(home, RuntimeOptions::default());
    let program = std::env::var_os("ARGO_BENCH_PROGRAM").map(PathBuf::from);
    options.program = Some(program.unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_argo"))));
    let (client, started) = daemon::connect(&options, "default").await.expect("an engine");
    let mut verdict = Verdict::default();
    measure(&client, started.info.pid, count, &mut verdict).await;
    daemon::stop(&options.home).await.expect("an end");
    if verdict.0.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("missed: {}", verdict.0.join("; "));
    ExitCode::FAILURE
}

async fn measure(client: &kube::Client, pid: u32, count: usize, verdict: &mut Verdict) {
    let before = spent(pid);
    let (delays, took) = watch_delays(client, 100, 3).await;
    println!("300,000 events: {:.2?} on a processor", spent(pid).saturating_sub(before));
    verdict.check(
        "100 watchers, 1,000 creates a second: delay of an event",
        median(delays),
        Duration::from_millis(5),
    );
    verdict.check("3,000 creates at 1,000 a second", took, Duration::from_millis(3100));
    let before = memory(pid);
    // An engine serves 1,000 connections.
    let (watchers, took) = silent_watchers(client, 900).await;
    let each = memory(pid).saturating_sub(before) / 900;
    println!("900 watchers: {each} bytes each (limit 1 MiB), all there in {took:.2?}");
    if each > 1 << 20 {
        verdict.0.push("900 watchers".to_owned());
    }
    drop(watchers);
    let alone = 1000.min(count);
    let mut times = Vec::new();
    for n in 0..alone {
        times.push(timed(client, request("POST", WORKFLOWS, JSON, &workflow(n))).await.0);
    }
    verdict.check("create, one after the other", median(times), Duration::from_millis(1));
    let took = create_many(client, count - alone, WORKFLOWS, |n| workflow(alone + n)).await;
    println!("create, 64 at a time: {} in {took:.2?}", count - alone);
    let before = memory(pid);
    let mut times = Vec::new();
    for n in (0..count).step_by((count / 500).max(1)) {
        let path = format!("{WORKFLOWS}/w-{n:06}");
        times.push(timed(client, request("GET", &path, JSON, &Value::Null)).await.0);
    }
    verdict.check("get", median(times), Duration::from_millis(1));
    for (what, accept, query) in [
        ("Table, 500", TABLE, "?limit=500"),
        ("Table of a label", TABLE, "?labelSelector=n%3D77"),
        ("metadata", PARTIAL, ""),
        ("Table without objects", TABLE, "?includeObject=None"),
        ("Table", TABLE, ""),
    ] {
        let mut times = Vec::new();
        let mut size = 0;
        for _ in 0..5 {
            let path = format!("{WORKFLOWS}{query}");
            let (time, bytes) = streamed(client, request("GET", &path, accept, &Value::Null)).await;
            times.push(time);
            size = bytes;
        }
        let shown = format!("list of {count}, {what} ({size} bytes)");
        verdict.check(&shown, median(times), Duration::from_millis(150));
    }
    let after = memory(pid);
    println!("memory: {} MB before the lists, {} MB after (limit: 32 MB more)", before >> 20, after >> 20);
    if after > before + (32 << 20) {
        verdict.0.push("memory".to_owned());
    }
}
