//! A world for `operate`: pods end as a script says, time jumps to the next thing that happens.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, LazyLock};

use jiff::{SignedDuration, Timestamp};
use regex::Regex;
use serde_json::{Value, json};

use crate::core::operate::{
    Effect, LockAnswer, LockTable, ObjectKey, ObjectKind, Observations, Settings, State, operate,
};

/// What a script knows about the nodes of a workflow: the node of a finished run, by id.
pub(super) type Script = BTreeMap<String, Value>;

pub(super) struct Sim {
    pub(super) state: State,
    pub(super) objects: BTreeMap<ObjectKey, Value>,
    pub(super) script: Script,
    pub(super) now: Timestamp,
    pub(super) steps: usize,
    locks: LockTable,
    /// Pods to be looked at again: each runs, then ends.
    pub(super) running: VecDeque<(Value, bool)>,
    pub(super) requeue: Option<Timestamp>,
    answers: Vec<LockAnswer>,
    read: Vec<ObjectKey>,
    calls: Vec<String>,
    pub(super) ended: Vec<String>,
    /// The stored object, kept up by the patches alone.
    pub(super) stored: Value,
    /// Forgets everything but what is stored after so many steps.
    pub(super) restart_every: Option<usize>,
    /// Pods go on in an order that this number decides; `None`: the oldest first.
    pub(super) order: Option<u64>,
    pods: BTreeMap<String, Value>,
    results: BTreeMap<String, Value>,
}

impl Sim {
    pub(super) fn new(workflow: Value, script: Script) -> Self {
        Self::with(workflow, script, Settings::default())
    }

    pub(super) fn with(workflow: Value, script: Script, settings: Settings) -> Self {
        Self {
            state: State::new(workflow.clone(), Arc::new(settings)).unwrap(),
            objects: known_objects(),
            script,
            now: "2026-11-23T08:00:00Z".parse().unwrap(),
            steps: 0,
            locks: LockTable::new(),
            running: VecDeque::new(),
            requeue: None,
            answers: Vec::new(),
            read: Vec::new(),
            calls: Vec::new(),
            ended: Vec::new(),
            stored: workflow,
            restart_every: None,
            order: None,
            pods: BTreeMap::new(),
            results: BTreeMap::new(),
        }
    }

    /// Runs to the end, or until nothing more happens.
    pub(super) fn run(&mut self) -> Value {
        self.step(Observations { relisted: true, ..Observations::default() });
        for _ in 0..200_000 {
            if self.state.completed() {
                break;
            }
            if self.restart_every.is_some_and(|every| self.steps.is_multiple_of(every)) {
                self.restart();
            }
            if !self.read.is_empty() || !self.answers.is_empty() {
                self.answer();
            } else if let Some(node) = self.calls.pop() {
                self.tick();
                let wanted = |key: &str, other: &str| {
                    let known = self.script.get(&node).and_then(|n| n[key].as_str());
                    known.unwrap_or(other).to_owned()
                };
                let result = json!({
                    "metadata": {"name": node}, "phase": wanted("phase", "Succeeded"),
                    "message": wanted("message", ""), "outputs": {"result": "answer"},
                });
                self.results.insert(node, result.clone());
                self.step(Observations { results: vec![result], ..Observations::default() });
            } else if let Some((pod, ran)) = self.next_pod() {
                self.tick();
                self.follow(pod, ran);
            } else if let Some(edited) = self.resume() {
                self.tick();
                self.step(Observations { workflow: Some(edited), ..Observations::default() });
            } else if let Some(at) = self.requeue.take() {
                self.now = self.now.max(at);
                self.step(Observations::default());
            } else {
                break;
            }
        }
        self.state.workflow()
    }

    fn next_pod(&mut self) -> Option<(Value, bool)> {
        let Some(order) = &mut self.order else { return self.running.pop_front() };
        // A linear congruence: the next number of a sequence that looks random and is always the same.
        *order = order.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(*order >> 33).unwrap_or_default() % self.running.len().max(1);
        self.running.remove(at)
    }

    fn tick(&mut self) {
        self.now += SignedDuration::from_millis(20);
    }

    /// A new engine finds the stored object, the pods and their results.
    fn restart(&mut self) {
        let settings = Arc::new(Settings::default());
        self.state = State::new(self.stored.clone(), settings).unwrap();
        self.read.clear();
        self.answers.clear();
        self.locks = LockTable::new();
        let pods = self.pods.values().cloned().collect();
        let results = self.results.values().cloned().collect();
        self.step(Observations { pods, results, relisted: true, ..Observations::default() });
        // Who asks for locks again in every life needs an answer before the next one.
        while !self.read.is_empty() || !self.answers.is_empty() {
            self.answer();
        }
    }

