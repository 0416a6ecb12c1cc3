//! Who works on which workflow: one task per workflow that has not ended, reached through its inbox.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::mpsc;

use crate::core::operate::{LockAnswer, ObjectKey};

/// Names a workflow.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct WorkflowKey {
    pub(super) namespace: String,
    pub(super) name: String,
}

impl WorkflowKey {
    /// The workflow an object is, or belongs to by its label.
    pub(super) fn of(object: &Value, label: Option<&str>) -> Option<Self> {
        let metadata = object.get("metadata")?;
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let name = match label {
            Some(label) => text(metadata.get("labels").and_then(|l| l.get(label))),
            None => text(metadata.get("name")),
        };
        Some(Self { namespace: text(metadata.get("namespace"))?, name: name? })
    }

    /// The workflow a holder of locks belongs to: `<namespace>/<workflow>[/<node id>]`.
    pub(super) fn of_holder(holder: &str) -> Option<Self> {
        let mut parts = holder.splitn(3, '/');
        Some(Self { namespace: parts.next()?.to_owned(), name: parts.next()?.to_owned() })
    }
}

/// What the task of a workflow is told.
#[derive(Debug)]
pub(super) enum Message {
    /// The Workflow object is at this version now.
    Workflow { version: u64 },
    /// The Workflow object is gone.
    WorkflowGone,
    /// A pod was created or changed.
    Pod(Value),
    /// A pod of this name is gone.
    PodGone(String),
    /// A task result was created or changed.
    Result(Value),
    /// An object that was read has changed.
    Object(ObjectKey, Option<Value>),
    /// A lock is held now.
    Locks(LockAnswer),
    /// The workflow may run now.
    Admitted,
    /// Changes may have been missed: look at everything again.
    Reload,
}

/// What others may know about a workflow's task.
#[derive(Debug, Default)]
pub(super) struct Gauge {
    /// Its pods that have not ended.
    pub(super) pods: AtomicUsize,
    /// True while nothing will happen unless somebody does something.
    pub(super) waits: AtomicBool,
}

/// A task that was just entered, to be run by who entered it.
pub(super) struct Entered {
    pub(super) inbox: mpsc::UnboundedReceiver<Message>,
    pub(super) gauge: Arc<Gauge>,
}

/// The tasks by workflow.
#[derive(Default)]
pub(super) struct Registry {
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    running: HashMap<WorkflowKey, Entry>,
    /// The last version of ended workflows whose change has not come back to us yet.
    ended: HashMap<WorkflowKey, u64>,
}

struct Entry {
    sender: mpsc::UnboundedSender<Message>,
    gauge: Arc<Gauge>,
}

impl Registry {
    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the task of a workflow something; nothing happens where there is none.
    pub(super) fn tell(&self, key: &WorkflowKey, message: Message) {
        if let Some(entry) = self.lock().running.get(key) {
            // A task leaves the registry before its inbox closes.
            let _ = entry.sender.send(message);
        }
    }

    /// Tells every task something.
    pub(super) fn tell_all(&self, message: impl Fn() -> Message) {
        for entry in self.lock().running.values() {
            let _ = entry.sender.send(message());
        }
    }

    /// Tells the task of a workflow that its object changed, entering a new one where there is none.
    pub(super) fn changed(&self, key: &WorkflowKey, version: u64, completed: bool) -> Option<Entered> {
        let mut entries = self.lock();
        if let Some(last) = entries.ended.get(key).copied() {
            if version >= last {
                entries.ended.remove(key);
            }
            if version <= last {
                return None;
            }
        }
        if let Some(entry) = entries.running.get(key) {
            let _ = entry.sender.send(Message::Workflow { version });
            return None;
        }
        if completed {
            return None;
        }
        let (sender, inbox) = mpsc::unbounded_channel();
        let gauge = Arc::new(Gauge::default());
        entries.running.insert(key.clone(), Entry { sender, gauge: gauge.clone() });
        Some(Entered { inbox, gauge })
    }

    /// Takes a task out, unless something has come in meanwhile that it has to look at.
    pub(super) fn leave(
        &self,
        key: &WorkflowKey,
        inbox: &mpsc::UnboundedReceiver<Message>,
        version: u64,
    ) -> bool {
        let mut entries = self.lock();
        if !inbox.is_empty() {
            return false;
        }
        entries.running.remove(key);
        if version > 0 {
            entries.ended.insert(key.clone(), version);
        }
        true
    }

    /// Forgets an ended workflow that is gone.
    pub(super) fn forget(&self, key: &WorkflowKey) {
        self.lock().ended.remove(key);
    }

    /// Workflows that have not ended, those of them that go on by themselves, and pods that have not ended.
    pub(super) fn count(&self) -> (usize, usize, usize) {
        let entries = self.lock();
        let gauges = || entries.running.values().map(|entry| &entry.gauge);
        let active = gauges().filter(|g| !g.waits.load(Ordering::Relaxed)).count();
        (entries.running.len(), active, gauges().map(|g| g.pods.load(Ordering::Relaxed)).sum())
    }
}
