//! Requests to a Kubernetes API: one place that builds, sends and reads them.

use std::sync::Arc;

use futures::{AsyncBufRead, Stream, StreamExt};
use http::{Method, Request, header};
use kube::core::WatchEvent;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::errors::client_error;
use super::url::Url;
use crate::client::traced::traced;
use crate::ports::client::{ClientError, Refusal};

const JSON: &str = "application/json";
const MERGE_PATCH: &str = "application/merge-patch+json";
const APPLY_PATCH: &str = "application/apply-patch+yaml";

/// Sends requests through a `kube::Client` and names its address in errors.
#[derive(Clone)]
pub(crate) struct Rest {
    client: kube::Client,
    address: Arc<str>,
}

impl Rest {
    pub(crate) fn new(client: kube::Client, address: &str) -> Self {
        Self { client, address: address.into() }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, url: &Url) -> Result<T, ClientError> {
        self.send(Method::GET, url, (JSON, JSON), Vec::new()).await
    }

    /// Gets another representation of what is at an address, e.g. only metadata.
    pub(crate) async fn get_as<T: DeserializeOwned>(
        &self,
        url: &Url,
        accept: &str,
    ) -> Result<T, ClientError> {
        self.send(Method::GET, url, (JSON, accept), Vec::new()).await
    }

    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        url: &Url,
        body: &impl Serialize,
    ) -> Result<T, ClientError> {
        self.send(Method::POST, url, (JSON, JSON), json(body)?).await
    }

    pub(crate) async fn put<T: DeserializeOwned>(
        &self,
        url: &Url,
        body: &impl Serialize,
    ) -> Result<T, ClientError> {
        self.send(Method::PUT, url, (JSON, JSON), json(body)?).await
    }

    pub(crate) async fn merge<T: DeserializeOwned>(
        &self,
        url: &Url,
        patch: &impl Serialize,
    ) -> Result<T, ClientError> {
        self.send(Method::PATCH, url, (MERGE_PATCH, JSON), json(patch)?).await
    }

    /// Server-side apply; JSON is YAML.
    pub(crate) async fn apply<T: DeserializeOwned>(
        &self,
        url: &Url,
        object: &impl Serialize,
    ) -> Result<T, ClientError> {
        self.send(Method::PATCH, url, (APPLY_PATCH, JSON), json(object)?).await
    }

    pub(crate) async fn delete(&self, url: &Url, options: &impl Serialize) -> Result<(), ClientError> {
        let request = request(Method::DELETE, url, (JSON, JSON), json(options)?)?;
        // The answer is the object as it was, or a word of success: nobody needs it.
        let sent = self.client.request_text(request);
        traced(Method::DELETE, url, sent).await.map(drop).map_err(|error| self.error(&error))
    }

    /// Opens a watch.
    pub(crate) async fn watch<T: DeserializeOwned + Clone + Send + 'static>(
        &self,
        url: &Url,
    ) -> Result<impl Stream<Item = Result<WatchEvent<T>, ClientError>> + Send + use<T>, ClientError> {
        let request = request(Method::GET, url, (JSON, JSON), Vec::new())?;
        let events = traced("WATCH", url, self.client.request_events(request)).await;
        let events = events.map_err(|e| self.error(&e))?;
        let address = self.address.clone();
        Ok(events.map(move |event| event.map_err(|error| client_error(&error, &address))))
    }

    /// Opens a stream of bytes.
    pub(crate) async fn stream(&self, url: &Url) -> Result<impl AsyncBufRead + Send + use<>, ClientError> {
        let request = request(Method::GET, url, (JSON, "*/*"), Vec::new())?;
        let opened = traced("STREAM", url, self.client.request_stream(request)).await;
        opened.map_err(|error| self.error(&error))
    }

    async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        url: &Url,
        types: (&str, &str),
        body: Vec<u8>,
    ) -> Result<T, ClientError> {
        let request = request(method.clone(), url, types, body)?;
        traced(method, url, self.client.request(request)).await.map_err(|error| self.error(&error))
    }

    fn error(&self, error: &kube::Error) -> ClientError {
        client_error(error, &self.address)
    }
}

fn json(body: &impl Serialize) -> Result<Vec<u8>, ClientError> {
    serde_json::to_vec(body).map_err(|error| ClientError::new(Refusal::Invalid, error.to_string()))
}

fn request(
    method: Method,
    url: &Url,
    (content, accept): (&str, &str),
    body: Vec<u8>,
) -> Result<Request<Vec<u8>>, ClientError> {
    let mut request = Request::builder().method(method).uri(url.to_string()).header(header::ACCEPT, accept);
    if !body.is_empty() {
        request = request.header(header::CONTENT_TYPE, content);
    }
    request.body(body).map_err(|error| ClientError::new(Refusal::Invalid, error.to_string()))
}
