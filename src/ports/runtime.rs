//! Running the containers of a pod, whatever they run in: processes of this machine, or a container engine.
//!
//! What a runtime and its user share of a pod is a folder. A container's log, its result and the record of its end
//! are files there, so that they outlive both.

use std::path::{Path, PathBuf};

use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::entry::{Door, Entry};

/// The exit code of a container that could not be run, as Argo's executor has it (engine.md §7.4).
pub const CANNOT_RUN: i32 = 64;

/// Runs containers.
pub trait Runtime: Send + Sync {
    /// Makes the pod's folder ready for containers.
    ///
    /// # Errors
    /// When it cannot be written.
    fn prepare(&self, pod: &PodFolder) -> Result<(), RuntimeError>;

    /// Starts a container. A command that does not exist is no error: the container ends with [`CANNOT_RUN`].
    ///
    /// # Errors
    /// When the container cannot be had, for reasons that are not its command's.
    fn start<'a>(
        &'a self,
        pod: &'a PodFolder,
        container: &'a ContainerSpec,
    ) -> BoxFuture<'a, Result<(), RuntimeError>>;

    /// Notes that a container has ended without having run, with [`CANNOT_RUN`] and these words.
    ///
    /// # Errors
    /// When the record cannot be written.
    fn refuse(&self, pod: &PodFolder, container: &str, why: &str) -> Result<(), RuntimeError>;

    /// How far a container is.
    fn observe(&self, pod: &PodFolder, container: &str) -> Observed;

    /// Waits for a container's end. One that was never started, or is gone without a record, counts as lost.
    fn ended<'a>(&'a self, pod: &'a PodFolder, container: &'a str) -> BoxFuture<'a, Ended>;

    /// Asks a container to end, or ends it with everything in it. One that has ended is left alone.
    fn signal(&self, pod: &PodFolder, container: &str, signal: Signal);

    /// What to start so that a command runs in a container beside its own.
    ///
    /// # Errors
    /// When the container does not run.
    fn enter(&self, pod: &PodFolder, container: &str, entry: &Entry) -> Result<Door, RuntimeError>;

    /// The folder with the outputs of a container that has ended, under the names its specification gave them.
    fn collect<'a>(
        &'a self,
        pod: &'a PodFolder,
        container: &'a str,
    ) -> BoxFuture<'a, Result<PathBuf, RuntimeError>>;

    /// Removes what containers have left, but for logs and records.
    fn clean(&self, pod: &PodFolder);
}

/// Why a container cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// Neither the container nor the settings say what it runs.
    #[error(
        "container {container} has no command, and nothing says what image {image} runs: add it to `images` in \
         the ConfigMap workflow-controller-configmap, e.g. \"{image}: {{cmd: [sh]}}\""
    )]
    NoCommand {
        /// The container.
        container: String,
        /// Its image.
        image: String,
    },
    /// The machine gives no namespaces.
    #[error(
        "steps run in namespaces of their own, which this machine does not give ({0}): switch user namespaces on \
         (sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone or \
         kernel.apparmor_restrict_unprivileged_userns), or start the engine with --sandbox=off"
    )]
    NoNamespaces(std::io::Error),
    /// The command line of a container engine is not there.
    #[error("{0} is not on the PATH of this machine: install it, or run steps with --runtime=host")]
    NoTool(String),
    /// A container engine says no.
    #[error("{tool} {what}: {why}")]
    Tool {
        /// Its name.
        tool: String,
        /// What it was asked.
        what: String,
        /// What it says.
        why: String,
    },
    /// There is nothing to run a command in.
    #[error("container {0} is not running")]
    NotRunning(String),
    /// Something that only a sandboxed container can have.
    #[error("{0} needs the sandbox, which is switched off")]
    NeedsSandbox(String),
    /// Reading or writing failed.
    #[error("{path}: {source}")]
    Io {
        /// Of which file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
}

/// How a container is asked to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// `SIGTERM` to its command.
    Terminate,
    /// At once, with everything it has started.
    Kill,
}

/// How far a container is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observed {
    /// It was never started.
    NotStarted,
    /// It runs, or is gone without a word.
    Started,
    /// It has ended.
    Ended(Ended),
}

