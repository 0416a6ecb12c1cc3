//! `latest-image`: images without a version.

use serde_json::Value;

use super::manifest::Place;
use super::{Hint, Manifest, Rule};

pub(super) const RULE: Rule = Rule {
    name: "latest-image",
    what: "A container whose image has no tag, or the tag `latest`.",
    why: "What runs changes whenever the image does: a retry tomorrow may not do what the run did today.",
    example: "image: python            # better: python:3.13",
    level: None,
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let mut hints = Vec::new();
    for template in manifest.templates() {
        let bodies = ["container", "script"].into_iter().filter_map(|key| {
            Some(Place { path: format!("{}/{key}", template.path), value: template.value.get(key)? })
        });
        let lists = ["/sidecars", "/initContainers", "/containerSet/containers"];
        let others = lists.into_iter().flat_map(|at| template.list(at));
        for container in bodies.chain(others) {
            let image = container.value.get("image").and_then(Value::as_str).unwrap_or_default();
            if has_no_version(image) {
                hints.push(Hint {
                    mark: String::new(),
                    path: format!("{}/image", container.path),
                    message: format!("image `{image}` has no version"),
                    help: "name a tag or a digest".to_owned(),
                });
            }
        }
    }
    hints
}

fn has_no_version(image: &str) -> bool {
    if image.is_empty() || image.contains("{{") || image.contains('@') {
        return false;
    }
    let name = image.rsplit('/').next().unwrap_or_default();
    name.split_once(':').is_none_or(|(_, tag)| tag == "latest")
}
