//! Feeds requests to the router of the local API: a line with method and path, a line with the type of the body, the body.
#![no_main]

use std::sync::LazyLock;

use argo::engine::apiserver::ApiServer;
use axum::body::{Body, to_bytes};
use http::Request;
use libfuzzer_sys::fuzz_target;
use tower::ServiceExt;

struct Server {
    api: ApiServer,
    runtime: tokio::runtime::Runtime,
    _home: tempfile::TempDir,
}

static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let home = tempfile::tempdir().expect("a folder");
    let api = ApiServer::open(home.path()).expect("an API");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    Server { api, runtime, _home: home }
});

fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(3, |byte| *byte == b'\n');
    let (Some(head), Some(media), Some(body)) = (parts.next(), parts.next(), parts.next()) else { return };
    let (Ok(head), Ok(media)) = (std::str::from_utf8(head), std::str::from_utf8(media)) else { return };
    let Some((method, path)) = head.split_once(' ') else { return };
    // A watch lasts as long as it says, and has tests of its own.
    if path.contains("watch") || path.contains("follow") {
        return;
    }
    let request = Request::builder().method(method).uri(path).header("content-type", media);
    let Ok(request) = request.body(Body::from(body.to_vec())) else { return };
    let answer = SERVER.runtime.block_on(async {
        let answer = SERVER.api.router().oneshot(request).await.expect("an answer");
        let code = answer.status().as_u16();
        (code, to_bytes(answer.into_body(), usize::MAX).await.unwrap_or_default())
    });
    if let (400.., Ok(status)) = (answer.0, serde_json::from_slice::<serde_json::Value>(&answer.1)) {
        assert_eq!(status["code"], answer.0);
        assert_ne!(status["reason"], "InternalError", "{status}");
    }
});
