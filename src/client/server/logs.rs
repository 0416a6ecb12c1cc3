//! The logs of a workflow's pods, from an Argo Server, over connections that end.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use futures::stream::BoxStream;
use futures::{Stream, StreamExt, pin_mut};
use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::mpsc;

use super::follow::{is_transient, stream_of};
use super::rest::Rest;
use super::workflows;
use crate::client::backoff::Backoff;
use crate::core::api::{NodeType, Workflow};
use crate::core::steps::StepPod;
use crate::ports::client::{ClientError, LogEvent, LogLine, LogQuery};

/// How many events may wait for whoever takes them.
const WAITING: usize = 1024;

/// How often a stream may be cut at the same place before that is taken for its end.
const ATTEMPTS: u32 = 5;

type Sent = Result<LogEvent, ClientError>;

pub(super) fn logs(rest: Rest, query: LogQuery) -> BoxStream<'static, Sent> {
    let (events, receiver) = mpsc::channel(WAITING);
    let reader = LogReader {
        rest,
        query,
        events,
        seen: HashMap::new(),
        chosen: HashMap::new(),
        strange: HashSet::new(),
        ended: None,
        by_pod: false,
    };
    tokio::spawn(reader.run());
    stream_of(receiver)
}

/// Where the log of a pod was left.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    last: Timestamp,
    /// How many lines have that time.
    at_last: u64,
}

/// Reads logs, and goes on where a connection has ended.
struct LogReader {
    rest: Rest,
    query: LogQuery,
    events: mpsc::Sender<Sent>,
    seen: HashMap<Arc<str>, Place>,
    /// The chosen pods and their steps, as far as the workflow tells.
    chosen: HashMap<Arc<str>, StepPod>,
    /// Pods that are none of the chosen.
    strange: HashSet<Arc<str>>,
    /// The workflow as it ended.
    ended: Option<Workflow>,
    /// Whether the one name that is given is taken for that of a pod.
    by_pod: bool,
}

impl LogReader {
    async fn run(mut self) {
        let (mut backoff, mut cuts) = (Backoff::new(), 0);
        if self.looks_at_steps() {
            match self.workflow().await {
                Ok(workflow) => self.learn(&workflow),
                // Somebody who may read logs but not workflows can still name a pod.
                Err(_) if self.query.steps.names.len() == 1 => self.by_pod = true,
                Err(error) => return self.fail(error).await,
            }
        }
        loop {
            let over = self.ended.is_some();
            let before = self.seen.clone();
            let read = self.connection(self.query.follow && !over).await;
            let is_news = self.seen != before;
            let is_cut = read.is_err();
            cuts = if is_cut && !is_news { cuts + 1 } else { 0 };
            match read {
                Ok(()) if !self.query.follow || (over && !is_news) => return self.archived().await,
                Ok(()) => backoff.reset(),
                Err(error) if self.query.follow && is_transient(&error) && !self.seen.is_empty() => {
                    if over && cuts >= ATTEMPTS {
                        // Cut at the same place each time: that is all there is.
                        return self.archived().await;
                    }
                    if is_news {
                        backoff.reset();
                    } else if backoff.is_fresh()
                        && self.events.send(Ok(LogEvent::Note(error.message))).await.is_err()
                    {
                        return;
                    }
                }
                Err(error) => return self.fail(error).await,
            }
            if !over && (!is_cut || cuts > 0) {
                // What came between the end of the connection and that of the workflow is read yet.
                match self.workflow().await {
                    Ok(workflow) if self.query.steps.has_ended(&workflow) => self.ended = Some(workflow),
                    Err(error) if !is_transient(&error) => return,
                    _ => {}
                }
            }
            if self.ended.is_none() || cuts > 0 {
                backoff.wait().await;
            }
            if self.events.is_closed() {
                return;
            }
        }
    }

    async fn fail(&self, error: ClientError) {
        // Whoever does not listen does not miss it.
        let _ = self.events.send(Err(error)).await;
    }

    /// Whether steps are chosen in a way that only the workflow can explain.
    fn looks_at_steps(&self) -> bool {
        let steps = &self.query.steps;
        !self.by_pod && (self.query.step_names || (!steps.is_everything() && self.pod().is_none()))
    }

    /// The pod, where exactly one is named as a pod.
    fn pod(&self) -> Option<&str> {
        match self.query.steps.names.as_slice() {
            [name] if self.by_pod || name == &self.query.workflow => Some(name),
            [name] => name.strip_prefix(&self.query.workflow)?.starts_with('-').then_some(name),
            _ => None,
        }
    }

    async fn workflow(&self) -> Result<Workflow, ClientError> {
        workflows::get(&self.rest, &self.query.namespace, &self.query.workflow).await
    }

    fn learn(&mut self, workflow: &Workflow) {
        let pods = self.query.steps.pods(workflow);
        self.chosen = pods.into_iter().map(|pod| (Arc::from(pod.pod.as_str()), pod)).collect();
    }

    /// The step of a pod; `None` when the pod is not meant.
    async fn step_of(&mut self, pod: &Arc<str>) -> Option<String> {
        if !self.looks_at_steps() {
            return Some(String::new());
        }
        if !self.chosen.contains_key(pod) && self.strange.insert(pod.clone()) {
            // It may have come after the workflow was looked at.
            if let Ok(workflow) = self.workflow().await {
                self.learn(&workflow);
            }
        }
        let everything = self.query.steps.is_everything();
        self.chosen.get(pod).map(|pod| pod.step.clone()).or_else(|| everything.then(String::new))
    }

