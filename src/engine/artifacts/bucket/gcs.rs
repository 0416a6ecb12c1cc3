//! Google Cloud Storage.

use base64::Engine as _;
use futures::future::BoxFuture;
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Method, Url};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::super::secrets::Secrets;
use super::super::web::{self, escaped};
use super::{ArtifactError, Call, Cloud, Page, Signed, xml};
use crate::core::api::GcsArtifact;

/// Where the service is.
const SERVICE: &str = "https://storage.googleapis.com";

/// Names another place, as for Google's own libraries.
const EMULATOR: &str = "STORAGE_EMULATOR_HOST";

/// What a token is for.
const SCOPE: &str = "https://www.googleapis.com/auth/devstorage.read_write";

const TOKEN_SERVICE: &str = "https://oauth2.googleapis.com/token";

pub(super) struct Gcs {
    service: Url,
    bucket: String,
    credentials: Option<Credentials>,
    token: OnceCell<HeaderValue>,
}

/// A file of credentials as Google hands it out.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Credentials {
    ServiceAccount {
        client_email: String,
        private_key: SecretString,
        #[serde(default)]
        private_key_id: String,
        #[serde(default)]
        token_uri: String,
    },
    /// Of a person who has logged in with Google's command line.
    AuthorizedUser { client_id: String, client_secret: SecretString, refresh_token: SecretString },
}

fn bad(why: impl std::fmt::Display) -> ArtifactError {
    ArtifactError::Secret(format!("gcs: {why}"))
}

impl Gcs {
    /// The bucket of a location, or the field it lacks.
    pub(super) async fn new(
        gcs: &GcsArtifact,
        secrets: &Secrets<'_>,
    ) -> Result<Result<Self, &'static str>, ArtifactError> {
        if gcs.bucket.is_empty() {
            return Ok(Err("gcs.bucket"));
        }
        let given = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let emulator = given(EMULATOR).map(|host| match host.contains("://") {
            true => host,
            false => format!("http://{host}"),
        });
        let text = match secrets.text(gcs.service_account_key_secret.as_ref()).await? {
            Some(text) => Some(text),
            None => match given("GOOGLE_APPLICATION_CREDENTIALS") {
                Some(path) => {
                    let text = tokio::fs::read_to_string(&path).await;
                    Some(text.map_err(ArtifactError::io(path.as_ref()))?.into())
                }
                None => None,
            },
        };
        // What is in the text must not get into a message.
        let unreadable = |_| bad("the credentials are neither those of a service account nor of a user");
        let credentials = text.map(|text: SecretString| serde_json::from_str(text.expose_secret()));
        let credentials = credentials.transpose().map_err(unreadable)?;
        if credentials.is_none() && emulator.is_none() {
            return Err(bad(
                "no credentials: name serviceAccountKeySecret, or start the engine with GOOGLE_APPLICATION_CREDENTIALS",
            ));
        }
        let service = Url::parse(emulator.as_deref().unwrap_or(SERVICE))
            .map_err(|e| bad(format!("{EMULATOR}: {e}")))?;
        Ok(Ok(Self { service, bucket: gcs.bucket.clone(), credentials, token: OnceCell::new() }))
    }

    async fn request(&self, call: Call<'_>) -> Result<Signed, ArtifactError> {
        let mut url = self.service.clone();
        let bucket = escaped(&self.bucket, false);
        let of_object = |key: &str| format!("/storage/v1/b/{bucket}/o/{}", escaped(key, false));
        let method = match call {
            Call::Get(key) => {
                url.set_path(&of_object(key));
                url.set_query(Some("alt=media"));
                Method::GET
            }
            Call::Put { key, .. } => {
                url.set_path(&format!("/upload/storage/v1/b/{bucket}/o"));
                url.set_query(Some(&format!("uploadType=media&name={}", escaped(key, false))));
                Method::POST
            }
            Call::Delete(key) => {
                url.set_path(&of_object(key));
                Method::DELETE
            }
            Call::List { prefix, after } => {
                url.set_path(&format!("/storage/v1/b/{bucket}/o"));
                let more = match after {
                    "" => String::new(),
                    after => format!("&pageToken={}", escaped(after, false)),
                };
                url.set_query(Some(&format!("prefix={}{more}", escaped(prefix, false))));
                Method::GET
            }
            Call::CreateBucket => return Err(ArtifactError::Unsupported("gcs: creating a bucket")),
        };
        let mut headers = HeaderMap::new();
        if let Some(credentials) = &self.credentials {
            let token = self.token.get_or_try_init(|| exchange(credentials)).await?;
            headers.insert(AUTHORIZATION, token.clone());
        }
        Ok(Signed { method, url, headers })
    }
}

