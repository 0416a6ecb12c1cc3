//! The forms in which a server describes itself and answers.

use std::io::Read;

use argo::engine::apiserver::{ApiServer, Machine, compressed};
use axum::body::{Body, to_bytes};
use http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt;

const TABLE: &str = "application/json;as=Table;v=v1;g=meta.k8s.io";
const OLD: &str = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

async fn get(router: axum::Router, path: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, Vec<u8>) {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = router.oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    let (parts, body) = answer.into_parts();
    (parts.status, parts.headers, to_bytes(body, usize::MAX).await.expect("a body").to_vec())
}

fn open() -> (tempfile::TempDir, ApiServer) {
    let home = tempfile::tempdir().expect("a folder");
    let api = ApiServer::open(home.path()).expect("an API");
    (home, api)
}

#[tokio::test]
async fn large_answers_are_compressed_for_those_who_ask() {
    let (_home, api) = open();
    let path = "/openapi/v3/apis/argoproj.io/v1alpha1";
    let (_, headers, plain) = get(compressed(api.router()), path, &[]).await;
    assert!(plain.len() > 128 * 1024 && !headers.contains_key("content-encoding"));
    let gzip = [("accept-encoding", "br, gzip;q=0.5")];
    let (_, headers, packed) = get(compressed(api.router()), path, &gzip).await;
    assert_eq!(headers.get("content-encoding").and_then(|v| v.to_str().ok()), Some("gzip"));
    assert!(packed.len() < plain.len() / 4);
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).expect("gzip");
    assert_eq!(unpacked, plain);
    let (_, headers, _) = get(compressed(api.router()), "/api/v1", &gzip).await;
    assert!(!headers.contains_key("content-encoding"), "small answers are sent as they are");
    let (_, headers, _) = get(compressed(api.router()), path, &[("accept-encoding", "gzip;q=0")]).await;
    assert!(!headers.contains_key("content-encoding"), "not for those who do not want it");
}

#[tokio::test]
async fn lists_that_are_sent_in_pieces_are_compressed_too() {
    let (_home, api) = open();
    let path = "/api/v1/namespaces/default/configmaps";
    for at in 0..40 {
        let text = format!("{at:05}").repeat(2_000);
        let body = json!({"metadata": {"name": format!("c{at}")}, "data": {"text": text}});
        let request = Request::post(path).header("content-type", "application/json");
        let request = request.body(Body::from(body.to_string())).expect("a request");
        let answer = api.router().oneshot(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::CREATED);
    }
    let (_, _, plain) = get(compressed(api.router()), path, &[]).await;
    let (_, headers, packed) = get(compressed(api.router()), path, &[("accept-encoding", "gzip")]).await;
    assert_eq!(headers.get("content-encoding").and_then(|v| v.to_str().ok()), Some("gzip"));
    assert_eq!(headers.get("content-type").and_then(|v| v.to_str().ok()), Some("application/json"));
    assert!(packed.len() < plain.len() / 4);
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).expect("gzip");
    assert_eq!(unpacked, plain);
    let watch = format!("{path}?watch=1&timeoutSeconds=1");
    let (_, headers, _) = get(compressed(api.router()), &watch, &[("accept-encoding", "gzip")]).await;
    assert!(!headers.contains_key("content-encoding"), "changes are told as they happen");
}

#[tokio::test]
async fn what_is_served_is_told_in_the_form_a_client_reads() {
    let (_home, api) = open();
    let list = |version: &str| {
        format!("application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList")
    };
    let (new, old) = (list("v2"), list("v2beta1"));
    for (accept, wanted) in [
        // What kubectl sends since 1.30, from 1.27 to 1.29, and before.
        (format!("{new},{old},application/json"), Some("v2")),
        (format!("{old},application/json"), Some("v2beta1")),
        ("application/json, */*".to_owned(), None),
        (format!("{},application/json", list("v3")), None),
        (format!("application/json,{new}"), None),
        (format!("application/vnd.kubernetes.protobuf;as=APIGroupDiscoveryList;v=v2, {new}"), Some("v2")),
    ] {
        for path in ["/api", "/apis", "/apis/"] {
            let (_, headers, body) = get(api.router(), path, &[("accept", &accept)]).await;
            let media = headers.get("content-type").and_then(|v| v.to_str().ok()).expect("a type");
            assert_eq!(media, wanted.map_or("application/json".to_owned(), list), "{path} {accept}");
            let document: Value = serde_json::from_slice(&body).expect("JSON");
            let version = wanted.map(|version| format!("apidiscovery.k8s.io/{version}"));
            let said = document["apiVersion"].as_str().filter(|said| said.starts_with("apidiscovery"));
            assert_eq!(said, version.as_deref(), "{path} {accept}");
        }
    }
}

