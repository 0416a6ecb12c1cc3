//! S3, of Amazon and others.

use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use futures::future::BoxFuture;
use jiff::Timestamp;
use reqwest::header::HeaderMap;
use reqwest::{Certificate, ClientBuilder, Method, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};

use super::super::secrets::Secrets;
use super::super::web::{escaped, words};
use super::sign::{self, EMPTY, Keys, Scope, set};
use super::{ArtifactError, Call, Cloud, Page, Signed, xml};
use crate::core::api::{S3Artifact, S3EncryptionOptions};

/// The region of servers that have none.
const REGION: &str = "us-east-1";

pub(super) struct S3 {
    /// With the bucket in its name or in its path.
    base: Url,
    bucket: String,
    keys: Keys,
    region: Mutex<String>,
    encryption: S3EncryptionOptions,
    makes_bucket: bool,
    locks_objects: bool,
}

impl S3 {
    /// The bucket of a location, or the field it lacks.
    pub(super) async fn new(
        s3: &S3Artifact,
        secrets: &Secrets<'_>,
    ) -> Result<Result<Self, &'static str>, ArtifactError> {
        for (field, is_given) in
            [("s3.endpoint", !s3.endpoint.is_empty()), ("s3.bucket", !s3.bucket.is_empty())]
        {
            if !is_given {
                return Ok(Err(field));
            }
        }
        if !s3.role_arn.is_empty() {
            return Err(ArtifactError::Unsupported(
                "s3 with roleARN (use accessKeySecret and secretKeySecret)",
            ));
        }
        let encryption = s3.encryption_options.as_deref().cloned().unwrap_or_default();
        if encryption.server_side_customer_key_secret.is_some() {
            return Err(ArtifactError::Unsupported("s3 with encryptionOptions.serverSideCustomerKeySecret"));
        }
        let keys = keys(s3, secrets).await?;
        let Some(base) = base(s3) else {
            return Err(ArtifactError::Secret(format!(
                "s3.endpoint {:?} is not the name of a server",
                s3.endpoint
            )));
        };
        let region = if s3.region.is_empty() { REGION } else { s3.region.as_str() };
        Ok(Ok(Self {
            base,
            bucket: s3.bucket.clone(),
            keys,
            region: Mutex::new(region.to_owned()),
            encryption,
            makes_bucket: s3.create_bucket_if_not_present.is_some(),
            locks_objects: s3.create_bucket_if_not_present.as_ref().is_some_and(|c| c.object_locking),
        }))
    }

    fn region(&self) -> String {
        self.region.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn request(&self, call: Call<'_>) -> Result<Signed, ArtifactError> {
        let mut url = self.base.clone();
        let below = |key: &str| format!("{}/{}", self.base.path().trim_end_matches('/'), escaped(key, true));
        let mut headers = HeaderMap::new();
        let (method, payload) = match call {
            Call::Get(key) => {
                url.set_path(&below(key));
                (Method::GET, EMPTY)
            }
            Call::Put { key, sha256, .. } => {
                url.set_path(&below(key));
                self.encrypt(&mut headers)?;
                (Method::PUT, sha256)
            }
            Call::Delete(key) => {
                url.set_path(&below(key));
                (Method::DELETE, EMPTY)
            }
            Call::List { prefix, after } => {
                let prefix = escaped(prefix, false);
                let more = match after {
                    "" => String::new(),
                    after => format!("&continuation-token={}", escaped(after, false)),
                };
                url.set_query(Some(&format!("list-type=2&prefix={prefix}{more}")));
                (Method::GET, EMPTY)
            }
            Call::CreateBucket => {
                if self.locks_objects {
                    set(&mut headers, "x-amz-bucket-object-lock-enabled", "true")?;
                }
                (Method::PUT, EMPTY)
            }
        };
        let (region, now) = (self.region(), Timestamp::now());
        let scope = Scope { region: &region, service: "s3" };
        sign::version_4(method.as_str(), &url, &mut headers, payload, &self.keys, &scope, now)?;
        Ok(Signed { method, url, headers })
    }

    fn encrypt(&self, headers: &mut HeaderMap) -> Result<(), ArtifactError> {
        let S3EncryptionOptions { kms_key_id, kms_encryption_context, enable_encryption, .. } =
            &self.encryption;
        if !enable_encryption {
            return Ok(());
        }
        if kms_key_id.is_empty() {
            return set(headers, "x-amz-server-side-encryption", "AES256");
        }
        set(headers, "x-amz-server-side-encryption", "aws:kms")?;
        set(headers, "x-amz-server-side-encryption-aws-kms-key-id", kms_key_id)?;
        if kms_encryption_context.is_empty() {
            return Ok(());
        }
        let context = base64::engine::general_purpose::STANDARD.encode(kms_encryption_context);
        set(headers, "x-amz-server-side-encryption-context", &context)
    }
}

