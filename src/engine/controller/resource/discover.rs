//! From kinds and the names people use for them to paths.

use serde_json::Value;

use super::super::objects::Objects;

/// A kind the API serves.
#[derive(Debug, Clone)]
pub(super) struct Served {
    prefix: String,
    plural: String,
    namespaced: bool,
}

impl Served {
    /// The collection of a namespace.
    pub(super) fn collection(&self, namespace: &str) -> String {
        if self.namespaced {
            format!("{}/namespaces/{namespace}/{}", self.prefix, self.plural)
        } else {
            format!("{}/{}", self.prefix, self.plural)
        }
    }
}

/// The collection an object is to be posted to.
pub(in super::super) async fn collection_of(
    objects: &Objects,
    object: &Value,
    namespace: &str,
) -> kube::Result<String> {
    let own = object.pointer("/metadata/namespace").and_then(Value::as_str);
    match by_object(objects, object).await? {
        Ok(served) => Ok(served.collection(own.unwrap_or(namespace))),
        Err(reason) => Err(kube::Error::Service(reason.into())),
    }
}

/// The kind of an object; the inner error is for people.
pub(super) async fn by_object(objects: &Objects, object: &Value) -> kube::Result<Result<Served, String>> {
    let text = |key| object.get(key).and_then(Value::as_str).unwrap_or_default();
    let (version, kind) = (text("apiVersion"), text("kind"));
    let prefix = prefix(version);
    let found =
        find(objects, &prefix, |entry| entry.get("kind").and_then(Value::as_str) == Some(kind)).await?;
    Ok(found.ok_or_else(|| format!("no matches for kind \"{kind}\" in version \"{version}\"")))
}

/// The kind behind a word such as `pod`, `cm` or `workflows.argoproj.io`.
pub(super) async fn by_word(objects: &Objects, word: &str) -> kube::Result<Result<Served, String>> {
    let (name, group) = word.split_once('.').unwrap_or((word, ""));
    let meant = |entry: &Value| {
        let is = |key| entry.get(key).and_then(Value::as_str).is_some_and(|v| v.eq_ignore_ascii_case(name));
        let short = entry.get("shortNames").and_then(Value::as_array).into_iter().flatten();
        is("name") || is("singularName") || is("kind") || short.filter_map(Value::as_str).any(|s| s == name)
    };
    if let Some(served) = find(objects, "/api/v1", meant).await?
        && group.is_empty()
    {
        return Ok(Ok(served));
    }
    let groups = objects.get("/apis").await?.unwrap_or_default();
    for entry in groups.get("groups").and_then(Value::as_array).into_iter().flatten() {
        let full = entry.get("name").and_then(Value::as_str).unwrap_or_default();
        let version = entry.pointer("/preferredVersion/groupVersion").and_then(Value::as_str);
        if let Some(version) = version.filter(|_| group.is_empty() || group == full)
            && let Some(served) = find(objects, &format!("/apis/{version}"), meant).await?
        {
            return Ok(Ok(served));
        }
    }
    Ok(Err(format!("the server doesn't have a resource type \"{word}\"")))
}

fn prefix(version: &str) -> String {
    if version.contains('/') { format!("/apis/{version}") } else { format!("/api/{version}") }
}

async fn find(
    objects: &Objects,
    prefix: &str,
    meant: impl Fn(&Value) -> bool,
) -> kube::Result<Option<Served>> {
    let list = objects.get(prefix).await?.unwrap_or_default();
    let mut entries = list.get("resources").and_then(Value::as_array).into_iter().flatten();
    let is_own = |entry: &Value| !entry.get("name").and_then(Value::as_str).is_some_and(|n| n.contains('/'));
    Ok(entries.find(|entry| is_own(entry) && meant(entry)).and_then(|entry| {
        Some(Served {
            prefix: prefix.to_owned(),
            plural: entry.get("name")?.as_str()?.to_owned(),
            namespaced: entry.get("namespaced").and_then(Value::as_bool).unwrap_or_default(),
        })
    }))
}
