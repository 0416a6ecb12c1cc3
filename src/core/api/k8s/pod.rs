//! Scheduling, security, claims and other parts of a pod.

use super::container::{
    app_armor_profile, se_linux_options, seccomp_profile, windows_security_context_options,
};
use super::volume::{label_selector, persistent_volume_claim_spec};
use super::{BOOL, INT, INT_OR_STRING, LONG, META, QUANTITY, STR, TIME, of, tables};
use crate::core::api::schema::Kind;

tables! {
    affinity("v1.Affinity") {
        "nodeAffinity" ptr (of(node_affinity)), "podAffinity" ptr (of(pod_affinity)),
        "podAntiAffinity" ptr (of(pod_anti_affinity)),
    }
    toleration("v1.Toleration") {
        "key" may (STR), "operator" may (Kind::Str("v1.TolerationOperator")), "value" may (STR),
        "effect" may (Kind::Str("v1.TaintEffect")), "tolerationSeconds" ptr (LONG),
    }
    host_alias("v1.HostAlias") {
        "ip" always (STR), "hostnames" may (Kind::List(&STR)),
    }
    pod_dns_config("v1.PodDNSConfig") {
        "nameservers" may (Kind::List(&STR)), "searches" may (Kind::List(&STR)),
        "options" may (Kind::List(&of(pod_dns_config_option))),
    }
    pod_security_context("v1.PodSecurityContext") {
        "seLinuxOptions" ptr (of(se_linux_options)), "windowsOptions" ptr (of(windows_security_context_options)),
        "runAsUser" ptr (LONG), "runAsGroup" ptr (LONG), "runAsNonRoot" ptr (BOOL),
        "supplementalGroups" may (Kind::List(&LONG)),
        "supplementalGroupsPolicy" ptr (Kind::Str("v1.SupplementalGroupsPolicy")), "fsGroup" ptr (LONG),
        "sysctls" may (Kind::List(&of(sysctl))), "fsGroupChangePolicy" ptr (Kind::Str("v1.PodFSGroupChangePolicy")),
        "seccompProfile" ptr (of(seccomp_profile)), "appArmorProfile" ptr (of(app_armor_profile)),
        "seLinuxChangePolicy" ptr (Kind::Str("v1.PodSELinuxChangePolicy")),
    }
    pod_resource_claim("v1.PodResourceClaim") {
        "name" always (STR), "resourceClaimName" ptr (STR), "resourceClaimTemplateName" ptr (STR),
    }
    object_reference("v1.ObjectReference") {
        "kind" may (STR), "namespace" may (STR), "name" may (STR), "uid" may (Kind::Str("types.UID")),
        "apiVersion" may (STR), "resourceVersion" may (STR), "fieldPath" may (STR),
    }
    pod_disruption_budget_spec("v1.PodDisruptionBudgetSpec") {
        "minAvailable" ptr (INT_OR_STRING), "selector" ptr (of(label_selector)),
        "maxUnavailable" ptr (INT_OR_STRING),
        "unhealthyPodEvictionPolicy" ptr (Kind::Str("v1.UnhealthyPodEvictionPolicyType")),
    }
    persistent_volume_claim("v1.PersistentVolumeClaim") {
        "kind" may (STR), "apiVersion" may (STR), "metadata" always (META),
        "spec" always (of(persistent_volume_claim_spec)), "status" always (of(persistent_volume_claim_status)),
    }
    node_affinity("v1.NodeAffinity") {
        "requiredDuringSchedulingIgnoredDuringExecution" ptr (of(node_selector)),
        "preferredDuringSchedulingIgnoredDuringExecution" may (Kind::List(&of(preferred_scheduling_term))),
    }
    pod_affinity("v1.PodAffinity") {
        "requiredDuringSchedulingIgnoredDuringExecution" may (Kind::List(&of(pod_affinity_term))),
        "preferredDuringSchedulingIgnoredDuringExecution" may (Kind::List(&of(weighted_pod_affinity_term))),
    }
    pod_anti_affinity("v1.PodAntiAffinity") {
        "requiredDuringSchedulingIgnoredDuringExecution" may (Kind::List(&of(pod_affinity_term))),
        "preferredDuringSchedulingIgnoredDuringExecution" may (Kind::List(&of(weighted_pod_affinity_term))),
    }
    pod_dns_config_option("v1.PodDNSConfigOption") {
        "name" may (STR), "value" ptr (STR),
    }
    sysctl("v1.Sysctl") {
        "name" always (STR), "value" always (STR),
    }
    persistent_volume_claim_status("v1.PersistentVolumeClaimStatus") {
        "phase" may (Kind::Str("v1.PersistentVolumeClaimPhase")),
        "accessModes" may (Kind::List(&Kind::Str("v1.PersistentVolumeAccessMode"))),
        "capacity" may (Kind::NamedMap(&QUANTITY, "v1.ResourceList")),
        "conditions" may (Kind::List(&of(persistent_volume_claim_condition))),
        "allocatedResources" may (Kind::NamedMap(&QUANTITY, "v1.ResourceList")),
        "allocatedResourceStatuses" may (Kind::Map(&Kind::Str("v1.ClaimResourceStatus"))),
        "currentVolumeAttributesClassName" ptr (STR), "modifyVolumeStatus" ptr (of(modify_volume_status)),
    }
    node_selector("v1.NodeSelector") {
        "nodeSelectorTerms" always (Kind::List(&of(node_selector_term))),
    }
    preferred_scheduling_term("v1.PreferredSchedulingTerm") {
        "weight" always (INT), "preference" always (of(node_selector_term)),
    }
    pod_affinity_term("v1.PodAffinityTerm") {
        "labelSelector" ptr (of(label_selector)), "namespaces" may (Kind::List(&STR)), "topologyKey" always (STR),
        "namespaceSelector" ptr (of(label_selector)), "matchLabelKeys" may (Kind::List(&STR)),
        "mismatchLabelKeys" may (Kind::List(&STR)),
    }
    weighted_pod_affinity_term("v1.WeightedPodAffinityTerm") {
        "weight" always (INT), "podAffinityTerm" always (of(pod_affinity_term)),
    }
    persistent_volume_claim_condition("v1.PersistentVolumeClaimCondition") {
        "type" always (Kind::Str("v1.PersistentVolumeClaimConditionType")),
        "status" always (Kind::Str("v1.ConditionStatus")), "lastProbeTime" always (TIME),
        "lastTransitionTime" always (TIME), "reason" may (STR), "message" may (STR),
    }
    modify_volume_status("v1.ModifyVolumeStatus") {
        "targetVolumeAttributesClassName" may (STR),
        "status" always (Kind::Str("v1.PersistentVolumeClaimModifyVolumeStatus")),
    }
    node_selector_term("v1.NodeSelectorTerm") {
        "matchExpressions" may (Kind::List(&of(node_selector_requirement))),
        "matchFields" may (Kind::List(&of(node_selector_requirement))),
    }
    node_selector_requirement("v1.NodeSelectorRequirement") {
        "key" always (STR), "operator" always (Kind::Str("v1.NodeSelectorOperator")),
        "values" may (Kind::List(&STR)),
    }
}