/// One container to run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContainerSpec {
    /// Its name in the pod.
    pub name: String,
    /// Its image; on this machine's own files, for messages only.
    pub image: String,
    /// When the image is pulled: `Always`, `IfNotPresent`, `Never`; empty: when it is not there.
    pub pull_policy: String,
    /// Program and first arguments.
    pub command: Vec<String>,
    /// Further arguments.
    pub args: Vec<String>,
    /// The environment that the pod asks for.
    pub env: Vec<(String, String)>,
    /// Where it starts; `None`: the runtime's own choice.
    pub working_dir: Option<PathBuf>,
    /// Files and folders of this machine it sees, those above others first.
    pub mounts: Vec<Mount>,
    /// The name of the machine it believes to be on.
    pub host_name: String,
    /// The user it runs as; `None`: root of its own.
    pub user: Option<u32>,
    /// The group it runs as.
    pub group: Option<u32>,
    /// What else it may not do.
    pub confinement: Confinement,
    /// How much it may use.
    pub limits: Limits,
    /// How often its command is run when it fails; `None`: once.
    pub attempts: Option<Attempts>,
    /// Where it leaves its last words; `None`: at the usual place.
    pub last_words: Option<PathBuf>,
    /// Whether the end of its standard output is a result.
    pub keep_result: bool,
    /// What to keep when it has ended.
    pub outputs: Vec<Output>,
}

/// What a container may do, beside what follows from its user.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// Groups beside the first one.
    pub groups: Vec<u32>,
    /// Whether nothing can be written to but volumes.
    pub read_only_root: bool,
    /// Whether no program gets more rights than the one that starts it.
    pub no_new_privileges: bool,
    /// Rights of root that are taken away, by their names, e.g. `NET_BIND_SERVICE`; `ALL` means all.
    pub dropped: Vec<String>,
    /// Rights of root that are left where all are taken away. There are none beyond the usual ones.
    pub added: Vec<String>,
}

impl Confinement {
    /// Whether a right of root that containers usually have is left.
    pub fn leaves(&self, right: &str) -> bool {
        let names = |list: &[String], right: &str| {
            list.iter().any(|name| name.strip_prefix("CAP_").unwrap_or(name).eq_ignore_ascii_case(right))
        };
        if names(&self.dropped, "ALL") {
            return names(&self.added, right) || names(&self.added, "ALL");
        }
        !names(&self.dropped, right)
    }
}

/// How much a container may use at most, where that can be seen to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Memory in bytes.
    pub memory: Option<u64>,
    /// Thousandths of a processor.
    pub cpu: Option<u64>,
}

/// How often a command is run until it succeeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempts {
    /// At most so many times; 0: not at all, which counts as success.
    pub most: u32,
    /// What lies between two of them.
    pub pause: std::time::Duration,
}

/// A file or folder of this machine at a place in a container.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mount {
    /// On this machine.
    pub source: PathBuf,
    /// In the container, absolute.
    pub target: PathBuf,
    /// Whether the container may not write there.
    pub read_only: bool,
}

/// An output to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
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
#[serde(rename_all = "camelCase")]
pub struct Ended {
    /// The exit code; 128 and the signal's number for a command that was killed.
    pub exit_code: i32,
    /// What it left as its last words, why it could not be run, or what went wrong around it.
    pub message: String,
    /// When it was started, RFC 3339 in seconds.
    pub started_at: String,
    /// When it ended.
    pub finished_at: String,
    /// Whether the kernel has ended a process of it because its memory was used up.
    #[serde(default)]
    pub oom_killed: bool,
}

/// A pod's folder: `<home>/pods/<namespace>/<uid>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PodFolder(PathBuf);

impl PodFolder {
    /// The folder of a pod below a state directory.
    pub fn new(home: &Path, namespace: &str, uid: &str) -> Self {
        Self(home.join("pods").join(namespace).join(uid))
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What the containers of the pod have as `/tmp`.
    pub fn tmp(&self) -> PathBuf {
        self.0.join("tmp")
    }

    /// What a container has as `/`.
    pub fn root(&self, container: &str) -> PathBuf {
        self.0.join(format!("root-{container}"))
    }

    /// Where the outputs of a container are collected.
    pub fn outputs(&self, container: &str) -> PathBuf {
        self.0.join(format!("outputs-{container}"))
    }

    /// The log: lines of `<time> <stdout|stderr> <F|P> <text>`, as a kubelet keeps them.
    pub fn log(&self, container: &str) -> PathBuf {
        self.file(container, "log")
    }

    /// The record of the end, an [`Ended`] as JSON.
    pub fn exit(&self, container: &str) -> PathBuf {
        self.file(container, "exit")
    }

    /// The process that looks after the container: a link that says its id and start time.
    pub fn pid(&self, container: &str) -> PathBuf {
        self.file(container, "pid")
    }

    /// The end of standard output, where it is a result.
    pub fn result(&self, container: &str) -> PathBuf {
        self.file(container, "result")
    }

    fn file(&self, container: &str, kind: &str) -> PathBuf {
        self.0.join(format!("{container}.{kind}"))
    }
}
