//! One container: starting its shim, waiting for its record, asking it to end.

use std::fs;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use jiff::Timestamp;
use rustix::event::{PollFd, PollFlags};
use rustix::process::{Pid, PidfdFlags, Signal};

use super::error::PodError;
use super::folder::{Folder, private};
use crate::engine::sandbox::{self, CANNOT_RUN, ExitRecord, ShimSpec};

/// What a container that cannot be found any more is said to have ended with, as a kubelet says it.
const LOST: i32 = 137;

/// A shim notes itself in its first moments: how often, and how far apart, is looked for that.
const CLAIM_LOOKS: usize = 2000;
const CLAIM_LOOK: Duration = Duration::from_millis(5);

/// A container of a pod on its way.
pub(super) struct Container<'a> {
    pub(super) name: String,
    pub(super) folder: &'a Folder,
}

impl Container<'_> {
    /// The record, when the container has ended.
    pub(super) fn record(&self) -> Option<ExitRecord> {
        let text = fs::read(self.folder.exit(&self.name)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Whether it was started before, by this engine or one before it.
    pub(super) fn was_started(&self) -> bool {
        self.folder.pid(&self.name).exists() || self.folder.exit(&self.name).exists()
    }

    /// Starts the shim.
    pub(super) fn start(&self, spec: &ShimSpec) -> Result<(), PodError> {
        private(&spec.root)?;
        let file = self.folder.spec(&self.name);
        let text = serde_json::to_vec(spec).map_err(|e| PodError::Unreadable(e.to_string()))?;
        write_private(&file, &text)?;
        let mut child = tokio::process::Command::new(program())
            .arg(sandbox::SHIM)
            .arg(&file)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(false)
            .spawn()?;
        // Reaped when it ends, whoever waits for the record.
        tokio::spawn(async move { child.wait().await });
        Ok(())
    }

    /// Notes an end without a beginning: the command could not be run.
    pub(super) fn refuse(&self, message: &str) -> Result<(), PodError> {
        let now = now();
        let line =
            format!("{} stderr F Error: {message}\n", Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%9fZ"));
        write_private(&self.folder.log(&self.name), line.as_bytes())?;
        let record = ExitRecord {
            code: CANNOT_RUN,
            message: message.to_owned(),
            started_at: now.clone(),
            finished_at: now,
        };
        let text = serde_json::to_vec(&record).map_err(|e| PodError::Unreadable(e.to_string()))?;
        write_private(&self.folder.exit(&self.name), &text)?;
        Ok(())
    }

    /// Waits for the record. A shim that is gone without one was killed from outside.
    pub(super) async fn ended(&self) -> ExitRecord {
        for _ in 0..CLAIM_LOOKS {
            if let Some(record) = self.record() {
                return record;
            }
            if let Some(process) = self.process() {
                gone(process).await;
                return self.record().unwrap_or_else(lost);
            }
            if self.is_lost() {
                return self.record().unwrap_or_else(lost);
            }
            tokio::time::sleep(CLAIM_LOOK).await;
        }
        self.record().unwrap_or_else(lost)
    }

    /// The shim's process, when it lives.
    fn process(&self) -> Option<Pid> {
        let text = fs::read_to_string(self.folder.pid(&self.name)).ok()?;
        let (pid, start) = text.split_once(' ')?;
        let pid: u32 = pid.parse().ok()?;
        // Another process may have the number by now.
        let same = sandbox::start_of(pid).is_some_and(|now| Some(now) == start.trim().parse().ok());
        if same { Pid::from_raw(i32::try_from(pid).ok()?) } else { None }
    }

    /// Whether the shim noted itself and its process is gone without a record.
    fn is_lost(&self) -> bool {
        self.folder.pid(&self.name).exists() && self.process().is_none() && self.record().is_none()
    }

    /// Asks the command to end.
    pub(super) fn ask_to_end(&self) {
        if let Some(process) = self.process() {
            let _ = rustix::process::kill_process(process, Signal::TERM);
        }
    }

    /// Ends the container with everything in it.
    pub(super) fn kill(&self) {
        if let Some(process) = self.process() {
            let _ = rustix::process::kill_process(process, Signal::ALARM);
        }
    }
}

/// This program, to be started as a shim.
fn program() -> PathBuf {
    // The link leads to the program that runs, also when its file was replaced meanwhile.
    PathBuf::from("/proc/self/exe")
}

pub(super) fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn lost() -> ExitRecord {
    let message = "The container could not be located when the pod was terminated".to_owned();
    ExitRecord { code: LOST, message, started_at: now(), finished_at: now() }
}

/// Waits for a process to end, on a thread that may block: there are as many as pods run at once.
async fn gone(process: Pid) {
    let Ok(descriptor) = rustix::process::pidfd_open(process, PidfdFlags::empty()) else { return };
    let wait = move || {
        let mut watched = [PollFd::new(&descriptor, PollFlags::IN)];
        while rustix::event::poll(&mut watched, None) == Err(rustix::io::Errno::INTR) {}
    };
    if tokio::task::spawn_blocking(wait).await.is_err() {
        tracing::error!("waiting for a container ended early");
    }
}

fn write_private(file: &Path, text: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)?;
    file.write_all(text)
}
