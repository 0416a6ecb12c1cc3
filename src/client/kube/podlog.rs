//! The log of one container: line by line, and on from where it was when the connection went.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures::io::{AsyncBufRead, AsyncBufReadExt};
use jiff::Timestamp;
use serde_json::Value;

use super::Revive;
use super::merge::Feed;
use super::rest::Rest;
use super::url::Url;
use super::watch::is_transient;
use crate::client::backoff::Backoff;
use crate::ports::client::{ClientError, LogEvent, LogLine, LogQuery, Refusal};

/// How many attempts in a row may bring nothing before a log that does not grow any more is given up.
const ATTEMPTS: usize = 5;

/// Where a log was left: the time of the last line shown, and how many lines had that time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Place {
    last: Option<Timestamp>,
    at_last: usize,
}

impl Place {
    fn shown(&mut self, time: Timestamp) {
        if self.last == Some(time) {
            self.at_last += 1;
        } else {
            (self.last, self.at_last) = (Some(time), 1);
        }
    }
}

/// Whose log it is.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) pod: Arc<str>,
    pub(super) step: Arc<str>,
    pub(super) container: String,
    /// The pod's identity, where it is known: another pod may get the same name.
    pub(super) uid: Option<String>,
    /// Whether it wrote all it ever will.
    pub(super) ended: bool,
}

/// Reads the log of one container of one pod.
pub(super) struct PodLog {
    pub(super) rest: Rest,
    pub(super) revive: Revive,
    pub(super) query: Arc<LogQuery>,
    pub(super) source: Source,
    pub(super) lines: Feed,
    /// Whether the workflow is over, so that nothing new can come from a server that cannot be reached.
    pub(super) over: Arc<AtomicBool>,
}

/// What a connection left behind that ended without an error. That says little: servers end their answers like that when
/// whoever they ask goes away.
struct Read {
    /// A last line without its end.
    rest: Option<Vec<u8>>,
    /// Whether all that had been shown came again, so that nothing before the end is missing.
    whole: bool,
}

/// Why reading a connection stopped.
enum Stop {
    NobodyListens,
    /// The pod is gone, or another has its name now.
    Gone,
    Broken(ClientError),
}

/// How the container is, as its pod tells.
enum Container {
    /// It may write, or begin to.
    Alive,
    /// It wrote all it ever will.
    Ended,
    /// The pod is gone, or another has its name now.
    Gone,
}

impl PodLog {
    /// Sends all lines; ends when the log does or when nobody listens.
    pub(super) async fn run(self) {
        let mut place = Place::default();
        let mut backoff = Backoff::new();
        let (mut ended, mut failures, mut idle, mut connected) = (self.source.ended, 0, 0, false);
        let mut unfinished: Option<Vec<u8>> = None;
        // Once a connection was cut, an end is believed only when it comes again and again.
        let mut is_troubled = false;
        loop {
            let grows = self.query.follow && !ended;
            let before = place;
            let asked = grows || (self.query.follow && !connected);
            let attempt = self.attempt(&mut place, asked, connected).await;
            if place != before {
                failures = 0;
                backoff.reset();
            }
            match attempt {
                Err(Stop::NobodyListens) => return,
                Err(Stop::Gone) => return self.finish(unfinished).await,
                Ok(read) => {
                    (connected, failures) = (true, 0);
                    if !grows {
                        backoff.reset();
                    }
                    // A last line without an end is one that the container has not finished, or that a proxy has cut:
                    // the same once more is all there is.
                    let same = std::mem::replace(&mut unfinished, read.rest) == unfinished;
                    is_troubled |= unfinished.is_some() || !read.whole;
                    idle = if place == before && same && !grows { idle + 1 } else { 0 };
                    let all = !self.query.follow || idle >= if is_troubled { ATTEMPTS } else { 1 };
                    if !grows && same && all {
                        return self.finish(unfinished).await;
                    }
                    if grows {
                        match self.look().await {
                            // What came between the end of the connection and that of the container is read yet.
                            Container::Ended => ended = true,
                            Container::Gone => return self.finish(unfinished).await,
                            Container::Alive => backoff.wait().await,
                        }
                    }
                }
                Err(Stop::Broken(error)) => {
                    failures += 1;
                    is_troubled = true;
                    if self.is_final(&error, &place, failures, ended).await {
                        return;
                    }
                    // A connection that was cut and comes back is nothing to talk about.
                    if failures == 2 && is_transient(&error) {
                        self.note(format!("{}: {}; trying again", self.source.pod, error.message)).await;
                    }
                    self.revive.call().await;
                    backoff.wait().await;
                }
            }
        }
    }

