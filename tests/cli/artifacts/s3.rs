//! S3, with signatures of version 4.

use http::request::Parts;
use http::{Method, Response, StatusCode};
use ring::{digest, hmac};
use serde_json::json;

use super::server::{Kept, Server, header, query, text};
use super::{check_make_and_use, is_told, node, ran, repository};
use crate::support::{TestEnv, has_namespaces};

const ACCESS: &str = "AKIDEXAMPLE";
const SECRET: &str = "a-secret+/that=nobody-sees";
const TOKEN: &str = "a-token-for-a-session";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sign(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes()).as_ref().to_vec()
}

/// What the signature should be, from the request as it came.
fn signature(parts: &Parts, scope: &str, names: &str) -> String {
    let mut query: Vec<&str> = parts.uri.query().unwrap_or_default().split('&').collect();
    query.sort_unstable();
    let headers: String = names.split(';').map(|name| format!("{name}:{}\n", header(parts, name))).collect();
    let canonical = format!(
        "{}\n{}\n{}\n{headers}\n{names}\n{}",
        parts.method,
        parts.uri.path(),
        query.join("&"),
        header(parts, "x-amz-content-sha256")
    );
    let hash = hex(digest::digest(&digest::SHA256, canonical.as_bytes()).as_ref());
    let text = format!("AWS4-HMAC-SHA256\n{}\n{scope}\n{hash}", header(parts, "x-amz-date"));
    let key = scope.split('/').fold(format!("AWS4{SECRET}").into_bytes(), |key, part| sign(&key, part));
    hex(&sign(&key, &text))
}

fn is_known(parts: &Parts, body: &[u8]) -> bool {
    let said = header(parts, "authorization");
    let part = |name: &str| {
        said.split([',', ' ']).find_map(|part| part.strip_prefix(name)?.strip_prefix('=')).unwrap_or_default()
    };
    let Some((access, scope)) = part("Credential").split_once('/') else { return false };
    access == ACCESS
        && header(parts, "x-amz-security-token") == TOKEN
        && scope.contains("/eu-test-1/s3/")
        && header(parts, "x-amz-content-sha256") == hex(digest::digest(&digest::SHA256, body).as_ref())
        && part("Signature") == signature(parts, scope, part("SignedHeaders"))
}

fn error(status: StatusCode, code: &str) -> Response<axum::body::Body> {
    text(status, format!("<Error><Code>{code}</Code><Message>{code}, says the test</Message></Error>"))
}

fn answer(kept: &mut Kept, parts: &Parts, body: &[u8]) -> Response<axum::body::Body> {
    if !is_known(parts, body) {
        kept.refused.push(format!("{} {}", parts.method, parts.uri));
        return error(StatusCode::FORBIDDEN, "SignatureDoesNotMatch");
    }
    let path = super::server::decoded(parts.uri.path());
    let path = path.trim_start_matches('/');
    let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
    let is_there = kept.buckets.iter().any(|known| known == bucket);
    match (&parts.method, key) {
        (&Method::PUT, "") => {
            kept.buckets.push(bucket.to_owned());
            text(StatusCode::OK, "")
        }
        _ if !is_there => error(StatusCode::NOT_FOUND, "NoSuchBucket"),
        (&Method::GET, "") => {
            // One key a page, so that there are pages.
            let prefix = query(parts, "prefix").unwrap_or_default();
            let after = query(parts, "continuation-token").unwrap_or_default();
            let mut keys = kept.objects.keys().filter(|key| key.starts_with(&prefix) && **key > after);
            let (first, next) = (keys.next(), keys.next());
            let escaped = |key: &String| key.replace('&', "&amp;");
            let contents = first.map(|key| format!("<Contents><Key>{}</Key></Contents>", escaped(key)));
            let more = first.filter(|_| next.is_some());
            let more =
                more.map(|key| format!("<NextContinuationToken>{}</NextContinuationToken>", escaped(key)));
            let (contents, more) = (contents.unwrap_or_default(), more.unwrap_or_default());
            text(StatusCode::OK, format!("<ListBucketResult>{contents}{more}</ListBucketResult>"))
        }
        (&Method::PUT, key) => {
            kept.objects.insert(key.to_owned(), body.to_vec());
            text(StatusCode::OK, "")
        }
        (&Method::DELETE, key) => {
            kept.objects.remove(key);
            text(StatusCode::NO_CONTENT, "")
        }
        (_, key) => match kept.objects.get(key) {
            Some(object) => text(StatusCode::OK, object.clone()),
            None => error(StatusCode::NOT_FOUND, "NoSuchKey"),
        },
    }
}

fn description(server: &Server) -> serde_json::Value {
    json!({"s3": {
        "endpoint": server.address.to_string(), "bucket": "art", "insecure": true, "region": "eu-test-1",
        "keyFormat": "{{workflow.namespace}}/{{workflow.name}}/{{workflow.creationTimestamp.Y}}/{{pod.name}}",
        "accessKeySecret": {"name": "keys", "key": "access"},
        "secretKeySecret": {"name": "keys", "key": "secret"},
        "sessionTokenSecret": {"name": "keys", "key": "token"},
        "createBucketIfNotPresent": {},
    }})
}

const KEYS: &[(&str, &str)] = &[("access", ACCESS), ("secret", SECRET), ("token", TOKEN)];

#[test]
fn artifacts_go_through_a_bucket() {
    if !has_namespaces() {
        return;
    }
    let server = Server::start(answer);
    server.with(|kept| kept.busy = 2);
    let env = TestEnv::new();
    let workflow = check_make_and_use(&env, &repository(&description(&server), KEYS));
    let make = node(&workflow, "make");
    let text = make["outputs"]["artifacts"][0].clone();
    let key = text["s3"]["key"].as_str().expect("a key");
    assert_eq!(text["s3"], json!({"key": key}), "only the key is noted");
    let year = &workflow["metadata"]["creationTimestamp"].as_str().expect("a time")[..4];
    assert!(key.starts_with(&format!("default/kept/{year}/kept-make-")), "{key}");
    let folder = key.strip_suffix("/text.tgz").expect("an archive");
    let keys = server.keys();
    for expected in ["d/a", "d/sub/b c", "main.log", "text.tgz"] {
        assert!(keys.contains(&format!("{folder}/{expected}")), "{expected} of {keys:?}");
    }
    assert!(!keys.iter().any(|key| key.contains("link")), "links lead nowhere: {keys:?}");
    assert_eq!(workflow["status"]["artifactRepositoryRef"]["configMap"], "artifact-repositories");
    for secret in [SECRET, TOKEN] {
        assert!(!is_told(&env, &workflow, secret));
    }
    env.run("cp kept out --path {artifactName}").ok();
    assert!(env.path("out/text/text.tgz").exists());
    assert_eq!(std::fs::read_to_string(env.path("out/folder/d/a")).expect("a file"), "one\n");
}

#[test]
fn what_a_bucket_refuses_is_said_without_its_secrets() {
    if !has_namespaces() {
        return;
    }
    let server = Server::start(answer);
    let env = TestEnv::new();
    let wrong = [("access", ACCESS), ("secret", "another-secret"), ("token", TOKEN)];
    let workflow = ran(&env, &repository(&description(&server), &wrong), super::MAKE_AND_USE);
    assert_eq!(node(&workflow, "make")["phase"], "Error", "{:#}", workflow["status"]);
    let message = node(&workflow, "make")["message"].as_str().expect("a message");
    assert!(message.contains("403 Forbidden: SignatureDoesNotMatch"), "{message}");
    assert!(!is_told(&env, &workflow, "another-secret"));
}
