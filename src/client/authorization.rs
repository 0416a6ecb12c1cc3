//! What requests to a cluster carry to prove who sends them.

use http::{HeaderValue, Request, Response, header};
use kube::Config;
use kube::client::{Body, ConfigExt};
use tower::{Layer, ServiceExt};

/// The value of the header `Authorization` that requests with this configuration carry: from a token, a token file, a
/// user name, or a program that the kubeconfig names. `None` where they carry none.
///
/// # Errors
/// When a file or a program fails, in its words.
pub async fn authorization(config: &Config) -> Result<Option<String>, String> {
    let Some(layer) = config.auth_layer().map_err(|error| error.to_string())? else { return Ok(None) };
    // A server that sends the header back.
    let echo = tower::service_fn(async |request: Request<Body>| {
        let value = request.headers().get(header::AUTHORIZATION).cloned();
        Ok::<_, tower::BoxError>(Response::new(value))
    });
    let request = Request::new(Body::empty());
    let answer = layer.layer(echo).oneshot(request).await.map_err(|error| error.to_string())?;
    Ok(answer.into_body().and_then(|value: HeaderValue| value.to_str().ok().map(str::to_owned)))
}
