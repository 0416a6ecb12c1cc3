//! The engine's doors: the Unix socket for this user's clients, loopback TLS for everything else.

use std::fs;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use rustix::fs::{CWD, Mode, OFlags};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, UnixListener, UnixStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;

use super::activity::Activity;
use super::files::connections;
use super::patience::Patient;
use super::{DaemonError, Home};

/// A Unix socket address holds 108 bytes. Longer paths are reached through their directory's descriptor.
const LONGEST_ADDRESS: usize = 100;

/// How many connections each door serves at a time, where so many files may be open. More are closed at once: who waits
/// unseen holds up everybody.
const CONNECTIONS: usize = 4000;

/// How long a client may take to say what it wants, and how large that may be: a request line with its headers.
const HEAD_WITHIN: Duration = Duration::from_secs(30);
const HEAD_BYTES: usize = 64 * 1024;

/// How long an answer may wait for a client that does not read.
const READ_WITHIN: Duration = Duration::from_secs(60);

/// A path by which a socket can be bound or reached, however long its real path is.
pub(super) struct SocketAddress {
    short: PathBuf,
    _directory: Option<OwnedFd>,
}

impl SocketAddress {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        if path.as_os_str().len() <= LONGEST_ADDRESS {
            return Ok(Self { short: path.to_owned(), _directory: None });
        }
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        };
        let flags = OFlags::DIRECTORY | OFlags::CLOEXEC | OFlags::RDONLY;
        let directory = rustix::fs::openat(CWD, parent, flags, Mode::empty())?;
        let short = Path::new("/proc/self/fd").join(directory.as_raw_fd().to_string()).join(name);
        Ok(Self { short, _directory: Some(directory) })
    }

    pub(super) async fn connect(&self) -> io::Result<UnixStream> {
        UnixStream::connect(&self.short).await
    }
}

/// Binds the engine's Unix socket with mode 0600. The caller holds the engine's lock, so a socket that is there is stale.
pub(super) fn bind_unix(path: &Path) -> Result<UnixListener, DaemonError> {
    let bind = || -> io::Result<UnixListener> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&SocketAddress::of(path)?.short)?;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
        Ok(listener)
    };
    bind().map_err(|source| DaemonError::io("listen on", path, source))
}

/// Serves connections of this user (and root) until cancelled. Connections that are open then end with the process.
pub(super) async fn serve_unix(
    listener: UnixListener,
    router: Router,
    activity: Activity,
    stop: CancellationToken,
) {
    let own = rustix::process::geteuid().as_raw();
    let room = Arc::new(Semaphore::new(connections(CONNECTIONS)));
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                pause_after(&error).await;
                continue;
            }
        };
        let peer = stream.peer_cred().map(|c| c.uid());
        if !peer.as_ref().is_ok_and(|uid| *uid == own || *uid == 0) {
            tracing::warn!(?peer, "refused a connection of another user");
            continue;
        }
        let Some(permit) = admitted(&room) else { continue };
        let served = serve_connection(stream, router.clone(), activity.clone(), stop.clone());
        tokio::spawn(async move {
            served.await;
            drop(permit);
        });
    }
}

/// Serves TLS connections until cancelled; who may ask for what is decided by the router.
pub(super) async fn serve_tls(
    listener: TcpListener,
    tls: Arc<rustls::ServerConfig>,
    router: Router,
    activity: Activity,
    stop: CancellationToken,
) {
    let acceptor = tokio_rustls::TlsAcceptor::from(tls);
    let room = Arc::new(Semaphore::new(connections(CONNECTIONS)));
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                pause_after(&error).await;
                continue;
            }
        };
        let Some(permit) = admitted(&room) else { continue };
        let (acceptor, router) = (acceptor.clone(), router.clone());
        let (activity, stop) = (activity.clone(), stop.clone());
        tokio::spawn(async move {
            match tokio::time::timeout(Duration::from_secs(10), acceptor.accept(stream)).await {
                Ok(Ok(stream)) => serve_connection(stream, router, activity, stop).await,
                Ok(Err(error)) => tracing::debug!(%error, "a TLS handshake failed"),
                Err(_) => tracing::debug!("a TLS handshake took too long"),
            }
            drop(permit);
        });
    }
}

/// Room for one more connection.
fn admitted(room: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
    let permit = Arc::clone(room).try_acquire_owned().ok();
    if permit.is_none() {
        tracing::warn!("closed a connection: there are as many as are served");
    }
    permit
}

/// Running out of file descriptors is over when other connections end: wait instead of spinning.
async fn pause_after(error: &io::Error) {
    tracing::warn!(%error, "cannot accept a connection");
    tokio::time::sleep(Duration::from_millis(100)).await;
}

async fn serve_connection<S>(stream: S, router: Router, activity: Activity, stop: CancellationToken)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let _connected = activity.connected();
    let service = TowerToHyperService::new(router);
    let mut builder = auto::Builder::new(TokioExecutor::new()).http1_only();
    // A client that has said all may close its side and wait for the answer.
    let mut http = builder.http1();
    http.timer(TokioTimer::new()).half_close(true).header_read_timeout(HEAD_WITHIN).max_buf_size(HEAD_BYTES);
    let stream = Patient::new(stream, READ_WITHIN);
    let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
    tokio::pin!(connection);
    let served = tokio::select! {
        served = connection.as_mut() => served,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            // Watches never end by themselves; what answers at all answers within a moment.
            match tokio::time::timeout(Duration::from_millis(200), connection).await {
                Ok(served) => served,
                Err(_) => return,
            }
        }
    };
    if let Err(error) = served {
        tracing::debug!(%error, "a connection ended");
    }
}

/// Removes the socket of an engine that ends in order.
pub(super) fn unlink(home: &Home) {
    // A missing socket is what we want, and a stale one is replaced by the next engine.
    let _ = fs::remove_file(home.socket());
}
