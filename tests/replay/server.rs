//! A server that gives the answers of a recorded session.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::Value;

use crate::normal;

/// The answers left to give, and what was asked.
#[derive(Default)]
struct State {
    exchanges: Vec<(Value, bool)>,
    later: Vec<Value>,
    requests: usize,
    unexpected: Vec<String>,
    changes: Vec<Effect>,
    seen: Vec<String>,
}

/// What a request changes: method, path, and the body without what every client writes in its own way.
pub(crate) type Effect = (String, String, Value);

/// What a request changes, if anything.
pub(crate) fn effect(method: &str, path: &str, body: &str) -> Option<Effect> {
    let asks = ["/selfsubject", "/lint"];
    if method == "GET" || asks.iter().any(|word| path.contains(word)) {
        return None;
    }
    let (method, path, _) = key(method, path);
    // What a deletion says of its ways is compared in tests of its own.
    let body = if method == "DELETE" { Value::Null } else { serde_json::from_str(body).unwrap_or_default() };
    Some((method, path, normal::object(body)))
}

/// A server on a port of its own, until the test ends.
pub(crate) struct Server {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Server {
    pub(crate) fn start(exchanges: Vec<Value>, later: Vec<Value>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let exchanges = exchanges.into_iter().map(|exchange| (exchange, false)).collect();
        let state = Arc::new(Mutex::new(State { exchanges, later, ..State::default() }));
        let shared = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = shared.clone();
                // A client that goes away ends its conversation.
                std::thread::spawn(move || converse(&state, &stream).unwrap_or_default());
            }
        });
        Self { port, state }
    }

    /// A kubeconfig that leads here.
    pub(crate) fn kubeconfig(&self) -> String {
        format!(
            "apiVersion: v1\nkind: Config\nclusters:\n- name: a\n  cluster: {{server: 'http://127.0.0.1:{}'}}\n\
             contexts:\n- name: a\n  context: {{cluster: a, user: a, namespace: argo}}\ncurrent-context: a\n\
             users:\n- name: a\n  user: {{}}\n",
            self.port
        )
    }

    /// Its address for `ARGO_SERVER`.
    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// How many requests came.
    pub(crate) fn requests(&self) -> usize {
        lock(&self.state).requests
    }

    /// All requests.
    pub(crate) fn seen(&self) -> Vec<String> {
        lock(&self.state).seen.clone()
    }

    /// What the requests changed.
    pub(crate) fn changes(&self) -> Vec<Effect> {
        lock(&self.state).changes.clone()
    }

    /// Requests that nothing was recorded for.
    pub(crate) fn unexpected(&self) -> Vec<String> {
        lock(&self.state).unexpected.clone()
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().expect("no panics")
}

