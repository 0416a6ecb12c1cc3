//! Lines of several logs in the order of their times.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use jiff::Timestamp;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::Instant;

use crate::ports::client::{LogEvent, LogLine};

/// How many bytes, and how many lines, of one log may wait for lines of others. One line always may.
const BYTES: usize = 256 * 1024;
const LINES: usize = 256;

/// How long a line waits for an earlier one of a log that has been silent, and at most of any log.
const QUIET: Duration = Duration::from_millis(150);
const PATIENCE: Duration = Duration::from_secs(1);

/// Where the reader of one log puts what it has read.
pub(super) struct Feed {
    events: mpsc::Sender<Fed>,
    room: Arc<Semaphore>,
}

struct Fed {
    event: LogEvent,
    at: Instant,
    /// Held until the line is taken.
    _room: Option<OwnedSemaphorePermit>,
}

impl Feed {
    /// Hands on a line or a note; waits while there is no room; false when nobody listens.
    pub(super) async fn send(&self, event: LogEvent) -> bool {
        let size = if let LogEvent::Line(line) = &event { line.size().clamp(1, BYTES) } else { 1 };
        let room = self.room.clone().acquire_many_owned(u32::try_from(size).unwrap_or(1));
        let room = tokio::select! {
            room = room => room.ok(),
            () = self.events.closed() => return false,
        };
        self.events.send(Fed { event, at: Instant::now(), _room: room }).await.is_ok()
    }
}

type Receiver = mpsc::Receiver<Fed>;
type Arrival = (usize, Option<Fed>, Receiver);

/// Merges logs that are added while it runs. A log with nothing to say delays the others only for a moment, or, where all
/// logs end by themselves, as long as it takes to be exact.
pub(super) struct Merge {
    exact: bool,
    added: usize,
    /// Logs whose next line is not here yet.
    waiting: FuturesUnordered<BoxFuture<'static, Arrival>>,
    /// Since when they have been silent.
    silent: HashMap<usize, Instant>,
    /// The next line of each of the others.
    heads: BinaryHeap<Reverse<Head>>,
    /// What is not ordered by time.
    ready: VecDeque<LogEvent>,
}

/// What a merge has next.
pub(super) enum Next {
    /// A line or a note.
    Event(LogEvent),
    /// Nothing from before the time that was asked for.
    Later,
    /// Nothing ever, unless a log is added.
    End,
}

/// The next line of a log.
struct Head {
    /// Lines without a time of their own follow the line before them.
    time: Option<Timestamp>,
    log: usize,
    line: LogLine,
    arrived: Instant,
    receiver: Receiver,
}

impl Merge {
    /// Nothing yet; `exact` waits for every log, however long it is silent.
    pub(super) fn new(exact: bool) -> Self {
        Self {
            exact,
            added: 0,
            waiting: FuturesUnordered::new(),
            silent: HashMap::new(),
            heads: BinaryHeap::new(),
            ready: VecDeque::new(),
        }
    }

    /// One more log.
    pub(super) fn add(&mut self) -> Feed {
        let (events, receiver) = mpsc::channel(LINES);
        let log = self.added;
        self.added += 1;
        // A connection that is being made gets more time than a log that is silent.
        self.listen(log, receiver, Instant::now() + (PATIENCE - QUIET));
        Feed { events, room: Arc::new(Semaphore::new(BYTES)) }
    }

    /// How many logs have not ended.
    pub(super) fn open(&self) -> usize {
        self.waiting.len() + self.heads.len()
    }

    fn next_time(&self) -> Option<Timestamp> {
        self.heads.peek().and_then(|head| head.0.time)
    }

    fn listen(&mut self, log: usize, mut receiver: Receiver, silent_since: Instant) {
        self.silent.insert(log, silent_since);
        self.waiting.push(async move { (log, receiver.recv().await, receiver) }.boxed());
    }

    /// The next event. May be dropped and called again.
    pub(super) async fn next(&mut self) -> Option<LogEvent> {
        match self.next_before(None).await {
            Next::Event(event) => Some(event),
            Next::Later | Next::End => None,
        }
    }

