//! CronWorkflows: starts their workflows at the times of their schedules, and keeps account of what became of them.

mod perform;
mod stored;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::mpsc;

use super::follow::Change;
use super::objects::Objects;
use super::registry::WorkflowKey;
use crate::core::api::{CronWorkflow, label};
use crate::core::cron::{self, Schedule};
use crate::core::schedule::is_stopped;
use crate::ports::clock::Clock;

/// The longest sleep, so that a clock that jumps is noticed.
const LONGEST: Duration = Duration::from_secs(30);

/// How long is waited before what failed is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// What the task is told.
#[derive(Debug)]
pub(super) enum News {
    /// The CronWorkflows are listed anew.
    Listed,
    /// A CronWorkflow is there, as it is now.
    Set(Box<CronWorkflow>),
    /// A CronWorkflow is gone.
    Gone(WorkflowKey),
    /// Something has changed with a workflow that a CronWorkflow started.
    Child(WorkflowKey),
}

impl News {
    /// What a change of a CronWorkflow means to the task; nothing for an object that cannot be read.
    pub(super) fn of(change: Change) -> Option<Self> {
        match change {
            Change::Started => Some(Self::Listed),
            Change::Gone(object) => WorkflowKey::of(&object, None).map(Self::Gone),
            Change::Set(object) => match serde_json::from_value(object) {
                Ok(cron) => Some(Self::Set(Box::new(cron))),
                Err(error) => {
                    tracing::warn!(%error, "a CronWorkflow is not understood");
                    None
                }
            },
        }
    }

    /// What a new workflow means, or one that has ended or is gone, by its metadata.
    pub(super) fn of_child(workflow: &Value) -> Option<Self> {
        WorkflowKey::of(workflow, Some(label::CRON_WORKFLOW)).map(Self::Child)
    }
}

/// The times of one CronWorkflow.
struct Entry {
    /// What the times were made of.
    schedules: Vec<String>,
    timezone: String,
    /// Each schedule with its next time, if it ever comes.
    times: Vec<(Schedule, Option<Timestamp>)>,
    suspended: bool,
}

impl Entry {
    /// The times after now. Schedules that cannot be read have none: the next run of another one tells of them.
    fn of(cron: &CronWorkflow, now: Timestamp) -> Self {
        let (schedules, timezone) = (cron.spec.schedules.clone(), cron.spec.timezone.clone());
        let read = schedules.iter().filter_map(|text| cron::parse(text, &timezone).ok());
        let times =
            read.map(|schedule| (schedule.next(now), schedule)).map(|(next, schedule)| (schedule, next));
        Self { times: times.collect(), schedules, timezone, suspended: cron.spec.suspend }
    }

    fn next(&self) -> Option<Timestamp> {
        self.times.iter().filter_map(|(_, next)| *next).min()
    }

    /// Moves on to the times after now, and returns the latest of those that have come.
    fn take_due(&mut self, now: Timestamp) -> Option<Timestamp> {
        let mut latest = None;
        for (schedule, next) in &mut self.times {
            while let Some(time) = next.filter(|time| *time <= now) {
                latest = latest.max(Some(time));
                *next = schedule.next(time);
            }
        }
        latest
    }
}

/// The task of all CronWorkflows.
pub(super) struct Schedules {
    objects: Objects,
    clock: Arc<dyn Clock>,
    told: mpsc::UnboundedReceiver<News>,
    entries: BTreeMap<WorkflowKey, Entry>,
    /// CronWorkflows of whose workflows some have changed.
    unsettled: BTreeSet<WorkflowKey>,
    /// How many are waiting for their time.
    waiting: Arc<AtomicUsize>,
}

impl Schedules {
    pub(super) fn new(
        objects: Objects,
        clock: Arc<dyn Clock>,
        told: mpsc::UnboundedReceiver<News>,
        waiting: Arc<AtomicUsize>,
    ) -> Self {
        Self { objects, clock, told, entries: BTreeMap::new(), unsettled: BTreeSet::new(), waiting }
    }

    /// Works until nobody can tell it anything any more.
    pub(super) async fn run(mut self) {
        loop {
            self.fire().await;
            let failed = self.settle().await;
            let waiting = self.entries.values().filter(|entry| !entry.suspended && entry.next().is_some());
            self.waiting.store(waiting.count(), Ordering::Relaxed);
            let sleep = if failed { PAUSE } else { self.until_next() };
            tokio::select! {
                news = self.told.recv() => {
                    let Some(mut news) = news else { return };
                    loop {
                        self.take(news).await;
                        match self.told.try_recv() {
                            Ok(more) => news = more,
                            Err(_) => break,
                        }
                    }
                }
                () = tokio::time::sleep(sleep) => {}
            }
        }
    }

    fn until_next(&self) -> Duration {
        let now = self.clock.now();
        let next = self.entries.values().filter_map(Entry::next).min();
        next.map_or(LONGEST, |next| {
            Duration::try_from(next.duration_since(now)).unwrap_or_default().min(LONGEST)
        })
    }

    async fn take(&mut self, news: News) {
        match news {
            News::Listed => self.entries.clear(),
            News::Gone(key) => {
                self.entries.remove(&key);
                self.unsettled.remove(&key);
            }
            News::Child(key) => {
                if self.entries.contains_key(&key) {
                    self.unsettled.insert(key);
                }
            }
            News::Set(cron) => self.register(&cron).await,
        }
    }

    async fn register(&mut self, cron: &CronWorkflow) {
        let key =
            WorkflowKey { namespace: cron.metadata.namespace.clone(), name: cron.metadata.name.clone() };
        if is_stopped(cron) {
            self.entries.remove(&key);
            return;
        }
        let now = self.clock.now();
        match self.entries.get_mut(&key) {
            Some(entry) if entry.schedules == cron.spec.schedules && entry.timezone == cron.spec.timezone => {
                entry.suspended = cron.spec.suspend;
            }
            known => {
                if known.is_none() {
                    self.unsettled.insert(key.clone());
                }
                self.entries.insert(key.clone(), Entry::of(cron, now));
            }
        }
        if cron.spec.starting_deadline_seconds.is_some() && cron.status.last_scheduled_time.is_some() {
            self.perform(&key, perform::When::Missed(now)).await;
        }
    }

    /// Does what is due now.
    async fn fire(&mut self) {
        let now = self.clock.now();
        let due: Vec<_> = self
            .entries
            .iter_mut()
            .filter_map(|(key, entry)| Some((key.clone(), entry.take_due(now)?)))
            .collect();
        for (key, at) in due {
            self.perform(&key, perform::When::At(at)).await;
        }
    }

    async fn perform(&self, key: &WorkflowKey, when: perform::When) {
        let now = self.clock.now();
        if let Err(error) = perform::run(&self.objects, key, when, now).await {
            tracing::warn!(%error, cron = key.name, "a run was not started");
        }
    }

    /// Accounts for the workflows that have changed; true when that has to be tried again.
    async fn settle(&mut self) -> bool {
        let now = self.clock.now();
        for key in std::mem::take(&mut self.unsettled) {
            if let Err(error) = perform::settle(&self.objects, &key, now).await {
                tracing::warn!(%error, cron = key.name, "its workflows were not accounted for");
                self.unsettled.insert(key);
            }
        }
        !self.unsettled.is_empty()
    }
}
