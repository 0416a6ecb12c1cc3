//! Artifacts behind URLs.

use base64::Engine as _;
use http::request::Parts;
use http::{Method, Response, StatusCode};
use serde_json::{Value, json};

use super::server::{Kept, Server, header, text};
use super::{is_told, node, ran};
use crate::support::{TestEnv, has_namespaces};

const PASSWORD: &str = "a-password-of-the-web";

fn answer(kept: &mut Kept, parts: &Parts, body: &[u8]) -> Response<axum::body::Body> {
    let path = parts.uri.path().to_owned();
    let coded = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
    let wanted = match path.as_str() {
        "/token" => format!("Basic {}", coded(&format!("client:{PASSWORD}"))),
        "/oauth" => "Bearer the-token".to_owned(),
        "/open" => String::new(),
        _ => format!("Basic {}", coded(&format!("user:{PASSWORD}"))),
    };
    if header(parts, "authorization") != wanted {
        kept.refused.push(path);
        return text(StatusCode::UNAUTHORIZED, "no");
    }
    match (&parts.method, path.as_str()) {
        (&Method::POST, "/token") => {
            assert_eq!(String::from_utf8_lossy(body), "grant_type=client_credentials&scope=read&aud=us");
            text(StatusCode::OK, r#"{"access_token": "the-token", "token_type": "bearer"}"#)
        }
        (&Method::PUT, _) => {
            kept.objects.insert(path, body.to_vec());
            text(StatusCode::CREATED, "")
        }
        (_, "/open") => text(StatusCode::OK, format!("open to {}\n", header(parts, "x-who"))),
        (_, "/oauth") => text(StatusCode::OK, "by token\n"),
        (_, path) => match kept.objects.get(path) {
            Some(object) => text(StatusCode::OK, object.clone()),
            None => text(StatusCode::NOT_FOUND, "no such thing"),
        },
    }
}

#[test]
fn artifacts_are_loaded_from_and_saved_to_urls() {
    if !has_namespaces() {
        return;
    }
    let server = Server::start(answer);
    server.with(|kept| kept.busy = 1);
    let at = |path: &str| format!("http://{}/{path}", server.address);
    let secret = |key: &str| json!({"name": "web", "key": key});
    let basic = json!({"basicAuth": {"usernameSecret": secret("user"), "passwordSecret": secret("word")}});
    let oauth = json!({"oauth2": {
        "clientIDSecret": secret("client"), "clientSecretSecret": secret("word"),
        "tokenURLSecret": secret("token"), "scopes": ["read"], "endpointParams": [{"key": "aud", "value": "us"}],
    }});
    let kept = json!({"http": {"url": at("kept"), "auth": basic}});
    let artifactory =
        json!({"url": at("jar"), "usernameSecret": secret("user"), "passwordSecret": secret("word")});
    let with = |name: &str, rest: &Value| {
        let mut artifact = json!({"name": name, "path": format!("/work/{name}")});
        artifact.as_object_mut().expect("an object").extend(rest.as_object().cloned().expect("an object"));
        artifact
    };
    let none = json!({"archive": {"none": {}}});
    let plain = |rest: &Value| with_all(rest, &none);
    let workflow = json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "web"},
        "spec": {"entrypoint": "main", "templates": [
            {"name": "main", "steps": [
                [{"name": "save", "template": "save"}], [{"name": "load", "template": "load"}],
                [{"name": "missing", "template": "missing", "continueOn": {"error": true}}],
            ]},
            {
                "name": "save",
                "container": {"image": "busybox", "command": ["sh", "-c"],
                              "args": ["mkdir -p /work; echo saved > /work/kept; echo jarred > /work/jar"]},
                "outputs": {"artifacts": [
                    with("kept", &plain(&kept)), with("jar", &plain(&json!({"artifactory": artifactory}))),
                ]},
            },
            {
                "name": "load",
                "inputs": {"artifacts": [
                    with("kept", &kept),
                    with("jar", &json!({"artifactory": artifactory})),
                    with("open", &json!({"http": {"url": at("open"), "headers": [{"name": "X-Who", "value": "me"}]}})),
                    with("oauth", &json!({"http": {"url": at("oauth"), "auth": oauth}})),
                    with("maybe", &json!({"http": {"url": at("none"), "auth": basic}, "optional": true})),
                ]},
                "container": {"image": "busybox", "command": ["sh", "-c"],
                              "args": ["cd /work && cat kept jar open oauth && ! test -e maybe"]},
            },
            {
                "name": "missing",
                "inputs": {"artifacts": [with("none", &json!({"http": {"url": at("none"), "auth": basic}}))]},
                "container": {"image": "busybox", "command": ["true"]},
            },
        ]},
    });
    let objects = json!({
        "apiVersion": "v1", "kind": "Secret", "metadata": {"name": "web"},
        "stringData": {"user": "user", "word": PASSWORD, "client": "client", "token": at("token")},
    });
    let env = TestEnv::new();
    let workflow = ran(&env, &objects.to_string(), &workflow.to_string());
    assert_eq!(node(&workflow, "load")["phase"], "Succeeded", "{:#}", workflow["status"]);
    let logs = env.run("logs web --no-color").stdout;
    let texts: Vec<&str> = logs.lines().filter_map(|line| Some(line.split_once(": ")?.1)).collect();
    assert_eq!(texts, ["saved", "jarred", "open to me", "by token"]);
    assert_eq!(server.keys(), ["/jar", "/kept"]);
    let message = node(&workflow, "missing")["message"].as_str().unwrap_or_default();
    assert!(message.contains("is not in the repository: no http://"), "{message}");
    assert!(!is_told(&env, &workflow, PASSWORD));
}

fn with_all(one: &Value, other: &Value) -> Value {
    let mut all = one.as_object().cloned().expect("an object");
    all.extend(other.as_object().cloned().expect("an object"));
    all.into()
}
