//! Effects: what the outside has to do after a step of the controller.

use jiff::Timestamp;
use serde_json::Value;

use super::metrics::Metric;
use super::observe::ObjectKey;
use super::sync::LockRequest;
use crate::core::api::Http;

/// What one step asks for, in the order it should be done.
pub type Effects = Vec<Effect>;

/// One thing to do outside. Everything here may be repeated after a crash without harm.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Creates the pod of a node. A pod of that name that exists already is the same pod: go on with it.
    CreatePod {
        /// The node the pod belongs to.
        node_id: String,
        /// The whole Pod object.
        pod: Value,
    },
    /// Makes the call of an http template; what it comes to is a WorkflowTaskResult of the node.
    CallHttp {
        /// The node the call belongs to.
        node_id: String,
        /// What to call.
        http: Box<Http>,
    },
    /// Ends a running pod: its containers get SIGTERM, after their grace period SIGKILL. The object stays.
    TerminatePod {
        /// Name of the pod, in the workflow's namespace.
        name: String,
    },
    /// Deletes a pod object, ending it first where it still runs.
    DeletePod {
        /// Name of the pod, in the workflow's namespace.
        name: String,
    },
    /// Applies a JSON merge patch to the Workflow: labels, annotations, status fields, and changed nodes only.
    PatchStatus {
        /// The merge patch of the whole object.
        patch: Value,
        /// Ids of the nodes the patch carries.
        nodes: Vec<String>,
    },
    /// Creates an object; one that exists already is fine.
    CreateObject(Value),
    /// Applies a JSON merge patch to an object other than the Workflow, creating it where `create` is given.
    PatchObject {
        /// Which object.
        key: ObjectKey,
        /// The merge patch.
        patch: Value,
        /// The object to create when there is none.
        create: Option<Value>,
    },
    /// Deletes an object; a missing one is fine.
    DeleteObject(ObjectKey),
    /// Records an event about the workflow.
    Event(WorkflowEvent),
    /// A value of a metric; a value told twice after a crash is counted anew, as all counts are in memory.
    Metric(Metric),
    /// Asks to be called again at this time, if nothing else happens before. At most one in a step.
    RequeueAt(Timestamp),
    /// Asks for an object; the answer comes as an observation, also when there is no such object.
    Read(ObjectKey),
    /// Asks the lock table for locks; the answer comes as an observation.
    AcquireLocks(LockRequest),
    /// Gives back all locks of a holder.
    ReleaseLocks {
        /// `<namespace>/<workflow>` or `<namespace>/<workflow>/<node id>`.
        holder: String,
    },
}

/// A Kubernetes event about the workflow or one of its nodes (engine.md §7.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkflowEvent {
    /// True for `Warning`, false for `Normal`.
    pub warning: bool,
    /// Machine-readable reason, e.g. `WorkflowSucceeded`.
    pub reason: String,
    /// Text for people.
    pub message: String,
    /// Annotations of the event: node type, node start time, workflow name and uid.
    pub annotations: Vec<(String, String)>,
}
