//! A Kubernetes API whose connections break: pods that write logs while streams are cut at random bytes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::{Value, json};

/// How often the server looks whether there is more to send.
const LOOK: Duration = Duration::from_millis(5);

/// Numbers that look random and are the same for the same seed.
#[derive(Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most.max(1)
    }
}

/// How a stream is cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// The connection goes in the middle of a chunk.
    Abort,
    /// The server ends its answer as if that were all, as an API server does whose kubelet went away.
    Politely,
    /// An answer that lasts as long as its connection: where it ends says nothing.
    Close,
}

#[derive(Clone)]
struct Pod {
    name: String,
    uid: usize,
    phase: &'static str,
    log: Vec<(String, Vec<u8>)>,
    /// How many lines at the beginning the server has no more.
    rotated: usize,
}

struct World {
    pods: Vec<Pod>,
    /// Names of pods by uid that are gone.
    uids: usize,
    phase: &'static str,
    version: u64,
    dice: Dice,
    /// How many streams are cut yet.
    cuts: usize,
    /// How many lines are dropped at the next cut.
    rotate: usize,
    clock: u64,
}

/// The server, until the test ends.
#[derive(Clone)]
pub(crate) struct Faults {
    port: u16,
    world: Arc<Mutex<World>>,
}

pub(crate) const WORKFLOW: &str = "w";

