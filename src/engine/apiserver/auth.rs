//! Who may speak to the TLS listener: bearers of the token, on this machine, and no web pages.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::error::ApiError;
use super::request::{Options, Target};

/// What a token allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everything.
    Full,
    /// Looking only.
    ReadOnly,
}

/// The tokens a listener accepts and the host names it answers to.
pub struct Guard {
    tokens: Vec<([u8; 32], Access)>,
    hosts: Vec<String>,
}

impl Guard {
    /// A guard for the given tokens. Only digests are kept.
    pub fn new(tokens: &[(&str, Access)], hosts: &[&str]) -> Self {
        let tokens = tokens.iter().map(|(token, access)| (digest(token), *access)).collect();
        Self { tokens, hosts: hosts.iter().map(|h| (*h).to_owned()).collect() }
    }

    /// What a token allows. Digests are compared, so the time taken says nothing about the token.
    fn access(&self, token: &str) -> Option<Access> {
        let given = digest(token);
        self.tokens.iter().find(|(known, _)| *known == given).map(|(_, access)| *access)
    }

    fn answers_to(&self, host: &str) -> bool {
        let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
        let name = name.map_or(host, |(name, _)| name).trim_matches(['[', ']']);
        self.hosts.iter().any(|known| known.eq_ignore_ascii_case(name))
    }
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Paths anybody may ask for: they say that the engine lives, and its version.
const OPEN: &[&str] = &["/healthz", "/livez", "/readyz", "/version"];

/// Puts a guard before a router.
pub fn protect(router: Router, guard: Guard) -> Router {
    router.layer(axum::middleware::from_fn_with_state(Arc::new(guard), check))
}

async fn check(State(guard): State<Arc<Guard>>, request: Request<Body>, next: Next) -> Response {
    match admit(&guard, &request) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

fn admit(guard: &Guard, request: &Request<Body>) -> Result<(), ApiError> {
    let text = |name: header::HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok());
    // A browser names the page's origin; no page has business here. A rebound name shows in Host.
    if text(header::ORIGIN).is_some() {
        return Err(ApiError::forbidden("requests of web pages are not served"));
    }
    let host = request.uri().host().or_else(|| text(header::HOST)).unwrap_or_default();
    if !guard.answers_to(host) {
        return Err(ApiError::forbidden("this host name is not served"));
    }
    if OPEN.contains(&request.uri().path()) {
        return Ok(());
    }
    let Some(authorization) = text(header::AUTHORIZATION).filter(|value| !value.is_empty()) else {
        return Err(anonymous(request));
    };
    let token = authorization.strip_prefix("Bearer ").map(str::trim);
    match token.and_then(|token| guard.access(token)) {
        Some(Access::Full) => Ok(()),
        Some(Access::ReadOnly) if matches!(*request.method(), Method::GET | Method::HEAD) => Ok(()),
        Some(Access::ReadOnly) => Err(ApiError::forbidden("this token allows reading only")),
        None => Err(ApiError::unauthorized()),
    }
}

/// What nobody in particular may not do.
fn anonymous(request: &Request<Body>) -> ApiError {
    let uri = request.uri();
    let method = request.method();
    let Some(target) = Target::parse(uri.path()) else {
        let verb = method.as_str().to_lowercase();
        let text = format!("forbidden: User \"system:anonymous\" cannot {verb} path {:?}", uri.path());
        return ApiError::forbidden(text);
    };
    let options = Options::parse(uri.query().unwrap_or_default());
    let verb = match (method.as_str(), target.name.is_empty()) {
        ("GET", _) if target.watch || options.is("watch") => "watch",
        ("GET", true) => "list",
        ("POST", _) => "create",
        ("PUT", _) => "update",
        ("PATCH", _) => "patch",
        ("DELETE", true) => "deletecollection",
        ("DELETE", false) => "delete",
        _ => "get",
    };
    let kind = target.kind;
    let resource = match target.subresource.as_str() {
        "" => kind.plural.to_owned(),
        subresource => format!("{}/{subresource}", kind.plural),
    };
    let scope = match target.namespace.as_str() {
        "" => "at the cluster scope".to_owned(),
        namespace => format!("in the namespace {namespace:?}"),
    };
    let name = if target.name.is_empty() { String::new() } else { format!(" {:?}", target.name) };
    ApiError::forbidden_kind(
        kind,
        &target.name,
        format!(
            "{}{name} is forbidden: User \"system:anonymous\" cannot {verb} resource {resource:?} in API group {:?} {scope}",
            kind.resource(),
            kind.group
        ),
    )
}
