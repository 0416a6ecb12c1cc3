//! A Kubernetes-style HTTP API over the store.
