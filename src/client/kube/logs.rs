//! The logs of a workflow's pods, together.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures::StreamExt;
use futures::stream::BoxStream;
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::Revive;
use super::hydrate::hydrate;
use super::managed::Managed;
use super::merge::{Merge, Next};
use super::podlog::{PodLog, Source};
use super::pods::{self, Found};
use super::rest::Rest;
use super::url::Url;
use super::watch::{stream_of, watch};
use super::workflow_kind;
use super::workflows::pages;
use crate::core::api::{NodeType, Workflow, label};
use crate::core::steps::pod_of;
use crate::ports::client::{ClientError, LogEvent, LogQuery, WatchNews};

/// How many logs are read at the same time when none of them grows; more where their pods ran at the same time.
const AT_ONCE: usize = 32;

/// How many lines may wait for whoever prints them.
const WAITING: usize = 1024;

type Sent = Result<LogEvent, ClientError>;

pub(super) fn logs(
    rest: Rest,
    revive: Revive,
    managed: Managed,
    query: LogQuery,
) -> BoxStream<'static, Sent> {
    let (events, receiver) = mpsc::channel(WAITING);
    let reader = Reader { rest, revive, managed, query: Arc::new(query), over: Arc::default() };
    tokio::spawn(async move {
        let read =
            if reader.query.follow { reader.follow(&events).await } else { reader.once(&events).await };
        if let Err(error) = read {
            // Whoever does not listen does not miss it.
            let _ = events.send(Err(error)).await;
        }
    });
    stream_of(receiver)
}

/// The log of one pod.
pub(super) fn of_pod(
    rest: Rest,
    revive: Revive,
    managed: Managed,
    query: LogQuery,
    pod: &str,
) -> BoxStream<'static, Sent> {
    let (events, receiver) = mpsc::channel(WAITING);
    let reader = Reader { rest, revive, managed, query: Arc::new(query), over: Arc::default() };
    let found = Found::named(pod);
    tokio::spawn(async move {
        let mut merge = Merge::new(false);
        let mut tasks = JoinSet::new();
        tasks.spawn(reader.pod_log(&found, &mut merge).run());
        loop {
            let event = tokio::select! {
                event = merge.next() => event,
                () = events.closed() => return,
            };
            let Some(event) = event else { return };
            if events.send(Ok(event)).await.is_err() {
                return;
            }
        }
    });
    stream_of(receiver)
}

struct Reader {
    rest: Rest,
    revive: Revive,
    managed: Managed,
    query: Arc<LogQuery>,
    /// Whether the workflow is over.
    over: Arc<AtomicBool>,
}

impl Reader {
    fn pods_url(&self) -> Url {
        let query = &self.query;
        let mut labels = format!("{}={}", label::WORKFLOW, query.workflow);
        if !query.selector.is_empty() {
            labels = format!("{labels},{}", query.selector);
        }
        let url = Url::pods(&query.namespace);
        // One pod is asked for by its name; steps are looked up in the workflow.
        let url = match query.steps.names.as_slice() {
            [pod] if self.is_pod(pod) => url.with("fieldSelector", format!("metadata.name={pod}")),
            _ => url,
        };
        url.with("labelSelector", labels)
    }

    /// Whether a name can only be that of a pod.
    fn is_pod(&self, name: &str) -> bool {
        name == self.query.workflow
            || name.strip_prefix(&self.query.workflow).is_some_and(|rest| rest.starts_with('-'))
    }

    async fn workflow(&self) -> Result<Workflow, ClientError> {
        let url = Url::of_kind(workflow_kind(), Some(&self.query.namespace)).child(&self.query.workflow);
        hydrate(self.rest.get(&url).await?)
    }

