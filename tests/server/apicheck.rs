//! What a real API server answers to 187 requests, and what ours answers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use argo::engine::apiserver::{Access, ApiServer, Guard};

/// The requests we answer otherwise on purpose, each with its reason.
const DIFFERENCES: &str = include_str!("differences.txt");

fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/api");
    folder.join("apicheck.py").exists().then_some(folder)
}

fn expected_differences() -> BTreeMap<String, String> {
    let lines = DIFFERENCES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(id, reason)| (id.to_owned(), reason.trim().to_owned()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_those_of_a_real_api_server() {
    let Some(folder) = corpus() else {
        eprintln!("skipped: the recorded answers are not here");
        return;
    };
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: there is no python3");
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    let api = ApiServer::open(home.path()).expect("an API");
    let router = api.guarded_router(Guard::new(&[("token", Access::Full)], &["127.0.0.1"]));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a listener");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let check = folder.join("apicheck.py");
    let ran = tokio::task::spawn_blocking(move || {
        Command::new("python3").arg(check).args([&url, "--token", "token", "-v"]).output()
    });
    let output = ran.await.expect("a thread").expect("python3");
    let text = String::from_utf8_lossy(&output.stdout);
    println!("{text}");
    let failed: BTreeMap<&str, &str> = text
        .lines()
        .zip(text.lines().skip(1))
        .filter(|(head, detail)| !head.starts_with(' ') && detail.starts_with("     "))
        .map(|(head, detail)| (head.split(' ').next().unwrap_or_default(), detail.trim()))
        .collect();
    assert!(text.contains(" passed, "), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let expected = expected_differences();
    let surprising: Vec<_> = failed.iter().filter(|(id, _)| !expected.contains_key(**id)).collect();
    assert!(surprising.is_empty(), "answers that differ: {surprising:#?}");
    let settled: Vec<_> = expected.keys().filter(|id| !failed.contains_key(id.as_str())).collect();
    assert!(settled.is_empty(), "no longer differ, take them off the list: {settled:?}");
}
