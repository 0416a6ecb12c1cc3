//! Pods through the API: status, volumes, artifacts, ends, restarts.

use std::fs;

use kube::api::DeleteParams;
use serde_json::{Value, json};

use crate::support::{Cluster, has_namespaces, phase};

/// A pod of one node, as the controller makes it.
fn pod(name: &str, template: Value, script: &str) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Pod",
        "metadata": {
            "name": name,
            "labels": {"workflows.argoproj.io/workflow": "wf"},
            "annotations": {
                "workflows.argoproj.io/node-id": name,
                "workflows.argoproj.io/template": template.to_string(),
            },
        },
        "spec": {"containers": [{"name": "main", "image": "x", "command": ["sh", "-c", script]}]},
    })
}

fn terminated(pod: &Value) -> &Value {
    pod.pointer("/status/containerStatuses/0/state/terminated").expect("an end")
}

async fn result(cluster: &Cluster, node: &str) -> Value {
    let results = cluster.objects("argoproj.io", "v1alpha1", "WorkflowTaskResult");
    results.get(node).await.expect("a result").data
}

#[tokio::test]
async fn a_pod_runs_to_its_end() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    cluster.create("Pod", pod("good", json!({}), "echo hello")).await;
    cluster.create("Pod", pod("bad", json!({}), "exit 3")).await;
    let good = cluster.ended("good").await;
    assert_eq!((phase(Some(&good)), &terminated(&good)["exitCode"]), ("Succeeded", &json!(0)));
    assert_eq!(terminated(&good)["reason"], "Completed");
    let bad = cluster.ended("bad").await;
    assert_eq!((phase(Some(&bad)), &terminated(&bad)["exitCode"]), ("Failed", &json!(3)));
    let client = &cluster.client;
    let request = http::Request::get("/api/v1/namespaces/default/pods/good/log").body(Vec::new());
    let log = client.request_text(request.expect("a request")).await.expect("a log");
    assert_eq!(log, "hello\n");
}

#[tokio::test]
async fn outputs_are_reported_and_artifacts_passed_on() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    let made = json!({"outputs": {
        "parameters": [{"name": "p", "valueFrom": {"path": "/tmp/p"}},
                       {"name": "d", "valueFrom": {"path": "/none", "default": "given"}}],
        "artifacts": [{"name": "a", "path": "/result", "s3": {"key": "wf/made/a.tgz"}},
                      {"name": "o", "path": "/none", "optional": true, "s3": {"key": "wf/made/o.tgz"}}],
    }});
    let script = "echo value > /tmp/p; mkdir -p /result/deep; echo text > /result/deep/file";
    cluster.create("Pod", pod("made", made, script)).await;
    let made = cluster.ended("made").await;
    assert_eq!(phase(Some(&made)), "Succeeded", "{made}");
    let outputs = &result(&cluster, "made").await["outputs"];
    assert_eq!(outputs["parameters"][0]["value"], "value");
    assert_eq!(outputs["parameters"][1]["value"], "given");
    assert_eq!(outputs["artifacts"].as_array().expect("artifacts").len(), 1);
    let used = json!({
        "inputs": {"artifacts": [
            {"name": "a", "path": "/usr/share/given", "s3": {"key": "wf/made/a.tgz"}, "mode": 320, "recurseMode": true},
            {"name": "r", "path": "/root/raw", "raw": {"data": "raw"}},
        ]},
        "outputs": {"parameters": [{"name": "all", "valueFrom": {"path": "/all"}}]},
    });
    let script =
        "{ cat /usr/share/given/deep/file /root/raw; stat -c ' %a' /usr/share/given/deep/file; } > /all";
    cluster.create("Pod", pod("used", used, script)).await;
    assert_eq!(phase(Some(&cluster.ended("used").await)), "Succeeded");
    let outputs = &result(&cluster, "used").await["outputs"];
    assert_eq!(outputs["parameters"][0]["value"], "text\nraw 500");
}

#[tokio::test]
async fn an_output_that_is_missing_fails_the_pod_with_its_name() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    let template =
        json!({"outputs": {"artifacts": [{"name": "a", "path": "/none", "s3": {"key": "k/a.tgz"}}]}});
    cluster.create("Pod", pod("p", template, "true")).await;
    let ended = cluster.ended("p").await;
    assert_eq!(phase(Some(&ended)), "Failed");
    // As on the recorded cluster, the reason is in the log.
    assert!(cluster.log("main").contains("/none"), "{}", cluster.log("main"));
}

