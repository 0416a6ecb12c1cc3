//! `retentionPolicy`: how many ended workflows are kept; the oldest go first (engine.md §4.16).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::gc::Due;
use super::objects::path;
use super::registry::WorkflowKey;

/// How many workflows are kept, by how they ended; `None`: all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Retention {
    completed: Option<usize>,
    failed: Option<usize>,
    errored: Option<usize>,
}

impl Retention {
    /// What the setting says; 0 is no limit, as in Argo.
    pub(super) fn of(setting: &Value) -> Self {
        let number = |key: &str| {
            let number = setting.get(key).and_then(Value::as_u64).filter(|number| *number > 0)?;
            usize::try_from(number).ok()
        };
        Self { completed: number("completed"), failed: number("failed"), errored: number("errored") }
    }

    fn limit(self, phase: &str) -> Option<usize> {
        match phase {
            "Succeeded" => self.completed,
            "Failed" => self.failed,
            "Error" => self.errored,
            _ => None,
        }
    }
}

/// An ended workflow: when it was made, and which it is.
type Ended = (String, WorkflowKey, String);

/// The ended workflows by phase.
#[derive(Default)]
pub(super) struct Archive {
    state: Mutex<(Retention, BTreeMap<String, BTreeSet<Ended>>)>,
}

impl Archive {
    /// Sets how many are kept; returns what goes at once.
    pub(super) fn set(&self, retention: Retention, now: jiff::Timestamp) -> Vec<Due> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.0 == retention {
            return Vec::new();
        }
        state.0 = retention;
        let phases: Vec<String> = state.1.keys().cloned().collect();
        phases.iter().flat_map(|phase| surplus(&mut state, phase, now)).collect()
    }

    /// Notes a workflow that has ended; returns what goes for it.
    pub(super) fn add(&self, phase: &str, ended: Ended, now: jiff::Timestamp) -> Vec<Due> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.1.entry(phase.to_owned()).or_default().insert(ended);
        surplus(&mut state, phase, now)
    }

    /// Forgets a workflow that is gone or runs again.
    pub(super) fn remove(&self, ended: &Ended) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.1.values_mut().for_each(|kept| {
            kept.remove(ended);
        });
    }
}

fn surplus(
    (retention, ended): &mut (Retention, BTreeMap<String, BTreeSet<Ended>>),
    phase: &str,
    now: jiff::Timestamp,
) -> Vec<Due> {
    let (Some(limit), Some(kept)) = (retention.limit(phase), ended.get_mut(phase)) else { return Vec::new() };
    let mut due = Vec::new();
    while kept.len() > limit
        && let Some((_, key, uid)) = kept.pop_first()
    {
        due.push(Due { at: now, path: path::workflow(&key.namespace, &key.name), uid });
    }
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_oldest_go_when_there_are_too_many() {
        let ended = |name: &str, at: &str| {
            (at.to_owned(), WorkflowKey { namespace: "n".into(), name: name.into() }, format!("uid-{name}"))
        };
        let (archive, now) = (Archive::default(), jiff::Timestamp::UNIX_EPOCH);
        let uids = |due: Vec<Due>| due.into_iter().map(|due| due.uid).collect::<Vec<_>>();
        for (name, at) in [("a", "1"), ("b", "3"), ("c", "2")] {
            assert_eq!(archive.add("Succeeded", ended(name, at), now), []);
        }
        assert_eq!(archive.add("Failed", ended("f", "0"), now), []);
        let two = Retention::of(&json!({"completed": 2}));
        assert_eq!(uids(archive.set(two, now)), ["uid-a"]);
        archive.remove(&ended("b", "3"));
        assert_eq!(archive.add("Succeeded", ended("d", "4"), now), []);
        assert_eq!(uids(archive.add("Succeeded", ended("e", "5"), now)), ["uid-c"]);
    }
}
