//! What is refused before anybody asks who sent it: requests of other web pages, foreign names, too many at once.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::Instant;

use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};

use super::error::{ApiError, Code};

/// The page may load and run what this server serves, and nothing else.
pub(super) const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
    connect-src 'self'; font-src 'self'; frame-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";

/// What is in artifacts may be looked at, and do nothing.
pub(super) const ARTIFACT_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Which web pages and host names are served.
#[derive(Debug, Clone, Default)]
pub(super) struct Guard {
    /// An origin besides our own.
    pub(super) allowed_origin: Option<String>,
    /// Only names of this machine are served: a page of a name that was made to point here is not ours.
    pub(super) loopback_only: bool,
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

impl Guard {
    /// Refuses what another web page sent.
    ///
    /// # Errors
    /// When it did.
    pub(super) fn admit(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), ApiError> {
        let host =
            uri.authority().map(|authority| authority.as_str()).or_else(|| text(headers, header::HOST));
        let host = host.unwrap_or_default();
        if self.loopback_only && !is_of_this_machine(host) {
            return Err(ApiError::forbidden("this host name is not served: use localhost or 127.0.0.1"));
        }
        if let Some(origin) = text(headers, header::ORIGIN) {
            let own =
                origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host));
            if !own && self.allowed_origin.as_deref() != Some(origin) {
                return Err(ApiError::forbidden("requests of other web pages are not served"));
            }
        } else if headers
            .get("sec-fetch-site")
            .is_some_and(|site| site == "cross-site" || site == "same-site")
        {
            // Following a link to the page is fine; anything else that another page makes a browser do is not.
            let navigates = headers.get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
            if !navigates || !matches!(*method, Method::GET | Method::HEAD) {
                return Err(ApiError::forbidden("requests of other web pages are not served"));
            }
        }
        Ok(())
    }

    /// A request that changes something, and that a browser may have sent by itself with a cookie: the page says its
    /// own header, which other pages cannot.
    ///
    /// # Errors
    /// When it is missing.
    pub(super) fn admit_change(&self, method: &Method, headers: &HeaderMap) -> Result<(), ApiError> {
        let reads = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
        let browser = headers.contains_key(header::ORIGIN) || headers.contains_key("sec-fetch-site");
        if reads || !browser || headers.contains_key("x-argo-page") {
            return Ok(());
        }
        Err(ApiError::forbidden("a browser sent this without the header X-Argo-Page"))
    }
}

/// Whether a host, with or without its port, is this machine's own name or address.
fn is_of_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Headers of every answer.
pub(super) fn harden(headers: &mut HeaderMap, frame_options: &str, hsts: bool) {
    let mut set = |name: &'static str, value: &str| {
        if let (false, Ok(value)) = (headers.contains_key(name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    };
    set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "no-referrer");
    set("cross-origin-resource-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cache-control", "no-store");
    if !frame_options.is_empty() {
        set("x-frame-options", frame_options);
    }
    if hsts {
        set("strict-transport-security", "max-age=31536000");
    }
}

/// How many addresses are remembered at once.
const ADDRESSES: usize = 10_000;

/// So many requests a second, for each address.
pub(super) struct Rates {
    per_second: f64,
    seen: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

impl Rates {
    pub(super) fn new(per_second: u32) -> Self {
        Self { per_second: f64::from(per_second), seen: Mutex::default() }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// When there were too many.
    pub(super) fn admit(&self, from: IpAddr, now: Instant) -> Result<(), ApiError> {
        if self.per_second == 0.0 {
            return Ok(());
        }
        let mut seen = self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if seen.len() >= ADDRESSES {
            seen.retain(|_, (_, last)| now.duration_since(*last).as_secs() < 1);
        }
        let (left, last) = seen.entry(from).or_insert((self.per_second, now));
        *left = (*left + now.duration_since(*last).as_secs_f64() * self.per_second).min(self.per_second);
        *last = now;
        if *left < 1.0 {
            return Err(ApiError::new(Code::ResourceExhausted, "too many requests: slow down"));
        }
        *left -= 1.0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    fn admitted(guard: &Guard, method: &Method, pairs: &[(&'static str, &'static str)]) -> bool {
        guard.admit(method, &Uri::from_static("/x"), &headers(pairs)).is_ok()
    }

    #[test]
    fn other_pages_and_names_are_refused() {
        let guard = Guard { allowed_origin: None, loopback_only: true };
        let get = Method::GET;
        assert!(admitted(&guard, &get, &[("host", "127.0.0.1:2746")]));
        assert!(admitted(&guard, &get, &[("host", "[::1]:2746"), ("origin", "http://[::1]:2746")]));
        assert!(!admitted(&guard, &get, &[("host", "evil.example:2746")]));
        assert!(!admitted(&guard, &get, &[("host", "localhost:1"), ("origin", "http://localhost:2")]));
        assert!(!admitted(&guard, &get, &[("host", "localhost:1"), ("origin", "null")]));
        let cross = ("sec-fetch-site", "cross-site");
        assert!(!admitted(&guard, &get, &[("host", "localhost"), cross, ("sec-fetch-mode", "no-cors")]));
        assert!(admitted(&guard, &get, &[("host", "localhost"), cross, ("sec-fetch-mode", "navigate")]));
        assert!(!admitted(
            &guard,
            &Method::POST,
            &[("host", "localhost"), cross, ("sec-fetch-mode", "navigate")]
        ));
    }

    #[test]
    fn rates_are_kept_by_address() {
        let (rates, now) = (Rates::new(2), Instant::now());
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        assert!(rates.admit(one, now).is_ok() && rates.admit(one, now).is_ok());
        assert!(rates.admit(one, now).is_err() && rates.admit(other, now).is_ok());
        assert!(rates.admit(one, now + std::time::Duration::from_secs(1)).is_ok());
    }
}
