//! How many workflows run at once (engine.md §4.10): the others wait, by priority, then by age.

use std::collections::{BTreeSet, HashMap, HashSet};
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
    /// For every namespace that has no limit of its own.
    namespace_limit: usize,
    /// Of namespaces that have one.
    own_limits: HashMap<String, usize>,
    running: HashSet<WorkflowKey>,
    waiting: BTreeSet<Place>,
}

impl Throttle {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the limit for all workflows and for those of each namespace (0: none), and returns the workflows that may
    /// run now.
    pub(super) fn set_limits(&self, limit: usize, of_namespaces: usize) -> Vec<WorkflowKey> {
        let mut queue = self.lock();
        (queue.limit, queue.namespace_limit) = (limit, of_namespaces);
        queue.admit()
    }

    /// Sets the limit of one namespace, which counts instead of the one for all; returns who may run now.
    pub(super) fn set_own_limit(&self, namespace: &str, limit: Option<usize>) -> Vec<WorkflowKey> {
        let mut queue = self.lock();
        match limit {
            Some(limit) => queue.own_limits.insert(namespace.to_owned(), limit),
            None => queue.own_limits.remove(namespace),
        };
        queue.admit()
    }

    /// Asks for a place; false puts the workflow into the queue.
    pub(super) fn enter(&self, key: &WorkflowKey, priority: i64, created: &str, already: bool) -> bool {
        let mut queue = self.lock();
        if already || !queue.is_full(&key.namespace) || queue.running.contains(key) {
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
    fn is_full(&self, namespace: &str) -> bool {
        let own = self.own_limits.get(namespace).copied().unwrap_or(self.namespace_limit);
        let of_namespace = || self.running.iter().filter(|key| key.namespace == namespace).count();
        (self.limit > 0 && self.running.len() >= self.limit) || (own > 0 && of_namespace() >= own)
    }

    fn admit(&mut self) -> Vec<WorkflowKey> {
        let mut admitted = Vec::new();
        while let Some(place) = self.waiting.iter().find(|place| !self.is_full(&place.key.namespace)).cloned()
        {
            self.waiting.remove(&place);
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
        assert!(throttle.set_limits(1, 0).is_empty());
        assert!(throttle.enter(&key("first"), 0, "2026-01-01T00:00:00Z", false));
        assert!(!throttle.enter(&key("young"), 0, "2026-01-01T00:00:09Z", false));
        assert!(!throttle.enter(&key("old"), 0, "2026-01-01T00:00:05Z", false));
        assert!(!throttle.enter(&key("urgent"), 3, "2026-01-01T00:00:10Z", false));
        assert_eq!(throttle.leave(&key("first")), [key("urgent")]);
        assert_eq!(throttle.leave(&key("urgent")), [key("old")]);
        assert_eq!(throttle.set_limits(0, 0), [key("young")]);
    }

    #[test]
    fn what_ran_before_the_engine_started_runs_on() {
        let throttle = Throttle::default();
        throttle.set_limits(1, 0);
        assert!(throttle.enter(&key("a"), 0, "", true));
        assert!(throttle.enter(&key("b"), 0, "", true));
        assert!(!throttle.enter(&key("c"), 0, "", false));
        assert!(throttle.leave(&key("a")).is_empty());
        assert_eq!(throttle.leave(&key("b")), [key("c")]);
    }

    #[test]
    fn namespaces_have_limits_too() {
        let of = |namespace: &str, name: &str| WorkflowKey { namespace: namespace.into(), name: name.into() };
        let throttle = Throttle::default();
        throttle.set_limits(0, 1);
        assert!(throttle.enter(&of("a", "1"), 0, "1", false));
        assert!(!throttle.enter(&of("a", "2"), 0, "2", false));
        assert!(throttle.enter(&of("b", "1"), 0, "3", false));
        assert!(!throttle.enter(&of("b", "2"), 0, "4", false));
        assert_eq!(throttle.set_own_limit("b", Some(2)), [of("b", "2")]);
        assert_eq!(throttle.leave(&of("a", "1")), [of("a", "2")]);
    }
}
