//! Requests as `-v` tells of them: what was asked, how long it took, how it ended. Headers and bodies, where secrets are, stay
//! out.

use std::fmt::Display;
use std::time::Instant;

/// Waits for an answer and tells of it.
pub(super) async fn traced<T, E: Display>(
    method: impl Display,
    address: impl Display,
    answer: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    if !tracing::enabled!(tracing::Level::DEBUG) {
        return answer.await;
    }
    let begun = Instant::now();
    let answer = answer.await;
    let took = begun.elapsed().as_millis();
    match &answer {
        Ok(_) => tracing::debug!("{method} {address} ({took} ms)"),
        Err(error) => tracing::debug!("{method} {address} ({took} ms) failed: {error}"),
    }
    answer
}
