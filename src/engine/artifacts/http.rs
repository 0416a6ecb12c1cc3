//! Artifacts behind a URL, of Artifactory as well.

use std::path::Path;

use futures::future::BoxFuture;
use reqwest::{Client, Identity, RequestBuilder, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::secrets::Secrets;
use super::{ArtifactError, web};
use crate::core::api::{ArtifactoryArtifact, BasicAuth, HttpArtifact, HttpAuth, OAuth2Auth};

/// A file behind a URL, and how its server is spoken to.
pub(super) struct Remote {
    url: String,
    client: Client,
    headers: Vec<(String, String)>,
    login: Option<Login>,
}

enum Login {
    Basic(String, SecretString),
    Bearer(SecretString),
}

impl Remote {
    /// A file of a server with Argo's kinds of authentication.
    pub(super) async fn http(http: &HttpArtifact, secrets: &Secrets<'_>) -> Result<Self, ArtifactError> {
        let auth = http.auth.clone().unwrap_or_default();
        let mut builder = web::builder();
        let HttpAuth { client_cert, oauth2, basic_auth, .. } = &auth;
        let certificate = secrets.text(client_cert.client_cert_secret.as_ref()).await?;
        if let Some(certificate) = certificate {
            let key = secrets
                .needed(client_cert.client_key_secret.as_ref(), "http.auth.clientCert.clientKeySecret");
            let pem = format!("{}\n{}", certificate.expose_secret(), key.await?.expose_secret());
            let bad = |_| {
                ArtifactError::Secret("http.auth.clientCert is not a certificate with its key".to_owned())
            };
            builder = builder.identity(Identity::from_pem(pem.as_bytes()).map_err(bad)?);
        }
        let client = client(builder, &http.url)?;
        let login = match basic(basic_auth, secrets).await? {
            Some(login) => Some(login),
            None => oauth(&client, oauth2, secrets).await?,
        };
        let headers = http.headers.iter().map(|header| (header.name.clone(), header.value.clone()));
        Ok(Self { url: http.url.clone(), client, headers: headers.collect(), login })
    }

    /// A file of Artifactory.
    pub(super) async fn artifactory(
        from: &ArtifactoryArtifact,
        secrets: &Secrets<'_>,
    ) -> Result<Self, ArtifactError> {
        let (user, password) = (from.username_secret.clone(), from.password_secret.clone());
        let auth = BasicAuth { username_secret: user, password_secret: password, ..BasicAuth::default() };
        let client = client(web::builder(), &from.url)?;
        let login = basic(&auth, secrets).await?;
        Ok(Self { url: from.url.clone(), client, headers: Vec::new(), login })
    }

    fn failed(&self, what: &'static str) -> impl Fn(String) -> ArtifactError + use<> {
        let url = web::shown(&self.url);
        move |why| ArtifactError::Http { what, url: url.clone(), why }
    }

    fn prepared(&self, request: RequestBuilder) -> RequestBuilder {
        let request = self.headers.iter().fold(request, |request, (name, value)| request.header(name, value));
        match &self.login {
            Some(Login::Basic(user, password)) => request.basic_auth(user, Some(password.expose_secret())),
            Some(Login::Bearer(token)) => request.bearer_auth(token.expose_secret()),
            None => request,
        }
    }

    /// Downloads the file, piece by piece.
    pub(super) async fn load(&self, name: &str, to: &Path) -> Result<(), ArtifactError> {
        let failed = self.failed("load");
        let response = web::send(|| web::ready(self.prepared(self.client.get(&self.url))), &failed).await?;
        match response.status() {
            StatusCode::NOT_FOUND => {
                Err(ArtifactError::Missing { name: name.to_owned(), key: web::shown(&self.url) })
            }
            status if !status.is_success() => Err(failed(status.to_string())),
            _ => web::write_to(response, to, failed).await,
        }
    }

    /// Uploads a file.
    pub(super) async fn save(&self, from: &Path) -> Result<(), ArtifactError> {
        let failed = self.failed("save to");
        if from.is_dir() {
            return Err(failed("a folder cannot be saved there without an archive".to_owned()));
        }
        let make = || -> BoxFuture<'_, _> {
            Box::pin(web::with_file(self.prepared(self.client.put(&self.url)), from))
        };
        let status = web::send(make, &failed).await?.status();
        if status.is_success() { Ok(()) } else { Err(failed(status.to_string())) }
    }
}

fn client(builder: reqwest::ClientBuilder, url: &str) -> Result<Client, ArtifactError> {
    let url = web::shown(url);
    builder.build().map_err(|error| ArtifactError::Http { what: "reach", url, why: web::words(error) })
}

async fn basic(auth: &BasicAuth, secrets: &Secrets<'_>) -> Result<Option<Login>, ArtifactError> {
    let Some(user) = secrets.text(auth.username_secret.as_ref()).await? else { return Ok(None) };
    let password = secrets.text(auth.password_secret.as_ref()).await?.unwrap_or_default();
    Ok(Some(Login::Basic(user.expose_secret().to_owned(), password)))
}

/// Gets a token for the credentials of a client.
async fn oauth(
    client: &Client,
    auth: &OAuth2Auth,
    secrets: &Secrets<'_>,
) -> Result<Option<Login>, ArtifactError> {
    let Some(id) = secrets.text(auth.client_id_secret.as_ref()).await? else { return Ok(None) };
    let secret =
        secrets.needed(auth.client_secret_secret.as_ref(), "http.auth.oauth2.clientSecretSecret").await?;
    let service = secrets.needed(auth.token_url_secret.as_ref(), "http.auth.oauth2.tokenURLSecret").await?;
    let service = service.expose_secret().trim();
    let scopes = auth.scopes.join(" ");
    let fixed = [("grant_type", "client_credentials"), ("scope", scopes.as_str())];
    let own = auth.endpoint_params.iter().map(|param| (param.key.as_str(), param.value.as_str()));
    let fields = fixed.into_iter().filter(|(_, value)| !value.is_empty()).chain(own);
    let fields =
        fields.map(|(name, value)| format!("{}={}", web::escaped(name, false), web::escaped(value, false)));
    let form = fields.collect::<Vec<_>>().join("&");
    let failed =
        |why: String| ArtifactError::Http { what: "get a token from", url: web::shown(service), why };
    let make = || {
        let request = client.post(service).header("content-type", "application/x-www-form-urlencoded");
        web::ready(request.basic_auth(id.expose_secret(), Some(secret.expose_secret())).body(form.clone()))
    };
    let response = web::send(make, failed).await?;
    let status = response.status();
    if !status.is_success() {
        return Err(failed(status.to_string()));
    }
    let body: Value = serde_json::from_str(&web::start_of(response).await).unwrap_or_default();
    match body.get("access_token").and_then(Value::as_str) {
        Some(token) => Ok(Some(Login::Bearer(token.to_owned().into()))),
        None => Err(failed("the answer holds no token".to_owned())),
    }
}
