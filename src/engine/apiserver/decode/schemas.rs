//! Which fields the kinds have.

use super::super::kinds::Kind;
use crate::core::api::schema::{FieldDef, Form, Kind as Type, Schema};
use crate::core::api::{
    ClusterWorkflowTemplate, CronWorkflow, LocalObjectReference, ObjectMeta, Workflow,
    WorkflowArtifactGcTask, WorkflowEventBinding, WorkflowTaskResult, WorkflowTaskSet, WorkflowTemplate,
};

/// The fields of one of Argo's kinds; those of Argo Events are not known.
pub(super) fn custom(kind: &Kind) -> Option<&'static Schema> {
    match kind.kind {
        "Workflow" => Some(Workflow::schema()),
        "WorkflowTemplate" => Some(WorkflowTemplate::schema()),
        "ClusterWorkflowTemplate" => Some(ClusterWorkflowTemplate::schema()),
        "CronWorkflow" => Some(CronWorkflow::schema()),
        "WorkflowEventBinding" => Some(WorkflowEventBinding::schema()),
        "WorkflowTaskSet" => Some(WorkflowTaskSet::schema()),
        "WorkflowTaskResult" => Some(WorkflowTaskResult::schema()),
        "WorkflowArtifactGCTask" => Some(WorkflowArtifactGcTask::schema()),
        _ => None,
    }
}

/// The fields of one of Kubernetes' kinds.
pub(super) fn core(kind: &Kind) -> Option<&'static Schema> {
    match kind.kind {
        "ConfigMap" => Some(&CONFIG_MAP),
        "Secret" => Some(&SECRET),
        "ServiceAccount" => Some(&SERVICE_ACCOUNT),
        "Namespace" => Some(&NAMESPACE),
        "Event" => Some(&EVENT),
        "PersistentVolumeClaim" => Some(&CLAIM),
        "Pod" => Some(&POD),
        "Lease" => Some(&LEASE),
        "PodDisruptionBudget" => Some(&BUDGET),
        _ => None,
    }
}

const TEXT: Type = Type::Str("string");
const INT: Type = Type::Int(32, "int32");
const LONG: Type = Type::Int(64, "int64");

/// A field that is left out when empty.
const fn may(name: &'static str, kind: Type) -> FieldDef {
    FieldDef { name, kind, form: Form::OmitEmpty }
}

/// A field that is written when it is set, even if empty.
const fn set(name: &'static str, kind: Type) -> FieldDef {
    FieldDef { name, kind, form: Form::Optional }
}

const KIND: FieldDef = may("kind", TEXT);
const VERSION: FieldDef = may("apiVersion", TEXT);
const METADATA: FieldDef = set("metadata", Type::Object(ObjectMeta::schema));

static CONFIG_MAP: Schema = Schema {
    go_name: "v1.ConfigMap",
    fields: &[
        KIND,
        VERSION,
        METADATA,
        set("immutable", Type::Bool),
        may("data", Type::Map(&TEXT)),
        may("binaryData", Type::Map(&Type::Bytes)),
    ],
};

static SECRET: Schema = Schema {
    go_name: "v1.Secret",
    fields: &[
        KIND,
        VERSION,
        METADATA,
        set("immutable", Type::Bool),
        may("data", Type::Map(&Type::Bytes)),
        may("stringData", Type::Map(&TEXT)),
        may("type", Type::Str("v1.SecretType")),
    ],
};

static SERVICE_ACCOUNT: Schema = Schema {
    go_name: "v1.ServiceAccount",
    fields: &[
        KIND,
        VERSION,
        METADATA,
        may("secrets", Type::List(&Type::Any)),
        may("imagePullSecrets", Type::List(&Type::Object(LocalObjectReference::schema))),
        set("automountServiceAccountToken", Type::Bool),
    ],
};

static NAMESPACE: Schema = Schema {
    go_name: "v1.Namespace",
    fields: &[KIND, VERSION, METADATA, set("spec", Type::Any), set("status", Type::Any)],
};

static EVENT: Schema = Schema {
    go_name: "v1.Event",
    fields: &[
        KIND,
        VERSION,
        METADATA,
        set("involvedObject", Type::Any),
        may("reason", TEXT),
        may("message", TEXT),
        set("source", Type::Any),
        set("firstTimestamp", Type::Time),
        set("lastTimestamp", Type::Time),
        set("count", INT),
        may("type", TEXT),
        set("eventTime", Type::Time),
        set("series", Type::Any),
        may("action", TEXT),
        set("related", Type::Any),
        set("reportingComponent", TEXT),
        set("reportingInstance", TEXT),
    ],
};

static CLAIM: Schema = Schema {
    go_name: "v1.PersistentVolumeClaim",
    fields: &[KIND, VERSION, METADATA, set("spec", Type::Object(claim_spec)), set("status", Type::Any)],
};

