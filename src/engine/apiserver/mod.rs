//! A Kubernetes-style HTTP API over the store.
//!
//! One axum router serves everybody: the engine's own client in the process, the command line over a Unix socket,
//! and `kubectl` and others over TLS with a token.

mod admit;
mod archive;
mod auth;
mod columns;
mod compress;
mod decode;
mod delete;
mod discovery;
mod error;
mod exec;
mod fixed;
mod kinds;
mod lines;
mod logs;
mod managed;
mod meta;
mod openapi;
mod patch;
mod pieces;
mod read;
mod request;
mod selector;
mod table;
mod watch;
mod write;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::BytesMut;
use futures::StreamExt;
use hyper::upgrade::OnUpgrade;
use serde_json::Value;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

use crate::engine::store::{Store, StoreError};
use crate::ports::runtime::Runtime;
use error::ApiError;
use request::{Options, Target};

pub use auth::{Access, Guard, protect};
pub use compress::compressed;
pub use fixed::Machine;
pub use kinds::{KINDS, Kind, find as find_kind};

/// The largest body a request may have, in bytes: what a real API server takes.
const MAX_BODY: usize = 3 * 1024 * 1024;

/// The largest body of a workflow, in bytes: a local engine has no etcd to spare.
const MAX_WORKFLOW: usize = 64 * 1024 * 1024;

/// What the bodies that are being read or answered may take together, in bytes: clients that send slowly hold no more.
const BODIES: usize = 256 * 1024 * 1024;

/// How long the body of a request may take to arrive.
const BODY_WITHIN: Duration = Duration::from_secs(60);

/// How many watches and followed logs there may be at a time.
const STREAMS: usize = 2000;

/// The API server: its store and where pods keep their logs. Cheap to clone.
#[derive(Clone)]
pub struct ApiServer {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    pods: PathBuf,
    log_growth: Arc<Notify>,
    streams: Arc<Semaphore>,
    bodies: Arc<Semaphore>,
    runtime: Option<Arc<dyn Runtime>>,
}

