//! Where artifacts are: whether a location is whole, its key, and how a repository completes it.

use serde_json::{Map, Value};

use super::{Artifact, ArtifactLocation, ArtifactRepository};

/// The key format of repositories that say none.
pub const DEFAULT_KEY_FORMAT: &str = "{{workflow.name}}/{{pod.name}}";

/// What a repository of each kind calls its key format, and a location of that kind its key.
const KEYS: [(&str, &str, &str); 7] = [
    ("s3", "keyFormat", "key"),
    ("gcs", "keyFormat", "key"),
    ("oss", "keyFormat", "key"),
    ("azure", "blobNameFormat", "blob"),
    ("hdfs", "pathFormat", "path"),
    ("artifactory", "keyFormat", "url"),
    ("plugin", "keyFormat", "key"),
];

impl ArtifactRepository {
    /// The location under which an artifact is kept here: its key still has the tags of the key format in it.
    /// A repository that names no place is the local one, which uses keys as S3 does.
    pub fn location(&self) -> ArtifactLocation {
        let value = serde_json::to_value(self).unwrap_or_default();
        let found = KEYS.iter().find_map(|keys| Some((*keys, value.get(keys.0)?.as_object()?.clone())));
        let (kind, place) = match found {
            Some(((kind, format, key), place)) => (kind, with_key(place, format, key)),
            None => ("s3", with_key(Map::new(), "keyFormat", "key")),
        };
        let mut all = Map::new();
        all.insert(kind.to_owned(), place.into());
        if let Some(logs) = self.archive_logs {
            all.insert("archiveLogs".to_owned(), logs.into());
        }
        serde_json::from_value(all.into()).unwrap_or_default()
    }
}

/// A repository's description as a location with a key.
fn with_key(mut place: Map<String, Value>, format: &str, key: &str) -> Map<String, Value> {
    let mut take = |name: &str| match place.remove(name) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    };
    let (mut path, prefix, url) = (take(format), take("keyPrefix"), take("repoURL"));
    if path.is_empty() {
        path = joined(&prefix, DEFAULT_KEY_FORMAT);
    }
    place.insert(key.to_owned(), joined(&url, &path).into());
    place
}

fn joined(above: &str, below: &str) -> String {
    if above.is_empty() {
        return below.to_owned();
    }
    format!("{}/{}", above.trim_end_matches('/'), below.trim_start_matches('/'))
}

impl ArtifactLocation {
    /// Whether it says all that is needed to find the artifact.
    pub fn is_whole(&self) -> bool {
        let filled = |text: &str| !text.is_empty();
        self.s3.as_ref().is_some_and(|l| filled(&l.endpoint) && filled(&l.bucket) && filled(&l.key))
            || self.gcs.as_ref().is_some_and(|l| filled(&l.bucket) && filled(&l.key))
            || self.oss.as_ref().is_some_and(|l| filled(&l.endpoint) && filled(&l.bucket) && filled(&l.key))
            || self
                .azure
                .as_ref()
                .is_some_and(|l| filled(&l.endpoint) && filled(&l.container) && filled(&l.blob))
            || self.hdfs.as_ref().is_some_and(|l| !l.addresses.is_empty())
            || self.artifactory.as_ref().is_some_and(|l| filled(&l.url))
            || self.http.as_ref().is_some_and(|l| filled(&l.url))
            || self.git.as_ref().is_some_and(|l| filled(&l.repo))
            || self.plugin.as_ref().is_some_and(|l| filled(&l.name) && filled(&l.key))
            || self.raw.is_some()
    }

    /// Its key, whatever the kind calls it; empty where there is none.
    pub fn key(&self) -> &str {
        let keys = [
            self.s3.as_ref().map(|l| &l.key),
            self.gcs.as_ref().map(|l| &l.key),
            self.oss.as_ref().map(|l| &l.key),
            self.azure.as_ref().map(|l| &l.blob),
            self.hdfs.as_ref().map(|l| &l.path),
            self.artifactory.as_ref().map(|l| &l.url),
            self.plugin.as_ref().map(|l| &l.key),
        ];
        keys.into_iter().flatten().next().map_or("", String::as_str)
    }

    /// Gives it another key.
    pub fn set_key(&mut self, key: &str) {
        let keys = [
            self.s3.as_mut().map(|l| &mut l.key),
            self.gcs.as_mut().map(|l| &mut l.key),
            self.oss.as_mut().map(|l| &mut l.key),
            self.azure.as_mut().map(|l| &mut l.blob),
            self.hdfs.as_mut().map(|l| &mut l.path),
            self.artifactory.as_mut().map(|l| &mut l.url),
            self.plugin.as_mut().map(|l| &mut l.key),
        ];
        if let Some(own) = keys.into_iter().flatten().next() {
            key.clone_into(own);
        }
    }

