//! Single sign-on at an issuer that is made for the test.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::fake::{Fake, Reply};
use crate::service::{Answer, Service};
use crate::support::TestEnv;

fn fields(text: &str) -> HashMap<String, String> {
    let url = reqwest::Url::parse(&format!("http://x/?{text}")).expect("fields");
    url.query_pairs().into_owned().collect()
}

/// What is asked for by code, and what the next token is to say otherwise.
#[derive(Default)]
struct State {
    asked: HashMap<String, HashMap<String, String>>,
    otherwise: Value,
}

/// A key that signs tokens.
fn key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let document =
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).expect("a new key");
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random).expect("a key")
}

fn signed(key: &EcdsaKeyPair, head: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", part(head), part(claims));
    let signature = key.sign(&SystemRandom::new(), message.as_bytes()).expect("a signature");
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// An issuer that knows everybody.
fn issuer() -> (Fake, Arc<Mutex<State>>) {
    let state: Arc<Mutex<State>> = Arc::default();
    let own = state.clone();
    let (right, wrong) = (key(), key());
    let fake = Fake::plain(move |asked| {
        let url = format!("http://{}", asked.header("host"));
        match asked.path.split('?').next().unwrap_or_default() {
            "/.well-known/openid-configuration" => Reply::ok(
                json!({"issuer": url, "authorization_endpoint": format!("{url}/auth"), "token_endpoint": format!("{url}/token"), "jwks_uri": format!("{url}/keys")})
                    .to_string(),
            ),
            "/token" => {
                let form = fields(&asked.body);
                let mut state = own.lock().expect("no panics");
                let Some(wanted) = state.asked.remove(&form["code"]) else {
                    return Reply::status(400, r#"{"error":"invalid_grant"}"#);
                };
                let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"]));
                if challenge != wanted["code_challenge"]
                    || (form["client_id"].as_str(), form["client_secret"].as_str()) != ("argo", "hush")
                    || form["redirect_uri"] != wanted["redirect_uri"]
                {
                    return Reply::status(400, r#"{"error":"invalid_client"}"#);
                }
                let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_secs();
                let mut claims = json!({
                    "iss": url, "aud": "argo", "exp": now + 300, "nonce": wanted["nonce"], "sub": "mona", "email": "m@example.com",
                    "groups": ["a", "b"],
                });
                for (key, value) in state.otherwise.as_object().into_iter().flatten() {
                    claims[key] = value.clone();
                }
                // What is wrong with the signature is said beside the claims, and is not one of them.
                let fault = claims.as_object_mut().expect("claims").remove("fault").unwrap_or_default();
                let mut head = json!({"alg": "ES256", "kid": "one"});
                if fault == "alg" {
                    head["alg"] = "none".into();
                }
                let by = if fault == "key" { &wrong } else { &right };
                let mut token = signed(by, &head, &claims);
                if fault == "body" {
                    let parts: Vec<String> = token.split('.').map(str::to_owned).collect();
                    let other = claims.to_string().replace("mona", "lisa");
                    token = format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(other), parts[2]);
                }
                Reply::ok(json!({"id_token": token}).to_string())
            }
            "/keys" => {
                let [x, y] = [1..33, 33..65].map(|at| URL_SAFE_NO_PAD.encode(&right.public_key().as_ref()[at]));
                let key = json!({"kty": "EC", "use": "sig", "kid": "one", "crv": "P-256", "x": x, "y": y});
                Reply::ok(json!({"keys": [{"kty": "RSA", "kid": "one", "n": "AQ", "e": "AQ"}, key]}).to_string())
            }
            _ => Reply::status(404, ""),
        }
    });
    (fake, state)
}

fn settings(env: &TestEnv, sso: &str) {
    let secret =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: sso}\nstringData: {id: argo, secret: hush}\n";
    let map = format!(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: workflow-controller-configmap}}\ndata:\n  sso: |\n{sso}"
    );
    let file = env.file("settings.yaml", &format!("{secret}---\n{map}"));
    env.run(&format!("--local apply -f {file}")).ok();
}

