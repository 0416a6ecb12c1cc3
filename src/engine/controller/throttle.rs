//! How many workflows run at once (engine.md §4.10): the others wait, by priority, then by age.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::registry::WorkflowKey;

/// What a waiting workflow says.
pub(super) const POSTPONED: &str =
    "Workflow processing has been postponed because too many workflows are already running";

/// The order of the queue: higher priority first, then older first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    priority: std::cmp::Reverse<i64>,
    created: String,
    key: WorkflowKey,
}

/// The queue.
#[derive(Default)]
pub(super) struct Throttle {
    state: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    limit: usize,
    running: HashSet<WorkflowKey>,
    waiting: BTreeSet<Place>,
}

impl Throttle {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the limit (0: none) and returns the workflows that may run now.
    pub(super) fn set_limit(&self, limit: usize) -> Vec<WorkflowKey> {
        let mut queue = self.lock();
        queue.limit = limit;
        queue.admit()
    }

    /// Asks for a place; false puts the workflow into the queue.
    pub(super) fn enter(&self, key: &WorkflowKey, priority: i64, created: &str, already: bool) -> bool {
        let mut queue = self.lock();
        let full = queue.limit > 0 && queue.running.len() >= queue.limit;
        if already || !full || queue.running.contains(key) {
            queue.running.insert(key.clone());
            return true;
        }
        let place =
            Place { priority: std::cmp::Reverse(priority), created: created.to_owned(), key: key.clone() };
        queue.waiting.insert(place);
        false
    }

    /// Gives a place back and returns the workflows that may run now.
    pub(super) fn leave(&self, key: &WorkflowKey) -> Vec<WorkflowKey> {
        let mut queue = self.lock();
        queue.running.remove(key);
        queue.waiting.retain(|place| place.key != *key);
        queue.admit()
    }
}

impl Queue {
    fn admit(&mut self) -> Vec<WorkflowKey> {
        let mut admitted = Vec::new();
        while self.limit == 0 || self.running.len() < self.limit {
            let Some(place) = self.waiting.pop_first() else { break };
            self.running.insert(place.key.clone());
            admitted.push(place.key);
        }
        admitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> WorkflowKey {
        WorkflowKey { namespace: "default".into(), name: name.into() }
    }

    #[test]
    fn the_important_and_the_old_go_first() {
        let throttle = Throttle::default();
        assert!(throttle.set_limit(1).is_empty());
        assert!(throttle.enter(&key("first"), 0, "2026-01-01T00:00:00Z", false));
        assert!(!throttle.enter(&key("young"), 0, "2026-01-01T00:00:09Z", false));
        assert!(!throttle.enter(&key("old"), 0, "2026-01-01T00:00:05Z", false));
        assert!(!throttle.enter(&key("urgent"), 3, "2026-01-01T00:00:10Z", false));
        assert_eq!(throttle.leave(&key("first")), [key("urgent")]);
        assert_eq!(throttle.leave(&key("urgent")), [key("old")]);
        assert_eq!(throttle.set_limit(0), [key("young")]);
    }

    #[test]
    fn what_ran_before_the_engine_started_runs_on() {
        let throttle = Throttle::default();
        throttle.set_limit(1);
        assert!(throttle.enter(&key("a"), 0, "", true));
        assert!(throttle.enter(&key("b"), 0, "", true));
        assert!(!throttle.enter(&key("c"), 0, "", false));
        assert!(throttle.leave(&key("a")).is_empty());
        assert_eq!(throttle.leave(&key("b")), [key("c")]);
    }
}
