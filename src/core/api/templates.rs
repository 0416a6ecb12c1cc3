//! WorkflowTemplate and ClusterWorkflowTemplate: stored templates.

use super::macros::object;
use super::{ObjectMeta, WorkflowSpec};

object! {
    /// A stored workflow specification of a namespace.
    pub struct WorkflowTemplate("v1alpha1.WorkflowTemplate") {
        pub kind: String = "kind",
        pub api_version: String = "apiVersion",
        pub metadata: ObjectMeta = "metadata",
        pub spec: WorkflowSpec = "spec" [always],
    }

    /// A stored workflow specification for all namespaces.
    pub struct ClusterWorkflowTemplate("v1alpha1.ClusterWorkflowTemplate") {
        pub kind: String = "kind",
        pub api_version: String = "apiVersion",
        pub metadata: ObjectMeta = "metadata",
        pub spec: WorkflowSpec = "spec" [always],
    }
}
