//! The kinds the API serves.

use base64::Engine as _;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A kind and how it is spoken of.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Empty for the core group.
    pub group: &'static str,
    /// Version of the group.
    pub version: &'static str,
    /// As in paths.
    pub plural: &'static str,
    /// As in discovery.
    pub singular: &'static str,
    /// As in objects.
    pub kind: &'static str,
    /// What `kubectl` takes for it.
    pub short_names: &'static [&'static str],
    /// Whether its objects are in namespaces.
    pub namespaced: bool,
    /// Whether `status` is written through a subresource only.
    pub status: bool,
}

impl Kind {
    /// Plural and group, the store's name for it.
    pub fn resource(&self) -> String {
        if self.group.is_empty() { self.plural.to_owned() } else { format!("{}.{}", self.plural, self.group) }
    }

    /// Group and version as objects say it.
    pub fn api_version(&self) -> String {
        if self.group.is_empty() {
            self.version.to_owned()
        } else {
            format!("{}/{}", self.group, self.version)
        }
    }

    /// Whether it is one of Argo's, which a cluster serves as a custom resource.
    pub fn is_custom(&self) -> bool {
        self.group == ARGO
    }

    /// Whether its objects describe this server and are made by it: clients only look at them.
    pub fn is_fixed(&self) -> bool {
        matches!(self.plural, "nodes" | "services" | "customresourcedefinitions")
    }

    /// Whether its objects are workflows that are gone: they can be looked at and deleted.
    pub(super) fn is_archived(&self) -> bool {
        self.plural == ARCHIVED.plural
    }

    /// Whether `kubectl get all` asks for it.
    pub(super) fn is_in_all(&self) -> bool {
        matches!(self.plural, "pods" | "services")
    }

    /// Its entry in a list of API resources.
    pub fn discovery(&self) -> Value {
        let mut entry = json!({
            "name": self.plural, "singularName": self.singular, "namespaced": self.namespaced, "kind": self.kind,
            "verbs": self.verbs(),
        });
        if !self.short_names.is_empty() {
            entry["shortNames"] = json!(self.short_names);
        }
        if self.is_in_all() {
            entry["categories"] = json!(["all"]);
        }
        entry["storageVersionHash"] = self.storage_hash().into();
        entry
    }

    /// What can be done to its objects.
    pub fn verbs(&self) -> &'static [&'static str] {
        match self.plural {
            "namespaces" => &["create", "delete", "get", "list", "patch", "update", "watch"],
            _ if self.is_fixed() => &["get", "list", "watch"],
            _ if self.is_custom() => {
                &["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"]
            }
            _ => &["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
        }
    }

    /// What clients compare to see whether objects are stored otherwise than before.
    fn storage_hash(&self) -> String {
        let digest = Sha256::digest(format!("{}/{}/{}", self.group, self.version, self.kind));
        base64::engine::general_purpose::STANDARD.encode(digest.get(..8).unwrap_or_default())
    }
}

/// Argo's group.
pub(super) const ARGO: &str = "argoproj.io";

const fn argo(
    plural: &'static str,
    singular: &'static str,
    kind: &'static str,
    short_names: &'static [&'static str],
) -> Kind {
    Kind {
        group: ARGO,
        version: "v1alpha1",
        plural,
        singular,
        kind,
        short_names,
        namespaced: true,
        status: false,
    }
}

const fn core(
    plural: &'static str,
    singular: &'static str,
    kind: &'static str,
    short_names: &'static [&'static str],
    status: bool,
) -> Kind {
    Kind { group: "", version: "v1", plural, singular, kind, short_names, namespaced: true, status }
}

/// Every kind, by group and in discovery's order. Nodes, services and definitions of custom kinds are there to be looked
/// at: this machine, none, and Argo's own. Argo's group has the kinds of Argo Events too: they are kept, and as
/// in a cluster without Argo Events nothing acts on them.
pub const KINDS: &[Kind] = &[
    core("configmaps", "configmap", "ConfigMap", &["cm"], false),
    core("events", "event", "Event", &["ev"], false),
    Kind { namespaced: false, ..core("namespaces", "namespace", "Namespace", &["ns"], true) },
    Kind { namespaced: false, ..core("nodes", "node", "Node", &["no"], true) },
    core("persistentvolumeclaims", "persistentvolumeclaim", "PersistentVolumeClaim", &["pvc"], true),
    core("pods", "pod", "Pod", &["po"], true),
    core("secrets", "secret", "Secret", &[], false),
    core("serviceaccounts", "serviceaccount", "ServiceAccount", &["sa"], false),
    core("services", "service", "Service", &["svc"], true),
    argo("cronworkflows", "cronworkflow", "CronWorkflow", &["cwf", "cronwf"]),
    argo("workfloweventbindings", "workfloweventbinding", "WorkflowEventBinding", &["wfeb"]),
    argo("workflows", "workflow", "Workflow", &["wf"]),
    argo("workflowtaskresults", "workflowtaskresult", "WorkflowTaskResult", &[]),
    argo("workflowtemplates", "workflowtemplate", "WorkflowTemplate", &["wftmpl"]),
    argo("eventbus", "eventbus", "EventBus", &[]),
    argo("eventsources", "eventsource", "EventSource", &[]),
    Kind {
        namespaced: false,
        ..argo(
            "clusterworkflowtemplates",
            "clusterworkflowtemplate",
            "ClusterWorkflowTemplate",
            &["clusterwftmpl", "cwft"],
        )
    },
    Kind {
        status: true,
        ..argo("workflowartifactgctasks", "workflowartifactgctask", "WorkflowArtifactGCTask", &["wfat"])
    },
    Kind { status: true, ..argo("workflowtasksets", "workflowtaskset", "WorkflowTaskSet", &["wfts"]) },
    argo("sensors", "sensor", "Sensor", &[]),
    Kind {
        group: "apiextensions.k8s.io",
        version: "v1",
        plural: "customresourcedefinitions",
        singular: "customresourcedefinition",
        kind: "CustomResourceDefinition",
        short_names: &["crd", "crds"],
        namespaced: false,
        status: true,
    },
    Kind {
        group: "batch",
        version: "v1",
        plural: "jobs",
        singular: "job",
        kind: "Job",
        short_names: &[],
        namespaced: true,
        status: true,
    },
    Kind {
        group: "coordination.k8s.io",
        version: "v1",
        plural: "leases",
        singular: "lease",
        kind: "Lease",
        short_names: &[],
        namespaced: true,
        status: false,
    },
    Kind {
        group: "policy",
        version: "v1",
        plural: "poddisruptionbudgets",
        singular: "poddisruptionbudget",
        kind: "PodDisruptionBudget",
        short_names: &["pdb"],
        namespaced: true,
        status: true,
    },
];

/// Workflows that are gone and were kept, by their uid: what an Argo Server looks for. No cluster has it, so discovery
/// does not tell of it.
static ARCHIVED: Kind = argo("archivedworkflows", "archivedworkflow", "ArchivedWorkflow", &[]);

/// The kind of a path.
pub fn find(group: &str, version: &str, plural: &str) -> Option<&'static Kind> {
    let mut all = KINDS.iter().chain([&ARCHIVED]);
    all.find(|k| k.group == group && k.version == version && k.plural == plural)
}

/// The kind of a stored resource.
pub(super) fn of_resource(resource: &str) -> Option<&'static Kind> {
    let (plural, group) = resource.split_once('.').unwrap_or((resource, ""));
    KINDS.iter().find(|k| k.group == group && k.plural == plural)
}
