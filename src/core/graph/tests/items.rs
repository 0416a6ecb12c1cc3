use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use super::super::*;
use super::vectors;
use crate::core::api::{DagTask, Sequence, WorkflowStep};
use crate::core::template::{Names, Slot};

/// Flat names of a case; null is an output that nobody gave.
struct Given(BTreeMap<String, Option<String>>);

impl Given {
    fn of(case: &Value) -> Self {
        let params = case["params"].as_object().into_iter().flatten();
        Self(params.map(|(name, value)| (name.clone(), value.as_str().map(str::to_owned))).collect())
    }

    fn slot(value: &Option<String>) -> Slot<'_> {
        value.as_deref().map_or(Slot::Absent, Slot::Text)
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

/// Expands the loop of a step or task, which is left out of a step's expansions.
fn expand(case: &Value) -> Result<Value, String> {
    let spec: DagTask = serde_json::from_value(case["spec"].clone()).map_err(|e| e.to_string())?;
    let items = loop_items(&spec.with_items, &spec.with_param, spec.with_sequence.as_ref(), &spec.when)?;
    let is_step = case["kind"] == "step";
    let json = if is_step {
        let mut step: WorkflowStep =
            serde_json::from_value(case["spec"].clone()).map_err(|e| e.to_string())?;
        (step.with_items, step.with_param, step.with_sequence) = (Vec::new(), String::new(), None);
        serde_json::to_string(&step)
    } else {
        serde_json::to_string(&spec)
    }
    .map_err(|e| e.to_string())?;
    let Some(items) = items else {
        return Ok(serde_json::json!([serde_json::from_str::<Value>(&json).expect("JSON")]));
    };
    let given = Given::of(case);
    let mut expanded = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let place = (spec.name.as_str(), index);
        let (name, one) = expand_item(&json, place, item, &given, &spec.when, Timestamp::UNIX_EPOCH)
            .map_err(|e| e.to_string())?;
        let mut one: Value = serde_json::from_str(&one).map_err(|e| e.to_string())?;
        one["name"] = name.into();
        if !spec.template.is_empty() {
            one["template"] = spec.template.clone().into();
        }
        expanded.push(one);
    }
    Ok(expanded.into())
}

fn sequence(case: &Value) -> Result<Value, String> {
    let sequence: Sequence = serde_json::from_value(case["spec"].clone()).map_err(|e| e.to_string())?;
    let items = sequence_items(&sequence)?;
    Ok(items.iter().map(LoopItem::json).collect())
}

fn item(case: &Value) -> Result<Value, String> {
    let item = LoopItem::parse(case["item"].as_str().expect("text"))?;
    Ok(serde_json::json!({"type": format!("{:?}", item.kind()), "text": item.shown()}))
}

#[test]
fn loops_are_expanded_as_argo_does() {
    let mut wrong = Vec::new();
    for case in vectors("items.jsonl") {
        let (ours, theirs) = match case["kind"].as_str() {
            Some("sequence") => (sequence(&case), case["items"].clone()),
            Some("item") => (item(&case), serde_json::json!({"type": case["type"], "text": case["text"]})),
            _ => (expand(&case), case["expanded"].clone()),
        };
        let agrees = match (&ours, case["error"].as_str()) {
            // The reference's decoder of a manifest speaks here; ours is tested with the manifests.
            (Err(_), Some(error)) if error.starts_with("json: cannot unmarshal") => true,
            // Our expressions learn the type of a value when they run.
            (Err(_), Some(error)) if error.contains("type string[int] is undefined") => true,
            (Err(ours), Some(error)) => ours == error,
            (Err(_), None) => !case["panic"].is_null(),
            (Ok(ours), None) => *ours == theirs,
            (Ok(_), Some(_)) => false,
        };
        if !agrees {
            wrong.push(format!("{case}\n  ours   {ours:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn sequences_without_end_are_refused() {
    let sequence: Sequence =
        serde_json::from_value(serde_json::json!({"count": "9999999999"})).expect("a sequence");
    assert!(sequence_items(&sequence).is_err_and(|e| e.contains("at most")));
}
