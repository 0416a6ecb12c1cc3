//! What was acknowledged survives a killed server.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use argo::engine::apiserver::ApiServer;
use serde_json::{Value, json};

/// Names the folder for the writer process, which is this test program again.
const HOME: &str = "ARGO_TEST_WRITER_HOME";
const MAPS: &str = "/api/v1/namespaces/default/configmaps";

/// How many acknowledged writes each life of the server lasts.
const LIVES: &[usize] = &[1, 40, 7, 120, 23];

fn request(method: &str, path: &str, body: &Value) -> http::Request<Vec<u8>> {
    let builder =
        http::Request::builder().method(method).uri(path).header("content-type", "application/json");
    let bytes = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    builder.body(bytes).expect("a request")
}

/// Not a test of its own: the process that is killed. It says on standard output what was acknowledged.
#[tokio::test(flavor = "multi_thread")]
async fn writer() {
    let Ok(home) = std::env::var(HOME) else { return };
    let api = ApiServer::open(Path::new(&home)).expect("an API");
    let client = argo::engine::client_of(api.router());
    let life = std::process::id();
    let writers = (0..8).map(|writer| {
        let client = client.clone();
        tokio::spawn(async move {
            for n in 0.. {
                let name = format!("m-{life}-{writer}-{n}");
                let object = json!({"metadata": {"name": name}, "data": {"text": "x".repeat(500)}});
                let made: Value = client.request(request("POST", MAPS, &object)).await.expect("an answer");
                let version = made["metadata"]["resourceVersion"].as_str().unwrap_or_default().to_owned();
                println!("acknowledged {name} {version}");
            }
        })
    });
    futures::future::join_all(writers).await;
}

fn start(home: &Path) -> Child {
    let program = std::env::current_exe().expect("this program");
    Command::new(program)
        .args(["crash::writer", "--exact", "--nocapture"])
        .env(HOME, home)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a writer")
}

#[tokio::test]
async fn acknowledged_writes_survive_kills() {
    let home = tempfile::tempdir().expect("a folder");
    let mut acknowledged: BTreeSet<(u64, String)> = BTreeSet::new();
    let mut newest = 0;
    for writes in LIVES {
        let mut child = start(home.path());
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let told = lines.map_while(Result::ok).filter_map(|line| {
            let mut words = line.split_once("acknowledged ")?.1.split(' ').map(str::to_owned);
            Some((words.next()?, words.next()?.parse::<u64>().ok()?))
        });
        let mut told = told.inspect(|(_, version)| assert!(*version > newest, "versions go on"));
        let mut life: Vec<(String, u64)> = told.by_ref().take(*writes).collect();
        child.kill().expect("a kill");
        // What it still said before it died counts as well.
        life.extend(told);
        child.wait().expect("its end");
        assert!(life.len() >= *writes, "the writer wrote");
        newest = life.iter().map(|(_, version)| *version).max().unwrap_or(newest).max(newest);
        let before = acknowledged.len();
        acknowledged.extend(life.iter().map(|(name, version)| (*version, name.clone())));
        assert_eq!(acknowledged.len(), before + life.len(), "no version twice");
    }
    let api = ApiServer::open(home.path()).expect("an API");
    let client = argo::engine::client_of(api.router());
    let list: Value = client.request(request("GET", MAPS, &Value::Null)).await.expect("a list");
    let items = list["items"].as_array().expect("items");
    let present: BTreeSet<(u64, String)> = items
        .iter()
        .map(|item| {
            let text = |key: &str| item["metadata"][key].as_str().unwrap_or_default().to_owned();
            (text("resourceVersion").parse().unwrap_or_default(), text("name"))
        })
        .collect();
    let lost: Vec<_> = acknowledged.difference(&present).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    // The log tells of each once, in order.
    let path = format!("{MAPS}?watch=true&timeoutSeconds=1&resourceVersion=1000");
    let lines = client.request_text(request("GET", &path, &Value::Null)).await.expect("a watch");
    let versions: Vec<u64> = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|event| event["object"]["metadata"]["resourceVersion"].as_str()?.parse().ok())
        .collect();
    assert!(versions.windows(2).all(|pair| pair[0] < pair[1]), "in order");
    assert_eq!(versions.len(), present.len());
}
