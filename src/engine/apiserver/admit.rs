//! What the server does to objects of some kinds on their way in: defaults, and what only it may say.

use base64::Engine as _;
use serde_json::{Value, json};

use super::error::{ApiError, Cause};
use super::kinds::Kind;
use super::meta::{self, now_text};

/// Fills in what a writer may leave out. The writer owns these fields as if it had said them.
pub(super) fn defaults(kind: &Kind, object: &mut Value) {
    match kind.plural {
        "secrets" => {
            encode_texts(object);
            if object["type"].as_str().is_none_or(str::is_empty) {
                object["type"] = "Opaque".into();
            }
        }
        "namespaces" => {
            let name = object["metadata"]["name"].clone();
            object["metadata"]["labels"]["kubernetes.io/metadata.name"] = name;
        }
        "pods" => pod_defaults(&mut object["spec"]),
        "jobs" => {
            let spec = &mut object["spec"];
            // A Job that says only how many run at once is a queue of work without a number.
            if spec["parallelism"].is_null() {
                default(spec, "completions", json!(1));
            }
            for (key, value) in [
                ("parallelism", json!(1)),
                ("backoffLimit", json!(6)),
                ("completionMode", json!("NonIndexed")),
                ("suspend", json!(false)),
            ] {
                default(spec, key, value);
            }
        }
        "persistentvolumeclaims" if object["spec"]["volumeMode"].is_null() => {
            object["spec"]["volumeMode"] = "Filesystem".into();
        }
        _ => {}
    }
}

/// `stringData` of a secret becomes `data`.
fn encode_texts(object: &mut Value) {
    let Some(Value::Object(texts)) = object.as_object_mut().and_then(|o| o.shift_remove("stringData")) else {
        return;
    };
    for (key, text) in texts {
        let encoded = base64::engine::general_purpose::STANDARD.encode(text.as_str().unwrap_or_default());
        object["data"][key] = encoded.into();
    }
}

fn default(place: &mut Value, key: &str, value: Value) {
    if place[key].is_null() {
        place[key] = value;
    }
}

fn pod_defaults(spec: &mut Value) {
    for list in ["initContainers", "containers"] {
        for container in spec[list].as_array_mut().into_iter().flatten().filter(|c| c.is_object()) {
            let image = container["image"].as_str().unwrap_or_default();
            let tag = image.rsplit('/').next().and_then(|last| last.split_once(':')).map(|(_, tag)| tag);
            let fixed = image.contains('@') || tag.is_some_and(|tag| tag != "latest");
            let pull = if fixed { "IfNotPresent" } else { "Always" };
            default(container, "resources", json!({}));
            default(container, "terminationMessagePath", "/dev/termination-log".into());
            default(container, "terminationMessagePolicy", "File".into());
            default(container, "imagePullPolicy", pull.into());
        }
    }
    if spec["initContainers"].is_null() {
        remove(spec, "initContainers");
    }
    for (key, value) in [
        ("restartPolicy", json!("Always")),
        ("terminationGracePeriodSeconds", json!(30)),
        ("dnsPolicy", json!("ClusterFirst")),
        ("securityContext", json!({})),
        ("schedulerName", json!("default-scheduler")),
        ("enableServiceLinks", json!(true)),
    ] {
        default(spec, key, value);
    }
}

/// Sets what nobody but the server says of a new object. Nobody owns these fields.
///
/// # Errors
/// When the object lacks what it must have.
pub(super) fn admit(kind: &Kind, object: &mut Value) -> Result<(), ApiError> {
    match kind.plural {
        "namespaces" => {
            object["spec"] = json!({"finalizers": ["kubernetes"]});
            object["status"] = json!({"phase": "Active"});
        }
        "pods" => return admit_pod(kind, object),
        "jobs" => return admit_job(kind, object),
        "persistentvolumeclaims" => return admit_claim(kind, object),
        _ if kind.is_custom() && kind.status => remove(object, "status"),
        _ => {}
    }
    Ok(())
}

/// How a claim may ask to be mounted.
const ACCESS_MODES: [&str; 4] = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];

