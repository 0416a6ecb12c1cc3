//! The metadata of objects: what the server fills in, what it refuses.

use std::sync::LazyLock;

use jiff::Timestamp;
use rand::Rng;
use regex::Regex;
use serde_json::{Value, json};

use super::error::{ApiError, Cause};
use super::kinds::Kind;

/// Letters of generated names: no vowels, so that no words come out, and nothing that looks like something else.
const ALPHABET: &[u8] = b"bcdfghjklmnpqrstvwxz2456789";

static SUBDOMAIN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$").ok());
static LABEL_NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$").ok());
static LABEL_VALUE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$").ok());

fn fits(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|regex| regex.is_match(text))
}

/// Gives an object without a name one made of its `generateName`.
///
/// # Errors
/// When it has neither.
pub(super) fn fill_name(kind: &Kind, object: &mut Value) -> Result<String, ApiError> {
    let text = |key: &str| object["metadata"][key].as_str().unwrap_or_default().to_owned();
    let (name, prefix) = (text("name"), text("generateName"));
    if !name.is_empty() {
        return Ok(name);
    }
    if prefix.is_empty() {
        let why = "Required value: name or generateName is required";
        return Err(ApiError::invalid(kind, "", "metadata.name", "FieldValueRequired", why));
    }
    let mut random = rand::rng();
    let suffix = (0..5).filter_map(|_| ALPHABET.get(random.random_range(0..ALPHABET.len())));
    let suffix: String = suffix.map(|b| char::from(*b)).collect();
    let longest = 63;
    let kept: String = prefix.chars().take(longest - 5).collect();
    let name = format!("{kept}{suffix}");
    object["metadata"]["name"] = name.clone().into();
    Ok(name)
}

/// Refuses names, labels and owners that no object can have.
///
/// # Errors
/// Which, and why: everything at once.
pub(super) fn validate(kind: &Kind, object: &Value) -> Result<(), ApiError> {
    let metadata = &object["metadata"];
    let name = metadata["name"].as_str().unwrap_or_default();
    let mut causes = Vec::new();
    let mut invalid = |field: &str, value: &str, why: &str| {
        let message = format!("Invalid value: {}: {why}", Value::from(value));
        causes.push(Cause::new("FieldValueInvalid", field, message));
    };
    if name.len() > 253 {
        invalid("metadata.name", name, "must be no more than 253 characters");
    } else if !fits(&SUBDOMAIN, name) {
        invalid("metadata.name", name, SUBDOMAIN_RULE);
    } else if kind.plural == "namespaces" && (name.len() > 63 || name.contains('.')) {
        invalid("metadata.name", name, LABEL_RULE);
    }
    for (key, value) in metadata["labels"].as_object().into_iter().flatten() {
        for why in key_faults(key) {
            invalid("metadata.labels", key, &why);
        }
        let value = value.as_str().unwrap_or_default();
        if value.len() > 63 {
            invalid("metadata.labels", value, "must be no more than 63 characters");
        } else if !fits(&LABEL_VALUE, value) {
            invalid("metadata.labels", value, LABEL_VALUE_RULE);
        }
    }
    for (key, _) in metadata["annotations"].as_object().into_iter().flatten() {
        for why in key_faults(&key.to_lowercase()) {
            invalid("metadata.annotations", key, &why);
        }
    }
    check_owners(&metadata["ownerReferences"], &mut causes);
    if causes.is_empty() { Ok(()) } else { Err(ApiError::invalid_object(kind, name, &causes)) }
}

const SUBDOMAIN_RULE: &str = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', \
     and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is \
     '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_RULE: &str = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must \
     start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is \
     '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const NAME_PART_RULE: &str = "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with \
     an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is \
     '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE_RULE: &str = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', \
     and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for \
     validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/// What is wrong with the key of a label or annotation.
fn key_faults(key: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let (prefix, label) = key.split_once('/').map_or((None, key), |(p, l)| (Some(p), l));
    match prefix {
        Some("") => faults.push("prefix part must be non-empty".to_owned()),
        Some(prefix) if !fits(&SUBDOMAIN, prefix) => faults.push(format!("prefix part {SUBDOMAIN_RULE}")),
        _ => {}
    }
    if label.is_empty() {
        faults.push("name part must be non-empty".to_owned());
    }
    if label.len() > 63 {
        faults.push("name part must be no more than 63 characters".to_owned());
    }
    if !fits(&LABEL_NAME, label) {
        faults.push(NAME_PART_RULE.to_owned());
    }
    faults
}

