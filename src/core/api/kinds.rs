//! The kinds of `argoproj.io/v1alpha1`.

/// The API group.
pub const GROUP: &str = "argoproj.io";
/// The version of the group.
pub const VERSION: &str = "v1alpha1";
/// Group and version, as in `apiVersion`.
pub const API_VERSION: &str = "argoproj.io/v1alpha1";

/// One kind and its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindInfo {
    /// The kind, e.g. `Workflow`.
    pub kind: &'static str,
    /// The resource in URLs, e.g. `workflows`.
    pub plural: &'static str,
    /// The singular name for kubectl.
    pub singular: &'static str,
    /// Short names for kubectl.
    pub short_names: &'static [&'static str],
    /// Whether objects live in a namespace.
    pub namespaced: bool,
    /// Whether `status` is a sub-resource.
    pub status_subresource: bool,
}

const fn kind(
    kind: &'static str,
    plural: &'static str,
    singular: &'static str,
    short_names: &'static [&'static str],
) -> KindInfo {
    KindInfo { kind, plural, singular, short_names, namespaced: true, status_subresource: false }
}

/// All kinds of the group (engine.md §1).
pub const KINDS: &[KindInfo] = &[
    kind("Workflow", "workflows", "workflow", &["wf"]),
    kind("WorkflowTemplate", "workflowtemplates", "workflowtemplate", &["wftmpl"]),
    KindInfo {
        namespaced: false,
        ..kind(
            "ClusterWorkflowTemplate",
            "clusterworkflowtemplates",
            "clusterworkflowtemplate",
            &["clusterwftmpl", "cwft"],
        )
    },
    kind("CronWorkflow", "cronworkflows", "cronworkflow", &["cwf", "cronwf"]),
    kind("WorkflowEventBinding", "workfloweventbindings", "workfloweventbinding", &["wfeb"]),
    KindInfo {
        status_subresource: true,
        ..kind("WorkflowTaskSet", "workflowtasksets", "workflowtaskset", &["wfts"])
    },
    kind("WorkflowTaskResult", "workflowtaskresults", "workflowtaskresult", &[]),
    KindInfo {
        status_subresource: true,
        ..kind("WorkflowArtifactGCTask", "workflowartifactgctasks", "workflowartifactgctask", &["wfat"])
    },
];

/// Returns the kind of that name, e.g. `CronWorkflow`.
pub fn by_kind(kind: &str) -> Option<&'static KindInfo> {
    KINDS.iter().find(|info| info.kind == kind)
}

/// Returns the kind that a plural, singular or short name stands for.
pub fn by_name(name: &str) -> Option<&'static KindInfo> {
    KINDS.iter().find(|info| info.plural == name || info.singular == name || info.short_names.contains(&name))
}