fn admit_claim(kind: &Kind, object: &mut Value) -> Result<(), ApiError> {
    let name = object["metadata"]["name"].as_str().unwrap_or_default();
    let modes = || object["spec"]["accessModes"].as_array().into_iter().flatten();
    if modes().next().is_none() {
        let why = "Required value: at least 1 access mode is required";
        return Err(ApiError::invalid(kind, name, "spec.accessModes", "FieldValueRequired", why));
    }
    if let Some(mode) = modes().find(|mode| !mode.as_str().is_some_and(|mode| ACCESS_MODES.contains(&mode))) {
        let known = ACCESS_MODES.map(|mode| format!("{mode:?}")).join(", ");
        let why = format!("Unsupported value: {mode}: supported values: {known}");
        return Err(ApiError::invalid(kind, name, "spec.accessModes", "FieldValueNotSupported", &why));
    }
    default(&mut object["status"], "phase", "Bound".into());
    Ok(())
}

fn admit_job(kind: &Kind, object: &mut Value) -> Result<(), ApiError> {
    let name = object["metadata"]["name"].as_str().unwrap_or_default().to_owned();
    let template = &object["spec"]["template"]["spec"];
    if template["containers"].as_array().is_none_or(Vec::is_empty) {
        let field = "spec.template.spec.containers";
        return Err(ApiError::invalid(kind, &name, field, "FieldValueRequired", "Required value"));
    }
    if !matches!(template["restartPolicy"].as_str(), Some("Never" | "OnFailure")) {
        let (field, why) =
            ("spec.template.spec.restartPolicy", "Required value: valid values: \"OnFailure\", \"Never\"");
        return Err(ApiError::invalid(kind, &name, field, "FieldValueRequired", why));
    }
    remove(object, "status");
    Ok(())
}

fn admit_pod(kind: &Kind, object: &mut Value) -> Result<(), ApiError> {
    if object["spec"]["containers"].as_array().is_none_or(Vec::is_empty) {
        let name = object["metadata"]["name"].as_str().unwrap_or_default();
        return Err(ApiError::invalid(kind, name, "spec.containers", "FieldValueRequired", "Required value"));
    }
    let spec = &mut object["spec"];
    let endures = |key: &str| json!({"key": format!("node.kubernetes.io/{key}"), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300});
    default(spec, "tolerations", json!([endures("not-ready"), endures("unreachable")]));
    default(spec, "priority", json!(0));
    default(spec, "preemptionPolicy", "PreemptLowerPriority".into());
    if object["status"]["phase"].is_null() {
        let mut status = json!({"phase": "Pending"});
        if object["spec"]["schedulingGates"].as_array().is_some_and(|gates| !gates.is_empty()) {
            status["conditions"] = json!([{
                "type": "PodScheduled", "status": "False", "lastProbeTime": null, "lastTransitionTime": now_text(),
                "reason": "SchedulingGated", "message": "Scheduling is blocked due to non-empty scheduling gates",
            }]);
        }
        status["qosClass"] = qos_class(&object["spec"]).into();
        object["status"] = status;
    }
    Ok(())
}

/// How sure a pod is of its resources.
fn qos_class(spec: &Value) -> &'static str {
    let lists =
        ["initContainers", "containers"].iter().flat_map(|l| spec[*l].as_array().into_iter().flatten());
    let (mut some, mut all) = (false, true);
    for container in lists {
        for resource in ["cpu", "memory"] {
            let limit = &container["resources"]["limits"][resource];
            let request = &container["resources"]["requests"][resource];
            some |= !limit.is_null() || !request.is_null();
            all &= !limit.is_null() && (request.is_null() || request == limit);
        }
    }
    match (some, all) {
        (false, _) => "BestEffort",
        (true, true) => "Guaranteed",
        (true, false) => "Burstable",
    }
}

/// Keys may be file names: what they may consist of, and what they may not be.
const KEY_RULE: &str = "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or \
     'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
/// The data of a config map or a secret is no larger.
const MOST_DATA: usize = 1 << 20;

/// Checks the keys and the size of config maps and secrets.
///
/// # Errors
/// All keys that cannot be, or that there is too much.
pub(super) fn check_keys(kind: &Kind, object: &Value) -> Result<(), ApiError> {
    if !matches!(kind.plural, "configmaps" | "secrets") {
        return Ok(());
    }
    let mut causes = Vec::new();
    let mut size = 0;
    let invalid = |field: &str, key: &str, why: &str| {
        let message = format!("Invalid value: {}: {why}", Value::from(key));
        Cause::new("FieldValueInvalid", &format!("{field}[{key}]"), message)
    };
    for field in ["data", "binaryData"] {
        for (key, value) in object[field].as_object().into_iter().flatten() {
            let text = value.as_str().unwrap_or_default();
            let encoded = kind.plural == "secrets" || field == "binaryData";
            size += if encoded { text.trim_end_matches('=').len() * 3 / 4 } else { text.len() };
            if let Some(why) = key_fault(key) {
                causes.push(invalid(field, key, why));
            }
            if field == "data" && object["binaryData"].get(key).is_some() {
                causes.push(invalid(field, key, "duplicate of key present in binaryData"));
            }
        }
    }
    if size > MOST_DATA {
        let field = if kind.plural == "secrets" { "data" } else { "[]" };
        let why = format!("Too long: may not be more than {MOST_DATA} bytes");
        causes.push(Cause::new("FieldValueTooLong", field, why));
    }
    let name = object["metadata"]["name"].as_str().unwrap_or_default();
    if causes.is_empty() { Ok(()) } else { Err(ApiError::invalid_object(kind, name, &causes)) }
}

