//! Field selectors, as far as an API server knows them: `field=value`, `field==value`, `field!=value`, joined by commas.

use super::super::error::ApiError;
use super::super::kinds::Kind;

/// A parsed field selector.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::engine::apiserver) struct FieldSelector(Vec<Requirement>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Requirement {
    field: String,
    equal: bool,
    value: String,
}

/// The fields that can be asked for besides name and namespace.
fn known(kind: &Kind) -> &'static [&'static str] {
    match kind.plural {
        "pods" => &[
            "spec.nodeName",
            "spec.restartPolicy",
            "spec.schedulerName",
            "spec.serviceAccountName",
            "spec.hostNetwork",
            "status.phase",
            "status.podIP",
            "status.nominatedNodeName",
        ],
        "events" => &[
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.apiVersion",
            "involvedObject.resourceVersion",
            "involvedObject.fieldPath",
            "reason",
            "reportingComponent",
            "source",
            "type",
        ],
        "secrets" => &["type"],
        "namespaces" => &["status.phase"],
        _ => &[],
    }
}

impl FieldSelector {
    /// # Errors
    /// When a part is no comparison, or of a field that cannot be asked for.
    pub(in crate::engine::apiserver) fn parse(kind: &Kind, text: &str) -> Result<Self, ApiError> {
        let mut requirements = Vec::new();
        for part in split(text) {
            let requirement = requirement(&part)?;
            let field = requirement.field.as_str();
            if !matches!(field, "metadata.name" | "metadata.namespace") && !known(kind).contains(&field) {
                return Err(ApiError::bad_request(if kind.is_custom() {
                    format!("field label not supported: {field}")
                } else if known(kind).is_empty() {
                    format!(
                        "{field:?} is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                    )
                } else {
                    format!("field label not supported: {field}")
                }));
            }
            requirements.push(requirement);
        }
        Ok(Self(requirements))
    }

    /// The selector for one name.
    pub(in crate::engine::apiserver) fn named(name: &str) -> Self {
        Self(vec![Requirement { field: "metadata.name".into(), equal: true, value: name.to_owned() }])
    }

    /// Whether it selects everything.
    pub(in crate::engine::apiserver) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it asks for a field that `these` accepts.
    pub(in crate::engine::apiserver) fn concerns(&self, these: impl Fn(&str) -> bool) -> bool {
        self.0.iter().any(|r| these(&r.field))
    }

    /// The value a field must have.
    pub(in crate::engine::apiserver) fn exact(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|r| r.equal && r.field == field).map(|r| r.value.as_str())
    }

    /// Whether the requirements on the fields that `concerns` accepts hold; a field that is not there is empty.
    pub(in crate::engine::apiserver) fn matches<'a>(
        &self,
        concerns: impl Fn(&str) -> bool,
        get: impl Fn(&str) -> Option<&'a str>,
    ) -> bool {
        let mut own = self.0.iter().filter(|r| concerns(&r.field));
        own.all(|r| (get(&r.field).unwrap_or_default() == r.value) == r.equal)
    }
}

/// The parts between commas; a backslash takes a comma's meaning.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == ',' && !escaped {
            parts.push(String::new());
            continue;
        }
        escaped = c == '\\' && !escaped;
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn requirement(part: &str) -> Result<Requirement, ApiError> {
    let sign = part.char_indices().find_map(|(at, _)| {
        let rest = part.get(at..)?;
        let signs = [("!=", false), ("==", true), ("=", true)];
        signs.into_iter().find(|(sign, _)| rest.starts_with(sign)).map(|(sign, equal)| (at, sign, equal))
    });
    let Some((at, sign, equal)) = sign else {
        return Err(ApiError::bad_request(format!("invalid selector: '{part}'; can't understand '{part}'")));
    };
    let (field, value) =
        (part.get(..at).unwrap_or_default(), part.get(at + sign.len()..).unwrap_or_default());
    let value = value.replace("\\\\", "\\").replace("\\,", ",").replace("\\=", "=");
    Ok(Requirement { field: field.to_owned(), equal, value })
}