impl Faults {
    pub(crate) fn start(seed: u64, cuts: usize) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let world = World {
            pods: Vec::new(),
            uids: 0,
            phase: "Running",
            version: 1,
            dice: Dice::new(seed),
            cuts,
            rotate: 0,
            clock: 0,
        };
        let faults = Self { port, world: Arc::new(Mutex::new(world)) };
        let shared = faults.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let faults = shared.clone();
                // A client that goes away ends its conversation.
                std::thread::spawn(move || faults.converse(&stream).unwrap_or_default());
            }
        });
        faults
    }

    pub(crate) fn kubeconfig(&self) -> String {
        format!(
            "apiVersion: v1\nkind: Config\nclusters:\n- name: a\n  cluster: {{server: 'http://127.0.0.1:{}'}}\n\
             contexts:\n- name: a\n  context: {{cluster: a, user: a, namespace: argo}}\ncurrent-context: a\n\
             users:\n- name: a\n  user: {{}}\n",
            self.port
        )
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("no panics")
    }

    /// A pod begins, in place of one of the same name.
    pub(crate) fn begin(&self, name: &str) {
        let mut world = self.world();
        world.uids += 1;
        world.version += 1;
        let uid = world.uids;
        world.pods.retain(|pod| pod.name != name);
        world.pods.push(Pod { name: name.to_owned(), uid, phase: "Running", log: Vec::new(), rotated: 0 });
    }

    /// A pod writes a line. Several lines have the same time.
    pub(crate) fn write(&self, name: &str, line: &[u8]) {
        let mut world = self.world();
        world.clock += 1;
        let (tick, nanos) = (world.clock / 40, world.clock / 3 * 3 % 1000);
        let stamp = format!("2026-01-01T00:{:02}:{:02}.{nanos:09}Z", tick / 60 % 60, tick % 60);
        if let Some(pod) = world.pods.iter_mut().find(|pod| pod.name == name) {
            pod.log.push((stamp, line.to_vec()));
        }
    }

    pub(crate) fn end(&self, name: &str) {
        let mut world = self.world();
        world.version += 1;
        if let Some(pod) = world.pods.iter_mut().find(|pod| pod.name == name) {
            pod.phase = "Succeeded";
        }
    }

    pub(crate) fn end_workflow(&self) {
        let mut world = self.world();
        world.version += 1;
        world.phase = "Succeeded";
    }

    /// Cuts the streams that are open, and forgets all lines of a pod but the last so many.
    pub(crate) fn rotate(&self, name: &str, kept: usize) {
        let mut world = self.world();
        world.rotate += 1;
        if let Some(pod) = world.pods.iter_mut().find(|pod| pod.name == name) {
            pod.rotated = pod.log.len().saturating_sub(kept);
        }
    }

    pub(crate) fn cuts_left(&self) -> usize {
        self.world().cuts
    }

    fn converse(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        loop {
            let (mut first, mut length) = (String::new(), 0);
            if reader.read_line(&mut first)? == 0 {
                return Ok(());
            }
            loop {
                let mut line = String::new();
                reader.read_line(&mut line)?;
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap_or(0);
                }
                if line.trim().is_empty() {
                    break;
                }
            }
            reader.read_exact(&mut vec![0; length])?;
            let url = first.split_whitespace().nth(1).unwrap_or_default().to_owned();
            if !self.answer(&url, stream)? {
                return stream.shutdown(Shutdown::Both);
            }
        }
    }

    /// Answers; false when the connection is over.
    fn answer(&self, url: &str, stream: &TcpStream) -> std::io::Result<bool> {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let asked = |key: &str| query.split('&').find_map(|pair| pair.strip_prefix(&format!("{key}=")));
        let watch = asked("watch") == Some("true");
        if let Some(pod) = path.strip_suffix("/log").and_then(|path| path.rsplit('/').next()) {
            return self.log(pod, asked("sinceTime"), asked("follow").is_some(), stream);
        }
        if path.ends_with("/pods") || path.ends_with("/workflows") {
            let pods = path.ends_with("/pods");
            if watch {
                return self.watch(pods, stream);
            }
            let world = self.world();
            let items: Vec<Value> = world.pods.iter().map(pod_object).collect();
            let list = json!({"kind": "List", "metadata": {"resourceVersion": world.version.to_string()}, "items": items});
            drop(world);
            return whole(stream, 200, &list);
        }
        let world = self.world();
        let object = match path.rsplit('/').next().unwrap_or_default() {
            WORKFLOW => Some(workflow_object(&world)),
            name => world.pods.iter().find(|pod| pod.name == name).map(pod_object),
        };
        drop(world);
        match object {
            Some(object) => whole(stream, 200, &object),
            None => whole(
                stream,
                404,
                &json!({"kind": "Status", "status": "Failure", "code": 404, "reason": "NotFound", "message": "not found"}),
            ),
        }
    }

    /// Sends what changes, until the stream is cut.
    fn watch(&self, pods: bool, stream: &TcpStream) -> std::io::Result<bool> {
        let mut wire = self.wire(stream)?;
        let mut seen = 0;
        loop {
            let world = self.world();
            let version = world.version;
            let objects: Vec<Value> = match pods {
                true => world.pods.iter().map(pod_object).collect(),
                false => vec![workflow_object(&world)],
            };
            drop(world);
            if version != seen {
                seen = version;
                for object in objects {
                    let event = json!({"type": "MODIFIED", "object": object}).to_string() + "\n";
                    if !wire.send(event.as_bytes())? {
                        return Ok(false);
                    }
                }
            }
            std::thread::sleep(LOOK);
        }
    }

    /// Sends a log as a kubelet does: from a whole second on, growing until the container has ended.
    fn log(
        &self,
        name: &str,
        since: Option<&str>,
        follow: bool,
        stream: &TcpStream,
    ) -> std::io::Result<bool> {
        let found = self.world().pods.iter().find(|pod| pod.name == name).cloned();
        let Some(pod) = found else {
            return whole(
                stream,
                404,
                &json!({"kind": "Status", "status": "Failure", "code": 404, "reason": "NotFound", "message": "no pod"}),
            );
        };
        let since = since.map(|text| text.replace("%3A", ":").trim_end_matches('Z').to_owned());
        let mut wire = self.wire(stream)?;
        let mut sent = pod.rotated;
        loop {
            let world = self.world();
            let now = world.pods.iter().find(|other| other.uid == pod.uid).cloned();
            drop(world);
            let Some(now) = now else { return wire.end() };
            for (stamp, text) in now.log.get(sent..).unwrap_or_default() {
                sent += 1;
                if since.as_ref().is_some_and(|since| stamp.as_str() < since.as_str()) {
                    continue;
                }
                let line = [stamp.as_bytes(), b" ", text, b"\n"].concat();
                if !wire.send(&line)? {
                    return Ok(false);
                }
            }
            if !follow || now.phase != "Running" {
                return wire.end();
            }
            if self.world().rotate > wire.rotated {
                stream.shutdown(Shutdown::Both)?;
                return Ok(false);
            }
            std::thread::sleep(LOOK);
        }
    }

    fn wire<'a>(&self, stream: &'a TcpStream) -> std::io::Result<Wire<'a>> {
        let mut world = self.world();
        let rotated = world.rotate;
        let cut = match world.dice.below(3) {
            0 => Cut::Abort,
            1 => Cut::Politely,
            _ => Cut::Close,
        };
        let most = if world.dice.below(2) == 0 { 120 } else { 6000 };
        let left = (world.cuts > 0).then(|| world.dice.below(most) as usize);
        world.cuts -= usize::from(left.is_some());
        drop(world);
        let cut = if left.is_none() { Cut::Politely } else { cut };
        let head = match cut {
            Cut::Close => "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n",
            _ => "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n",
        };
        let mut out = stream;
        out.write_all(head.as_bytes())?;
        Ok(Wire { stream, cut, left, rotated })
    }
}