fn usual(issuer: &Fake) -> String {
    format!(
        "    issuer: {}\n    clientId: {{name: sso, key: id}}\n    clientSecret: {{name: sso, key: secret}}\n    scopes: [groups]\n",
        issuer.url()
    )
}

const SERVER: &str = "server --port 0 --auth-mode sso --secure=false";

fn service(issuer: &Fake) -> Service {
    let env = TestEnv::new();
    settings(&env, &usual(issuer));
    Service::in_env(env, SERVER)
}

/// The cookie that an answer sets, as a browser sends it back.
fn cookie(answer: &Answer, begins: &str) -> String {
    let lines = answer.head.lines().filter_map(|line| line.split_once(": "));
    let mut set = lines.filter(|(key, _)| key.eq_ignore_ascii_case("set-cookie")).map(|(_, value)| value);
    let line = set.find(|line| line.starts_with(begins)).unwrap_or_else(|| panic!("{begins}: {answer:?}"));
    assert!(line.contains("HttpOnly") && line.contains("SameSite"), "{line}");
    format!("Cookie: {}", line.split(';').next().expect("a value"))
}

/// Begins a login: the state, the cookie of the browser, and the code that the issuer gives.
fn begin(service: &Service, state: &Mutex<State>) -> (String, String, String) {
    let sent = service.get("/oauth2/redirect?redirect=/x");
    assert_eq!(sent.status, 302, "{sent:?}");
    let wanted = fields(sent.header("location").split_once('?').expect("a query").1);
    assert_eq!((wanted["client_id"].as_str(), wanted["scope"].as_str()), ("argo", "openid groups"));
    assert_eq!(wanted["redirect_uri"], format!("http://{}/oauth2/callback", service.address));
    assert_eq!(wanted["code_challenge_method"], "S256");
    let login = wanted["state"].clone();
    let own = cookie(&sent, &login);
    let mut state = state.lock().expect("no panics");
    let code = format!("code-{}", state.asked.len());
    state.asked.insert(code.clone(), wanted);
    (login, own, code)
}

#[test]
fn who_logs_in_at_the_issuer_is_let_in() {
    let (issuer, state) = issuer();
    let service = service(&issuer);
    for path in ["/api/v1/workflows/default", "/api/v1/info", "/metrics"] {
        assert_eq!(service.get(path).status, 401, "{path}");
    }
    assert_eq!(service.get("/login").json(), json!({"sso": true}));
    let (login, own, code) = begin(&service, &state);
    let back = format!("/oauth2/callback?code={code}&state={login}");
    // Another browser cannot use the code, nor can this one with another state.
    assert_eq!(service.get(&back).status, 401);
    let strange = format!("/oauth2/callback?code={code}&state=x");
    assert_eq!(service.send("GET", &strange, &[&own], "").status, 401);
    let done = service.send("GET", &back, &[&own], "");
    assert_eq!((done.status, done.header("location")), (302, "/x"), "{done:?}");
    let session = cookie(&done, "authorization=\"Bearer v2:");
    assert_eq!(service.send("GET", "/api/v1/workflows/default", &[&session], "").status, 200);
    let user = service.send("GET", "/api/v1/userinfo", &[&session], "").json();
    assert_eq!((&user["subject"], &user["groups"]), (&json!("mona"), &json!(["a", "b"])));
    let bearer = session.replace("Cookie: authorization=\"", "Authorization: ").replace('"', "");
    assert_eq!(service.send("GET", "/api/v1/info", &[&bearer], "").status, 200);
    // The answer to a code works once, and what was not given here does not count.
    assert_eq!(service.send("GET", &back, &[&own], "").status, 401);
    for wrong in ["Bearer v2:x", "Bearer v2:", "Bearer e30.e30.x", "Session x"] {
        assert_eq!(
            service.send("GET", "/api/v1/info", &[&format!("Authorization: {wrong}")], "").status,
            401
        );
    }
    let out = service.send("POST", "/logout", &[&session], "{}");
    assert_eq!(out.status, 200);
    assert_eq!(service.send("GET", "/api/v1/info", &[&session], "").status, 401);
}

