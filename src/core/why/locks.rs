//! Locks that are waited for, and who has them.

use serde_json::Value;

use crate::core::api::Workflow;

/// A lock by its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// `default/Mutex/name`, as it is called in the status.
    pub name: String,
    /// The namespace it is of.
    pub namespace: String,
    /// `Mutex`, `ConfigMap` or `Database`.
    pub kind: String,
    /// The mutex, or the ConfigMap and its key.
    pub key: String,
}

impl Lock {
    /// Takes the name of a lock apart.
    pub fn parse(name: &str) -> Option<Self> {
        let mut parts = name.splitn(3, '/').map(str::to_owned);
        let (namespace, kind, key) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { name: name.to_owned(), namespace, kind, key })
    }
}

/// Who has a lock, as the status of a workflow that waits for it says.
pub(super) fn holders(workflow: &Workflow, lock: &str) -> Vec<String> {
    let Some(status) = &workflow.status.synchronization else { return Vec::new() };
    let mutexes = status.mutex.iter().flat_map(|mutex| &mutex.waiting);
    let mutexes = mutexes.filter(|waiting| waiting.mutex == lock).map(|waiting| waiting.holder.clone());
    let semaphores = status.semaphore.iter().flat_map(|semaphore| &semaphore.waiting);
    let semaphores =
        semaphores.filter(|waiting| waiting.semaphore == lock).flat_map(|waiting| waiting.holders.clone());
    let mut holders: Vec<String> = mutexes.chain(semaphores).filter(|holder| !holder.is_empty()).collect();
    holders.sort();
    holders.dedup();
    holders
}

/// A holder in words: the step of this workflow, or the other workflow.
pub(super) fn holder_in_words(workflow: &Workflow, holder: &str) -> String {
    let mut parts = holder.split('/');
    let (namespace, name, node) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    // Older versions wrote the node alone.
    let node = node.or_else(|| name.is_none().then_some(namespace)).unwrap_or_default();
    if let Some(own) = workflow.nodes().get(node) {
        return format!("{} of this workflow", own.display_name);
    }
    match name {
        Some(name) if name == workflow.name() => "this workflow".to_owned(),
        Some(name) => format!("workflow {name}"),
        None => holder.to_owned(),
    }
}

/// Whether a workflow uses a lock, by what its templates say.
pub fn uses_lock(workflow: &Workflow, lock: &Lock) -> bool {
    let spec = serde_json::to_value(&workflow.spec).unwrap_or_default();
    let own = spec.get("synchronization");
    let templates = spec.get("templates").and_then(Value::as_array);
    let all =
        own.into_iter().chain(templates.into_iter().flatten().filter_map(|one| one.get("synchronization")));
    let of_place = |one: &Value| {
        let namespace = one.get("namespace").and_then(Value::as_str).unwrap_or(workflow.namespace());
        namespace == lock.namespace
    };
    let text = |one: &Value, pointer: &str| {
        one.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    all.flat_map(|wanted| ["mutexes", "semaphores"].iter().filter_map(|kind| wanted.get(*kind)?.as_array()))
        .flatten()
        .filter(|one| of_place(one))
        .any(|one| {
            let map = format!("{}/{}", text(one, "/configMapKeyRef/name"), text(one, "/configMapKeyRef/key"));
            [text(one, "/name"), map, text(one, "/database/key")].contains(&lock.key)
        })
}
