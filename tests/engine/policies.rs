//! What the settings of the controller and the policies of workflows decide: Jobs, locks, metrics, what is kept.

use std::time::Duration;

use http::Method;
use serde_json::{Value, json};

use crate::support::{Bench, PODS, WORKFLOWS, watch_until};

const CONFIG_MAPS: &str = "/api/v1/namespaces/default/configmaps";
const JOBS: &str = "/apis/batch/v1/namespaces/default/jobs";

fn workflow(spec: Value) -> Value {
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"generateName": "policy-", "namespace": "default"}, "spec": spec,
    })
}

fn container() -> Value {
    json!({"image": "busybox", "command": ["true"]})
}

async fn settings(bench: &Bench, data: Value) {
    let map = json!({
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "workflow-controller-configmap"}, "data": data,
    });
    bench.call(Method::POST, CONFIG_MAPS, Some(map)).await.expect("a ConfigMap");
}

fn job(name: &str, spec: Value) -> Value {
    let template = json!({"spec": {"restartPolicy": "Never", "containers": [{"name": "main", "image": "busybox", "command": ["true"]}]}});
    let mut job = json!({"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": name}, "spec": spec});
    job["spec"]["template"] = template;
    job
}

fn condition<'a>(job: &'a Value, kind: &str) -> Option<&'a Value> {
    job["status"]["conditions"].as_array()?.iter().find(|condition| condition["type"] == kind)
}

#[tokio::test]
async fn a_job_runs_as_many_pods_as_it_has_completions() {
    let mut bench = Bench::new().await;
    bench.run_pods(|_| 0);
    let made = job("three", json!({"completions": 3, "parallelism": 2, "completionMode": "Indexed"}));
    bench.call(Method::POST, JOBS, Some(made)).await.expect("a Job");
    let done = watch_until(&bench.client, JOBS, "three", |job| condition(job, "Complete").is_some()).await;
    assert_eq!(done["status"]["succeeded"], 3);
    let pods = bench.get(&format!("{PODS}?labelSelector=batch.kubernetes.io/job-name=three")).await;
    let mut numbers: Vec<&str> = pods["items"]
        .as_array()
        .expect("pods")
        .iter()
        .filter_map(|pod| pod["metadata"]["annotations"]["batch.kubernetes.io/job-completion-index"].as_str())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["0", "1", "2"]);
}

#[tokio::test]
async fn a_job_that_fails_too_often_has_failed() {
    let mut bench = Bench::new().await;
    bench.run_pods(|_| 1);
    bench.call(Method::POST, JOBS, Some(job("bad", json!({"backoffLimit": 0})))).await.expect("a Job");
    let done = watch_until(&bench.client, JOBS, "bad", |job| condition(job, "Failed").is_some()).await;
    assert_eq!(condition(&done, "Failed").expect("a condition")["reason"], "BackoffLimitExceeded");
}

#[tokio::test]
async fn a_resource_template_waits_for_its_job() {
    let mut bench = Bench::new().await;
    bench.run_pods(|_| 0);
    let manifest = job("of-workflow", json!({"backoffLimit": 1})).to_string();
    let name = bench
        .submit(workflow(json!({"entrypoint": "main", "templates": [{
            "name": "main",
            "resource": {
                "action": "create", "setOwnerReference": true, "manifest": manifest,
                "successCondition": "status.succeeded > 0", "failureCondition": "status.failed > 1",
            },
            "outputs": {"parameters": [{"name": "done", "valueFrom": {"jsonPath": "{.status.succeeded}"}}]},
        }]})))
        .await;
    let ended = bench.until_ended(&name).await;
    assert_eq!(ended["status"]["phase"], "Succeeded", "{}", ended["status"]["message"]);
    assert_eq!(ended["status"]["nodes"][&name]["outputs"]["parameters"][0]["value"], "1");
}

#[tokio::test]
async fn semaphores_of_the_database_kind_have_their_limits_in_the_store() {
    let mut bench = Bench::new().await;
    let limits = json!({
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "argo-sync-limits"}, "data": {"one": "1"},
    });
    bench.call(Method::POST, CONFIG_MAPS, Some(limits)).await.expect("a ConfigMap");
    let spec = json!({
        "entrypoint": "main", "templates": [{"name": "main", "container": container()}],
        "synchronization": {"semaphores": [{"database": {"key": "one"}}]},
    });
    let first = bench.submit(workflow(spec.clone())).await;
    bench.until(&first, |w| w["status"]["phase"] == "Running").await;
    let second = bench.submit(workflow(spec)).await;
    let waiting = bench.until(&second, |w| w["status"]["phase"] == "Pending").await;
    assert_eq!(
        waiting["status"]["message"],
        "Waiting for default/Database/one lock (sem/default/one). Lock status: 1/1"
    );
    bench.run_pods(|_| 0);
    for name in [first, second] {
        assert_eq!(bench.until_ended(&name).await["status"]["phase"], "Succeeded");
    }
}

