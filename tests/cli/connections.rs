//! Where commands go, and what they say when they cannot get there.

use std::io::{Read, Write};

use crate::support::TestEnv;

/// A server that gives one answer to every request, and what the last one sent.
fn server(answer: &'static str) -> (String, std::sync::mpsc::Receiver<String>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let (told, asked) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                if !matches!(stream.read(&mut byte), Ok(1)) {
                    break;
                }
                request.push(byte[0]);
            }
            // A test that has seen enough does not listen.
            let _ = told.send(String::from_utf8_lossy(&request).into_owned());
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, asked)
}

#[test]
fn an_argo_server_gets_the_token_and_the_headers() {
    let env = TestEnv::new();
    let body =
        "HTTP/1.1 200 OK\r\ncontent-length: 26\r\nconnection: close\r\n\r\n{\"metadata\":{},\"items\":[]}";
    let (address, asked) = server(body);
    let mut command =
        env.command(["list", "-s", &address, "--secure=false", "-H", "X-A: b", "--argo-base-href", "/argo"]);
    let output = command.env("ARGO_TOKEN", "Bearer s3cr3t").output().expect("the program");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "No workflows found\n");
    let request = asked.recv().expect("a request").to_lowercase();
    assert!(request.starts_with("get /argo/api/v1/workflows/default?fields="), "{request}");
    assert!(
        request.contains("authorization: bearer s3cr3t\r\n") && request.contains("x-a: b\r\n"),
        "{request}"
    );
    assert!(!env.path("state").exists(), "no engine is needed");
}

#[test]
fn limits_in_a_database_are_kept_by_an_argo_server() {
    let env = TestEnv::new();
    let (address, asked) = server(
        "HTTP/1.1 200 OK\r\ncontent-length: 24\r\nconnection: close\r\n\r\n{\"key\":\"lock\",\"limit\":3}",
    );
    let said = env.run(&format!("sync create lock --type database --limit 3 -e=false -s {address}")).ok();
    assert_eq!(said, "Sync limit created\nKey: lock\nType: database\nNamespace: default\nLimit: 3\n");
    let request = asked.recv().expect("a request");
    assert!(request.starts_with("POST /api/v1/sync/default HTTP/1.1\r\n"), "{request}");
    let said = env.run(&format!("sync get lock --type database -e=false -s {address}")).ok();
    assert_eq!(said, "Key: lock\nType: database\nNamespace: default\nLimit: 3\n");
    assert!(asked.recv().expect("a request").starts_with("GET /api/v1/sync/default/lock?type=1 "));
    assert_eq!(env.run("sync get lock --type database").code, 1, "not on this machine");
}

#[test]
fn what_is_no_argo_server_is_said_and_the_token_is_not() {
    let env = TestEnv::new();
    for (answer, words) in [
        (
            "HTTP/1.1 302 X\r\nlocation: https://login.example/x\r\ncontent-length: 0\r\n\r\n",
            "sends us on to \"https://login.example/x\"",
        ),
        ("HTTP/1.1 502 X\r\ncontent-length: 6\r\n\r\n<html>", "the Argo Server is not there"),
        ("HTTP/1.1 200 X\r\ncontent-length: 6\r\n\r\n<html>", "answered with a web page"),
        ("HTTP/1.1 200 X\r\ncontent-length: 60\r\n\r\n{\"meta", "reach the Argo Server"),
        ("HTTP/1.1 401 X\r\ncontent-length: 0\r\n\r\n", "set ARGO_TOKEN"),
    ] {
        let (address, _asked) = server(answer);
        let mut command = env.command(["list", "-v", "-s", &address, "-e=false"]);
        let output = command.env("ARGO_TOKEN", "Bearer s3cr3t").output().expect("the program");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(words) && !said.contains("s3cr3t"), "{words}: {said}");
    }
    let nobody = env.run("list -s 127.0.0.1:1");
    assert!(nobody.stderr.contains("reach the Argo Server at 127.0.0.1:1"), "{}", nobody.stderr);
}

#[test]
fn the_archive_takes_a_server() {
    let env = TestEnv::new();
    let ran = env.run("archive list -o json");
    assert_eq!(ran.code, 1);
    assert_eq!(ran.stdout, "");
    assert!(
        ran.stderr
            .starts_with("Error: archive list: this is impossible if you are not using the Argo Server")
    );
    assert!(!env.path("state").exists());
}

#[test]
fn a_cluster_that_does_not_answer_is_named_and_no_engine_is_started() {
    let env = TestEnv::new();
    let ran = env.run("list --server http://127.0.0.1:1");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("Error: reach http://127.0.0.1:1/: "), "{}", ran.stderr);
    assert!(!env.path("state").exists());
}

#[test]
fn kubeconfigs_that_cannot_be_used_are_named() {
    let env = TestEnv::new();
    let missing = env.run("list --kubeconfig nowhere");
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.contains("nowhere"), "{}", missing.stderr);
    let mut command = env.command(["list"]);
    command.env("KUBECONFIG", "nowhere:neither");
    let output = command.output().expect("the program");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("no configuration has been provided"), "{error}");
}

#[test]
fn half_a_client_certificate_is_an_error() {
    let ran = TestEnv::new().run("list --client-key key.pem");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("--client-certificate and --client-key go together"), "{}", ran.stderr);
}