    /// Whether a failure ends the reading; says so where that is news.
    async fn is_final(&self, error: &ClientError, place: &Place, failures: usize, ended: bool) -> bool {
        let growing = self.query.follow && !ended && !self.over.load(Ordering::Relaxed);
        if growing && (is_waiting(error) || is_transient(error)) {
            return is_waiting(error) && !matches!(self.look().await, Container::Alive);
        }
        if is_transient(error) && failures < ATTEMPTS {
            return false;
        }
        // A pod that is not there is nothing to talk about: it was, or it is known from its node only.
        let known = place.last.is_some() || self.query.deleted_pods;
        match place.last {
            Some(after) if is_transient(error) => {
                let gap = LogEvent::Gap { pod: self.source.pod.clone(), after };
                self.lines.send(gap).await;
            }
            _ if error.refusal == Refusal::NotFound && known => {}
            _ => self.note(format!("no log of {}: {}", self.source.pod, error.message)).await,
        }
        true
    }

    /// One connection: from where the log was left to where it ends.
    async fn attempt(&self, place: &mut Place, follow: bool, connected: bool) -> Result<Read, Stop> {
        let reader = self.rest.stream(&self.url(place, follow)).await.map_err(Stop::Broken)?;
        // The name may be another pod's by now, whose log is read by itself.
        if (connected || place.last.is_some()) && matches!(self.look().await, Container::Gone) {
            return Err(Stop::Gone);
        }
        self.copy(reader, place).await
    }

    fn url(&self, place: &Place, follow: bool) -> Url {
        let query = &self.query;
        let mut url = Url::pods(&query.namespace).child(&self.source.pod).child("log");
        url = url.with_text("container", &self.source.container);
        if follow {
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

    /// Sends the lines of one connection that have not been shown. A line without its end is not sent: the next
    /// connection brings it again, so no line is cut.
    async fn copy(&self, reader: impl AsyncBufRead, place: &mut Place) -> Result<Read, Stop> {
        let mut reader = std::pin::pin!(reader);
        let (resumed_at, mut to_skip) = (place.last, place.at_last);
        let (mut time, mut first) = (None, true);
        loop {
            let mut bytes = Vec::new();
            let read = reader.read_until(b'\n', &mut bytes).await;
            if let Err(error) = read {
                let words = format!("read its log: {error}");
                return Err(Stop::Broken(ClientError::new(Refusal::Unreachable, words)));
            }
            if bytes.last() != Some(&b'\n') {
                let rest = Some(bytes).filter(|rest| !rest.is_empty());
                let whole = if resumed_at.is_some() { to_skip == 0 } else { rest.is_none() };
                return Ok(Read { rest, whole });
            }
            let line = LogLine::new(&self.source.pod, &self.source.step, bytes);
            // What has no time of its own belongs to the line before it.
            time = line.time.or(time);
            if let Some(resumed) = resumed_at {
                if time < Some(resumed) || (time == Some(resumed) && to_skip > 0) {
                    to_skip -= usize::from(time == Some(resumed));
                    first &= time != Some(resumed);
                    continue;
                }
                // The last line that was shown should have come again; where it did not, the server has dropped it,
                // and maybe more.
                if std::mem::take(&mut first)
                    && !self.lines.send(LogEvent::Gap { pod: self.source.pod.clone(), after: resumed }).await
                {
                    return Err(Stop::NobodyListens);
                }
            }
            if let Some(time) = time {
                place.shown(time);
            }
            if !self.lines.send(LogEvent::Line(line)).await {
                return Err(Stop::NobodyListens);
            }
        }
    }

    /// Sends a last line that has no end and will get none.
    async fn finish(&self, rest: Option<Vec<u8>>) {
        if let Some(rest) = rest {
            // Nobody listening is no matter at the end.
            let line = LogLine::new(&self.source.pod, &self.source.step, rest);
            self.lines.send(LogEvent::Line(line)).await;
        }
    }

    async fn look(&self) -> Container {
        let url = Url::pods(&self.query.namespace).child(&self.source.pod);
        match self.rest.get::<Value>(&url).await {
            Ok(pod) => {
                let uid = pod.pointer("/metadata/uid").and_then(Value::as_str);
                match (uid, self.source.uid.as_deref()) {
                    (Some(is), Some(was)) if is != was => Container::Gone,
                    _ if has_ended(&pod, &self.source.container) => Container::Ended,
                    _ => Container::Alive,
                }
            }
            // A server that keeps logs of deleted pods has the rest of this one as well.
            Err(error) if error.refusal == Refusal::NotFound && self.query.deleted_pods => Container::Ended,
            Err(error) if error.refusal == Refusal::NotFound => Container::Gone,
            // The next attempt to read the log finds out.
            Err(_) => Container::Alive,
        }
    }

    async fn note(&self, text: String) {
        // Nobody listening is found out by the next line.
        self.lines.send(LogEvent::Note(text)).await;
    }
}

pub(super) fn has_ended(pod: &Value, container: &str) -> bool {
    let phase = pod.pointer("/status/phase").and_then(Value::as_str).unwrap_or_default();
    if matches!(phase, "Succeeded" | "Failed") {
        return true;
    }
    let lists = ["containerStatuses", "initContainerStatuses"];
    let mut statuses = lists.iter().filter_map(|list| pod.get("status")?.get(list)?.as_array()).flatten();
    let status = statuses.find(|status| status["name"] == container);
    status.is_some_and(|status| status.pointer("/state/terminated").is_some())
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
