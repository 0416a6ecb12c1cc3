//! Requests that a server must refuse, and how.

use argo::engine::apiserver::ApiServer;
use axum::body::{Body, to_bytes};
use http::Request;
use proptest::prelude::*;
use serde_json::Value;
use tower::ServiceExt;

const MAPS: &str = "/api/v1/namespaces/default/configmaps";
const WORKFLOWS: &str = "/apis/argoproj.io/v1alpha1/namespaces/default/workflows";
const JSON: &str = "application/json";
const MERGE: &str = "application/merge-patch+json";
const STRATEGIC: &str = "application/strategic-merge-patch+json";
const OPERATIONS: &str = "application/json-patch+json";
const APPLY: &str = "application/apply-patch+yaml";

#[tokio::test]
async fn requests_are_refused_with_the_right_code_and_reason() {
    let home = tempfile::tempdir().expect("a folder");
    let api = ApiServer::open(home.path()).expect("an API");
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let large = format!("{{\"data\": {{\"a\": \"{}\"}}}}", "x".repeat(4 * 1024 * 1024));
    let long = format!("{{\"metadata\": {{\"name\": \"{}\"}}}}", "a".repeat(254));
    let bomb = (0..9).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, n| {
        let again = vec![format!("*a{n}"); 9].join(", ");
        format!("{text}a{0}: &a{0} [{again}]\n", n + 1)
    });
    let named = |rest: &str| format!("{{\"metadata\": {{\"name\": \"a\"{rest}}}}}");
    let there = "{\"metadata\": {\"name\": \"there\"}}".to_owned();
    let request =
        Request::post(MAPS).header("content-type", JSON).body(Body::from(there)).expect("a request");
    assert_eq!(api.router().oneshot(request).await.expect("an answer").status(), 201);
    let there = || format!("{MAPS}/there");
    let endless = format!("[{}]", vec!["{\"op\": \"test\", \"path\": \"\"}"; 10_001].join(","));
    let much = format!(
        "{{\"metadata\": {{\"name\": \"a\"}}, \"data\": {{\"a\": \"{}\"}}}}",
        "x".repeat((1 << 20) + 1)
    );
    let cases: &[(&str, String, &str, &str, u16, &str)] = &[
        ("POST", MAPS.into(), JSON, "{} {}", 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, "[]", 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, "\"text\"", 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, "", 400, "BadRequest"),
        ("POST", MAPS.into(), "text/html", "<p>", 415, "UnsupportedMediaType"),
        ("POST", MAPS.into(), "application/yaml", &bomb, 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, &long, 422, "Invalid"),
        ("POST", MAPS.into(), JSON, &named(", \"namespace\": \"other\""), 400, "BadRequest"),
        ("POST", MAPS.into(), JSON, &named(", \"labels\": {\"no key!\": \"\"}"), 422, "Invalid"),
        ("POST", MAPS.into(), JSON, &named(", \"labels\": {\"a\": \"no value!\"}"), 422, "Invalid"),
        ("POST", MAPS.into(), JSON, &named(", \"resourceVersion\": \"5\""), 500, ""),
        ("POST", format!("{MAPS}?fieldValidation=Strict"), JSON, &named(", \"x\": 1"), 400, "BadRequest"),
        (
            "POST",
            format!("{WORKFLOWS}?fieldValidation=Strict"),
            JSON,
            "{\"metadata\": {\"name\": \"a\"}, \"spec\": {\"x\": 1}}",
            400,
            "BadRequest",
        ),
        ("POST", MAPS.into(), JSON, "{\"kind\": \"Secret\", \"apiVersion\": \"v1\"}", 400, "BadRequest"),
        ("POST", format!("{MAPS}/a"), JSON, "{}", 405, "MethodNotAllowed"),
        ("PATCH", MAPS.into(), MERGE, "{}", 405, "MethodNotAllowed"),
        ("DELETE", "/api/v1/nodes/a".into(), JSON, "", 405, "MethodNotAllowed"),
        ("GET", format!("{MAPS}?watch=true&timeoutSeconds=x"), JSON, "", 400, "BadRequest"),
        ("GET", format!("{MAPS}?watch=true&labelSelector=a%20b"), JSON, "", 400, "BadRequest"),
        ("GET", "/api/v1/namespaces/default/nothing".into(), JSON, "", 404, "NotFound"),
        ("GET", format!("{WORKFLOWS}/a/b/c"), JSON, "", 404, "NotFound"),
        ("GET", "/api/v1/../v1/configmaps".into(), JSON, "", 404, "NotFound"),
        ("GET", "/api/v1/%2e%2e/configmaps".into(), JSON, "", 404, "NotFound"),
        ("GET", "/api/v1//configmaps".into(), JSON, "", 404, "NotFound"),
        ("GET", "/api/v1/namespaces/default%2fpods/configmaps".into(), JSON, "", 404, "NotFound"),
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
        (
            "POST",
            MAPS.into(),
            JSON,
            "{\"metadata\": {\"name\": \"a\"}, \"data\": {\"a/b\": \"\"}}",
            422,
            "Invalid",
        ),
        (
            "POST",
            MAPS.into(),
            JSON,
            "{\"metadata\": {\"name\": \"a\"}, \"data\": {\"..\": \"\"}}",
            422,
            "Invalid",
        ),
        ("POST", MAPS.into(), JSON, &much, 422, "Invalid"),
        // What there is to patch is looked for before the patch is read.
        ("PATCH", format!("{MAPS}/none"), MERGE, "{", 404, "NotFound"),
        ("PATCH", format!("{MAPS}/none"), OPERATIONS, "{}", 404, "NotFound"),
        ("PATCH", there(), MERGE, "[]", 400, "BadRequest"),
        ("PATCH", there(), MERGE, "{", 400, "BadRequest"),
        ("PATCH", there(), MERGE, "null", 400, "BadRequest"),
        ("PATCH", there(), MERGE, "", 400, "BadRequest"),
        ("PATCH", there(), MERGE, &deep, 400, "BadRequest"),
        ("PATCH", there(), MERGE, "{\"data\": []}", 400, "BadRequest"),
        ("PATCH", there(), MERGE, "{\"metadata\": {\"uid\": \"1\"}}", 422, "Invalid"),
        ("PATCH", there(), MERGE, "{\"metadata\": {\"name\": \"b\"}}", 400, "BadRequest"),
        ("PATCH", there(), MERGE, "{\"metadata\": {\"resourceVersion\": \"1\"}}", 409, "Conflict"),
        ("PATCH", there(), MERGE, "{\"data\": {\"a b\": \"\"}}", 422, "Invalid"),
        ("PATCH", there(), STRATEGIC, "[]", 400, "BadRequest"),
        ("PATCH", there(), STRATEGIC, "{", 400, "BadRequest"),
        ("PATCH", format!("{WORKFLOWS}/none"), STRATEGIC, "{}", 415, "UnsupportedMediaType"),
        ("PATCH", there(), OPERATIONS, "{}", 400, "BadRequest"),
        ("PATCH", there(), OPERATIONS, "[", 400, "BadRequest"),
        ("PATCH", there(), OPERATIONS, "[1]", 400, "BadRequest"),
        ("PATCH", there(), OPERATIONS, "[{\"op\": 5}]", 400, "BadRequest"),
        ("PATCH", there(), OPERATIONS, "[{\"op\": \"add\"}]", 422, "Invalid"),
        ("PATCH", there(), OPERATIONS, "[{\"op\": \"bogus\", \"path\": \"/a\"}]", 422, "Invalid"),
        ("PATCH", there(), OPERATIONS, "[{\"op\": \"remove\", \"path\": \"/data/none\"}]", 422, "Invalid"),
        (
            "PATCH",
            there(),
            OPERATIONS,
            "[{\"op\": \"test\", \"path\": \"/kind\", \"value\": 1}]",
            422,
            "Invalid",
        ),
        (
            "PATCH",
            there(),
            OPERATIONS,
            "[{\"op\": \"add\", \"path\": \"kind\", \"value\": 1}]",
            422,
            "Invalid",
        ),
        ("PATCH", there(), OPERATIONS, &endless, 413, "RequestEntityTooLarge"),
        ("PATCH", format!("{MAPS}/there?fieldManager=m"), APPLY, "[]", 400, "BadRequest"),
        ("PATCH", format!("{MAPS}/there?fieldManager=m"), APPLY, "a: {", 400, "BadRequest"),
        ("PATCH", format!("{MAPS}/there?fieldManager=m"), APPLY, "{}", 400, "BadRequest"),
        ("PATCH", there(), APPLY, "{}", 422, "Invalid"),
        ("PATCH", there(), "application/apply-patch+cbor", "{}", 415, "UnsupportedMediaType"),
        ("DELETE", "/api/v1/namespaces/default".into(), JSON, "", 403, "Forbidden"),
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
    let mut wrong = Vec::new();
    for (method, path, content, body, code, reason) in cases {
        let request = Request::builder().method(*method).uri(path).header("content-type", *content);
        let request = request.body(Body::from((*body).to_owned())).expect("a request");
        let answer = api.router().oneshot(request).await.expect("an answer");
        let found = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        let status: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let shown: String = body.chars().take(60).collect();
        if (found, status["reason"].as_str().unwrap_or_default()) != (*code, *reason)
            || status["code"] != *code
        {
            wrong.push(format!("{method} {path} {shown}: not {code} {reason}, but {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW"];
const MEDIA: &[&str] = &[
    JSON,
    MERGE,
    OPERATIONS,
    STRATEGIC,
    APPLY,
    "application/yaml",
    "application/vnd.kubernetes.protobuf",
    "",
];

/// Requests that are nearly right, and some that are not at all.
fn any_request() -> impl Strategy<Value = (usize, String, usize, Vec<u8>)> {
    let place = prop_oneof![
        Just("configmaps"),
        Just("secrets"),
        Just("pods"),
        Just("events"),
        Just("persistentvolumeclaims"),
        Just("serviceaccounts"),
        Just("nothing"),
    ];
    let custom =
        prop_oneof![Just("workflows"), Just("workflowtemplates"), Just("workflowtasksets"), Just("sensors")];
    let below =
        prop_oneof![Just(String::new()), "/[a-z%.]{0,8}", "/a/(status|log|exec|x)", "[/a-zA-Z0-9%._-]{0,20}"];
    let query = prop_oneof![
        Just(String::new()),
        "\\?(watch|limit|continue|labelSelector|fieldSelector|resourceVersion|dryRun|force|fieldManager|timeoutSeconds)=[a-z0-9%!=,() ]{0,6}"
            .prop_map(|text| text.replace(' ', "+")),
    ];
    let path = prop_oneof![
        (place, below.clone()).prop_map(|(p, b)| format!("/api/v1/namespaces/default/{p}{b}")),
        (custom, below).prop_map(|(p, b)| format!("/apis/argoproj.io/v1alpha1/namespaces/default/{p}{b}")),
        "/[a-z0-9/%._-]{0,40}",
    ];
    let body = prop_oneof![
        Just(b"{}".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..60),
        "\\{\"(metadata|spec|data|status|kind)\": ?(\\{\\}|\\[\\]|1|null|\"a\"|\\{\"name\": ?\"a\"\\})\\}".prop_map(String::into_bytes),
        "\\[\\{\"op\":\"(add|remove|test|move|x)\",\"path\":\"[/a-z~0-9-]{0,8}\",\"value\":(1|\"x\"|\\{\\})\\}\\]"
            .prop_map(String::into_bytes),
    ];
    (0..METHODS.len(), (path, query).prop_map(|(p, q)| p + &q), 0..MEDIA.len(), body)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Whatever is asked, the answer is one, and an error says the same in its head and its body.
    #[test]
    fn every_request_has_an_answer(requests in proptest::collection::vec(any_request(), 1..12)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let home = tempfile::tempdir().expect("a folder");
            let api = ApiServer::open(home.path()).expect("an API");
            for (method, path, media, body) in requests {
                let (method, media) = (METHODS[method], MEDIA[media]);
                let shown = format!("{method} {path} {media} {:?}", String::from_utf8_lossy(&body));
                let request = Request::builder().method(method).uri(&path).header("content-type", media);
                let Ok(request) = request.body(Body::from(body)) else { continue };
                let answer = api.router().oneshot(request).await.expect("an answer");
                let code = answer.status().as_u16();
                assert!(code < 500 || [500, 501, 504].contains(&code), "{code} to {shown}");
                if code >= 400 {
                    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
                    if let Ok(status) = serde_json::from_slice::<Value>(&bytes) {
                        assert_eq!(status["kind"], "Status", "{shown}");
                        assert_eq!(status["code"], code, "{shown}: {status}");
                        assert_ne!(status["reason"], "InternalError", "{shown}: {status}");
                    }
                }
            }
        });
    }
}
