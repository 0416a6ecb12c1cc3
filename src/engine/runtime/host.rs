//! Containers as processes of this machine, in namespaces of their own: what the image would bring, the machine has.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use futures::future::BoxFuture;
use jiff::Timestamp;
use rustix::process::Signal as OsSignal;
use tokio::sync::watch;

use super::command::{self, Command};
use super::entry;
use super::process::Shim;
use super::roots::{self, Roots};
use super::shims::Shims;
use crate::engine::sandbox::{self, ShimSpec};
use crate::ports::entry::{Door, Entry};
use crate::ports::runtime::{
    CANNOT_RUN, ContainerSpec, Ended, Limits, Mount, Observed, PodFolder, Runtime, RuntimeError, Signal,
};

/// What a container that is gone without a record is said to have ended with, as a kubelet says it.
const LOST: i32 = 137;

/// How often is looked whether a shim that was just started has noted itself.
const SHIM_LOOK: Duration = Duration::from_millis(2);

/// How containers are run on this machine.
#[derive(Debug, Clone)]
pub struct HostOptions {
    /// False runs them as plain processes.
    pub sandbox: bool,
    /// This program; another one only in tests.
    pub program: PathBuf,
}

impl Default for HostOptions {
    fn default() -> Self {
        // The link leads to the program that runs, also when its file was replaced meanwhile.
        Self { sandbox: true, program: PathBuf::from("/proc/self/exe") }
    }
}

/// Runs containers as processes of this machine.
pub struct HostRuntime {
    sandbox: bool,
    path: Vec<PathBuf>,
    shown: Vec<PathBuf>,
    available: OnceLock<Result<(), io::ErrorKind>>,
    limits: OnceLock<bool>,
    shims: Shims,
    roots: Roots,
}

impl HostRuntime {
    /// A runtime with this machine's `PATH`.
    pub fn new(options: HostOptions) -> Self {
        let path = command::search_path();
        let home = std::env::var_os("HOME").map(PathBuf::from);
        let shown = command::shown(&path, home.as_deref());
        Self {
            sandbox: options.sandbox,
            path,
            shown,
            available: OnceLock::new(),
            limits: OnceLock::new(),
            shims: Shims::new(options.program),
            roots: Roots::default(),
        }
    }

    fn check(&self) -> Result<(), RuntimeError> {
        if !self.sandbox {
            return Ok(());
        }
        let tried = || sandbox::namespaces_available().map_err(|error| error.kind());
        self.available.get_or_init(tried).map_err(|kind| RuntimeError::NoNamespaces(kind.into()))
    }

    fn shim_spec(
        &self,
        pod: &PodFolder,
        container: &ContainerSpec,
        argv: Vec<String>,
    ) -> Result<ShimSpec, RuntimeError> {
        let name = container.name.as_str();
        let sandbox = self.sandbox;
        let mut spec = ShimSpec {
            argv,
            env: self.environment(container),
            cwd: container.working_dir.clone().unwrap_or_else(|| "/".into()),
            sandbox,
            root: pod.root(name),
            untouched: None,
            tmp: pod.tmp(),
            mounts: container.mounts.clone(),
            shown: self.shown.clone(),
            host_name: container.host_name.clone(),
            user: container.user,
            group: container.group,
            confinement: container.confinement.clone(),
            limits: self.limits(container),
            attempts: container.attempts.clone(),
            again: Vec::new(),
            last_words: container.last_words.clone(),
            log: pod.log(name),
            exit: pod.exit(name),
            pid: pod.pid(name),
            result: container.keep_result.then(|| pod.result(name)),
            collected: pod.outputs(name),
            outputs: container.outputs.clone(),
        };
        if !sandbox {
            use_places(&mut spec)?;
            if container.working_dir.is_none() {
                spec.cwd.clone_from(&spec.root);
            }
        }
        let layout = sandbox.then(|| roots::layout(&spec));
        if !layout.as_ref().is_some_and(|layout| self.roots.take(layout, &spec.root)) {
            make_private(&spec.root)?;
        }
        spec.untouched = layout.map(|layout| roots::untouched(&spec.root, &layout));
        Ok(spec)
    }

    /// The limits of a container; says once where nothing can be limited.
    fn limits(&self, container: &ContainerSpec) -> Limits {
        if container.limits != Limits::default() && !*self.limits.get_or_init(sandbox::limits_available) {
            tracing::warn!("limits of resources are not enforced: this process may make no control groups");
            return Limits::default();
        }
        container.limits.clone()
    }

