//! Alibaba Cloud's OSS.

use base64::Engine as _;
use futures::future::BoxFuture;
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, DATE, HeaderMap};
use reqwest::{Method, Url};
use ring::hmac;
use secrecy::{ExposeSecret, SecretString};

use super::super::secrets::Secrets;
use super::super::web::{escaped, shown};
use super::sign::{host, set};
use super::{ArtifactError, Call, Cloud, Page, Signed, xml};
use crate::core::api::OssArtifact;

pub(super) struct Oss {
    base: Url,
    bucket: String,
    access: String,
    secret: SecretString,
    token: String,
    makes_bucket: bool,
}

impl Oss {
    /// The bucket of a location, or the field it lacks.
    pub(super) async fn new(
        oss: &OssArtifact,
        secrets: &Secrets<'_>,
    ) -> Result<Result<Self, &'static str>, ArtifactError> {
        let lacks = [("oss.endpoint", &oss.endpoint), ("oss.bucket", &oss.bucket)];
        if let Some((field, _)) = lacks.iter().find(|(_, value)| value.is_empty()) {
            return Ok(Err(field));
        }
        if oss.use_sdk_creds {
            return Err(ArtifactError::Unsupported(
                "oss with useSDKCreds (use accessKeySecret and secretKeySecret)",
            ));
        }
        if oss.lifecycle_rule.is_some() {
            return Err(ArtifactError::Unsupported("oss with lifecycleRule"));
        }
        let access = secrets.needed(oss.access_key_secret.as_ref(), "oss.accessKeySecret").await?;
        let secret = secrets.needed(oss.secret_key_secret.as_ref(), "oss.secretKeySecret").await?;
        let bad = || {
            let shown = shown(&oss.endpoint);
            ArtifactError::Secret(format!("oss.endpoint {shown:?} is not the name or URL of a server"))
        };
        Ok(Ok(Self {
            base: base(&oss.endpoint, &oss.bucket).ok_or_else(bad)?,
            bucket: oss.bucket.clone(),
            access: access.expose_secret().trim().to_owned(),
            secret: secret.expose_secret().trim().to_owned().into(),
            token: oss.security_token.clone(),
            makes_bucket: oss.create_bucket_if_not_present,
        }))
    }

    fn request(&self, call: Call<'_>) -> Result<Signed, ArtifactError> {
        let mut url = self.base.clone();
        let below = |key: &str| format!("{}/{}", self.base.path().trim_end_matches('/'), escaped(key, true));
        let mut object = "";
        let method = match call {
            Call::Get(key) => {
                object = key;
                Method::GET
            }
            Call::Put { key, .. } => {
                object = key;
                Method::PUT
            }
            Call::Delete(key) => {
                object = key;
                Method::DELETE
            }
            Call::List { prefix, after } => {
                let (prefix, after) = (escaped(prefix, false), escaped(after, false));
                url.set_query(Some(&format!("max-keys=1000&prefix={prefix}&marker={after}")));
                Method::GET
            }
            Call::CreateBucket => Method::PUT,
        };
        if !object.is_empty() {
            url.set_path(&below(object));
        }
        let mut headers = HeaderMap::new();
        let date = Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        set(&mut headers, DATE.as_str(), &date)?;
        let mut named = String::new();
        if !self.token.is_empty() {
            set(&mut headers, "x-oss-security-token", &self.token)?;
            named = format!("x-oss-security-token:{}\n", self.token);
        }
        let text = format!("{method}\n\n\n{date}\n{named}/{}/{object}", self.bucket);
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, self.secret.expose_secret().as_bytes());
        let signature =
            base64::engine::general_purpose::STANDARD.encode(hmac::sign(&key, text.as_bytes()).as_ref());
        set(&mut headers, AUTHORIZATION.as_str(), &format!("OSS {}:{signature}", self.access))?;
        Ok(Signed { method, url, headers })
    }
}

impl Cloud for Oss {
    fn name(&self) -> String {
        format!("oss bucket {} at {}", self.bucket, host(&self.base))
    }

    fn sign<'a>(&'a self, call: Call<'a>) -> BoxFuture<'a, Result<Signed, ArtifactError>> {
        Box::pin(std::future::ready(self.request(call)))
    }

    fn page(&self, body: &str) -> Result<Page, String> {
        Ok(xml::page(body, "Contents", "Key", "NextMarker"))
    }

    fn makes_bucket(&self) -> bool {
        self.makes_bucket
    }
}

/// The URL of a bucket: in the name of the host, but for hosts that are addresses.
fn base(endpoint: &str, bucket: &str) -> Option<Url> {
    let with_scheme =
        if endpoint.contains("://") { endpoint.to_owned() } else { format!("https://{endpoint}") };
    let mut url = Url::parse(&with_scheme).ok()?;
    let host = url.host_str()?.to_owned();
    let is_name = !host.starts_with('[') && host.parse::<std::net::IpAddr>().is_err() && host != "localhost";
    if is_name {
        url.set_host(Some(&format!("{bucket}.{host}"))).ok()?;
    } else {
        url.set_path(&escaped(bucket, false));
    }
    Some(url)
}
