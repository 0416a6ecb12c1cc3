//! Adapters of `ports::client`: the operations of the commands over a Kubernetes API, and over an Argo Server.

pub mod authorization;
mod backoff;
pub mod connect;
pub mod kube;
pub mod server;