    async fn connection(&mut self, follow: bool) -> Result<(), ClientError> {
        let lines = self.open(follow).await?;
        pin_mut!(lines);
        // Lines of the time that the last connection ended at, by pod: those come again.
        let before = self.seen.clone();
        let mut again: HashMap<Arc<str>, u64> = HashMap::new();
        let mut steps: HashMap<Arc<str>, Option<Arc<str>>> = HashMap::new();
        while let Some(entry) = lines.next().await {
            let entry = entry?;
            let pod: Arc<str> = Arc::from(entry.get("podName").and_then(Value::as_str).unwrap_or_default());
            let step = match steps.get(&pod) {
                Some(step) => step.clone(),
                None => {
                    let step = self.step_of(&pod).await.map(Arc::from);
                    steps.insert(pod.clone(), step.clone());
                    step
                }
            };
            let Some(step) = step else { continue };
            let content = entry.get("content").and_then(Value::as_str).unwrap_or_default();
            let line = LogLine::new(&pod, &step, content.as_bytes().to_vec());
            if line.time.is_some_and(|time| self.query.since.is_some_and(|since| time < since)) {
                continue;
            }
            if let (Some(time), Some(place)) = (line.time, before.get(&pod)) {
                let known = again.entry(pod.clone()).or_default();
                if time < place.last {
                    continue;
                }
                if time == place.last && *known < place.at_last {
                    *known += 1;
                    continue;
                }
                // The last line that was shown should have come again.
                if *known == 0 {
                    *known = 1;
                    let gap = LogEvent::Gap { pod: pod.clone(), after: place.last };
                    if self.events.send(Ok(gap)).await.is_err() {
                        return Ok(());
                    }
                }
            }
            if let Some(time) = line.time {
                let place = self.seen.entry(pod).or_insert(Place { last: time, at_last: 0 });
                let at_last = if place.last == time { place.at_last + 1 } else { 1 };
                *place = Place { last: time, at_last };
            }
            if self.events.send(Ok(LogEvent::Line(line))).await.is_err() {
                return Ok(());
            }
        }
        Ok(())
    }

    async fn open(
        &self,
        follow: bool,
    ) -> Result<impl Stream<Item = Result<Value, ClientError>> + Send + use<>, ClientError> {
        let query = &self.query;
        // Times tell where to go on; whoever prints takes them off again. A connection that goes on reads everything
        // again: servers do not agree on how a time is asked for.
        let mut asked = vec![("logOptions.timestamps", "true".to_owned())];
        let mut put = |name: &'static str, value: Option<String>| {
            asked.extend(value.filter(|value| !value.is_empty()).map(|value| (name, value)));
        };
        put("logOptions.container", Some(query.container.clone()));
        put("podName", self.pod().map(str::to_owned));
        put("selector", Some(query.selector.clone()));
        put("logOptions.follow", follow.then(|| "true".to_owned()));
        put("logOptions.previous", query.previous.then(|| "true".to_owned()));
        let back = query.since.map(|since| Timestamp::now().as_second() - since.as_second() + 1);
        put("logOptions.sinceSeconds", back.map(|seconds| seconds.max(1).to_string()));
        let tail = query.tail.filter(|_| self.seen.is_empty());
        put("logOptions.tailLines", tail.map(|lines| lines.to_string()));
        self.rest.events(&["workflows", &query.namespace, &query.workflow, "log"], &asked).await
    }

    /// Logs of pods that are gone, from the artifacts that were made of them.
    async fn archived(&mut self) {
        let workflow = match self.ended.take() {
            Some(workflow) => workflow,
            None => match self.workflow().await {
                Ok(workflow) => workflow,
                // The logs that there are have been told.
                Err(_) => return,
            },
        };
        let log = format!("{}-logs", self.query.container);
        if !self.query.selector.is_empty() {
            return;
        }
        for pod in self.query.steps.pods(&workflow) {
            let name: Arc<str> = Arc::from(pod.pod.as_str());
            let Some(node) = workflow.nodes().get(&pod.node).filter(|node| node.type_ == NodeType::Pod)
            else {
                continue;
            };
            let mut artifacts = node.outputs.iter().flat_map(|outputs| &outputs.artifacts);
            if !self.seen.contains_key(&name) && artifacts.any(|artifact| artifact.name == log) {
                let step: Arc<str> = Arc::from(pod.step.as_str());
                if let Err(error) = self.artifact(&workflow, &pod, &log, (&name, &step)).await {
                    let note =
                        format!("{name} has no log any more, and artifact {log} cannot be read: {error}");
                    // Nobody listening is no matter at the end.
                    let _ = self.events.send(Ok(LogEvent::Note(note))).await;
                }
            }
        }
    }

    async fn artifact(
        &self,
        workflow: &Workflow,
        pod: &StepPod,
        log: &str,
        (name, step): (&Arc<str>, &Arc<str>),
    ) -> Result<(), ClientError> {
        let path = ["artifacts", &self.query.namespace, workflow.name(), &pod.node, log];
        let pieces = self.rest.download(&path).await?;
        pin_mut!(pieces);
        let note = format!("{name} has no log any more; this is its artifact {log}");
        let mut open = self.events.send(Ok(LogEvent::Note(note))).await.is_ok();
        let mut line = Vec::new();
        while let (true, Some(piece)) = (open, pieces.next().await) {
            for part in piece?.split_inclusive(|byte| *byte == b'\n') {
                line.extend_from_slice(part);
                if line.last() == Some(&b'\n') {
                    line.pop();
                    let whole = LogLine::unstamped(name, step, std::mem::take(&mut line));
                    open &= self.events.send(Ok(LogEvent::Line(whole))).await.is_ok();
                }
            }
        }
        if !line.is_empty() && open {
            // Nobody listening is no matter at the end.
            let _ = self.events.send(Ok(LogEvent::Line(LogLine::unstamped(name, step, line)))).await;
        }
        Ok(())
    }
}
