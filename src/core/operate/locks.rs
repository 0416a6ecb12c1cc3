//! Locks of the workflow and of templates: asking, waiting, giving back (engine.md §4.11).

use std::collections::{BTreeMap, HashMap, HashSet};

use super::effect::Effect;
use super::nodes::{NewNode, Nx};
use super::observe::{ObjectKey, ObjectKind};
use super::state::State;
use super::sync::{Lock, LockAnswer, LockRequest};
use super::work::{Call, Halt, Work};
use crate::core::api::{
    MutexHolding, MutexStatus, NodePhase, NodeSynchronizationStatus, NodeType, SemaphoreHolding,
    SemaphoreStatus, Synchronization, SynchronizationStatus, Template, TemplateType, WorkflowPhase,
};

/// The ConfigMap in which this machine keeps what Argo's database has in its table `sync_limit`.
pub const DATABASE_LIMITS: &str = "argo-sync-limits";

/// Which locks are held or waited for.
#[derive(Debug, Default)]
pub(super) struct Locks {
    held: HashSet<String>,
    /// What each holder has asked for.
    asked: BTreeMap<String, Vec<Lock>>,
    waiting: HashMap<String, (String, String)>,
    /// Who has the locks that holders wait for.
    others: HashMap<String, Vec<(Lock, Vec<String>)>>,
    /// Whether the status is to tell of mutexes and of semaphores.
    kinds: (bool, bool),
}

impl Locks {
    /// The locks that are held and waited for, as the status of a workflow tells them.
    fn status(&mut self) -> SynchronizationStatus {
        let (mut mutex, mut semaphore) = (MutexStatus::default(), SemaphoreStatus::default());
        for (holder, locks) in &self.asked {
            for lock in locks {
                self.kinds.0 |= lock.is_mutex();
                self.kinds.1 |= !lock.is_mutex();
            }
            if self.held.contains(holder) {
                for lock in locks {
                    if lock.is_mutex() {
                        add_mutex(&mut mutex.holding, &lock.name, holder);
                    } else {
                        add_semaphore(&mut semaphore.holding, &lock.name, std::slice::from_ref(holder));
                    }
                }
            }
            for (lock, holders) in self.others.get(holder).into_iter().flatten() {
                match holders.first() {
                    Some(first) if lock.is_mutex() => add_mutex(&mut mutex.waiting, &lock.name, first),
                    _ if lock.is_mutex() => {}
                    _ => add_semaphore(&mut semaphore.waiting, &lock.name, holders),
                }
            }
        }
        SynchronizationStatus {
            mutex: self.kinds.0.then_some(mutex),
            semaphore: self.kinds.1.then_some(semaphore),
            ..SynchronizationStatus::default()
        }
    }
}

fn add_mutex(list: &mut Vec<MutexHolding>, lock: &str, holder: &str) {
    if !list.iter().any(|known| known.mutex == lock) {
        list.push(MutexHolding { mutex: lock.to_owned(), holder: holder.to_owned(), ..Default::default() });
    }
}

fn add_semaphore(list: &mut Vec<SemaphoreHolding>, lock: &str, holders: &[String]) {
    let at = list.iter().position(|known| known.semaphore == lock).unwrap_or_else(|| {
        list.push(SemaphoreHolding { semaphore: lock.to_owned(), ..Default::default() });
        list.len() - 1
    });
    let Some(known) = list.get_mut(at) else { return };
    for holder in holders {
        if !known.holders.contains(holder) {
            known.holders.push(holder.clone());
        }
    }
}

impl State {
    fn holder_of_workflow(&self) -> String {
        format!("{}/{}", self.wf.metadata.namespace, self.name())
    }

    fn holder_of(&self, name: &str) -> String {
        format!("{}/{}", self.holder_of_workflow(), self.id_of(name))
    }

