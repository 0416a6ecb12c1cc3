//! Logging in at an Argo Server with single sign-on. The server sends browsers on to its provider, takes the code that
//! comes back, and puts the token into a cookie. Here the requests to the server are ours, so the cookie comes to us; the
//! browser is only for logging in at the provider.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{COOKIE, HOST, LOCATION, SET_COOKIE};
use reqwest::{Response, Url};

use super::http::wrong;
use super::server::ServerOptions;
use super::tokens::Login;
use crate::ports::client::{ClientError, Refusal};

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The cookie that has the token.
const TOKEN: &str = "authorization";

/// A login that waits for somebody to log in in the browser.
pub struct Begun {
    /// What to open in the browser: the provider's page.
    pub address: Url,
    /// Where the provider will send the browser.
    pub redirect: String,
    /// What comes back with the code.
    pub state: String,
    cookie: String,
    host: Option<String>,
    base: Url,
    client: reqwest::Client,
}

/// Asks the server where to log in. With a host, the server is told that it has that name: one whose configuration does
/// not fix the address that codes come to will then have them sent there.
///
/// # Errors
/// When the server cannot be reached, or has no single sign-on.
pub async fn begin(options: &ServerOptions, host: Option<&str>) -> Result<Begun, ClientError> {
    let client = options.http.builder()?.timeout(PATIENCE).build();
    let client = client.map_err(|why| wrong("Argo Server", &why))?;
    let base = options.base()?;
    let mut url = path(&base, "redirect")?;
    url.query_pairs_mut().append_pair("redirect", "/");
    let mut request = client.get(url);
    if let Some(host) = host {
        request = request.header(HOST, host);
    }
    let response = request.send().await.map_err(|error| unreachable(&options.address, &error))?;
    let address = &options.address;
    let no_sso = |why: String| {
        let words = format!("{address} has no single sign-on: {why}");
        ClientError::new(Refusal::Invalid, words)
    };
    if !response.status().is_redirection() {
        return Err(no_sso(format!("it answered with HTTP status {}", response.status().as_u16())));
    }
    let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
    let to = Url::parse(to).map_err(|_| no_sso("it leads nowhere".to_owned()))?;
    let value = |name: &str| to.query_pairs().find(|(key, _)| key == name).map(|(_, v)| v.into_owned());
    let (Some(state), Some(redirect)) = (value("state"), value("redirect_uri")) else {
        return Err(no_sso(format!("it leads to {to}")));
    };
    let cookie = cookie(&response, &state).map(|(value, _)| value).unwrap_or_default();
    let host = host.map(str::to_owned);
    Ok(Begun { address: to, redirect, state, cookie, host, base, client })
}

impl Begun {
    /// Takes the code to the server and gets the token for it.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn finish(self, code: &str) -> Result<Login, ClientError> {
        let mut url = path(&self.base, "callback")?;
        url.query_pairs_mut().append_pair("code", code).append_pair("state", &self.state);
        let mut request = self.client.get(url).header(COOKIE, format!("{}={}", self.state, self.cookie));
        if let Some(host) = &self.host {
            request = request.header(HOST, host);
        }
        // The address of the request has the code in it.
        let sent = request.send().await.map_err(reqwest::Error::without_url);
        let response = sent.map_err(|error| unreachable(self.base.as_str(), &error))?;
        let Some((token, expires_at)) = cookie(&response, TOKEN).filter(|(token, _)| !token.is_empty())
        else {
            let words = format!(
                "log in: {} refuses the code (HTTP status {}): it may be too old, or its single sign-on is not set up well",
                self.base,
                response.status().as_u16()
            );
            return Err(ClientError::new(Refusal::Unauthorized, words));
        };
        Ok(Login { authorization: token.into(), expires_at, refresh: None })
    }
}

fn path(base: &Url, last: &str) -> Result<Url, ClientError> {
    let mut url = base.clone();
    url.path_segments_mut()
        .map_err(|()| wrong("Argo Server", &"it is no address"))?
        .pop_if_empty()
        .extend(["oauth2", last]);
    Ok(url)
}

fn unreachable(address: &str, error: &reqwest::Error) -> ClientError {
    super::server::unreachable(address, error)
}

/// The value of a cookie that is set, and when it ends.
fn cookie(response: &Response, name: &str) -> Option<(String, Option<Timestamp>)> {
    let set = response.headers().get_all(SET_COOKIE).iter().filter_map(|set| set.to_str().ok());
    set.filter_map(|set| {
        let mut parts = set.split(';').map(str::trim);
        let value = parts.next()?.strip_prefix(name)?.strip_prefix('=')?;
        let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
        let expires = parts.find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.eq_ignore_ascii_case("expires").then_some(value)
        });
        let expires = expires.and_then(|text| jiff::fmt::rfc2822::parse(text).ok());
        Some((value.to_owned(), expires.map(|time| time.timestamp())))
    })
    .next()
}
