//! What the status of a workflow tells besides its nodes, and what the settings of the controller keep from running.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Bench, WORKFLOWS};

const CONFIG_MAPS: &str = "/api/v1/namespaces/default/configmaps";
const TEMPLATES: &str = "/apis/argoproj.io/v1alpha1/namespaces/default/workflowtemplates";

fn workflow(spec: Value) -> Value {
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"generateName": "told-", "namespace": "default"}, "spec": spec,
    })
}

fn container() -> Value {
    json!({"image": "busybox", "command": ["true"]})
}

#[tokio::test]
async fn locks_that_are_held_and_waited_for_are_in_the_status() {
    let mut bench = Bench::new().await;
    let map = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "limits"}, "data": {"one": "1"}});
    bench.call(Method::POST, CONFIG_MAPS, Some(map)).await.expect("a ConfigMap");
    let locks = json!({
        "mutexes": [{"name": "m"}],
        "semaphores": [{"configMapKeyRef": {"name": "limits", "key": "one"}}],
    });
    let spec = json!({
        "entrypoint": "main",
        "templates": [{"name": "main", "synchronization": locks, "container": container()}],
    });
    let first = bench.submit(workflow(spec.clone())).await;
    let status = |w: &Value| w["status"]["synchronization"].clone();
    let holds = bench.until(&first, |w| status(w)["mutex"]["holding"].is_array()).await;
    let holder = format!("default/{first}/{first}");
    assert_eq!(
        status(&holds),
        json!({
            "mutex": {"holding": [{"mutex": "default/Mutex/m", "holder": holder}]},
            "semaphore": {"holding": [{"semaphore": "default/ConfigMap/limits/one", "holders": [holder]}]},
        })
    );
    let second = bench.submit(workflow(spec)).await;
    let waits = bench.until(&second, |w| status(w)["mutex"]["waiting"].is_array()).await;
    assert_eq!(
        status(&waits),
        json!({
            "mutex": {"waiting": [{"mutex": "default/Mutex/m", "holder": holder}]},
            "semaphore": {"waiting": [{"semaphore": "default/ConfigMap/limits/one", "holders": [holder]}]},
        })
    );
    bench.run_pods(|_| 0);
    for name in [first, second] {
        let ended = bench.until_ended(&name).await;
        assert_eq!((&ended["status"]["phase"], status(&ended)), (&json!("Succeeded"), Value::Null));
    }
}

#[tokio::test]
async fn settings_may_want_workflows_to_refer_to_templates() {
    let mut bench = Bench::new().await;
    bench.run_pods(|_| 0);
    let map = json!({
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "workflow-controller-configmap"},
        "data": {"workflowRestrictions": "templateReferencing: Strict"},
    });
    bench.call(Method::POST, CONFIG_MAPS, Some(map)).await.expect("a ConfigMap");
    let template = json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "WorkflowTemplate", "metadata": {"name": "known"},
        "spec": {"entrypoint": "main", "templates": [{"name": "main", "container": container()}]},
    });
    bench.call(Method::POST, TEMPLATES, Some(template)).await.expect("a template");
    let own = json!({"entrypoint": "main", "templates": [{"name": "main", "container": container()}]});
    let more = json!({"workflowTemplateRef": {"name": "known"}, "podSpecPatch": "{}", "parallelism": 1});
    for (spec, message) in [
        (
            own,
            "workflows must use workflowTemplateRef to be executed when the controller is in reference mode",
        ),
        (
            more,
            "fields [Parallelism PodSpecPatch] are not permitted when using workflowTemplateRef with templateReferencing restriction",
        ),
    ] {
        let name = bench.submit(workflow(spec)).await;
        let ended = bench.until_ended(&name).await;
        assert_eq!(
            (&ended["status"]["phase"], &ended["status"]["message"]),
            (&json!("Error"), &json!(message))
        );
    }
    let name = bench.submit(workflow(json!({"workflowTemplateRef": {"name": "known"}, "priority": 1}))).await;
    let ended = bench.until_ended(&name).await;
    assert_eq!(ended["status"]["phase"], "Succeeded", "{}", ended["status"]["message"]);
    assert_eq!(ended["metadata"]["labels"]["workflows.argoproj.io/workflow-template"], "known");
}

#[tokio::test]
async fn a_suspended_workflow_ends_when_it_is_stopped_or_terminated() {
    let mut bench = Bench::new().await;
    for (strategy, nodes) in [("Terminate", 1), ("Stop", 2)] {
        let spec = json!({
            "entrypoint": "main", "suspend": true, "onExit": "main",
            "templates": [{"name": "main", "container": container()}],
        });
        let name = bench.submit(workflow(spec)).await;
        bench.until(&name, |w| w["status"]["phase"] == "Running").await;
        if nodes == 2 {
            bench.run_pods(|_| 0);
        }
        let patch = json!({"spec": {"shutdown": strategy}});
        bench.call(Method::PATCH, &format!("{WORKFLOWS}/{name}"), Some(patch)).await.expect("a patch");
        let ended = bench.until_ended(&name).await;
        assert_eq!(ended["status"]["phase"], "Failed");
        assert_eq!(ended["status"]["message"], format!("Stopped with strategy '{strategy}'"));
        assert_eq!(ended["status"]["nodes"].as_object().map(serde_json::Map::len), Some(nodes), "{ended:#}");
    }
}
