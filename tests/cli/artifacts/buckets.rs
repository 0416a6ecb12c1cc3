//! The buckets of Azure, OSS and Google, each with its own way to prove who asks.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::request::Parts;
use http::{Method, Response, StatusCode};
use ring::{hmac, signature};
use serde_json::{Value, json};

use super::server::{Kept, Server, decoded, header, query, text};
use super::{check_make_and_use, is_told, node, repository};
use crate::support::{TestEnv, has_namespaces, skipped};

/// The keys that begin with a text after a mark, one a page, and the mark for the next.
fn page(kept: &Kept, prefix: &str, after: &str) -> (Option<String>, String) {
    let mut keys = kept.objects.keys().filter(|key| key.starts_with(prefix) && key.as_str() > after);
    let (first, next) = (keys.next().cloned(), keys.next());
    let mark = if next.is_some() { first.clone().unwrap_or_default() } else { String::new() };
    (first, mark)
}

fn refuse(kept: &mut Kept, parts: &Parts) -> Response<axum::body::Body> {
    kept.refused.push(format!("{} {}", parts.method, parts.uri));
    text(StatusCode::FORBIDDEN, "<Error><Code>Denied</Code></Error>")
}

/// What all do with objects, once they know who asks.
fn object(kept: &mut Kept, method: &Method, key: &str, body: &[u8]) -> Response<axum::body::Body> {
    match *method {
        Method::PUT | Method::POST => {
            kept.objects.insert(key.to_owned(), body.to_vec());
            text(StatusCode::CREATED, "{}")
        }
        Method::DELETE => {
            kept.objects.remove(key);
            text(StatusCode::ACCEPTED, "")
        }
        _ => match kept.objects.get(key) {
            Some(object) => text(StatusCode::OK, object.clone()),
            None => text(StatusCode::NOT_FOUND, "<Error><Code>NoSuchKey</Code></Error>"),
        },
    }
}

fn check_keys(server: &Server, workflow: &Value, kind: &str, field: &str) {
    let location = &node(workflow, "make")["outputs"]["artifacts"][0][kind];
    let key = location[field].as_str().expect("a key");
    let folder = key.strip_suffix("/text.tgz").expect("an archive");
    let keys = server.keys();
    for expected in ["d/a", "d/sub/b c", "main.log", "text.tgz"] {
        assert!(keys.contains(&format!("{folder}/{expected}")), "{expected} of {keys:?}");
    }
}

const AZURE_KEY: &[u8] = b"a key of an account, which nobody sees";

fn azure(kept: &mut Kept, parts: &Parts, body: &[u8]) -> Response<axum::body::Body> {
    let mut named: Vec<String> = parts
        .headers
        .keys()
        .filter(|name| name.as_str().starts_with("x-ms-"))
        .map(|name| format!("{name}:{}\n", header(parts, name.as_str())))
        .collect();
    named.sort();
    let pairs = parts.uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    let mut pairs: Vec<String> = pairs.map(|(k, v)| format!("\n{k}:{}", decoded(v))).collect();
    pairs.sort();
    let length = if body.is_empty() { String::new() } else { body.len().to_string() };
    let signed = format!(
        "{}\n\n\n{length}\n\n{}\n\n\n\n\n\n\n{}/account{}{}",
        parts.method,
        header(parts, "content-type"),
        named.concat(),
        parts.uri.path(),
        pairs.concat()
    );
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, AZURE_KEY), signed.as_bytes());
    if header(parts, "authorization") != format!("SharedKey account:{}", STANDARD.encode(tag.as_ref())) {
        return refuse(kept, parts);
    }
    let path = decoded(parts.uri.path());
    match path.strip_prefix("/account/box/") {
        Some(key) => object(kept, &parts.method, key, body),
        None => {
            let (prefix, after) = (query(parts, "prefix"), query(parts, "marker"));
            let (key, mark) = page(kept, &prefix.unwrap_or_default(), &after.unwrap_or_default());
            let blob = key.map(|key| format!("<Blob><Name>{key}</Name></Blob>")).unwrap_or_default();
            text(StatusCode::OK, format!("<Blobs>{blob}</Blobs><NextMarker>{mark}</NextMarker>"))
        }
    }
}

#[test]
fn artifacts_go_through_a_container_of_azure() {
    if !has_namespaces() {
        return;
    }
    let server = Server::start(azure);
    let env = TestEnv::new();
    let description = json!({"azure": {
        "endpoint": format!("http://{}/account", server.address), "container": "box",
        "accountKeySecret": {"name": "keys", "key": "account"},
    }});
    let key = STANDARD.encode(AZURE_KEY);
    let workflow = check_make_and_use(&env, &repository(&description, &[("account", &key)]));
    check_keys(&server, &workflow, "azure", "blob");
    assert!(!is_told(&env, &workflow, &key));
}

const OSS_SECRET: &str = "a-secret-of-oss";

