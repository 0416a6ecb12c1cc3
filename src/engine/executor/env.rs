//! The environment of a container.

use std::collections::BTreeMap;

use base64::Engine as _;
use serde_json::Value;

use super::error::PodError;
use super::objects::Objects;
use crate::core::api::quantity_units;

/// Values a container's fields may refer to: the pod itself.
pub(super) struct PodView<'a> {
    pub(super) namespace: &'a str,
    pub(super) name: &'a str,
    pub(super) uid: &'a str,
    pub(super) pod: &'a Value,
    pub(super) node: &'a str,
}

impl PodView<'_> {
    /// A field by its downward-API path.
    pub(super) fn field(&self, path: &str) -> Option<String> {
        let at = |pointer: &str| self.pod.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        if let Some(rest) = path.strip_prefix("metadata.") {
            if let Some((map, key)) = rest.split_once('[') {
                let key = key.strip_suffix(']')?.trim_matches(['\'', '"']);
                return self.pod["metadata"][map][key].as_str().map(str::to_owned);
            }
            return match rest {
                "name" => Some(self.name.to_owned()),
                "namespace" => Some(self.namespace.to_owned()),
                "uid" => Some(self.uid.to_owned()),
                "labels" | "annotations" => Some(lines(&self.pod["metadata"][rest])),
                _ => None,
            };
        }
        match path {
            "spec.nodeName" => Some(self.node.to_owned()),
            "spec.serviceAccountName" => {
                Some(at("/spec/serviceAccountName").unwrap_or_else(|| "default".into()))
            }
            "status.hostIP" | "status.podIP" | "status.podIPs" | "status.hostIPs" => Some("127.0.0.1".into()),
            _ => None,
        }
    }
}

/// A map as the downward API writes it to files.
fn lines(map: &Value) -> String {
    let pairs = map.as_object().into_iter().flatten();
    pairs.map(|(k, v)| format!("{k}={:?}\n", v.as_str().unwrap_or_default())).collect()
}

/// The keys and values of a ConfigMap or Secret, decoded.
pub(super) fn data_of(kind: &str, object: &Value) -> BTreeMap<String, Vec<u8>> {
    let decode = |text: &str| base64::engine::general_purpose::STANDARD.decode(text).unwrap_or_default();
    let of = |field: &str, coded: bool| -> Vec<(String, Vec<u8>)> {
        let pairs = object[field].as_object().into_iter().flatten();
        let texts = pairs.filter_map(|(k, v)| Some((k.clone(), v.as_str()?)));
        texts.map(|(k, v)| (k, if coded { decode(v) } else { v.as_bytes().to_vec() })).collect()
    };
    let mut data: BTreeMap<_, _> = of("data", kind == "Secret").into_iter().collect();
    data.extend(of("binaryData", true));
    data
}

/// A ConfigMap's or Secret's data; `None` where it is optional and not there.
pub(super) async fn read(
    objects: &Objects,
    kind: &'static str,
    namespace: &str,
    reference: &Value,
    name_key: &str,
) -> Result<Option<BTreeMap<String, Vec<u8>>>, PodError> {
    let name = reference[name_key].as_str().unwrap_or_default();
    match objects.get(kind, namespace, name).await? {
        Some(object) => Ok(Some(data_of(kind, &object))),
        None if reference["optional"] == true => Ok(None),
        None => {
            let kind = if kind == "Secret" { "secret" } else { "configmap" };
            Err(PodError::NoObject { kind, name: name.to_owned() })
        }
    }
}