    /// The pods that have something to say, in the order they started, and those that are gone.
    async fn pods(&self, choice: &mut Choice, notes: &mut Vec<String>) -> Result<Vec<Found>, ClientError> {
        let listed: Vec<Value> = pages(&self.rest, &self.pods_url()).await?;
        let known: HashSet<&str> = listed.iter().map(pods::name_of).collect();
        choice.learn(&self.workflow().await?);
        let mut found: Vec<Found> =
            listed.iter().filter(|pod| pods::has_started(pod)).filter_map(|pod| choice.found(pod)).collect();
        let gone = choice.ended.iter().filter(|gone| !known.contains(gone.pod.as_ref()));
        if self.query.deleted_pods && self.query.selector.is_empty() {
            found.extend(gone.cloned());
        } else {
            notes.extend(gone.filter_map(|gone| {
                let artifact = gone.archived.as_ref()?;
                Some(format!(
                    "{} is gone; its log is kept as artifact {artifact}, which an Argo Server hands out: argo logs -s SERVER …",
                    gone.pod
                ))
            }));
        }
        found.sort_by_key(|pod| pod.started);
        Ok(found)
    }

    fn pod_log(&self, found: &Found, merge: &mut Merge) -> PodLog {
        let (rest, revive, query) = (self.rest.clone(), self.revive.clone(), self.query.clone());
        let source = Source {
            pod: found.pod.clone(),
            step: found.step.clone(),
            container: found.container.clone().unwrap_or_else(|| query.container.clone()),
            uid: found.uid.clone(),
            ended: found.ended,
        };
        PodLog { rest, revive, query, source, lines: merge.add(), over: self.over.clone() }
    }

    /// What there is now, in the order of time over all pods.
    async fn once(&self, events: &mpsc::Sender<Sent>) -> Result<(), ClientError> {
        let mut notes = Vec::new();
        let mut later = VecDeque::from(self.pods(&mut Choice::of(&self.query), &mut notes).await?);
        for note in notes {
            send(events, LogEvent::Note(note)).await?;
        }
        let mut merge = Merge::new(true);
        let mut tasks = JoinSet::new();
        loop {
            // A pod has no line from before it started, so it need not be read before.
            while merge.open() < AT_ONCE
                && let Some(pod) = later.pop_front()
            {
                tasks.spawn(self.pod_log(&pod, &mut merge).run());
            }
            match merge.next_before(later.front().and_then(|pod| pod.started)).await {
                Next::Event(event) => {
                    if events.send(Ok(event)).await.is_err() {
                        return Ok(());
                    }
                }
                Next::Later => {
                    if let Some(pod) = later.pop_front() {
                        tasks.spawn(self.pod_log(&pod, &mut merge).run());
                    }
                }
                Next::End if later.is_empty() => return Ok(()),
                Next::End => {}
            }
        }
    }

