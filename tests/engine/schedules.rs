//! CronWorkflows: what they start, and what they count.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Bench, WORKFLOWS, watch_until};

const CRONS: &str = "/apis/argoproj.io/v1alpha1/namespaces/default/cronworkflows";

fn cron(spec: &Value) -> Value {
    let mut cron = json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "CronWorkflow", "metadata": {"name": "tick"},
        "spec": {"schedules": ["@every 1s"], "workflowSpec": {"entrypoint": "main", "templates": [
            {"name": "main", "container": {"image": "x", "command": ["true"]}},
        ]}},
    });
    for (key, value) in spec.as_object().expect("an object") {
        cron["spec"][key] = value.clone();
    }
    cron
}

async fn names(bench: &Bench) -> Vec<String> {
    let list = bench.get(WORKFLOWS).await;
    let items = list["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["metadata"]["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn runs_come_one_after_the_other_until_the_strategy_says_stop() {
    let mut bench = Bench::new().await;
    let spec = json!({
        "concurrencyPolicy": "Forbid", "successfulJobsHistoryLimit": 1,
        "stopStrategy": {"expression": "cronworkflow.succeeded >= 2"},
    });
    bench.call(Method::POST, CRONS, Some(cron(&spec))).await.expect("a CronWorkflow");
    let running = |cron: &Value| cron["status"]["active"].as_array().is_some_and(|active| active.len() == 1);
    let first = watch_until(&bench.client, CRONS, "tick", running).await;
    assert_eq!(first["status"]["phase"], "Active");
    bench.restart().await;
    bench.run_pods(|_| 0);
    let stopped =
        watch_until(&bench.client, CRONS, "tick", |cron| cron["status"]["phase"] == "Stopped").await;
    assert_eq!(stopped["status"]["succeeded"], 2);
    assert!(stopped["status"]["active"][0].is_null(), "{stopped:#}");
    assert_eq!(stopped["metadata"]["labels"]["cronworkflows.argoproj.io/completed"], "true");
    let kept = names(&bench).await;
    assert_eq!(kept.len(), 1, "the history keeps one: {kept:?}");
    assert_ne!(Some(kept[0].as_str()), first["status"]["active"][0]["name"].as_str(), "the newest one");
}

#[tokio::test]
async fn a_newer_run_replaces_an_older_one() {
    let bench = Bench::new().await;
    bench.call(Method::POST, CRONS, Some(cron(&json!({"concurrencyPolicy": "Replace"})))).await.expect("one");
    let first =
        watch_until(&bench.client, CRONS, "tick", |cron| !cron["status"]["active"][0].is_null()).await;
    let name = first["status"]["active"][0]["name"].as_str().expect("a name").to_owned();
    let replaced = bench.until(&name, |workflow| workflow["spec"]["shutdown"] == "Terminate").await;
    assert_eq!(replaced["metadata"]["ownerReferences"][0]["name"], "tick");
}

#[tokio::test]
async fn a_time_missed_while_nobody_was_there_is_made_up_for() {
    let bench = Bench::new().await;
    let mut yearly = cron(&json!({"schedules": ["0 0 1 1 *"], "startingDeadlineSeconds": 400 * 86_400}));
    yearly["metadata"]["annotations"] = json!({"cronworkflows.argoproj.io/last-used-schedule": "0 0 1 1 *"});
    yearly["status"] = json!({"active": [], "lastScheduledTime": "2020-01-01T00:00:00Z", "conditions": [],
                              "succeeded": 0, "failed": 0, "phase": "Active"});
    bench.call(Method::POST, CRONS, Some(yearly)).await.expect("a CronWorkflow");
    let made = watch_until(&bench.client, CRONS, "tick", |cron| !cron["status"]["active"][0].is_null()).await;
    let time = made["status"]["lastScheduledTime"].as_str().expect("a time");
    assert!(time.ends_with("-01-01T00:00:00Z") && !time.starts_with("2020"), "{time}");
}

#[tokio::test]
async fn what_a_schedule_cannot_start_is_said_in_its_status() {
    let bench = Bench::new().await;
    let spec = json!({"workflowSpec": {"workflowTemplateRef": {"name": "absent"}}});
    bench.call(Method::POST, CRONS, Some(cron(&spec))).await.expect("a CronWorkflow");
    let said = |cron: &Value| !cron["status"]["conditions"][0].is_null();
    let wrong = watch_until(&bench.client, CRONS, "tick", said).await;
    let condition = &wrong["status"]["conditions"][0];
    assert_eq!(condition["type"], "SpecError");
    assert!(
        condition["message"].as_str().is_some_and(|text| text.contains("\"absent\" not found")),
        "{condition}"
    );
    assert!(names(&bench).await.is_empty());
}