#[tokio::test]
async fn volumes_hold_what_objects_say_and_pass_files_between_containers() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    cluster.create("ConfigMap", json!({"metadata": {"name": "c"}, "data": {"key": "from a map"}})).await;
    cluster
        .create("Secret", json!({"metadata": {"name": "s"}, "data": {"key": "ZnJvbSBhIHNlY3JldA=="}}))
        .await;
    let mut object = pod(
        "p",
        json!({"outputs": {"parameters": [{"name": "all", "valueFrom": {"path": "/tmp/all"}}]}}),
        "{ cat /c/key /s/renamed /shared/file; echo \" $FROM_ENV $(POD)\"; } > /tmp/all",
    );
    object["spec"]["volumes"] = json!([
        {"name": "c", "configMap": {"name": "c"}},
        {"name": "s", "secret": {"secretName": "s", "items": [{"key": "key", "path": "renamed"}]}},
        {"name": "shared", "emptyDir": {}},
    ]);
    object["spec"]["initContainers"] = json!([{
        "name": "first", "image": "x", "command": ["sh", "-c", "echo -n ' from before' > /shared/file"],
        "volumeMounts": [{"name": "shared", "mountPath": "/shared"}],
    }]);
    let main = &mut object["spec"]["containers"][0];
    main["volumeMounts"] = json!([
        {"name": "c", "mountPath": "/c"}, {"name": "s", "mountPath": "/s"}, {"name": "shared", "mountPath": "/shared"},
    ]);
    main["env"] = json!([
        {"name": "FROM_ENV", "valueFrom": {"secretKeyRef": {"name": "s", "key": "key"}}},
        {"name": "POD", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
    ]);
    cluster.create("Pod", object).await;
    assert_eq!(phase(Some(&cluster.ended("p").await)), "Succeeded");
    let outputs = &result(&cluster, "p").await["outputs"];
    assert_eq!(outputs["parameters"][0]["value"], "from a mapfrom a secret from before from a secret p");
}

#[tokio::test]
async fn a_deadline_and_a_deletion_end_a_pod() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    let mut late = pod("late", json!({}), "trap '' TERM; while :; do sleep 1; done");
    late["spec"]["activeDeadlineSeconds"] = 1.into();
    late["spec"]["terminationGracePeriodSeconds"] = 0.into();
    cluster.create("Pod", late).await;
    let ended = cluster.ended("late").await;
    assert_eq!(ended.pointer("/status/reason"), Some(&json!("DeadlineExceeded")));
    cluster.create("Pod", pod("gone", json!({}), "while :; do sleep 1; done")).await;
    cluster.running("gone").await;
    cluster.pods().delete("gone", &DeleteParams::default()).await.expect("deleted");
    cluster.until("gone", |pod| pod.is_none()).await;
}

#[tokio::test]
async fn sidecars_end_with_the_main_container() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    let mut object = pod("p", json!({}), "true");
    object["spec"]["terminationGracePeriodSeconds"] = 0.into();
    let side = json!({"name": "side", "image": "x", "command": ["sleep", "100000"]});
    object["spec"]["containers"].as_array_mut().expect("containers").push(side);
    cluster.create("Pod", object).await;
    let ended = cluster.ended("p").await;
    let code = ended.pointer("/status/containerStatuses/1/state/terminated/exitCode").and_then(Value::as_i64);
    assert!(matches!(code, Some(137 | 143)), "{ended}");
}

#[tokio::test]
async fn the_containers_of_a_set_wait_for_each_other() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    let template = json!({"containerSet": {"containers": [
        {"name": "a"}, {"name": "b", "dependencies": ["a"]}, {"name": "c", "dependencies": ["b"]},
        {"name": "d", "dependencies": ["c"]},
    ]}});
    let mut object = pod("p", template, "");
    let container = |name: &str, script: &str| json!({"name": name, "command": ["sh", "-c", script]});
    object["spec"]["containers"] = json!([
        container("d", "true"),
        container("c", "test -e /tmp/b && exit 1"),
        container("b", "test -e /tmp/a && touch /tmp/b"),
        container("a", "touch /tmp/a"),
    ]);
    cluster.create("Pod", object).await;
    let ended = cluster.ended("p").await;
    let statuses = ended["status"]["containerStatuses"].as_array().expect("statuses");
    let codes: Vec<_> = statuses.iter().map(|s| s["state"]["terminated"]["exitCode"].clone()).collect();
    assert_eq!(codes, [64, 1, 0, 0]);
    assert!(cluster.log("d").contains("dependency \"c\" exited with non-zero code: 1"));
}

#[tokio::test]
async fn another_executor_goes_on_where_the_first_was_stopped() {
    if !has_namespaces() {
        return;
    }
    let mut cluster = Cluster::new();
    let template = json!({"outputs": {"parameters": [{"name": "p", "valueFrom": {"path": "/p"}}]}});
    let script = "echo once >> /p; echo up; while test ! -e /tmp/go; do sleep 0.02; done; exit 5";
    cluster.create("Pod", pod("p", template, script)).await;
    cluster.running("p").await;
    cluster.stop().await;
    let uid = cluster.pods().get("p").await.expect("a pod").metadata.uid.expect("a uid");
    let folder = argo::ports::runtime::PodFolder::new(cluster.home.path(), "default", &uid);
    fs::write(folder.tmp().join("go"), "").expect("a file");
    cluster.start();
    assert_eq!(terminated(&cluster.ended("p").await)["exitCode"], 5);
    assert_eq!(result(&cluster, "p").await["outputs"]["parameters"][0]["value"], "once");
}

#[tokio::test]
async fn more_pods_than_slots_all_have_their_turn() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    let daemon = json!({"daemon": true});
    for at in 0..3 {
        cluster.create("Pod", pod(&format!("d{at}"), daemon.clone(), "sleep 100000")).await;
    }
    for at in 0..6 {
        cluster.create("Pod", pod(&format!("p{at}"), json!({}), "true")).await;
    }
    for at in 0..6 {
        assert_eq!(phase(Some(&cluster.ended(&format!("p{at}")).await)), "Succeeded");
    }
}