    /// Everything until the steps have ended.
    async fn follow(&self, events: &mpsc::Sender<Sent>) -> Result<(), ClientError> {
        let mut merge = Merge::new(false);
        let mut choice = Choice::of(&self.query);
        let mut follower =
            Follower { reader: self, seen: HashSet::new(), tasks: JoinSet::new(), held: HashMap::new() };
        let query = &self.query;
        let (rest, revive, managed) = (self.rest.clone(), self.revive.clone(), self.managed.clone());
        let mut workflow = watch(rest, revive, managed, &query.namespace, &query.workflow);
        let mut pods = pods::watch(self.rest.clone(), self.revive.clone(), self.pods_url());
        loop {
            tokio::select! {
                Some(event) = merge.next() => {
                    if events.send(Ok(event)).await.is_err() {
                        return Ok(());
                    }
                }
                () = events.closed() => return Ok(()),
                Some(pod) = pods.next() => follower.add(pod?, &choice, &mut merge),
                news = workflow.next() => match news {
                    Some(Ok(WatchNews::State(workflow))) => {
                        choice.learn(&workflow);
                        follower.look_again(&choice, &mut merge);
                        if choice.over || query.steps.has_ended(&workflow) {
                            self.over.store(workflow.is_completed(), Ordering::Relaxed);
                            break;
                        }
                    }
                    Some(Ok(WatchNews::Outage(reason))) => {
                        let note = LogEvent::Note(format!("{reason}; trying again"));
                        if events.send(Ok(note)).await.is_err() {
                            return Ok(());
                        }
                    }
                    Some(Err(error)) => return Err(error),
                    Some(Ok(WatchNews::Deleted)) | None => break,
                },
            }
        }
        drop(pods);
        // Pods may have come and gone between the last news of the one watch and the end told by the other.
        let mut notes = Vec::new();
        for pod in self.pods(&mut choice, &mut notes).await.unwrap_or_default() {
            follower.begin(&pod, &mut merge);
        }
        for note in notes {
            send(events, LogEvent::Note(note)).await?;
        }
        while let Some(event) = merge.next().await {
            if events.send(Ok(event)).await.is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// Sends an event; whoever does not listen does not miss it.
async fn send(events: &mpsc::Sender<Sent>, event: LogEvent) -> Result<(), ClientError> {
    let _ = events.send(Ok(event)).await;
    Ok(())
}

/// The chosen pods, as far as the workflow tells.
struct Choice {
    query: Arc<LogQuery>,
    /// The chosen pods by name: the step, and the container where one was named.
    chosen: HashMap<String, (Arc<str>, Option<String>)>,
    /// Those whose step has ended.
    ended: Vec<Found>,
    over: bool,
}

impl Choice {
    fn of(query: &Arc<LogQuery>) -> Self {
        Self { query: query.clone(), chosen: HashMap::new(), ended: Vec::new(), over: false }
    }

    fn learn(&mut self, workflow: &Workflow) {
        self.over = workflow.is_completed();
        let pods = self.query.steps.pods(workflow);
        self.chosen = pods
            .iter()
            .map(|pod| (pod.pod.clone(), (Arc::from(pod.step.as_str()), pod.container.clone())))
            .collect();
        let container = &self.query.container;
        let ran =
            workflow.nodes().values().filter(|node| node.type_ == NodeType::Pod && node.phase.is_completed());
        let gone = ran.filter_map(|node| {
            let pod = pod_of(workflow, node);
            let (step, named) = self.chosen.get(&pod)?;
            let log = format!("{}-logs", named.as_ref().unwrap_or(container));
            let mut artifacts = node.outputs.iter().flat_map(|outputs| &outputs.artifacts);
            let archived = artifacts.any(|artifact| artifact.name == log).then_some(log);
            let container = named.clone();
            Some(Found {
                pod: pod.into(),
                step: step.clone(),
                container,
                uid: None,
                started: node.started_at,
                ended: true,
                archived,
            })
        });
        self.ended = gone.collect();
    }

    /// A pod as it is read, when it is one of the chosen.
    fn found(&self, pod: &Value) -> Option<Found> {
        let mut found = Found::of(pod, &self.query.container);
        let named = |pod: &str| self.query.steps.names.iter().any(|name| name == pod);
        match self.chosen.get(found.pod.as_ref()) {
            Some((step, container)) => (found.step, found.container) = (step.clone(), container.clone()),
            None if self.query.steps.is_everything() || named(&found.pod) => {}
            None => return None,
        }
        Some(found)
    }
}

/// Starts one reader per pod.
struct Follower<'a> {
    reader: &'a Reader,
    seen: HashSet<String>,
    tasks: JoinSet<()>,
    /// Pods that are none of the chosen, as far as the workflow tells so far.
    held: HashMap<String, Value>,
}

impl Follower<'_> {
    fn add(&mut self, pod: Value, choice: &Choice, merge: &mut Merge) {
        if !pods::has_started(&pod) {
            return;
        }
        match choice.found(&pod) {
            Some(found) => self.begin(&found, merge),
            None => drop(self.held.insert(pods::name_of(&pod).to_owned(), pod)),
        }
    }

    /// Steps may be among the chosen by now.
    fn look_again(&mut self, choice: &Choice, merge: &mut Merge) {
        let meant = self.held.extract_if(|_, pod| choice.found(pod).is_some());
        for found in meant.filter_map(|(_, pod)| choice.found(&pod)).collect::<Vec<_>>() {
            self.begin(&found, merge);
        }
    }

    fn begin(&mut self, found: &Found, merge: &mut Merge) {
        // A deleted pod is known by its name only; another pod of the same name has an identity of its own.
        let by_name = self.seen.insert(found.pod.to_string());
        if found.uid.as_ref().map_or(by_name, |uid| self.seen.insert(uid.clone())) {
            self.tasks.spawn(self.reader.pod_log(found, merge).run());
        }
    }
}