fn check_owners(owners: &Value, causes: &mut Vec<Cause>) {
    let list = owners.as_array().map(Vec::as_slice).unwrap_or_default();
    let controllers: Vec<&Value> = list.iter().filter(|owner| owner["controller"] == true).collect();
    if let [first, second, ..] = controllers.as_slice() {
        let shown = |owner: &Value| {
            let text = |key: &str| owner[key].as_str().unwrap_or_default();
            format!("{}/{}", text("kind"), text("name"))
        };
        let message = format!(
            "Invalid value: {owners}: Only one reference can have Controller set to true. Found \"true\" in references \
             for {} and {}",
            shown(first),
            shown(second)
        );
        causes.push(Cause::new("FieldValueInvalid", "metadata.ownerReferences", message));
    }
    for (at, owner) in list.iter().enumerate() {
        for key in ["apiVersion", "kind", "name", "uid"] {
            if owner[key].as_str().is_none_or(str::is_empty) {
                let field = format!("metadata.ownerReferences[{at}].{key}");
                let message = format!("Invalid value: \"\": {key} must not be empty");
                causes.push(Cause::new("FieldValueInvalid", &field, message));
            }
        }
    }
}

/// The present time as metadata has it: whole seconds.
pub(super) fn now_text() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Fills in what the server decides for a new object.
pub(super) fn stamp_new(kind: &Kind, namespace: &str, object: &mut Value) {
    object["kind"] = kind.kind.into();
    object["apiVersion"] = kind.api_version().into();
    let metadata = &mut object["metadata"];
    if kind.namespaced {
        metadata["namespace"] = namespace.into();
    }
    metadata["uid"] = uuid::Uuid::new_v4().to_string().into();
    metadata["creationTimestamp"] = now_text().into();
    if counts_generations(kind) {
        metadata["generation"] = 1.into();
    }
    if let Some(metadata) = metadata.as_object_mut() {
        for key in ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "resourceVersion"] {
            metadata.shift_remove(key);
        }
    }
}

fn counts_generations(kind: &Kind) -> bool {
    kind.is_custom() || kind.plural == "pods" || kind.group == "policy"
}

/// Carries over what no writer may change, and counts the generation where more than metadata (and status, where it
/// is a subresource) differs.
pub(super) fn stamp_changed(kind: &Kind, old: &Value, new: &mut Value) {
    new["kind"] = kind.kind.into();
    new["apiVersion"] = kind.api_version().into();
    let before = &old["metadata"];
    if let Some(metadata) = new["metadata"].as_object_mut() {
        for key in [
            "name",
            "generateName",
            "namespace",
            "uid",
            "creationTimestamp",
            "generation",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
        ] {
            match before.get(key) {
                Some(value) => {
                    metadata.insert(key.into(), value.clone());
                }
                None => {
                    metadata.shift_remove(key);
                }
            }
        }
        metadata.shift_remove("selfLink");
    }
    if counts_generations(kind) && !same_but_metadata(kind, old, new) {
        let generation = before["generation"].as_i64().unwrap_or(1) + 1;
        new["metadata"]["generation"] = generation.into();
    }
}

fn same_but_metadata(kind: &Kind, old: &Value, new: &Value) -> bool {
    let apart = |key: &str| key == "metadata" || key == "status" && (kind.status || kind.plural == "pods");
    same_members(old, new, apart)
}

/// Whether two objects have the same members, but for some.
pub(super) fn same_members(a: &Value, b: &Value, but: impl Fn(&str) -> bool) -> bool {
    let count = |value: &Value| value.as_object().map_or(0, |map| map.keys().filter(|key| !but(key)).count());
    let mut members = a.as_object().into_iter().flatten().filter(|(key, _)| !but(key));
    count(a) == count(b) && members.all(|(key, value)| b.get(key) == Some(value))
}

/// Orders the keys of metadata as API servers print them.
pub(super) fn tidy(object: &mut Value) {
    const ORDER: &[&str] = &[
        "name",
        "generateName",
        "namespace",
        "selfLink",
        "uid",
        "resourceVersion",
        "generation",
        "creationTimestamp",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
        "labels",
        "annotations",
        "ownerReferences",
        "finalizers",
        "managedFields",
    ];
    let Some(metadata) = object["metadata"].as_object_mut() else { return };
    let mut rest = std::mem::take(metadata);
    for key in ORDER {
        if let Some(value) = rest.shift_remove(*key)
            && !value.is_null()
            && value != json!({})
            && value != json!([])
        {
            metadata.insert((*key).into(), value);
        }
    }
    metadata.extend(rest);
}
