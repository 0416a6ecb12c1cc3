//! Starting shims, through a process that is kept for it.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Seek, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::net::{AddressFamily, SocketFlags, SocketType};
use rustix::process::{Pid, PidfdFlags, WaitOptions};
use tokio::sync::watch;

use crate::engine::sandbox::{self, ShimSpec};

/// Shims by the record they will leave. The receiver tells when one has ended: its sender is gone then.
type Started = Arc<Mutex<HashMap<PathBuf, watch::Receiver<()>>>>;

/// The shims that this engine has started.
pub(super) struct Shims {
    program: PathBuf,
    /// The line to the process that forks them, once there is one.
    nursery: Mutex<Option<OwnedFd>>,
    started: Started,
}

impl Shims {
    /// Shims that are this program, at a path.
    pub(super) fn new(program: PathBuf) -> Self {
        Self { program, nursery: Mutex::default(), started: Started::default() }
    }

    /// The path of the program.
    pub(super) fn program(&self) -> &Path {
        &self.program
    }

    /// Tells when the shim that will leave this record has ended; `None` when it has, or was not started here.
    pub(super) fn find(&self, record: &Path) -> Option<watch::Receiver<()>> {
        locked(&self.started).get(record).cloned()
    }

    /// Starts a shim.
    ///
    /// # Errors
    /// When there can be no more processes or files.
    pub(super) fn start(&self, spec: &ShimSpec) -> io::Result<()> {
        // In memory only: it holds the environment, and each file on disk costs a short step dearly.
        let told = rustix::fs::memfd_create("container", rustix::fs::MemfdFlags::CLOEXEC)?;
        let mut told = fs::File::from(told);
        told.write_all(&serde_json::to_vec(spec)?)?;
        told.rewind()?;
        let (alive, ended) = watch::channel(());
        let mut started = locked(&self.started);
        let pid = Pid::from_raw(self.fork(&told)?).ok_or(io::ErrorKind::InvalidData)?;
        // It cannot be another process: a child keeps its id until it was waited for.
        let shim = rustix::process::pidfd_open(pid, PidfdFlags::empty())?;
        started.insert(spec.exit.clone(), ended);
        drop(started);
        let (started, record) = (Arc::clone(&self.started), spec.exit.clone());
        tokio::spawn(async move {
            if let Err(error) = ended_child(pid, shim).await {
                tracing::error!(%error, "waiting for a shim");
            }
            locked(&started).remove(&record);
            drop(alive);
        });
        Ok(())
    }

    /// Has a shim forked, by a new process when the one there was is gone.
    fn fork(&self, told: &fs::File) -> io::Result<i32> {
        let mut nursery = locked(&self.nursery);
        if let Some(line) = nursery.as_ref() {
            match sandbox::ask(line.as_fd(), told.as_fd()) {
                Err(error) if is_gone(&error) => {
                    tracing::warn!("the process that starts containers is started again")
                }
                answer => return answer,
            }
        }
        let line = nursery.insert(self.begin()?);
        sandbox::ask(line.as_fd(), told.as_fd())
    }

    fn begin(&self) -> io::Result<OwnedFd> {
        let (ours, its) =
            rustix::net::socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, SocketFlags::CLOEXEC, None)?;
        let mut child = tokio::process::Command::new(&self.program)
            .arg(sandbox::NURSERY)
            .env_clear()
            .current_dir("/")
            .stdin(its)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(false)
            .spawn()?;
        tokio::spawn(async move {
            if let Err(error) = child.wait().await {
                tracing::error!(%error, "waiting for the process that starts containers");
            }
        });
        Ok(ours)
    }
}

fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset)
}

/// Waits until a child has ended, and lets the kernel forget it.
async fn ended_child(pid: Pid, child: OwnedFd) -> io::Result<()> {
    let _ = sandbox::watched(child)?.readable().await?;
    rustix::process::waitpid(Some(pid), WaitOptions::empty())?;
    Ok(())
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