    /// The workflow's own locks. False while it waits for them.
    pub(super) fn hold_workflow_lock(&mut self) -> bool {
        let Some(wanted) = self.spec.synchronization.clone() else { return true };
        let holder = self.holder_of_workflow();
        if self.locks.held.contains(&holder) {
            return true;
        }
        if self.spec.shutdown == "Terminate" {
            self.effects.push(Effect::ReleaseLocks { holder });
            self.finish_workflow(WorkflowPhase::Failed, "Stopped with strategy 'Terminate'");
            return false;
        }
        let before = self.wf.status.phase == WorkflowPhase::Running;
        match self.ask(&holder, &wanted, before) {
            Ok(()) => {}
            Err(Halt::Read(key)) => self.read(key),
            Err(Halt::Fatal(message)) => {
                let message = format!("Failed to acquire the synchronization lock. {message}");
                self.finish_workflow(WorkflowPhase::Failed, &message);
            }
            Err(_) => {}
        }
        if let Some((_, message)) = self.locks.waiting.get(&holder).cloned() {
            self.set_workflow_phase(WorkflowPhase::Pending, &message);
        }
        false
    }

    /// The locks of a template. The node that waits for them, or nothing when all are held.
    pub(super) fn lock_template(
        &mut self,
        call: &Call,
        existing: Option<Nx>,
        template: &Template,
    ) -> Result<Option<Nx>, Halt> {
        let Some(wanted) = &template.synchronization else { return Ok(None) };
        let holder = self.holder_of(&call.name);
        if self.locks.held.contains(&holder) {
            if let Some(nx) = existing {
                self.update(nx, |node| node.synchronization_status = None);
            }
            return Ok(None);
        }
        let before = existing.is_some_and(|nx| self.nodes.status(nx).synchronization_status.is_none());
        self.ask(&holder, wanted, before)?;
        let nx = existing.unwrap_or_else(|| {
            let kind = if template.retry_strategy.is_some() { NodeType::Retry } else { node_type(template) };
            let mut new = NewNode::new(&call.name, kind, NodePhase::Pending);
            new.synced =
                template.kind().is_pod().then_some(true).filter(|_| template.retry_strategy.is_none());
            new.inputs = Some(template.inputs.clone());
            new.flag.clone_from(&call.flag);
            self.create(new, call)
        });
        self.show_waiting(nx, &holder);
        self.nodes.get_mut(nx).work = Work::Locked(Box::new(call.clone()));
        self.watch_timeouts(nx, template);
        Ok(Some(nx))
    }

    fn show_waiting(&mut self, nx: Nx, holder: &str) {
        if let Some((lock, message)) = self.locks.waiting.get(holder).cloned() {
            self.update(nx, |node| {
                node.synchronization_status =
                    Some(NodeSynchronizationStatus { waiting: lock, ..Default::default() });
            });
            self.set_phase(nx, NodePhase::Pending, &message);
        }
    }

    /// Goes on with a call whose locks were granted.
    pub(super) fn unlock_call(&mut self, nx: Nx, call: &Call) {
        let holder = self.holder_of(&call.name);
        if !self.locks.held.contains(&holder) {
            self.nodes.get_mut(nx).work = Work::Locked(Box::new(call.clone()));
            return self.show_waiting(nx, &holder);
        }
        match self.run(call.clone()) {
            Ok(_) => {}
            Err(Halt::Fatal(message)) => self.fault(nx, &message),
            Err(halt) => {
                self.nodes.get_mut(nx).work = Work::Locked(Box::new(call.clone()));
                self.hold(nx, halt);
            }
        }
    }

    fn ask(&mut self, holder: &str, wanted: &Synchronization, held_before: bool) -> Result<(), Halt> {
        if self.locks.asked.contains_key(holder) {
            return Ok(());
        }
        let request = LockRequest {
            holder: holder.to_owned(),
            locks: self.locks_of(wanted)?,
            priority: self.spec.priority.unwrap_or_default(),
            created: self.wf.metadata.creation_timestamp.map_or(0, jiff::Timestamp::as_microsecond),
            held_before,
        };
        self.locks.asked.insert(holder.to_owned(), request.locks.clone());
        self.effects.push(Effect::AcquireLocks(request));
        Ok(())
    }

