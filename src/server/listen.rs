//! Connections: accepted, encrypted, limited, and ended in order.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::dispatch::Server;

/// How many connections may be open at once.
const CONNECTIONS: usize = 8192;

/// How long a client may take to say what it wants.
const HEADER_TIME: Duration = Duration::from_secs(15);

/// How long a TLS handshake may take.
const HANDSHAKE_TIME: Duration = Duration::from_secs(10);

/// How long answers that are on their way have when the server ends.
const GRACE: Duration = Duration::from_secs(2);

/// Where the server listens.
pub struct Door {
    /// The socket.
    pub listener: TcpListener,
    /// TLS, where it is spoken.
    pub tls: Option<Arc<rustls::ServerConfig>>,
}

/// Serves until cancelled; then answers what was asked already, ends streams, and returns.
pub async fn serve(server: Arc<Server>, door: Door, stop: CancellationToken) {
    let acceptor = door.tls.map(tokio_rustls::TlsAcceptor::from);
    let (room, open) = (Arc::new(Semaphore::new(CONNECTIONS)), TaskTracker::new());
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = accept(&door.listener, &room) => accepted,
        };
        let Some((stream, from, permit)) = accepted else { continue };
        let (server, acceptor, stop) = (server.clone(), acceptor.clone(), stop.clone());
        open.spawn(async move {
            let _permit = permit;
            let metrics = server.metrics.clone();
            let _counted = metrics.connection();
            // Small answers and events are to go at once.
            let _ = stream.set_nodelay(true);
            let Some(acceptor) = acceptor else { return connection(stream, server, from.ip(), stop).await };
            match tokio::time::timeout(HANDSHAKE_TIME, acceptor.accept(stream)).await {
                Ok(Ok(stream)) => connection(stream, server, from.ip(), stop).await,
                Ok(Err(error)) => tracing::debug!(%from, %error, "a TLS handshake failed"),
                Err(_) => tracing::debug!(%from, "a TLS handshake took too long"),
            }
        });
    }
    open.close();
    // What has not ended by then ends with the process.
    let _ = tokio::time::timeout(GRACE, open.wait()).await;
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let permit = room.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, from)) => Some((stream, from, permit)),
        Err(error) => {
            // Running out of file descriptors is over when other connections end: wait instead of spinning.
            tracing::warn!(%error, "cannot accept a connection");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

async fn connection<S>(stream: S, server: Arc<Server>, from: IpAddr, stop: CancellationToken)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = tower::service_fn(move |request: http::Request<hyper::body::Incoming>| {
        let server = server.clone();
        async move { Ok::<_, std::convert::Infallible>(server.answer(request.map(Body::new), from).await) }
    });
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME).max_buf_size(64 << 10);
    let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    tokio::pin!(connection);
    let served = tokio::select! {
        served = connection.as_mut() => served,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            match tokio::time::timeout(GRACE / 2, connection).await {
                Ok(served) => served,
                Err(_) => return,
            }
        }
    };
    if let Err(error) = served {
        tracing::debug!(%error, "a connection ended");
    }
}
