//! What became of the workflows that a CronWorkflow started (engine.md §5.5).

use jiff::Timestamp;
use serde_json::Value;

use super::run::{reference, stop_if_due};
use crate::core::api::{CronWorkflow, label};

/// How many that have succeeded and failed are kept where the CronWorkflow does not say.
const KEPT: (usize, usize) = (3, 1);

/// A workflow of a CronWorkflow: the metadata of its object.
#[derive(Debug, Clone, Copy)]
pub struct Child<'a>(pub &'a Value);

impl<'a> Child<'a> {
    /// Its name.
    pub fn name(self) -> &'a str {
        self.text("/metadata/name")
    }

    fn text(self, at: &str) -> &'a str {
        self.0.pointer(at).and_then(Value::as_str).unwrap_or_default()
    }

    fn label(self, name: &str) -> &'a str {
        let labels = self.0.pointer("/metadata/labels");
        labels.and_then(|labels| labels.get(name)?.as_str()).unwrap_or_default()
    }

    /// Whether it has ended.
    pub fn has_ended(self) -> bool {
        self.label(label::COMPLETED) == "true"
    }

    fn succeeded(self) -> bool {
        self.label(label::PHASE) == "Succeeded"
    }
}

/// Brings the list of running workflows up to date, and counts those that have ended.
pub fn settle(cron: &mut CronWorkflow, children: &[Child<'_>], now: Timestamp) {
    for active in std::mem::take(&mut cron.status.active) {
        let uid = active.get("uid").and_then(Value::as_str).unwrap_or_default();
        match children.iter().find(|child| child.text("/metadata/uid") == uid) {
            None => {}
            Some(child) if child.has_ended() => {
                let count =
                    if child.succeeded() { &mut cron.status.succeeded } else { &mut cron.status.failed };
                *count += 1;
                // A strategy that cannot be evaluated is told of at the next run.
                let _ = stop_if_due(cron, now);
            }
            Some(_) => cron.status.active.push(active),
        }
    }
    for child in children.iter().filter(|child| !child.has_ended()) {
        let uid = child.text("/metadata/uid");
        if !cron.status.active.iter().any(|active| active.get("uid").and_then(Value::as_str) == Some(uid)) {
            cron.status.active.push(reference(child.0));
        }
    }
}

/// The workflows that are more than the history keeps, of the ended ones; `finished` says when each has ended.
pub fn excess<'a>(
    cron: &CronWorkflow,
    children: &[Child<'a>],
    finished: impl Fn(&str) -> Option<Timestamp>,
) -> Vec<&'a str> {
    let limit = |given: Option<i32>, usual| given.and_then(|n| usize::try_from(n).ok()).unwrap_or(usual);
    let limits = [
        (true, limit(cron.spec.successful_jobs_history_limit, KEPT.0)),
        (false, limit(cron.spec.failed_jobs_history_limit, KEPT.1)),
    ];
    let mut beyond = Vec::new();
    for (succeeded, kept) in limits {
        let ended = children.iter().filter(|child| child.has_ended() && child.succeeded() == succeeded);
        let mut names: Vec<&str> = ended.map(|child| child.name()).collect();
        if names.len() > kept {
            names.sort_by_cached_key(|name| std::cmp::Reverse((finished(name), *name)));
            beyond.extend(names.into_iter().skip(kept));
        }
    }
    beyond
}
