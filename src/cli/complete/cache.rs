//! Names that were found a moment ago: whoever presses the key twice is not made to wait twice.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

/// Answers as old as that need no new question.
const FRESH: Duration = Duration::from_secs(5);
/// Answers as old as that are better than none.
const USABLE: Duration = Duration::from_secs(600);

/// Set in the process that asks at leisure.
const REFRESH: &str = "ARGO_COMPLETE_REFRESH";

/// A file of names.
pub(super) struct Cache {
    path: PathBuf,
}

impl Cache {
    /// The file for a question, described by whom it goes to and what it is.
    pub(super) fn of(question: &str) -> Option<Self> {
        let folder = etcetera::choose_base_strategy().ok()?.cache_dir().join("argo/complete");
        let name: String =
            Sha256::digest(question.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Some(Self { path: folder.join(name) })
    }

    /// What was found, when that is not too long ago.
    fn read(&self, oldest: Duration) -> Option<Vec<String>> {
        let age = fs::metadata(&self.path).ok()?.modified().ok()?.elapsed().ok()?;
        let text = fs::read_to_string(&self.path).ok().filter(|_| age <= oldest)?;
        Some(text.lines().map(str::to_owned).collect())
    }

    pub(super) fn fresh(&self) -> Option<Vec<String>> {
        self.read(FRESH).filter(|_| !is_refresh())
    }

    pub(super) fn usable(&self) -> Option<Vec<String>> {
        self.read(USABLE)
    }

    /// Keeps names for the next time; where that does not work, they are asked for again.
    pub(super) fn write(&self, names: &[String]) -> Option<()> {
        let folder = self.path.parent()?;
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).ok()?;
        let next = self.path.with_extension(std::process::id().to_string());
        let mut file =
            fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&next).ok()?;
        std::io::Write::write_all(&mut file, names.join("\n").as_bytes()).ok()?;
        fs::rename(&next, &self.path).ok()
    }
}

/// Whether this process was started to ask at leisure.
pub(super) fn is_refresh() -> bool {
    std::env::var_os(REFRESH).is_some()
}

/// What the process that asks at leisure is to find.
pub(super) fn refreshed() -> Option<String> {
    std::env::var(REFRESH).ok()
}

/// Starts a process that asks the same at leisure, for the next time.
pub(super) fn ask_at_leisure(what: &str) {
    let Ok(program) = std::env::current_exe() else { return };
    let mut command = Command::new(program);
    command.args(std::env::args_os().skip(1)).env(super::VARIABLE, "bash").env(REFRESH, what);
    // Nobody waits for it; it ends by itself.
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
