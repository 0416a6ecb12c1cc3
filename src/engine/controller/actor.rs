//! The task that works on one workflow: it takes in what happened, asks `operate`, and does what that asks for.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::gc::{self, PodRule};
use super::objects::{Want, path};
use super::registry::{Entered, Gauge, Message, WorkflowKey};
use super::settings::Config;
use super::throttle::POSTPONED;
use super::trouble::Trouble;
use super::{Shared, follow};
use crate::core::api::label;
use crate::core::operate::{Observations, State, operate};

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// The longest sleep before a time that a step asked for, so that a clock that jumps is noticed.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// One workflow's task.
pub(super) struct Actor {
    pub(super) key: WorkflowKey,
    pub(super) shared: Arc<Shared>,
    pub(super) config: Arc<Config>,
    pub(super) uid: String,
    /// The newest version of the object that we have read or written.
    pub(super) version: u64,
    /// What the next step will be told.
    pub(super) seen: Observations,
    /// When to step next if nothing happens.
    pub(super) wake: Option<Timestamp>,
    /// Holders for which locks were asked.
    pub(super) holders: BTreeSet<String>,
    /// Pods that have not ended.
    pub(super) pods: BTreeSet<String>,
    /// Nodes whose calls were begun, and the calls under way, which end with this task.
    pub(super) called: BTreeSet<String>,
    pub(super) calls: JoinSet<()>,
    pod_rule: Option<PodRule>,
    state: Option<Box<State>>,
    inbox: mpsc::UnboundedReceiver<Message>,
    gauge: Arc<Gauge>,
    admitted: bool,
    pause: Duration,
}

/// What comes after a step.
enum Next {
    /// Another one at once.
    Step,
    /// Another one when something happens.
    Wait,
    /// None: the workflow has ended or is gone.
    Leave,
}

impl Actor {
    pub(super) fn new(key: WorkflowKey, entered: Entered, shared: Arc<Shared>) -> Self {
        Self {
            key,
            shared,
            config: Arc::default(),
            uid: String::new(),
            version: 0,
            seen: Observations::default(),
            wake: None,
            holders: BTreeSet::new(),
            pods: BTreeSet::new(),
            called: BTreeSet::new(),
            calls: JoinSet::new(),
            pod_rule: None,
            state: None,
            inbox: entered.inbox,
            gauge: entered.gauge,
            admitted: false,
            pause: FIRST_PAUSE,
        }
    }

    /// Works until the workflow has ended or the engine does.
    pub(super) async fn run(mut self) {
        loop {
            // Boxed, so that a workflow that waits is small: the futures inside a step are not.
            let next = match Box::pin(self.step()).await {
                Ok(next) => {
                    self.pause = FIRST_PAUSE;
                    next
                }
                Err(Trouble::Gone) => Next::Leave,
                Err(Trouble::Later(error)) => {
                    tracing::warn!(%error, workflow = self.key.name, "trying again");
                    tokio::time::sleep(self.pause).await;
                    self.pause = (self.pause * 2).min(LONGEST_PAUSE);
                    self.start_over();
                    Next::Step
                }
            };
            match next {
                Next::Step => {}
                Next::Wait => self.wait().await,
                Next::Leave => {
                    if self.leave() {
                        return;
                    }
                    self.start_over();
                }
            }
            while let Ok(message) = self.inbox.try_recv() {
                self.take(message).await;
            }
        }
    }

    /// Forgets what is known; the next step reads it again.
    fn start_over(&mut self) {
        self.state = None;
        self.seen = Observations::default();
    }

    async fn step(&mut self) -> Result<Next, Trouble> {
        let mut state = match self.state.take() {
            Some(state) => state,
            None => match self.load().await? {
                Some(state) => state,
                None => return Ok(Next::Leave),
            },
        };
        if !self.admitted {
            self.state = Some(state);
            return Ok(Next::Wait);
        }
        while self.calls.try_join_next().is_some() {}
        self.wake = None;
        let effects = operate(&mut state, std::mem::take(&mut self.seen), self.shared.clock.now());
        self.pod_rule = PodRule::of(state.spec(), self.config.pod_delay);
        self.perform(effects).await?;
        self.count(&state);
        if state.completed() {
            self.ended(&state).await?;
            return Ok(Next::Leave);
        }
        self.state = Some(state);
        Ok(if self.has_news() { Next::Step } else { Next::Wait })
    }

    fn has_news(&self) -> bool {
        let seen = &self.seen;
        seen.workflow.is_some()
            || seen.relisted
            || !seen.pods.is_empty()
            || !seen.pods_gone.is_empty()
            || !seen.results.is_empty()
            || !seen.objects.is_empty()
            || !seen.locks.is_empty()
            || !seen.failures.is_empty()
    }

