//! Streams of an Argo Server: the changes of a workflow, and the logs of its pods, over connections that end.

use std::collections::HashMap;

use futures::stream::{self, BoxStream};
use futures::{Stream, StreamExt, pin_mut};
use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::mpsc;

use super::rest::Rest;
use super::workflows;
use crate::client::backoff::Backoff;
use crate::core::api::Workflow;
use crate::ports::client::{ClientError, LogEvent, LogLine, LogQuery, Refusal, WatchNews};

/// How many events may wait for whoever takes them.
const WAITING: usize = 1024;

type News = Result<WatchNews, ClientError>;
type Sent = Result<LogEvent, ClientError>;

/// A stream out of the receiving end of a channel.
fn stream_of<T: Send + 'static>(receiver: mpsc::Receiver<T>) -> BoxStream<'static, T> {
    stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) }).boxed()
}

/// Whether an error may go away by itself.
fn is_transient(error: &ClientError) -> bool {
    error.refusal == Refusal::Unreachable
}

pub(super) fn watch(rest: Rest, namespace: &str, name: &str) -> BoxStream<'static, News> {
    let (news, receiver) = mpsc::channel(16);
    let (namespace, name) = (namespace.to_owned(), name.to_owned());
    tokio::spawn(async move {
        let (mut backoff, mut known) = (Backoff::new(), false);
        loop {
            let seen = connection(&rest, &namespace, &name, &news, &mut known).await;
            match seen {
                Ok(true) => return,
                // Ended without a word of its end: what is there now is told anew.
                Ok(false) => backoff.reset(),
                Err(error) if known && is_transient(&error) => {
                    if backoff.is_fresh() && news.send(Ok(WatchNews::Outage(error.message))).await.is_err() {
                        return;
                    }
                }
                Err(error) if known && error.refusal == Refusal::NotFound => {
                    // Whoever does not listen does not miss it.
                    let _ = news.send(Ok(WatchNews::Deleted)).await;
                    return;
                }
                Err(error) => {
                    let _ = news.send(Err(error)).await;
                    return;
                }
            }
            backoff.wait().await;
            if news.is_closed() {
                return;
            }
        }
    });
    stream_of(receiver)
}

/// One connection of a watch; true when there is nothing left to tell.
async fn connection(
    rest: &Rest,
    namespace: &str,
    name: &str,
    news: &mpsc::Sender<News>,
    known: &mut bool,
) -> Result<bool, ClientError> {
    let query = [
        ("listOptions.fieldSelector", format!("metadata.name={name}")),
        ("listOptions.resourceVersion", "0".to_owned()),
    ];
    let events = rest.events(&["workflow-events", namespace], &query).await?;
    pin_mut!(events);
    while let Some(event) = events.next().await {
        let mut event = event?;
        let deleted = event.get("type").and_then(Value::as_str) == Some("DELETED");
        let object = event.get_mut("object").map(Value::take).unwrap_or_default();
        let told = if deleted {
            WatchNews::Deleted
        } else {
            let workflow = serde_json::from_value::<Workflow>(object);
            let workflow = workflow.map_err(|error| {
                ClientError::new(
                    Refusal::Other,
                    format!("{}: an event is no workflow: {error}", rest.address()),
                )
            })?;
            WatchNews::State(Box::new(workflow))
        };
        let ended = match &told {
            WatchNews::State(workflow) => workflow.status.finished_at.is_some(),
            _ => true,
        };
        *known = true;
        if news.send(Ok(told)).await.is_err() || ended {
            return Ok(true);
        }
    }
    if !*known {
        // Nothing was said of it: reading tells whether it is there.
        workflows::get(rest, namespace, name).await?;
        *known = true;
    }
    Ok(news.is_closed())
}

pub(super) fn logs(rest: Rest, query: LogQuery) -> BoxStream<'static, Sent> {
    let (events, receiver) = mpsc::channel(WAITING);
    let reader = LogReader { rest, query, events, seen: HashMap::new() };
    tokio::spawn(reader.run());
    stream_of(receiver)
}