    /// What the pod says, over the little that every process expects.
    fn environment(&self, container: &ContainerSpec) -> Vec<(String, String)> {
        let path = std::env::join_paths(&self.path).unwrap_or_default().to_string_lossy().into_owned();
        let basics =
            [("PATH", path), ("HOME", "/root".to_owned()), ("HOSTNAME", container.host_name.clone())];
        let is_own = |name: &str| container.env.iter().any(|(known, _)| known == name);
        let mut env: Vec<(String, String)> =
            basics.into_iter().filter(|(name, _)| !is_own(name)).map(|(k, v)| (k.to_owned(), v)).collect();
        env.extend(container.env.iter().cloned());
        env
    }

    /// Starts a shim.
    pub(super) fn launch(&self, spec: &ShimSpec) -> Result<(), RuntimeError> {
        self.shims.start(spec).map_err(at(self.program()))
    }

    /// This program, which starts what runs beside a container.
    pub(super) fn program(&self) -> &Path {
        self.shims.program()
    }
}

impl Runtime for HostRuntime {
    fn prepare(&self, pod: &PodFolder) -> Result<(), RuntimeError> {
        make_private(pod.path())?;
        if pod.tmp().exists() || self.roots.take(roots::TMP, &pod.tmp()) {
            return Ok(());
        }
        make_private(&pod.tmp())?;
        open_to_all(&pod.tmp())
    }

    fn start<'a>(
        &'a self,
        pod: &'a PodFolder,
        container: &'a ContainerSpec,
    ) -> BoxFuture<'a, Result<(), RuntimeError>> {
        Box::pin(async move {
            self.check()?;
            let argv = match command::command(container, &self.path)? {
                Command::Run(argv) => argv,
                Command::NotFound(why) => return self.refuse(pod, &container.name, &why),
            };
            if !container.outputs.is_empty() {
                make_private(&pod.outputs(&container.name))?;
            }
            let spec = self.shim_spec(pod, container, argv)?;
            self.launch(&spec)
        })
    }

    fn refuse(&self, pod: &PodFolder, container: &str, why: &str) -> Result<(), RuntimeError> {
        let now = Timestamp::now();
        let line = format!("{} stderr F Error: {why}\n", now.strftime("%Y-%m-%dT%H:%M:%S.%9fZ"));
        write_private(&pod.log(container), line.as_bytes())?;
        let second = now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        // The reason is in the log, as on the recorded cluster: its executor leaves no termination message.
        let message = String::new();
        let record = Ended {
            exit_code: CANNOT_RUN,
            message,
            started_at: second.clone(),
            finished_at: second,
            oom_killed: false,
        };
        write_record(pod, container, &record)
    }

    fn observe(&self, pod: &PodFolder, container: &str) -> Observed {
        match record(pod, container) {
            Some(ended) => Observed::Ended(ended),
            None if pod.pid(container).symlink_metadata().is_ok()
                || self.shims.find(&pod.exit(container)).is_some() =>
            {
                Observed::Started
            }
            None => Observed::NotStarted,
        }
    }

    fn ended<'a>(&'a self, pod: &'a PodFolder, container: &'a str) -> BoxFuture<'a, Ended> {
        Box::pin(async move {
            loop {
                if let Some(ended) = record(pod, container) {
                    return ended;
                }
                if let Some(mut own) = self.shims.find(&pod.exit(container)) {
                    // The sender says nothing; it goes with the shim.
                    while own.changed().await.is_ok() {}
                } else if let Some(shim) = Shim::of(pod, container) {
                    shim.gone().await;
                } else {
                    // It may have written the record in the moment before.
                    return record(pod, container).unwrap_or_else(|| lose(pod, container));
                }
            }
        })
    }

    fn signal(&self, pod: &PodFolder, container: &str, signal: Signal) {
        let signal = match signal {
            Signal::Terminate => OsSignal::TERM,
            Signal::Kill => OsSignal::ALARM,
        };
        if let Some(shim) = Shim::of(pod, container) {
            shim.signal(signal);
        } else if let Some(own) = self.shims.find(&pod.exit(container)) {
            tokio::spawn(signal_soon(pod.clone(), container.to_owned(), own, signal));
        }
    }

    fn enter(&self, pod: &PodFolder, container: &str, wanted: &Entry) -> Result<Door, RuntimeError> {
        entry::in_processes(self.program(), pod, container, wanted)
    }

    fn collect<'a>(
        &'a self,
        pod: &'a PodFolder,
        container: &'a str,
    ) -> BoxFuture<'a, Result<PathBuf, RuntimeError>> {
        // The container's init has kept them there.
        Box::pin(std::future::ready(Ok(pod.outputs(container))))
    }

    fn clean(&self, pod: &PodFolder) {
        let entries = fs::read_dir(pod.path()).into_iter().flatten().flatten();
        for entry in entries.filter(|e| e.file_type().is_ok_and(|t| t.is_dir())) {
            let home = pod.path().ancestors().nth(3).unwrap_or(pod.path());
            if self.roots.keep(home, &entry.path()) {
                continue;
            }
            if let Err(error) = remove_all(&entry.path()) {
                tracing::debug!(%error, folder = %entry.path().display(), "stays");
            }
        }
    }
}

