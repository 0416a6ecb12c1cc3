//! Requests that a server must refuse, and how.

use argo::engine::apiserver::ApiServer;
use axum::body::{Body, to_bytes};
use http::Request;
use serde_json::Value;
use tower::ServiceExt;

const MAPS: &str = "/api/v1/namespaces/default/configmaps";
const WORKFLOWS: &str = "/apis/argoproj.io/v1alpha1/namespaces/default/workflows";
const JSON: &str = "application/json";
const MERGE: &str = "application/merge-patch+json";

#[tokio::test]
async fn requests_are_refused_with_the_right_code_and_reason() {
    let home = tempfile::tempdir().expect("a folder");
    let api = ApiServer::open(home.path()).expect("an API");
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let large = format!("{{\"data\": {{\"a\": \"{}\"}}}}", "x".repeat(4 * 1024 * 1024));
    let cases: &[(&str, String, &str, &str, u16, &str)] = &[
        ("POST", MAPS.into(), JSON, "{", 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, &deep, 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, &large, 413, "RequestEntityTooLarge"),
        ("POST", MAPS.into(), JSON, "\u{0}", 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, "null", 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, "{\"metadata\": 5}", 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, "{\"metadata\": {\"labels\": {\"a\": 1}}}", 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, "{\"metadata\": {\"name\": \"../x\"}}", 422, "Invalid"),
        ("POST", MAPS.into(), JSON, "{\"metadata\": {\"name\": \"a\\u0000b\"}}", 422, "Invalid"),
        ("POST", MAPS.into(), "application/vnd.kubernetes.protobuf", "k8s\0\u{1}", 400, "BadRequest"),
        ("POST", MAPS.into(), "application/yaml", "a: [", 400, "BadRequest"),
        ("POST", format!("{MAPS}?dryRun=x"), JSON, "{}", 422, "Invalid"),
        ("POST", format!("{MAPS}?fieldValidation=x"), JSON, "{}", 422, "Invalid"),
        ("POST", WORKFLOWS.into(), JSON, "{\"spec\": []}", 422, "Invalid"),
        (
            "POST",
            WORKFLOWS.into(),
            "application/vnd.kubernetes.protobuf",
            "k8s\0",
            415,
            "UnsupportedMediaType",
        ),
        ("POST", "/api/v1/configmaps".into(), JSON, "{}", 405, "MethodNotAllowed"),
        ("PATCH", format!("{MAPS}/a"), MERGE, "[]", 400, "BadRequest"),
        ("PATCH", format!("{MAPS}/a"), "text/plain", "{}", 415, "UnsupportedMediaType"),
        ("PATCH", format!("{MAPS}/none"), MERGE, "{}", 404, "NotFound"),
        ("PATCH", format!("{MAPS}/a"), "application/apply-patch+yaml", "a: [", 400, "BadRequest"),
        ("DELETE", format!("{MAPS}/none"), JSON, "", 404, "NotFound"),
        ("DELETE", format!("{MAPS}/a?propagationPolicy=x"), JSON, "", 422, "Invalid"),
        ("DELETE", format!("{MAPS}/a"), JSON, "{", 400, "BadRequest"),
        ("GET", format!("{MAPS}/%2e%2e"), JSON, "", 404, "NotFound"),
        ("GET", format!("{MAPS}/a%2fb"), JSON, "", 404, "NotFound"),
        ("GET", format!("{MAPS}/%zz"), JSON, "", 404, "NotFound"),
        ("GET", format!("{MAPS}/%ff"), JSON, "", 404, "NotFound"),
        ("GET", format!("{MAPS}?limit=9999999999999999999999"), JSON, "", 400, "BadRequest"),
        ("GET", format!("{MAPS}?labelSelector=a%20in%20("), JSON, "", 400, "BadRequest"),
        ("GET", format!("{MAPS}?fieldSelector=x"), JSON, "", 400, "BadRequest"),
        ("GET", format!("{MAPS}?continue=%00"), JSON, "", 400, "BadRequest"),
        ("GET", format!("{MAPS}?resourceVersion=-1"), JSON, "", 400, "BadRequest"),
        ("GET", "/api/v1/namespaces/default/pods/x/log?container=../y".into(), JSON, "", 404, "NotFound"),
        ("GET", "/api/v1/namespaces/default/pods/x/exec".into(), JSON, "", 404, "NotFound"),
        ("PUT", MAPS.into(), JSON, "{}", 405, "MethodNotAllowed"),
        ("TRACE", format!("{MAPS}/a"), JSON, "", 405, "MethodNotAllowed"),
    ];
    for (method, path, content, body, code, reason) in cases {
        let request = Request::builder().method(*method).uri(path).header("content-type", *content);
        let request = request.body(Body::from((*body).to_owned())).expect("a request");
        let answer = api.router().oneshot(request).await.expect("an answer");
        let found = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        let status: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let shown: String = body.chars().take(60).collect();
        assert_eq!(
            (found, status["reason"].as_str().unwrap_or_default()),
            (*code, *reason),
            "{method} {path} {shown}: {status}"
        );
        assert_eq!(status["code"], *code, "{method} {path}");
    }
}
