//! The engine process itself: in the background or in the foreground.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::activity::Activity;
use super::files::raise_file_limit;
use super::info::{self, Desk, EngineInfo, Order};
use super::lock::EngineLock;
use super::spawn::READY;
use super::{DaemonError, Home, listen, tls};
use crate::engine::{Engine, EngineOptions, RuntimeOptions};

/// How long an engine waits for something to do before it ends.
pub const IDLE_AFTER: Duration = Duration::from_secs(15 * 60);

/// How long the parts of an engine get to end in order.
const END_WITHIN: Duration = Duration::from_secs(5);

/// How long threads that block may hold up the end of the process.
const BLOCKED_AT_MOST: Duration = Duration::from_secs(1);

/// How often is looked whether the state directory is still there.
const HOME_LOOK: Duration = Duration::from_secs(5);

/// How an engine process is to run.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// Its state directory.
    pub home: Home,
    /// What runs the steps.
    pub runtime: RuntimeOptions,
    /// An address for clients other than our own; none unless somebody asks for a kubeconfig.
    pub listen: Option<SocketAddr>,
    /// End after that long without clients and work; `None`: never.
    pub idle_after: Option<Duration>,
    /// The program to run in the background, instead of the one that is running (tests).
    pub program: Option<PathBuf>,
}

impl ServeOptions {
    /// The usual engine for a state directory.
    pub fn new(home: Home, runtime: RuntimeOptions) -> Self {
        Self { home, runtime, listen: None, idle_after: Some(IDLE_AFTER), program: None }
    }

    /// The arguments after the hidden subcommand; [`ServeOptions::from_args`] reads them.
    pub fn to_args(&self) -> Vec<OsString> {
        let mut args = vec!["--home".into(), self.home.root().into()];
        if let Some(idle) = self.idle_after {
            args.extend(["--idle-after".into(), idle.as_secs().to_string().into()]);
        }
        for arg in self.runtime.to_args() {
            args.push(arg.into());
        }
        args
    }

    /// Reads what [`ServeOptions::to_args`] wrote.
    pub fn from_args(args: impl IntoIterator<Item = OsString>) -> Result<Self, DaemonError> {
        let mut args = args.into_iter();
        let (mut home, mut idle_after, mut runtime) = (None, None, RuntimeOptions::default());
        while let Some(name) = args.next() {
            let name = name.to_string_lossy().into_owned();
            let value = args.next().ok_or_else(|| DaemonError::Talk(format!("{name} needs a value")))?;
            match name.as_str() {
                "--home" => home = Some(Home::at(PathBuf::from(value))?),
                "--idle-after" => {
                    let seconds = value.to_string_lossy().parse();
                    let seconds = seconds.map_err(|_| DaemonError::Talk(format!("{name} wants seconds")))?;
                    idle_after = Some(Duration::from_secs(seconds));
                }
                _ => runtime.read_arg(&name, &value.to_string_lossy()).map_err(DaemonError::Talk)?,
            }
        }
        let home = home.ok_or_else(|| DaemonError::Talk("--home is missing".to_owned()))?;
        Ok(Self { idle_after, ..Self::new(home, runtime) })
    }
}

/// The whole program behind the hidden subcommand: reads its arguments, logs to standard error, and serves.
pub fn background_main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ARGO_LOCAL_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    // The log is on the same disk as the state: that it is full must not end the engine, as a failing report of it would.
    let log = tracing_subscriber::fmt().log_internal_errors(false);
    let log = log.with_writer(std::io::stderr).with_ansi(false).with_env_filter(filter);
    // Fails only where somebody has set up logging already.
    let _ = log.try_init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let served = match (runtime, ServeOptions::from_args(args)) {
        (Ok(runtime), Ok(options)) => {
            let served = runtime.block_on(serve_background(options));
            // Dropping the runtime would wait for whatever still blocks a thread.
            runtime.shutdown_timeout(BLOCKED_AT_MOST);
            served
        }
        (Err(error), _) => Err(DaemonError::Talk(error.to_string())),
        (_, Err(error)) => Err(error),
    };
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the engine ends");
            ExitCode::FAILURE
        }
    }
}

/// Runs an engine in a session of its own, tells the starter through standard output when it can be used, and
/// returns when it has ended.
async fn serve_background(options: ServeOptions) -> Result<(), DaemonError> {
    // Fails only where the process leads its group already, and then it has its own session or wants none.
    let _ = rustix::process::setsid();
    let said = |word: &str| {
        // The starter may be gone; the engine is useful all the same.
        let _ = std::io::stdout().write_all(word.as_bytes()).and_then(|()| std::io::stdout().flush());
        if let Ok(null) = OpenOptions::new().write(true).open("/dev/null") {
            let _ = rustix::stdio::dup2_stdout(&null);
        }
    };
    match EngineProcess::open(options).await {
        Ok(process) => {
            said(READY);
            process.run().await;
            Ok(())
        }
        Err(error) => {
            said(&error.to_string());
            Err(error)
        }
    }
}

/// Runs an engine until it is told to stop, by a client or a signal; `ready` gets its address first.
pub async fn serve_foreground(
    options: ServeOptions,
    ready: impl FnOnce(&EngineInfo),
) -> Result<(), DaemonError> {
    let process = EngineProcess::open(ServeOptions { idle_after: None, ..options }).await?;
    ready(&(process.desk.about)());
    process.run().await;
    Ok(())
}

