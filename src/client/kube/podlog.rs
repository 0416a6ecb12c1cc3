//! The log of one container: line by line, and on from where it was when the connection went.

use futures::io::{AsyncBufRead, AsyncBufReadExt};
use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::mpsc;

use super::Revive;
use super::rest::Rest;
use super::url::Url;
use super::watch::is_transient;
use crate::client::backoff::Backoff;
use crate::ports::client::{ClientError, LogEvent, LogLine, LogQuery, Refusal};

/// How a container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    /// It has not started.
    Waiting,
    /// It runs.
    Running,
    /// It ended, or its pod is gone.
    Ended,
}

/// Where a log was left: the time of the last line shown, and how many lines had that time.
#[derive(Debug, Default)]
struct Place {
    last: Option<Timestamp>,
    at_last: usize,
}

impl Place {
    /// How many lines of that time have been shown; they come again after a reconnection.
    fn shown_at(&self, time: Timestamp) -> usize {
        if self.last == Some(time) { self.at_last } else { 0 }
    }

    fn shown(&mut self, time: Timestamp) {
        if self.last == Some(time) {
            self.at_last += 1;
        } else {
            (self.last, self.at_last) = (Some(time), 1);
        }
    }
}

/// The log of one container of one pod.
pub(super) struct PodLog {
    pub(super) rest: Rest,
    pub(super) revive: Revive,
    pub(super) query: LogQuery,
    pub(super) pod: String,
    pub(super) lines: mpsc::Sender<LogEvent>,
}

impl PodLog {
    /// Sends all lines; ends when the log does or when nobody listens.
    pub(super) async fn run(self) {
        let mut place = Place::default();
        let mut backoff = Backoff::new();
        loop {
            let read = match self.rest.stream(&self.url(&place)).await {
                Ok(reader) => self.copy(reader, &mut place).await,
                Err(error) => Err(error),
            };
            let finished = match read {
                Ok(Copied::NobodyListens) => return,
                Ok(Copied::Whole) => !self.query.follow || self.container().await == Container::Ended,
                Err(error) if is_waiting(&error) && self.query.follow => {
                    self.container().await == Container::Ended
                }
                Err(error) if is_transient(&error) => {
                    if backoff.is_fresh() {
                        self.note(format!("{}: {}; trying again", self.pod, error.message)).await;
                    }
                    self.revive.call().await;
                    backoff.wait().await;
                    continue;
                }
                Err(error) if error.refusal == Refusal::NotFound && self.may_be_gone(&place) => true,
                Err(error) => {
                    self.note(format!("no log of {}: {}", self.pod, error.message)).await;
                    true
                }
            };
            if finished {
                return;
            }
            backoff.wait().await;
        }
    }

    /// Whether a pod that is not there is nothing to talk about: it was, or it is known from its node only.
    fn may_be_gone(&self, place: &Place) -> bool {
        place.last.is_some() || self.query.deleted_pods
    }

    fn url(&self, place: &Place) -> Url {
        let query = &self.query;
        let mut url = Url::pods(&query.namespace).child(&self.pod).child("log");
        url = url.with_text("container", &query.container);
        if query.follow {
            url = url.with("follow", true);
        }
        if query.previous {
            url = url.with("previous", true);
        }
        match (place.last, query.since) {
            // Servers compare whole seconds; what was shown of that second is left out when it comes.
            (Some(last), _) => url = url.with("sinceTime", whole_seconds(last)),
            (None, Some(since)) => url = url.with("sinceTime", since),
            (None, None) => {}
        }
        if let (Some(tail), None) = (query.tail, place.last) {
            url = url.with("tailLines", tail);
        }
        url.with("timestamps", true)
    }

    /// Sends the lines of one connection that have not been shown. The last line of a connection that broke is read
    /// again by the next one, so no line is cut.
    async fn copy(&self, reader: impl AsyncBufRead, place: &mut Place) -> Result<Copied, ClientError> {
        let mut reader = std::pin::pin!(reader);
        let (resumed_at, mut to_skip) = (place.last, place.last.map_or(0, |last| place.shown_at(last)));
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let read = reader.read_until(b'\n', &mut bytes).await;
            let read =
                read.map_err(|e| ClientError::new(Refusal::Unreachable, format!("read its log: {e}")))?;
            if read == 0 {
                return Ok(Copied::Whole);
            }
            let line = line(&self.pod, &bytes);
            if let (Some(resumed), Some(time)) = (resumed_at, line.time) {
                if time < resumed {
                    continue;
                }
                if time == resumed && to_skip > 0 {
                    to_skip -= 1;
                    continue;
                }
            }
            if let Some(time) = line.time {
                place.shown(time);
            }
            if self.lines.send(LogEvent::Line(line)).await.is_err() {
                return Ok(Copied::NobodyListens);
            }
        }
    }

    async fn container(&self) -> Container {
        let url = Url::pods(&self.query.namespace).child(&self.pod);
        match self.rest.get::<Value>(&url).await {
            Ok(pod) => state(&pod, &self.query.container),
            Err(error) if error.refusal == Refusal::NotFound => Container::Ended,
            // The next attempt to read the log finds out.
            Err(_) => Container::Running,
        }
    }

    async fn note(&self, text: String) {
        // Nobody listening is found out by the next line.
        let _ = self.lines.send(LogEvent::Note(text)).await;
    }
}

/// How reading one connection ended.
enum Copied {
    Whole,
    NobodyListens,
}

fn state(pod: &Value, container: &str) -> Container {
    let phase = pod.pointer("/status/phase").and_then(Value::as_str).unwrap_or_default();
    if matches!(phase, "Succeeded" | "Failed") {
        return Container::Ended;
    }
    let lists = ["containerStatuses", "initContainerStatuses"];
    let mut statuses = lists.iter().filter_map(|list| pod.get("status")?.get(list)?.as_array()).flatten();
    match statuses.find(|status| status["name"] == container) {
        Some(status) if status.pointer("/state/terminated").is_some() => Container::Ended,
        Some(status) if status.pointer("/state/running").is_some() => Container::Running,
        _ => Container::Waiting,
    }
}

/// Whether the server refuses because the container has not started yet.
fn is_waiting(error: &ClientError) -> bool {
    error.refusal == Refusal::Invalid
        && ["waiting to start", "PodInitializing", "ContainerCreating"]
            .iter()
            .any(|w| error.message.contains(w))
}

fn whole_seconds(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

/// Splits `<time> <text>` at the first blank.
fn line(pod: &str, bytes: &[u8]) -> LogLine {
    let text = String::from_utf8_lossy(bytes.strip_suffix(b"\n").unwrap_or(bytes));
    let stamped = text.split_once(' ').map_or((text.as_ref(), ""), |parts| parts);
    match stamped.0.parse::<Timestamp>() {
        Ok(time) => LogLine {
            pod: pod.to_owned(),
            time: Some(time),
            stamp: stamped.0.to_owned(),
            text: stamped.1.to_owned(),
        },
        Err(_) => LogLine { pod: pod.to_owned(), time: None, stamp: String::new(), text: text.into_owned() },
    }
}
