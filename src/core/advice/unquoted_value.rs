//! `unquoted-value`: numbers and words that YAML reads as something else than is written.

use serde_json::Value;

use super::manifest::Place;
use super::{Hint, Manifest, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unquoted-value",
    what: "A parameter whose value is written without quotes and read as another text.",
    why: "YAML reads `1.10` as 1.1, `010` as 8 and `yes` as true before Argo sees it.",
    example: "parameters: [{name: version, value: 1.10}]      # better: \"1.10\"",
    level: None,
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let mut lists = manifest.spec().list("/arguments/parameters");
    for template in manifest.templates() {
        lists.extend(template.list("/inputs/parameters"));
        lists.extend(template.calls().iter().flat_map(|call| call.list("/arguments/parameters")));
    }
    lists
        .iter()
        .flat_map(|parameter| ["value", "default"].map(|key| (parameter, key)))
        .filter_map(|(parameter, key)| hint(manifest, parameter, key))
        .collect()
}

fn hint(manifest: &Manifest<'_>, parameter: &Place<'_>, key: &str) -> Option<Hint> {
    let read = match parameter.value.get(key)? {
        value @ (Value::Number(_) | Value::Bool(_)) => value.to_string(),
        _ => return None,
    };
    let path = format!("{}/{key}", parameter.path);
    let written = (manifest.written)(&path)?.trim();
    (written != read).then(|| Hint {
        mark: String::new(),
        message: format!("`{written}` is read as `{read}`"),
        help: format!("put quotes around it: \"{written}\""),
        path,
    })
}
