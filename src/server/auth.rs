//! Whose credentials a request is answered with.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::backend::{Backend, Place};
use super::error::ApiError;

/// The cookie that the page logs in with. It carries what `Authorization` would.
pub(super) const COOKIE: &str = "argo_authorization";

/// What the credentials of a login by single sign-on begin with, as Argo's do.
const SSO: &str = "Bearer v2:";

/// How long a code for logging in counts.
const CODE_LASTS: Duration = Duration::from_secs(300);

/// How long a session lasts.
const SESSION_LASTS: Duration = Duration::from_secs(24 * 3600);

/// Which ways to prove oneself are open.
#[derive(Debug, Clone, Copy, Default)]
pub struct Modes {
    /// Callers bring credentials of the place behind the server.
    pub client: bool,
    /// Callers need none: the server's are used for everybody.
    pub server: bool,
    /// Callers have logged in at an issuer; the server's credentials are used for all of them.
    pub sso: bool,
}

/// Who sent a request.
pub(super) struct Caller {
    /// The place as the caller reaches it.
    pub(super) backend: Backend,
    /// What the token says of its bearer. The place behind the server checks the token; these words only name people.
    pub(super) claims: Option<Value>,
    /// Whether the credentials came by cookie or there were none, so that a web page could have sent the request.
    pub(super) ambient: bool,
}

impl Caller {
    /// What the token says, e.g. its subject.
    pub(super) fn claim(&self, name: &str) -> &str {
        self.claims.as_ref().and_then(|claims| claims.get(name)).and_then(Value::as_str).unwrap_or_default()
    }
}

/// A code that opens one session on the page.
#[derive(Clone)]
pub struct OneTimeCode(pub SecretString);

/// A session: when it ends, and what an issuer said of its bearer.
struct Session {
    ends: Instant,
    claims: Option<Value>,
}

/// Sessions that were opened by a code, which are of this machine's user, or by an issuer.
#[derive(Default)]
pub(super) struct Sessions {
    codes: Mutex<HashMap<[u8; 32], Instant>>,
    open: Mutex<HashMap<[u8; 32], Session>>,
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

fn random() -> SecretString {
    let bytes: [u8; 32] = rand::random();
    SecretString::from(URL_SAFE_NO_PAD.encode(bytes))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Sessions {
    pub(super) fn code(&self) -> OneTimeCode {
        let code = random();
        let mut codes = lock(&self.codes);
        codes.retain(|_, made| made.elapsed() < CODE_LASTS);
        codes.insert(digest(code.expose_secret()), Instant::now());
        OneTimeCode(code)
    }

    /// Trades a code for a session; each code works once.
    pub(super) fn enter(&self, code: &str) -> Option<SecretString> {
        let made = lock(&self.codes).remove(&digest(code))?;
        if made.elapsed() >= CODE_LASTS {
            return None;
        }
        Some(self.begin(None, SESSION_LASTS))
    }

    /// Opens a session for somebody an issuer knows.
    pub(super) fn open(&self, claims: Value, lasts: Duration) -> SecretString {
        self.begin(Some(claims), lasts)
    }

    fn begin(&self, claims: Option<Value>, lasts: Duration) -> SecretString {
        let (session, now) = (random(), Instant::now());
        let mut open = lock(&self.open);
        open.retain(|_, session| session.ends > now);
        open.insert(digest(session.expose_secret()), Session { ends: now + lasts, claims });
        session
    }

    /// Ends a session.
    pub(super) fn end(&self, session: &str) {
        lock(&self.open).remove(&digest(session));
    }

    /// What was said of whoever opened a session; `None` where there is no such session.
    fn find(&self, session: &str) -> Option<Option<Value>> {
        let open = lock(&self.open);
        open.get(&digest(session)).filter(|session| session.ends > Instant::now()).map(|s| s.claims.clone())
    }
}

/// Finds out whose credentials count.
///
/// # Errors
/// When there are none that do.
pub(super) async fn caller(
    place: &Arc<dyn Place>,
    modes: Modes,
    sessions: &Sessions,
    headers: &HeaderMap,
) -> Result<Caller, ApiError> {
    let given = headers.get(header::AUTHORIZATION);
    let given = given.map(|value| value.to_str().map(str::trim));
    let (authorization, ambient) = match given {
        Some(Ok(text)) if !text.is_empty() => (Some(text.to_owned()), false),
        Some(Err(_)) => return Err(ApiError::unauthenticated("the Authorization header is not valid")),
        _ => (cookie(headers), true),
    };
    let own = |ambient| Caller { backend: place.own(), claims: None, ambient };
    let Some(authorization) = authorization else {
        return if modes.server {
            Ok(own(true))
        } else {
            Err(ApiError::unauthenticated(
                "token not valid. see https://argo-workflows.readthedocs.io/en/release-4.1/faq/",
            ))
        };
    };
    if let Some(session) = authorization.strip_prefix("Session ") {
        let over = || ApiError::unauthenticated("the session is over: open the page anew");
        let claims = sessions.find(session).filter(Option::is_none).ok_or_else(over)?;
        return Ok(Caller { claims, ..own(true) });
    }
    if let Some(session) = authorization.strip_prefix(SSO).filter(|_| modes.sso) {
        let over = || ApiError::unauthenticated("the login is over, or none of this server: log in again");
        let claims = sessions.find(session).filter(Option::is_some).ok_or_else(over)?;
        return Ok(Caller { claims, ..own(ambient) });
    }
    if !modes.client {
        // Nobody needs credentials here. What is sent along is not looked at, as Argo has it.
        return if modes.server {
            Ok(own(ambient))
        } else {
            Err(ApiError::unauthenticated("token not valid: log in by single sign-on"))
        };
    }
    let claims = claims(&authorization);
    let backend = place.of_caller(&SecretString::from(authorization)).await?;
    Ok(Caller { backend, claims, ambient })
}

/// The credentials in a cookie: of the page, or of a login by single sign-on.
fn cookie(headers: &HeaderMap) -> Option<String> {
    let of_page = cookie_of(headers, COOKIE).and_then(|found| {
        let bytes = URL_SAFE_NO_PAD.decode(found).ok()?;
        String::from_utf8(bytes).ok().filter(|text| !text.is_empty())
    });
    let of_login = || cookie_of(headers, super::sso::COOKIE).map(|value| value.trim_matches('"').to_owned());
    of_page.or_else(of_login).filter(|value| !value.is_empty())
}

/// The value of a cookie.
pub(super) fn cookie_of<'h>(headers: &'h HeaderMap, wanted: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';')).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (!name.is_empty() && name == wanted).then_some(value)
    })
}

