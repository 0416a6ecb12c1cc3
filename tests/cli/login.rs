//! Logging in: at an Argo Server with single sign-on and at an issuer of OpenID Connect, both made for the test; and the
//! names that places have.

use std::collections::HashMap;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::fake::{Asked, EMPTY, Fake, Reply};
use crate::support::TestEnv;

/// An address, what was asked for by code, and how often a token was renewed.
type Issued = (String, HashMap<String, HashMap<String, String>>, u32);

/// The fields of a query or of a form.
fn fields(text: &str) -> HashMap<String, String> {
    let url = reqwest::Url::parse(&format!("http://x/?{text}")).expect("fields");
    url.query_pairs().into_owned().collect()
}

fn query(asked: &Asked) -> HashMap<String, String> {
    fields(asked.path.split_once('?').unwrap_or_default().1)
}

fn encoded(text: &str) -> String {
    let mut url = reqwest::Url::parse("http://x/").expect("an address");
    url.query_pairs_mut().append_pair("v", text);
    url.query().unwrap_or_default().trim_start_matches("v=").to_owned()
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_secs()
}

/// An issuer that logs everybody in at once. Tokens last for `lasting` seconds, and each has a number.
fn issuer(lasting: u64) -> Arc<Fake> {
    let own: Arc<Mutex<Issued>> = Arc::default();
    let state = own.clone();
    let fake = Fake::plain(move |asked| {
        let mut state = state.lock().expect("no panics");
        let url = state.0.clone();
        match asked.path.split('?').next().unwrap_or_default() {
            "/.well-known/openid-configuration" => Reply::ok(
                json!({"issuer": url, "authorization_endpoint": format!("{url}/auth"), "token_endpoint": format!("{url}/token")})
                    .to_string(),
            ),
            "/auth" => {
                let wanted = query(asked);
                let code = format!("code+{}", state.1.len());
                let to = format!("{}?code={}&state={}", wanted["redirect_uri"], encoded(&code), wanted["state"]);
                state.1.insert(code, wanted);
                Reply::status(302, "").with("location", to)
            }
            "/token" => {
                let form = fields(&asked.body);
                let nonce = match form["grant_type"].as_str() {
                    "refresh_token" if form["refresh_token"] == "again" => json!(null),
                    "refresh_token" => return Reply::status(400, r#"{"error":"invalid_grant"}"#),
                    _ => {
                        let Some(wanted) = state.1.remove(&form["code"]) else {
                            return Reply::status(400, r#"{"error":"invalid_grant","error_description":"no such code"}"#);
                        };
                        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"]));
                        assert_eq!(wanted["code_challenge"], challenge);
                        assert_eq!(wanted["redirect_uri"], form["redirect_uri"]);
                        json!(wanted["nonce"])
                    }
                };
                state.2 += 1;
                let claims = json!({"sub": "me", "exp": now() + lasting, "nonce": nonce, "n": state.2});
                let token = format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(claims.to_string()));
                Reply::ok(json!({"id_token": token, "refresh_token": "again"}).to_string())
            }
            _ => Reply::status(404, ""),
        }
    });
    own.lock().expect("no panics").0 = fake.url();
    Arc::new(fake)
}

/// An Argo Server that sends browsers to a provider, and knows the token it gave. `redirect` is the address for codes, if
/// its configuration fixes one.
fn argo_server(redirect: Option<&'static str>) -> Fake {
    Fake::plain(move |asked| {
        let (path, query) = (asked.path.split('?').next().unwrap_or_default(), query(asked));
        let callback = redirect
            .map_or_else(|| format!("http://{}/oauth2/callback", asked.header("host")), str::to_owned);
        match path {
            "/oauth2/redirect" => Reply::status(302, "").with("set-cookie", "5tat3=/; HttpOnly").with(
                "location",
                format!("https://idp.invalid/auth?state=5tat3&redirect_uri={}", encoded(&callback)),
            ),
            "/oauth2/callback" if asked.header("cookie") == "5tat3=/" && query["code"] == "c0de" => {
                Reply::status(302, "").with("location", "/").with(
                    "set-cookie",
                    "authorization=\"Bearer v2:t0ken\"; Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT",
                )
            }
            "/oauth2/callback" => Reply::status(401, ""),
            _ if asked.header("authorization") == "Bearer v2:t0ken" => Reply::ok(EMPTY),
            _ => Reply::status(401, r#"{"code":16,"message":"token not valid"}"#),
        }
    })
}

/// Starts a login; what it opens in the browser goes to a file.
fn start(env: &TestEnv, args: &str) -> Child {
    let browser = env.file(
        "browser",
        &format!("#!/bin/sh\nprintf %s \"$1\" > {}.new\nmv {0}.new {0}\n", env.path("opened").display()),
    );
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let mut command = env.command_within(60, args.split_whitespace());
    command.env("BROWSER", browser).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program")
}

fn opened(env: &TestEnv) -> reqwest::Url {
    loop {
        if let Ok(text) = std::fs::read_to_string(env.path("opened")) {
            return reqwest::Url::parse(&text).expect("an address");
        }
        std::thread::yield_now();
    }
}

/// Gets a page as a browser does, and those it leads to.
fn browse(address: &str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let _ = rustls::crypto::ring::default_provider().install_default();
    runtime.block_on(async { reqwest::get(address).await.expect("a page").text().await.expect("text") })
}

fn end(child: Child) -> (i32, String, String) {
    let output = child.wait_with_output().expect("the program");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// The only file of a login.
fn kept(env: &TestEnv) -> std::path::PathBuf {
    let folder = std::fs::read_dir(env.path(".config/argo/logins")).expect("logins");
    folder.flatten().map(|entry| entry.path()).next().expect("a login")
}

#[test]
fn single_sign_on_comes_back_to_this_machine() {
    let (env, server) = (TestEnv::new(), argo_server(None));
    let here = format!("-s {} -e=false", server.address());
    assert_eq!(env.run(&format!("list {here}")).code, 1);
    let login = start(&env, &format!("login {here}"));
    let address = opened(&env);
    let redirect = fields(address.query().unwrap_or_default())["redirect_uri"].clone();
    assert!(redirect.starts_with("http://localhost:"), "{redirect}");
    // Somebody else's page cannot bring a code.
    assert_eq!(browse(&format!("{redirect}?code=theirs&state=x")), "There is nothing here.");
    assert!(browse(&format!("{redirect}?code=c0de&state=5tat3")).starts_with("You are logged in."));
    let (code, out, error) = end(login);
    assert_eq!(code, 0, "{error}");
    assert_eq!(out, format!("Logged in to {} until 2100-01-01T00:00:00Z\n", server.address()));
    let mode = std::fs::metadata(kept(&env)).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(env.run(&format!("list {here}")).ok(), "No workflows found\n");
    let verbose = env.run(&format!("list -v {here}"));
    assert!(!verbose.stderr.contains("t0ken"), "{}", verbose.stderr);
    std::fs::set_permissions(kept(&env), std::fs::Permissions::from_mode(0o644)).expect("a file");
    let open = env.run(&format!("list {here}"));
    assert!(open.code == 1 && open.stderr.contains("can be read by others"), "{}", open.stderr);
    assert_eq!(env.run(&format!("logout {here}")).ok(), format!("Logged out of {}\n", server.address()));
    assert_eq!(env.run(&format!("list {here}")).code, 1);
}

#[test]
fn a_server_with_a_fixed_address_takes_what_is_pasted() {
    let (env, server) = (TestEnv::new(), argo_server(Some("https://argo.example/oauth2/callback")));
    for args in ["login prod", "login prod --paste"] {
        env.run(&format!("context add prod -e=false -n team -s {}", server.address())).ok();
        let mut login = start(&env, args);
        let mut stdin = login.stdin.take().expect("its standard input");
        stdin
            .write_all(b"what?\nhttps://argo.example/oauth2/callback?code=c0de&state=5tat3\n")
            .expect("a reader");
        drop(stdin);
        let (code, out, error) = end(login);
        assert_eq!((code, out.as_str()), (0, "Logged in to prod until 2100-01-01T00:00:00Z\n"), "{error}");
        assert!(error.contains("begins with https://argo.example/oauth2/callback"), "{error}");
        assert!(error.contains("That is not an address of this login"), "{error}");
        assert_eq!(env.run("list --context prod").ok(), "No workflows found\n");
        assert!(server.last().path.contains("/api/v1/workflows/team?"), "{}", server.last().path);
        assert_eq!(env.run("context remove prod").ok(), "Context prod is removed\n");
    }
}

#[test]
fn tokens_may_be_given_and_end() {
    let (env, server) = (TestEnv::new(), argo_server(None));
    env.run(&format!("context add prod -e=false -s {}", server.address())).ok();
    assert_eq!(
        env.run_with_input("login prod --token-stdin", "Bearer v2:t0ken\n").ok(),
        "Logged in to prod\n"
    );
    assert_eq!(env.run("list --context prod").ok(), "No workflows found\n");
    let old = format!("e30.{}.s", URL_SAFE_NO_PAD.encode(r#"{"exp":1700000000}"#));
    env.run_with_input("login prod --token-stdin", &old).ok();
    let ended = env.run("list --context prod");
    assert_eq!(ended.code, 1);
    let words =
        "the login of prod has ended at 2023-11-14T22:13:20Z\nhint: `argo login prod` brings another one";
    assert!(ended.stderr.contains(words), "{}", ended.stderr);
    let soon = format!("e30.{}.s", URL_SAFE_NO_PAD.encode(format!(r#"{{"exp":{}}}"#, now() + 300)));
    env.run_with_input("login prod --token-stdin", &soon).ok();
    assert!(env.run("list --context prod").stderr.contains("the login of prod ends in"));
    assert_eq!(env.run_with_input("login prod --token-stdin", "").code, 1);
    let none = env.run("login");
    assert!(none.code == 2 && none.stderr.contains("argo context add NAME"), "{}", none.stderr);
    let (plain, at) = (Fake::plain(|_| Reply::status(404, "")), env.run("login nothing-here"));
    assert_ne!(at.code, 0);
    let without = env.run(&format!("login --paste -e=false -s {}", plain.address()));
    assert!(without.stderr.contains("has no single sign-on"), "{}", without.stderr);
}

#[test]
fn tokens_of_an_issuer_are_renewed() {
    let (env, issuer) = (TestEnv::new(), issuer(5));
    let server = Fake::plain(|asked| match asked.header("authorization").starts_with("Bearer e30.") {
        true => Reply::ok(EMPTY),
        false => Reply::status(401, ""),
    });
    env.run(&format!("context add prod -e=false -s {}", server.address())).ok();
    let login = start(&env, &format!("login prod --issuer {} --client-id argo", issuer.url()));
    let address = opened(&env);
    assert!(browse(address.as_str()).starts_with("You are logged in."));
    let (code, out, error) = end(login);
    assert_eq!(
        (code, out.as_str()),
        (0, "Logged in to prod, renewed as long as the issuer allows\n"),
        "{error}"
    );
    // The token ends within the ten seconds that count as now, so each command gets another one.
    env.run("list --context prod").ok();
    let first = server.last().header("authorization").to_owned();
    env.run("list --context prod").ok();
    assert_ne!(server.last().header("authorization"), first);
    let text = std::fs::read_to_string(kept(&env)).expect("a login");
    std::fs::write(kept(&env), text.replace("again", "worn")).expect("a login");
    let ended = env.run("list --context prod");
    assert!(ended.code == 1 && ended.stderr.contains("cannot be renewed"), "{}", ended.stderr);
    assert!(ended.stderr.contains("invalid_grant") && !ended.stderr.contains("worn"), "{}", ended.stderr);

    let paste = format!("login prod --paste --issuer {} --client-id argo", issuer.url());
    let refused = env.run_with_input(&paste, "nothing\n");
    assert!(refused.code == 1 && refused.stderr.contains("standard input ended"), "{}", refused.stderr);
    let web = Fake::plain(|_| Reply::ok("<html>"));
    let none = env.run(&format!("login prod --issuer {} --client-id argo", web.url()));
    assert!(none.stderr.contains("is no issuer of OpenID Connect"), "{}", none.stderr);
}

#[test]
fn contexts_are_this_machine_servers_and_clusters() {
    let (env, cluster, server) =
        (TestEnv::new(), Fake::plain(|_| Reply::ok(EMPTY)), Fake::plain(|_| Reply::ok(EMPTY)));
    assert_eq!(
        env.run("context show").ok(),
        "Name:       local\nPlace:      this machine\nNamespace:  default\n"
    );
    env.file(".kube/config", &cluster.kubeconfig("", ""));
    env.run(&format!("context add prod -e=false -n team -s {}", server.address())).ok();
    let listed =
        env.run("context list").ok().replace(&server.address(), "SERVER").replace(&cluster.url(), "CLUSTER");
    let lines: Vec<Vec<&str>> = listed.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["NAME", "PLACE", "ADDRESS", "NAMESPACE", "LOGIN"]);
    assert_eq!(lines[1], ["local", "this", "machine", "default"]);
    assert_eq!(lines[2], ["prod", "Argo", "Server", "SERVER", "team", "no"]);
    assert_eq!(lines[3], ["*", "x", "cluster", "CLUSTER", "argo"]);
    assert_eq!(env.run("context list -o name").ok(), "local\nprod\nx\n");

    assert_eq!(env.run("context use prod").ok(), "Context prod is in use\n");
    env.run("list").ok();
    assert_eq!((server.asked().len(), cluster.asked().len()), (1, 0));
    // What may do harm names the place; other commands do not.
    let danger = env.run("delete --all");
    assert_eq!(danger.stderr, format!("context prod ({})\n", server.address()));
    assert_eq!(env.run("list").stderr, "");
    env.run("list --context x").ok();
    assert_eq!(cluster.asked().len(), 1);
    assert_eq!(env.run("delete --all --context x").stderr, "context x\n");
    env.run("context use x").ok();
    env.run("list").ok();
    assert_eq!(cluster.asked().len(), 3);
    assert_eq!(env.run("context use --none").ok(), "No context is in use\n");
    assert_eq!(env.run("delete --all").stderr, "", "the usual place");

    assert_eq!(env.run("context use nothing").code, 1);
    assert_eq!(env.run("context remove x").code, 1);
    assert_eq!(env.run("context add local -s a:1").code, 2);
    assert_eq!(env.run("context add other").code, 2);
    assert_eq!(env.run("context add other -s http://:0:0").code, 1);
    assert_eq!(env.run("context remove prod").ok(), "Context prod is removed\n");
    env.file(".config/argo/contexts.json", "{");
    let damaged = env.run("list");
    assert!(damaged.code == 1 && damaged.stderr.contains("contexts.json is damaged"), "{}", damaged.stderr);
    assert!(!env.path("state").exists(), "no engine was needed");
}
