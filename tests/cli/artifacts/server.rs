//! A server that keeps objects in memory and checks who asks.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use http::request::Parts;
use http::{Request, StatusCode};

/// What a server has, and what it was asked in vain.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) objects: BTreeMap<String, Vec<u8>>,
    pub(super) refused: Vec<String>,
    pub(super) buckets: Vec<String>,
    /// What a proof of who asks is checked with.
    pub(super) public_key: Vec<u8>,
    /// How many more requests it cannot answer at the moment.
    pub(super) busy: usize,
}

/// Answers a request.
pub(super) type Answer = fn(&mut Kept, &Parts, &[u8]) -> Response<axum::body::Body>;

/// A server on a port of its own, until it is dropped.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
    _runtime: tokio::runtime::Runtime,
}

#[derive(Clone)]
struct Desk {
    kept: Arc<Mutex<Kept>>,
    answer: Answer,
}

impl Server {
    pub(super) fn start(answer: Answer) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let kept = Arc::<Mutex<Kept>>::default();
        let desk = Desk { kept: kept.clone(), answer };
        let router = axum::Router::new().fallback(serve).with_state(desk);
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self { address, kept, _runtime: runtime }
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&mut Kept) -> T) -> T {
        look(&mut self.kept.lock().expect("a server that works"))
    }

    /// The keys there are; fails when somebody was refused.
    pub(super) fn keys(&self) -> Vec<String> {
        self.with(|kept| {
            assert_eq!(kept.refused, Vec::<String>::new());
            kept.objects.keys().cloned().collect()
        })
    }
}

async fn serve(State(desk): State<Desk>, request: Request<axum::body::Body>) -> Response<axum::body::Body> {
    let (parts, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, 64 << 20).await.expect("a body");
    let mut kept = desk.kept.lock().expect("a server that works");
    if kept.busy > 0 {
        kept.busy -= 1;
        return text(StatusCode::SERVICE_UNAVAILABLE, "busy");
    }
    (desk.answer)(&mut kept, &parts, &body)
}

pub(super) fn text(status: StatusCode, body: impl Into<Vec<u8>>) -> Response<axum::body::Body> {
    Response::builder().status(status).body(axum::body::Body::from(body.into())).expect("an answer")
}

/// A header as text.
pub(super) fn header<'a>(parts: &'a Parts, name: &str) -> &'a str {
    parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Text as it was before it was put in a URL.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits: Vec<u8> = rest.by_ref().take(2).collect();
        let digits = String::from_utf8(digits).expect("hexadecimal digits");
        bytes.push(u8::from_str_radix(&digits, 16).expect("hexadecimal digits"));
    }
    String::from_utf8(bytes).expect("text")
}

/// A field of a query, decoded.
pub(super) fn query(parts: &Parts, name: &str) -> Option<String> {
    let pairs = parts.uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| decoded(value))
}