/// An engine with its doors open.
struct EngineProcess {
    engine: Engine,
    options: ServeOptions,
    router: Router,
    desk: Desk,
    orders: mpsc::Receiver<Order>,
    activity: Activity,
    address: Arc<OnceLock<SocketAddr>>,
    stop: CancellationToken,
    lock: EngineLock,
}

impl EngineProcess {
    async fn open(options: ServeOptions) -> Result<Self, DaemonError> {
        raise_file_limit();
        let home = options.home.clone();
        home.prepare()?;
        let lock = EngineLock::acquire(&home)?;
        let engine_options = EngineOptions { home: home.root().to_owned(), runtime: options.runtime.clone() };
        let engine = Engine::start(engine_options).await?;
        let (sender, orders) = mpsc::channel(4);
        let activity = Activity::new();
        let address = Arc::new(OnceLock::new());
        let desk = Desk {
            about: Arc::new(describe(&home, &engine, activity.clone(), address.clone())),
            orders: sender,
        };
        let router = info::routes(desk.clone()).fallback_service(engine.router());
        let stop = CancellationToken::new();
        let process = Self { engine, options, router, desk, orders, activity, address, stop, lock };
        let socket = listen::bind_unix(&home.socket())?;
        tokio::spawn(listen::serve_unix(
            socket,
            process.router.clone(),
            process.activity.clone(),
            process.stop.clone(),
        ));
        if process.options.listen.is_some() || home.tls().join("port").exists() {
            let listening = process.open_tls().await;
            if process.options.listen.is_some() {
                listening?;
            } else if let Err(error) = listening {
                tracing::warn!(%error, "cannot listen where other clients expect this engine");
            }
        }
        Ok(process)
    }

    /// Opens the TLS listener, at the port used before where it is free, so that a kubeconfig stays right.
    async fn open_tls(&self) -> Result<String, DaemonError> {
        if let Some(address) = self.address.get() {
            return Ok(format!("https://{address}"));
        }
        let home = &self.options.home;
        let credentials = tls::credentials(home)?;
        let port_file = home.tls().join("port");
        let before = std::fs::read_to_string(&port_file).ok().and_then(|t| t.trim().parse().ok());
        let wanted = self.options.listen.unwrap_or((Ipv4Addr::LOCALHOST, before.unwrap_or(0)).into());
        let listener = match TcpListener::bind(wanted).await {
            Err(_) if self.options.listen.is_none() => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await,
            bound => bound,
        };
        let shown = PathBuf::from(wanted.to_string());
        let failed = |source| DaemonError::io("listen on", &shown, source);
        let listener = listener.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        super::home::private_file(&port_file, address.port().to_string().as_bytes())?;
        let router = tls::guarded(self.router.clone(), &credentials, address);
        let config = tls::server_config(home)?;
        let served = listen::serve_tls(listener, config, router, self.activity.clone(), self.stop.clone());
        tokio::spawn(served);
        // Only this task sets it, and it was empty above.
        let _ = self.address.set(address);
        Ok(format!("https://{address}"))
    }

    async fn run(mut self) {
        let mut terminate = signal(SignalKind::terminate()).ok();
        let mut interrupt = signal(SignalKind::interrupt()).ok();
        let idle = {
            let (activity, desk, quiet) = (self.activity.clone(), self.desk.clone(), self.options.idle_after);
            async move {
                match quiet {
                    Some(quiet) => activity.idle(quiet, async || (desk.about)().counts.are_awaited()).await,
                    None => std::future::pending().await,
                }
            }
        };
        tokio::pin!(idle);
        loop {
            tokio::select! {
                () = &mut idle => break,
                () = next_signal(&mut terminate) => break,
                () = next_signal(&mut interrupt) => break,
                () = self.lock.lost() => {
                    tracing::warn!("the engine ends: its state directory was removed");
                    break;
                }
                order = self.orders.recv() => match order {
                    Some(Order::Listen(answer)) => {
                        // A client that went away needs no answer.
                        let _ = answer.send(self.open_tls().await);
                    }
                    Some(Order::Stop) | None => break,
                },
            }
        }
        listen::unlink(&self.options.home);
        self.stop.cancel();
        // What is cut off here is found again by the next engine, as after a kill.
        if tokio::time::timeout(END_WITHIN, self.engine.shutdown()).await.is_err() {
            tracing::warn!("the engine ends before its parts have");
        }
    }
}

impl EngineLock {
    /// Returns when the state directory was removed: nobody finds an engine without one.
    async fn lost(&self) {
        while self.is_in_place() {
            tokio::time::sleep(HOME_LOOK).await;
        }
    }
}

async fn next_signal(signal: &mut Option<tokio::signal::unix::Signal>) {
    match signal {
        Some(signal) => {
            signal.recv().await;
        }
        None => std::future::pending().await,
    }
}

fn describe(
    home: &Home,
    engine: &Engine,
    activity: Activity,
    address: Arc<OnceLock<SocketAddr>>,
) -> impl Fn() -> EngineInfo + Send + Sync + 'static {
    let (home, started_at) = (home.clone(), jiff::Timestamp::now());
    let (runtime, counts) = (engine.runtime_name(), engine.counter());
    move || EngineInfo {
        pid: std::process::id(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        home: home.root().display().to_string(),
        socket: home.socket().display().to_string(),
        address: address.get().map(|a| format!("https://{a}")),
        runtime: runtime.clone(),
        started_at,
        counts: {
            let load = counts();
            info::Counts {
                workflows: load.workflows,
                active: load.active,
                pods: load.pods,
                schedules: load.schedules,
                clients: activity.connections(),
            }
        },
    }
}
