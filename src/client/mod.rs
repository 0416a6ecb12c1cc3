//! Adapters of `ports::client`: the operations of the commands over a Kubernetes API, and over an Argo Server.

pub mod authorization;
pub(crate) mod backoff;
pub mod connect;
mod cursor;
pub mod http;
pub mod identity;
mod jwks;
pub mod kube;
mod library;
mod listed;
pub mod loopback;
pub mod oidc;
pub mod proxy;
pub(crate) mod raw;
pub mod server;
mod skim;
pub mod sso;
pub mod tokens;
mod traced;

pub use library::library;
