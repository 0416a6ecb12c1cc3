//! The page and its files, which are part of the program, and how it logs in.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::auth;
use super::dispatch::Server;
use super::error::{ApiError, json_response};
use super::guard::PAGE_POLICY;
use super::openapi;
use super::sso;

/// A file of the page.
struct Asset {
    path: &'static str,
    media: &'static str,
    text: &'static str,
}

macro_rules! asset {
    ($path:literal, $file:literal, $media:literal) => {
        Asset { path: $path, media: $media, text: include_str!(concat!("assets/", $file)) }
    };
}

static ASSETS: &[Asset] = &[
    asset!("/", "index.html", "text/html; charset=utf-8"),
    asset!("/app.css", "app.css", "text/css; charset=utf-8"),
    asset!("/app.js", "app.js", "text/javascript; charset=utf-8"),
    asset!("/api.js", "api.js", "text/javascript; charset=utf-8"),
    asset!("/dom.js", "dom.js", "text/javascript; charset=utf-8"),
    asset!("/format.js", "format.js", "text/javascript; charset=utf-8"),
    asset!("/list.js", "list.js", "text/javascript; charset=utf-8"),
    asset!("/actions.js", "actions.js", "text/javascript; charset=utf-8"),
    asset!("/workflow.js", "workflow.js", "text/javascript; charset=utf-8"),
    asset!("/graph.js", "graph.js", "text/javascript; charset=utf-8"),
    asset!("/timeline.js", "timeline.js", "text/javascript; charset=utf-8"),
    asset!("/logs.js", "logs.js", "text/javascript; charset=utf-8"),
    asset!("/node.js", "node.js", "text/javascript; charset=utf-8"),
    asset!("/artifacts.js", "artifacts.js", "text/javascript; charset=utf-8"),
    asset!("/stored.js", "stored.js", "text/javascript; charset=utf-8"),
    asset!("/icon.svg", "icon.svg", "image/svg+xml"),
];

/// What anybody may have: the page, the description of the API, and a sign of life.
pub(super) fn open(server: &Server, parts: &Parts, path: &str) -> Option<Response> {
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return None;
    }
    match path {
        "/healthz" => Some("ok".into_response()),
        // How to log in here, for the page.
        "/login" => Some(json_response(&json!({"sso": server.sso.is_some()}))),
        "/openapi" | "/openapi.json" | "/assets/openapi-spec/swagger.json" => {
            Some(json_response(&openapi::document(&server.options.base)))
        }
        path => ASSETS.iter().find(|asset| asset.path == path).map(|asset| served(asset, &parts.headers)),
    }
}

fn served(asset: &Asset, headers: &HeaderMap) -> Response {
    let digest: String =
        Sha256::digest(asset.text.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{digest}\"");
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut response = match known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => Response::new(Body::from(asset.text)),
    };
    let own = response.headers_mut();
    own.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media));
    own.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    // Kept, but asked for each time, so that a new version shows at once.
    own.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        own.insert(header::ETAG, tag);
    }
    response
}

/// The page is below its base, not at it.
pub(super) fn moved(base: &str) -> Response {
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, base.to_owned())]).into_response()
}

/// Trades a token or a code for a cookie, or takes the cookie away. Neither is ever part of an address.
pub(super) async fn login(
    server: &Server,
    parts: &Parts,
    path: &str,
    body: &Bytes,
) -> Result<Response, ApiError> {
    if parts.method != Method::POST {
        return Err(ApiError::invalid("POST is wanted").with_status(StatusCode::METHOD_NOT_ALLOWED));
    }
    let (base, secure) = (&server.options.base, server.options.secure);
    if path == "/logout" {
        if let Some(session) = auth::sso_session(&parts.headers) {
            server.sessions.end(&session);
        }
        let mut response = with_cookie(&auth::set_cookie("", base, secure));
        let other = sso::cookie(sso::COOKIE, "", base, None, secure, "Strict");
        if let Ok(value) = HeaderValue::from_str(&other) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        return Ok(response);
    }
    let body: Value = serde_json::from_slice(body).map_err(|_| ApiError::invalid("the body is no JSON"))?;
    let text = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default().trim();
    let authorization = match (text("code"), text("token")) {
        ("", "") => return Err(ApiError::invalid("a token is needed")),
        ("", token) if token.starts_with("Bearer ") || token.starts_with("Basic ") => token.to_owned(),
        ("", token) => format!("Bearer {token}"),
        (code, _) => {
            let session = server.sessions.enter(code);
            let session =
                session.ok_or_else(|| ApiError::unauthenticated("this code is used up: ask for another"))?;
            format!("Session {}", session.expose_secret())
        }
    };
    let mut headers = HeaderMap::new();
    let value = HeaderValue::from_str(&authorization).map_err(|_| ApiError::invalid("this is no token"))?;
    headers.insert(header::AUTHORIZATION, value);
    let place = Arc::clone(&server.place);
    auth::caller(&place, server.options.modes, &server.sessions, &headers).await?;
    Ok(with_cookie(&auth::set_cookie(&authorization, base, secure)))
}

fn with_cookie(cookie: &str) -> Response {
    let mut response = json_response(&json!({}));
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A browser finds a module's modules only when it has that module: the page names all of them at once.
    #[test]
    fn the_page_asks_for_all_its_modules_at_once() {
        let page = ASSETS.iter().find(|asset| asset.path == "/").expect("a page").text;
        for module in ASSETS.iter().filter_map(|asset| asset.path.strip_prefix('/')) {
            let is_named = page.contains(&format!("modulepreload\" href=\"{module}\""));
            let is_preloaded = module.ends_with(".js") && module != "app.js";
            assert_eq!(is_named, is_preloaded, "{module}");
        }
    }
}
