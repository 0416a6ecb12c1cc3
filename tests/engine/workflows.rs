//! Workflows from submission to their end, with pods that end as the test says.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Bench, PODS, WORKFLOWS, ended, phases};

fn steps(groups: usize) -> Value {
    let groups: Vec<Value> =
        (0..groups).map(|n| json!([{"name": format!("s{n}"), "template": "work"}])).collect();
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"generateName": "steps-"},
        "spec": {"entrypoint": "main", "templates": [
            {"name": "main", "steps": groups},
            {"name": "work", "container": {"image": "x", "command": ["true"]}},
        ]},
    })
}

fn hello() -> Value {
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"generateName": "hello-"},
        "spec": {"entrypoint": "main", "templates": [
            {"name": "main", "container": {"image": "x", "command": ["echo", "hello"]}},
        ]},
    })
}

#[tokio::test]
async fn a_pod_that_succeeds_makes_its_workflow_succeed() {
    let mut bench = Bench::new().await;
    bench.run_pods(|_| 0);
    let name = bench.submit(hello()).await;
    let workflow = bench.until_ended(&name).await;
    assert_eq!(workflow["status"]["phase"], "Succeeded");
    assert_eq!(phases(&workflow), [(String::new(), "Succeeded".to_owned())]);
}

#[tokio::test]
async fn a_failing_step_ends_the_workflow() {
    let mut bench = Bench::new().await;
    bench.run_pods(|pod| {
        i64::from(
            pod["metadata"]["annotations"]["workflows.argoproj.io/node-name"]
                .as_str()
                .is_some_and(|name| name.ends_with("s1")),
        )
    });
    let name = bench.submit(steps(3)).await;
    let workflow = bench.until_ended(&name).await;
    assert_eq!(workflow["status"]["phase"], "Failed");
    assert!(!phases(&workflow).iter().any(|(name, _)| name.contains("s2")));
}

#[tokio::test]
async fn a_new_controller_goes_on_where_the_last_one_was_stopped() {
    let mut bench = Bench::new().await;
    let name = bench.submit(steps(4)).await;
    bench.until(&name, |w| w["status"]["nodes"].as_object().is_some_and(|n| n.len() == 3)).await;
    bench.restart().await;
    bench.run_pods(|_| 0);
    let workflow = bench.until_ended(&name).await;
    assert_eq!(workflow["status"]["phase"], "Succeeded");
    let pods = bench.get(PODS).await;
    assert_eq!(pods["items"].as_array().map(Vec::len), Some(4), "no step ran twice");
}

#[tokio::test]
async fn what_users_change_while_it_runs_is_seen() {
    let mut bench = Bench::new().await;
    let mut workflow = steps(2);
    workflow["spec"]["suspend"] = true.into();
    let name = bench.submit(workflow).await;
    bench.run_pods(|_| 0);
    bench.until(&name, |w| w["status"]["phase"] == "Running").await;
    let resume = json!({"spec": {"suspend": null}});
    bench.call(Method::PATCH, &format!("{WORKFLOWS}/{name}"), Some(resume)).await.expect("a patch");
    assert_eq!(bench.until_ended(&name).await["status"]["phase"], "Succeeded");
}

#[tokio::test]
async fn a_hundred_workflows_at_once_all_end() {
    let mut bench = Bench::new().await;
    bench.run_pods(|_| 0);
    let names = futures::future::join_all((0..100).map(|_| bench.submit(hello()))).await;
    for name in names {
        assert_eq!(bench.until(&name, ended).await["status"]["phase"], "Succeeded");
    }
}

#[tokio::test]
async fn waiting_workflows_say_so_and_run_when_there_is_room() {
    let mut bench = Bench::new().await;
    let settings = json!({
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "workflow-controller-configmap"},
        "data": {"parallelism": "1"},
    });
    let maps = "/api/v1/namespaces/default/configmaps";
    bench.call(Method::POST, maps, Some(settings)).await.expect("a ConfigMap");
    let first = bench.submit(hello()).await;
    bench.until(&first, |w| w["status"]["phase"] == "Running").await;
    let second = bench.submit(hello()).await;
    let waiting = bench.until(&second, |w| w["status"]["phase"] == "Pending").await;
    assert_eq!(
        waiting["status"]["message"],
        "Workflow processing has been postponed because too many workflows are already running"
    );
    bench.run_pods(|_| 0);
    assert_eq!(bench.until_ended(&first).await["status"]["phase"], "Succeeded");
    assert_eq!(bench.until_ended(&second).await["status"]["phase"], "Succeeded");
}

#[tokio::test]
async fn a_deleted_workflow_takes_its_pods_along() {
    let bench = Bench::new().await;
    let name = bench.submit(hello()).await;
    bench.until(&name, |w| w["status"]["phase"] == "Running").await;
    bench.call(Method::DELETE, &format!("{WORKFLOWS}/{name}"), None).await.expect("a deletion");
    let gone = bench.call(Method::GET, &format!("{WORKFLOWS}/{name}"), None).await;
    assert!(matches!(gone, Err(kube::Error::Api(status)) if status.code == 404));
}

#[tokio::test]
async fn a_workflow_is_deleted_after_its_time_to_live() {
    let mut bench = Bench::new().await;
    bench.run_pods(|_| 0);
    let mut workflow = hello();
    workflow["spec"]["ttlStrategy"] = json!({"secondsAfterCompletion": 0});
    let name = bench.submit(workflow).await;
    let path = format!("{WORKFLOWS}/{name}");
    let gone = async {
        while bench.call(Method::GET, &path, None).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), gone).await.expect("deleted in the end");
}
