//! What one server serves at a time, and what a client that does not read may hold.

use argo::engine::apiserver::ApiServer;
use axum::body::Body;
use http::{Request, Response};
use serde_json::json;
use tower::ServiceExt;

const MAPS: &str = "/api/v1/namespaces/default/configmaps";

async fn ask(api: &ApiServer, method: &str, path: &str, body: String) -> Response<Body> {
    let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    api.router().oneshot(request.body(Body::from(body)).expect("a request")).await.expect("an answer")
}

#[tokio::test]
async fn too_many_watches_are_refused_until_some_end() {
    let home = tempfile::tempdir().expect("a folder");
    let api = ApiServer::open(home.path()).expect("an API");
    let path = format!("{MAPS}?watch=true&resourceVersion=1000");
    let mut open = Vec::new();
    let refused = loop {
        let answer = ask(&api, "GET", &path, String::new()).await;
        if answer.status() != 200 {
            break answer;
        }
        assert!(open.len() < 10_000, "there is no limit");
        open.push(answer);
    };
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers().get("retry-after").and_then(|v| v.to_str().ok()), Some("1"));
    // Everything else is served all the same.
    assert_eq!(ask(&api, "GET", MAPS, String::new()).await.status(), 200);
    open.clear();
    let mut again = ask(&api, "GET", &path, String::new()).await;
    while again.status() != 200 {
        tokio::task::yield_now().await;
        again = ask(&api, "GET", &path, String::new()).await;
    }
}

#[tokio::test]
async fn a_watcher_that_does_not_read_holds_up_nobody_and_misses_nothing() {
    use futures::StreamExt;
    let home = tempfile::tempdir().expect("a folder");
    let api = ApiServer::open(home.path()).expect("an API");
    let path = format!("{MAPS}?watch=true&resourceVersion=1000&timeoutSeconds=60");
    let slow = ask(&api, "GET", &path, String::new()).await;
    // Far more than may wait for it.
    let text = "x".repeat(10_000);
    for n in 0..400 {
        let object = json!({"metadata": {"name": format!("m-{n}")}, "data": {"text": text}});
        assert_eq!(ask(&api, "POST", MAPS, object.to_string()).await.status(), 201);
    }
    let mut stream = slow.into_body().into_data_stream();
    let mut told = Vec::new();
    let mut rest = String::new();
    while told.len() < 400 {
        let part = stream.next().await.expect("more").expect("a part");
        rest.push_str(&String::from_utf8_lossy(&part));
        while let Some((line, after)) = rest.split_once('\n') {
            let event: serde_json::Value = serde_json::from_str(line).expect("an event");
            told.push(event["object"]["metadata"]["name"].as_str().expect("a name").to_owned());
            rest = after.to_owned();
        }
    }
    let wanted: Vec<String> = (0..400).map(|n| format!("m-{n}")).collect();
    assert_eq!(told, wanted);
}
