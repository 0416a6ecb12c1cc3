use kube::api::{
    Api, DeleteParams, DynamicObject, ListParams, Patch, PatchParams, PostParams, WatchEvent, WatchParams,
};
use kube::core::{ApiResource, GroupVersionKind};
use serde_json::json;

use super::*;
use futures::{StreamExt, TryStreamExt};

fn open() -> (tempfile::TempDir, kube::Client) {
    let folder = tempfile::tempdir().expect("a folder");
    let server = ApiServer::open(folder.path()).expect("a server");
    let client = kube::Client::new(server.router(), "default");
    (folder, client)
}

fn workflows_resource() -> ApiResource {
    ApiResource::from_gvk(&GroupVersionKind::gvk("argoproj.io", "v1alpha1", "Workflow"))
}

fn api(client: &kube::Client, group: &str, version: &str, kind: &str) -> Api<DynamicObject> {
    let resource = ApiResource::from_gvk(&GroupVersionKind::gvk(group, version, kind));
    Api::namespaced_with(client.clone(), "default", &resource)
}

fn workflows(client: &kube::Client) -> Api<DynamicObject> {
    api(client, "argoproj.io", "v1alpha1", "Workflow")
}

fn workflow(name: &str) -> DynamicObject {
    serde_json::from_value(json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": name, "labels": {"a": "b"}},
        "spec": {"entrypoint": "main"},
    }))
    .expect("an object")
}

#[tokio::test]
async fn create_get_list_patch_delete() {
    let (_folder, client) = open();
    let api = workflows(&client);
    let made = api.create(&PostParams::default(), &workflow("w")).await.expect("created");
    assert!(made.metadata.uid.is_some());
    assert_eq!(made.metadata.generation, Some(1));
    let patch = json!({"status": {"phase": "Running", "nodes": {"n": {"id": "n"}}}});
    let patched = api.patch("w", &PatchParams::default(), &Patch::Merge(&patch)).await.expect("patched");
    assert_eq!(patched.data["status"]["nodes"]["n"]["id"], "n");
    assert_eq!(api.list(&ListParams::default().labels("a=b")).await.expect("a list").items.len(), 1);
    assert_eq!(api.list(&ListParams::default().labels("a!=b")).await.expect("a list").items.len(), 0);
    api.delete("w", &DeleteParams::default()).await.expect("deleted");
    let missing = api.get("w").await.expect_err("an error");
    assert!(matches!(missing, kube::Error::Api(status) if status.code == 404));
}

#[tokio::test]
async fn a_stale_version_is_a_conflict() {
    let (_folder, client) = open();
    let api = workflows(&client);
    let old = api.create(&PostParams::default(), &workflow("w")).await.expect("created");
    api.patch("w", &PatchParams::default(), &Patch::Merge(json!({"spec": {"suspend": true}})))
        .await
        .expect("patched");
    let refused = api.replace("w", &PostParams::default(), &old).await.expect_err("an error");
    assert!(matches!(refused, kube::Error::Api(status) if status.code == 409));
}

#[tokio::test]
async fn a_patch_that_wants_metadata_only_writes_single_nodes() {
    let (_folder, client) = open();
    let api = workflows(&client);
    api.create(&PostParams::default(), &workflow("w")).await.expect("created");
    for node in ["a", "b"] {
        let patch = json!({"status": {"nodes": {node: {"id": node, "phase": "Running"}}}});
        api.patch_metadata("w", &PatchParams::default(), &Patch::Merge(&patch)).await.expect("patched");
    }
    let gone = json!({"status": {"nodes": {"a": null, "b": {"phase": "Failed"}}}});
    api.patch_metadata("w", &PatchParams::default(), &Patch::Merge(&gone)).await.expect("patched");
    let back = api.get("w").await.expect("an object");
    assert_eq!(back.data["status"]["nodes"], json!({"b": {"id": "b", "phase": "Failed"}}));
}

#[tokio::test]
async fn a_watch_tells_what_is_there_and_what_happens() {
    let (_folder, client) = open();
    let api = workflows(&client);
    api.create(&PostParams::default(), &workflow("first")).await.expect("created");
    let mut events = api.watch(&WatchParams::default().timeout(10), "0").await.expect("a watch").boxed();
    assert!(
        matches!(events.try_next().await.expect("an event"), Some(WatchEvent::Added(o)) if o.metadata.name.as_deref() == Some("first"))
    );
    api.create(&PostParams::default(), &workflow("second")).await.expect("created");
    assert!(matches!(events.try_next().await.expect("an event"), Some(WatchEvent::Added(_))));
    api.patch("second", &PatchParams::default(), &Patch::Merge(json!({"status": {"phase": "Running"}})))
        .await
        .expect("patched");
    assert!(matches!(events.try_next().await.expect("an event"), Some(WatchEvent::Modified(_))));
    api.delete("second", &DeleteParams::default()).await.expect("deleted");
    assert!(matches!(events.try_next().await.expect("an event"), Some(WatchEvent::Deleted(_))));
}

