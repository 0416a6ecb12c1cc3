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
async fn large_requests_that_come_slowly_have_one_room_for_all() {
    use futures::StreamExt;
    const WORKFLOWS: &str = "/apis/argoproj.io/v1alpha1/namespaces/default/workflows";
    let home = tempfile::tempdir().expect("a folder");
    let api = ApiServer::open(home.path()).expect("an API");
    // Each says 60 MB and then nothing more; the fifth would be too much.
    let part = bytes::Bytes::from(vec![b' '; 60_000_000]);
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..5 {
        let (api, part) = (api.clone(), part.clone());
        waiting.spawn(async move {
            let begin = futures::stream::iter([Ok::<_, std::io::Error>(part)]);
            let body = Body::from_stream(begin.chain(futures::stream::pending()));
            let request = Request::post(WORKFLOWS).header("content-type", "application/json");
            let answer = api.router().oneshot(request.body(body).expect("a request")).await;
            answer.expect("an answer").status()
        });
    }
    assert_eq!(waiting.join_next().await.expect("an answer").expect("a task"), 429);
    // Small ones are served all the same, and what is given up is room again.
    let map = json!({"metadata": {"name": "small"}}).to_string();
    assert_eq!(ask(&api, "POST", MAPS, map).await.status(), 201);
    waiting.shutdown().await;
    let large = format!("{}{}", " ".repeat(60_000_000), "{}");
    assert_eq!(ask(&api, "POST", WORKFLOWS, large).await.status(), 422);
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
