//! Field tables of the Kubernetes types inside workflows.

use super::schema::Kind;

pub(crate) const AFFINITY: Kind = Kind::Any;
pub(crate) const CONTAINER: Kind = Kind::Any;
pub(crate) const CONTAINER_NODE: Kind = Kind::Any;
pub(crate) const HOST_ALIAS: Kind = Kind::Any;
pub(crate) const LABEL_SELECTOR: Kind = Kind::Any;
pub(crate) const OBJECT_REFERENCE: Kind = Kind::Any;
pub(crate) const PERSISTENT_VOLUME_CLAIM: Kind = Kind::Any;
pub(crate) const POD_DISRUPTION_BUDGET_SPEC: Kind = Kind::Any;
pub(crate) const POD_DNSCONFIG: Kind = Kind::Any;
pub(crate) const POD_RESOURCE_CLAIM: Kind = Kind::Any;
pub(crate) const POD_SECURITY_CONTEXT: Kind = Kind::Any;
pub(crate) const RESOURCE_REQUIREMENTS: Kind = Kind::Any;
pub(crate) const SCRIPT_TEMPLATE: Kind = Kind::Any;
pub(crate) const TOLERATION: Kind = Kind::Any;
pub(crate) const USER_CONTAINER: Kind = Kind::Any;
pub(crate) const VOLUME: Kind = Kind::Any;
pub(crate) const VOLUME_MOUNT: Kind = Kind::Any;