/// The environment a container's specification asks for, with `$(NAME)` put in. Later entries win.
pub(super) async fn environment(
    objects: &Objects,
    view: &PodView<'_>,
    container: &Value,
) -> Result<Vec<(String, String)>, PodError> {
    let mut env: Vec<(String, String)> = Vec::new();
    for source in container["envFrom"].as_array().into_iter().flatten() {
        let prefix = source["prefix"].as_str().unwrap_or_default();
        for (field, kind) in [("configMapRef", "ConfigMap"), ("secretRef", "Secret")] {
            if source[field].is_object()
                && let Some(data) = read(objects, kind, view.namespace, &source[field], "name").await?
            {
                for (key, value) in data {
                    set(&mut env, format!("{prefix}{key}"), String::from_utf8_lossy(&value).into_owned());
                }
            }
        }
    }
    for entry in container["env"].as_array().into_iter().flatten() {
        let name = entry["name"].as_str().unwrap_or_default().to_owned();
        let value = match &entry["valueFrom"] {
            Value::Object(_) => value_from(objects, view, &entry["valueFrom"], container).await?,
            _ => Some(expand(entry["value"].as_str().unwrap_or_default(), &env)),
        };
        if let Some(value) = value {
            set(&mut env, name, value);
        }
    }
    Ok(env)
}

fn set(env: &mut Vec<(String, String)>, name: String, value: String) {
    env.retain(|(known, _)| *known != name);
    env.push((name, value));
}

async fn value_from(
    objects: &Objects,
    view: &PodView<'_>,
    from: &Value,
    container: &Value,
) -> Result<Option<String>, PodError> {
    for (field, kind, said) in
        [("configMapKeyRef", "ConfigMap", "ConfigMap"), ("secretKeyRef", "Secret", "Secret")]
    {
        let reference = &from[field];
        if !reference.is_object() {
            continue;
        }
        let Some(data) = read(objects, kind, view.namespace, reference, "name").await? else {
            return Ok(None);
        };
        let key = reference["key"].as_str().unwrap_or_default();
        return match data.get(key) {
            Some(value) => Ok(Some(String::from_utf8_lossy(value).into_owned())),
            None if reference["optional"] == true => Ok(None),
            None => Err(PodError::NoKey {
                kind: said,
                namespace: view.namespace.to_owned(),
                name: reference["name"].as_str().unwrap_or_default().to_owned(),
                key: key.to_owned(),
            }),
        };
    }
    if let Some(path) = from["fieldRef"]["fieldPath"].as_str() {
        return Ok(view.field(path));
    }
    let resource = &from["resourceFieldRef"];
    Ok(resource.is_object().then(|| amount(view, container, resource)).flatten())
}

/// A limit or request of a container in units of the reference's divisor. A limit that is not set is what the machine
/// has.
pub(super) fn amount(view: &PodView<'_>, container: &Value, reference: &Value) -> Option<String> {
    let containers = view.pod["spec"]["containers"].as_array().into_iter().flatten();
    let named = reference["containerName"].as_str().filter(|name| !name.is_empty());
    let container = match named {
        Some(name) => containers.into_iter().find(|known| known["name"] == name)?,
        None => container,
    };
    let (kind, resource) = reference["resource"].as_str()?.split_once('.')?;
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let set = container.pointer(&format!("/resources/{kind}/{resource}")).map(text);
    let divisor = Some(&reference["divisor"]).filter(|divisor| !divisor.is_null()).map(text);
    let divisor = divisor.filter(|divisor| divisor != "0").unwrap_or_else(|| "1".to_owned());
    let of_machine = || match (kind, resource) {
        ("limits", "cpu") => std::thread::available_parallelism().map_or(1, usize::from).to_string(),
        ("limits", "memory") => {
            let machine = rustix::system::sysinfo();
            (u128::from(machine.totalram) * u128::from(machine.mem_unit.max(1))).to_string()
        }
        _ => "0".to_owned(),
    };
    quantity_units(&set.unwrap_or_else(of_machine), &divisor).map(|count| count.to_string())
}

/// Puts values in for `$(NAME)`; `$$(NAME)` stands for `$(NAME)`, and what is not known stays.
pub(super) fn expand(text: &str, env: &[(String, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        if let Some(escaped) = tail.strip_prefix("$$") {
            out.push('$');
            rest = escaped;
            continue;
        }
        let named = tail.strip_prefix("$(").and_then(|t| t.split_once(')'));
        let value = named.and_then(|(name, left)| Some((&env.iter().find(|(k, _)| k == name)?.1, left)));
        match value {
            Some((value, left)) => {
                out.push_str(value);
                rest = left;
            }
            None => {
                out.push('$');
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}
