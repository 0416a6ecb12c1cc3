//! The logs of a workflow's pods, together.

use std::collections::HashSet;

use futures::StreamExt;
use futures::stream::{self, BoxStream};
use kube::core::WatchEvent;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::Revive;
use super::hydrate::hydrate;
use super::managed::Managed;
use super::podlog::PodLog;
use super::rest::Rest;
use super::url::Url;
use super::watch::{is_transient, stream_of, watch};
use super::workflow_kind;
use super::workflows::pages;
use crate::client::backoff::Backoff;
use crate::core::api::{NodeType, annotation, label};
use crate::core::graph::{PodNameFormat, pod_name};
use crate::ports::client::{ClientError, LogEvent, LogQuery, Refusal, WatchNews};

/// How many logs are read at the same time when nobody waits for new lines.
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
    let reader = Reader { rest, revive, managed, query };
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

/// The workflow that the label of a pod names.
pub(super) async fn workflow_of_pod(
    rest: &Rest,
    namespace: &str,
    pod: &str,
) -> Result<Option<String>, ClientError> {
    match rest.get::<Value>(&Url::pods(namespace).child(pod)).await {
        Ok(pod) => {
            let labels = pod.pointer("/metadata/labels");
            let workflow = labels.and_then(|labels| labels.get(label::WORKFLOW)?.as_str());
            Ok(workflow.map(str::to_owned))
        }
        Err(error) if error.refusal == Refusal::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

struct Reader {
    rest: Rest,
    revive: Revive,
    managed: Managed,
    query: LogQuery,
}

impl Reader {
    fn pods_url(&self) -> Url {
        let query = &self.query;
        let mut labels = format!("{}={}", label::WORKFLOW, query.workflow);
        if !query.selector.is_empty() {
            labels = format!("{labels},{}", query.selector);
        }
        let fields = query.pod.as_ref().map(|pod| format!("metadata.name={pod}")).unwrap_or_default();
        Url::pods(&query.namespace).with_text("fieldSelector", &fields).with("labelSelector", labels)
    }

    /// The pods that have something to say, in the order they started.
    async fn pods(&self) -> Result<Vec<Value>, ClientError> {
        let mut pods: Vec<Value> = pages(&self.rest, &self.pods_url()).await?;
        pods.retain(has_started);
        let start = |pod: &Value| pod.pointer("/status/startTime").and_then(Value::as_str).map(str::to_owned);
        pods.sort_by_cached_key(start);
        if self.query.deleted_pods {
            let known: HashSet<String> = pods.iter().map(|pod| name_of(pod).to_owned()).collect();
            pods.extend(self.deleted_pods().await?.into_iter().filter(|pod| !known.contains(name_of(pod))));
        }
        Ok(pods)
    }

    /// The pods that the nodes of the workflow had, as far as they started, by name.
    async fn deleted_pods(&self) -> Result<Vec<Value>, ClientError> {
        let query = &self.query;
        if !query.selector.is_empty() {
            return Ok(Vec::new());
        }
        let url = Url::of_kind(workflow_kind(), Some(&query.namespace)).child(&query.workflow);
        let workflow = hydrate(self.rest.get(&url).await?)?;
        let annotations = &workflow.metadata.annotations;
        let format = PodNameFormat::of(annotations.get(annotation::POD_NAME_FORMAT).map(String::as_str));
        let ran =
            workflow.nodes().values().filter(|node| node.type_ == NodeType::Pod && node.phase.is_completed());
        let names = ran.map(|node| {
            let template = node.template_ref.as_ref().map_or(&node.template_name, |r| &r.template);
            pod_name(workflow.name(), &node.name, template, format)
        });
        let wanted = names.filter(|name| query.pod.as_ref().is_none_or(|pod| pod == name));
        Ok(wanted.map(|name| json!({"metadata": {"name": name}, "status": {"phase": "Succeeded"}})).collect())
    }

    fn pod_log(&self, pod: &str, lines: mpsc::Sender<LogEvent>) -> PodLog {
        let (rest, revive, query) = (self.rest.clone(), self.revive.clone(), self.query.clone());
        PodLog { rest, revive, query, pod: pod.to_owned(), lines }
    }

    /// What there is now, in the order of time over all pods.
    async fn once(&self, events: &mpsc::Sender<Sent>) -> Result<(), ClientError> {
        let pods = self.pods().await?;
        let (lines, mut received) = mpsc::channel(WAITING);
        let readers: Vec<_> =
            pods.iter().map(|pod| self.pod_log(name_of(pod), lines.clone()).run()).collect();
        drop(lines);
        let single = readers.len() == 1;
        let reading = tokio::spawn(stream::iter(readers).buffer_unordered(AT_ONCE).collect::<Vec<()>>());
        let mut waiting = Vec::new();
        while let Some(event) = received.recv().await {
            match event {
                LogEvent::Line(line) if !single => waiting.push(line),
                event => {
                    if events.send(Ok(event)).await.is_err() {
                        reading.abort();
                        return Ok(());
                    }
                }
            }
        }
        // A line without a time comes last; lines of the same time stay in their order.
        waiting.sort_by_key(|line| (line.time.is_none(), line.time));
        for line in waiting {
            if events.send(Ok(LogEvent::Line(line))).await.is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Everything until the workflow ends.
    async fn follow(&self, events: &mpsc::Sender<Sent>) -> Result<(), ClientError> {
        let (lines, mut received) = mpsc::channel(WAITING);
        let mut follower = Follower { reader: self, lines, seen: HashSet::new(), tasks: JoinSet::new() };
        let query = &self.query;
        let (rest, revive, managed) = (self.rest.clone(), self.revive.clone(), self.managed.clone());
        let mut workflow = watch(rest, revive, managed, &query.namespace, &query.workflow);
        let mut pods = self.watch_pods();
        loop {
            tokio::select! {
                event = received.recv() => {
                    let Some(event) = event else { break };
                    if events.send(Ok(event)).await.is_err() {
                        return Ok(());
                    }
                }
                Some(pod) = pods.next() => follower.add(&pod?),
                news = workflow.next() => match news {
                    Some(Ok(WatchNews::State(workflow))) if !workflow.is_completed() => {}
                    Some(Ok(WatchNews::Outage(reason))) => {
                        let note = LogEvent::Note(format!("{reason}; trying again"));
                        if events.send(Ok(note)).await.is_err() {
                            return Ok(());
                        }
                    }
                    Some(Err(error)) => return Err(error),
                    Some(Ok(WatchNews::State(_) | WatchNews::Deleted)) | None => break,
                },
            }
        }
        drop(pods);
        // Pods may have come and gone between the last news of the one watch and the end told by the other.
        for pod in self.pods().await.unwrap_or_default() {
            follower.add(&pod);
        }
        let Follower { lines, mut tasks, .. } = follower;
        drop(lines);
        while let Some(event) = received.recv().await {
            if events.send(Ok(event)).await.is_err() {
                tasks.abort_all();
                break;
            }
        }
        while tasks.join_next().await.is_some() {}
        Ok(())
    }

    /// Pods as they start, each at least once, whatever happens to the connection.
    fn watch_pods(&self) -> BoxStream<'static, Result<Value, ClientError>> {
        let (found, receiver) = mpsc::channel(WAITING);
        let (rest, revive, url) = (self.rest.clone(), self.revive.clone(), self.pods_url());
        tokio::spawn(async move {
            let mut backoff = Backoff::new();
            while !found.is_closed() {
                match watch_pods_once(&rest, &url, &found).await {
                    Err(error) if !is_transient(&error) => {
                        // Whoever does not listen does not miss it.
                        let _ = found.send(Err(error)).await;
                        return;
                    }
                    Err(_) => revive.call().await,
                    Ok(()) => backoff.reset(),
                }
                backoff.wait().await;
            }
        });
        stream_of(receiver)
    }
}

/// One connection of a watch for pods: what is there, then what changes.
async fn watch_pods_once(
    rest: &Rest,
    url: &Url,
    found: &mpsc::Sender<Result<Value, ClientError>>,
) -> Result<(), ClientError> {
    let list: super::listed::Page<Value> = rest.get(url).await?;
    for pod in list.items {
        if found.send(Ok(pod)).await.is_err() {
            return Ok(());
        }
    }
    let url = url.clone().with("resourceVersion", list.metadata.resource_version).with("watch", true);
    let events = rest.watch::<Value>(&url).await?;
    let mut events = std::pin::pin!(events);
    loop {
        let event = tokio::select! {
            event = events.next() => event,
            () = found.closed() => return Ok(()),
        };
        match event {
            Some(Ok(WatchEvent::Added(pod) | WatchEvent::Modified(pod))) => {
                if found.send(Ok(pod)).await.is_err() {
                    return Ok(());
                }
            }
            Some(Ok(WatchEvent::Deleted(_) | WatchEvent::Bookmark(_))) => {}
            Some(Ok(WatchEvent::Error(_))) | None => return Ok(()),
            Some(Err(error)) => return Err(error),
        }
    }
}

/// Starts one reader per pod.
struct Follower<'a> {
    reader: &'a Reader,
    lines: mpsc::Sender<LogEvent>,
    seen: HashSet<String>,
    tasks: JoinSet<()>,
}

impl Follower<'_> {
    fn add(&mut self, pod: &Value) {
        if !has_started(pod) {
            return;
        }
        // A deleted pod is known by its name only; another pod of the same name has an identity of its own.
        let by_name = self.seen.insert(name_of(pod).to_owned());
        let uid = pod.pointer("/metadata/uid").and_then(Value::as_str);
        if uid.map_or(by_name, |uid| self.seen.insert(uid.to_owned())) {
            self.tasks.spawn(self.reader.pod_log(name_of(pod), self.lines.clone()).run());
        }
    }
}

fn name_of(pod: &Value) -> &str {
    pod.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default()
}

fn has_started(pod: &Value) -> bool {
    !matches!(pod.pointer("/status/phase").and_then(Value::as_str), None | Some("" | "Pending"))
}