/// Signals a shim that is just starting: before it has noted itself, a signal would end it without a record.
async fn signal_soon(pod: PodFolder, container: String, mut own: watch::Receiver<()>, signal: OsSignal) {
    loop {
        if let Some(shim) = Shim::of(&pod, &container) {
            return shim.signal(signal);
        }
        tokio::select! {
            _ = own.changed() => return,
            () = tokio::time::sleep(SHIM_LOOK) => {}
        }
    }
}

/// Without a sandbox nothing can be mounted: where the command names the place of a mounted file, it gets the file
/// itself, e.g. the script of a script template. Other mounts are refused.
fn use_places(spec: &mut ShimSpec) -> Result<(), RuntimeError> {
    let mounts: Vec<Mount> = spec.mounts.drain(..).collect();
    for mount in mounts {
        let place = mount.target.to_string_lossy().into_owned();
        if !spec.argv.contains(&place) {
            return Err(RuntimeError::NeedsSandbox(format!("{place} in container files")));
        }
        let file = mount.source.to_string_lossy().into_owned();
        spec.argv.iter_mut().filter(|arg| **arg == place).for_each(|arg| arg.clone_from(&file));
    }
    Ok(())
}

fn record(pod: &PodFolder, container: &str) -> Option<Ended> {
    serde_json::from_slice(&fs::read(pod.exit(container)).ok()?).ok()
}

/// Records the end of a container that is gone without a word.
fn lose(pod: &PodFolder, container: &str) -> Ended {
    let now = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let message = "The container could not be located when the pod was terminated".to_owned();
    let ended =
        Ended { exit_code: LOST, message, started_at: now.clone(), finished_at: now, oom_killed: false };
    if let Err(error) = write_record(pod, container, &ended) {
        tracing::error!(%error, "the end of a lost container is not recorded");
    }
    ended
}

fn write_record(pod: &PodFolder, container: &str, ended: &Ended) -> Result<(), RuntimeError> {
    let place = pod.exit(container);
    let text = serde_json::to_vec(ended).map_err(|e| at(&place)(e.into()))?;
    write_private(&place, &text)
}

pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> RuntimeError + '_ {
    move |source| RuntimeError::Io { path: path.to_owned(), source }
}

/// Lets whoever the containers run as write there; other users of the machine are kept out by the folder above.
pub(super) fn open_to_all(path: &Path) -> Result<(), RuntimeError> {
    fs::set_permissions(path, fs::Permissions::from_mode(0o1777)).map_err(at(path))
}

pub(super) fn make_private(path: &Path) -> Result<(), RuntimeError> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(at(path))
}

fn write_private(path: &Path, text: &[u8]) -> Result<(), RuntimeError> {
    let opened = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
    opened.and_then(|mut file| file.write_all(text)).map_err(at(path))
}

/// Removes a folder, also where a step took away its own right to change parts of it.
pub(super) fn remove_all(path: &Path) -> io::Result<()> {
    if fs::remove_dir_all(path).is_ok() {
        return Ok(());
    }
    make_writable(path)?;
    fs::remove_dir_all(path)
}

fn make_writable(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
    for entry in fs::read_dir(path)?.flatten() {
        if entry.file_type()?.is_dir() {
            make_writable(&entry.path())?;
        }
    }
    Ok(())
}
