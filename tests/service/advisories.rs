//! What was published about Argo's server and does not apply to this one, a test for each advisory. Those on archives of
//! artifacts (CVE-2025-62156, CVE-2025-66626: paths and links that lead out) are tested where archives are unpacked.

use serde_json::{Value, json};

use crate::service::Service;
use crate::support::has_namespaces;

const CLOSED: &str = "server --port 0 --secure=false";

/// GHSA-cv78-6m8q-ph82: names of files ran as scripts in listings of artifacts.
#[test]
fn names_in_listings_of_artifacts_are_no_markup() {
    if !has_namespaces() {
        return;
    }
    let service = Service::open();
    let script =
        "mkdir /tmp/out && touch '/tmp/out/<img src=x onerror=alert(1)>.html' && touch /tmp/out/plain";
    let file = service.env.file(
        "names.yaml",
        &json!({
            "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "names"},
            "spec": {"entrypoint": "main", "templates": [{
                "name": "main", "container": {"image": "x", "command": ["sh", "-c", script]},
                "outputs": {"artifacts": [{"name": "out", "path": "/tmp/out", "archive": {"none": {}}}]},
            }]},
        })
        .to_string(),
    );
    service.argo(&format!("submit --wait {file}")).ok();
    let listing = service.get("/artifact-files/default/workflows/names/names/outputs/out");
    assert_eq!((listing.status, listing.header("content-type")), (200, "application/json"), "{listing:?}");
    assert_eq!(listing.header("x-content-type-options"), "nosniff");
    assert!(listing.header("content-security-policy").starts_with("default-src 'none'"));
    assert_eq!(listing.json()["files"][0]["name"], "<img src=x onerror=alert(1)>.html");
    let one = service.get(
        "/artifact-files/default/workflows/names/names/outputs/out/%3Cimg%20src=x%20onerror=alert(1)%3E.html",
    );
    assert!(one.header("content-disposition").starts_with("attachment") && one.status == 200, "{one:?}");
    assert!(one.header("content-security-policy").starts_with("sandbox"), "{one:?}");
}

/// GHSA-prqf-xr2j-xf65: a page as an artifact was shown in the server's own name.
#[test]
fn pages_among_artifacts_are_files_to_keep() {
    let service = Service::open();
    let body = json!({"workflow": {
        "metadata": {"name": "page"}, "spec": {"entrypoint": "a", "suspend": true, "templates": [{"name": "a", "suspend": {}}]},
        "status": {"phase": "Succeeded", "nodes": {"n": {"id": "n", "name": "n", "type": "Pod", "phase": "Succeeded", "outputs": {"artifacts": [
            {"name": "page", "raw": {"data": "<script>fetch('/api/v1/workflows/')</script>"}},
        ]}}}},
    }});
    assert_eq!(service.send("POST", "/api/v1/workflows/default", &[], &body.to_string()).status, 200);
    let page = service.get("/artifacts/default/page/n/page");
    assert!(page.header("content-disposition").starts_with("attachment"), "{page:?}");
    assert!(page.header("content-security-policy").starts_with("sandbox"), "{page:?}");
    assert!(!page.header("content-type").contains("html"), "{page:?}");
}

/// CVE-2026-28229 and GHSA-h36c-m3rf-34h9: any token opened templates, and the archive.
#[test]
fn tokens_that_nobody_gave_open_nothing() {
    let service = Service::with(CLOSED);
    for path in [
        "/api/v1/workflow-templates/default",
        "/api/v1/workflow-templates/default/x",
        "/api/v1/cluster-workflow-templates",
        "/api/v1/cluster-workflow-templates/x",
        "/api/v1/cron-workflows/default",
        "/api/v1/archived-workflows",
        "/api/v1/archived-workflows/00000000-0000-4000-8000-000000000000",
        "/api/v1/archived-workflows-label-keys",
        "/api/v1/archived-workflows-label-values?listOptions.labelSelector=a",
        "/api/v1/workflow-events/default",
        "/api/v1/stream/events/default",
        "/artifacts/default/a/b/c",
    ] {
        for token in ["Bearer nothing", "Bearer ", "Bearer e30.e30.e30", "nothing"] {
            let answer = service.send("GET", path, &[&format!("Authorization: {token}")], "");
            assert_eq!(answer.status, 401, "{path} with {token}: {answer:?}");
        }
    }
}

