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
fn conditions_are_decided_as_argo_does() {
    let mut wrong = Vec::new();
    for case in vectors("when.jsonl") {
        let when = case["when"].as_str().expect("text");
        // The `when` of a CronWorkflow is substituted first, which is not done here.
        if case["kind"] == "cron" && when.contains("{{") {
            continue;
        }
        let ours = if case["kind"] == "cron" { holds(when) } else { should_execute(when) };
        let agrees = match (&ours, &case["result"]) {
            (Ok(ours), Value::Bool(theirs)) => ours == theirs,
            (Err(_), _) if !case["panic"].is_null() => true,
            (Err(ours), Value::Null) => Some(ours.as_str()) == case["error"].as_str(),
            _ => false,
        };
        if !agrees {
            wrong.push(format!("{when:?}\n  ours   {ours:?}\n  theirs {}{}", case["result"], case["error"]));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn hostile_conditions_end_with_an_error() {
    assert!(should_execute(&"(".repeat(100_000)).is_err());
    let deep = format!("{}a == a{}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(should_execute(&deep).is_err());
    let long = vec!["true"; 20_000].join(" && ");
    assert_eq!(should_execute(&long), Ok(true));
}