/// Reads logs, and goes on where a connection has ended.
struct LogReader {
    rest: Rest,
    query: LogQuery,
    events: mpsc::Sender<Sent>,
    /// The last time of each pod, and how many of its lines have it.
    seen: HashMap<String, (Timestamp, u64)>,
}

impl LogReader {
    async fn run(mut self) {
        let mut backoff = Backoff::new();
        loop {
            let failed = match self.connection().await {
                Ok(()) if !self.query.follow || self.has_ended().await => return,
                Ok(()) => None,
                Err(error) if self.query.follow && is_transient(&error) && !self.seen.is_empty() => {
                    Some(error)
                }
                Err(error) => {
                    // Whoever does not listen does not miss it.
                    let _ = self.events.send(Err(error)).await;
                    return;
                }
            };
            match failed {
                Some(error) if backoff.is_fresh() => {
                    if self.events.send(Ok(LogEvent::Note(error.message))).await.is_err() {
                        return;
                    }
                }
                Some(_) => {}
                None => backoff.reset(),
            }
            backoff.wait().await;
            if self.events.is_closed() {
                return;
            }
        }
    }

    /// Whether nothing more will be written. A workflow that is gone writes nothing either.
    async fn has_ended(&self) -> bool {
        match workflows::get(&self.rest, &self.query.namespace, &self.query.workflow).await {
            Ok(workflow) => workflow.status.finished_at.is_some(),
            Err(error) => !is_transient(&error),
        }
    }

    async fn connection(&mut self) -> Result<(), ClientError> {
        let lines = self.open().await?;
        pin_mut!(lines);
        // Lines of the time that the last connection ended at, by pod: those come again.
        let before = self.seen.clone();
        let mut again: HashMap<String, u64> = HashMap::new();
        while let Some(entry) = lines.next().await {
            let line = line_of(&entry?);
            if let (Some(time), Some((last, count))) = (line.time, before.get(&line.pod)) {
                let known = again.entry(line.pod.clone()).or_default();
                if time < *last {
                    continue;
                }
                if time == *last && *known < *count {
                    *known += 1;
                    continue;
                }
            }
            if let Some(time) = line.time {
                let seen = self.seen.entry(line.pod.clone()).or_insert((time, 0));
                *seen = if seen.0 == time { (time, seen.1 + 1) } else { (time, 1) };
            }
            if self.events.send(Ok(LogEvent::Line(line))).await.is_err() {
                return Ok(());
            }
        }
        Ok(())
    }

    async fn open(
        &self,
    ) -> Result<impl Stream<Item = Result<Value, ClientError>> + Send + use<>, ClientError> {
        let query = &self.query;
        // Times tell where to go on; whoever prints takes them off again.
        let mut asked = vec![("logOptions.timestamps", "true".to_owned())];
        let mut put = |name: &'static str, value: Option<String>| {
            asked.extend(value.filter(|value| !value.is_empty()).map(|value| (name, value)));
        };
        put("logOptions.container", Some(query.container.clone()));
        put("podName", query.pod.clone());
        put("selector", Some(query.selector.clone()));
        put("logOptions.follow", query.follow.then(|| "true".to_owned()));
        put("logOptions.previous", query.previous.then(|| "true".to_owned()));
        let resumed = self.seen.values().map(|(time, _)| *time).min();
        put("logOptions.sinceTime", resumed.or(query.since).map(|time| time.to_string()));
        put("logOptions.tailLines", query.tail.filter(|_| resumed.is_none()).map(|lines| lines.to_string()));
        self.rest.events(&["workflows", &query.namespace, &query.workflow, "log"], &asked).await
    }
}

/// A line with the time before it.
fn line_of(entry: &Value) -> LogLine {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default();
    let (pod, content) = (text("podName").to_owned(), text("content"));
    let (stamp, rest) = content.split_once(' ').unwrap_or((content, ""));
    match stamp.parse::<Timestamp>() {
        Ok(time) => LogLine { pod, time: Some(time), stamp: stamp.to_owned(), text: rest.to_owned() },
        Err(_) => LogLine { pod, time: None, stamp: String::new(), text: content.to_owned() },
    }
}