impl ApiServer {
    /// Opens the store in a home directory. Pods' logs are in `<home>/pods/<namespace>/<uid>/<container>.log`.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub fn open(home: &Path) -> Result<Self, StoreError> {
        let store = Store::open(&home.join("argo.db"), table::summarise)?;
        let inner = Inner {
            store,
            pods: home.join("pods"),
            log_growth: Arc::new(Notify::new()),
            streams: Arc::new(Semaphore::new(STREAMS)),
            bodies: Arc::new(Semaphore::new(BODIES)),
            runtime: None,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The same for pods that run: commands can be run in them.
    #[must_use]
    pub fn with_runtime(self, runtime: Arc<dyn Runtime>) -> Self {
        let inner = Inner {
            store: self.inner.store.clone(),
            pods: self.inner.pods.clone(),
            log_growth: Arc::clone(&self.inner.log_growth),
            streams: Arc::clone(&self.inner.streams),
            bodies: Arc::clone(&self.inner.bodies),
            runtime: Some(runtime),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The store below.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// To be notified when a pod's log has grown, so that followers need not look again and again.
    pub fn log_growth(&self) -> Arc<Notify> {
        Arc::clone(&self.inner.log_growth)
    }

    /// Room for one more stream, held as long as it lasts.
    ///
    /// # Errors
    /// When there are too many already.
    fn stream(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        Arc::clone(&self.inner.streams).try_acquire_owned().map_err(|_| ApiError::too_many(STREAMS))
    }

    /// The router for callers that are trusted: in the process, or over a socket only the user can open.
    pub fn router(&self) -> Router {
        Router::new().fallback(serve).with_state(self.clone())
    }

    /// The router for callers who must say who they are.
    pub fn guarded_router(&self, guard: Guard) -> Router {
        auth::protect(self.router(), guard)
    }
}

/// A request taken apart.
struct Call {
    method: Method,
    target: Target,
    options: Options,
    headers: HeaderMap,
    body: Bytes,
    /// The connection, for those who go on with another protocol.
    upgrade: Option<OnUpgrade>,
}

impl Call {
    fn content_type(&self) -> &str {
        let value = self.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim()
    }
}

async fn serve(State(api): State<ApiServer>, request: Request<Body>) -> Response {
    match answer(&api, request).await {
        Ok(response) => response,
        Err(error) => error.into_response(),
    }
}

async fn answer(api: &ApiServer, request: Request<Body>) -> Result<Response, ApiError> {
    let (mut parts, body) = request.into_parts();
    check_coding(&parts.headers)?;
    let upgrade = parts.extensions.remove();
    let path = parts.uri.path();
    let options = Options::parse(parts.uri.query().unwrap_or_default());
    if parts.method == Method::GET {
        if let Some(response) = openapi::answer(path, &parts.headers) {
            return Ok(response);
        }
        if let Some(response) = discovery::answer(path, &parts.headers) {
            return Ok(response);
        }
    }
    let limit = if path.contains("/workflow") { MAX_WORKFLOW } else { MAX_BODY };
    let (body, _room) = read_body(api, body, limit).await?;
    if let Some(response) = discovery::review(&parts, &body)? {
        return Ok(response);
    }
    if request::Form::accepted(&parts.headers).is_none() {
        return Err(ApiError::not_acceptable());
    }
    let Some(target) = Target::parse(path) else {
        return if discovery::is_known_group(path) {
            Err(ApiError::no_resource())
        } else {
            Ok((StatusCode::NOT_FOUND, "404 page not found\n").into_response())
        };
    };
    dispatch(api, Call { method: parts.method, target, options, headers: parts.headers, body, upgrade }).await
}

/// Of codings of a body there is one: any other is read in different ways by those it passes, which hides requests.
fn check_coding(headers: &HeaderMap) -> Result<(), ApiError> {
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).iter();
    match (codings.next(), codings.next()) {
        (None, _) => Ok(()),
        (Some(coding), None) if coding.as_bytes().eq_ignore_ascii_case(b"chunked") => Ok(()),
        _ => Err(ApiError::plain(501, "unsupported transfer encoding")),
    }
}

/// The whole body of a request, and its place in the room that all bodies have.
async fn read_body(
    api: &ApiServer,
    body: Body,
    limit: usize,
) -> Result<(Bytes, Option<OwnedSemaphorePermit>), ApiError> {
    let read = async {
        let (mut parts, mut whole, mut room) = (body.into_data_stream(), BytesMut::new(), None);
        while let Some(part) = parts.next().await {
            let unreadable =
                |e| ApiError::bad_request(format!("the body of the request cannot be read: {e}"));
            let part = part.map_err(unreadable)?;
            let size = whole.len() + part.len();
            if size > limit {
                return Err(ApiError::too_large(limit));
            }
            let more = u32::try_from(part.len()).ok();
            let more = more.and_then(|n| Arc::clone(&api.inner.bodies).try_acquire_many_owned(n).ok());
            let more: OwnedSemaphorePermit = more.ok_or_else(ApiError::too_many_bodies)?;
            match &mut room {
                None => room = Some(more),
                Some(room) => room.merge(more),
            }
            whole.extend_from_slice(&part);
        }
        Ok((whole.freeze(), room))
    };
    let late = || ApiError::timeout("the body of the request did not arrive in time");
    tokio::time::timeout(BODY_WITHIN, read).await.unwrap_or_else(|_| Err(late()))
}

async fn dispatch(api: &ApiServer, call: Call) -> Result<Response, ApiError> {
    let target = &call.target;
    let collection = target.name.is_empty();
    if target.subresource == "status" && !target.kind.status {
        return Err(match target.kind.is_custom() {
            true => ApiError::not_found(target.kind, &target.name),
            false => ApiError::no_resource(),
        });
    }
    if target.kind.is_fixed() && !matches!(call.method, Method::GET | Method::HEAD) {
        return Err(ApiError::method_not_allowed());
    }
    let looks = matches!(call.method, Method::GET | Method::HEAD);
    if target.kind.is_archived() && !looks && (collection || call.method != Method::DELETE) {
        return Err(ApiError::method_not_allowed());
    }
    match (call.method.as_str(), collection, target.subresource.as_str()) {
        ("GET", _, "") if target.watch || collection && call.options.is("watch") => {
            watch::watch(api, &call).await
        }
        ("GET", true, "") => read::list(api, &call).await,
        ("GET", false, "" | "status") => read::get(api, &call).await,
        ("GET", false, "log") if target.kind.plural == "pods" => logs::log(api, &call).await,
        ("POST", true, "") => write::create(api, &call).await,
        ("PUT", false, "" | "status") => write::update(api, &call).await,
        ("PATCH", false, "" | "status") => patch::patch(api, &call).await,
        ("DELETE", false, "") => delete::delete(api, &call).await,
        ("DELETE", true, "") => delete::delete_collection(api, &call).await,
        ("GET" | "POST", false, "exec") if target.kind.plural == "pods" => exec::exec(api, call).await,
        ("GET" | "POST", false, way @ ("attach" | "portforward")) if target.kind.plural == "pods" => {
            exec::refuse(api, &call, way).await
        }
        (_, _, "" | "status" | "log") => Err(ApiError::method_not_allowed()),
        _ => Err(ApiError::no_resource()),
    }
}

/// An answer with warnings, which clients show to people.
fn with_warnings(mut response: Response, warnings: &[String]) -> Response {
    for warning in warnings {
        let quoted = warning.replace('\\', "\\\\").replace('"', "\\\"");
        if let Ok(value) = HeaderValue::from_str(&format!("299 - \"{quoted}\"")) {
            response.headers_mut().append(header::WARNING, value);
        }
    }
    response
}

/// An answer in JSON with a line's end, as API servers write it.
fn json_response(status: StatusCode, body: &Value) -> Response {
    text_response(status, body.to_string())
}

/// The same of JSON that is written already.
fn text_response(status: StatusCode, mut text: String) -> Response {
    text.push('\n');
    (status, [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text).into_response()
}
