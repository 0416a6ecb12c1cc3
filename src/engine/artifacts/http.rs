//! Artifacts behind a URL.

use std::path::Path;

use futures::TryStreamExt;
use tokio::io::AsyncWriteExt;

use super::ArtifactError;
use crate::core::api::{HttpArtifact, HttpAuth};

/// Downloads a file, piece by piece.
///
/// # Errors
/// When the server cannot be reached or says no, or the file cannot be written.
pub(super) async fn fetch(name: &str, from: &HttpArtifact, to: &Path) -> Result<(), ArtifactError> {
    if from.auth.as_ref().is_some_and(|auth| *auth != HttpAuth::default()) {
        return Err(ArtifactError::Unsupported("http with auth (headers work)"));
    }
    let failed = |error: reqwest::Error| {
        let why = std::error::Error::source(&error)
            .map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
        ArtifactError::Http { url: from.url.clone(), why }
    };
    // Fails only where somebody has chosen a provider already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut request = reqwest::Client::builder().build().map_err(failed)?.get(&from.url);
    for header in &from.headers {
        request = request.header(&header.name, &header.value);
    }
    let response = request.send().await.map_err(failed)?;
    if response.status() == reqwest::StatusCode::NOT_FOUND {
        return Err(ArtifactError::Missing { name: name.to_owned(), key: from.url.clone() });
    }
    let mut body = response.error_for_status().map_err(failed)?.bytes_stream();
    let mut file = tokio::fs::File::create(to).await.map_err(ArtifactError::io(to))?;
    while let Some(piece) = body.try_next().await.map_err(failed)? {
        file.write_all(&piece).await.map_err(ArtifactError::io(to))?;
    }
    file.flush().await.map_err(ArtifactError::io(to))
}
