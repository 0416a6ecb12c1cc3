//! Azure's blobs: the shared key of the account, or a token for shared access.

use base64::Engine as _;
use futures::future::BoxFuture;
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, HeaderMap};
use reqwest::{Method, Url};
use secrecy::{ExposeSecret, SecretString};

use super::super::secrets::Secrets;
use super::super::web::{escaped, shown};
use super::sign::{hmac_sha256, set};
use super::{ArtifactError, Call, Cloud, Page, Signed, xml};
use crate::core::api::AzureArtifact;

/// The version of the service that requests are written for.
const VERSION: &str = "2021-08-06";

pub(super) struct Azure {
    /// The container.
    base: Url,
    account: String,
    proof: Proof,
}

/// What proves who asks.
enum Proof {
    Key(Vec<u8>),
    /// A query that is signed already.
    Token(SecretString),
}

impl Azure {
    /// The container of a location, or the field it lacks.
    pub(super) async fn new(
        azure: &AzureArtifact,
        secrets: &Secrets<'_>,
    ) -> Result<Result<Self, &'static str>, ArtifactError> {
        let lacks = [("azure.endpoint", &azure.endpoint), ("azure.container", &azure.container)];
        if let Some((field, _)) = lacks.iter().find(|(_, value)| value.is_empty()) {
            return Ok(Err(field));
        }
        if azure.use_sdk_creds {
            return Err(ArtifactError::Unsupported("azure with useSDKCreds (use accountKeySecret)"));
        }
        let bad = || {
            let shown = shown(&azure.endpoint);
            ArtifactError::Secret(format!("azure.endpoint {shown:?} is not the URL of an account"))
        };
        let mut base = Url::parse(&azure.endpoint).map_err(|_| bad())?;
        // Emulators have the account in the path, Azure has it in the name of the host.
        let below = base.path().trim_matches('/').to_owned();
        let host = base.host_str().unwrap_or_default().to_owned();
        let account = if below.is_empty() { host.split('.').next().unwrap_or_default() } else { &below };
        let account = account.to_owned();
        let token = base.query().filter(|query| query.contains("sig=")).map(str::to_owned);
        base.set_query(None);
        let above = base.path().trim_end_matches('/').to_owned();
        base.set_path(&format!("{above}/{}", escaped(&azure.container, false)));
        let proof = match token {
            Some(token) => Proof::Token(token.into()),
            None => {
                let field = "azure.accountKeySecret";
                let secret = secrets.needed(azure.account_key_secret.as_ref(), field).await?;
                let text = secret.expose_secret().trim();
                if text.contains("sig=") {
                    Proof::Token(text.trim_start_matches('?').to_owned().into())
                } else {
                    let key = base64::engine::general_purpose::STANDARD.decode(text);
                    let why =
                        || ArtifactError::Secret(format!("{field}: the key of an account is in base64"));
                    Proof::Key(key.map_err(|_| why())?)
                }
            }
        };
        Ok(Ok(Self { base, account, proof }))
    }

    fn request(&self, call: Call<'_>) -> Result<Signed, ArtifactError> {
        let mut url = self.base.clone();
        let below = |key: &str| format!("{}/{}", self.base.path(), escaped(key, true));
        let mut headers = HeaderMap::new();
        let mut length = String::new();
        let method = match call {
            Call::Get(key) => {
                url.set_path(&below(key));
                Method::GET
            }
            Call::Put { key, size, .. } => {
                url.set_path(&below(key));
                set(&mut headers, "x-ms-blob-type", "BlockBlob")?;
                if size > 0 {
                    length = size.to_string();
                }
                Method::PUT
            }
            Call::Delete(key) => {
                url.set_path(&below(key));
                Method::DELETE
            }
            Call::List { prefix, after } => {
                let prefix = escaped(prefix, false);
                let more = match after {
                    "" => String::new(),
                    after => format!("&marker={}", escaped(after, false)),
                };
                url.set_query(Some(&format!("restype=container&comp=list&prefix={prefix}{more}")));
                Method::GET
            }
            Call::CreateBucket => {
                url.set_query(Some("restype=container"));
                Method::PUT
            }
        };
        set(&mut headers, "x-ms-version", VERSION)?;
        set(&mut headers, "x-ms-date", &Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string())?;
        match &self.proof {
            Proof::Token(token) => {
                let token = token.expose_secret();
                let query = url.query().map_or_else(|| token.to_owned(), |query| format!("{query}&{token}"));
                url.set_query(Some(&query));
            }
            Proof::Key(key) => {
                let text = self.text(&method, &url, &headers, &length);
                let signature = base64::engine::general_purpose::STANDARD.encode(hmac_sha256(key, &text));
                let said = format!("SharedKey {}:{signature}", self.account);
                set(&mut headers, AUTHORIZATION.as_str(), &said)?;
            }
        }
        Ok(Signed { method, url, headers })
    }

    /// What is signed.
    fn text(&self, method: &Method, url: &Url, headers: &HeaderMap, length: &str) -> String {
        let mut named: Vec<String> = headers
            .iter()
            .map(|(name, value)| format!("{name}:{}\n", String::from_utf8_lossy(value.as_bytes())))
            .collect();
        named.sort();
        let mut query: Vec<String> =
            url.query_pairs().map(|(name, value)| format!("\n{}:{value}", name.to_lowercase())).collect();
        query.sort();
        let (named, query, account) = (named.concat(), query.concat(), &self.account);
        format!("{method}\n\n\n{length}\n\n\n\n\n\n\n\n\n{named}/{account}{}{query}", url.path())
    }
}

impl Cloud for Azure {
    fn name(&self) -> String {
        format!("azure container {}", self.base)
    }

    fn sign<'a>(&'a self, call: Call<'a>) -> BoxFuture<'a, Result<Signed, ArtifactError>> {
        Box::pin(std::future::ready(self.request(call)))
    }

    fn page(&self, body: &str) -> Result<Page, String> {
        Ok(xml::page(body, "Blob", "Name", "NextMarker"))
    }
}
