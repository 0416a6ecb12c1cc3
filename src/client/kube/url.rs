//! Paths and queries of Kubernetes' API, with everything encoded that a user could have typed.

use std::fmt::Write as _;

use crate::core::api::{GROUP, KindInfo, VERSION};

/// A path with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Url {
    path: String,
    query: String,
}

impl Url {
    /// The objects of one of Argo's kinds; namespace `None`: of all namespaces.
    pub(crate) fn of_kind(kind: &KindInfo, namespace: Option<&str>) -> Self {
        let root = format!("/apis/{GROUP}/{VERSION}");
        Self::collection(&root, kind.plural, namespace.filter(|_| kind.namespaced))
    }

    /// The pods of a namespace.
    pub(crate) fn pods(namespace: &str) -> Self {
        Self::collection("/api/v1", "pods", Some(namespace))
    }

    /// The ConfigMaps of a namespace.
    pub(crate) fn config_maps(namespace: &str) -> Self {
        Self::collection("/api/v1", "configmaps", Some(namespace))
    }

    /// The objects of a resource below the root of its group.
    pub(crate) fn collection(root: &str, plural: &str, namespace: Option<&str>) -> Self {
        let path = match namespace.filter(|namespace| !namespace.is_empty()) {
            Some(namespace) => format!("{root}/namespaces/{}/{plural}", encoded(namespace)),
            None => format!("{root}/{plural}"),
        };
        Self { path, query: String::new() }
    }

    /// Any path that is known to be one.
    pub(crate) fn plain(path: impl Into<String>) -> Self {
        Self { path: path.into(), query: String::new() }
    }

    /// One more segment of the path: a name or a subresource.
    pub(crate) fn child(mut self, segment: &str) -> Self {
        self.path.push('/');
        self.path.push_str(&encoded(segment));
        self
    }

    /// A query parameter.
    pub(crate) fn with(mut self, key: &str, value: impl std::fmt::Display) -> Self {
        let separator = if self.query.is_empty() { '?' } else { '&' };
        // Writing to a String does not fail.
        let _ = write!(self.query, "{separator}{key}={}", encoded(&value.to_string()));
        self
    }

    /// A query parameter, left out when it is empty.
    pub(crate) fn with_text(self, key: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.with(key, value) }
    }
}

impl std::fmt::Display for Url {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.path, self.query)
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    // `.` and `..` are names that a path would swallow.
    if out == "." || out == ".." { out.replace('.', "%2E") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::api::kinds;

    #[test]
    fn paths_and_queries_are_encoded() {
        let kind = kinds::by_kind("Workflow").unwrap();
        let url = Url::of_kind(kind, Some("argo")).child("a/b").with("labelSelector", "!x/y,z=1");
        let expected =
            "/apis/argoproj.io/v1alpha1/namespaces/argo/workflows/a%2Fb?labelSelector=%21x%2Fy%2Cz%3D1";
        assert_eq!(url.to_string(), expected);
        assert_eq!(
            Url::of_kind(kind, None).with_text("continue", "").to_string(),
            "/apis/argoproj.io/v1alpha1/workflows"
        );
    }

    #[test]
    fn dots_do_not_climb() {
        assert_eq!(Url::pods("default").child("..").to_string(), "/api/v1/namespaces/default/pods/%2E%2E");
    }
}
