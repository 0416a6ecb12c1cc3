//! The local engine: store, API server, controller, executor and runtimes, wired together.

pub mod apiserver;
pub mod artifacts;
pub mod controller;
pub mod daemon;
pub mod executor;
pub mod runtime;
pub mod sandbox;
pub mod store;

mod options;
mod uploads;

use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use tower::ServiceExt;

use crate::ports::clock::SystemClock;
use crate::ports::runtime::{Runtime, RuntimeError};
pub use options::{EngineOptions, RuntimeOptions};
pub use runtime::kill_left_over;
pub use uploads::{UploadError, upload};

/// Why the engine's parts did not come up.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The state cannot be opened.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// There is no runtime of this name.
    #[error("run steps with {0:?}: there are host, docker, podman and nerdctl")]
    Runtime(String),
    /// The runtime is not to be had.
    #[error(transparent)]
    NoRuntime(#[from] RuntimeError),
}

/// A running engine: its API server, controller and executor in this process.
pub struct Engine {
    router: Router,
    runtime: String,
    controller: controller::Controller,
    executor: executor::Executor,
}

impl Engine {
    /// Opens the state and starts all parts. What ran when the last engine ended is taken over.
    ///
    /// # Errors
    /// When the state cannot be opened, or there is no such runtime.
    pub async fn start(options: EngineOptions) -> Result<Self, EngineError> {
        let runtime = runtime_of(&options.runtime)?;
        let api = apiserver::ApiServer::open(&options.home)?.with_runtime(Arc::clone(&runtime));
        let router = api.router();
        let node = node_name();
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let slots = options.runtime.slots.map_or(cores * options::PODS_PER_CORE, NonZeroUsize::get);
        let pods_of =
            executor::ExecutorOptions { home: options.home.clone(), slots, runtime, node: node.clone() };
        let memory = rustix::system::sysinfo();
        api.describe(apiserver::Machine {
            name: node,
            kernel: rustix::system::uname().release().to_string_lossy().into_owned(),
            cores,
            memory: memory.totalram.saturating_mul(u64::from(memory.mem_unit)),
            pods: slots,
        })
        .await?;
        let executor = executor::Executor::start(client_of(router.clone()), pods_of, api.log_growth());
        let controller =
            controller::Controller::start(client_of(router.clone()), Arc::new(SystemClock), &options.home);
        Ok(Self { router, runtime: options.runtime.name, controller, executor })
    }

    /// A Kubernetes client for this engine that needs no socket.
    pub fn client(&self) -> kube::Client {
        client_of(self.router.clone())
    }

    /// The API, for listeners, and the metrics of workflows at `/metrics`.
    pub fn router(&self) -> Router {
        let metrics = Arc::new(self.controller.metrics());
        let answer = move || {
            let text = metrics();
            async move { ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text) }
        };
        Router::new().route("/metrics", get(answer)).fallback_service(self.router.clone())
    }

    /// What runs the steps, e.g. `host`.
    pub fn runtime_name(&self) -> String {
        self.runtime.clone()
    }

    /// A function that counts what the engine has to do at the moment.
    pub fn counter(&self) -> impl Fn() -> controller::Load + Send + Sync + 'static {
        self.controller.loader()
    }

    /// Ends the parts in order. Steps that run go on in processes of their own.
    pub async fn shutdown(self) {
        self.controller.shutdown().await;
        self.executor.shutdown().await;
    }
}

/// What runs the steps.
fn runtime_of(options: &RuntimeOptions) -> Result<Arc<dyn Runtime>, EngineError> {
    let of_host = runtime::HostOptions { sandbox: options.sandbox, ..runtime::HostOptions::default() };
    match options.name.as_str() {
        "host" => Ok(Arc::new(runtime::HostRuntime::new(of_host))),
        tool if runtime::TOOLS.contains(&tool) => {
            Ok(Arc::new(runtime::ContainerRuntime::new(tool, of_host)?))
        }
        other => Err(EngineError::Runtime(other.to_owned())),
    }
}

/// A Kubernetes client that calls a router directly.
pub fn client_of(router: Router) -> kube::Client {
    let service = router.map_request(|request: Request<kube::client::Body>| request.map(Body::new));
    kube::Client::new(service, "default")
}

/// Runs as one of the processes that this program starts itself as: the engine, or what runs a container. `None` for
/// the command line. To be called before anything else, while there is one thread only.
pub fn hidden_main() -> Option<ExitCode> {
    let mut args = std::env::args_os();
    if args.nth(1).is_some_and(|first| first == daemon::ENGINE_COMMAND) {
        return Some(daemon::background_main(args));
    }
    let args: Vec<String> = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    sandbox::dispatch(&args)
}

/// This machine's name, which is the node that pods run on.
fn node_name() -> String {
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    if name.is_empty() { "localhost".to_owned() } else { name }
}
