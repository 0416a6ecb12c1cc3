//! The lock table: mutexes and semaphores shared by all workflows (engine.md §4.11).

use std::collections::{BTreeMap, BTreeSet};

/// One lock that a holder wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// `<ns>/Mutex/<name>`, `<ns>/ConfigMap/<config map>/<key>` or `<ns>/Database/<key>`.
    pub name: String,
    /// How many may hold it at a time; a mutex has 1.
    pub limit: i64,
    /// The key under which Argo keeps a lock of its database: `sem/<ns>/<key>` or `mtx/<ns>/<name>`.
    pub database_key: Option<String>,
}

impl Lock {
    /// Whether one holder has it alone, as the status tells it.
    pub(super) fn is_mutex(&self) -> bool {
        match &self.database_key {
            Some(key) => key.starts_with("mtx/"),
            None => self.name.split('/').nth(1) == Some("Mutex"),
        }
    }

    /// What a holder says that waits; locks of the database are told by how many hold them, others by how many are free.
    fn waiting(&self, held: i64) -> String {
        let (name, limit) = (&self.name, self.limit);
        match &self.database_key {
            Some(key) => format!("Waiting for {name} lock ({key}). Lock status: {held}/{limit}"),
            None => format!("Waiting for {name} lock. Lock status: {}/{limit}", (limit - held).max(0)),
        }
    }
}

/// A wish for several locks: all of them or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockRequest {
    /// `<namespace>/<workflow>` or `<namespace>/<workflow>/<node id>`.
    pub holder: String,
    /// The locks.
    pub locks: Vec<Lock>,
    /// Higher goes first.
    pub priority: i32,
    /// Creation time of the workflow in microseconds: older goes first.
    pub created: i64,
    /// True when the holder had the locks in an earlier life of the engine and went on with its work: it gets them back.
    pub held_before: bool,
}

/// What the table says to a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockAnswer {
    /// Who asked.
    pub holder: String,
    /// `None`: all locks are held now. `Some`: the lock it waits for, and a message for the status.
    pub waiting: Option<(String, String)>,
    /// Of one that waits: who has each of the locks.
    pub holders: Vec<(Lock, Vec<String>)>,
}

/// Who holds what, and who waits.
#[derive(Debug, Default)]
pub struct LockTable {
    held: BTreeMap<String, BTreeSet<String>>,
    waiting: Vec<LockRequest>,
}

impl LockTable {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes all locks of a request, or puts it into the queue. Asking again changes nothing but the limits.
    pub fn acquire(&mut self, request: LockRequest) -> LockAnswer {
        self.waiting.retain(|w| w.holder != request.holder);
        match self.blocked_on(&request).filter(|_| !request.held_before) {
            None => {
                self.take(&request);
                granted(request.holder)
            }
            Some(waiting) => {
                let holder = request.holder.clone();
                let of = |lock: &Lock| self.holders(&lock.name).map(str::to_owned).collect();
                let holders = request.locks.iter().map(|lock| (lock.clone(), of(lock))).collect();
                let at = self.waiting.partition_point(|w| order(w) <= order(&request));
                self.waiting.insert(at, request);
                LockAnswer { holder, waiting: Some(waiting), holders }
            }
        }
    }

    /// Gives back what a holder has or waits for; answers are for the holders whose turn it is now.
    pub fn release(&mut self, holder: &str) -> Vec<LockAnswer> {
        self.waiting.retain(|w| w.holder != holder);
        for holders in self.held.values_mut() {
            holders.remove(holder);
        }
        self.held.retain(|_, holders| !holders.is_empty());
        self.grant()
    }

    /// The holders of a lock, in order of name.
    pub fn holders(&self, lock: &str) -> impl Iterator<Item = &str> {
        self.held.get(lock).into_iter().flatten().map(String::as_str)
    }

    fn grant(&mut self) -> Vec<LockAnswer> {
        let mut answers = Vec::new();
        let mut at = 0;
        while at < self.waiting.len() {
            if self.blocked_on(&self.waiting[at]).is_none() {
                let request = self.waiting.remove(at);
                self.take(&request);
                answers.push(granted(request.holder));
            } else {
                at += 1;
            }
        }
        answers
    }

    fn take(&mut self, request: &LockRequest) {
        for lock in &request.locks {
            self.held.entry(lock.name.clone()).or_default().insert(request.holder.clone());
        }
    }

    /// The first lock that is not free for the request: all taken, or wanted by somebody who goes first.
    fn blocked_on(&self, request: &LockRequest) -> Option<(String, String)> {
        request.locks.iter().find_map(|lock| {
            let holders = self.held.get(&lock.name);
            if holders.is_some_and(|h| h.contains(&request.holder)) {
                return None;
            }
            let held = holders.map_or(0, |h| h.len() as i64);
            let behind = || {
                self.waiting.iter().take_while(|w| order(w) < order(request)).any(|w| {
                    workflow_of(&w.holder) != workflow_of(&request.holder)
                        && w.locks.iter().any(|l| l.name == lock.name)
                })
            };
            (held >= lock.limit || behind()).then(|| (lock.name.clone(), lock.waiting(held)))
        })
    }
}

fn granted(holder: String) -> LockAnswer {
    LockAnswer { holder, waiting: None, holders: Vec::new() }
}

fn order(request: &LockRequest) -> (i32, i64) {
    (-request.priority, request.created)
}

fn workflow_of(holder: &str) -> &str {
    holder.match_indices('/').nth(1).map_or(holder, |(at, _)| &holder[..at])
}