fn oss(kept: &mut Kept, parts: &Parts, body: &[u8]) -> Response<axum::body::Body> {
    let path = decoded(parts.uri.path());
    let key = path.trim_start_matches("/box").trim_start_matches('/');
    let signed = format!("{}\n\n\n{}\n/box/{key}", parts.method, header(parts, "date"));
    let tag = hmac::sign(
        &hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, OSS_SECRET.as_bytes()),
        signed.as_bytes(),
    );
    if header(parts, "authorization") != format!("OSS access:{}", STANDARD.encode(tag.as_ref())) {
        return refuse(kept, parts);
    }
    if !key.is_empty() {
        return object(kept, &parts.method, key, body);
    }
    let (prefix, after) = (query(parts, "prefix"), query(parts, "marker"));
    let (key, mark) = page(kept, &prefix.unwrap_or_default(), &after.unwrap_or_default());
    let contents = key.map(|key| format!("<Contents><Key>{key}</Key></Contents>")).unwrap_or_default();
    text(StatusCode::OK, format!("{contents}<NextMarker>{mark}</NextMarker>"))
}

#[test]
fn artifacts_go_through_a_bucket_of_oss() {
    if !has_namespaces() {
        return;
    }
    let server = Server::start(oss);
    let env = TestEnv::new();
    let description = json!({"oss": {
        "endpoint": format!("http://{}", server.address), "bucket": "box",
        "accessKeySecret": {"name": "keys", "key": "access"}, "secretKeySecret": {"name": "keys", "key": "secret"},
    }});
    let secret = [("access", "access"), ("secret", OSS_SECRET)];
    let workflow = check_make_and_use(&env, &repository(&description, &secret));
    check_keys(&server, &workflow, "oss", "key");
    assert!(!is_told(&env, &workflow, OSS_SECRET));
}

fn gcs(kept: &mut Kept, parts: &Parts, body: &[u8]) -> Response<axum::body::Body> {
    let path = parts.uri.path().to_owned();
    if path == "/token" {
        let form = String::from_utf8_lossy(body).into_owned();
        let claim = form.split("assertion=").nth(1).unwrap_or_default();
        let (said, tag) = claim.rsplit_once('.').unwrap_or_default();
        let key = signature::UnparsedPublicKey::new(&signature::RSA_PKCS1_2048_8192_SHA256, &kept.public_key);
        let tag = URL_SAFE_NO_PAD.decode(tag).unwrap_or_default();
        if key.verify(said.as_bytes(), &tag).is_err() {
            return refuse(kept, parts);
        }
        return text(StatusCode::OK, r#"{"access_token": "for-an-hour", "expires_in": 3600}"#);
    }
    if header(parts, "authorization") != "Bearer for-an-hour" {
        return refuse(kept, parts);
    }
    if path == "/upload/storage/v1/b/box/o" {
        let key = query(parts, "name").unwrap_or_default();
        return object(kept, &parts.method, &key, body);
    }
    match path.strip_prefix("/storage/v1/b/box/o/") {
        Some(key) => object(kept, &parts.method, &decoded(key), body),
        None => {
            let (prefix, after) = (query(parts, "prefix"), query(parts, "pageToken"));
            let (key, mark) = page(kept, &prefix.unwrap_or_default(), &after.unwrap_or_default());
            let items: Vec<Value> = key.into_iter().map(|key| json!({"name": key})).collect();
            text(StatusCode::OK, json!({"items": items, "nextPageToken": mark}).to_string())
        }
    }
}

/// A key of a service account and its public part; `None`, said aloud, where openssl is missing.
fn key_pair(env: &TestEnv) -> Option<(String, Vec<u8>)> {
    let file = env.path("key.pem").display().to_string();
    let made = ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", &file];
    if !Command::new("openssl").args(made).output().is_ok_and(|output| output.status.success()) {
        skipped("openssl is needed to make a key for Google's storage");
        return None;
    }
    let public = ["rsa", "-in", &file, "-RSAPublicKey_out", "-outform", "DER"];
    let public = Command::new("openssl").args(public).output().expect("openssl").stdout;
    Some((std::fs::read_to_string(&file).expect("a key"), public))
}

#[test]
fn artifacts_go_through_a_bucket_of_google() {
    if !has_namespaces() {
        return;
    }
    let server = Server::start(gcs);
    let env = TestEnv::new();
    let Some((private, public)) = key_pair(&env) else { return };
    server.with(|kept| kept.public_key = public);
    let mut start = env.command(["local", "start"]);
    assert!(
        start.env("STORAGE_EMULATOR_HOST", server.address.to_string()).status().is_ok_and(|s| s.success())
    );
    let account = json!({
        "type": "service_account", "client_email": "me@example.com", "private_key": private,
        "private_key_id": "1", "token_uri": format!("http://{}/token", server.address),
    });
    let description =
        json!({"gcs": {"bucket": "box", "serviceAccountKeySecret": {"name": "keys", "key": "account"}}});
    let secret = account.to_string();
    let workflow = check_make_and_use(&env, &repository(&description, &[("account", &secret)]));
    check_keys(&server, &workflow, "gcs", "key");
    assert!(!is_told(&env, &workflow, "PRIVATE KEY"));
}
