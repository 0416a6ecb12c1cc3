//! The archive: what is known of workflows that have ended, also when they are gone.

use std::time::Duration;

use serde_json::{Value, json};

use crate::service::Service;
use crate::support::{example, has_namespaces};

/// A step that works, then one that fails once for each workflow.
const FAILS: &str = "{apiVersion: argoproj.io/v1alpha1, kind: Workflow, metadata: {name: fails, labels: {team: blue}}, spec: {\
    entrypoint: main, arguments: {parameters: [{name: code, value: '3'}]}, templates: [\
    {name: main, steps: [[{name: good, template: exit, arguments: {parameters: [{name: code, value: '0'}]}}],\
     [{name: bad, template: exit, arguments: {parameters: [{name: code, value: '{{workflow.parameters.code}}'}]}}]]},\
    {name: exit, inputs: {parameters: [{name: code}]}, container: {image: any, command: [sh, -c],\
     args: ['exit {{inputs.parameters.code}}']}}]}}";

/// Switches the archive off.
const SETTINGS: &str = "{apiVersion: argoproj.io/v1alpha1, kind: Workflow, metadata: {name: settings}, spec: {entrypoint: main,\
    templates: [{name: main, resource: {action: create, manifest: '{apiVersion: v1, kind: ConfigMap, metadata: \
    {name: workflow-controller-configmap}, data: {persistence: \"archive: false\"}}'}}]}}";

fn archived(service: &Service) -> Vec<Value> {
    let list = service.get("/api/v1/archived-workflows");
    assert_eq!(list.status, 200, "{list:?}");
    let list = list.json();
    list["items"].as_array().cloned().unwrap_or_default()
}

#[test]
fn what_has_ended_is_archived() {
    if !has_namespaces() {
        return;
    }
    let service = Service::open();
    service.argo(&format!("submit --wait --name one {}", example("hello-world.yaml"))).ok();
    assert!(service.argo("archive list").ok().contains("one"));
    assert!(service.argo("archive get one").ok().contains("Succeeded"));
    assert!(service.argo("archive list-label-keys").ok().contains("workflows.argoproj.io/phase"));
    let values = service.argo("archive list-label-values -l workflows.argoproj.io/phase").ok();
    assert_eq!(values.trim(), "Succeeded");
    assert!(service.argo("archive resubmit one --wait").ok().contains("Succeeded"));
    let gone = service.get("/api/v1/archived-workflows/00000000-0000-4000-8000-000000000000");
    assert_eq!(gone.json(), json!({"code": 5, "message": "not found"}));
    // Taken out of the archive while it is still there, it stays there and is not kept when it goes.
    service.argo("archive delete one").ok();
    let lost = service.argo("archive get one");
    assert!(lost.code == 1 && lost.stderr.contains("'one' not found"), "{lost:?}");
    assert!(service.argo("list").ok().contains("one "));
    service.argo("delete one").ok();
    assert!(!service.argo("list").ok().contains("one "));
}

#[test]
fn what_is_gone_is_kept() {
    if !has_namespaces() {
        return;
    }
    let service = Service::open();
    let file = service.env.file("fails.yaml", FAILS);
    assert_eq!(service.argo(&format!("submit --wait {file}")).code, 3);
    service.argo("delete fails").ok();
    // Another engine reads it from the file.
    service.env.kill_engine();
    let answered = (0..600).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        service.get("/api/v1/workflows/default").status == 200
    });
    assert!(answered);
    let [one] = archived(&service).try_into().expect("one archived workflow");
    let metadata = &one["metadata"];
    assert_eq!((&metadata["name"], &one["status"]["phase"]), (&json!("fails"), &json!("Failed")));
    assert_eq!(metadata["labels"]["workflows.argoproj.io/workflow-archiving-status"], "Persisted");
    assert_eq!((&one["status"]["nodes"], &one["spec"]["templates"]), (&Value::Null, &Value::Null));
    let uid = metadata["uid"].as_str().expect("a uid").to_owned();
    let whole = service.get(&format!("/api/v1/archived-workflows/{uid}")).json();
    assert_eq!(whole["status"]["nodes"].as_object().map(serde_json::Map::len), Some(5));

    // By its name it is found as the others are; what changes workflows does not find it.
    let shown = service.argo("get fails").ok();
    assert!(shown.contains("Failed") && shown.contains("bad"), "{shown}");
    assert_eq!(service.argo("list -o name").ok(), "fails\n");
    assert!(service.argo("list -l team=red").ok().contains("No workflows found"));
    assert!(service.argo("stop fails").all().contains("not found"));
    assert!(service.argo("delete fails").ok().contains("not found"));
    let logs = service.get("/api/v1/workflows/default/fails/log?logOptions.container=main");
    assert_eq!((logs.status, logs.header("content-type")), (404, "text/event-stream"));
    // Our own client asks the engine, which has an archive for the server only.
    let own = service.env.run("--local get fails");
    assert!(own.code == 1 && own.stderr.contains("not found"), "{own:?}");

    // Once more what failed: what succeeded is not run again.
    let retried = service.argo("archive retry fails -p code=0 --wait").ok();
    assert!(retried.contains("Succeeded"), "{retried}");
    let nodes = service.get("/api/v1/workflows/default/fails").json()["status"]["nodes"].clone();
    let good = |nodes: &Value| {
        let all = nodes.as_object().expect("nodes").values();
        all.filter(|node| node["displayName"] == "good").map(|node| node["startedAt"].clone()).next()
    };
    assert_eq!(good(&nodes), good(&whole["status"]["nodes"]));
    let again = service.argo(&format!("archive retry {uid}"));
    assert!(again.code == 1 && again.stderr.contains("still there"), "{again:?}");
    assert!(service.argo("archive get fails").stderr.contains("several archived workflows"));
    service.argo("delete fails").ok();
    assert_eq!(archived(&service).len(), 2);

    service.argo(&format!("archive delete {uid}")).ok();
    let [left] = archived(&service).try_into().expect("one archived workflow");
    let succeeded = service.argo("archive retry fails");
    assert!(succeeded.stderr.contains("restartSuccessful"), "{succeeded:?}");
    assert!(service.argo("resubmit fails --wait").ok().contains("Succeeded"));
    // The newest are last to go: a namespace takes none along.
    service.argo("delete --all").ok();
    let page = service.get("/api/v1/archived-workflows?listOptions.limit=1").json();
    assert_eq!(
        (&page["metadata"]["continue"], page["items"].as_array().map(Vec::len)),
        (&json!("1"), Some(1))
    );
    let page = service.get("/api/v1/archived-workflows?listOptions.limit=1&listOptions.continue=1").json();
    assert_eq!(page["items"][0]["metadata"]["uid"], left["metadata"]["uid"]);
}

#[test]
fn settings_say_what_is_kept() {
    if !has_namespaces() {
        return;
    }
    let service = Service::open();
    let settings = service.env.file("settings.yaml", SETTINGS);
    service.argo(&format!("submit --wait {settings}")).ok();
    service.argo(&format!("submit --wait --name one {}", example("hello-world.yaml"))).ok();
    service.argo("delete one").ok();
    service.argo("delete settings").ok();
    assert_eq!(archived(&service), Vec::<Value>::new());
}
