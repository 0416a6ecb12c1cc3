//! Steps, tasks, hooks and what controls them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::macros::object;
use super::member::Member;
use super::schema::Kind;
use super::{Arguments, ConfigMapKeySelector, IntOrString, Item, LocalObjectReference, Template};

object! {
    /// One step of a steps template.
    pub struct WorkflowStep("v1alpha1.WorkflowStep") {
        pub name: String = "name",
        pub template: String = "template",
        pub inline: Option<Box<Template>> = "inline",
        pub arguments: Arguments = "arguments",
        pub template_ref: Option<TemplateRef> = "templateRef",
        pub with_items: Vec<Item> = "withItems",
        pub with_param: String = "withParam",
        pub with_sequence: Option<Sequence> = "withSequence",
        pub when: String = "when",
        pub continue_on: Option<ContinueOn> = "continueOn",
        pub on_exit: String = "onExit",
        pub hooks: BTreeMap<String, LifecycleHook> = "hooks" [kind Kind::NamedMap(&<LifecycleHook as Member>::KIND, "v1alpha1.LifecycleHooks")],
    }

    /// A graph of tasks.
    pub struct DagTemplate("v1alpha1.DAGTemplate") {
        pub target: String = "target",
        pub tasks: Vec<DagTask> = "tasks" [always],
        pub fail_fast: Option<bool> = "failFast",
    }

    /// One task of a graph.
    pub struct DagTask("v1alpha1.DAGTask") {
        pub name: String = "name" [always],
        pub template: String = "template",
        pub inline: Option<Box<Template>> = "inline",
        pub arguments: Arguments = "arguments",
        pub template_ref: Option<TemplateRef> = "templateRef",
        pub dependencies: Vec<String> = "dependencies",
        pub with_items: Vec<Item> = "withItems",
        pub with_param: String = "withParam",
        pub with_sequence: Option<Sequence> = "withSequence",
        pub when: String = "when",
        pub continue_on: Option<ContinueOn> = "continueOn",
        pub on_exit: String = "onExit",
        pub depends: String = "depends",
        pub hooks: BTreeMap<String, LifecycleHook> = "hooks" [kind Kind::NamedMap(&<LifecycleHook as Member>::KIND, "v1alpha1.LifecycleHooks")],
    }

    /// A template that runs when a node or workflow meets a condition or ends.
    pub struct LifecycleHook("v1alpha1.LifecycleHook") {
        pub template: String = "template",
        pub arguments: Arguments = "arguments",
        pub template_ref: Option<TemplateRef> = "templateRef",
        pub expression: String = "expression",
    }

    /// A template inside a WorkflowTemplate or ClusterWorkflowTemplate.
    pub struct TemplateRef("v1alpha1.TemplateRef") {
        pub name: String = "name",
        pub template: String = "template",
        pub cluster_scope: bool = "clusterScope",
    }

    /// The numbers a loop runs over.
    pub struct Sequence("v1alpha1.Sequence") {
        pub count: Option<IntOrString> = "count",
        pub start: Option<IntOrString> = "start",
        pub end: Option<IntOrString> = "end",
        pub format: String = "format",
    }

    /// Which bad ends of a step or task its workflow tolerates.
    pub struct ContinueOn("v1alpha1.ContinueOn") {
        pub error: bool = "error",
        pub failed: bool = "failed",
    }

    /// When and how often a node is tried again.
    pub struct RetryStrategy("v1alpha1.RetryStrategy") {
        pub limit: Option<IntOrString> = "limit",
        pub retry_policy: String = "retryPolicy" [kind Kind::Str("v1alpha1.RetryPolicy")],
        pub backoff: Option<Backoff> = "backoff",
        pub affinity: Option<RetryAffinity> = "affinity",
        pub expression: String = "expression",
    }

