//! Field tables of the Kubernetes types inside workflows (k8s.io/api 0.35, as Argo 4.1 uses it).
//!
//! Their values stay JSON; the tables tell strict reading which fields exist, and writing in which order they come.

mod container;
mod pod;
mod volume;

use super::meta::{ConfigMapKeySelector, LocalObjectReference, ObjectMeta, SecretKeySelector};
use super::schema::{Kind, Schema};

/// Defines a function for each type that returns its field table. A field is `always` written, `may` be left out
/// when it is empty, or is a pointer (`ptr`).
macro_rules! tables {
    ($( $name:ident($go:literal) { $( $field:literal $form:ident ($kind:expr), )* } )*) => { $(
        pub(super) fn $name() -> &'static $crate::core::api::schema::Schema {
            use $crate::core::api::schema::{FieldDef, Schema};
            static SCHEMA: Schema = Schema {
                go_name: $go,
                fields: &[ $( FieldDef {
                    name: $field,
                    kind: $kind,
                    form: $crate::core::api::k8s::$form,
                }, )* ],
            };
            &SCHEMA
        }
    )* };
}
use tables;

use super::schema::Form;

#[expect(non_upper_case_globals, reason = "words of the tables")]
const always: Form = Form::Always;
#[expect(non_upper_case_globals, reason = "words of the tables")]
const may: Form = Form::OmitEmpty;
#[expect(non_upper_case_globals, reason = "words of the tables")]
const ptr: Form = Form::Optional;

const STR: Kind = Kind::Str("string");
const BOOL: Kind = Kind::Bool;
const INT: Kind = Kind::Int(32, "int32");
const LONG: Kind = Kind::Int(64, "int64");
const TIME: Kind = Kind::Time;
const QUANTITY: Kind = Kind::Quantity;
const INT_OR_STRING: Kind = Kind::IntOrString;
const META: Kind = of(ObjectMeta::schema);
const LOCAL_OBJECT: Kind = of(LocalObjectReference::schema);
const SECRET_KEY: Kind = of(SecretKeySelector::schema);
const CONFIG_MAP_KEY: Kind = of(ConfigMapKeySelector::schema);

const fn of(schema: fn() -> &'static Schema) -> Kind {
    Kind::Object(schema)
}

pub(crate) const AFFINITY: Kind = of(pod::affinity);
pub(crate) const CONTAINER: Kind = of(container::container);
pub(crate) const CONTAINER_NODE: Kind = of(container::container_node);
pub(crate) const HOST_ALIAS: Kind = of(pod::host_alias);
pub(crate) const LABEL_SELECTOR: Kind = of(volume::label_selector);
pub(crate) const OBJECT_REFERENCE: Kind = of(pod::object_reference);
pub(crate) const PERSISTENT_VOLUME_CLAIM: Kind = of(pod::persistent_volume_claim);
pub(crate) const POD_DISRUPTION_BUDGET_SPEC: Kind = of(pod::pod_disruption_budget_spec);
pub(crate) const POD_DNSCONFIG: Kind = of(pod::pod_dns_config);
pub(crate) const POD_RESOURCE_CLAIM: Kind = of(pod::pod_resource_claim);
pub(crate) const POD_SECURITY_CONTEXT: Kind = of(pod::pod_security_context);
pub(crate) const RESOURCE_REQUIREMENTS: Kind = of(container::resource_requirements);
pub(crate) const SCRIPT_TEMPLATE: Kind = of(container::script_template);
pub(crate) const TOLERATION: Kind = of(pod::toleration);
pub(crate) const USER_CONTAINER: Kind = of(container::user_container);
pub(crate) const VOLUME: Kind = of(volume::volume);
pub(crate) const VOLUME_MOUNT: Kind = of(container::volume_mount);
