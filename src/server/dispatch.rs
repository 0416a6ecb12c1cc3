//! A request's way through the server.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Method, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::auth::{self, Caller, Modes, OneTimeCode, Sessions};
use super::backend::{Backend, Place};
use super::error::{ApiError, Code};
use super::guard::{self, Guard, Rates};
use super::metrics::Metrics;
use super::query::Query;
use super::routes::{self, Found, Op, Route};
use super::sso::{self, Sso, SsoOptions};
use super::{
    access, archive, artifacts, events, info, limits, list, logs, objects, page, submit, upload, watch,
    workflows,
};

/// The largest body that is read, in bytes.
const LARGEST_BODY: usize = 16 << 20;

/// How long a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(30);

/// What the server is set up for.
#[derive(Debug, Clone)]
pub struct ServerOptions {
    /// The path before all others, with a slash at both ends.
    pub base: String,
    /// The only namespace that is served.
    pub namespace: Option<String>,
    /// Which ways to prove oneself are open.
    pub modes: Modes,
    /// An origin besides our own that may ask.
    pub allowed_origin: Option<String>,
    /// Whether only names of this machine are served.
    pub loopback_only: bool,
    /// The value of `X-Frame-Options`.
    pub frame_options: String,
    /// Whether answers carry `Strict-Transport-Security`.
    pub hsts: bool,
    /// Requests a second of each address; 0: any number.
    pub rate: u32,
    /// Whether connections are encrypted.
    pub secure: bool,
    /// The issuer for single sign-on.
    pub sso: Option<SsoOptions>,
}

/// The server.
pub struct Server {
    pub(super) options: ServerOptions,
    pub(super) place: Arc<dyn Place>,
    pub(super) sessions: Sessions,
    pub(super) metrics: Arc<Metrics>,
    pub(super) sso: Option<Arc<Sso>>,
    guard: Guard,
    rates: Rates,
}

/// A request that was let in.
pub(super) struct Call {
    pub(super) caller: Caller,
    pub(super) route: &'static Route,
    pub(super) places: Vec<String>,
    pub(super) query: Query,
    /// The header `Range`.
    pub(super) range: Option<String>,
    /// The file that is brought.
    pub(super) file: Option<upload::Form>,
    body: Bytes,
}

impl Call {
    /// What stands in a place of the path; empty where there is none.
    pub(super) fn place(&self, index: usize) -> &str {
        self.places.get(index).map_or("", String::as_str)
    }

    /// The place behind the server, as the caller reaches it.
    pub(super) fn backend(&self) -> &Backend {
        &self.caller.backend
    }

    /// The body; nothing is an empty object.
    ///
    /// # Errors
    /// When it is no JSON.
    pub(super) fn json(&self) -> Result<Value, ApiError> {
        if self.body.trim_ascii().is_empty() {
            return Ok(Value::Object(serde_json::Map::new()));
        }
        serde_json::from_slice(&self.body)
            .map_err(|error| ApiError::invalid(format!("the body is no JSON: {error}")))
    }

    /// The body, which must be an object.
    ///
    /// # Errors
    /// When it is not.
    pub(super) fn object(&self) -> Result<Value, ApiError> {
        let body = self.json()?;
        if body.is_object() { Ok(body) } else { Err(ApiError::invalid("the body is no JSON object")) }
    }
}

impl Server {
    /// A server in front of a place.
    pub fn new(options: ServerOptions, place: Arc<dyn Place>) -> Arc<Self> {
        let guard =
            Guard { allowed_origin: options.allowed_origin.clone(), loopback_only: options.loopback_only };
        let rates = Rates::new(options.rate);
        let sso = options.sso.clone().map(Sso::new);
        Arc::new(Self {
            sso,
            options,
            place,
            sessions: Sessions::default(),
            metrics: Arc::default(),
            guard,
            rates,
        })
    }

    /// A code that opens one session on the page.
    pub fn one_time_code(&self) -> OneTimeCode {
        self.sessions.code()
    }

