//! Adapters that carry out the commands' workflow operations against a Kubernetes API.
