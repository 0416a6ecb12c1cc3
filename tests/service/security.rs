//! What the server must refuse.

use serde_json::json;

use crate::service::Service;
use crate::support::has_namespaces;

#[test]
fn nobody_gets_in_without_the_token() {
    let service = Service::with("server --port 0 --secure=false");
    for path in
        ["/api/v1/workflows/default", "/api/v1/info", "/api/v1/version", "/metrics", "/artifacts/a/b/c/d"]
    {
        let answer = service.get(path);
        assert_eq!((answer.status, answer.json()["code"].as_i64()), (401, Some(16)), "{path}");
    }
    for wrong in ["Bearer x", "Bearer ", "Basic YTpi", "Bearer \u{fffd}", "Session x", "x"] {
        let answer = service.send("GET", "/api/v1/info", &[&format!("Authorization: {wrong}")], "");
        assert_eq!(answer.status, 401, "{wrong}");
    }
    let token = std::fs::read_to_string(service.env.path("state/token")).expect("the token");
    let known = service.send("GET", "/api/v1/info", &[&format!("Authorization: Bearer {token}")], "");
    assert_eq!(known.status, 200);
    // A page logs in with it once, by a body, and gets a cookie that no script can read.
    let login = service.send("POST", "/login", &[], &json!({"token": token}).to_string());
    let cookie = login.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
    let cookie = format!("Cookie: {}", cookie.split(';').next().expect("a value"));
    assert_eq!(service.send("GET", "/api/v1/info", &[&cookie], "").status, 200);
    assert_eq!(service.send("POST", "/login", &[], r#"{"token": "x"}"#).status, 401);
}

#[test]
fn identities_that_are_forwarded_are_not_believed() {
    let service = Service::with("server --port 0 --secure=false");
    let headers = [
        "X-Forwarded-User: admin",
        "X-Remote-User: admin",
        "X-Forwarded-Access-Token: x",
        "Impersonate-User: admin",
        "X-Forwarded-For: 127.0.0.1",
    ];
    assert_eq!(service.send("GET", "/api/v1/workflows/default", &headers, "").status, 401);
}

#[test]
fn other_web_pages_are_refused() {
    let service = Service::open();
    let body = r#"{"workflow": {"metadata": {"name": "evil"}, "spec": {"entrypoint": "a", "templates": [{"name": "a", "suspend": {}}]}}}"#;
    let path = "/api/v1/workflows/default";
    let sent = |headers: &[&str]| service.send("POST", path, headers, body).status;
    assert_eq!(sent(&["Origin: https://evil.example", "Content-Type: text/plain"]), 403);
    assert_eq!(sent(&["Origin: null"]), 403);
    assert_eq!(sent(&["Sec-Fetch-Site: cross-site"]), 403);
    assert_eq!(sent(&["Host: evil.example"]), 403);
    // Our own origin without the page's header: a form of a page that got a foothold elsewhere on this host.
    assert_eq!(sent(&[&format!("Origin: http://{}", service.address)]), 403);
    assert_eq!(service.get(path).json()["items"], json!(null));
    assert_eq!(sent(&[&format!("Origin: http://{}", service.address), "X-Argo-Page: 1"]), 200);
}

#[test]
fn hostile_requests_get_short_answers() {
    let service = Service::open();
    assert_eq!(service.get("/nothing").json(), json!({"code": 5, "message": "Not Found"}));
    let patch = service.send("PATCH", "/api/v1/workflows/default", &[], "{}");
    assert_eq!((patch.status, patch.header("allow")), (405, "GET, POST"));
    assert_eq!(service.send("POST", "/api/v1/workflows/default", &[], "{").status, 400);
    assert_eq!(service.send("POST", "/api/v1/workflows/default", &[], "[]").status, 400);
    assert_eq!(service.send("PUT", "/api/v1/workflows/default/a/stop", &[], r#"{"message": 1}"#).status, 400);
    let deep = format!("{{\"workflow\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(service.send("POST", "/api/v1/workflows/default", &[], &deep).status, 400);
    let huge = "x".repeat((16 << 20) + 1);
    assert_eq!(service.send("POST", "/api/v1/workflows/default", &[], &huge).status, 413);
    assert_eq!(service.get(&format!("/api/v1/workflows/default?fields={}", "a.".repeat(40_000))).status, 414);
    for path in
        ["/../../etc/passwd", "/api/v1/workflows/default/..%2f..%2fsecrets%2fx", "/api/v1/workflows/%2e%2e/x"]
    {
        let answer = service.get(path);
        assert!((400..500).contains(&answer.status), "{path}: {answer:?}");
    }
    assert_eq!(service.raw("nonsense\r\n\r\n").status, 400);
    assert_eq!(service.get("/healthz").body, "ok");
}

#[test]
fn an_object_of_another_namespace_is_refused() {
    let service = Service::open();
    let body = r#"{"workflow": {"metadata": {"name": "a", "namespace": "other"}, "spec": {"entrypoint": "a", "templates": [{"name": "a", "suspend": {}}]}}}"#;
    let answer = service.send("POST", "/api/v1/workflows/default", &[], body);
    assert_eq!(answer.status, 400, "{answer:?}");
    assert_eq!(service.get("/api/v1/workflows/").json()["items"], json!(null));
}

#[test]
fn artifact_keys_lead_nowhere_else() {
    if !has_namespaces() {
        return;
    }
    let service = Service::open();
    service.env.file("state/secret.txt", "secret");
    // The status is the caller's to write on this machine, so the key in it is text of somebody.
    let body = json!({"workflow": {
        "metadata": {"name": "evil"},
        "spec": {"entrypoint": "a", "suspend": true, "templates": [{"name": "a", "suspend": {}}]},
        "status": {"phase": "Succeeded", "nodes": {"n": {"id": "n", "name": "n", "type": "Pod", "phase": "Succeeded", "outputs": {"artifacts": [
            {"name": "up", "s3": {"key": "../secret.txt"}},
            {"name": "root", "s3": {"key": "/etc/passwd"}},
            {"name": "web", "http": {"url": "http://169.254.169.254/latest/meta-data"}},
            {"name": "html", "raw": {"data": "<script>alert(1)</script>"}},
        ]}}}},
    }});
    let made = service.send("POST", "/api/v1/workflows/default", &[], &body.to_string());
    assert_eq!(made.status, 200, "{made:?}");
    for name in ["up", "root"] {
        let answer = service.get(&format!("/artifacts/default/evil/n/{name}"));
        assert!(
            answer.status >= 400 && !answer.body.contains("root:") && !answer.body.contains("secret\n"),
            "{answer:?}"
        );
    }
    // Nothing is fetched from elsewhere on behalf of a caller.
    assert_eq!(service.get("/artifacts/default/evil/n/web").status, 501);
    let html = service.get("/artifacts/default/evil/n/html");
    assert_eq!((html.status, html.header("x-content-type-options")), (200, "nosniff"));
    assert!(html.header("content-type").starts_with("text/plain"), "{html:?}");
    assert!(html.header("content-disposition").starts_with("attachment"), "{html:?}");
    let dots = service.get("/artifact-files/default/workflows/evil/n/outputs/html/..%2f..%2fsecret.txt");
    assert_eq!(dots.status, 400, "{dots:?}");
}

#[test]
fn answers_are_hardened_and_nothing_tells_tokens() {
    let service = Service::with("server --port 0 --secure=false");
    let answer =
        service.send("GET", "/api/v1/workflows/default?token=abc", &["Authorization: Bearer hunter2"], "");
    assert!(!answer.body.contains("hunter2") && !answer.head.contains("hunter2"), "{answer:?}");
    let page = service.get("/");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "{policy}");
    assert!(!policy.contains("unsafe-inline") && policy.contains("frame-ancestors 'none'"), "{policy}");
    for (name, value) in [
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(page.header(name), value);
    }
}

#[test]
fn tls_is_spoken_with_a_certificate_made_for_the_run() {
    let service = Service::with("server --port 0 --auth-mode server");
    assert!(service.url.starts_with("https://"), "{}", service.url);
    let list = |more: &str| service.env.run(&format!("-s {} {more} list -o name", service.address));
    assert!(list("").stderr.contains("certificate"));
    assert_eq!(list("-k").code, 0);
}