    /// Reads the workflow and what belongs to it; `None` when there is nothing to do.
    async fn load(&mut self) -> Result<Option<Box<State>>, Trouble> {
        let WorkflowKey { namespace, name } = &self.key;
        let path = path::workflow(namespace, name);
        let Some(workflow) = self.shared.objects.get(&path).await? else { return Ok(None) };
        if has_ended(&workflow) {
            // Late news of its pods need not be looked at, and there may be thousands of them.
            return Ok(None);
        }
        let text = |at: &str| workflow.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        self.version = text("/metadata/resourceVersion").parse().unwrap_or_default();
        self.uid = text("/metadata/uid");
        self.config = self.shared.settings.current(&self.shared.objects).await;
        self.shared.use_limits(&self.config);
        let fresh = text("/status/phase").is_empty();
        if !fresh {
            self.seen = self.all_there_is().await?;
        }
        self.seen.relisted = true;
        let estimates = self.shared.past.estimates(&self.shared.objects, &workflow).await?;
        let started = workflow.pointer("/status/startedAt").is_some_and(Value::is_string);
        let created = text("/metadata/creationTimestamp");
        let priority = workflow.pointer("/spec/priority").and_then(Value::as_i64).unwrap_or_default();
        match State::new(workflow, self.config.operate.clone()).map(Box::new) {
            Ok(state) if state.completed() => Ok(None),
            Ok(mut state) => {
                state.expect(estimates);
                self.admitted =
                    self.admitted || self.shared.throttle.enter(&self.key, priority, &created, started);
                if !self.admitted && fresh {
                    let status = json!({"phase": "Pending", "message": POSTPONED});
                    self.write(json!({
                        "metadata": {"labels": {label::PHASE: "Pending", label::COMPLETED: "false"}},
                        "status": status,
                    }))
                    .await?;
                }
                Ok(Some(state))
            }
            Err(error) => {
                let now = crate::core::api::format_time(self.shared.clock.now());
                self.write(json!({
                    "metadata": {"labels": {label::PHASE: "Error", label::COMPLETED: "true"}},
                    "status": {
                        "phase": "Error", "message": error.to_string(), "startedAt": now, "finishedAt": now,
                    },
                }))
                .await?;
                Ok(None)
            }
        }
    }

    /// All pods and task results of the workflow.
    async fn all_there_is(&mut self) -> Result<Observations, Trouble> {
        let selector = format!("{}={}", label::WORKFLOW, self.key.name);
        let query = follow::escaped("labelSelector", &selector).replacen('&', "?", 1);
        let namespace = &self.key.namespace;
        let looked_at = |pod: Value| {
            let is_own = self.owns(&pod);
            if is_own {
                self.shared.resources.consider(&self.shared, &pod);
            }
            is_own.then(|| follow::slim(pod))
        };
        let pods = self.items(&path::pods(namespace), &query, looked_at).await?;
        let results = self.items(&path::results(namespace), &query, Some).await?;
        self.pods.clear();
        for pod in &pods {
            self.note_pod(pod);
        }
        Ok(Observations { pods, results, relisted: true, ..Observations::default() })
    }

    /// What is to be kept of the objects of a collection, which are read some at a time.
    async fn items(
        &self,
        path: &str,
        query: &str,
        keep: impl Fn(Value) -> Option<Value>,
    ) -> Result<Vec<Value>, Trouble> {
        let (mut kept, mut next) = (Vec::new(), String::new());
        loop {
            let page = format!("{query}&limit=500{next}");
            let mut list = self.shared.objects.list(path, &page, Want::Whole).await?;
            if let Some(Value::Array(items)) = list.get_mut("items").map(Value::take) {
                kept.extend(items.into_iter().filter_map(&keep));
            }
            match list.pointer("/metadata/continue").and_then(Value::as_str) {
                None | Some("") => return Ok(kept),
                Some(more) => next = follow::escaped("continue", more),
            }
        }
    }

    /// True for a pod of this workflow, and not of one of the same name before it.
    pub(super) fn owns(&self, pod: &Value) -> bool {
        let owners = pod.pointer("/metadata/ownerReferences").and_then(Value::as_array);
        owners.is_none_or(|owners| {
            owners.iter().any(|o| o.get("uid").and_then(Value::as_str) == Some(self.uid.as_str()))
        })
    }

