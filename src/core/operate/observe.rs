//! Observations: what happened outside since the last step.

use serde_json::Value;

use super::sync::LockAnswer;

/// Everything seen since the last step; `Default` is "nothing happened, time went on".
#[derive(Debug, Clone, Default)]
pub struct Observations {
    /// The Workflow object, when somebody else changed it (suspend, stop, resume, node set, retry, edits).
    pub workflow: Option<Value>,
    /// Pods that were created or changed.
    pub pods: Vec<Value>,
    /// Names of pods that no longer exist.
    pub pods_gone: Vec<String>,
    /// True when `pods` is the complete list of the workflow's pods, as after a start of the engine:
    /// a node whose pod is not in it lost its pod.
    pub relisted: bool,
    /// WorkflowTaskResults that were created or changed.
    pub results: Vec<Value>,
    /// Objects that were asked for by `Effect::Read`, or `None` where there is no such object.
    /// A later change of an object that was read is sent here too.
    pub objects: Vec<(ObjectKey, Option<Value>)>,
    /// Answers of the lock table, also unasked ones when a waiting holder got its locks.
    pub locks: Vec<LockAnswer>,
    /// Effects that could not be done.
    pub failures: Vec<Failure>,
}

/// An effect that failed for good (the controller retries what is worth retrying).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// An object the workflow needs could not be created: the workflow ends in Error with this message.
    CreateObject {
        /// What the API said.
        message: String,
    },
    /// The pod of a node could not be created: the node ends in Error with this message.
    CreatePod {
        /// The node whose pod was refused.
        node_id: String,
        /// What the API said.
        message: String,
    },
}

/// The kinds of objects that a step may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ObjectKind {
    /// A WorkflowTemplate of the workflow's namespace.
    WorkflowTemplate,
    /// A ClusterWorkflowTemplate.
    ClusterWorkflowTemplate,
    /// A ConfigMap: parameters, semaphore limits, memoization caches.
    ConfigMap,
    /// A PersistentVolumeClaim.
    PersistentVolumeClaim,
    /// A PodDisruptionBudget.
    PodDisruptionBudget,
}

/// Names one object.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectKey {
    /// What kind of object.
    pub kind: ObjectKind,
    /// Its namespace; empty for kinds without one.
    pub namespace: String,
    /// Its name.
    pub name: String,
}

impl ObjectKey {
    /// The key of an object of a namespace.
    pub fn new(kind: ObjectKind, namespace: &str, name: &str) -> Self {
        let namespace = if kind == ObjectKind::ClusterWorkflowTemplate { "" } else { namespace };
        Self { kind, namespace: namespace.to_owned(), name: name.to_owned() }
    }
}
