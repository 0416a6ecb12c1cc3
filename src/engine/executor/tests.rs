use std::time::Duration;

use kube::api::{Api, DeleteParams, DynamicObject, PostParams};
use kube::core::{ApiResource, GroupVersionKind};
use serde_json::json;

use super::*;
use crate::engine::apiserver::ApiServer;
use crate::engine::runtime::{HostOptions, HostRuntime};

#[test]
fn references_in_commands_are_put_in() {
    let env = [("A".to_owned(), "1".to_owned())];
    assert_eq!(env::expand("$(A) $$(A) $(B) $A $", &env), "1 $(A) $(B) $A $");
}

/// An API server with an executor that runs plain processes: what is tested here needs no namespaces, and the shim
/// is this program, which a test binary is not.
async fn pod_phase(client: &kube::Client, name: &str) -> String {
    let resource = ApiResource::from_gvk(&GroupVersionKind::gvk("", "v1", "Pod"));
    let pods: Api<DynamicObject> = Api::namespaced_with(client.clone(), "default", &resource);
    let ended = kube::runtime::wait::await_condition(pods.clone(), name, |pod: Option<&DynamicObject>| {
        let phase = pod.and_then(|p| p.data.pointer("/status/phase")?.as_str());
        matches!(phase, Some("Succeeded" | "Failed"))
    });
    let pod = tokio::time::timeout(Duration::from_secs(20), ended).await.expect("an end").expect("a pod");
    pod.and_then(|p| p.data.pointer("/status/phase")?.as_str().map(str::to_owned)).unwrap_or_default()
}

#[tokio::test]
async fn a_pod_whose_program_is_missing_fails_and_says_so() {
    let home = tempfile::tempdir().expect("a folder");
    let api = ApiServer::open(home.path()).expect("a server");
    let client = crate::engine::client_of(api.router());
    let plain = HostOptions { sandbox: false, ..HostOptions::default() };
    let runtime = Arc::new(HostRuntime::new(plain));
    let options =
        ExecutorOptions { home: home.path().to_owned(), slots: 2, runtime, node: "here".to_owned() };
    let executor = Executor::start(client.clone(), options, api.log_growth());
    let resource = ApiResource::from_gvk(&GroupVersionKind::gvk("", "v1", "Pod"));
    let pods: Api<DynamicObject> = Api::namespaced_with(client.clone(), "default", &resource);
    let pod = json!({"metadata": {"name": "p"}, "spec": {"containers": [
        {"name": "main", "image": "x", "command": ["no-such-program-here"]}]}});
    pods.create(&PostParams::default(), &serde_json::from_value(pod).expect("a pod")).await.expect("created");
    assert_eq!(pod_phase(&client, "p").await, "Failed");
    let pod = pods.get("p").await.expect("a pod");
    let ended = pod.data.pointer("/status/containerStatuses/0/state/terminated").expect("an end");
    assert_eq!(ended["exitCode"], 64);
    pods.delete("p", &DeleteParams::default()).await.expect("deleted");
    executor.shutdown().await;
}
