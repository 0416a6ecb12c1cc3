//! Argo's and Kubernetes' objects: types that keep what they do not know.