/// One answer that may be cut.
struct Wire<'a> {
    stream: &'a TcpStream,
    cut: Cut,
    /// How many bytes are sent yet.
    left: Option<usize>,
    rotated: usize,
}

impl Wire<'_> {
    /// Sends bytes; false when the answer was cut.
    fn send(&mut self, bytes: &[u8]) -> std::io::Result<bool> {
        let most = self.left.unwrap_or(usize::MAX).min(bytes.len());
        let part = bytes.get(..most).unwrap_or_default();
        let mut out = self.stream;
        if self.cut == Cut::Close {
            out.write_all(part)?;
        } else if !part.is_empty() {
            out.write_all(format!("{:x}\r\n", part.len()).as_bytes())?;
            out.write_all(part)?;
            out.write_all(b"\r\n")?;
        }
        if let Some(left) = &mut self.left {
            *left -= most;
        }
        if most == bytes.len() {
            return Ok(true);
        }
        if self.cut == Cut::Politely {
            out.write_all(b"0\r\n\r\n")?;
        }
        Ok(false)
    }

    fn end(&mut self) -> std::io::Result<bool> {
        if self.cut != Cut::Close {
            let mut out = self.stream;
            out.write_all(b"0\r\n\r\n")?;
        }
        Ok(self.cut != Cut::Close)
    }
}

fn whole(mut stream: &TcpStream, status: u16, body: &Value) -> std::io::Result<bool> {
    let body = body.to_string();
    let head = format!(
        "HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    Ok(true)
}

fn pod_object(pod: &Pod) -> Value {
    let state = if pod.phase == "Running" { "running" } else { "terminated" };
    json!({
        "metadata": {
            "name": pod.name,
            "uid": format!("uid-{}", pod.uid),
            "labels": {"workflows.argoproj.io/workflow": WORKFLOW},
            "annotations": {"workflows.argoproj.io/node-name": format!("{WORKFLOW}.step-{}", pod.name)},
        },
        "status": {
            "phase": pod.phase,
            "startTime": "2026-01-01T00:00:00Z",
            "containerStatuses": [{"name": "main", "state": {state: {}}}],
        },
    })
}

fn workflow_object(world: &World) -> Value {
    let mut status = json!({"phase": world.phase, "startedAt": "2026-01-01T00:00:00Z"});
    if world.phase != "Running" {
        status["finishedAt"] = json!("2026-01-01T01:00:00Z");
    }
    json!({
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Workflow",
        "metadata": {"name": WORKFLOW, "namespace": "argo", "resourceVersion": world.version.to_string()},
        "spec": {},
        "status": status,
    })
}
