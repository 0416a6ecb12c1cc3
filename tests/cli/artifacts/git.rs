//! Repositories of git: on this machine, and behind HTTP with a name and a password.

use std::path::Path;
use std::process::{Command, Stdio};

use base64::Engine as _;
use http::request::Parts;
use http::{Response, StatusCode};
use serde_json::{Value, json};

use super::server::{Kept, Server, header, text};
use super::{is_told, node, ran};
use crate::support::{TestEnv, has_namespaces, skipped};

/// What the steps read: the revision's file, the submodule's, and how many commits there are.
const READ: &str =
    "cat /src/file; cat /src/below/file 2>/dev/null || echo none; cd /src && git log --oneline | wc -l";

fn git(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always"]);
    command.args(["-c", "init.defaultBranch=main"]).args(args).current_dir(folder).stdin(Stdio::null());
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn commit(folder: &Path, text: &str) -> String {
    std::fs::write(folder.join("file"), text).expect("a file");
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", text]);
    git(folder, &["rev-parse", "HEAD"])
}

/// A bare repository with two commits on `main`, one on `side`, a tag on the first, and a submodule.
fn repository(folder: &Path) -> (String, String) {
    let (below, work, bare) = (folder.join("below"), folder.join("work"), folder.join("bare.git"));
    for place in [&below, &work] {
        std::fs::create_dir_all(place).expect("a folder");
        git(place, &["init", "--quiet"]);
    }
    commit(&below, "below\n");
    git(&work, &["submodule", "--quiet", "add", &below.display().to_string(), "below"]);
    let first = commit(&work, "first\n");
    git(&work, &["tag", "v1"]);
    git(&work, &["checkout", "--quiet", "-b", "side"]);
    commit(&work, "side\n");
    git(&work, &["checkout", "--quiet", "main"]);
    commit(&work, "second\n");
    git(folder, &["clone", "--quiet", "--bare", &work.display().to_string(), &bare.display().to_string()]);
    (bare.display().to_string(), first)
}

/// A workflow with a step for each way to clone.
fn workflow(ways: &[(&str, Value)]) -> String {
    let steps: Vec<Value> = ways
        .iter()
        .map(|(name, git)| {
            json!({"name": name, "template": "read", "arguments": {"artifacts": [{"name": "src", "git": git}]}})
        })
        .collect();
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "cloned"},
        "spec": {"entrypoint": "main", "templates": [
            {"name": "main", "failFast": false, "steps": [steps]},
            {
                "name": "read",
                "inputs": {"artifacts": [{"name": "src", "path": "/src"}]},
                "script": {"image": "git", "command": ["sh"], "source": READ, "env": [
                    {"name": "GIT_CONFIG_COUNT", "value": "1"},
                    {"name": "GIT_CONFIG_KEY_0", "value": "safe.directory"},
                    {"name": "GIT_CONFIG_VALUE_0", "value": "*"},
                ]},
            },
        ]},
    })
    .to_string()
}

fn logs(env: &TestEnv, workflow: &Value, step: &str) -> String {
    let pods = env.run("logs cloned --no-color").stdout;
    let id = node(workflow, step)["id"].as_str().expect("an id").to_owned();
    let number = id.rsplit('-').next().expect("a number").to_owned();
    let own = pods.lines().filter_map(|line| line.split_once(": "));
    own.filter(|(pod, _)| pod.ends_with(&number)).map(|(_, text)| format!("{text} ")).collect()
}

#[test]
fn a_repository_is_cloned_as_it_is_asked_for() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    // Not in the home of the test: homes are hidden.
    let folder = tempfile::tempdir().expect("a folder");
    let (bare, first) = repository(folder.path());
    let file = format!("file://{bare}");
    let ways = [
        ("plain", json!({"repo": bare})),
        ("tag", json!({"repo": file, "revision": "v1"})),
        ("commit", json!({"repo": file, "revision": first})),
        ("side", json!({"repo": file, "revision": "side", "depth": 1})),
        ("branch", json!({"repo": file, "branch": "side", "singleBranch": true, "disableSubmodules": true})),
        (
            "fetch",
            json!({"repo": file, "singleBranch": true, "branch": "main",
                         "fetch": ["refs/heads/side:refs/remotes/origin/side"], "revision": "side"}),
        ),
    ];
    let workflow = ran(&env, "", &workflow(&ways));
    assert_eq!(workflow["status"]["phase"], "Succeeded", "{:#}", workflow["status"]);
    let read = |step: &str| logs(&env, &workflow, step);
    assert_eq!(read("plain"), "second below 2 ");
    assert_eq!(read("tag"), "first below 1 ");
    assert_eq!(read("commit"), "first below 1 ");
    assert_eq!(read("side"), "side below 1 ", "the depth counts");
    assert_eq!(read("branch"), "side none 2 ");
    assert_eq!(read("fetch"), "side below 2 ");
}

