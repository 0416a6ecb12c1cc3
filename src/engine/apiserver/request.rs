//! What is asked for: the path, the query, and the form of the answer.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, header};

use super::error::ApiError;
use super::kinds::{self, Kind};

/// A place in the API that objects are at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The kind.
    pub(super) kind: &'static Kind,
    /// Empty for kinds of the whole cluster, and for lists over all namespaces.
    pub(super) namespace: String,
    /// Empty for a collection.
    pub(super) name: String,
    /// Empty for the object itself, else e.g. `status` or `log`.
    pub(super) subresource: String,
    /// The old watch paths, `/api/v1/watch/…`.
    pub(super) watch: bool,
}

impl Target {
    /// Reads a path below `/api` or `/apis`; `None` where nothing is served.
    pub(super) fn parse(path: &str) -> Option<Self> {
        // An empty segment is an empty name; a slash at the end is none.
        let path = path.strip_suffix('/').unwrap_or(path);
        let parts: Option<Vec<String>> = path.strip_prefix('/')?.split('/').map(decode).collect();
        let mut parts = parts?.into_iter();
        let (group, version) = match parts.next()?.as_str() {
            "api" => (String::new(), parts.next()?),
            "apis" => (parts.next()?, parts.next()?),
            _ => return None,
        };
        let mut rest: Vec<String> = parts.collect();
        if rest.iter().any(|part| part.contains('/') || part == "." || part == "..") {
            return None;
        }
        let watch = rest.first().is_some_and(|first| first == "watch");
        if watch {
            rest.remove(0);
        }
        // `/namespaces/x` is an object, `/namespaces/x/pods` is in one.
        let mut namespace = String::new();
        if group.is_empty()
            && rest.len() == 3
            && rest[0] == "namespaces"
            && matches!(rest[2].as_str(), "status" | "finalize")
        {
            // A subresource of the namespace itself.
        } else if rest.len() >= 3 && rest[0] == "namespaces" {
            rest.remove(0);
            namespace = rest.remove(0);
        }
        let mut rest = rest.into_iter();
        let kind = kinds::find(&group, &version, &rest.next()?)?;
        if kind.namespaced && namespace.is_empty() && rest.len() > 0
            || !kind.namespaced && !namespace.is_empty()
        {
            return None;
        }
        let name = rest.next().unwrap_or_default();
        let subresource = rest.next().unwrap_or_default();
        rest.next().is_none().then_some(Self { kind, namespace, name, subresource, watch })
    }
}

fn decode(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// The query of a request.
#[derive(Debug, Clone, Default)]
pub(super) struct Options(BTreeMap<String, Vec<String>>);

impl Options {
    /// Reads a query string; of a key given twice the first value counts.
    pub(super) fn parse(query: &str) -> Self {
        let mut options: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            if let (Some(key), Some(value)) =
                (decode(&key.replace('+', " ")), decode(&value.replace('+', " ")))
            {
                options.entry(key).or_default().push(value);
            }
        }
        Self(options)
    }

    /// A value; empty values count as none.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.first().map(String::as_str).filter(|value| !value.is_empty())
    }

    /// All values of a key.
    pub(super) fn all(&self, key: &str) -> &[String] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// A switch: `true` or `1`.
    pub(super) fn is(&self, key: &str) -> bool {
        matches!(self.get(key), Some("true" | "1"))
    }

    /// A whole number.
    ///
    /// # Errors
    /// When the value is none.
    pub(super) fn number(&self, key: &str) -> Result<Option<i64>, ApiError> {
        let parsed = self.get(key).map(|text| {
            let why = format!("strconv.ParseInt: parsing {text:?}: invalid syntax");
            text.parse().map_err(|_| ApiError::bad_request(why))
        });
        parsed.transpose()
    }

    /// Whether nothing is to be written. The only value the API knows is `All`; `options` is the kind of options the
    /// verb has, e.g. `CreateOptions`.
    ///
    /// # Errors
    /// For any other value.
    pub(super) fn dry_run(&self, options: &str) -> Result<bool, ApiError> {
        match self.get("dryRun") {
            None => Ok(false),
            Some("All") => Ok(true),
            Some(other) => {
                let why = format!("Unsupported value: [\"{other}\"]: supported values: \"All\"");
                Err(ApiError::invalid_option(options, "dryRun", "FieldValueNotSupported", &why))
            }
        }
    }
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The objects themselves.
    Full,
    /// Rows of cells, for `kubectl get`.
    Table,
    /// Metadata only.
    Partial,
}

impl Form {
    /// The first form in `Accept` that can be served; `None` where there is none.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        accept.split(',').find_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let media = parts.next().unwrap_or_default();
            if !matches!(media, "application/json" | "application/yaml" | "*/*" | "application/*" | "") {
                return None;
            }
            match parts.find_map(|p| p.strip_prefix("as=")) {
                Some("Table") => Some(Self::Table),
                Some("PartialObjectMetadata" | "PartialObjectMetadataList") => Some(Self::Partial),
                Some(_) => None,
                None => Some(Self::Full),
            }
        })
    }

    /// The same for requests whose form has been checked.
    pub(super) fn wanted(headers: &HeaderMap) -> Self {
        Self::accepted(headers).unwrap_or(Self::Full)
    }
}
