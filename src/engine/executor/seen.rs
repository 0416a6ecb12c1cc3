//! A pod as it comes by: what decides whether it is taken up, or ended. The rest is read when its turn has come, as
//! reading all of each that comes by costs more than most short steps need.

use std::borrow::Cow;
use std::collections::BTreeMap;

use kube::core::{NamespaceResourceScope, ObjectMeta, Resource};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::ports::pods::TERMINATE;

/// See the module.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Told")]
pub(super) struct SeenPod {
    /// Its name and version.
    pub(super) metadata: ObjectMeta,
    pub(super) is_being_deleted: bool,
    /// Whether the controller wants its containers ended.
    pub(super) is_asked_to_end: bool,
    pub(super) grace: Option<u64>,
    pub(super) node: String,
    pub(super) phase: String,
}

#[derive(Deserialize)]
struct Told {
    metadata: Metadata,
    spec: Option<Spec>,
    status: Option<Status>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    name: Option<String>,
    namespace: Option<String>,
    uid: Option<String>,
    resource_version: Option<String>,
    deletion_timestamp: Option<IgnoredAny>,
    deletion_grace_period_seconds: Option<i64>,
    annotations: Option<BTreeMap<String, IgnoredAny>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Spec {
    node_name: Option<String>,
    termination_grace_period_seconds: Option<i64>,
}

#[derive(Default, Deserialize)]
struct Status {
    phase: Option<String>,
}

impl From<Told> for SeenPod {
    fn from(told: Told) -> Self {
        let (metadata, spec) = (told.metadata, told.spec.unwrap_or_default());
        Self {
            is_being_deleted: metadata.deletion_timestamp.is_some(),
            is_asked_to_end: metadata.annotations.is_some_and(|all| all.contains_key(TERMINATE)),
            metadata: ObjectMeta {
                name: metadata.name,
                namespace: metadata.namespace,
                uid: metadata.uid,
                resource_version: metadata.resource_version,
                deletion_grace_period_seconds: metadata.deletion_grace_period_seconds,
                ..ObjectMeta::default()
            },
            grace: spec.termination_grace_period_seconds.and_then(|seconds| u64::try_from(seconds).ok()),
            node: spec.node_name.unwrap_or_default(),
            phase: told.status.and_then(|status| status.phase).unwrap_or_default(),
        }
    }
}

impl Resource for SeenPod {
    type DynamicType = ();
    type Scope = NamespaceResourceScope;

    fn kind((): &()) -> Cow<'_, str> {
        "Pod".into()
    }

    fn group((): &()) -> Cow<'_, str> {
        "".into()
    }

    fn version((): &()) -> Cow<'_, str> {
        "v1".into()
    }

    fn plural((): &()) -> Cow<'_, str> {
        "pods".into()
    }

    fn meta(&self) -> &ObjectMeta {
        &self.metadata
    }

    fn meta_mut(&mut self) -> &mut ObjectMeta {
        &mut self.metadata
    }
}