    /// As [`Self::next`], for lines from before a time only.
    pub(super) async fn next_before(&mut self, limit: Option<Timestamp>) -> Next {
        loop {
            while let Some(Some(arrival)) = self.waiting.next().now_or_never() {
                self.arrived(arrival, None);
            }
            if let Some(event) = self.ready.pop_front() {
                return Next::Event(event);
            }
            let Some(due) = self.due() else {
                match self.waiting.next().await {
                    Some(arrival) => self.arrived(arrival, None),
                    None => return Next::End,
                }
                continue;
            };
            if due.is_some_and(|due| due <= Instant::now()) {
                if limit.is_some() && self.next_time() >= limit {
                    return Next::Later;
                }
                return self.take();
            }
            let wait = async {
                match due {
                    Some(due) => tokio::time::sleep_until(due).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                Some(arrival) = self.waiting.next() => self.arrived(arrival, None),
                () = wait => {}
            }
        }
    }

    /// When the first line may go, `Some(None)` for not before others are here; `None` where there is no line.
    fn due(&self) -> Option<Option<Instant>> {
        let Reverse(head) = self.heads.peek()?;
        if self.silent.is_empty() {
            return Some(Some(head.arrived));
        }
        if self.exact {
            return Some(None);
        }
        let quiet = self.silent.values().max().map_or(head.arrived, |since| *since + QUIET);
        Some(Some(quiet.min(head.arrived + PATIENCE)))
    }

    /// Takes the first line, and the next one of its log when that is here already.
    fn take(&mut self) -> Next {
        let Some(Reverse(head)) = self.heads.pop() else { return Next::End };
        let Head { log, line, time, arrived, mut receiver } = head;
        match receiver.try_recv() {
            Ok(fed) => self.arrived((log, Some(fed), receiver), time),
            Err(mpsc::error::TryRecvError::Empty) => self.listen(log, receiver, arrived),
            Err(mpsc::error::TryRecvError::Disconnected) => {}
        }
        Next::Event(LogEvent::Line(line))
    }

    fn arrived(&mut self, (log, fed, receiver): Arrival, before: Option<Timestamp>) {
        self.silent.remove(&log);
        let Some(fed) = fed else { return };
        match fed.event {
            LogEvent::Line(line) => {
                let time = line.time.or(before);
                self.heads.push(Reverse(Head { time, log, line, arrived: fed.at, receiver }));
            }
            event => {
                self.ready.push_back(event);
                self.listen(log, receiver, fed.at);
            }
        }
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        // A log whose first lines have no time, such as an archived one, comes before the others.
        (self.time, self.log).cmp(&(other.time, other.log))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Head {}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> LogEvent {
        LogEvent::Line(LogLine::new(&Arc::from("p"), &Arc::from(""), text.as_bytes().to_vec()))
    }

    async fn texts(mut merge: Merge) -> Vec<String> {
        let mut texts = Vec::new();
        while let Some(event) = merge.next().await {
            if let LogEvent::Line(line) = event {
                texts.push(line.lossy().into_owned());
            }
        }
        texts
    }

    #[tokio::test]
    async fn lines_come_in_the_order_of_their_times_whoever_is_slow() {
        let mut merge = Merge::new(true);
        let (slow, fast) = (merge.add(), merge.add());
        tokio::spawn(async move {
            for second in [2, 4] {
                fast.send(line(&format!("2026-01-01T00:00:0{second}Z fast {second}"))).await;
            }
            fast.send(line("no time")).await;
        });
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(30)).await;
            for second in [1, 3, 5] {
                slow.send(line(&format!("2026-01-01T00:00:0{second}Z slow {second}"))).await;
            }
        });
        let expected = ["slow 1", "fast 2", "slow 3", "fast 4", "no time", "slow 5"];
        assert_eq!(texts(merge).await, expected);
    }

    #[tokio::test]
    async fn a_silent_log_does_not_hold_the_others_when_following() {
        let mut merge = Merge::new(false);
        let (_silent, talks) = (merge.add(), merge.add());
        assert!(talks.send(line("2026-01-01T00:00:01Z hello")).await);
        assert!(matches!(merge.next().await, Some(LogEvent::Line(line)) if line.text() == b"hello"));
    }
}
