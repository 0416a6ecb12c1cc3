//! The kinds the API serves.

use serde_json::{Value, json};

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

    /// Its entry in a list of API resources.
    pub fn discovery(&self) -> Value {
        let mut entry = json!({
            "name": self.plural, "singularName": self.singular, "namespaced": self.namespaced, "kind": self.kind,
            "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
        });
        if !self.short_names.is_empty() {
            entry["shortNames"] = json!(self.short_names);
        }
        entry
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

/// Every kind, by group and in discovery's order.
pub const KINDS: &[Kind] = &[
    core("configmaps", "configmap", "ConfigMap", &["cm"], false),
    core("events", "event", "Event", &["ev"], false),
    Kind { namespaced: false, ..core("namespaces", "namespace", "Namespace", &["ns"], true) },
    core("persistentvolumeclaims", "persistentvolumeclaim", "PersistentVolumeClaim", &["pvc"], true),
    core("pods", "pod", "Pod", &["po"], true),
    core("secrets", "secret", "Secret", &[], false),
    core("serviceaccounts", "serviceaccount", "ServiceAccount", &["sa"], false),
    Kind {
        namespaced: false,
        ..argo(
            "clusterworkflowtemplates",
            "clusterworkflowtemplate",
            "ClusterWorkflowTemplate",
            &["clusterwftmpl", "cwft"],
        )
    },
    argo("cronworkflows", "cronworkflow", "CronWorkflow", &["cwf", "cronwf"]),
    Kind {
        status: true,
        ..argo("workflowartifactgctasks", "workflowartifactgctask", "WorkflowArtifactGCTask", &["wfat"])
    },
    argo("workfloweventbindings", "workfloweventbinding", "WorkflowEventBinding", &["wfeb"]),
    argo("workflows", "workflow", "Workflow", &["wf"]),
    argo("workflowtaskresults", "workflowtaskresult", "WorkflowTaskResult", &[]),
    Kind { status: true, ..argo("workflowtasksets", "workflowtaskset", "WorkflowTaskSet", &["wfts"]) },
    argo("workflowtemplates", "workflowtemplate", "WorkflowTemplate", &["wftmpl"]),
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

/// The kind of a path.
pub fn find(group: &str, version: &str, plural: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.group == group && k.version == version && k.plural == plural)
}

/// The kind of a stored resource.
pub(super) fn of_resource(resource: &str) -> Option<&'static Kind> {
    let (plural, group) = resource.split_once('.').unwrap_or((resource, ""));
    KINDS.iter().find(|k| k.group == group && k.plural == plural)
}