    fn follow(&mut self, pod: Value, ran: bool) {
        let name = pod["metadata"]["name"].as_str().unwrap().to_owned();
        if self.ended.contains(&name) {
            return;
        }
        let id = pod["metadata"]["annotations"]["workflows.argoproj.io/node-id"].as_str().unwrap().to_owned();
        let node = self.script.get(&id).cloned().unwrap_or_else(|| json!({"phase": "Succeeded"}));
        if !ran {
            let seen = with_status(&pod, &running_status(&pod));
            self.pods.insert(name, seen.clone());
            self.step(Observations { pods: vec![seen], ..Observations::default() });
            let daemon = pod["metadata"]["annotations"]["workflows.argoproj.io/template"]
                .as_str()
                .is_some_and(|t| t.contains("\"daemon\":true"));
            let fails = node["phase"] == "Failed";
            if (!daemon || fails) && !stays(&node) {
                self.running.push_back((pod, true));
            }
            return;
        }
        let seen = with_status(&pod, &self.final_status(&pod, &node));
        self.pods.insert(name, seen.clone());
        if node["lost"] == true {
            return self.step(Observations { pods: vec![seen], ..Observations::default() });
        }
        let mut outputs = node.get("outputs").cloned().unwrap_or(json!({}));
        outputs.as_object_mut().unwrap().remove("exitCode");
        let result = json!({
            "metadata": {"name": id, "labels": {"workflows.argoproj.io/report-outputs-completed": "true"}},
            "outputs": outputs,
        });
        self.results.insert(id, result.clone());
        self.step(Observations { pods: vec![seen], results: vec![result], ..Observations::default() });
    }

    fn final_status(&self, pod: &Value, node: &Value) -> Value {
        let message = node["message"].as_str().unwrap_or_default();
        static PATTERN: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"^([\w.-]+): (\w+) \(exit code (\d+)\)(?:: (.*))?$").unwrap());
        let pattern = &*PATTERN;
        let broken = pattern.captures(message);
        let failed = matches!(node["phase"].as_str(), Some("Failed" | "Error"));
        let code = node["outputs"]["exitCode"].as_str().and_then(|c| c.parse::<i64>().ok());
        let mut statuses = Vec::new();
        for name in containers(pod) {
            let child = self.script.values().find(|n| {
                n["type"] == "Container" && n["boundaryID"] == node["id"] && n["displayName"] == name.as_str()
            });
            let own = child.and_then(|n| pattern.captures(n["message"].as_str().unwrap_or_default()));
            let (code, reason, text) = match (&own, &broken) {
                (Some(m), _) => (m[3].parse().unwrap(), m[2].to_owned(), m.get(4).map_or("", |m| m.as_str())),
                (None, Some(m)) if m[1] == name => {
                    (m[3].parse().unwrap(), m[2].to_owned(), m.get(4).map_or("", |m| m.as_str()))
                }
                _ => (if name == "main" { code.unwrap_or(0) } else { 0 }, "Completed".to_owned(), ""),
            };
            if name == "main"
                && code == 0
                && failed
                && node["outputs"].get("exitCode").is_none()
                && broken.is_none()
            {
                continue;
            }
            statuses.push(self.terminated(&name, code, &reason, text));
        }
        if broken.as_ref().is_some_and(|m| &m[1] == "wait") {
            statuses.push(self.terminated("wait", 64, "Error", ""));
        }
        let phase = if failed { "Failed" } else { "Succeeded" };
        let text = if broken.is_none() && failed { message } else { "" };
        json!({"phase": phase, "message": text, "containerStatuses": statuses})
    }

    fn terminated(&self, name: &str, code: i64, reason: &str, message: &str) -> Value {
        json!({"name": name, "ready": false, "state": {"terminated": {
            "exitCode": code, "reason": reason, "message": message,
            "startedAt": self.now.to_string(), "finishedAt": self.now.to_string(),
        }}})
    }

    /// Somebody resumes what waits, as the script says it ended.
    fn resume(&mut self) -> Option<Value> {
        let mut workflow = self.state.workflow();
        let nodes = workflow["status"]["nodes"].as_object_mut()?;
        let waiting = nodes.values_mut().find(|n| {
            n["type"] == "Suspend"
                && n["phase"] == "Running"
                && self
                    .script
                    .get(n["id"].as_str().unwrap_or_default())
                    .is_some_and(|s| s["phase"] != "Running")
        })?;
        if self.requeue.is_some() {
            return None;
        }
        let end = self.script.get(waiting["id"].as_str()?)?;
        for key in ["phase", "outputs", "message"] {
            if let Some(value) = end.get(key) {
                waiting[key] = value.clone();
            }
        }
        Some(workflow)
    }

    /// The first step, and those that answer what it asks for.
    pub(super) fn begin(&mut self) {
        self.step(Observations { relisted: true, ..Observations::default() });
        self.settle();
    }

    /// Steps until nothing is asked for any more.
    pub(super) fn settle(&mut self) {
        while !self.read.is_empty() {
            self.answer();
        }
    }

    /// A step that is told what was asked for.
    fn answer(&mut self) {
        let read = std::mem::take(&mut self.read).into_iter();
        let objects = read.map(|key| (key.clone(), self.objects.get(&key).cloned())).collect();
        let locks = std::mem::take(&mut self.answers);
        self.step(Observations { objects, locks, ..Observations::default() });
    }

    pub(super) fn step(&mut self, observations: Observations) {
        self.steps += 1;
        self.requeue = None;
        for effect in operate(&mut self.state, observations, self.now) {
            match effect {
                Effect::CreatePod { pod, .. } => {
                    let name = pod["metadata"]["name"].as_str().unwrap().to_owned();
                    if self.pods.insert(name, pod.clone()).is_none() {
                        self.running.push_back((pod, false));
                    }
                }
                Effect::TerminatePod { name } | Effect::DeletePod { name } => self.ended.push(name),
                Effect::CallHttp { node_id, .. } => self.calls.push(node_id),
                Effect::RequeueAt(at) => self.requeue = Some(at),
                Effect::Read(key) => self.read.push(key),
                Effect::AcquireLocks(request) => {
                    let answer = self.locks.acquire(request);
                    self.answers.push(answer);
                }
                Effect::ReleaseLocks { holder } => {
                    let granted = self.locks.release(&holder);
                    self.answers.extend(granted);
                }
                Effect::PatchObject { key, patch, create } => {
                    let object = self.objects.entry(key).or_insert_with(|| create.unwrap());
                    merge(object, &patch);
                }
                Effect::PatchStatus { patch, .. } => merge(&mut self.stored, &patch),
                Effect::CreateObject(_) | Effect::DeleteObject(_) | Effect::Event(_) | Effect::Metric(_) => {}
            }
        }
    }
}