#[test]
fn tokens_that_are_not_for_us_are_refused() {
    let (issuer, state) = issuer();
    let service = service(&issuer);
    for otherwise in [
        json!({"aud": "other"}),
        json!({"iss": "https://other.example"}),
        json!({"exp": 1}),
        json!({"nonce": "x"}),
        json!({"sub": ""}),
        json!({"fault": "key"}),
        json!({"fault": "alg"}),
        json!({"fault": "body"}),
    ] {
        let (login, own, code) = begin(&service, &state);
        state.lock().expect("no panics").otherwise = otherwise.clone();
        let back = service.send("GET", &format!("/oauth2/callback?code={code}&state={login}"), &[&own], "");
        assert_eq!(back.status, 401, "{otherwise}: {back:?}");
        assert!(!back.head.contains("Bearer v2:") && !back.body.contains("hush"), "{back:?}");
    }
    let (login, own, _) = begin(&service, &state);
    let unknown = service.send("GET", &format!("/oauth2/callback?code=none&state={login}"), &[&own], "");
    assert_eq!(unknown.status, 401, "{unknown:?}");
    // Nobody is led away by a link to this server.
    for away in ["https://evil.example", "//evil.example", "/%5Cevil.example"] {
        assert_eq!(service.get(&format!("/oauth2/redirect?redirect={away}")).status, 400, "{away}");
    }
    assert_eq!(service.send("POST", "/oauth2/callback", &[], "").status, 405);
    assert_eq!(Service::open().get("/oauth2/redirect").status, 501);
}

#[test]
fn settings_that_are_not_understood_are_named() {
    let env = TestEnv::new();
    let none = env.run(SERVER);
    assert!(none.code == 1 && none.stderr.contains("needs `sso` in the ConfigMap"), "{}", none.stderr);
    let (issuer, _) = issuer();
    for (more, words) in [
        ("    rbac: {enabled: true}\n", "rbac.enabled is not supported"),
        ("    rootCA: x\n", "rootCA is not supported"),
        ("    sessionExpiry: soon\n", "sessionExpiry"),
    ] {
        settings(&env, &format!("{}{more}", usual(&issuer)));
        let refused = env.run(SERVER);
        assert!(refused.code == 1 && refused.stderr.contains(words), "{words}: {}", refused.stderr);
    }
    settings(&env, "    issuer: http://issuer.example\n");
    assert!(env.run(SERVER).stderr.contains("https is wanted"));
    env.run("--local local stop").ok();
}

#[test]
fn the_command_line_logs_in_there() {
    let (issuer, state) = issuer();
    let service = service(&issuer);
    // What a browser would do is done here: the address is printed, and the code is pasted.
    let mut command =
        service.env.command_within(60, ["-s", &service.address, "-e=false", "login", "--paste"]);
    use std::io::{BufRead, Write};
    use std::process::Stdio;
    let mut child =
        command.stdin(Stdio::piped()).stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("argo");
    let mut lines = std::io::BufReader::new(child.stderr.take().expect("its words")).lines();
    let mark = format!("{}/auth?", issuer.url());
    let address = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| line.find(&mark).map(|at| line[at..].to_owned()));
    let address = address.expect("an address to open");
    let wanted = fields(address.split_once('?').expect("a query").1);
    let back = format!("{}?code=pasted&state={}\n", wanted["redirect_uri"], wanted["state"]);
    state.lock().expect("no panics").asked.insert("pasted".to_owned(), wanted);
    child.stdin.take().expect("its input").write_all(back.as_bytes()).expect("a reader");
    let more: Vec<String> = lines.map_while(Result::ok).collect();
    let done = child.wait().expect("an end");
    assert!(done.success(), "{more:?}");
    assert_eq!(service.argo("list -o name").code, 0);
}
