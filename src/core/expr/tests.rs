use std::collections::BTreeMap;
use std::path::Path;

use super::*;

fn vectors(file: &str) -> Vec<serde_json::Value> {
    let folder = std::env::var("ARGO_VECTORS")
        .unwrap_or_else(|_| format!("{}/../shared/conformance/vectors", env!("CARGO_MANIFEST_DIR")));
    let Ok(text) = std::fs::read_to_string(Path::new(&folder).join(file)) else {
        println!("skipped: no {file} in {folder}");
        return Vec::new();
    };
    text.lines().map(|line| serde_json::from_str(line).expect("a case")).collect()
}

/// Expressions for which ours answers otherwise, and why.
const KNOWN: &[(&str, &str)] = &[
    ("sprig.typeOf(1..3)", "lists have one type here"),
    ("sprig.urlParse('http://host:bad/')", "ports are not checked"),
    ("sprig.urlParse('mailto:a@b.c')", "addresses without // have no parts"),
    (
        "sprig.urlJoin(sprig.dict('scheme','https','host','h','path','a b','query','x=1 2','fragment','z'))",
        "paths are not escaped",
    ),
    ("sprig.b64dec('aGVsbG8')", "the place of the error in base64 is not told"),
    ("sprig.semver('1.2.3').Major()", "versions are text here"),
    ("sprig.htpasswd('a:b', 'c')", "makes keys, which is not built in"),
    ("sprig.genPrivateKey('bogus')", "makes keys, which is not built in"),
];

#[test]
fn sprig_vectors_agree() {
    let mut broken = Vec::new();
    let cases = vectors("sprig.jsonl");
    for case in &cases {
        let params: BTreeMap<String, Value> = case["params"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(k, v)| (k.clone(), from_json(v)))
            .collect();
        let expression = case["expression"].as_str().expect("an expression");
        let ours = evaluate(expression, &params).and_then(|v| to_json_text(&v));
        let wanted = case["output"]
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok())
            .map(|json| from_json(&json));
        let same = match (&ours, wanted) {
            (Ok(ours), Some(wanted)) => serde_json::from_str::<serde_json::Value>(ours)
                .is_ok_and(|ours| from_json(&ours).same(&wanted)),
            (Err(_), None) => true,
            _ => false,
        };
        if !same && !KNOWN.iter().any(|(known, _)| *known == expression) {
            broken.push(format!("{expression}: {ours:?} instead of {} {}", case["output"], case["error"]));
        }
    }
    println!("{} of {} agree", cases.len() - broken.len(), cases.len());
    assert!(broken.is_empty(), "{} differ:\n{}", broken.len(), broken.join("\n"));
}
