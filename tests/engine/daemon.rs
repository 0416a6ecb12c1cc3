//! The engine as a process: started once, found again, replaced after a kill, ended on request.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use argo::engine::RuntimeOptions;
use argo::engine::daemon::{self, DaemonError, Home, ServeOptions};
use tempfile::TempDir;

struct Place {
    options: ServeOptions,
    _dir: TempDir,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        // Longer than a socket's address may be.
        let home = Home::at(dir.path().join("a-long-name-".repeat(10))).expect("a home");
        let mut options = ServeOptions::new(home, RuntimeOptions::default());
        options.program = Some(PathBuf::from(env!("CARGO_BIN_EXE_argo")));
        options.idle_after = Some(Duration::from_secs(60));
        Self { options, _dir: dir }
    }
}

#[tokio::test]
async fn clients_that_come_together_get_the_same_engine() {
    let place = Place::new();
    let all = futures::future::join_all((0..4).map(|_| daemon::ensure_started(&place.options))).await;
    let all: Vec<_> = all.into_iter().map(|found| found.expect("an engine")).collect();
    assert_eq!(all.iter().filter(|found| found.fresh).count(), 1);
    assert!(all.iter().all(|found| found.info.pid == all[0].info.pid));

    let home = &place.options.home;
    let mode = |path: &std::path::Path| std::fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(home.root()), 0o700);
    assert_eq!(mode(&home.socket()), 0o600);
    assert!(daemon::stop(home).await.expect("an answer"));
    assert!(!daemon::stop(home).await.expect("an answer"));
    assert!(daemon::status(home).await.expect("an answer").is_none());
}

#[tokio::test]
async fn a_killed_engine_is_replaced_by_the_next_command() {
    let place = Place::new();
    let first = daemon::ensure_started(&place.options).await.expect("an engine").info.pid;
    let pid = rustix::process::Pid::from_raw(first.cast_signed()).expect("a process id");
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).expect("killed");
    let second = daemon::ensure_started(&place.options).await.expect("an engine");
    assert_ne!(second.info.pid, first);
    daemon::reset(&place.options.home).await.expect("reset");
    assert!(!place.options.home.root().exists());
}

#[tokio::test]
async fn a_second_engine_is_refused_by_name() {
    let place = Place::new();
    let pid = daemon::ensure_started(&place.options).await.expect("an engine").info.pid;
    let refused = daemon::serve_foreground(place.options.clone(), |_| {}).await;
    let Err(error @ DaemonError::AlreadyRunning { .. }) = refused else { panic!("{refused:?}") };
    assert!(error.to_string().contains(&format!("process {pid} has it already")), "{error}");
    daemon::stop(&place.options.home).await.expect("an answer");
}

#[tokio::test]
async fn other_clients_are_let_in_with_the_token_only() {
    let place = Place::new();
    let text = daemon::kubeconfig(&place.options, false).await.expect("a kubeconfig");
    let value = |key: &str| {
        let at = text.find(key).expect("the key") + key.len();
        text[at..].lines().next().unwrap_or_default().trim().to_owned()
    };
    let (server, token) = (value("server:"), value("token:"));
    let _ = rustls::crypto::ring::default_provider().install_default();
    let authority = std::fs::read(place.options.home.tls().join("ca.pem")).expect("a certificate");
    let http = reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_pem(&authority).expect("a certificate")])
        .no_proxy()
        .build()
        .expect("a client");
    let url = format!("{server}/api/v1/namespaces/default/pods");
    let code =
        async |request: reqwest::RequestBuilder| request.send().await.expect("an answer").status().as_u16();
    assert_eq!(code(http.get(&url)).await, 403);
    assert_eq!(code(http.get(&url).bearer_auth("wrong")).await, 401);
    assert_eq!(code(http.get(&url).bearer_auth(&token)).await, 200);
    assert_eq!(code(http.get(&url).bearer_auth(&token).header("origin", "https://page.example")).await, 403);
    assert_eq!(code(http.get(&url).bearer_auth(&token).header("host", "rebound.example")).await, 403);
    daemon::stop(&place.options.home).await.expect("an answer");
    let again = daemon::kubeconfig(&place.options, false).await.expect("a kubeconfig");
    assert_eq!(again, text, "the address and the token stay");
    daemon::stop(&place.options.home).await.expect("an answer");
}