impl Cloud for Gcs {
    fn name(&self) -> String {
        format!("gcs bucket {}", self.bucket)
    }

    fn sign<'a>(&'a self, call: Call<'a>) -> BoxFuture<'a, Result<Signed, ArtifactError>> {
        Box::pin(self.request(call))
    }

    fn page(&self, body: &str) -> Result<Page, String> {
        let body: Value = serde_json::from_str(body).map_err(|error| error.to_string())?;
        let items = body.get("items").and_then(Value::as_array).into_iter().flatten();
        let keys = items.filter_map(|item| Some(item.get("name")?.as_str()?.to_owned())).collect();
        let next = body.get("nextPageToken").and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Page { keys, next })
    }
}

/// Gets a token for credentials, as the header that carries it.
async fn exchange(credentials: &Credentials) -> Result<HeaderValue, ArtifactError> {
    let (service, form) = match credentials {
        Credentials::ServiceAccount { client_email, private_key, private_key_id, token_uri } => {
            let service = if token_uri.is_empty() { TOKEN_SERVICE } else { token_uri };
            let claim = claim(client_email, private_key, private_key_id, service)?;
            let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
            (service, format!("grant_type={}&assertion={claim}", escaped(grant, false)))
        }
        Credentials::AuthorizedUser { client_id, client_secret, refresh_token } => {
            let fields = [
                ("grant_type", "refresh_token"),
                ("client_id", client_id),
                ("client_secret", client_secret.expose_secret()),
                ("refresh_token", refresh_token.expose_secret()),
            ];
            let form = fields.map(|(name, value)| format!("{name}={}", escaped(value, false))).join("&");
            (TOKEN_SERVICE, form)
        }
    };
    let client = web::builder().build().map_err(|error| bad(web::words(error)))?;
    let make = || {
        let request = client.post(service).header("content-type", "application/x-www-form-urlencoded");
        web::ready(request.body(form.clone()))
    };
    let response = web::send(make, bad).await?;
    let status = response.status();
    let body = web::start_of(response).await;
    if !status.is_success() {
        return Err(bad(format!("{} gives no token: {}", web::shown(service), xml::reason(status, ""))));
    }
    let body: Value = serde_json::from_str(&body).unwrap_or_default();
    let token = body.get("access_token").and_then(Value::as_str).unwrap_or_default();
    let header = HeaderValue::from_str(&format!("Bearer {token}"));
    let mut header = header.map_err(|_| bad("the token is not one"))?;
    header.set_sensitive(true);
    Ok(header)
}

/// What a service account says of itself, signed.
fn claim(email: &str, key: &SecretString, id: &str, audience: &str) -> Result<String, ArtifactError> {
    let coded = |bytes: &[u8]| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
    let now = Timestamp::now().as_second();
    let mut header = json!({"alg": "RS256", "typ": "JWT"});
    if !id.is_empty() {
        header["kid"] = id.into();
    }
    let claims = json!({"iss": email, "scope": SCOPE, "aud": audience, "iat": now, "exp": now + 3600});
    let text = format!("{}.{}", coded(header.to_string().as_bytes()), coded(claims.to_string().as_bytes()));
    let lines = key.expose_secret().lines().filter(|line| !line.starts_with("-----"));
    let der = base64::engine::general_purpose::STANDARD.decode(lines.map(str::trim).collect::<String>());
    let pair = der.ok().and_then(|der| RsaKeyPair::from_pkcs8(&der).ok());
    let pair = pair.ok_or_else(|| bad("the private key of the service account is not one"))?;
    let mut signature = vec![0; pair.public().modulus_len()];
    let signed = pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature);
    signed.map_err(|_| bad("the private key of the service account does not sign"))?;
    Ok(format!("{text}.{}", coded(&signature)))
}
