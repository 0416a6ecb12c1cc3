//! Starting an engine in the background, and finding the one that runs.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::process::Command;

use super::control;
use super::info::EngineInfo;
use super::serve::ServeOptions;
use super::{DaemonError, Home, connect, lock};

/// The hidden subcommand by which the program is its own engine.
pub const ENGINE_COMMAND: &str = "__engine";

/// The line by which a new engine says that it can be used.
pub(super) const READY: &str = "ready";

/// How an engine was found.
#[derive(Debug, Clone)]
pub struct Started {
    /// The engine.
    pub info: EngineInfo,
    /// True when it was not running before.
    pub fresh: bool,
    /// True when the engine is of another version than this program and too busy to be replaced.
    pub other_version: bool,
}

/// Finds the running engine, or starts one and waits until it can be used.
///
/// An idle engine of another version is replaced. Callers at the same time end with the same engine.
pub async fn ensure_started(options: &ServeOptions) -> Result<Started, DaemonError> {
    let home = &options.home;
    if let Some(info) = connect::info(home).await? {
        if info.version == env!("CARGO_PKG_VERSION") {
            return Ok(Started { info, fresh: false, other_version: false });
        }
        if info.counts.active > 0 || info.counts.pods > 0 {
            return Ok(Started { info, fresh: false, other_version: true });
        }
        control::stop(home).await?;
    }
    start(options).await
}

async fn start(options: &ServeOptions) -> Result<Started, DaemonError> {
    let home = options.home.clone();
    home.prepare()?;
    let turn = tokio::task::spawn_blocking(move || lock::start_turn(&home)).await;
    let _turn = turn.map_err(|error| DaemonError::Talk(error.to_string()))??;
    if let Some(info) = connect::info(&options.home).await? {
        return Ok(Started { info, fresh: false, other_version: false });
    }
    if lock::holder(&options.home)?.is_some() {
        // An engine without a socket is about to be ready, or about to end.
        if let Some(info) = wait_for_other(&options.home).await? {
            return Ok(Started { info, fresh: false, other_version: false });
        }
    }
    launch(options).await?;
    match connect::info(&options.home).await? {
        Some(info) => Ok(Started { info, fresh: true, other_version: false }),
        None => Err(DaemonError::NotRunning(options.home.root().to_owned())),
    }
}

async fn wait_for_other(home: &Home) -> Result<Option<EngineInfo>, DaemonError> {
    for _ in 0..500 {
        if let Some(info) = connect::info(home).await? {
            return Ok(Some(info));
        }
        if lock::holder(home)?.is_none() {
            return Ok(None);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Err(DaemonError::AlreadyRunning { home: home.root().to_owned(), pid: lock::holder(home)?.flatten() })
}

/// Runs this program again as an engine and waits for its word.
async fn launch(options: &ServeOptions) -> Result<(), DaemonError> {
    let log = options.home.log();
    let mut append = OpenOptions::new();
    append.create(true).append(true).mode(0o600);
    let log_file = append.open(&log).map_err(|source| DaemonError::io("open", &log, source))?;
    let program = match &options.program {
        Some(program) => program.clone(),
        None => std::env::current_exe()
            .map_err(|source| DaemonError::io("find", std::path::Path::new("this program"), source))?,
    };
    let mut command = Command::new(&program);
    command.arg(ENGINE_COMMAND).args(options.to_args());
    // The allocator keeps a pool of memory for each of many threads otherwise, and gives little of it back. Then they
    // wait for each other at the pools, so each keeps more small pieces for itself.
    command.env("MALLOC_ARENA_MAX", "2");
    if std::env::var_os("GLIBC_TUNABLES").is_none() {
        // What is large, as a workflow of ten thousand nodes is in text, goes back at once.
        let tuned = "glibc.malloc.tcache_count=24:glibc.malloc.mmap_threshold=1048576";
        command.env("GLIBC_TUNABLES", tuned);
    }
    command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log_file);
    let mut child = command.spawn().map_err(|source| DaemonError::io("run", &program, source))?;
    let mut said = String::new();
    if let Some(mut out) = child.stdout.take() {
        // A broken pipe says as much as an empty one: the engine did not get ready.
        let _ = out.read_to_string(&mut said).await;
    }
    match said.trim() {
        READY => Ok(()),
        "" => Err(DaemonError::DidNotStart { reason: "it ended without a word".to_owned(), log }),
        reason => Err(DaemonError::DidNotStart { reason: reason.to_owned(), log }),
    }
}
