//! What `argo local …` does to the engine process.

use std::fs;
use std::io::ErrorKind;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::time::Duration;

use axum::http::Method;
use base64::Engine as _;
use rustix::process::{Pid, PidfdFlags, Signal};
use secrecy::{ExposeSecret, SecretString};

use super::info::EngineInfo;
use super::serve::ServeOptions;
use super::{DaemonError, Home, connect, lock, spawn, tls};

/// How long an engine may take to end in order; then it is killed.
const STOP_SECONDS: u64 = 10;

/// How long the kernel may take to end a killed one.
const KILL_SECONDS: u64 = 5;

/// How long an engine may take to say that it will end.
const ANSWER: Duration = Duration::from_secs(2);

/// The running engine, or `None`.
pub async fn status(home: &Home) -> Result<Option<EngineInfo>, DaemonError> {
    connect::info(home).await
}

/// Where engines that run in the background write their log.
pub fn logs_path(home: &Home) -> PathBuf {
    home.log()
}

/// Ends the running engine and waits until it is gone; false when none was running.
///
/// Steps that run go on; the next engine takes them over.
pub async fn stop(home: &Home) -> Result<bool, DaemonError> {
    let Some(pid) = lock::holder(home)? else { return Ok(false) };
    let engine = pid.and_then(Engine::of);
    let client = connect::client(home, "default");
    let asked = connect::request::<serde_json::Value>(&client, Method::POST, "/argo/engine/stop");
    if !matches!(tokio::time::timeout(ANSWER, asked).await, Ok(Ok(_)))
        && let Some(engine) = &engine
    {
        // It does not listen, or not any more: a signal ends it in order as well.
        engine.signal(Signal::TERM);
    }
    if is_gone_within(home, STOP_SECONDS).await? {
        return Ok(true);
    }
    // What it acknowledged is in its store, and its steps go on without it: the next engine takes both over.
    if let Some(engine) = &engine {
        engine.signal(Signal::KILL);
    }
    if is_gone_within(home, KILL_SECONDS).await? {
        return Ok(true);
    }
    let seconds = STOP_SECONDS + KILL_SECONDS;
    Err(DaemonError::StillRunning { pid: pid.unwrap_or_default(), seconds })
}

async fn is_gone_within(home: &Home, seconds: u64) -> Result<bool, DaemonError> {
    for _ in 0..seconds * 100 {
        if lock::holder(home)?.is_none() {
            return Ok(true);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(false)
}

/// The process of an engine. While this is held, its id means no other process.
struct Engine(OwnedFd);

impl Engine {
    fn of(pid: u32) -> Option<Self> {
        let pid = Pid::from_raw(i32::try_from(pid).ok()?)?;
        rustix::process::pidfd_open(pid, PidfdFlags::empty()).ok().map(Self)
    }

    fn signal(&self, signal: Signal) {
        // It may have ended by itself just now.
        let _ = rustix::process::pidfd_send_signal(&self.0, signal);
    }
}

/// Ends the engine and its steps, and removes the state directory with everything in it.
pub async fn reset(home: &Home) -> Result<(), DaemonError> {
    stop(home).await?;
    crate::engine::kill_left_over(home.root(), |_| false);
    for _ in 0..KILL_SECONDS * 100 {
        match fs::remove_dir_all(home.root()) {
            // Steps that are just ending write their records.
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(DaemonError::io("remove", home.root(), error));
            }
            _ => return Ok(()),
        }
    }
    Err(DaemonError::io("remove", home.root(), ErrorKind::DirectoryNotEmpty.into()))
}

/// A token for clients other than our own; `read_only`: one that allows looking only.
pub fn token(home: &Home, read_only: bool) -> Result<SecretString, DaemonError> {
    home.prepare()?;
    let credentials = tls::credentials(home)?;
    Ok(if read_only { credentials.read_only } else { credentials.token })
}

/// A kubeconfig for kubectl and other clients of the engine, which is started and made to listen where needed.
/// `read_only`: for those who may only look.
pub async fn kubeconfig(options: &ServeOptions, read_only: bool) -> Result<String, DaemonError> {
    spawn::ensure_started(options).await?;
    let client = connect::client(&options.home, "default");
    let answer: serde_json::Value = connect::request(&client, Method::POST, "/argo/engine/listen").await?;
    let address = answer.get("address").and_then(serde_json::Value::as_str).unwrap_or_default();
    let credentials = tls::credentials(&options.home)?;
    let authority = base64::engine::general_purpose::STANDARD.encode(&credentials.authority);
    let token = if read_only { &credentials.read_only } else { &credentials.token };
    let token = token.expose_secret();
    Ok(format!(
        "apiVersion: v1\n\
         kind: Config\n\
         clusters:\n\
         - name: argo-local\n  \
           cluster:\n    \
             server: {address}\n    \
             certificate-authority-data: {authority}\n\
         contexts:\n\
         - name: argo-local\n  \
           context:\n    \
             cluster: argo-local\n    \
             user: argo-local\n    \
             namespace: default\n\
         current-context: argo-local\n\
         users:\n\
         - name: argo-local\n  \
           user:\n    \
             token: {token}\n"
    ))
}
