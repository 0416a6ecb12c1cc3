//! Logging in at an issuer of OpenID Connect: a code in the browser, with a proof that it was us who asked.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng;
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::http::{HttpOptions, wrong};
use super::identity::{claims, token_end};
use super::jwks::Keys;
use super::tokens::{Login, Refresh};
use crate::ports::client::{ClientError, Refusal};

/// How long an issuer may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// An issuer, and who we are to it.
#[derive(Debug, Clone)]
pub struct Issuer {
    /// Its URL.
    pub url: String,
    /// Our id.
    pub client_id: String,
    /// The secret of that id, if it has one.
    pub client_secret: Option<SecretString>,
    /// What to ask for, besides `openid`.
    pub scopes: Vec<String>,
}

/// Where an issuer does what.
#[derive(Debug, Deserialize)]
struct Discovery {
    authorization_endpoint: String,
    token_endpoint: String,
    #[serde(default)]
    jwks_uri: String,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: Option<String>,
    refresh_token: Option<String>,
}

/// A login that waits for somebody to log in in the browser.
pub struct Begun {
    /// What to open in the browser.
    pub address: Url,
    /// What comes back with the code.
    pub state: String,
    issuer: Issuer,
    token_endpoint: String,
    jwks_uri: String,
    redirect: String,
    verifier: String,
    nonce: String,
    client: reqwest::Client,
}

/// A text that nobody guesses.
pub(super) fn secret_word() -> String {
    let mut bytes = [0; 32];
    rand::rng().fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Asks an issuer where to log in; the code will come to `redirect`.
///
/// # Errors
/// When the issuer cannot be reached or is none.
pub async fn begin(http: &HttpOptions, issuer: Issuer, redirect: &str) -> Result<Begun, ClientError> {
    let client = http.builder()?.timeout(PATIENCE).build().map_err(|why| wrong("the issuer", &why))?;
    let found = discover(&client, &issuer.url).await?;
    let (state, nonce, verifier) = (secret_word(), secret_word(), secret_word());
    let mut address =
        Url::parse(&found.authorization_endpoint).map_err(|why| wrong("the issuer's address", &why))?;
    let scopes: Vec<&str> =
        std::iter::once("openid").chain(issuer.scopes.iter().map(String::as_str)).collect();
    address
        .query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &issuer.client_id)
        .append_pair("redirect_uri", redirect)
        .append_pair("scope", &scopes.join(" "))
        .append_pair("state", &state)
        .append_pair("nonce", &nonce)
        .append_pair("code_challenge", &URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier)))
        .append_pair("code_challenge_method", "S256");
    let Discovery { token_endpoint, jwks_uri, .. } = found;
    let redirect = redirect.to_owned();
    Ok(Begun { address, state, issuer, token_endpoint, jwks_uri, redirect, verifier, nonce, client })
}

impl Begun {
    /// Takes the code to the issuer and gets the token for it.
    ///
    /// # Errors
    /// When the issuer refuses, or gives a token that is not for us.
    pub async fn finish(self, code: &str) -> Result<Login, ClientError> {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect),
            ("code_verifier", &self.verifier),
        ];
        let tokens = exchange(&self.client, &self.token_endpoint, &self.issuer, &fields).await?;
        let login = login(tokens, &self.issuer)?;
        let token = login.authorization.expose_secret().trim_start_matches("Bearer ");
        let nonce = claims(token).and_then(|claims| claims.nonce);
        if nonce.as_deref() != Some(self.nonce.as_str()) {
            return Err(refused("its token is not for this login"));
        }
        Ok(login)
    }
}

impl Begun {
    /// The same, of a token that one of the issuer's keys has signed.
    ///
    /// # Errors
    /// The same, and when it is signed otherwise.
    pub async fn finish_signed(self, code: &str) -> Result<Login, ClientError> {
        let (client, issuer, keys) = (self.client.clone(), self.issuer.url.clone(), self.jwks_uri.clone());
        let login = self.finish(code).await?;
        if keys.is_empty() {
            return Err(refused(&format!("{issuer} publishes no keys (jwks_uri)")));
        }
        let keys: Keys = read(client.get(&keys).send().await, &issuer).await?;
        let token = login.authorization.expose_secret().trim_start_matches("Bearer ");
        keys.check(token).map_err(|why| refused(&why))?;
        Ok(login)
    }
}

