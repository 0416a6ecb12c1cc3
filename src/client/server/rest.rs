//! Requests to an Argo Server: one place that builds, sends and reads them (cli.md §1.10).

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::{Stream, StreamExt, TryStreamExt};
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION,
};
use reqwest::{Body, Client, Method, RequestBuilder, Response, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio_util::codec::{FramedRead, LinesCodec};
use tokio_util::io::StreamReader;

use super::errors;
use crate::client::http::{HttpOptions, wrong};
use crate::client::skim::{EachItem, Skimmer};
use crate::client::traced::traced;
use crate::core::text::json::from_bytes;
use crate::ports::client::{ClientError, Refusal};

/// The longest event, in bytes.
const LONGEST: usize = 256 << 20;

/// How to reach an Argo Server.
#[derive(Debug, Clone, Default)]
pub struct ServerOptions {
    /// `host:port`, or a URL.
    pub address: String,
    /// Speak TLS, where the address does not say.
    pub secure: bool,
    /// A path before that of every request.
    pub base_href: String,
    /// The value of `Authorization`.
    pub authorization: Option<SecretString>,
    /// Further headers.
    pub headers: Vec<(String, String)>,
    /// How to reach it.
    pub http: HttpOptions,
    /// How long an answer may take; streams are not meant.
    pub timeout: Option<Duration>,
}

impl ServerOptions {
    /// The address that all paths begin with.
    pub(in crate::client) fn base(&self) -> Result<Url, ClientError> {
        let scheme = if self.secure { "https" } else { "http" };
        let mut text = match self.address.contains("://") {
            true => self.address.clone(),
            false => format!("{scheme}://{}", self.address),
        };
        let base_href = self.base_href.trim_matches('/');
        if !base_href.is_empty() {
            text = format!("{}/{base_href}", text.trim_end_matches('/'));
        }
        let base = Url::parse(&text).map_err(|why| wrong(&format!("Argo Server {text:?}"), &why))?;
        if base.cannot_be_a_base() || base.host().is_none() {
            return Err(wrong("Argo Server", &format!("{text:?} is no address, host:port is wanted")));
        }
        Ok(base)
    }
}

/// Sends requests and names the server in errors.
#[derive(Clone)]
pub(super) struct Rest {
    client: Client,
    base: Url,
    address: Arc<str>,
    timeout: Option<Duration>,
}

/// Query parameters.
pub(super) type Query<'q> = &'q [(&'q str, String)];

impl Rest {
    pub(super) fn new(options: &ServerOptions) -> Result<Self, ClientError> {
        let base = options.base()?;
        let mut headers = HeaderMap::new();
        for (name, value) in &options.headers {
            let name =
                HeaderName::from_bytes(name.trim().as_bytes()).map_err(|why| wrong("--header", &why))?;
            let mut value = HeaderValue::from_str(value.trim()).map_err(|why| wrong("--header", &why))?;
            value.set_sensitive(true);
            headers.append(name, value);
        }
        if let Some(secret) = &options.authorization {
            let value = HeaderValue::from_str(secret.expose_secret());
            let mut value =
                value.map_err(|_| wrong("the token", &"it has characters that no header can have"))?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        let builder = options.http.builder_for(&base)?.default_headers(headers);
        let client = builder.build().map_err(|why| wrong("Argo Server", &why))?;
        Ok(Self { client, base, address: options.address.as_str().into(), timeout: options.timeout })
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &[&str],
        query: Query<'_>,
    ) -> Result<T, ClientError> {
        self.ask(self.request(Method::GET, path)?.query(query)).await
    }

    /// Brings the items of a list as they arrive; where its next page begins.
    pub(super) async fn list(
        &self,
        path: &[&str],
        query: Query<'_>,
        item: &mut EachItem<'_>,
    ) -> Result<String, ClientError> {
        let request = self.request(Method::GET, path)?.query(query);
        let response = self.checked(sent(self.limited(request)).await).await?;
        let mut pieces = response.bytes_stream();
        let mut skimmer = Skimmer::new();
        let mut stopped = Ok(());
        while let (Ok(()), Some(piece)) = (stopped, pieces.next().await) {
            let piece = piece.map_err(|error| errors::of_way(&self.address, &error))?;
            stopped = skimmer.push(&piece, item);
        }
        let stopped = stopped.and_then(|()| skimmer.finish(item));
        stopped.map_err(|stop| errors::no_list(&self.address, skimmer.rest(), stop))?;
        Ok(skimmer.next)
    }

    pub(super) async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        body: &Value,
    ) -> Result<T, ClientError> {
        self.ask(self.request(method, path)?.json(body)).await
    }

    pub(super) async fn delete(&self, path: &[&str], query: Query<'_>) -> Result<(), ClientError> {
        self.ask::<Value>(self.request(Method::DELETE, path)?.query(query)).await.map(drop)
    }

    /// The results of a stream of events.
    pub(super) async fn events(
        &self,
        path: &[&str],
        query: Query<'_>,
    ) -> Result<impl Stream<Item = Result<Value, ClientError>> + Send + use<>, ClientError> {
        let request = self.request(Method::GET, path)?.query(query).header(ACCEPT, "text/event-stream");
        let response = self.checked(sent(request).await).await?;
        let bytes = StreamReader::new(response.bytes_stream().map_err(std::io::Error::other));
        let lines = FramedRead::new(bytes, LinesCodec::new_with_max_length(LONGEST));
        let address = self.address.clone();
        Ok(lines.filter_map(move |line| {
            let event = match line {
                Ok(line) => event(&line, &address),
                Err(error) => Some(Err(errors::broken(&address, &error))),
            };
            std::future::ready(event)
        }))
    }

    /// The bytes at a path that is not below `/api/v1`.
    pub(super) async fn download(
        &self,
        path: &[&str],
    ) -> Result<impl Stream<Item = Result<Bytes, ClientError>> + Send + use<>, ClientError> {
        let response = self.checked(sent(self.at(Method::GET, path)?).await).await?;
        let address = self.address.clone();
        Ok(response.bytes_stream().map(move |piece| piece.map_err(|error| errors::of_way(&address, &error))))
    }

    /// Posts a body of a content type and a size in bytes to a path that is not below `/api/v1`. It may take as long as it takes.
    pub(super) async fn upload<T: DeserializeOwned>(
        &self,
        path: &[&str],
        kind: &str,
        size: u64,
        body: Body,
    ) -> Result<T, ClientError> {
        let request =
            self.at(Method::POST, path)?.header(CONTENT_TYPE, kind).header(CONTENT_LENGTH, size).body(body);
        let response = self.checked(sent(request).await).await?;
        self.read(response).await
    }

    /// A request to a path below `/api/v1`.
    fn request(&self, method: Method, path: &[&str]) -> Result<RequestBuilder, ClientError> {
        self.at(method, &[&["api", "v1"], path].concat())
    }

    fn at(&self, method: Method, path: &[&str]) -> Result<RequestBuilder, ClientError> {
        let mut url = self.base.clone();
        let segments = url.path_segments_mut();
        let mut segments = segments
            .map_err(|()| ClientError::new(Refusal::Invalid, format!("{} is no address", self.address)))?;
        segments.pop_if_empty().extend(path);
        drop(segments);
        Ok(self.client.request(method, url))
    }

    async fn ask<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, ClientError> {
        let response = self.checked(sent(self.limited(request)).await).await?;
        self.read(response).await
    }

    async fn read<T: DeserializeOwned>(&self, response: Response) -> Result<T, ClientError> {
        let body = response.bytes().await.map_err(|error| errors::of_way(&self.address, &error))?;
        from_bytes(&body).map_err(|error| errors::no_json(&self.address, &body, &error))
    }

    /// A request whose answer may not take for ever, where that was asked for.
    fn limited(&self, request: RequestBuilder) -> RequestBuilder {
        match self.timeout {
            Some(timeout) => request.timeout(timeout),
            None => request,
        }
    }

    /// A response that says yes.
    async fn checked(&self, sent: reqwest::Result<Response>) -> Result<Response, ClientError> {
        let response = sent.map_err(|error| errors::of_way(&self.address, &error))?;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        if status.is_redirection() {
            let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
            return Err(errors::redirected(&self.address, to));
        }
        let body = response.bytes().await.unwrap_or_default();
        Err(errors::of_status(&self.address, status.as_u16(), &body))
    }
}

/// Sends a request, and tells of it where that is wanted.
async fn sent(request: RequestBuilder) -> reqwest::Result<Response> {
    let (client, request) = request.build_split();
    let request = request?;
    let (method, url) = (request.method().clone(), request.url().clone());
    traced(method, url, client.execute(request)).await
}

/// The result in a line of a stream; nothing for lines between events.
fn event(line: &str, address: &str) -> Option<Result<Value, ClientError>> {
    let data = line.strip_prefix("data:")?.trim();
    match serde_json::from_str::<Value>(data) {
        Ok(mut event) => match event.get_mut("result").map(Value::take) {
            Some(result) => Some(Ok(result)),
            None => Some(Err(errors::of_event(address, &event))),
        },
        // The end of the connection has cut it.
        Err(error) if error.is_eof() => None,
        Err(error) => Some(Err(errors::no_json(address, data.as_bytes(), &error))),
    }
}
