//! Requests to a Kubernetes API: one place that builds, sends and reads them.

use futures::{AsyncBufRead, Stream, StreamExt, TryStreamExt};
use http::{Method, Request, header};
use http_body_util::BodyExt;
use kube::core::WatchEvent;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio_util::codec::{FramedRead, LinesCodec, LinesCodecError};
use tokio_util::io::StreamReader;

use super::errors::{no_json, no_list};
use super::exchange::{Exchange, Renew};
use super::url::Url;
use crate::client::skim::{EachItem, Skimmer};
use crate::core::text::json::from_bytes;
use crate::ports::client::{ClientError, Refusal};

const JSON: &str = "application/json";
const MERGE_PATCH: &str = "application/merge-patch+json";
const APPLY_PATCH: &str = "application/apply-patch+yaml";

/// The longest answer, and the longest event of a watch, in bytes.
const LONGEST: usize = 1 << 30;

/// Sends requests and reads the answers as objects.
#[derive(Clone)]
pub(crate) struct Rest {
    exchange: Exchange,
}

impl Rest {
    pub(crate) fn new(client: kube::Client, renew: Renew, address: &str) -> Self {
        Self { exchange: Exchange::new(client, renew, address) }
    }

    pub(crate) fn address(&self) -> &str {
        self.exchange.address()
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, url: &Url) -> Result<T, ClientError> {
        self.get_as(url, JSON).await
    }

    /// Gets another representation of what is at an address, e.g. only metadata.
    pub(crate) async fn get_as<T: DeserializeOwned>(
        &self,
        url: &Url,
        accept: &str,
    ) -> Result<T, ClientError> {
        self.send(Method::GET, url, (JSON, accept), Vec::new()).await
    }

    /// Brings the items of a list as they arrive; where its next page begins, and the version of the list.
    pub(super) async fn list(
        &self,
        url: &Url,
        accept: &str,
        item: &mut EachItem<'_>,
    ) -> Result<(String, String), ClientError> {
        let request = request(Method::GET, url, (JSON, accept), Vec::new())?;
        let response = self.exchange.send(request).await?;
        let mut skimmer = Skimmer::new();
        let mut stopped = Ok(());
        let mut bytes = |bytes: &[u8]| {
            stopped = skimmer.push(bytes, item);
            stopped.is_ok()
        };
        self.exchange.each_piece(response, &mut bytes).await?;
        let stopped = stopped.and_then(|()| skimmer.finish(item));
        stopped.map_err(|stop| no_list(self.address(), skimmer.rest(), stop))?;
        Ok((skimmer.next, skimmer.version))
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
        self.exchange.send(request).await.map(drop)
    }

    /// Opens a watch.
    pub(crate) async fn watch<T: DeserializeOwned + Send + 'static>(
        &self,
        url: &Url,
    ) -> Result<impl Stream<Item = Result<WatchEvent<T>, ClientError>> + Send + use<T>, ClientError> {
        let mut request = request(Method::GET, url, (JSON, JSON), Vec::new())?;
        // Compressed events come in a member each, which decompression of whole bodies does not expect.
        request.headers_mut().insert(header::ACCEPT_ENCODING, http::HeaderValue::from_static("identity"));
        let response = self.exchange.send(request).await?;
        let bytes = response.into_body().into_data_stream().map_err(std::io::Error::other);
        let lines = FramedRead::new(StreamReader::new(bytes), LinesCodec::new_with_max_length(LONGEST));
        let address = self.address().to_owned();
        Ok(lines.filter_map(move |line| std::future::ready(event(&address, line))))
    }

    /// Opens a stream of bytes.
    pub(crate) async fn stream(&self, url: &Url) -> Result<impl AsyncBufRead + Send + use<>, ClientError> {
        let request = request(Method::GET, url, (JSON, "*/*"), Vec::new())?;
        let response = self.exchange.send(request).await?;
        Ok(response.into_body().into_data_stream().map_err(std::io::Error::other).into_async_read())
    }

    async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        url: &Url,
        types: (&str, &str),
        body: Vec<u8>,
    ) -> Result<T, ClientError> {
        let request = request(method, url, types, body)?;
        let bytes = self.exchange.read(self.exchange.send(request).await?, LONGEST).await?;
        from_bytes(&bytes).map_err(|error| no_json(self.address(), &bytes, &error))
    }
}

/// An event of a watch; nothing for a line that the end of the connection has cut.
fn event<T: DeserializeOwned>(
    address: &str,
    line: Result<String, LinesCodecError>,
) -> Option<Result<WatchEvent<T>, ClientError>> {
    let line = match line {
        Ok(line) => line,
        Err(error) => {
            let words = format!("the watch of {address} broke: {error}");
            return Some(Err(ClientError::new(Refusal::Unreachable, words)));
        }
    };
    match serde_json::from_str(&line) {
        Ok(event) => Some(Ok(event)),
        Err(error) if error.is_eof() => None,
        Err(error) => Some(Err(no_json(address, line.as_bytes(), &error))),
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