/// The session of a login by single sign-on, where a request has one.
pub(super) fn sso_session(headers: &HeaderMap) -> Option<String> {
    cookie(headers)?.strip_prefix(SSO).map(str::to_owned)
}

/// The cookie for credentials; none of the page's scripts can read it. Empty credentials take it away.
pub(super) fn set_cookie(authorization: &str, path: &str, secure: bool) -> String {
    let value = URL_SAFE_NO_PAD.encode(authorization);
    let age = if authorization.is_empty() { 0 } else { SESSION_LASTS.as_secs() };
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={value}; Path={path}; Max-Age={age}; HttpOnly; SameSite=Strict{secure}")
}

/// What a token of three parts says.
pub(super) fn claims(authorization: &str) -> Option<Value> {
    let token = authorization.strip_prefix("Bearer ")?;
    let parts: Vec<&str> = token.split('.').collect();
    let [_, body, _] = parts.as_slice() else { return None };
    let bytes = URL_SAFE_NO_PAD.decode(body.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_opens_one_session() {
        let sessions = Sessions::default();
        let OneTimeCode(code) = sessions.code();
        assert!(sessions.enter("something else").is_none());
        let session = sessions.enter(code.expose_secret()).unwrap();
        assert!(sessions.find(session.expose_secret()).is_some());
        assert!(sessions.find(code.expose_secret()).is_none());
        sessions.end(session.expose_secret());
        assert!(sessions.find(session.expose_secret()).is_none());
        assert!(sessions.enter(code.expose_secret()).is_none());
    }

    #[test]
    fn cookies_come_back_as_they_were_set() {
        let line = set_cookie("Bearer a;b c", "/", true);
        assert!(line.contains("HttpOnly; SameSite=Strict; Secure"));
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, format!("x=y; {}", line.split(';').next().unwrap()).parse().unwrap());
        assert_eq!(cookie(&headers).as_deref(), Some("Bearer a;b c"));
    }
}
