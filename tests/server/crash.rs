//! What was acknowledged survives a killed server, and whoever watched misses nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use argo::engine::apiserver::ApiServer;
use futures::StreamExt;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use tokio::sync::watch;

/// Names the folder for the server process, which is this test program again.
const HOME: &str = "ARGO_TEST_SERVER_HOME";
/// Where it cuts its log when it starts: so many changes are kept.
const KEPT: &str = "ARGO_TEST_SERVER_KEPT";
const MAPS: &str = "/api/v1/namespaces/default/configmaps";

/// The last write of all.
const LAST: &str = "last";

/// The longest the test waits for something that is to happen.
const PATIENCE: Duration = Duration::from_secs(60);

const LIVES: usize = 8;
const WRITERS: usize = 6;

/// Not a test of its own: the process that is killed. It says on standard output where it listens.
#[tokio::test(flavor = "multi_thread")]
async fn server() {
    let Ok(home) = std::env::var(HOME) else { return };
    let api = ApiServer::open(Path::new(&home)).expect("an API");
    if let Some(kept) = std::env::var(KEPT).ok().and_then(|text| text.parse::<i64>().ok()) {
        api.store().write(move |transaction| transaction.compact(kept)).await.expect("a shorter log");
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a listener");
    println!("listening {}", listener.local_addr().expect("an address").port());
    axum::serve(listener, api.router()).await.expect("a server");
}

/// A server that runs, and the way to it.
struct Life {
    child: Child,
    client: kube::Client,
}

impl Life {
    fn start(home: &Path, kept: Option<i64>) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut command = Command::new(program);
        command.args(["crash::server", "--exact", "--nocapture"]).env(HOME, home);
        if let Some(kept) = kept {
            command.env(KEPT, kept.to_string());
        }
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a server process");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| line.split_once("listening ").map(|(_, port)| port.to_owned()))
            .expect("a port");
        let url = format!("http://127.0.0.1:{port}").parse().expect("an address");
        let client = kube::Client::try_from(kube::Config::new(url)).expect("a client");
        Self { child, client }
    }

    fn kill(mut self) {
        self.child.kill().expect("a kill");
        self.child.wait().expect("its end");
    }
}

fn request(method: &str, path: &str, body: &Value) -> http::Request<Vec<u8>> {
    let media = if method == "PATCH" { "application/merge-patch+json" } else { "application/json" };
    let builder = http::Request::builder().method(method).uri(path).header("content-type", media);
    let bytes = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    builder.body(bytes).expect("a request")
}

fn version(object: &Value) -> u64 {
    let text = object["metadata"]["resourceVersion"].as_str().unwrap_or_default();
    text.parse().unwrap_or_default()
}

fn name(object: &Value) -> String {
    object["metadata"]["name"].as_str().unwrap_or_default().to_owned()
}

/// One write: to which object, its new content (`None`: gone), and the version it was acknowledged with.
#[derive(Debug, Clone)]
struct Write {
    name: String,
    content: Option<String>,
    acknowledged: Option<u64>,
}

/// All writes, each writer's in order.
type History = Arc<Mutex<Vec<Vec<Write>>>>;

