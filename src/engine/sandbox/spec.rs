//! What a shim is told, and what it leaves.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// One container to run. Kept as a file in the pod's folder, readable by its owner only: it holds the environment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShimSpec {
    /// The container's name.
    pub container: String,
    /// Program and arguments. The program is a path.
    pub argv: Vec<String>,
    /// The whole environment.
    pub env: Vec<(String, String)>,
    /// The working directory.
    pub cwd: PathBuf,
    /// False runs the command as a plain process of this machine.
    pub sandbox: bool,
    /// What becomes the container's `/`: an empty folder on disk.
    pub root: PathBuf,
    /// What becomes its `/tmp`, shared by the containers of the pod.
    pub tmp: PathBuf,
    /// What is laid over the machine's files, in this order.
    pub binds: Vec<Bind>,
    /// Folders of the machine's `PATH`.
    pub path: Vec<PathBuf>,
    /// The host name inside.
    pub hostname: String,
    /// Where the log goes.
    pub log: PathBuf,
    /// Where the record of the end goes.
    pub exit: PathBuf,
    /// Where standard output goes as well, where it is a result.
    pub result: Option<PathBuf>,
    /// Where outputs go.
    pub collected: PathBuf,
    /// What to keep when the command has ended.
    pub collect: Vec<Collect>,
}

/// A file or folder of this machine at a place in the container.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bind {
    /// On this machine.
    pub source: PathBuf,
    /// In the container, absolute.
    pub target: PathBuf,
    /// Whether the container may not write there.
    pub read_only: bool,
}

/// An output to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collect {
    /// The file it becomes in the folder of collected outputs.
    pub file: String,
    /// Where it is in the container.
    pub path: PathBuf,
    /// As what it is kept.
    pub form: Form,
}

/// As what an output is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// The bytes of a file, a folder as it is.
    Plain,
    /// A gzipped tar archive, with the level of compression (0 to 9).
    Tar(u32),
    /// A zip archive.
    Zip,
}

/// How a container ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExitRecord {
    /// The exit code; 128 and the signal's number for a command that was killed.
    pub code: i32,
    /// Why it could not be run, or what went wrong around it.
    pub message: String,
    /// When it was started, RFC 3339.
    pub started_at: String,
    /// When it ended.
    pub finished_at: String,
}