    /// The wait between attempts.
    pub struct Backoff("v1alpha1.Backoff") {
        pub duration: String = "duration",
        pub factor: Option<IntOrString> = "factor",
        pub max_duration: String = "maxDuration",
        pub cap: String = "cap",
    }

    /// Where a new attempt may run.
    pub struct RetryAffinity("v1alpha1.RetryAffinity") {
        pub node_anti_affinity: Option<RetryNodeAntiAffinity> = "nodeAntiAffinity",
    }

    /// Keeps a new attempt away from the machines of earlier ones.
    pub struct RetryNodeAntiAffinity("v1alpha1.RetryNodeAntiAffinity") {
    }

    /// The locks a workflow or template needs.
    pub struct Synchronization("v1alpha1.Synchronization") {
        pub semaphores: Vec<SemaphoreRef> = "semaphores" [kind Kind::NamedList(&<SemaphoreRef as Member>::KIND, "[]*v1alpha1.SemaphoreRef")],
        pub mutexes: Vec<Mutex> = "mutexes" [kind Kind::NamedList(&<Mutex as Member>::KIND, "[]*v1alpha1.Mutex")],
    }

    /// A counting lock and where its size is kept.
    pub struct SemaphoreRef("v1alpha1.SemaphoreRef") {
        pub config_map_key_ref: Option<ConfigMapKeySelector> = "configMapKeyRef",
        pub namespace: String = "namespace",
        pub database: Option<SyncDatabaseRef> = "database",
    }

    /// The key of a lock kept in the database.
    pub struct SyncDatabaseRef("v1alpha1.SyncDatabaseRef") {
        pub key: String = "key" [always],
    }

    /// An exclusive lock.
    pub struct Mutex("v1alpha1.Mutex") {
        pub name: String = "name",
        pub namespace: String = "namespace",
        pub database: bool = "database",
    }

    /// The cache that lets a template be skipped.
    pub struct Memoize("v1alpha1.Memoize") {
        pub key: String = "key" [always],
        pub cache: Option<Cache> = "cache" [always],
        pub max_age: String = "maxAge" [always],
    }

    /// Where memoized outputs are kept.
    pub struct Cache("v1alpha1.Cache") {
        pub config_map: Option<LocalObjectReference> = "configMap" [always],
    }

    /// Metrics that a workflow or template emits.
    pub struct Metrics("v1alpha1.Metrics") {
        pub prometheus: Vec<Prometheus> = "prometheus" [always kind Kind::NamedList(&<Prometheus as Member>::KIND, "[]*v1alpha1.Prometheus")],
    }

    /// One metric: a gauge, a histogram or a counter.
    pub struct Prometheus("v1alpha1.Prometheus") {
        pub name: String = "name" [always],
        pub labels: Vec<MetricLabel> = "labels" [kind Kind::NamedList(&<MetricLabel as Member>::KIND, "[]*v1alpha1.MetricLabel")],
        pub help: String = "help" [always],
        pub when: String = "when",
        pub gauge: Option<Gauge> = "gauge",
        pub histogram: Option<Histogram> = "histogram",
        pub counter: Option<Counter> = "counter",
    }

    /// A label of a metric.
    pub struct MetricLabel("v1alpha1.MetricLabel") {
        pub key: String = "key" [always],
        pub value: String = "value" [always],
    }

    /// A value that goes up and down.
    pub struct Gauge("v1alpha1.Gauge") {
        pub value: String = "value" [always],
        pub realtime: Option<bool> = "realtime" [always],
        pub operation: String = "operation" [kind Kind::Str("v1alpha1.GaugeOperation")],
    }

    /// A value counted into buckets.
    pub struct Histogram("v1alpha1.Histogram") {
        pub value: String = "value" [always],
        pub buckets: Vec<Value> = "buckets" [always kind Kind::List(&Kind::Number)],
    }

    /// A value that only grows.
    pub struct Counter("v1alpha1.Counter") {
        pub value: String = "value" [always],
    }
}
