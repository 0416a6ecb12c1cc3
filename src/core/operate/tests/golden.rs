//! The part of a workflow that does not depend on its name, on time or on the machine; as `compare.py` does it.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use regex::Regex;
use serde_json::{Value, json};

/// The folder of recorded workflows, where there is one.
pub(super) fn folder() -> Option<PathBuf> {
    let default = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/golden");
    let folder = std::env::var_os("ARGO_GOLDEN").map_or(default, PathBuf::from);
    folder.is_dir().then_some(folder)
}

struct Cleaner {
    name: String,
    pod: Regex,
    time: Regex,
}

impl Cleaner {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            pod: Regex::new(r"\{wf\}-(?:[a-z0-9-]+-)?\d{6,10}\b").unwrap(),
            time: Regex::new(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d{4} \w+|Z)?( m=\S+)?")
                .unwrap(),
        }
    }

    fn text(&self, text: &str) -> String {
        let text = text.replace(&self.name, "{wf}");
        let text = self.pod.replace_all(&text, "{pod}");
        self.time.replace_all(&text, "{time}").into_owned()
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.text(text).into(),
            Value::Array(list) => list.iter().map(|v| self.value(v)).collect(),
            Value::Object(map) => {
                Value::Object(map.iter().map(|(k, v)| (k.clone(), self.value(v))).collect())
            }
            other => other.clone(),
        }
    }

    fn in_out(&self, value: Option<&Value>) -> Value {
        let mut out = serde_json::Map::new();
        let Some(value) = value else { return out.into() };
        let list = |key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let parameters: BTreeMap<String, Value> = list("parameters")
            .iter()
            .map(|p| (text(p, "name"), p.get("value").map_or(Value::Null, |v| self.value(v))))
            .collect();
        let mut artifacts: Vec<Value> = list("artifacts")
            .iter()
            .filter(|a| text(a, "name") != "main-logs")
            .map(|a| json!([text(a, "name"), text(a, "path")]))
            .collect();
        artifacts.sort_by_key(Value::to_string);
        if !parameters.is_empty() {
            out.insert("parameters".into(), json!(parameters));
        }
        if !list("artifacts").is_empty() {
            out.insert("artifacts".into(), artifacts.into());
        }
        for key in ["result", "exitCode"] {
            if let Some(found) = value.get(key) {
                out.insert(key.into(), self.value(found));
            }
        }
        out.into()
    }
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Reduces a Workflow to what two runs of it have in common.
pub(super) fn normalise(wf: &Value) -> BTreeMap<String, Value> {
    let name = wf["metadata"]["name"].as_str().unwrap_or_default();
    let clean = Cleaner::new(name);
    let status = &wf["status"];
    let empty = serde_json::Map::new();
    let nodes = status["nodes"].as_object().unwrap_or(&empty);
    let names: HashMap<&str, String> = nodes.iter().map(|(id, n)| (id.as_str(), text(n, "name"))).collect();
    let links = |node: &Value, key: &str| {
        let ids = node.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let mut found: Vec<String> = ids
            .iter()
            .map(|id| names.get(id.as_str().unwrap_or_default()).map_or("?".to_owned(), |n| clean.text(n)))
            .collect();
        found.sort();
        found
    };
    let mut result = BTreeMap::new();
    for node in nodes.values() {
        let boundary = names.get(text(node, "boundaryID").as_str()).map_or(String::new(), |n| clean.text(n));
        let shape = json!({
            "displayName": clean.text(&text(node, "displayName")), "type": node["type"], "phase": text(node, "phase"),
            "template": text(node, "templateName"), "templateRef": node.get("templateRef").unwrap_or(&json!({})),
            "boundary": boundary, "children": links(node, "children"), "outbound": links(node, "outboundNodes"),
            "inputs": clean.in_out(node.get("inputs")), "outputs": clean.in_out(node.get("outputs")),
            "flag": node.get("nodeFlag").unwrap_or(&json!({})), "daemoned": node.get("daemoned") == Some(&json!(true)),
            "message": clean.text(&text(node, "message")), "scope": clean.text(&text(node, "templateScope")),
        });
        result.insert(clean.text(&text(node, "name")), shape);
    }
    let mut stored: Vec<&String> = status["storedTemplates"].as_object().unwrap_or(&empty).keys().collect();
    stored.sort();
    result.insert(
        " workflow".to_owned(),
        json!({
            "phase": text(status, "phase"), "message": clean.text(&text(status, "message")),
            "progress": text(status, "progress"), "outputs": clean.in_out(status.get("outputs")), "templates": stored,
        }),
    );
    result
}

/// What differs, one line each.
pub(super) fn differences(want: &Value, got: &Value) -> Vec<String> {
    let (want, got) = (normalise(want), normalise(got));
    let mut lines = Vec::new();
    for name in want.keys().filter(|name| !got.contains_key(*name)) {
        lines.push(format!("no node {name} ({} {})", want[name]["type"], want[name]["phase"]));
    }
    for name in got.keys().filter(|name| !want.contains_key(*name)) {
        lines.push(format!("node {name} ({} {}) should not exist", got[name]["type"], got[name]["phase"]));
    }
    for (name, shape) in want.iter().filter(|(name, _)| got.contains_key(*name)) {
        for (key, value) in shape.as_object().unwrap() {
            if got[name][key] != *value {
                lines.push(format!("{name}: {key} is {}, a cluster says {value}", got[name][key]));
            }
        }
    }
    lines
}
