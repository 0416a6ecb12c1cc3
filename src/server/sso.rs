//! Single sign-on: the browser is sent to an issuer of OpenID Connect and comes back with a code. What the issuer says of
//! its bearer stays here; the browser, or `argo login`, gets the name of a session.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use secrecy::ExposeSecret;
use serde_json::Value;

use super::auth::{self, claims};
use super::dispatch::Server;
use super::error::{ApiError, Code};
use super::query::Query;
use crate::client::http::HttpOptions;
use crate::client::oidc::{self, Begun, Issuer};

/// How long somebody may take to log in.
const LOGIN_LASTS: Duration = Duration::from_secs(600);

/// By how many seconds the issuer's clock and ours may differ.
const CLOCKS_DIFFER: f64 = 60.0;

/// How many logins may be under way.
const LOGINS: usize = 1000;

/// The cookie with the session, as Argo's own server has it.
pub(super) const COOKIE: &str = "authorization";

/// The issuer, and how it is used.
#[derive(Debug, Clone)]
pub struct SsoOptions {
    /// Who says who somebody is.
    pub issuer: Issuer,
    /// The address that codes come to; `None`: that of the request.
    pub redirect: Option<String>,
    /// How long a session lasts.
    pub session: Duration,
    /// How to reach the issuer.
    pub http: HttpOptions,
}

/// Logins that are under way, by state: and where they are to end.
pub(super) struct Sso {
    options: SsoOptions,
    begun: Mutex<HashMap<String, (Begun, String, Instant)>>,
}

impl Sso {
    pub(super) fn new(options: SsoOptions) -> Arc<Self> {
        Arc::new(Self { options, begun: Mutex::default() })
    }

    fn remember(&self, begun: Begun, end: String) -> Result<(), ApiError> {
        let mut all = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, (_, _, at)| at.elapsed() < LOGIN_LASTS);
        if all.len() >= LOGINS {
            return Err(ApiError::new(
                Code::ResourceExhausted,
                "too many logins are under way: try again later",
            ));
        }
        all.insert(begun.state.clone(), (begun, end, Instant::now()));
        Ok(())
    }

    fn take(&self, state: &str) -> Option<(Begun, String)> {
        let found = self.begun.lock().unwrap_or_else(PoisonError::into_inner).remove(state)?;
        (found.2.elapsed() < LOGIN_LASTS).then_some((found.0, found.1))
    }
}

/// Answers `/oauth2/redirect` and `/oauth2/callback`.
///
/// # Errors
/// When there is no single sign-on, the issuer cannot be reached, or does not know the code.
pub(super) async fn answer(server: &Server, parts: &Parts, path: &str) -> Result<Response, ApiError> {
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return Err(ApiError::invalid("GET is wanted").with_status(StatusCode::METHOD_NOT_ALLOWED));
    }
    let sso = server.sso.as_ref();
    let sso = sso.ok_or_else(|| ApiError::new(Code::Unimplemented, "this server has no single sign-on"))?;
    let query = Query::parse(parts.uri.query().unwrap_or_default());
    match path {
        "/oauth2/redirect" => redirect(server, sso, &parts.headers, &query).await,
        _ => callback(server, sso, &parts.headers, &query).await,
    }
}

/// Sends the browser to the issuer.
async fn redirect(
    server: &Server,
    sso: &Sso,
    headers: &HeaderMap,
    query: &Query,
) -> Result<Response, ApiError> {
    let (base, secure) = (&server.options.base, server.options.secure);
    let end = end_of(query.text("redirect"), base)?;
    let back = match &sso.options.redirect {
        Some(fixed) => fixed.clone(),
        None => {
            let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
            let scheme = if secure { "https" } else { "http" };
            format!("{scheme}://{host}{base}oauth2/callback")
        }
    };
    let begun = oidc::begin(&sso.options.http, sso.options.issuer.clone(), &back).await?;
    let (address, state) = (begun.address.to_string(), begun.state.clone());
    sso.remember(begun, end)?;
    // The browser that comes back must be the one that went: it has this cookie.
    let cookie = cookie(&state, "1", base, Some(LOGIN_LASTS), secure, "Lax");
    moved(&address, &[cookie])
}

/// Where to go after the login: a path of this server only.
fn end_of(asked: &str, base: &str) -> Result<String, ApiError> {
    if asked.is_empty() || asked == "/" {
        return Ok(base.to_owned());
    }
    let inside = asked.starts_with('/') && !asked.starts_with("//");
    let plain = asked.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if inside && plain {
        Ok(asked.to_owned())
    } else {
        Err(ApiError::invalid("redirect is no path of this server"))
    }
}

