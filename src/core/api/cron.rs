//! CronWorkflow: workflows started by the clock.

use jiff::Timestamp;
use serde_json::Value;

use super::k8s;
use super::macros::object;
use super::member::Member;
use super::schema::Kind;
use super::{Condition, ObjectMeta, WorkflowSpec};

object! {
    /// Starts a workflow at given times.
    pub struct CronWorkflow("v1alpha1.CronWorkflow") {
        pub kind: String = "kind",
        pub api_version: String = "apiVersion",
        pub metadata: ObjectMeta = "metadata",
        pub spec: CronWorkflowSpec = "spec" [always],
        pub status: CronWorkflowStatus = "status",
    }

    /// When to start which workflow.
    pub struct CronWorkflowSpec("v1alpha1.CronWorkflowSpec") {
        pub workflow_spec: WorkflowSpec = "workflowSpec" [always],
        pub concurrency_policy: String = "concurrencyPolicy" [kind Kind::Str("v1alpha1.ConcurrencyPolicy")],
        pub suspend: bool = "suspend",
        pub starting_deadline_seconds: Option<i64> = "startingDeadlineSeconds",
        pub successful_jobs_history_limit: Option<i32> = "successfulJobsHistoryLimit",
        pub failed_jobs_history_limit: Option<i32> = "failedJobsHistoryLimit",
        pub timezone: String = "timezone",
        pub workflow_metadata: Option<ObjectMeta> = "workflowMetadata",
        pub stop_strategy: Option<StopStrategy> = "stopStrategy",
        pub schedules: Vec<String> = "schedules" [always],
        pub when: String = "when",
    }

    /// The condition that ends a schedule.
    pub struct StopStrategy("v1alpha1.StopStrategy") {
        pub expression: String = "expression" [always],
    }

    /// What a schedule started so far.
    pub struct CronWorkflowStatus("v1alpha1.CronWorkflowStatus") {
        pub active: Vec<Value> = "active" [always kind Kind::List(&k8s::OBJECT_REFERENCE)],
        pub last_scheduled_time: Option<Timestamp> = "lastScheduledTime" [always],
        pub conditions: Vec<Condition> = "conditions" [always kind Kind::NamedList(&<Condition as Member>::KIND, "v1alpha1.Conditions")],
        pub succeeded: i64 = "succeeded" [always],
        pub failed: i64 = "failed" [always],
        pub phase: String = "phase" [always kind Kind::Str("v1alpha1.CronWorkflowPhase")],
    }
}
