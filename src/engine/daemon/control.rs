//! What `argo local …` does to the engine process.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use axum::http::Method;
use base64::Engine as _;
use secrecy::ExposeSecret;

use super::info::EngineInfo;
use super::serve::ServeOptions;
use super::{DaemonError, Home, connect, lock, spawn, tls};

/// How long an engine may take to end.
const STOP_SECONDS: u64 = 20;

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
    let asked: Result<serde_json::Value, _> =
        connect::request(&connect::client(home, "default"), Method::POST, "/argo/engine/stop").await;
    if let (Err(_), Some(pid)) = (asked, pid.and_then(process)) {
        // It does not listen: a signal ends it in order as well. It may have ended by itself just now.
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
    }
    for _ in 0..STOP_SECONDS * 100 {
        if lock::holder(home)?.is_none() {
            return Ok(true);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Err(DaemonError::StillRunning { pid: pid.unwrap_or_default(), seconds: STOP_SECONDS })
}

fn process(pid: u32) -> Option<rustix::process::Pid> {
    rustix::process::Pid::from_raw(i32::try_from(pid).ok()?)
}

/// Ends the engine and its steps, and removes the state directory with everything in it.
pub async fn reset(home: &Home) -> Result<(), DaemonError> {
    stop(home).await?;
    crate::engine::kill_left_over(home.root(), |_| false);
    match fs::remove_dir_all(home.root()) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(DaemonError::io("remove", home.root(), error))
        }
        _ => Ok(()),
    }
}

/// A kubeconfig for kubectl and other clients of the engine, which is started and made to listen where needed.
pub async fn kubeconfig(options: &ServeOptions) -> Result<String, DaemonError> {
    spawn::ensure_started(options).await?;
    let client = connect::client(&options.home, "default");
    let answer: serde_json::Value = connect::request(&client, Method::POST, "/argo/engine/listen").await?;
    let address = answer.get("address").and_then(serde_json::Value::as_str).unwrap_or_default();
    let credentials = tls::credentials(&options.home)?;
    let authority = base64::engine::general_purpose::STANDARD.encode(&credentials.authority);
    let token = credentials.token.expose_secret();
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