fn claim_spec() -> &'static Schema {
    static SPEC: Schema = Schema {
        go_name: "v1.PersistentVolumeClaimSpec",
        fields: &[
            may("accessModes", Type::List(&Type::Str("v1.PersistentVolumeAccessMode"))),
            set("selector", Type::Any),
            set("resources", Type::Any),
            may("volumeName", TEXT),
            set("storageClassName", TEXT),
            set("volumeMode", TEXT),
            set("dataSource", Type::Any),
            set("dataSourceRef", Type::Any),
            set("volumeAttributesClassName", TEXT),
        ],
    };
    &SPEC
}

static LEASE: Schema =
    Schema { go_name: "v1.Lease", fields: &[KIND, VERSION, METADATA, set("spec", Type::Any)] };

static BUDGET: Schema = Schema {
    go_name: "v1.PodDisruptionBudget",
    fields: &[KIND, VERSION, METADATA, set("spec", Type::Any), set("status", Type::Any)],
};

static POD: Schema = Schema {
    go_name: "v1.Pod",
    fields: &[KIND, VERSION, METADATA, set("spec", Type::Object(pod_spec)), set("status", Type::Any)],
};

fn pod_spec() -> &'static Schema {
    static SPEC: Schema = Schema {
        go_name: "v1.PodSpec",
        fields: &[
            may("volumes", Type::List(&Type::Any)),
            may("initContainers", Type::List(&Type::Object(container))),
            set("containers", Type::List(&Type::Object(container))),
            may("ephemeralContainers", Type::List(&Type::Any)),
            may("restartPolicy", Type::Str("v1.RestartPolicy")),
            set("terminationGracePeriodSeconds", LONG),
            set("activeDeadlineSeconds", LONG),
            may("dnsPolicy", Type::Str("v1.DNSPolicy")),
            may("nodeSelector", Type::Map(&TEXT)),
            may("serviceAccountName", TEXT),
            may("serviceAccount", TEXT),
            set("automountServiceAccountToken", Type::Bool),
            may("nodeName", TEXT),
            may("hostNetwork", Type::Bool),
            may("hostPID", Type::Bool),
            may("hostIPC", Type::Bool),
            set("shareProcessNamespace", Type::Bool),
            set("securityContext", Type::Any),
            may("imagePullSecrets", Type::List(&Type::Object(LocalObjectReference::schema))),
            may("hostname", TEXT),
            may("subdomain", TEXT),
            set("affinity", Type::Any),
            may("schedulerName", TEXT),
            may("tolerations", Type::List(&Type::Any)),
            may("hostAliases", Type::List(&Type::Any)),
            may("priorityClassName", TEXT),
            set("priority", INT),
            set("dnsConfig", Type::Any),
            may("readinessGates", Type::List(&Type::Any)),
            set("runtimeClassName", TEXT),
            set("enableServiceLinks", Type::Bool),
            set("preemptionPolicy", TEXT),
            may("overhead", Type::Map(&Type::Quantity)),
            may("topologySpreadConstraints", Type::List(&Type::Any)),
            set("setHostnameAsFQDN", Type::Bool),
            set("os", Type::Any),
            set("hostUsers", Type::Bool),
            may("schedulingGates", Type::List(&Type::Any)),
            may("resourceClaims", Type::List(&Type::Any)),
            set("resources", Type::Any),
            set("hostnameOverride", TEXT),
            set("workloadRef", Type::Any),
        ],
    };
    &SPEC
}

fn container() -> &'static Schema {
    static CONTAINER: Schema = Schema {
        go_name: "v1.Container",
        fields: &[
            may("name", TEXT),
            may("image", TEXT),
            may("command", Type::List(&TEXT)),
            may("args", Type::List(&TEXT)),
            may("workingDir", TEXT),
            may("ports", Type::List(&Type::Any)),
            may("envFrom", Type::List(&Type::Any)),
            may("env", Type::List(&Type::Object(env_var))),
            set("resources", Type::Any),
            may("resizePolicy", Type::List(&Type::Any)),
            set("restartPolicy", TEXT),
            may("restartPolicyRules", Type::List(&Type::Any)),
            may("volumeMounts", Type::List(&Type::Any)),
            may("volumeDevices", Type::List(&Type::Any)),
            set("livenessProbe", Type::Any),
            set("readinessProbe", Type::Any),
            set("startupProbe", Type::Any),
            set("lifecycle", Type::Any),
            may("terminationMessagePath", TEXT),
            may("terminationMessagePolicy", Type::Str("v1.TerminationMessagePolicy")),
            may("imagePullPolicy", Type::Str("v1.PullPolicy")),
            set("securityContext", Type::Any),
            may("stdin", Type::Bool),
            may("stdinOnce", Type::Bool),
            may("tty", Type::Bool),
        ],
    };
    &CONTAINER
}

fn env_var() -> &'static Schema {
    static ENV: Schema = Schema {
        go_name: "v1.EnvVar",
        fields: &[may("name", TEXT), may("value", TEXT), set("valueFrom", Type::Any)],
    };
    &ENV
}
