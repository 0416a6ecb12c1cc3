//! Large answers in gzip, for clients that ask for it and are not in this process.

use std::io::Write;

use axum::Router;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::error::ApiError;

/// Smaller answers are sent as they are, as API servers do.
const SMALLEST: u64 = 128 * 1024;

/// Lets a router compress its large answers.
pub fn compressed(router: Router) -> Router {
    router.layer(axum::middleware::from_fn(compress))
}

async fn compress(request: Request<Body>, next: Next) -> Response {
    let wanted = accepts_gzip(request.headers());
    let response = next.run(request).await;
    // A stream has no size: watches and logs are told as they happen.
    let size = response.body().size_hint().exact().unwrap_or_default();
    if !wanted || size < SMALLEST || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else {
        return ApiError::internal("the answer could not be read").into_response();
    };
    let packed = tokio::task::spawn_blocking(move || {
        let mut encoder = GzEncoder::new(Vec::with_capacity(whole.len() / 8), Compression::fast());
        encoder.write_all(&whole).and_then(|()| encoder.finish())
    });
    let Ok(Ok(packed)) = packed.await else {
        return ApiError::internal("the answer could not be compressed").into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    Response::from_parts(parts, Body::from(packed))
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|range| {
        let mut parts = range.split(';').map(str::trim);
        parts.next() == Some("gzip") && !parts.any(|part| matches!(part, "q=0" | "q=0.0"))
    })
}
