//! Argo's and Kubernetes' objects: types that keep what they do not know.
//!
//! Structs are named as in Go, fields as in JSON but in snake case. An optional (pointer) field is an
//! `Option`; text that Go leaves out when empty is a plain `String`. Serialising gives Go's field order
//! and Go's rules for what is left out. Parts that belong to Kubernetes (containers, volumes, affinity …)
//! stay [`serde_json::Value`]; their field tables are in `k8s`.

mod arguments;
mod artifact;
mod convenience;
mod cron;
pub mod decode;
mod k8s;
pub mod kinds;
mod location;
mod macros;
pub mod manifest;
mod member;
mod meta;
mod phase;
mod quantity;
mod repository;
mod scalars;
pub mod schema;
mod status;
mod steps;
mod tasks;
mod template;
mod templates;
mod workflow;

pub use arguments::*;
pub use artifact::*;
pub use cron::*;
pub use kinds::{API_VERSION, GROUP, KINDS, KindInfo, VERSION};
pub use location::DEFAULT_KEY_FORMAT;
pub use member::format_time;
pub use meta::*;
pub use phase::*;
pub use quantity::{canonical as canonical_quantity, units as quantity_units};
pub use repository::*;
pub use scalars::*;
pub use status::*;
pub use steps::*;
pub use tasks::*;
pub use template::*;
pub use templates::*;
pub use workflow::*;

#[cfg(test)]
mod tests;