#[tokio::test]
async fn what_a_workflow_owns_goes_with_it() {
    let (_folder, client) = open();
    let owner = workflows(&client).create(&PostParams::default(), &workflow("w")).await.expect("created");
    let maps = api(&client, "", "v1", "ConfigMap");
    let map = json!({"metadata": {"name": "m", "ownerReferences": [
        {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "name": "w", "uid": owner.metadata.uid}]}});
    let map = serde_json::from_value(map).expect("an object");
    maps.create(&PostParams::default(), &map).await.expect("created");
    workflows(&client).delete("w", &DeleteParams::default()).await.expect("deleted");
    assert!(maps.get_opt("m").await.expect("an answer").is_none());
}

#[tokio::test]
async fn a_finalizer_holds_an_object_until_it_is_removed() {
    let (_folder, client) = open();
    let api = workflows(&client);
    let mut held = workflow("w");
    held.metadata.finalizers = Some(vec!["example.com/hold".into()]);
    api.create(&PostParams::default(), &held).await.expect("created");
    api.delete("w", &DeleteParams::default()).await.expect("marked");
    assert!(api.get("w").await.expect("still there").metadata.deletion_timestamp.is_some());
    let patch = json!({"metadata": {"finalizers": null}});
    api.patch("w", &PatchParams::default(), &Patch::Merge(&patch)).await.expect("patched");
    assert!(api.get_opt("w").await.expect("an answer").is_none());
}

#[tokio::test]
async fn applying_again_removes_what_is_no_longer_said() {
    let (_folder, client) = open();
    let maps = api(&client, "", "v1", "ConfigMap");
    let params = PatchParams::apply("me");
    let first = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m"}, "data": {"a": "1", "b": "2"}});
    maps.patch("m", &params, &Patch::Apply(&first)).await.expect("applied");
    let second =
        json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m"}, "data": {"a": "3"}});
    let object = maps.patch("m", &params, &Patch::Apply(&second)).await.expect("applied");
    assert_eq!(object.data["data"], json!({"a": "3"}));
    let other =
        json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m"}, "data": {"a": "4"}});
    let refused =
        maps.patch("m", &PatchParams::apply("you"), &Patch::Apply(&other)).await.expect_err("an error");
    assert!(matches!(refused, kube::Error::Api(status) if status.code == 409));
}

/// A list as it is asked for by hand.
async fn raw(client: &kube::Client, query: &str, accept: &str) -> serde_json::Value {
    let path = format!("/apis/argoproj.io/v1alpha1/{query}");
    let request = http::Request::get(path).header("accept", accept).body(Vec::new()).expect("a request");
    let text = client.request_text(request).await.expect("an answer");
    assert!(text.find("resourceVersion") < text.find(r#""name":"#), "its metadata come first");
    serde_json::from_str(&text).expect("JSON")
}

#[tokio::test]
async fn lists_of_any_length_are_whole() {
    let (_folder, client) = open();
    let mut wanted = Vec::new();
    for namespace in ["default", "other"] {
        let api: Api<DynamicObject> = Api::namespaced_with(client.clone(), namespace, &workflows_resource());
        for n in 0..60 {
            let mut object = workflow(&format!("w-{n:02}"));
            object.metadata.annotations = Some([("a".to_owned(), "\"x, }".repeat(700))].into());
            api.create(&PostParams::default(), &object).await.expect("created");
            wanted.push(format!("{namespace}/w-{n:02}"));
        }
    }
    let name = |object: &serde_json::Value| {
        let text = |key: &str| object["metadata"][key].as_str().unwrap_or_default().to_owned();
        format!("{}/{}", text("namespace"), text("name"))
    };
    let names = |list: &serde_json::Value, rows: &str, inner: &str| -> Vec<String> {
        let rows = list[rows].as_array().into_iter().flatten();
        rows.map(|row| name(row.pointer(inner).expect("an object"))).collect()
    };
    let whole = raw(&client, "workflows", "application/json").await;
    assert_eq!(names(&whole, "items", ""), wanted);
    assert_eq!(whole["metadata"]["continue"], "");
    let partial = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    assert_eq!(names(&raw(&client, "workflows", partial).await, "items", ""), wanted);
    let table = "application/json;as=Table;g=meta.k8s.io;v=v1";
    assert_eq!(names(&raw(&client, "workflows", table).await, "rows", "/object"), wanted);
    let one = raw(&client, "namespaces/other/workflows", partial).await;
    assert_eq!(names(&one, "items", ""), wanted[60..]);
    for place in ["", "namespaces/other/"] {
        let (mut found, mut next) = (Vec::new(), String::new());
        loop {
            let page =
                raw(&client, &format!("{place}workflows?limit=7&continue={next}"), "application/json").await;
            found.extend(names(&page, "items", ""));
            next = page["metadata"]["continue"].as_str().unwrap_or_default().to_owned();
            if next.is_empty() {
                break;
            }
        }
        assert_eq!(found, if place.is_empty() { &wanted[..] } else { &wanted[60..] });
    }
}