    fn locks_of(&self, wanted: &Synchronization) -> Result<Vec<Lock>, Halt> {
        let own = self.wf.metadata.namespace.clone();
        let namespace = |given: &str| if given.is_empty() { own.clone() } else { given.to_owned() };
        let mut locks = Vec::new();
        for semaphore in &wanted.semaphores {
            let namespace = namespace(&semaphore.namespace);
            let database = semaphore.database.as_ref().map(|database| database.key.clone());
            let (map, key) = match (&semaphore.config_map_key_ref, &database) {
                (Some(selector), _) => (selector.name.clone(), selector.key.clone()),
                (None, Some(key)) => (DATABASE_LIMITS.to_owned(), key.clone()),
                (None, None) => return Err(Halt::fatal("a semaphore needs configMapKeyRef or database")),
            };
            let database = database.filter(|_| semaphore.config_map_key_ref.is_none());
            let name = match &database {
                Some(key) => format!("{namespace}/Database/{key}"),
                None => format!("{namespace}/ConfigMap/{map}/{key}"),
            };
            let object = self.object(&ObjectKey::new(ObjectKind::ConfigMap, &namespace, &map))?;
            let text = object.as_ref().and_then(|o| o.get("data")?.get(&key)?.as_str());
            let limit = text.and_then(|text| text.trim().parse::<i64>().ok()).filter(|limit| *limit > 0);
            let limit =
                limit.ok_or_else(|| Halt::Fatal(format!("Failed to get semaphore limit for {name}")))?;
            let database_key = database.map(|key| format!("sem/{namespace}/{key}"));
            locks.push(Lock { name, limit, database_key });
        }
        for mutex in &wanted.mutexes {
            let kind = if mutex.database { "Database" } else { "Mutex" };
            let namespace = namespace(&mutex.namespace);
            let name = format!("{namespace}/{kind}/{}", mutex.name);
            let database_key = mutex.database.then(|| format!("mtx/{namespace}/{}", mutex.name));
            locks.push(Lock { name, limit: 1, database_key });
        }
        for (at, lock) in locks.iter().enumerate() {
            if locks.iter().skip(at + 1).any(|other| other.name == lock.name) {
                return Err(Halt::fatal("duplicate synchronization item found"));
            }
        }
        Ok(locks)
    }

    pub(super) fn take_lock_answer(&mut self, answer: LockAnswer) {
        match answer.waiting {
            None => {
                self.locks.waiting.remove(&answer.holder);
                self.locks.others.remove(&answer.holder);
                self.locks.held.insert(answer.holder.clone());
            }
            Some(waiting) => {
                self.locks.waiting.insert(answer.holder.clone(), waiting);
                self.locks.others.insert(answer.holder.clone(), answer.holders);
            }
        }
        self.tell_locks();
        let id = answer.holder.rsplit('/').next().unwrap_or_default();
        if let Some(nx) = self.nodes.find(id) {
            self.nodes.queue(nx);
        }
    }

    /// Gives back the locks of an ended node.
    pub(super) fn release(&mut self, nx: Nx) {
        if self.locks.asked.is_empty() {
            return;
        }
        let holder = self.holder_of(&self.nodes.status(nx).name);
        if self.locks.asked.remove(&holder).is_some() {
            self.locks.held.remove(&holder);
            self.locks.waiting.remove(&holder);
            self.locks.others.remove(&holder);
            self.tell_locks();
            self.effects.push(Effect::ReleaseLocks { holder });
        }
    }

    /// Gives back the workflow's own locks.
    pub(super) fn release_workflow(&mut self) {
        let holder = self.holder_of_workflow();
        if self.locks.asked.remove(&holder).is_some() {
            self.effects.push(Effect::ReleaseLocks { holder });
        }
        // A workflow that has ended holds nothing, and says nothing of it.
        self.wf.status.synchronization = None;
    }

    fn tell_locks(&mut self) {
        self.wf.status.synchronization = Some(self.locks.status());
    }
}

/// The type of the node a template makes.
pub(super) fn node_type(template: &Template) -> NodeType {
    match template.kind() {
        TemplateType::Steps => NodeType::Steps,
        TemplateType::Dag => NodeType::Dag,
        TemplateType::Suspend => NodeType::Suspend,
        TemplateType::Http => NodeType::Http,
        TemplateType::Plugin => NodeType::Plugin,
        _ => NodeType::Pod,
    }
}
