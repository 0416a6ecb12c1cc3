//! The engine's doors: who is let in, and what comes of requests that are no requests.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use argo::engine::RuntimeOptions;
use argo::engine::daemon::{self, Home, ServeOptions};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tempfile::TempDir;

fn place() -> (TempDir, ServeOptions) {
    let dir = tempfile::tempdir().expect("a folder");
    let home = Home::at(dir.path().join("state")).expect("a home");
    let mut options = ServeOptions::new(home, RuntimeOptions::default());
    options.program = Some(PathBuf::from(env!("CARGO_BIN_EXE_argo")));
    (dir, options)
}

/// Sends bytes, says that there are no more, and returns everything that is answered.
fn exchange(socket: &Path, bytes: &[u8]) -> String {
    let mut stream = UnixStream::connect(socket).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
    // A server that has seen enough closes early.
    let _ = stream.write_all(bytes).and_then(|()| stream.shutdown(Shutdown::Write));
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// The status codes of the answers on a connection.
fn codes(answer: &str) -> Vec<&str> {
    answer.match_indices("HTTP/1.1 ").filter_map(|(at, _)| answer.get(at + 9..at + 12)).collect()
}

#[tokio::test]
async fn shapes_that_smuggle_are_one_request_or_none() {
    let (_dir, options) = place();
    daemon::ensure_started(&options).await.expect("an engine");
    let socket = options.home.socket();
    let post = "POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    let chunked = "Transfer-Encoding: chunked\r\n\r\n";
    let hidden = "GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let large =
        format!("GET /version HTTP/1.1\r\nHost: localhost\r\nX-Filler: {}\r\n\r\n", "x".repeat(200_000));
    let many = format!("GET /version HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X-Filler: x\r\n".repeat(500));
    let cases: &[(&str, String, &[&str])] = &[
        ("a request whose sender is done", hidden.to_owned(), &["200"]),
        ("two requests", hidden.repeat(2), &["200", "200"]),
        (
            "two lengths",
            format!("{post}Content-Length: 2\r\nContent-Length: 60\r\n\r\n{{}}{hidden}"),
            &["400"],
        ),
        ("a list of lengths", format!("{post}Content-Length: 2, 2\r\n\r\n{{}}"), &["400"]),
        ("a length with a sign", format!("{post}Content-Length: +2\r\n\r\n{{}}"), &["400"]),
        (
            "a coding around the coding",
            format!("{post}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"),
            &["501"],
        ),
        (
            "the coding twice",
            format!(
                "{post}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"
            ),
            &["501"],
        ),
        ("an endless chunk", format!("{post}{chunked}fffffffffffffffff\r\nx"), &["400"]),
        ("a chunk of a negative size", format!("{post}{chunked}-1\r\nx"), &["400"]),
        ("a chunk without its end", format!("{post}{chunked}2\r\n{{}}XX0\r\n\r\n"), &["400"]),
        (
            "a line end in what a chunk says of itself",
            format!("{post}{chunked}2;a\nb\r\n{{}}\r\n0\r\n\r\n"),
            &["400"],
        ),
        (
            "a chunk that says much of itself",
            format!("{post}{chunked}2;{}\r\n{{}}\r\n0\r\n\r\n", "a".repeat(20_000)),
            &["400"],
        ),
        (
            "a chunk that says something of itself",
            format!("{post}{chunked}2;a=b\r\n{{}}\r\n0\r\n\r\n"),
            &["422"],
        ),
        ("no length", format!("{post}Content-Length: x\r\n\r\n{{}}"), &["400"]),
        ("a negative length", format!("{post}Content-Length: -1\r\n\r\n{{}}"), &["400"]),
        (
            "a strange coding",
            format!("{post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
            &["400"],
        ),
        (
            "a blank before the colon",
            "GET /version HTTP/1.1\r\nHost : localhost\r\n\r\n".to_owned(),
            &["400"],
        ),
        ("a folded header", "GET /version HTTP/1.1\r\nHost: localhost\r\n X: y\r\n\r\n".to_owned(), &["400"]),
        ("a control sign in a header", "GET /version HTTP/1.1\r\nHost: a\u{0}b\r\n\r\n".to_owned(), &["400"]),
        ("no HTTP", "hello\r\n\r\n".to_owned(), &["400"]),
        ("no version", "GET /version\r\n\r\n".to_owned(), &["400"]),
        ("another protocol", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), &[]),
        ("a large header", large, &["431"]),
        ("many headers", many, &["431"]),
        ("nothing", String::new(), &[]),
        ("half a request", "GET /version HTTP/1.1\r\nHost: loc".to_owned(), &[]),
    ];
    for (what, bytes, wanted) in cases {
        let answer = exchange(&socket, bytes.as_bytes());
        assert_eq!(codes(&answer), *wanted, "{what}: {answer}");
    }
    // A length beside a coding means the coding; what follows is a request of its own, not a part of the first.
    let both = format!("{post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n");
    let answer = exchange(&socket, both.as_bytes());
    assert!(matches!(codes(&answer).as_slice(), ["400" | "422"]), "{answer}");
    // A body that ends too soon is not taken for a whole one.
    let short = format!("{post}Content-Length: 400\r\n\r\n{{\"metadata\": {{\"name\": \"short\"}}}}");
    exchange(&socket, short.as_bytes());
    let after = exchange(
        &socket,
        b"GET /api/v1/namespaces/default/configmaps/short HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    );
    assert_eq!(codes(&after), ["404"], "{after}");
    daemon::stop(&options.home).await.expect("an answer");
}

#[tokio::test]
async fn so_many_connections_and_no_more() {
    // Each takes a file here as well, beside those of the other tests.
    daemon::raise_file_limit();
    if rustix::process::getrlimit(rustix::process::Resource::Nofile).current.is_some_and(|files| files < 9000)
    {
        println!("skipped: too few files may be open");
        return;
    }
    let (_dir, options) = place();
    daemon::ensure_started(&options).await.expect("an engine");
    let socket = options.home.socket();
    let request = b"GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n";
    // Whether one request more is answered on a connection, or the connection is closed.
    let is_served = |stream: &mut UnixStream| {
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
        let mut answer = Vec::new();
        let mut piece = [0; 4096];
        let _ = stream.write_all(request);
        while !answer.trim_ascii_end().ends_with(b"}") {
            match stream.read(&mut piece) {
                Ok(count) if count > 0 => answer.extend_from_slice(&piece[..count]),
                _ => return false,
            }
        }
        true
    };
    let mut open = Vec::new();
    loop {
        let mut stream = UnixStream::connect(&socket).expect("a connection");
        if !is_served(&mut stream) {
            break;
        }
        open.push(stream);
        assert!(open.len() <= 4000, "there is no limit");
    }
    // The engine's starter may hold some itself.
    assert!(open.len() >= 3990, "only {} are served", open.len());
    assert!(open.first_mut().is_some_and(is_served), "those that are served still are");
    // Room that is given back is used again.
    drop(open);
    while !is_served(&mut UnixStream::connect(&socket).expect("a connection")) {
        std::thread::yield_now();
    }
    daemon::stop(&options.home).await.expect("an answer");
}

#[tokio::test]
async fn another_user_is_not_let_in() {
    if !rustix::process::geteuid().is_root() {
        println!("skipped: only root can be somebody else");
        return;
    }
    let (dir, options) = place();
    daemon::ensure_started(&options).await.expect("an engine");
    let socket = options.home.socket();
    // As if the modes of the files were wrong.
    for path in [dir.path(), options.home.root(), &socket] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o777)).expect("a mode");
    }
    let script = "import socket, sys\ns = socket.socket(socket.AF_UNIX)\ns.connect(sys.argv[1])\n\
                  s.sendall(b'GET /version HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n')\nprint(s.recv(100))";
    let ask = |uid: u32| {
        let mut command = Command::new("/usr/bin/python3");
        command.args(["-c", script]).arg(&socket).current_dir("/").uid(uid).gid(uid);
        command.output()
    };
    let Ok(own) = ask(0) else {
        println!("skipped: there is no python3");
        daemon::stop(&options.home).await.expect("an answer");
        return;
    };
    assert!(String::from_utf8_lossy(&own.stdout).contains("200 OK"), "{own:?}");
    let other = ask(65534).expect("python3");
    assert!(!String::from_utf8_lossy(&other.stdout).contains("HTTP/1.1"), "{other:?}");
    daemon::stop(&options.home).await.expect("an answer");
}