/// Writes to objects of its own until the server does not answer. What is there is told by the server itself: after a
/// kill only that is certain.
async fn write(
    client: kube::Client,
    writer: usize,
    seed: u64,
    history: History,
    acknowledged: Arc<AtomicUsize>,
) {
    let mut random = StdRng::seed_from_u64(seed);
    let path = |name: &str| format!("{MAPS}/{name}");
    let selector = format!("{MAPS}?labelSelector=writer%3D{writer}");
    let Ok(list) = client.request::<Value>(request("GET", &selector, &Value::Null)).await else { return };
    let mut present: BTreeSet<String> = list["items"].as_array().into_iter().flatten().map(name).collect();
    for step in 0_u64.. {
        let content = format!("{seed}-{step}");
        let data = json!({"text": content, "filler": "x".repeat(random.random_range(0..3000))});
        let chosen = present.iter().nth(random.random_range(0..present.len().max(1))).cloned();
        let (name, content, asked) = match (random.random_range(0..3), chosen) {
            (0, Some(name)) => (name.clone(), None, request("DELETE", &path(&name), &Value::Null)),
            (1, Some(name)) => {
                (name.clone(), Some(content), request("PATCH", &path(&name), &json!({"data": data})))
            }
            _ => {
                let name = format!("m-{writer}-{seed}-{step}");
                let metadata = json!({"name": name, "labels": {"writer": writer.to_string()}});
                let object = json!({"metadata": metadata, "data": data});
                (name, Some(content), request("POST", MAPS, &object))
            }
        };
        if content.is_some() {
            present.insert(name.clone())
        } else {
            present.remove(&name)
        };
        let answer = client.request::<Value>(asked).await;
        // A deletion's answer has no version; that it was answered is what counts.
        let seen = answer.as_ref().ok().map(version);
        if let Some(writes) = history.lock().expect("the history").get_mut(writer) {
            writes.push(Write { name, content, acknowledged: seen });
        }
        match answer {
            Ok(_) => acknowledged.fetch_add(1, Ordering::Relaxed),
            Err(kube::Error::Api(status)) => panic!("refused: {status:?}"),
            Err(_) => return,
        };
    }
}

/// What a watcher was told: the kind of each event, the object and the version.
#[derive(Default)]
struct Told {
    events: Vec<(String, String, u64, String)>,
    /// What is there, by what it was told: names and texts.
    present: BTreeMap<String, String>,
    /// How often it had to begin again.
    gaps: usize,
}

fn text(object: &Value) -> String {
    object["data"]["text"].as_str().unwrap_or_default().to_owned()
}

/// The objects of a list: names and texts.
fn present(list: &Value) -> BTreeMap<String, String> {
    let items = list["items"].as_array().into_iter().flatten();
    items.map(|item| (name(item), text(item))).collect()
}

/// Watches over all lives until the last write; goes on where it was cut off, after it has missed some lives.
async fn follow(mut lives: watch::Receiver<kube::Client>, missed: usize) -> Told {
    let mut told = Told::default();
    let mut seen = 1000_u64;
    loop {
        let client = lives.borrow_and_update().clone();
        let path = format!("{MAPS}?watch=true&resourceVersion={seen}&timeoutSeconds=600");
        if let Ok(events) = client.request_events::<Value>(request("GET", &path, &Value::Null)).await {
            let mut events = Box::pin(events);
            loop {
                let (kind, object) = match events.next().await {
                    Some(Ok(kube::core::WatchEvent::Added(object))) => ("ADDED", object),
                    Some(Ok(kube::core::WatchEvent::Modified(object))) => ("MODIFIED", object),
                    Some(Ok(kube::core::WatchEvent::Deleted(object))) => ("DELETED", object),
                    Some(Ok(kube::core::WatchEvent::Error(status))) if status.code == 410 => {
                        told.gaps += 1;
                        if let Ok(list) = client.request::<Value>(request("GET", MAPS, &Value::Null)).await {
                            seen = version(&list);
                            told.present = present(&list);
                            if told.present.contains_key(LAST) {
                                return told;
                            }
                        }
                        break;
                    }
                    _ => break,
                };
                seen = version(&object);
                let text = text(&object);
                match kind {
                    "DELETED" => told.present.remove(&name(&object)),
                    _ => told.present.insert(name(&object), text.clone()),
                };
                told.events.push((kind.to_owned(), name(&object), seen, text));
                if name(&object) == LAST {
                    return told;
                }
            }
        }
        for _ in 0..missed {
            // After the last life there is none to miss.
            if lives.changed().await.is_err() {
                break;
            }
        }
        tokio::task::yield_now().await;
    }
}

