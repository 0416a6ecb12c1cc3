//! `convert`: fields of earlier versions into those of today (docs/upgrading.md, Argo 4.0: one schedule, one lock).

use serde_json::{Map, Value};

/// Moves what earlier versions had as one value into the lists of today: the schedule of a CronWorkflow, the semaphore
/// and the mutex of a workflow and of its templates.
pub fn convert(kind: &str, object: &mut Value) {
    let Some(spec) = object.get_mut("spec").and_then(Value::as_object_mut) else { return };
    if kind != "CronWorkflow" {
        return locks_of_workflow(spec);
    }
    if let Some(schedule) =
        spec.shift_remove("schedule").filter(|s| s.as_str().is_some_and(|s| !s.is_empty()))
    {
        spec.insert("schedules".to_owned(), Value::Array(vec![schedule]));
    }
    if let Some(workflow) = spec.get_mut("workflowSpec").and_then(Value::as_object_mut) {
        locks_of_workflow(workflow);
    }
}

fn locks_of_workflow(spec: &mut Map<String, Value>) {
    locks(spec);
    if let Some(defaults) = spec.get_mut("templateDefaults").and_then(Value::as_object_mut) {
        locks(defaults);
    }
    let templates = spec.get_mut("templates").and_then(Value::as_array_mut);
    templates.into_iter().flatten().filter_map(Value::as_object_mut).for_each(locks);
}

fn locks(holder: &mut Map<String, Value>) {
    let Some(locks) = holder.get_mut("synchronization").and_then(Value::as_object_mut) else { return };
    for (one, many) in [("semaphore", "semaphores"), ("mutex", "mutexes")] {
        let Some(lock) = locks.shift_remove(one).filter(|lock| !lock.is_null()) else { continue };
        match locks.entry(many).or_insert_with(|| Value::Array(Vec::new())) {
            Value::Array(list) => list.push(lock),
            other => *other = Value::Array(vec![lock]),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_becomes_a_list_of_one() {
        let mut object = json!({"spec": {
            "schedule": "@daily", "schedules": ["@hourly"],
            "workflowSpec": {
                "synchronization": {"mutex": {"name": "a"}, "mutexes": [{"name": "b"}]},
                "templates": [{"name": "t", "synchronization": {"semaphore": {"configMapKeyRef": {"name": "c", "key": "k"}}}}],
            },
        }});
        convert("CronWorkflow", &mut object);
        assert_eq!(
            object,
            json!({"spec": {
                "schedules": ["@daily"],
                "workflowSpec": {
                    "synchronization": {"mutexes": [{"name": "b"}, {"name": "a"}]},
                    "templates": [{"name": "t", "synchronization": {"semaphores": [{"configMapKeyRef": {"name": "c", "key": "k"}}]}}],
                },
            }})
        );
    }
}