#[tokio::test]
async fn a_token_for_looking_only_changes_nothing_and_sees_no_secret() {
    let (_dir, options) = place();
    let full = daemon::kubeconfig(&options, false).await.expect("a kubeconfig");
    let looking = daemon::kubeconfig(&options, true).await.expect("a kubeconfig");
    let token = daemon::token(&options.home, true).expect("a token");
    assert!(looking.contains(token.expose_secret()) && !full.contains(token.expose_secret()));
    for file in [options.home.token(), options.home.read_only_token()] {
        let mode = std::fs::metadata(&file).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }
    let server = full.lines().find_map(|line| line.trim().strip_prefix("server: ")).expect("an address");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let authority = std::fs::read(options.home.tls().join("ca.pem")).expect("a certificate");
    let http = reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_pem(&authority).expect("a certificate")])
        .no_proxy()
        .build()
        .expect("a client");
    let ask = async |method: &str, path: &str, token: Option<&str>, body: Value| {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = http.request(method, format!("{server}{path}")).json(&body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap_or_default())
    };
    let pods = "/api/v1/namespaces/default/pods";
    let maps = "/api/v1/namespaces/default/configmaps";
    let map = json!({"metadata": {"name": "a"}});
    for (method, path, code) in [
        ("GET", pods, 200),
        ("GET", "/api/v1/namespaces/default/pods/none/log", 404),
        ("GET", "/api/v1/namespaces/default/pods/none/exec", 403),
        ("GET", "/api/v1/secrets", 403),
        ("GET", "/api/v1/namespaces/default/secrets/none", 403),
        ("GET", "/api/v1/watch/secrets", 403),
        ("GET", "/api/v1/namespaces/default/%73ecrets", 403),
        ("GET", "/openapi/v2", 200),
        ("POST", maps, 403),
        ("PUT", "/api/v1/namespaces/default/configmaps/a", 403),
        ("PATCH", "/api/v1/namespaces/default/configmaps/a", 403),
        ("DELETE", "/api/v1/namespaces/default/configmaps/a", 403),
        ("DELETE", maps, 403),
        ("POST", "/argo/engine/stop", 403),
        ("POST", "/argo/engine/listen", 403),
        ("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", 201),
    ] {
        let (found, answer) = ask(method, path, Some(token.expose_secret()), map.clone()).await;
        assert_eq!(found, code, "{method} {path}: {answer}");
    }
    for (path, code) in
        [("/version", 200), ("/healthz", 200), ("/api", 403), ("/openapi/v2", 403), ("/argo/engine", 403)]
    {
        assert_eq!(ask("GET", path, None, Value::Null).await.0, code, "{path} without a token");
    }
    assert_eq!(ask("POST", "/version", None, Value::Null).await.0, 403, "looking is all that is open");
    let review = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    let may = async |verb: &str, resource: &str| {
        let asked = json!({"spec": {"resourceAttributes": {"verb": verb, "resource": resource}}});
        let (_, answer) = ask("POST", review, Some(token.expose_secret()), asked).await;
        answer["status"]["allowed"] == true
    };
    assert!(may("list", "pods").await && !may("delete", "pods").await && !may("get", "secrets").await);
    daemon::stop(&options.home).await.expect("an answer");
}