/// Some writers, until so many writes are acknowledged and the server is killed.
async fn live(life: Life, random: &mut StdRng, history: &History, enough: usize) {
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (history, acknowledged) = (history.clone(), acknowledged.clone());
            tokio::spawn(write(life.client.clone(), writer, random.random(), history, acknowledged))
        })
        .collect();
    while acknowledged.load(Ordering::Relaxed) < enough {
        assert!(writers.iter().any(|writer| !writer.is_finished()), "nobody writes");
        tokio::task::yield_now().await;
    }
    life.kill();
    for writer in writers {
        writer.await.expect("a writer");
    }
}

/// Chance by a seed that a failed test tells of.
#[expect(clippy::print_stdout, reason = "a test tells how to run it again")]
fn seeded() -> StdRng {
    let seed = std::env::var("ARGO_TEST_SEED").ok().and_then(|text| text.parse().ok());
    let seed: u64 = seed.unwrap_or_else(rand::random);
    println!("ARGO_TEST_SEED={seed}");
    StdRng::seed_from_u64(seed)
}

/// The log is cut at every start, to less than what happened in the lives that a watcher misses.
#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_that_was_away_for_long_is_told_so_and_begins_again() {
    const CUT: i64 = 40;
    let mut random = seeded();
    let home = tempfile::tempdir().expect("a folder");
    let history: History = Arc::new(Mutex::new(vec![Vec::new(); WRITERS]));
    let mut life = Life::start(home.path(), None);
    let (lives, receiver) = watch::channel(life.client.clone());
    let watcher = tokio::spawn(follow(receiver, 2));
    for _ in 0..LIVES {
        let enough = random.random_range(50..120);
        live(life, &mut random, &history, enough).await;
        life = Life::start(home.path(), Some(CUT));
        lives.send_replace(life.client.clone());
    }
    let last = json!({"metadata": {"name": LAST}, "data": {"text": LAST}});
    life.client.request::<Value>(request("POST", MAPS, &last)).await.expect("an answer");
    let list: Value = life.client.request(request("GET", MAPS, &Value::Null)).await.expect("a list");
    drop(lives);
    let told = tokio::time::timeout(PATIENCE, watcher).await.expect("told in the end").expect("a watcher");
    life.kill();
    check_state(&history.lock().expect("the history").clone(), &list);
    assert!(told.gaps > 0, "it was away for longer than the log reaches");
    assert_eq!(told.present, present(&list), "what it knows is what is there");
    let versions: Vec<u64> = told.events.iter().map(|event| event.2).collect();
    assert!(versions.windows(2).all(|pair| pair[0] < pair[1]), "versions rise strictly");
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_writes_survive_kills_and_watchers_miss_nothing() {
    let mut random = seeded();
    let home = tempfile::tempdir().expect("a folder");
    let history: History = Arc::new(Mutex::new(vec![Vec::new(); WRITERS]));
    let mut life = Life::start(home.path(), None);
    let (lives, receiver) = watch::channel(life.client.clone());
    let watcher = tokio::spawn(follow(receiver, 0));
    for _ in 0..LIVES {
        let enough = random.random_range(1..150);
        live(life, &mut random, &history, enough).await;
        life = Life::start(home.path(), None);
        lives.send_replace(life.client.clone());
    }
    // A last write that everybody must be told of.
    let last = json!({"metadata": {"name": LAST}, "data": {"text": LAST}});
    let last: Value = life.client.request(request("POST", MAPS, &last)).await.expect("an answer");
    let list: Value = life.client.request(request("GET", MAPS, &Value::Null)).await.expect("a list");
    let (_only, receiver) = watch::channel(life.client.clone());
    let replayed = tokio::time::timeout(PATIENCE, follow(receiver, 0)).await.expect("told in the end").events;
    let told = tokio::time::timeout(PATIENCE, watcher).await.expect("told in the end").expect("a watcher");
    life.kill();

    let history = history.lock().expect("the history").clone();
    check_state(&history, &list);
    check_versions(&history);
    assert_eq!(replayed.last().map(|event| event.2), Some(version(&last)), "told to the end");
    check_events(&history, &replayed);
    // The watcher that was cut off again and again was told the same, each change once.
    assert_eq!(told.gaps, 0, "the log reaches back");
    let differs = told.events.iter().zip(&replayed).find(|(told, replayed)| told != replayed);
    assert!(differs.is_none(), "told and replayed: {differs:?}");
    assert_eq!(told.events.len(), replayed.len());

    // Where the log no longer reaches back to a watcher's version, it is told so.
    let life = Life::start(home.path(), Some(3));
    let error = client_error(&life.client, 1000).await;
    assert_eq!(error, Some(410), "an old version is refused");
    assert_eq!(client_error(&life.client, version(&last) - 1).await, None, "a new one is not");
    life.kill();
}

