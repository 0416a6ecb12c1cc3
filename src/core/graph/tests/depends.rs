use std::collections::BTreeMap;

use serde_json::Value;

use super::super::*;
use super::vectors;
use crate::core::api::{DagTask, NodePhase};

/// Messages that differ from the reference's, and why; success and failure agree.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("unexpected token EOF", "our reader of expressions points behind the end"),
    ("bad number syntax", "our reader of expressions names another part of the number"),
    ("a map key must be", "our reader of expressions does not name the token"),
    ("unexpected token Bracket(\"(\")", "our reader of expressions takes it for a call"),
    ("unexpected token Operator(\"&\")", "our reader of expressions has no such character"),
];

/// What the reference makes of a case, and what we do.
fn run(case: &Value) -> (Value, Value) {
    let tasks: Vec<DagTask> = serde_json::from_value(case["tasks"].clone()).expect("tasks");
    let find = |name: &str| tasks.iter().find(|task| task.name == name);
    let task = find(case["task"].as_str().expect("a name")).expect("the task");
    let mut ours = serde_json::Map::new();
    if let Err(fault) = check_results(task) {
        ours.insert("validate_error".into(), fault.into());
    }
    match depends_of(task, find) {
        Err(missing) => {
            ours.clear();
            ours.insert("panic".into(), missing.into());
        }
        Ok(depends) => {
            let names: BTreeMap<&str, bool> =
                depends.names.iter().map(|(n, items)| (n.as_str(), *items)).collect();
            ours.insert("dependencies_found".into(), names.keys().copied().collect());
            let items = names.iter().filter(|(_, items)| **items).map(|(name, _)| *name);
            ours.insert("items_dependencies".into(), items.collect());
            ours.insert("expanded".into(), depends.logic.clone().into());
            let decided = match case["nodes"].get(&task.name) {
                // A task that has a node already is not decided again.
                Some(_) => Ok((true, true)),
                None => decide(&depends, &case["nodes"]),
            };
            match decided {
                Ok((proceed, execute)) => {
                    ours.insert("proceed".into(), proceed.into());
                    ours.insert("execute".into(), execute.into());
                }
                Err(fault) => {
                    ours.insert("error".into(), fault.into());
                }
            }
        }
    }
    let theirs = case.as_object().expect("a case").iter();
    let theirs =
        theirs.filter(|(k, _)| !["task", "tasks", "nodes", "note", "leaf_tasks"].contains(&k.as_str()));
    (Value::Object(ours), theirs.map(|(key, value)| (key.clone(), value.clone())).collect())
}

/// Whether all dependencies have ended, and if so, whether the task runs.
fn decide(depends: &Depends, nodes: &Value) -> Result<(bool, bool), String> {
    let phase = |value: &Value| NodePhase::from(value.as_str().unwrap_or_default());
    for (name, _) in &depends.names {
        let node = &nodes[name];
        let (now, daemoned) = (phase(&node["phase"]), node["daemoned"] == true);
        let synced = node["synced"] != false;
        let fulfilled = (now.is_fulfilled() && synced) || (daemoned && now != NodePhase::Pending);
        let hooks = node["hooks"].as_array().into_iter().flatten().all(|hook| phase(hook).is_fulfilled());
        if node.is_null() || !fulfilled || !hooks {
            return Ok((false, false));
        }
    }
    let look = |name: &str| {
        let node = &nodes[name];
        let group = (node["type"] == "TaskGroup").then(|| {
            let children = node["children"].as_array().into_iter().flatten();
            children.map(|child| Some(phase(child)).filter(|p| *p != NodePhase::Unset)).collect()
        });
        let daemoned = node["daemoned"] == true;
        (!node.is_null()).then(|| TaskOutcome { phase: phase(&node["phase"]), daemoned, group })
    };
    evaluate_depends(depends, look).map(|execute| (true, execute))
}

#[test]
fn dependencies_are_decided_as_argo_does() {
    let mut wrong = Vec::new();
    for case in vectors("depends.jsonl") {
        let (mut ours, mut theirs) = run(&case);
        if OTHER_WORDS.iter().any(|(text, _)| theirs["error"].as_str().is_some_and(|e| e.contains(text))) {
            assert!(ours["error"].is_string(), "{case}");
            ours["error"] = true.into();
            theirs["error"] = true.into();
        }
        if ours != theirs {
            wrong.push(format!("{case}\n  ours   {ours}\n  theirs {theirs}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}
