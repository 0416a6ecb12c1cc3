//! What can go wrong around the engine process.

use std::io;
use std::path::{Path, PathBuf};

/// Why the engine could not be started, reached or controlled.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    /// There is no home directory to put the state into.
    #[error("find a home directory for the engine's state: set ARGO_LOCAL_HOME")]
    NoHome,
    /// The state directory belongs to another user.
    #[error("use the state directory {}: it belongs to user {uid}", path.display())]
    ForeignHome {
        /// The directory.
        path: PathBuf,
        /// Its owner.
        uid: u32,
    },
    /// Another engine has this state directory.
    #[error(
        "start an engine for {}: {} has it already; `argo local stop` ends it",
        home.display(),
        pid.map_or_else(|| "another engine".to_owned(), |pid| format!("process {pid}"))
    )]
    AlreadyRunning {
        /// The state directory.
        home: PathBuf,
        /// The other engine's process id, when it has noted it.
        pid: Option<u32>,
    },
    /// The engine started in the background said why it could not go on, or ended without a word.
    #[error("start the engine: {reason} (its log is {})", log.display())]
    DidNotStart {
        /// The engine's own words.
        reason: String,
        /// Where to look further.
        log: PathBuf,
    },
    /// No engine runs for this state directory.
    #[error("reach the engine: none is running for {}", .0.display())]
    NotRunning(PathBuf),
    /// The engine did not end in time.
    #[error("stop the engine: process {pid} is still there after {seconds} seconds")]
    StillRunning {
        /// The engine's process id.
        pid: u32,
        /// How long was waited.
        seconds: u64,
    },
    /// A file or directory of the engine.
    #[error("{action} {}: {source}", path.display())]
    Io {
        /// What was tried, e.g. `open`.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nobody answers at the engine's socket.
    #[error("reach the engine: {0}")]
    Unreachable(String),
    /// The engine answered something else than expected.
    #[error("talk to the engine: {0}")]
    Talk(String),
    /// Certificates for the TLS listener.
    #[error("make certificates for the engine: {0}")]
    Certificate(String),
    /// The engine's parts did not come up.
    #[error(transparent)]
    Engine(#[from] crate::engine::EngineError),
}

impl DaemonError {
    pub(super) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), source }
    }
}