/// Gets a new token without asking anybody.
///
/// # Errors
/// When the issuer no longer allows that.
pub async fn renew(http: &HttpOptions, refresh: &Refresh) -> Result<Login, ClientError> {
    let client = http.builder()?.timeout(PATIENCE).build().map_err(|why| wrong("the issuer", &why))?;
    let found = discover(&client, &refresh.issuer).await?;
    let issuer = Issuer {
        url: refresh.issuer.clone(),
        client_id: refresh.client_id.clone(),
        client_secret: refresh.client_secret.clone(),
        scopes: Vec::new(),
    };
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh.token.expose_secret())];
    let mut login = login(exchange(&client, &found.token_endpoint, &issuer, &fields).await?, &issuer)?;
    // An issuer that gives no new one lets us use the old one again.
    login.refresh.get_or_insert_with(|| refresh.clone());
    Ok(login)
}

async fn discover(client: &reqwest::Client, issuer: &str) -> Result<Discovery, ClientError> {
    let url = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    read(client.get(&url).send().await, issuer).await
}

async fn exchange(
    client: &reqwest::Client,
    endpoint: &str,
    issuer: &Issuer,
    fields: &[(&str, &str)],
) -> Result<Tokens, ClientError> {
    let mut form = Url::parse("http://form/").map_err(|why| wrong("the issuer", &why))?;
    form.query_pairs_mut().extend_pairs(fields).append_pair("client_id", &issuer.client_id);
    if let Some(secret) = &issuer.client_secret {
        form.query_pairs_mut().append_pair("client_secret", secret.expose_secret());
    }
    let request = client.post(endpoint).header("content-type", "application/x-www-form-urlencoded");
    let request = request.body(form.query().unwrap_or_default().to_owned());
    read(request.send().await, &issuer.url).await
}

async fn read<T: DeserializeOwned>(
    sent: reqwest::Result<reqwest::Response>,
    issuer: &str,
) -> Result<T, ClientError> {
    // What comes with an error may have the secrets of the request in it.
    let failed = |error: reqwest::Error| {
        let error = error.without_url();
        ClientError::new(Refusal::Unreachable, format!("reach the issuer {issuer}: {}", deepest(&error)))
    };
    let response = sent.map_err(failed)?;
    let status = response.status();
    let body = response.bytes().await.map_err(failed)?;
    if !status.is_success() {
        #[derive(Deserialize)]
        struct Said {
            error: String,
            #[serde(default)]
            error_description: String,
        }
        let said = serde_json::from_slice::<Said>(&body);
        let said = said.map_or_else(
            |_| format!("HTTP status {status}"),
            |said| format!("{} {}", said.error, said.error_description).trim().to_owned(),
        );
        return Err(refused(&format!("{issuer} says: {said}")));
    }
    serde_json::from_slice(&body)
        .map_err(|error| refused(&format!("{issuer} is no issuer of OpenID Connect: {error}")))
}

fn deepest(error: &dyn std::error::Error) -> String {
    let mut deepest = error;
    while let Some(cause) = deepest.source() {
        deepest = cause;
    }
    deepest.to_string()
}

fn refused(why: &str) -> ClientError {
    ClientError::new(Refusal::Unauthorized, format!("log in: {why}"))
}

fn login(tokens: Tokens, issuer: &Issuer) -> Result<Login, ClientError> {
    let token = tokens.id_token.ok_or_else(|| refused("the issuer gave no id token"))?;
    let expires_at = token_end(&token);
    let refresh = tokens.refresh_token.map(|token| Refresh {
        issuer: issuer.url.clone(),
        client_id: issuer.client_id.clone(),
        client_secret: issuer.client_secret.clone(),
        token: token.into(),
    });
    Ok(Login { authorization: format!("Bearer {token}").into(), expires_at, refresh })
}
