//! Adapters of `ports::client`: the operations of the commands over a Kubernetes API.

pub mod authorization;
pub mod connect;
pub mod kube;