#[tokio::test]
async fn metrics_are_counted_and_those_that_cannot_be_had_are_told() {
    let mut bench = Bench::new().await;
    bench.run_pods(|_| 0);
    let metrics = json!({"prometheus": [
        {"name": "runs", "help": "how often", "labels": [{"key": "status", "value": "{{status}}"}], "counter": {"value": "1"}},
        {"name": "never", "help": "left out", "when": "{{status}} == Failed", "counter": {"value": "1"}},
        {"name": "broken", "help": "no such name", "gauge": {"value": "{{outputs.result}}", "realtime": false}},
    ]});
    let spec = json!({
        "entrypoint": "main",
        "metrics": {"prometheus": [{"name": "lasted", "help": "seconds", "gauge": {"value": "{{workflow.duration}}", "realtime": false}}]},
        "templates": [
            {"name": "main", "steps": [[{"name": "a", "template": "t", "withItems": [1, 2]}]]},
            {"name": "t", "metrics": metrics, "container": container()},
        ],
    });
    let name = bench.submit(workflow(spec)).await;
    let ended = bench.until_ended(&name).await;
    let text = bench.metrics();
    assert!(
        text.contains("# TYPE argo_workflows_runs counter\nargo_workflows_runs{status=\"Succeeded\"} 2\n"),
        "{text}"
    );
    assert!(text.contains("argo_workflows_lasted "), "{text}");
    assert!(!text.contains("never") && !text.contains("broken"), "{text}");
    let conditions = ended["status"]["conditions"].as_array().expect("conditions");
    let told = conditions.iter().find(|condition| condition["type"] == "MetricsError").expect("a condition");
    assert!(told["message"].as_str().is_some_and(|message| message.contains("'broken'")), "{told}");
}

#[tokio::test]
async fn only_as_many_ended_workflows_are_kept_as_the_settings_say() {
    let mut bench = Bench::new().await;
    bench.run_pods(|_| 0);
    settings(&bench, json!({"retentionPolicy": "completed: 1"})).await;
    let spec = json!({"entrypoint": "main", "templates": [{"name": "main", "container": container()}]});
    for _ in 0..3 {
        bench.submit(workflow(spec.clone())).await;
    }
    let one_is_left = async {
        loop {
            let list = bench.get(WORKFLOWS).await;
            let ended = |workflow: &Value| workflow["status"]["phase"] == "Succeeded";
            let items = list["items"].as_array().expect("workflows");
            if items.len() == 1 && items.iter().all(ended) {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), one_is_left).await.expect("the others go");
}

#[tokio::test]
async fn pods_go_by_the_selector_of_their_workflow() {
    let mut bench = Bench::new().await;
    bench.run_pods(|_| 0);
    let template = |name: &str, label: &str| json!({"name": name, "metadata": {"labels": {"keep": label}}, "container": container()});
    let name = bench
        .submit(workflow(json!({
            "entrypoint": "main",
            "podGC": {
                "strategy": "OnPodCompletion", "deleteDelayDuration": "0s",
                "labelSelector": {"matchExpressions": [{"key": "keep", "operator": "NotIn", "values": ["yes"]}]},
            },
            "templates": [
                {"name": "main", "steps": [[{"name": "a", "template": "stays"}, {"name": "b", "template": "goes"}]]},
                template("stays", "yes"), template("goes", "no"),
            ],
        })))
        .await;
    bench.until_ended(&name).await;
    let one_is_left = async {
        loop {
            let pods = bench.get(PODS).await;
            let items = pods["items"].as_array().expect("pods");
            if items.len() == 1 {
                return items[0]["metadata"]["labels"]["keep"].clone();
            }
            tokio::task::yield_now().await;
        }
    };
    let left = tokio::time::timeout(Duration::from_secs(60), one_is_left).await.expect("one pod goes");
    assert_eq!(left, "yes");
}

#[tokio::test]
async fn nothing_starts_when_a_claim_is_refused() {
    let bench = Bench::new().await;
    let claim = json!({"metadata": {"name": "work"}, "spec": {"accessModes": ["Sometimes"], "resources": {"requests": {"storage": "1Mi"}}}});
    let spec = json!({
        "entrypoint": "main", "templates": [{"name": "main", "container": container()}], "volumeClaimTemplates": [claim],
    });
    let name = bench.submit(workflow(spec)).await;
    let ended = bench.until_ended(&name).await;
    assert_eq!(ended["status"]["phase"], "Error");
    let message = ended["status"]["message"].as_str().expect("a message");
    assert!(message.starts_with("pvc create error: PersistentVolumeClaim"), "{message}");
    assert!(ended["status"]["nodes"].is_null(), "{ended:#}");
}

#[tokio::test]
async fn a_resource_template_deletes_what_its_flags_choose() {
    let bench = Bench::new().await;
    for (name, value) in [("one", "yes"), ("two", "yes"), ("three", "no")] {
        let object = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "labels": {"old": value}}});
        bench.call(Method::POST, CONFIG_MAPS, Some(object)).await.expect("a ConfigMap");
    }
    let name = bench
        .submit(workflow(json!({"entrypoint": "main", "templates": [{
            "name": "main", "resource": {"action": "delete", "flags": ["configmap", "--selector", "old=yes"]},
        }]})))
        .await;
    let ended = bench.until_ended(&name).await;
    assert_eq!(ended["status"]["phase"], "Succeeded", "{}", ended["status"]["message"]);
    // What else is done is done to one object.
    let name = bench
        .submit(workflow(json!({"entrypoint": "main", "templates": [{
            "name": "main",
            "resource": {"action": "patch", "flags": ["configmap", "three", "four"], "manifest": "{\"data\": {}}"},
        }]})))
        .await;
    assert_eq!(bench.until_ended(&name).await["status"]["phase"], "Failed");
    let left =
        bench.call(Method::GET, &format!("{CONFIG_MAPS}?labelSelector=old"), None).await.expect("a list");
    let names: Vec<_> =
        left["items"].as_array().into_iter().flatten().map(|item| &item["metadata"]["name"]).collect();
    assert_eq!(names, ["three"]);
}
