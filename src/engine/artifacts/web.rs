//! HTTP as the drivers of artifacts use it: clients, what is tried again, and words for what went wrong.

use std::path::Path;
use std::time::Duration;

use futures::TryStreamExt;
use futures::future::BoxFuture;
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, StatusCode, Url};
use tokio::io::AsyncWriteExt;
use tokio_util::io::ReaderStream;

use super::ArtifactError;

/// How long a server gets to accept a connection.
const CONNECT: Duration = Duration::from_secs(30);

/// How long a server may be silent.
const SILENCE: Duration = Duration::from_secs(120);

/// How often a request is made that fails for reasons which may pass.
const TRIES: u32 = 5;

/// How long is waited before the second try; then twice as long each time.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// The longest part of an error's body that is looked at, in bytes.
pub(super) const LONGEST_ERROR: usize = 16 << 10;

/// A client with the limits of artifacts.
pub(super) fn builder() -> ClientBuilder {
    // Fails only where somebody has chosen a provider already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().connect_timeout(CONNECT).read_timeout(SILENCE)
}

/// Sends a request until there is an answer other than that the server cannot at the moment.
pub(super) async fn send<'a>(
    make: impl Fn() -> BoxFuture<'a, Result<RequestBuilder, ArtifactError>>,
    failed: impl Fn(String) -> ArtifactError,
) -> Result<Response, ArtifactError> {
    let mut pause = FIRST_PAUSE;
    for left in (0..TRIES).rev() {
        match make().await?.send().await {
            Ok(response) if left > 0 && may_pass(response.status()) => {}
            Ok(response) => return Ok(response),
            Err(error) if left > 0 && (error.is_connect() || error.is_timeout()) => {}
            Err(error) => return Err(failed(words(error))),
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
    Err(failed("no answer".to_owned()))
}

/// A request that needs no time to be made.
pub(super) fn ready<'a>(request: RequestBuilder) -> BoxFuture<'a, Result<RequestBuilder, ArtifactError>> {
    Box::pin(std::future::ready(Ok(request)))
}

fn may_pass(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// An error with its causes, without the URL, which may hold a password or a signature.
pub(super) fn words(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// A URL as it may be shown: without name, password and query.
pub(super) fn shown(url: &str) -> String {
    let Ok(mut url) = Url::parse(url) else {
        return url.split(['?', '@']).next().unwrap_or_default().to_owned();
    };
    // These fail for URLs that cannot have them.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_query(None);
    url.to_string()
}

/// Writes the body of an answer to a file, piece by piece.
pub(super) async fn write_to(
    response: Response,
    to: &Path,
    failed: impl Fn(String) -> ArtifactError,
) -> Result<(), ArtifactError> {
    let mut body = response.bytes_stream();
    let mut file = tokio::fs::File::create(to).await.map_err(ArtifactError::io(to))?;
    while let Some(piece) = body.try_next().await.map_err(|error| failed(words(error)))? {
        file.write_all(&piece).await.map_err(ArtifactError::io(to))?;
    }
    file.flush().await.map_err(ArtifactError::io(to))
}

/// A request with a file as its body.
pub(super) async fn with_file(request: RequestBuilder, from: &Path) -> Result<RequestBuilder, ArtifactError> {
    let file = tokio::fs::File::open(from).await.map_err(ArtifactError::io(from))?;
    let size = file.metadata().await.map_err(ArtifactError::io(from))?.len();
    let request = request.header(http::header::CONTENT_LENGTH, size);
    Ok(request.body(reqwest::Body::wrap_stream(ReaderStream::with_capacity(file, 64 << 10))))
}

/// The beginning of a body as text.
pub(super) async fn start_of(response: Response) -> String {
    let mut text = Vec::new();
    let mut body = response.bytes_stream();
    while let Ok(Some(piece)) = body.try_next().await {
        text.extend_from_slice(&piece);
        if text.len() >= LONGEST_ERROR {
            text.truncate(LONGEST_ERROR);
            break;
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// Text with everything escaped that is not unreserved in a URL; `/` only where it is asked for.
pub(super) fn escaped(text: &str, keep_slash: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte.into()),
            b'/' if keep_slash => out.push('/'),
            _ => {
                let hex =
                    |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0').to_ascii_uppercase();
                out.extend(['%', hex(byte >> 4), hex(byte & 15)]);
            }
        }
    }
    out
}