    /// Answers a request.
    pub(super) async fn answer(&self, request: Request<Body>, from: IpAddr) -> Response {
        let started = Instant::now();
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let origin = request.headers().get(header::ORIGIN).cloned();
        let mut label = ("OTHER", "none");
        let mut response = match self.admitted(request, from, &mut label).await {
            Ok(response) => response,
            Err(error) => error.into_response(),
        };
        if method == Method::HEAD {
            *response.body_mut() = Body::empty();
        }
        guard::harden(response.headers_mut(), &self.options.frame_options, self.options.hsts);
        self.allow_origin(origin, &mut response);
        let (status, took) = (response.status(), started.elapsed());
        self.metrics.request(label.0, label.1, status.as_u16(), took);
        access::note(from, &method, &path, status, took);
        response
    }

    /// Tells a browser that the configured origin may read the answer.
    fn allow_origin(&self, origin: Option<HeaderValue>, response: &mut Response) {
        let allowed = self.options.allowed_origin.as_deref();
        if let Some(origin) = origin.filter(|origin| allowed.is_some_and(|allowed| origin == allowed)) {
            let headers = response.headers_mut();
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.insert(header::VARY, HeaderValue::from_static("Origin"));
            headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
        }
    }

    async fn admitted(
        &self,
        request: Request<Body>,
        from: IpAddr,
        label: &mut (&'static str, &'static str),
    ) -> Result<Response, ApiError> {
        self.rates.admit(from, Instant::now())?;
        let (parts, body) = request.into_parts();
        self.guard.admit(&parts.method, &parts.uri, &parts.headers)?;
        let base = self.options.base.trim_end_matches('/');
        let Some(path) = parts.uri.path().strip_prefix(base) else {
            return Err(ApiError::not_found("Not Found"));
        };
        if path.is_empty() {
            return Ok(page::moved(&self.options.base));
        }
        if !path.starts_with('/') {
            return Err(ApiError::not_found("Not Found"));
        }
        if parts.method == Method::OPTIONS && parts.headers.contains_key(header::ORIGIN) {
            return Ok(preflight());
        }
        if let Some(answer) = page::open(self, &parts, path) {
            *label = ("GET", "page");
            return Ok(answer);
        }
        if path == "/oauth2/redirect" || path == "/oauth2/callback" {
            *label = ("GET", "oauth2");
            return sso::answer(self, &parts, path).await;
        }
        if path == "/login" || path == "/logout" {
            *label = ("POST", "login");
            self.guard.admit_change(&parts.method, &parts.headers)?;
            return page::login(self, &parts, path, &read(body).await?).await;
        }
        if path == "/metrics" {
            *label = ("GET", "/metrics");
            auth::caller(&self.place, self.options.modes, &self.sessions, &parts.headers).await?;
            return Ok(
                ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], self.metrics.text()).into_response()
            );
        }
        let (route, places) = match routes::find(&parts.method, path) {
            Found::Route(route, places) => (route, places),
            Found::OtherMethods(methods) => return Ok(other_methods(&methods)),
            Found::Nothing => return Err(ApiError::not_found("Not Found")),
        };
        *label = (method_name(&route.method), route.path);
        let caller = auth::caller(&self.place, self.options.modes, &self.sessions, &parts.headers).await?;
        if caller.ambient {
            self.guard.admit_change(&parts.method, &parts.headers)?;
        }
        let query = Query::parse(parts.uri.query().unwrap_or_default());
        let range = parts.headers.get(header::RANGE).and_then(|range| range.to_str().ok()).map(str::to_owned);
        let mut call = Call { caller, route, places, query, range, file: None, body: Bytes::new() };
        self.confine(&mut call)?;
        match route.op {
            Op::UploadArtifact => call.file = Some(upload::receive(&parts.headers, body).await?),
            _ => call.body = read(body).await?,
        }
        self.perform(call).await
    }

    /// With one namespace to serve, others are not, and "all" means that one.
    fn confine(&self, call: &mut Call) -> Result<(), ApiError> {
        let Some(only) = &self.options.namespace else { return Ok(()) };
        if !call.route.path.contains("/{namespace}") {
            return Ok(());
        }
        if let Some(namespace) = call.places.first_mut() {
            if namespace.is_empty() {
                namespace.clone_from(only);
            } else if namespace != only {
                return Err(ApiError::forbidden(format!("this server serves namespace {only} only")));
            }
        }
        Ok(())
    }

    async fn perform(&self, call: Call) -> Result<Response, ApiError> {
        match call.route.op {
            Op::Info => Ok(info::info(self)),
            Op::Version => Ok(info::version()),
            Op::UserInfo => Ok(info::user(&call)),
            Op::CollectEvent => info::collected(&call),
            Op::ListWorkflows => list::workflows(self, &call).await,
            Op::GetWorkflow => workflows::get(self, &call).await,
            Op::CreateWorkflow => submit::create(&call).await,
            Op::LintWorkflow => submit::lint(&call).await,
            Op::SubmitWorkflow => submit::submit(&call).await,
            Op::DeleteWorkflow => workflows::delete(&call).await,
            Op::ChangeWorkflow => workflows::change(self, &call).await,
            Op::WorkflowLogs | Op::PodLogs => logs::follow(self, &call).await,
            Op::WatchWorkflows => watch::workflows(self, &call).await,
            Op::WatchEvents => watch::events(self, &call).await,
            Op::ListObjects => objects::list(&call).await,
            Op::GetObject => objects::get(&call).await,
            Op::CreateObject => objects::create(&call).await,
            Op::LintObject => objects::lint(&call).await,
            Op::UpdateObject => objects::update(&call).await,
            Op::DeleteObject => objects::delete(&call).await,
            Op::SwitchCron => objects::switch(&call).await,
            Op::ListArchived => archive::list(self, &call).await,
            Op::GetArchived => archive::get(self, &call).await,
            Op::DeleteArchived => archive::delete(self, &call).await,
            Op::RetryArchived => archive::retry(self, &call).await,
            Op::ResubmitArchived => archive::resubmit(self, &call).await,
            Op::LabelKeys => archive::label_keys(self, &call).await,
            Op::LabelValues => archive::label_values(self, &call).await,
            Op::GetLimit => limits::get(&call).await,
            Op::CreateLimit => limits::create(&call).await,
            Op::UpdateLimit => limits::update(&call).await,
            Op::DeleteLimit => limits::delete(&call).await,
            Op::ReceiveEvent => events::receive(&call).await,
            Op::Unsupported => Err(ApiError::new(
                Code::Unimplemented,
                "sensors and event sources belong to Argo Events, which this server does not serve",
            )),
            Op::UploadArtifact => upload::bring(self, &call).await,
            Op::OutputArtifact | Op::InputArtifact | Op::ArtifactFile => {
                artifacts::download(self, &call).await
            }
        }
    }
}

/// Reads a body of a bearable size in a bearable time.
async fn read(body: Body) -> Result<Bytes, ApiError> {
    let read = tokio::time::timeout(BODY_TIME, axum::body::to_bytes(body, LARGEST_BODY)).await;
    let slow =
        |_| ApiError::invalid("the body did not arrive in time").with_status(StatusCode::REQUEST_TIMEOUT);
    let large = format!("the body is cut off, or larger than {LARGEST_BODY} bytes");
    read.map_err(slow)?.map_err(|_| ApiError::invalid(large).with_status(StatusCode::PAYLOAD_TOO_LARGE))
}

/// What a browser asks before it sends something for the configured origin.
fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, x-argo-page"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

fn other_methods(methods: &[&'static Method]) -> Response {
    let allowed: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
    let error =
        ApiError::new(Code::Unimplemented, "Method Not Allowed").with_status(StatusCode::METHOD_NOT_ALLOWED);
    ([(header::ALLOW, allowed.join(", "))], error).into_response()
}

fn method_name(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "POST" => "POST",
        "PUT" => "PUT",
        _ => "DELETE",
    }
}
