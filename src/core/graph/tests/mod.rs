mod depends;
mod items;
mod retry;

use std::path::Path;

use serde_json::Value;

use super::*;

fn vectors(file: &str) -> Vec<Value> {
    let folder = std::env::var("ARGO_VECTORS")
        .unwrap_or_else(|_| format!("{}/../shared/conformance/vectors", env!("CARGO_MANIFEST_DIR")));
    let Ok(text) = std::fs::read_to_string(Path::new(&folder).join(file)) else {
        println!("skipped: no {file} in {folder}");
        return Vec::new();
    };
    text.lines().map(|line| serde_json::from_str(line).expect("a case")).collect()
}

#[test]
fn names_vectors_agree() {
    for case in vectors("names.jsonl") {
        let text = |key: &str| case[key].as_str().unwrap_or_default();
        match text("kind") {
            "display_name" => {
                let boundary = Some(text("boundary")).filter(|b| !b.is_empty());
                assert_eq!(display_name(text("node"), boundary), text("display_name"), "{case}");
            }
            "display_name_override" => {
                assert_eq!(is_display_name(text("name")), case["valid"] == true, "{case}")
            }
            _ => {
                assert_eq!(node_id(text("workflow"), text("node")), text("node_id"), "{case}");
                let format = PodNameFormat::of(Some(text("version")));
                let ours = pod_name(text("workflow"), text("node"), text("template"), format);
                // The reference may cut a character in two; we do not.
                let whole = !text("pod_name").contains('\u{fffd}');
                assert!(!whole || ours == text("pod_name"), "{case}\n{ours}");
            }
        }
    }
}