/// A JSON merge patch (RFC 7386).
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let fields = target.as_object_mut().unwrap();
    for (key, value) in patch {
        if value.is_null() {
            fields.remove(key);
        } else {
            merge(fields.entry(key.clone()).or_insert(Value::Null), value);
        }
    }
}

/// True for nodes that ended because something outside their pod ended them.
fn stays(node: &Value) -> bool {
    let message = node["message"].as_str().unwrap_or_default();
    message == "Step exceeded its deadline" || message.starts_with("workflow shutdown")
}

fn containers(pod: &Value) -> Vec<String> {
    let list = pod["spec"]["containers"].as_array().unwrap();
    list.iter().map(|c| c["name"].as_str().unwrap().to_owned()).collect()
}

fn running_status(pod: &Value) -> Value {
    let statuses: Vec<Value> = containers(pod)
        .iter()
        .map(|name| json!({"name": name, "ready": true, "state": {"running": {}}}))
        .collect();
    json!({"phase": "Running", "podIP": "127.0.0.1", "containerStatuses": statuses})
}

fn with_status(pod: &Value, status: &Value) -> Value {
    let mut pod = pod.clone();
    pod["status"] = status.clone();
    pod["spec"]["nodeName"] = "lab".into();
    pod
}

/// The key of a template object.
pub(super) fn template_key(kind: ObjectKind, name: &str) -> ObjectKey {
    ObjectKey::new(kind, "argo", name)
}

/// The ConfigMaps that the recorded workflows found.
fn known_objects() -> BTreeMap<ObjectKey, Value> {
    let map = |name: &str, data: Value| {
        let labels = json!({"workflows.argoproj.io/configmap-type": "Parameter"});
        (
            ObjectKey::new(ObjectKind::ConfigMap, "argo", name),
            json!({"metadata": {"labels": labels}, "data": data}),
        )
    };
    BTreeMap::from([
        map("simple-parameters", json!({"msg": "hello world"})),
        map("my-config", json!({"workflow": "3", "template": "3"})),
    ])
}