fn converse(state: &Mutex<State>, stream: &TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        let mut length = 0;
        loop {
            let mut header = String::new();
            reader.read_line(&mut header)?;
            if header.trim().is_empty() {
                break;
            }
            if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut sent = Vec::new();
        reader.by_ref().take(length).read_to_end(&mut sent)?;
        let mut words = request.split(' ');
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        lock(state).changes.extend(effect(method, path, &String::from_utf8_lossy(&sent)));
        let (status, body) = answer(&mut lock(state), method, path);
        lock(state).seen.push(format!("{method} {path} -> {status}"));
        let head = format!(
            "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let mut stream = stream;
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
    }
}

/// Finds what was recorded for a request: the first answer not given yet, else the last one given.
fn answer(state: &mut State, method: &str, path: &str) -> (u64, String) {
    // Streams that were open when their commands ended were not recorded.
    state.requests += usize::from(!path.contains("/workflow-events/"));
    let wanted = key(method, path);
    let of = |exchange: &Value| {
        key(exchange["method"].as_str().unwrap_or_default(), exchange["path"].as_str().unwrap_or_default())
    };
    if let Some(pods) = pods(state, method, path) {
        return (200, pods);
    }
    let fits: Vec<usize> =
        (0..state.exchanges.len()).filter(|at| of(&state.exchanges[*at].0) == wanted).collect();
    let at = fits.iter().find(|at| !state.exchanges[**at].1).or(fits.last());
    let Some(at) = at else {
        let found = if path.contains("/workflow-events/") {
            watched(state, path).map(|event| format!("data: {{\"result\":{}}}\n\n", event.trim_end()))
        } else if path.contains("watch=") {
            watched(state, path)
        } else {
            elsewhere(state, &wanted)
        };
        return found.map_or_else(|| not_recorded(state, method, path), |body| (200, body));
    };
    let (exchange, given) = &mut state.exchanges[*at];
    *given = true;
    let body = match exchange["chunks"].as_array() {
        Some(chunks) => chunks.iter().filter_map(|chunk| chunk[1].as_str()).collect(),
        None => exchange["body"].as_str().unwrap_or_default().to_owned(),
    };
    (exchange["status"].as_u64().unwrap_or(500), body)
}

fn not_recorded(state: &mut State, method: &str, path: &str) -> (u64, String) {
    state.unexpected.push(format!("{method} {path}"));
    let status = r#"{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404,"message":"not recorded"}"#;
    (404, status.to_owned())
}

/// What a later command was told about the same object.
fn elsewhere(state: &State, wanted: &(String, String, bool)) -> Option<String> {
    let same = |exchange: &&Value| {
        let text = |name: &str| exchange[name].as_str().unwrap_or_default().to_owned();
        key(&text("method"), &text("path")) == *wanted && exchange["status"] == 200
    };
    let items = state.exchanges.iter().filter_map(|(exchange, _)| listed(exchange, &wanted.1)).next();
    items
        .or_else(|| state.later.iter().find(same).and_then(|found| found["body"].as_str()).map(str::to_owned))
}

/// An object out of a list that was recorded.
fn listed(exchange: &Value, path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let list: Value = serde_json::from_str(exchange["body"].as_str()?).ok()?;
    let item = list["items"].as_array()?.iter().find(|item| item["metadata"]["name"] == name)?;
    Some(item.to_string())
}

/// Watches were open when their commands ended, so they were not recorded; the end of the workflow is known from the
/// commands that followed.
fn watched(state: &State, path: &str) -> Option<String> {
    let name = path.split("metadata.name%3D").nth(1)?.split('&').next()?;
    let bodies = state.later.iter().filter_map(|exchange| exchange["body"].as_str());
    let mut objects = bodies.filter_map(|body| serde_json::from_str::<Value>(body).ok()).flat_map(|body| {
        let items = body["items"].as_array().cloned();
        items.unwrap_or_else(|| vec![body])
    });
    let ended = objects.find(|o| o["metadata"]["name"] == name && o["status"]["finishedAt"].is_string())?;
    Some(format!("{}\n", serde_json::json!({"type": "MODIFIED", "object": ended})))
}

/// Pods were exchanged as protobuf. Those that matter are the ones whose logs were read.
fn pods(state: &State, method: &str, path: &str) -> Option<String> {
    let (plain, query) = path.split_once('?').unwrap_or((path, ""));
    if method != "GET" || !plain.contains("/pods") || plain.ends_with("/log") {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for (exchange, _) in &state.exchanges {
        let path = exchange["path"].as_str().unwrap_or_default();
        let name = path.split("/pods/").nth(1).and_then(|rest| rest.strip_suffix(rest.split_once("/log")?.1));
        let name = name.and_then(|rest| rest.strip_suffix("/log"));
        names.extend(name.filter(|name| !names.contains(name)));
    }
    let pod = |name: &str| {
        serde_json::json!({"metadata": {"name": name, "uid": name},
            "status": {"phase": "Succeeded", "startTime": "2026-11-23T08:00:00Z"}})
    };
    if let Some(name) = plain.split("/pods/").nth(1) {
        return names.contains(&name).then(|| pod(name).to_string());
    }
    if query.contains("watch=") {
        return Some(String::new());
    }
    let items: Vec<Value> = names.iter().map(|name| pod(name)).collect();
    Some(
        serde_json::json!({"kind": "PodList", "metadata": {"resourceVersion": "1"}, "items": items})
            .to_string(),
    )
}

/// What requests must have in common: method, path, and whether they watch. Core objects were exchanged as protobuf,
/// which cannot be played to a client that speaks JSON, so these count by their path as well.
fn key(method: &str, path: &str) -> (String, String, bool) {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    // The reference leaves the name of a stored object out of the path when it replaces it.
    let mut path = path.to_owned();
    let replaced = ["/api/v1/workflow-templates/argo/", "/api/v1/cron-workflows/argo/"];
    if let Some(start) = replaced
        .iter()
        .find(|start| method == "PUT" && path.strip_prefix(**start).is_some_and(|name| !name.contains('/')))
    {
        path.truncate(start.len());
    }
    (method.to_owned(), path, query.contains("watch="))
}
