//! Adapters of `ports::client`: the operations of the commands over a Kubernetes API.

pub mod connect;
pub mod kube;
