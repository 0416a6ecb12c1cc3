//! Files that are brought to a workflow.

use serde_json::json;

use crate::service::{Answer, Service};

const TEMPLATE: &str = "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: reads}\nspec:\n  entrypoint: main\n  \
     arguments: {artifacts: [{name: data, raw: {data: none}}]}\n  templates:\n  - name: main\n    \
     inputs: {artifacts: [{name: data, path: /tmp/data}]}\n    container: {image: x, command: [cat, /tmp/data]}\n";

fn service() -> Service {
    let service = Service::open();
    let file = service.env.file("template.yaml", TEMPLATE);
    service.argo(&format!("template create {file}")).ok();
    service
}

fn send(service: &Service, artifact: &str, body: &str) -> Answer {
    let path = format!("/upload-artifacts/default/{artifact}");
    service.send("POST", &path, &["Content-Type: multipart/form-data; boundary=xyz"], body)
}

fn form(name: &str, file: &str, text: &str) -> String {
    format!(
        "--xyz\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n{text}\r\n--xyz--\r\n"
    )
}

#[test]
fn a_file_becomes_an_input_artifact() {
    let service = service();
    let sent = send(&service, "reads/data", &form("file", "../../a.csv", "one,two"));
    assert_eq!((sent.status, &sent.json()["name"]), (201, &json!("data")), "{sent:?}");
    let key = sent.json()["key"].as_str().expect("a key").to_owned();
    assert!(key.starts_with("uploads/default/") && key.ends_with("/a.csv") && !key.contains(".."), "{key}");
    if crate::support::has_namespaces() {
        let file = service.env.file("data.csv", "three,four");
        let line = format!("submit --from workflowtemplate/reads --artifact data={file} --name read --wait");
        assert!(service.argo(&line).ok().contains("read Succeeded"));
        assert!(service.argo("logs read --no-color").ok().contains("three,four"));
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let service = service();
    for (what, artifact, body, status) in [
        ("no template", "nothing/data", form("file", "a", "x"), 404),
        ("no artifact", "reads/other", form("file", "a", "x"), 404),
        ("another field", "reads/data", form("other", "a", "x"), 400),
        ("no name", "reads/data", form("file", "..", "x"), 400),
        ("no end", "reads/data", form("file", "a", "x").trim_end_matches("--xyz--\r\n").to_owned(), 400),
        ("nothing", "reads/data", String::new(), 400),
        ("no form", "reads/data", "x".repeat(100_000), 400),
    ] {
        let answer = send(&service, artifact, &body);
        assert_eq!(answer.status, status, "{what}: {answer:?}");
        assert!(answer.json()["message"].is_string(), "{what}");
    }
    let path = "/upload-artifacts/default/reads/data";
    assert_eq!(service.send("POST", path, &["Content-Type: text/plain"], "x").status, 415);
    assert_eq!(
        service.send("POST", path, &[&format!("Origin: http://{}", service.address)], "x").status,
        403
    );
    let closed = Service::with("server --port 0 --secure=false");
    assert_eq!(send(&closed, "reads/data", &form("file", "a", "x")).status, 401);
}
