//! Adapters of `ports::client`: the operations of the commands over a Kubernetes API, and over an Argo Server.

pub mod authorization;
pub(crate) mod backoff;
pub mod connect;
pub mod kube;
mod library;
pub mod server;
mod traced;

pub use library::library;