/// CVE-2026-42294: an event of any size was read before anybody looked who sent it.
#[test]
fn nothing_is_read_of_whom_nobody_knows() {
    let service = Service::with(CLOSED);
    let head = format!(
        "POST /api/v1/events/default/x HTTP/1.1\r\nHost: {}\r\nContent-Length: 10000000000\r\n\r\n{{",
        service.address
    );
    // The answer comes while most of the body is still to come.
    assert_eq!(service.raw(&head).status, 401);
    let open = Service::open();
    let large = "x".repeat((16 << 20) + 1);
    assert_eq!(open.send("POST", "/api/v1/events/default/x", &[], &large).status, 413);
}

/// CVE-2026-40886: an annotation of a pod ended the controller, again and again.
#[test]
fn annotations_of_pods_end_nothing() {
    let service = Service::open();
    let pod = json!({
        "apiVersion": "v1", "kind": "Pod",
        "metadata": {"name": "odd", "labels": {"workflows.argoproj.io/workflow": "none"}, "annotations": {
            "workflows.argoproj.io/pod-gc-strategy": "NoSlash", "workflows.argoproj.io/node-id": "", "workflows.argoproj.io/template": "[",
        }},
        "spec": {"containers": [{"name": "main", "image": "x", "command": ["true"]}]},
    });
    let file = service.env.file("pod.yaml", &pod.to_string());
    service.env.run(&format!("--local apply -f {file}"));
    let status = service.env.run("--local local status -o json").ok();
    let before: Value = serde_json::from_str(&status).expect("JSON");
    let file = service.env.file(
        "next.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: next}\nspec: {entrypoint: a, templates: [{name: a, suspend: {duration: 1s}}]}\n",
    );
    assert!(service.argo(&format!("submit --wait {file}")).ok().contains("next Succeeded"));
    let after: Value =
        serde_json::from_str(&service.env.run("--local local status -o json").ok()).expect("JSON");
    assert_eq!(before["pid"], after["pid"], "the same engine");
}

/// GHSA-c2hv-4pfj-mm2r and GHSA-7vf8-2cr6-54mf: credentials of repositories were in logs.
#[test]
fn credentials_of_repositories_are_in_no_log() {
    if !has_namespaces() {
        return;
    }
    let service = Service::open();
    let artifact = json!({"name": "out", "path": "/tmp/out", "s3": {
        "endpoint": "127.0.0.1:1", "insecure": true, "bucket": "b", "key": "k",
        "accessKeySecret": {"name": "s3", "key": "access"}, "secretKeySecret": {"name": "s3", "key": "secret"},
    }});
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s3}\nstringData: {access: AKIAMONA, secret: hunter22}\n";
    let workflow = json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "kept"},
        "spec": {"entrypoint": "main", "templates": [{
            "name": "main", "container": {"image": "x", "command": ["touch", "/tmp/out"]}, "outputs": {"artifacts": [artifact]},
        }]},
    });
    let file = service.env.file("s3.yaml", secret);
    service.env.run(&format!("--local apply -f {file}")).ok();
    let file = service.env.file("kept.yaml", &workflow.to_string());
    let ended = service.argo(&format!("submit --wait {file}"));
    assert_ne!(ended.code, 0, "{ended:?}");
    let logs = service.argo("logs kept -c wait").stdout + &service.argo("logs kept").stdout;
    let shown = service.argo("get kept -o yaml").ok();
    let engine = std::fs::read_to_string(service.env.path("state/engine.log")).expect("the engine's log");
    for text in [&logs, &shown, &engine, &ended.stdout, &ended.stderr] {
        assert!(!text.contains("hunter22") && !text.contains("AKIAMONA"), "{text}");
    }
}

/// GHSA-6c73-2v8x-qpvm: the certificate of a server was not checked.
#[test]
fn certificates_are_checked() {
    let service = Service::with("server --port 0 --auth-mode server");
    let refused = service.env.run(&format!("-s {} list", service.address));
    assert!(refused.code != 0 && refused.stderr.contains("certificate"), "{refused:?}");
}