#[test]
fn what_cannot_be_cloned_says_why() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let folder = tempfile::tempdir().expect("a folder");
    let (bare, _) = repository(folder.path());
    let inside = env.path("private.git");
    git(folder.path(), &["clone", "--quiet", "--bare", &bare, &inside.display().to_string()]);
    let ways = [
        ("option", json!({"repo": "--upload-pack=touch /tmp/x", "revision": "main"})),
        ("program", json!({"repo": "ext::sh -c whoami"})),
        ("revision", json!({"repo": bare, "revision": "no-such"})),
        ("branch", json!({"repo": bare, "singleBranch": true})),
        ("home", json!({"repo": inside})),
    ];
    let workflow = ran(&env, "", &workflow(&ways));
    let message = |step: &str| node(&workflow, step)["message"].as_str().unwrap_or_default().to_owned();
    assert!(message("option").contains("must not begin with a dash"), "{}", message("option"));
    assert!(message("program").contains("transport 'ext' not allowed"), "{}", message("program"));
    assert!(message("revision").contains("there is no revision \"no-such\""), "{}", message("revision"));
    assert!(message("branch").contains("single branch mode without a branch"), "{}", message("branch"));
    assert!(message("home").contains("in your home, which steps do not see"), "{}", message("home"));
}

const PASSWORD: &str = "a-pass/word+of=git";

/// Hands a request to git's own program for the web, when it comes with the right name and password.
fn answer(kept: &mut Kept, parts: &Parts, body: &[u8]) -> Response<axum::body::Body> {
    let expected = base64::engine::general_purpose::STANDARD.encode(format!("user:{PASSWORD}"));
    if header(parts, "authorization") != format!("Basic {expected}") {
        kept.refused.push(parts.uri.to_string());
        return text(StatusCode::UNAUTHORIZED, "who are you?");
    }
    let root = kept.buckets.first().cloned().unwrap_or_default();
    let mut command = Command::new("git");
    command.arg("http-backend").env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("GIT_PROJECT_ROOT", root).env("GIT_HTTP_EXPORT_ALL", "1").env("REMOTE_ADDR", "127.0.0.1");
    command.env("PATH_INFO", parts.uri.path()).env("QUERY_STRING", parts.uri.query().unwrap_or_default());
    command.env("REQUEST_METHOD", parts.method.as_str()).env("CONTENT_TYPE", header(parts, "content-type"));
    command.env("GIT_PROTOCOL", header(parts, "git-protocol")).env("CONTENT_LENGTH", body.len().to_string());
    command
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", "safe.directory")
        .env("GIT_CONFIG_VALUE_0", "*");
    command.env("HTTP_CONTENT_ENCODING", header(parts, "content-encoding"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("git");
    let mut stdin = child.stdin.take().expect("standard input");
    std::io::Write::write_all(&mut stdin, body).expect("a reader");
    drop(stdin);
    let output = child.wait_with_output().expect("git").stdout;
    let end = output.windows(4).position(|four| four == b"\r\n\r\n").expect("headers");
    let mut response = Response::builder();
    for line in String::from_utf8_lossy(&output[..end]).lines() {
        let (name, value) = line.split_once(": ").expect("a header");
        match name {
            "Status" => response = response.status(value.get(..3).unwrap_or_default()),
            _ => response = response.header(name, value),
        }
    }
    response.body(output[end + 4..].to_vec().into()).expect("an answer")
}

#[test]
fn a_name_and_a_password_come_from_secrets() {
    if !has_namespaces() {
        return;
    }
    let backend = Command::new("git").args(["http-backend"]).env_clear().output();
    if backend.is_err() {
        return skipped("git has no http-backend here");
    }
    let server = Server::start(answer);
    let folder = tempfile::tempdir().expect("a folder");
    repository(folder.path());
    server.with(|kept| kept.buckets.push(folder.path().display().to_string()));
    let repo = format!("http://{}/bare.git", server.address);
    let secret = |key: &str| json!({"name": "login", "key": key});
    let ways = [
        (
            "login",
            json!({"repo": repo, "usernameSecret": secret("name"), "passwordSecret": secret("word"),
                         "disableSubmodules": true, "revision": "v1"}),
        ),
        ("nobody", json!({"repo": repo, "disableSubmodules": true})),
    ];
    let objects = json!({
        "apiVersion": "v1", "kind": "Secret", "metadata": {"name": "login"},
        "stringData": {"name": "user", "word": PASSWORD},
    });
    let env = TestEnv::new();
    let workflow = ran(&env, &objects.to_string(), &workflow(&ways));
    assert_eq!(logs(&env, &workflow, "login"), "first none 1 ");
    let message = node(&workflow, "nobody")["message"].as_str().unwrap_or_default();
    assert!(message.contains("failed to clone"), "{message}");
    assert!(!is_told(&env, &workflow, PASSWORD));
}
