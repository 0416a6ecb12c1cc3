//! Who may speak to the TLS listener: bearers of a token, on this machine, and no web pages.

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
    /// Looking only, and not at secrets.
    ReadOnly,
}

impl Access {
    /// Whom the bearer is taken for.
    pub(super) fn user(self) -> &'static str {
        match self {
            Self::Full => "argo",
            Self::ReadOnly => "argo:read-only",
        }
    }

    /// Whether a verb of the API may be used on a resource.
    pub(super) fn allows(self, verb: &str, resource: &str) -> bool {
        self == Self::Full || matches!(verb, "get" | "list" | "watch") && resource != "secrets"
    }
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

    /// What a token allows. The time this takes says nothing about the tokens there are.
    fn access(&self, token: &str) -> Option<Access> {
        let given = digest(token);
        let mut found = None;
        for (known, access) in &self.tokens {
            let differing = known.iter().zip(&given).fold(0, |sum, (a, b)| sum | (a ^ b));
            if differing == 0 {
                found = Some(*access);
            }
        }
        found
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

async fn check(State(guard): State<Arc<Guard>>, mut request: Request<Body>, next: Next) -> Response {
    match admit(&guard, &request) {
        Ok(access) => {
            if let Some(access) = access {
                request.extensions_mut().insert(access);
            }
            next.run(request).await
        }
        Err(error) => error.into_response(),
    }
}

/// Lets a request through, and says what its token allows.
fn admit(guard: &Guard, request: &Request<Body>) -> Result<Option<Access>, ApiError> {
    let text = |name: header::HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok());
    // A browser names the page's origin; no page has business here. A rebound name shows in Host.
    if request.headers().contains_key(header::ORIGIN) {
        return Err(ApiError::forbidden("requests of web pages are not served"));
    }
    // Of two names, a client and whoever stands between might each believe another one.
    if request.headers().get_all(header::HOST).iter().count() > 1 {
        return Err(ApiError::bad_request("there is more than one Host header"));
    }
    let named = text(header::HOST).is_none_or(|host| guard.answers_to(host));
    let host = request.uri().host().or_else(|| text(header::HOST)).unwrap_or_default();
    if !named || !guard.answers_to(host) {
        return Err(ApiError::forbidden("this host name is not served"));
    }
    if OPEN.contains(&request.uri().path()) && matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(None);
    }
    let Some(authorization) = text(header::AUTHORIZATION).filter(|value| !value.is_empty()) else {
        return Err(denied("system:anonymous", request));
    };
    let token = authorization.strip_prefix("Bearer ").map(str::trim);
    let access = token.and_then(|token| guard.access(token)).ok_or_else(ApiError::unauthorized)?;
    if access == Access::Full || reads(request) {
        return Ok(Some(access));
    }
    Err(denied(access.user(), request))
}

/// Whether a request changes nothing and shows no secret.
fn reads(request: &Request<Body>) -> bool {
    let path = request.uri().path();
    if request.method() == Method::POST {
        // Questions about oneself are asked by a POST.
        return path.strip_prefix("/apis/").is_some_and(|path| {
            path.starts_with("authorization.k8s.io/v1/self")
                || path.starts_with("authentication.k8s.io/v1/self")
        });
    }
    let target = Target::parse(path);
    // Exec and the like are asked for by a GET as well.
    let looks = target.is_none_or(|target| {
        Access::ReadOnly.allows("get", target.kind.plural)
            && matches!(target.subresource.as_str(), "" | "status" | "log")
    });
    looks && matches!(*request.method(), Method::GET | Method::HEAD)
}

/// What somebody may not do.
fn denied(user: &str, request: &Request<Body>) -> ApiError {
    let uri = request.uri();
    let method = request.method();
    let Some(target) = Target::parse(uri.path()) else {
        let verb = method.as_str().to_lowercase();
        let text = format!("forbidden: User {user:?} cannot {verb} path {:?}", uri.path());
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
            "{}{name} is forbidden: User {user:?} cannot {verb} resource {resource:?} in API group {:?} {scope}",
            kind.resource(),
            kind.group
        ),
    )
}
