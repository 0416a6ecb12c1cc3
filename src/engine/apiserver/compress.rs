//! Large answers in gzip, for clients that come over the network and ask for it.

use axum::Router;
use axum::body::HttpBody;
use axum::http::Response;
use tower_http::CompressionLevel;
use tower_http::compression::{CompressionLayer, Predicate};

/// Smaller answers are sent as they are, as API servers do.
const SMALLEST: u64 = 128 * 1024;

/// Marks an answer that is sent in pieces, and has an end: a list. Watches and logs are told as they happen.
#[derive(Clone)]
pub(super) struct InPieces;

/// Lets a router compress its large answers.
pub fn compressed(router: Router) -> Router {
    let layer = CompressionLayer::new().gzip(true).quality(CompressionLevel::Fastest).compress_when(Large);
    router.layer(layer)
}

/// Chooses what is worth it.
#[derive(Clone)]
struct Large;

impl Predicate for Large {
    fn should_compress<B: HttpBody>(&self, response: &Response<B>) -> bool {
        match response.body().size_hint().exact() {
            Some(size) => size >= SMALLEST,
            None => response.extensions().get::<InPieces>().is_some(),
        }
    }
}