#[tokio::test]
async fn fields_are_described() {
    let (_home, api) = open();
    let (_, _, body) = get(api.router(), "/openapi/v3/apis/argoproj.io/v1alpha1", &[]).await;
    let document: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
    let workflow = &document["components"]["schemas"]["io.argoproj.v1alpha1.Workflow"];
    let words = |at: &str| workflow.pointer(at).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    assert!(words("/description").starts_with("A run"), "{}", words("/description"));
    let spec = "/properties/spec/properties";
    assert!(words(&format!("{spec}/entrypoint/description")).contains("begins with"));
    let of_a_cluster = words(&format!("{spec}/nodeSelector/description"));
    assert!(of_a_cluster.contains("Without effect on this machine: there is one machine."), "{of_a_cluster}");
    let steps = format!("{spec}/templates/items/properties/container/properties/command/description");
    assert!(!words(&steps).is_empty());
}

#[tokio::test]
async fn descriptions_are_read_once() {
    let (_home, api) = open();
    for (path, accept) in [
        ("/openapi/v2", OLD),
        ("/openapi/v2", "application/json"),
        ("/openapi/v3", "application/json"),
        ("/openapi/v3/api/v1", "application/json"),
    ] {
        let (code, headers, body) = get(api.router(), path, &[("accept", accept)]).await;
        assert_eq!(code, 200, "{path}");
        let media = headers.get("content-type").and_then(|v| v.to_str().ok()).expect("a type");
        assert_eq!(media.contains("protobuf"), accept == OLD);
        if accept != OLD {
            serde_json::from_slice::<Value>(&body).expect("JSON");
        }
        let tag = headers.get("etag").and_then(|v| v.to_str().ok()).expect("a tag");
        let (code, _, body) = get(api.router(), path, &[("accept", accept), ("if-none-match", tag)]).await;
        assert_eq!((code, body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
    }
}

#[tokio::test]
async fn custom_kinds_are_described_in_one_piece() {
    let (_home, api) = open();
    let (_, _, body) = get(api.router(), "/openapi/v3/apis/argoproj.io/v1alpha1", &[]).await;
    let document: Value = serde_json::from_slice(&body).expect("JSON");
    let workflow = &document["components"]["schemas"]["io.argoproj.v1alpha1.Workflow"];
    assert_eq!(workflow["required"], json!(["metadata", "spec"]));
    let template = &workflow["properties"]["spec"]["properties"]["templates"]["items"];
    assert_eq!(template["properties"]["container"]["properties"]["image"]["type"], "string");
    let (_, _, body) = get(api.router(), "/openapi/v2", &[]).await;
    let document: Value = serde_json::from_slice(&body).expect("JSON");
    // Every reference leads somewhere.
    let text = document["definitions"].to_string();
    for reference in text.split("\"#/definitions/").skip(1) {
        let name = reference.split('"').next().unwrap_or_default();
        assert!(document["definitions"][name].is_object(), "{name}");
    }
}

#[tokio::test]
async fn the_server_tells_of_its_machine_and_kinds() {
    let (_home, api) = open();
    let machine = Machine { name: "m1".into(), kernel: "6.1".into(), cores: 2, memory: 1 << 30, pods: 8 };
    api.describe(machine.clone()).await.expect("described");
    let crd = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/workflows.argoproj.io";
    let (_, _, first) = get(api.router(), crd, &[]).await;
    api.describe(machine).await.expect("described again");
    let (code, _, again) = get(api.router(), crd, &[]).await;
    assert_eq!((code, &first), (StatusCode::OK, &again), "nothing is new");
    let definition: Value = serde_json::from_slice(&again).expect("JSON");
    assert_eq!(definition["status"]["conditions"][1]["type"], "Established");
    let (_, _, body) = get(api.router(), "/api/v1/nodes", &[("accept", TABLE)]).await;
    let table: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(table["rows"][0]["cells"][0], "m1");
    assert_eq!(table["rows"][0]["cells"][1], "Ready");
    for method in ["PUT", "PATCH", "DELETE"] {
        let request = Request::builder().method(method).uri("/api/v1/nodes/m1").body(Body::empty());
        let answer = api.router().oneshot(request.expect("a request")).await.expect("an answer");
        assert_eq!(answer.status(), 405, "{method}");
    }
}