/// Takes the code to the issuer, and opens a session for whom it names.
async fn callback(
    server: &Server,
    sso: &Sso,
    headers: &HeaderMap,
    query: &Query,
) -> Result<Response, ApiError> {
    let (base, secure) = (&server.options.base, server.options.secure);
    let state = query.text("state");
    let refused = |why: &str| ApiError::unauthenticated(format!("log in: {why}"));
    if auth::cookie_of(headers, state).is_none() {
        return Err(refused("this browser did not begin the login; begin it again"));
    }
    let (begun, end) = sso.take(state).ok_or_else(|| refused("it took too long; begin it again"))?;
    if query.text("code").is_empty() {
        return Err(refused("the issuer sent no code"));
    }
    let login = begun.finish_signed(query.text("code")).await?;
    let claims = claims(login.authorization.expose_secret()).unwrap_or_default();
    check(&claims, &sso.options.issuer).map_err(refused)?;
    let session = server.sessions.open(claims, sso.options.session);
    let value = format!("\"Bearer v2:{}\"", session.expose_secret());
    let own = cookie(COOKIE, &value, base, Some(sso.options.session), secure, "Strict");
    moved(&end, &[own, cookie(state, "", base, None, secure, "Lax")])
}

/// Whether a token, whose signature counts, is of the issuer, for us, and good now.
fn check(claims: &Value, issuer: &Issuer) -> Result<(), &'static str> {
    let same = |one: &str, other: &str| one.trim_end_matches('/') == other.trim_end_matches('/');
    if !claims["iss"].as_str().is_some_and(|of| same(of, &issuer.url)) {
        return Err("the token is of another issuer");
    }
    let own = issuer.client_id.as_str();
    let ours = match &claims["aud"] {
        Value::Array(all) => all.iter().any(|one| one == own),
        one => one == own,
    };
    if !ours {
        return Err("the token is for somebody else");
    }
    let now = Timestamp::now().as_second() as f64;
    if claims["exp"].as_f64().is_none_or(|end| end <= now) {
        return Err("the token is over");
    }
    // The issuer's clock may be a little ahead.
    if claims["nbf"].as_f64().is_some_and(|begin| begin > now + CLOCKS_DIFFER) {
        return Err("the token does not count yet");
    }
    if claims["sub"].as_str().is_none_or(str::is_empty) {
        return Err("the token names nobody");
    }
    Ok(())
}

/// A cookie that no script reads; without a time it is taken away.
pub(super) fn cookie(
    name: &str,
    value: &str,
    path: &str,
    lasts: Option<Duration>,
    secure: bool,
    site: &str,
) -> String {
    let now = Timestamp::now();
    let lasts = lasts.map_or(0, |lasts| i64::try_from(lasts.as_secs()).unwrap_or(i64::MAX));
    let end = now.checked_add(jiff::SignedDuration::from_secs(lasts)).unwrap_or(now);
    let end = end.strftime("%a, %d %b %Y %H:%M:%S GMT");
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path={path}; Expires={end}; Max-Age={lasts}; HttpOnly; SameSite={site}{secure}")
}

fn moved(to: &str, cookies: &[String]) -> Result<Response, ApiError> {
    let mut response = StatusCode::FOUND.into_response();
    let headers = response.headers_mut();
    let value = |text: &str| {
        HeaderValue::from_str(text).map_err(|_| ApiError::invalid("this is no address to go to"))
    };
    headers.insert(header::LOCATION, value(to)?);
    for cookie in cookies {
        headers.append(header::SET_COOKIE, value(cookie)?);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_login_ends_on_this_server() {
        assert_eq!(end_of("", "/argo/").ok().as_deref(), Some("/argo/"));
        assert_eq!(end_of("/x?y=z", "/").ok().as_deref(), Some("/x?y=z"));
        for bad in ["https://evil.example", "//evil.example", "/\\evil.example", "x", "/a b", "/a\r\nb"] {
            assert!(end_of(bad, "/").is_err(), "{bad}");
        }
    }

    #[test]
    fn tokens_of_others_are_refused() {
        let issuer = Issuer {
            url: "https://i/".into(),
            client_id: "argo".into(),
            client_secret: None,
            scopes: vec![],
        };
        let end = Timestamp::now().as_second() + 60;
        let good = json!({"iss": "https://i", "aud": ["x", "argo"], "exp": end, "sub": "me"});
        assert_eq!(check(&good, &issuer), Ok(()));
        for (key, value) in [
            ("iss", json!("https://other")),
            ("aud", json!("other")),
            ("aud", Value::Null),
            ("exp", json!(1)),
            ("exp", Value::Null),
            ("nbf", json!(end + 60)),
            ("sub", json!("")),
        ] {
            let mut bad = good.clone();
            bad[key] = value;
            assert!(check(&bad, &issuer).is_err(), "{bad}");
        }
    }
}
