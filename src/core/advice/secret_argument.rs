//! `secret-argument`: secrets written into manifests.

use serde_json::Value;

use super::{Hint, Manifest, Rule};

pub(super) const RULE: Rule = Rule {
    name: "secret-argument",
    what: "A parameter, or a variable of the environment, that is called like a secret and has its value in the manifest.",
    why: "Arguments are kept in the workflow, and shown to everybody who may look at it.",
    example: "env: [{name: API_TOKEN, value: abc}]\n# better: [{name: API_TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]",
    level: None,
    check,
};

const WORDS: &[&str] =
    &["password", "passwd", "secret", "token", "apikey", "api-key", "api_key", "credential"];

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let mut places = manifest.spec().list("/arguments/parameters");
    for template in manifest.templates() {
        places.extend(template.calls().iter().flat_map(|call| call.list("/arguments/parameters")));
        for at in ["/container/env", "/script/env", "/inputs/parameters"] {
            places.extend(template.list(at));
        }
    }
    let told = places.into_iter().filter_map(|place| {
        let name = place.name().to_ascii_lowercase();
        let key = ["value", "default"].into_iter().find(|key| {
            let text = place.value.get(key).and_then(Value::as_str).unwrap_or_default();
            !text.is_empty() && !text.contains("{{")
        })?;
        WORDS.iter().any(|word| name.contains(word)).then(|| Hint {
            mark: String::new(),
            path: format!("{}/{key}", place.path),
            message: format!("the value of `{}` stands in the manifest", place.name()),
            help: "keep it in a Secret, and refer to that with `secretKeyRef`".to_owned(),
        })
    });
    told.collect()
}
