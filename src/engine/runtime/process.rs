//! The process that looks after a container, found by what it noted of itself.

use std::fs;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::Duration;

use rustix::process::{Pid, PidfdFlags, Signal};

use crate::engine::sandbox;
use crate::ports::runtime::PodFolder;

/// How long is waited before a shim that could not be watched is looked at again.
const PAUSE: Duration = Duration::from_secs(1);

/// A shim that lives. While this is held, its process id means no other process.
pub(super) struct Shim {
    watched: OwnedFd,
}

impl Shim {
    /// The id and start time of a container's shim, when it lives.
    pub(super) fn noted(pod: &PodFolder, container: &str) -> Option<(u32, u64)> {
        let note = fs::read_link(pod.pid(container)).ok()?;
        let text = note.to_str()?;
        let (pid, start) = text.split_once(' ')?;
        let (pid, start): (u32, u64) = (pid.parse().ok()?, start.trim().parse().ok()?);
        (sandbox::start_of(pid) == Some(start)).then_some((pid, start))
    }

    /// The shim of a container, when it lives.
    pub(super) fn of(pod: &PodFolder, container: &str) -> Option<Self> {
        let (pid, start) = Self::noted(pod, container)?;
        let opened =
            rustix::process::pidfd_open(Pid::from_raw(i32::try_from(pid).ok()?)?, PidfdFlags::empty())
                .ok()?;
        // Another process may have had the number before the descriptor was opened.
        (sandbox::start_of(pid) == Some(start)).then_some(Self { watched: opened })
    }

    pub(super) fn signal(&self, signal: Signal) {
        // One that has ended meanwhile needs no signal.
        let _ = rustix::process::pidfd_send_signal(&self.watched, signal);
    }

    /// Waits until it has ended. Needed only for shims that another engine started. No thread waits here: an engine
    /// could not end before that thread did.
    pub(super) async fn gone(self) {
        let ended = match sandbox::watched(self.watched) {
            Ok(watched) => watched.readable().await.map(|_| ()),
            Err(error) => Err(error),
        };
        if let Err(error) = ended {
            tracing::error!(%error, "waiting for a container ended early");
            // Who asks again asks at a bearable pace.
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Ends the containers that still run below a state directory, but for those of pods that are to be kept, by uid.
pub fn kill_left_over(home: &Path, is_kept: impl Fn(&str) -> bool) {
    let folders = |of: &Path| -> Vec<String> {
        let entries = fs::read_dir(of).into_iter().flatten().flatten();
        entries.filter_map(|e| e.file_name().into_string().ok()).collect()
    };
    let pods = home.join("pods");
    for namespace in folders(&pods) {
        for uid in folders(&pods.join(&namespace)).into_iter().filter(|uid| !is_kept(uid)) {
            let pod = PodFolder::new(home, &namespace, &uid);
            for file in folders(pod.path()) {
                if let Some(shim) = file.strip_suffix(".pid").and_then(|name| Shim::of(&pod, name)) {
                    shim.signal(Signal::ALARM);
                }
            }
        }
    }
}
