//! What the controller and the executor agree on about pods.

/// The annotation by which a running pod is asked to end: its containers get SIGTERM, after their grace period
/// SIGKILL. The object stays.
pub const TERMINATE: &str = "local.argoproj.io/terminate";

/// The node that pods of resource templates are bound to: the controller does their work itself.
pub const RESOURCE_NODE: &str = "argo-controller";
