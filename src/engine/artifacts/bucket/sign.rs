//! Signatures of requests: AWS's version 4, and the parts others use.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use jiff::Timestamp;
use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use ring::{digest, hmac};
use secrecy::{ExposeSecret, SecretString};

use super::super::web::escaped;
use super::ArtifactError;

/// The hash of no bytes.
pub(super) const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Who signs.
pub(super) struct Keys {
    pub(super) access: String,
    pub(super) secret: SecretString,
    pub(super) token: Option<SecretString>,
}

/// The hash of a file and its size.
pub(super) fn hash_file(path: &Path) -> Result<(String, u64), ArtifactError> {
    let mut file = File::open(path).map_err(ArtifactError::io(path))?;
    let mut context = digest::Context::new(&digest::SHA256);
    let mut buffer = vec![0; 256 << 10];
    let mut size = 0;
    loop {
        let count = file.read(&mut buffer).map_err(ArtifactError::io(path))?;
        if count == 0 {
            return Ok((hex(context.finish().as_ref()), size));
        }
        size += count as u64;
        context.update(buffer.get(..count).unwrap_or_default());
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn hmac_sha256(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes()).as_ref().to_vec()
}

/// The service and region a signature is for.
pub(super) struct Scope<'a> {
    pub(super) region: &'a str,
    pub(super) service: &'a str,
}

/// Puts a signature of version 4 into the headers, of which all that are there are signed.
pub(super) fn version_4(
    method: &str,
    url: &Url,
    headers: &mut HeaderMap,
    payload: &str,
    keys: &Keys,
    scope: &Scope<'_>,
    now: Timestamp,
) -> Result<(), ArtifactError> {
    let time = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let day = time.get(..8).unwrap_or_default().to_owned();
    set(headers, "x-amz-content-sha256", payload)?;
    set(headers, "x-amz-date", &time)?;
    if let Some(token) = &keys.token {
        set(headers, "x-amz-security-token", token.expose_secret())?;
        if let Some(value) = headers.get_mut("x-amz-security-token") {
            value.set_sensitive(true);
        }
    }
    let mut signed: Vec<(String, String)> = headers
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).trim().to_owned()))
        .collect();
    signed.push(("host".to_owned(), host(url)));
    signed.sort();
    let names = signed.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
    let lines: String = signed.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let mut query: Vec<(String, String)> =
        url.query_pairs().map(|(k, v)| (escaped(&k, false), escaped(&v, false))).collect();
    query.sort();
    let query = query.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("&");
    let canonical = format!("{method}\n{}\n{query}\n{lines}\n{names}\n{payload}", url.path());
    let Scope { region, service } = scope;
    let scope = format!("{day}/{region}/{service}/aws4_request");
    let hash = hex(digest::digest(&digest::SHA256, canonical.as_bytes()).as_ref());
    let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{hash}");
    let first = format!("AWS4{}", keys.secret.expose_secret());
    let key = [day.as_str(), region, service, "aws4_request"]
        .iter()
        .fold(first.into_bytes(), |key, part| hmac_sha256(&key, part));
    let signature = hex(&hmac_sha256(&key, &text));
    let access = &keys.access;
    let said =
        format!("AWS4-HMAC-SHA256 Credential={access}/{scope}, SignedHeaders={names}, Signature={signature}");
    set(headers, AUTHORIZATION.as_str(), &said)
}

/// The host with its port, as it is sent.
pub(super) fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Sets a header; text that cannot be one is the fault of a secret or of a manifest.
pub(super) fn set(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), ArtifactError> {
    let bad = || ArtifactError::Secret(format!("what is to be sent as header {name} cannot be a header"));
    let value = HeaderValue::from_str(value).map_err(|_| bad())?;
    headers.insert(HeaderName::from_bytes(name.as_bytes()).map_err(|_| bad())?, value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of AWS's documentation.
    #[test]
    fn a_known_request_has_its_known_signature() {
        let keys = Keys {
            access: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned().into(),
            token: None,
        };
        let url = Url::parse("https://examplebucket.s3.amazonaws.com/test.txt").expect("a URL");
        let mut headers = HeaderMap::new();
        set(&mut headers, "range", "bytes=0-9").expect("a header");
        let now = "2013-05-24T00:00:00Z".parse().expect("a time");
        let scope = Scope { region: "us-east-1", service: "s3" };
        version_4("GET", &url, &mut headers, EMPTY, &keys, &scope, now).expect("a signature");
        let said = headers.get(AUTHORIZATION).expect("a header").to_str().expect("text");
        let expected = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
        assert!(said.ends_with(expected), "{said}");
    }
}
