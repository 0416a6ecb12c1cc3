//! `missing-retry`: calls over the network that are tried once.

use serde_json::Value;

use super::manifest::Place;
use super::{Hint, Manifest, Rule};

pub(super) const RULE: Rule = Rule {
    name: "missing-retry",
    what: "A template that works over the network and has no `retryStrategy`: http, or inputs from a URL, git or a bucket.",
    why: "One lost packet ends the workflow.",
    example: "http: {url: 'https://…'}\nretryStrategy: {limit: 3, retryPolicy: Always}",
    level: None,
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let spec = manifest.spec().value;
    if spec.get("retryStrategy").is_some() || spec.pointer("/templateDefaults/retryStrategy").is_some() {
        return Vec::new();
    }
    let alone = manifest.templates().iter().filter(|template| template.value.get("retryStrategy").is_none());
    let hint = |template: &Place<'_>| {
        let (at, why) = reason(template)?;
        let name = template.name();
        Some(Hint {
            mark: String::new(),
            path: at,
            message: format!("template `{name}` {why} and is tried once"),
            help: "give the template a retryStrategy".to_owned(),
        })
    };
    alone.filter_map(hint).collect()
}

fn reason(template: &Place<'_>) -> Option<(String, &'static str)> {
    if template.value.get("http").is_some_and(Value::is_object) {
        return Some((format!("{}/http", template.path), "calls a server"));
    }
    let far = ["http", "git", "gcs", "oss", "hdfs", "azure", "artifactory"];
    let input = template.list("/inputs/artifacts").into_iter().find(|artifact| {
        let bucket = artifact.value.pointer("/s3/bucket").is_some();
        bucket || far.iter().any(|key| artifact.value.get(key).is_some())
    })?;
    Some((input.path, "loads an artifact from elsewhere"))
}