fn key_fault(key: &str) -> Option<&'static str> {
    let good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    match key {
        _ if key.len() > 253 => Some("must be no more than 253 characters"),
        _ if key.is_empty() || !key.bytes().all(good) => Some(KEY_RULE),
        "." => Some("must not be '.'"),
        ".." => Some("must not be '..'"),
        _ if key.starts_with("..") => Some("must not start with '..'"),
        _ => None,
    }
}

/// Refuses changes of what cannot be changed.
///
/// # Errors
/// Which.
pub(super) fn admit_change(kind: &Kind, old: &Value, new: &Value) -> Result<(), ApiError> {
    let name = old["metadata"]["name"].as_str().unwrap_or_default();
    if old["immutable"] == true {
        let why = "Forbidden: field is immutable when `immutable` is set";
        let keys = ["data", "binaryData", "immutable"].into_iter();
        let causes: Vec<Cause> = keys
            .filter(|key| old[*key] != new[*key])
            .map(|key| Cause::new("FieldValueForbidden", key, why))
            .collect();
        if !causes.is_empty() {
            return Err(ApiError::invalid_object(kind, name, &causes));
        }
    }
    if kind.plural == "secrets" && old["type"] != new["type"] {
        let why = format!("Invalid value: {}: field is immutable", new["type"]);
        return Err(ApiError::invalid(kind, name, "type", "FieldValueInvalid", &why));
    }
    if !old["metadata"]["deletionTimestamp"].is_null() {
        refuse_finalizers(kind, name, old, new)?;
    }
    if kind.plural == "pods" && !same_spec(&old["spec"], &new["spec"]) {
        let why = "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,\
                   `spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to \
                   existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was \
                   previously negative)";
        return Err(ApiError::invalid(kind, name, "spec", "FieldValueForbidden", why));
    }
    Ok(())
}

/// An object that is leaving gets no new reasons to stay.
fn refuse_finalizers(kind: &Kind, name: &str, old: &Value, new: &Value) -> Result<(), ApiError> {
    let list = |object: &Value| object["metadata"]["finalizers"].as_array().cloned().unwrap_or_default();
    let before = list(old);
    let fresh: Vec<String> =
        list(new).iter().filter(|f| !before.contains(f)).map(std::string::ToString::to_string).collect();
    if fresh.is_empty() {
        return Ok(());
    }
    let why = format!(
        "Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{{{}}}",
        fresh.join(", ")
    );
    let cause = Cause::new("FieldValueForbidden", "metadata.finalizers", why);
    // Definitions of custom kinds are checked by two parts of a server, and both say so.
    let times = if kind.is_custom() { 2 } else { 1 };
    Err(ApiError::invalid_object(kind, name, &vec![cause; times]))
}

/// Whether two specs of a pod differ in nothing but what may change. Where it runs is set once.
fn same_spec(old: &Value, new: &Value) -> bool {
    const CONTAINERS: [&str; 2] = ["initContainers", "containers"];
    const FREE: [&str; 4] =
        ["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "schedulingGates"];
    let is_set_now = |key: &str| key == "nodeName" && old[key].is_null();
    let apart = |key: &str| FREE.contains(&key) || CONTAINERS.contains(&key) || is_set_now(key);
    let same_containers = |list: &str| match (&old[list], &new[list]) {
        (Value::Array(old), Value::Array(new)) => {
            let same = |(a, b)| meta::same_members(a, b, |key| key == "image");
            old.len() == new.len() && old.iter().zip(new).all(same)
        }
        (old, new) => old == new,
    };
    meta::same_members(old, new, apart) && CONTAINERS.into_iter().all(same_containers)
}

fn remove(object: &mut Value, key: &str) {
    if let Some(object) = object.as_object_mut() {
        object.shift_remove(key);
    }
}
