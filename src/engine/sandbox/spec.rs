//! What a shim is told.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::ports::runtime::{Attempts, Confinement, Limits, Mount, Output};

/// One container to run. It holds the environment, with its secrets, and is never on disk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShimSpec {
    /// Program and arguments. The program is a path.
    pub argv: Vec<String>,
    /// The whole environment.
    pub env: Vec<(String, String)>,
    /// The working directory.
    pub cwd: PathBuf,
    /// False runs the command as a plain process of this machine.
    pub sandbox: bool,
    /// What becomes the container's `/`: a folder on disk, empty or laid out already.
    pub root: PathBuf,
    /// Where that folder is put when the container has left it as it was laid out.
    pub untouched: Option<PathBuf>,
    /// What becomes its `/tmp`, shared by the containers of the pod.
    pub tmp: PathBuf,
    /// What is laid over the machine's files, in this order.
    pub mounts: Vec<Mount>,
    /// Folders outside the machine's system folders that are shown, for the programs in them.
    pub shown: Vec<PathBuf>,
    /// The host name inside.
    pub host_name: String,
    /// The user and group the command runs as.
    pub user: Option<u32>,
    /// See `user`.
    pub group: Option<u32>,
    /// What else it may not do.
    pub confinement: Confinement,
    /// How much the container may use.
    pub limits: Limits,
    /// How often the command is run when it fails; `None`: once.
    pub attempts: Option<Attempts>,
    /// What is run in later attempts; empty: the same.
    pub again: Vec<String>,
    /// Where the command leaves its last words; `None`: at the usual place.
    pub last_words: Option<PathBuf>,
    /// Where the log goes.
    pub log: PathBuf,
    /// Where the record of the end goes.
    pub exit: PathBuf,
    /// Where the shim notes itself: a link that says its id and start time.
    pub pid: PathBuf,
    /// Where the end of standard output goes, where it is a result.
    pub result: Option<PathBuf>,
    /// Where outputs go; not there when there are none to keep.
    pub collected: PathBuf,
    /// What to keep when the command has ended.
    pub outputs: Vec<Output>,
}