    /// A location of the same kind that says the key and nothing else.
    pub fn key_only(&self, key: &str) -> Self {
        let kinds = serde_json::to_value(self).unwrap_or_default();
        let mut all = Map::new();
        if let Some((kind, ..)) = KEYS.iter().find(|(kind, ..)| kinds.get(kind).is_some()) {
            all.insert((*kind).to_owned(), Map::new().into());
        }
        let mut only: Self = serde_json::from_value(all.into()).unwrap_or_default();
        only.set_key(key);
        only
    }
}

impl Artifact {
    /// The part of it that says where it is.
    pub fn location(&self) -> ArtifactLocation {
        ArtifactLocation {
            archive_logs: self.archive_logs,
            s3: self.s3.clone(),
            git: self.git.clone(),
            http: self.http.clone(),
            artifactory: self.artifactory.clone(),
            hdfs: self.hdfs.clone(),
            raw: self.raw.clone(),
            oss: self.oss.clone(),
            gcs: self.gcs.clone(),
            azure: self.azure.clone(),
            plugin: self.plugin.clone(),
            extra: Map::new(),
        }
    }

    /// Whether it says where it is, or at least under which key. Of several locations the first in Argo's order counts.
    pub fn has_location_or_key(&self) -> bool {
        let url_path = |url: &str| {
            let after =
                url.split_once("://").map_or(url, |(_, rest)| rest.split_once('/').map_or("", |(_, p)| p));
            !after.is_empty()
        };
        if let Some(at) = &self.artifactory {
            return !at.url.is_empty() && at.username_secret.is_some() || url_path(&at.url);
        }
        if let Some(at) = &self.azure {
            return !at.blob.is_empty();
        }
        if let Some(at) = &self.git {
            return !at.repo.is_empty();
        }
        if let Some(at) = &self.gcs {
            return !at.key.is_empty();
        }
        if let Some(at) = &self.hdfs {
            return !at.addresses.is_empty() || !at.path.is_empty();
        }
        if let Some(at) = &self.http {
            return !at.url.is_empty();
        }
        if let Some(at) = &self.oss {
            return !at.key.is_empty();
        }
        if self.raw.is_some() {
            return true;
        }
        if let Some(at) = &self.s3 {
            return !at.key.is_empty();
        }
        self.plugin.as_ref().is_some_and(|at| !at.key.is_empty())
    }

    /// Puts it somewhere else.
    pub fn set_location(&mut self, location: ArtifactLocation) {
        self.s3 = location.s3;
        self.git = location.git;
        self.http = location.http;
        self.artifactory = location.artifactory;
        self.hdfs = location.hdfs;
        self.raw = location.raw;
        self.oss = location.oss;
        self.gcs = location.gcs;
        self.azure = location.azure;
        self.plugin = location.plugin;
    }

    /// The same artifact with a whole location: one that says a key only is in the repository.
    #[must_use]
    pub fn located(&self, repository: &ArtifactLocation) -> Self {
        let own = self.location();
        let mut located = self.clone();
        if !own.is_whole() && !own.key().is_empty() {
            let mut whole = repository.clone();
            whole.set_key(own.key());
            // A repository without a place has no keys.
            if !whole.key().is_empty() {
                located.set_location(whole);
            }
        }
        located
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn repository(value: Value) -> ArtifactRepository {
        serde_json::from_value(value).expect("a repository")
    }

    #[test]
    fn a_repository_says_where_keys_are() {
        let of = |value| serde_json::to_value(repository(value).location()).expect("a location");
        let s3 = json!({"s3": {"bucket": "b", "endpoint": "e", "keyPrefix": "p"}});
        let found = of(s3);
        assert_eq!(found["s3"]["key"], "p/{{workflow.name}}/{{pod.name}}");
        assert_eq!((&found["s3"]["bucket"], &found["s3"]["keyPrefix"]), (&json!("b"), &Value::Null));
        let azure = json!({"azure": {"endpoint": "e", "container": "c", "blobNameFormat": "x"}});
        assert_eq!(of(azure)["azure"]["blob"], "x");
        let artifactory = json!({"artifactory": {"repoURL": "http://a/", "keyFormat": "k"}});
        assert_eq!(of(artifactory)["artifactory"]["url"], "http://a/k");
        assert_eq!(of(json!({}))["s3"], json!({"key": DEFAULT_KEY_FORMAT}));
    }

    #[test]
    fn a_key_alone_is_one_of_the_repository() {
        let place = repository(json!({"gcs": {"bucket": "b"}})).location();
        let only: Artifact =
            serde_json::from_value(json!({"name": "a", "s3": {"key": "k"}})).expect("an artifact");
        let found = serde_json::to_value(only.located(&place)).expect("an artifact");
        assert_eq!((&found["gcs"]["key"], &found["s3"]), (&json!("k"), &Value::Null));
        let whole = json!({"name": "a", "s3": {"key": "k", "endpoint": "e", "bucket": "b"}});
        let whole: Artifact = serde_json::from_value(whole).expect("an artifact");
        assert_eq!(whole.located(&place), whole);
        assert_eq!(
            serde_json::to_value(place.key_only("x")).expect("a location"),
            json!({"gcs": {"key": "x"}})
        );
    }
}