impl Cloud for S3 {
    fn name(&self) -> String {
        format!("s3 bucket {} at {}", self.bucket, sign::host(&self.base))
    }

    fn sign<'a>(&'a self, call: Call<'a>) -> BoxFuture<'a, Result<Signed, ArtifactError>> {
        Box::pin(std::future::ready(self.request(call)))
    }

    fn page(&self, body: &str) -> Result<Page, String> {
        Ok(xml::page(body, "Contents", "Key", "NextContinuationToken"))
    }

    /// A bucket in another region says in which.
    fn learn(&self, _: StatusCode, headers: &HeaderMap, body: &str) -> bool {
        let header = headers.get("x-amz-bucket-region").and_then(|value| value.to_str().ok());
        let found = header.map_or_else(|| xml::text(body, "Region"), str::to_owned);
        let mut region = self.region.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = !found.is_empty() && found != *region;
        if is_news {
            *region = found;
        }
        is_news
    }

    fn makes_bucket(&self) -> bool {
        self.makes_bucket
    }
}

/// A client that trusts further certificates.
pub(super) fn trust(builder: ClientBuilder, pem: &SecretString) -> Result<ClientBuilder, ArtifactError> {
    let bad = |error| ArtifactError::Secret(format!("s3.caSecret: {}", words(error)));
    let certificates = Certificate::from_pem_bundle(pem.expose_secret().as_bytes()).map_err(bad)?;
    Ok(builder.tls_certs_merge(certificates))
}

/// The URL of a bucket: in the name of the host for Amazon and where it is asked for, in the path otherwise.
fn base(s3: &S3Artifact) -> Option<Url> {
    let scheme = if s3.insecure == Some(true) { "http" } else { "https" };
    let (endpoint, bucket) = (s3.endpoint.trim_end_matches('/'), s3.bucket.as_str());
    let url = Url::parse(&format!("{scheme}://{endpoint}/")).ok()?;
    let host = url.host_str()?.to_owned();
    let in_host = match s3.addressing_style.as_str() {
        "path" => false,
        "virtual-hosted" => true,
        _ => host.ends_with(".amazonaws.com") && !bucket.contains('.'),
    };
    let mut url = url;
    if in_host {
        url.set_host(Some(&format!("{bucket}.{host}"))).ok()?;
    } else {
        url.set_path(&format!("{}/{}", url.path().trim_end_matches('/'), escaped(bucket, false)));
    }
    Some(url)
}

/// The keys that secrets hold, or else the ones the engine was started with, as Amazon's tools take them.
async fn keys(s3: &S3Artifact, secrets: &Secrets<'_>) -> Result<Keys, ArtifactError> {
    let named = s3.access_key_secret.as_ref().filter(|secret| !secret.name.is_empty());
    if named.is_some() && !s3.use_sdk_creds {
        let access = secrets.needed(named, "s3.accessKeySecret").await?;
        let secret = secrets.needed(s3.secret_key_secret.as_ref(), "s3.secretKeySecret").await?;
        let token = secrets.text(s3.session_token_secret.as_ref()).await?;
        let access = access.expose_secret().trim().to_owned();
        return Ok(Keys { access, secret: trimmed(&secret), token: token.as_ref().map(trimmed) });
    }
    let given = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    match (given("AWS_ACCESS_KEY_ID"), given("AWS_SECRET_ACCESS_KEY")) {
        (Some(access), Some(secret)) => {
            Ok(Keys { access, secret: secret.into(), token: given("AWS_SESSION_TOKEN").map(Into::into) })
        }
        _ => Err(ArtifactError::Secret(
            "s3 has no credentials: name accessKeySecret and secretKeySecret, or start the engine with \
             AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                .to_owned(),
        )),
    }
}

/// Files that secrets are made of often end with a line break.
fn trimmed(secret: &SecretString) -> SecretString {
    secret.expose_secret().trim().to_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(endpoint: &str, style: &str) -> String {
        let s3 = S3Artifact {
            endpoint: endpoint.into(),
            bucket: "b".into(),
            addressing_style: style.into(),
            insecure: Some(true),
            ..S3Artifact::default()
        };
        base(&s3).map(String::from).unwrap_or_default()
    }

    #[test]
    fn buckets_are_in_the_path_or_in_the_name() {
        assert_eq!(url("minio:9000", ""), "http://minio:9000/b");
        assert_eq!(url("s3.amazonaws.com", ""), "http://b.s3.amazonaws.com/");
        assert_eq!(url("s3.amazonaws.com", "path"), "http://s3.amazonaws.com/b");
        assert_eq!(url("minio:9000", "virtual-hosted"), "http://b.minio:9000/");
    }
}