    /// Keeps count of the pods that have not ended, and sees to the removal of those that have.
    fn note_pod(&mut self, pod: &Value) {
        let name = pod.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
        let phase = pod.pointer("/status/phase").and_then(Value::as_str).unwrap_or_default();
        if !matches!(phase, "Succeeded" | "Failed") {
            self.pods.insert(name.to_owned());
        } else if self.pods.remove(name) {
            let now = self.shared.clock.now();
            let at = self.pod_rule.as_ref().and_then(|rule| rule.after_pod(pod, phase, now));
            self.shared.delete_later(at.and_then(|at| gc::due_pod(&self.key.namespace, pod, at)));
        }
    }

    fn count(&self, state: &State) {
        self.gauge.pods.store(self.pods.len(), Ordering::Relaxed);
        let waits = self.pods.is_empty()
            && self.calls.is_empty()
            && self.wake.is_none()
            && !self.has_news()
            && !state.completed();
        self.gauge.waits.store(waits, Ordering::Relaxed);
    }

    /// Sees to what becomes of a workflow that has ended.
    async fn ended(&mut self, state: &State) -> Result<(), Trouble> {
        let workflow = &state.head();
        let phase = workflow.pointer("/status/phase").and_then(Value::as_str).unwrap_or_default();
        self.shared.past.remember(workflow, state);
        let now = self.shared.clock.now();
        if let Some(rule) = self.pod_rule.clone().filter(|rule| rule.is_for_end(phase)) {
            for pod in self.all_there_is().await?.pods {
                let at = rule.after_workflow(&pod, phase, now);
                self.shared.delete_later(at.and_then(|at| gc::due_pod(&self.key.namespace, &pod, at)));
            }
        }
        if let Some(at) = gc::time_to_live(state.spec(), workflow) {
            let note = json!({"metadata": {"annotations": {gc::DELETE_AT: at.to_string()}}});
            self.write(note).await?;
            let path = path::workflow(&self.key.namespace, &self.key.name);
            self.shared.delete_later(Some(gc::Due { at, path, uid: self.uid.clone() }));
        }
        Ok(())
    }

    /// Gives everything back and leaves; false when there is news after all.
    fn leave(&mut self) -> bool {
        for holder in std::mem::take(&mut self.holders) {
            self.shared.release_locks(&holder);
        }
        if !self.shared.registry.leave(&self.key, &self.inbox, self.version) {
            return false;
        }
        self.shared.leave_throttle(&self.key);
        self.shared.unsubscribe(&self.key);
        true
    }

    async fn wait(&mut self) {
        let asleep = self.wake.map_or(LONGEST_SLEEP, |at| {
            let left = at.duration_since(self.shared.clock.now());
            Duration::try_from(left).unwrap_or_default().min(LONGEST_SLEEP)
        });
        let message = match self.wake {
            Some(_) => tokio::time::timeout(asleep, self.inbox.recv()).await,
            None => Ok(self.inbox.recv().await),
        };
        if let Ok(Some(message)) = message {
            self.take(message).await;
        }
    }

    async fn take(&mut self, message: Message) {
        match message {
            Message::Workflow { version } if version <= self.version => {}
            Message::Workflow { .. } => Box::pin(self.look_again()).await,
            Message::WorkflowGone => {
                // A workflow of the same name may be there by now: reading tells.
                self.start_over();
                self.version = 0;
            }
            Message::Pod(pod) => {
                if self.owns(&pod) {
                    self.note_pod(&pod);
                    self.seen.pods.push(pod);
                }
            }
            Message::PodGone(name) => {
                self.pods.remove(&name);
                self.shared.resources.cancel(&self.key.namespace, &name);
                self.seen.pods_gone.push(name);
            }
            Message::Result(result) => self.seen.results.push(result),
            Message::Object(key, object) => self.seen.objects.push((key, object)),
            Message::Locks(answer) => self.seen.locks.push(answer),
            Message::Admitted => self.admitted = true,
            Message::Reload => self.start_over(),
        }
    }

    /// Reads the workflow after somebody else changed it.
    async fn look_again(&mut self) {
        let path = path::workflow(&self.key.namespace, &self.key.name);
        match self.shared.objects.get(&path).await {
            Ok(Some(workflow)) => {
                let text = |at| workflow.pointer(at).and_then(Value::as_str).unwrap_or_default();
                self.version = text("/metadata/resourceVersion").parse().unwrap_or_default();
                if text("/metadata/uid") == self.uid {
                    self.seen.workflow = Some(workflow);
                } else {
                    self.start_over();
                }
            }
            Ok(None) | Err(_) => self.start_over(),
        }
    }
}

/// Whether a workflow has ended and nothing is left to do for it.
fn has_ended(workflow: &Value) -> bool {
    let labels = workflow.pointer("/metadata/labels");
    labels.and_then(|labels| labels.get(label::COMPLETED)).and_then(Value::as_str) == Some("true")
}
