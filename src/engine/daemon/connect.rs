//! A Kubernetes client over the engine's Unix socket.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::http::{Request, Uri};
use hyper_util::client::legacy::Client as HttpClient;
use hyper_util::rt::{TokioExecutor, TokioIo};
use kube::client::Body;
use tokio::net::UnixStream;
use tower::{Service, ServiceExt};

use super::info::EngineInfo;
use super::listen::SocketAddress;
use super::{DaemonError, Home};

/// Opens connections to one Unix socket, whatever address is asked for.
#[derive(Clone)]
struct UnixConnector {
    socket: Arc<PathBuf>,
}

impl Service<Uri> for UnixConnector {
    type Response = TokioIo<UnixStream>;
    type Error = std::io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        let socket = self.socket.clone();
        Box::pin(async move {
            let stream = SocketAddress::of(&socket)?.connect().await?;
            Ok(TokioIo::new(stream))
        })
    }
}

/// A client for the engine behind a socket. Connections are opened when needed and kept.
pub fn client(home: &Home, namespace: &str) -> kube::Client {
    let connector = UnixConnector { socket: Arc::new(home.socket()) };
    let http = HttpClient::builder(TokioExecutor::new()).build::<_, Body>(connector);
    let service = http.map_request(|mut request: Request<Body>| {
        let mut parts = std::mem::take(request.uri_mut()).into_parts();
        parts.scheme = Some(axum::http::uri::Scheme::HTTP);
        parts.authority = Some(axum::http::uri::Authority::from_static("localhost"));
        // Only a missing path makes this fail; then the request goes to the root.
        *request.uri_mut() = Uri::from_parts(parts).unwrap_or_else(|_| Uri::from_static("http://localhost/"));
        request
    });
    kube::Client::new(service, namespace)
}

/// Asks the running engine who it is; `None` when none answers, be it because it is ending or was killed just now.
pub(super) async fn info(home: &Home) -> Result<Option<EngineInfo>, DaemonError> {
    if !home.socket().exists() {
        return Ok(None);
    }
    match request(&client(home, "default"), axum::http::Method::GET, "/argo/engine").await {
        Ok(info) => Ok(Some(info)),
        Err(DaemonError::Unreachable(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Sends a request without a body to one of the engine's own routes.
pub(super) async fn request<T: serde::de::DeserializeOwned>(
    client: &kube::Client,
    method: axum::http::Method,
    path: &str,
) -> Result<T, DaemonError> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .body(Vec::new())
        .map_err(|error| DaemonError::Talk(error.to_string()))?;
    client.request(request).await.map_err(|error| match error {
        kube::Error::Api(_) | kube::Error::SerdeError(_) => DaemonError::Talk(error.to_string()),
        way => DaemonError::Unreachable(way.to_string()),
    })
}