/// The code of the error that a watch from a version begins with.
async fn client_error(client: &kube::Client, from: u64) -> Option<u64> {
    let path = format!("{MAPS}?watch=true&resourceVersion={from}&timeoutSeconds=1");
    let text = client.request_text(request("GET", &path, &Value::Null)).await.expect("a watch");
    let first: Value = serde_json::from_str(text.lines().next()?).expect("an event");
    (first["type"] == "ERROR").then(|| first["object"]["code"].as_u64()).flatten()
}

/// Every object is what its last acknowledged write made of it, or what a later one without an answer did.
fn check_state(history: &[Vec<Write>], list: &Value) {
    let present = present(list);
    let mut possible: BTreeMap<&str, Vec<Option<&str>>> = BTreeMap::new();
    for write in history.iter().flatten() {
        let states = possible.entry(&write.name).or_insert_with(|| vec![None]);
        if write.acknowledged.is_some() {
            states.clear();
        }
        states.push(write.content.as_deref());
    }
    for (name, states) in &possible {
        let found = present.get(*name).map(String::as_str);
        assert!(states.contains(&found), "{name} is {found:?}, and can be {states:?} only");
    }
    let unknown: Vec<_> = present.keys().filter(|name| !possible.contains_key(name.as_str())).collect();
    assert_eq!(unknown, [LAST], "nothing else is there");
}

/// Versions rise from one write of a writer to its next, and no two writes have the same.
fn check_versions(history: &[Vec<Write>]) {
    let mut all = BTreeSet::new();
    for writes in history {
        let versions: Vec<u64> = writes.iter().filter_map(|w| w.acknowledged).filter(|v| *v > 0).collect();
        assert!(versions.windows(2).all(|pair| pair[0] < pair[1]), "in order: {versions:?}");
        for version in versions {
            assert!(all.insert(version), "version {version} twice");
        }
    }
    assert!(!all.is_empty(), "something was written");
}

/// Versions of events rise, every acknowledged write is among them once, and the events of an object make sense.
fn check_events(history: &[Vec<Write>], events: &[(String, String, u64, String)]) {
    assert!(events.windows(2).all(|pair| pair[0].2 < pair[1].2), "versions rise strictly");
    let mut there = BTreeSet::new();
    for (kind, name, _, _) in events {
        let fits = match kind.as_str() {
            "ADDED" => there.insert(name),
            "MODIFIED" => there.contains(name),
            _ => there.remove(name),
        };
        assert!(fits, "{kind} of {name}");
    }
    for write in history.iter().flatten().filter(|write| write.acknowledged.is_some()) {
        let told = events.iter().filter(|(kind, name, _, text)| {
            *name == write.name
                && match &write.content {
                    Some(content) => text == content && kind != "DELETED",
                    None => kind == "DELETED",
                }
        });
        let versions: Vec<u64> = told.map(|event| event.2).collect();
        assert_eq!(versions.len(), 1, "{write:?} was told {} times", versions.len());
        if let Some(version) = write.acknowledged.filter(|version| *version > 0) {
            assert_eq!(versions, [version], "{write:?}");
        }
    }
}
