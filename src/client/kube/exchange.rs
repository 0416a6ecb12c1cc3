//! Sending one request and getting its answer, through servers that are busy and credentials that expire.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::future::BoxFuture;
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use kube::client::Body;

use super::errors::{client_error, of_answer};
use crate::client::traced::traced;
use crate::ports::client::{ClientError, Refusal};

/// How often a request is sent when the server is busy.
const ATTEMPTS: u32 = 6;

/// The first wait for a busy server that does not say how long to wait; doubles.
const FIRST_WAIT: Duration = Duration::from_millis(200);

/// The longest wait that a server may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How long an answer may be silent. A server gives up by itself after a minute.
const SILENCE: Duration = Duration::from_secs(120);

/// The longest answer that says no, in bytes; the rest does not matter.
const REFUSAL_BYTES: usize = 1 << 20;

type Clients = dyn Fn() -> BoxFuture<'static, Result<kube::Client, String>> + Send + Sync;

/// What makes a client with fresh credentials.
#[derive(Clone, Default)]
pub struct Renew(Option<Arc<Clients>>);

impl Renew {
    /// Makes clients by a function.
    pub fn new(
        make: impl Fn() -> BoxFuture<'static, Result<kube::Client, String>> + Send + Sync + 'static,
    ) -> Self {
        Self(Some(Arc::new(make)))
    }
}

/// A server, and how to go on when it is busy or no longer knows us.
#[derive(Clone)]
pub(super) struct Exchange {
    client: Arc<Mutex<kube::Client>>,
    renew: Renew,
    address: Arc<str>,
}

impl Exchange {
    pub(super) fn new(client: kube::Client, renew: Renew, address: &str) -> Self {
        Self { client: Arc::new(Mutex::new(client)), renew, address: address.into() }
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Sends a request until it is answered with yes, or with a no that stays one.
    pub(super) async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Body>, ClientError> {
        let mut attempt = 1;
        let mut renewed = false;
        loop {
            let response = self.once(&request).await?;
            let status = response.status();
            if status.is_success() {
                return Ok(response);
            }
            if status == StatusCode::UNAUTHORIZED && !renewed && self.renewed().await? {
                renewed = true;
                continue;
            }
            let wait = wait(request.method(), status, response.headers(), attempt);
            let Some(wait) = wait.filter(|_| attempt < ATTEMPTS) else {
                let body = self.read(response, REFUSAL_BYTES).await.unwrap_or_default();
                return Err(of_answer(&self.address, request.uri().path(), status.as_u16(), &body));
            };
            tracing::debug!(status = status.as_u16(), ?wait, "busy, trying again");
            tokio::time::sleep(wait).await;
            attempt += 1;
        }
    }

    async fn once(&self, request: &Request<Vec<u8>>) -> Result<Response<Body>, ClientError> {
        let client = self.client.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let sent = client.send(request.clone().map(Body::from));
        let sent = traced(request.method(), request.uri(), sent);
        let sent = tokio::time::timeout(SILENCE, sent).await;
        sent.map_err(|_| self.silent())?.map_err(|error| client_error(&error, &self.address))
    }

    /// Takes fresh credentials; false where there are none to take.
    async fn renewed(&self) -> Result<bool, ClientError> {
        let Some(make) = &self.renew.0 else { return Ok(false) };
        let fresh = make().await.map_err(|why| {
            let words = format!("log in to {} again: {why}", self.address);
            ClientError::new(Refusal::Unauthorized, words)
        })?;
        *self.client.lock().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(true)
    }

    /// The body of an answer, up to so many bytes.
    pub(super) async fn read(&self, response: Response<Body>, most: usize) -> Result<Vec<u8>, ClientError> {
        let length = response.headers().get(header::CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse().ok()).unwrap_or(0_usize);
        // The length is what the server says, so it is not believed without limit.
        let mut bytes = Vec::with_capacity(length.min(most).min(64 << 20));
        let mut piece = |piece: &[u8]| {
            bytes.extend_from_slice(piece);
            bytes.len() < most
        };
        self.each_piece(response, &mut piece).await?;
        Ok(bytes)
    }

    /// The body of an answer piece by piece, until there is no more or `piece` has enough.
    pub(super) async fn each_piece(
        &self,
        response: Response<Body>,
        piece: &mut (dyn FnMut(&[u8]) -> bool + Send),
    ) -> Result<(), ClientError> {
        let mut body = response.into_body();
        loop {
            let frame = tokio::time::timeout(SILENCE, body.frame()).await.map_err(|_| self.silent())?;
            let Some(frame) = frame else { return Ok(()) };
            let frame = frame.map_err(|error| client_error(&error, &self.address))?;
            if !frame.into_data().map_or(true, |data| piece(&data)) {
                return Ok(());
            }
        }
    }

    fn silent(&self) -> ClientError {
        let words = format!("reach {}: no answer for {} seconds", self.address, SILENCE.as_secs());
        ClientError::new(Refusal::Unreachable, words)
    }
}

/// How long to wait before a request is sent again; `None` for answers that will not change, and for requests that may
/// have been carried out.
fn wait(method: &Method, status: StatusCode, headers: &HeaderMap, attempt: u32) -> Option<Duration> {
    let asked = headers.get(header::RETRY_AFTER).and_then(|after| after.to_str().ok()?.parse().ok());
    let asked = asked.map(Duration::from_secs);
    let may_repeat = method == Method::GET;
    let again = match status.as_u16() {
        // Refused before anything was done.
        429 => true,
        // A server that says when to come back has done nothing either.
        500 | 503 => asked.is_some() || (may_repeat && status == StatusCode::SERVICE_UNAVAILABLE),
        502 | 504 => may_repeat,
        _ => false,
    };
    let usual = FIRST_WAIT * 2_u32.pow(attempt.saturating_sub(1).min(8));
    again.then(|| asked.unwrap_or(usual).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_been_done_is_not_done_again() {
        let none = HeaderMap::new();
        let after = HeaderMap::from_iter([(header::RETRY_AFTER, "3".parse().unwrap())]);
        let status = |code| StatusCode::from_u16(code).unwrap();
        let of = |method: Method, code, headers| wait(&method, status(code), headers, 1);
        assert_eq!(of(Method::POST, 429, &none), Some(FIRST_WAIT));
        assert_eq!(of(Method::POST, 504, &none), None);
        assert_eq!(of(Method::GET, 504, &none), Some(FIRST_WAIT));
        assert_eq!(of(Method::POST, 503, &none), None);
        assert_eq!(of(Method::POST, 503, &after), Some(Duration::from_secs(3)));
        assert_eq!(of(Method::GET, 404, &after), None);
    }
}
