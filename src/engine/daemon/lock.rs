//! The lock that makes sure there is one engine for a state directory.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::{DaemonError, Home};

/// Held by the running engine. The kernel takes it back when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct EngineLock {
    file: File,
    path: PathBuf,
}

impl EngineLock {
    /// Takes the lock and notes this process's id in it, or names the process that has it.
    pub(super) fn acquire(home: &Home) -> Result<Self, DaemonError> {
        let path = home.lock_file();
        let mut file = open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(DaemonError::AlreadyRunning {
                    home: home.root().to_owned(),
                    pid: read_pid(&mut file),
                });
            }
            Err(TryLockError::Error(source)) => return Err(DaemonError::io("lock", &path, source)),
        }
        let note = |file: &mut File| {
            file.set_len(0)?;
            file.rewind()?;
            writeln!(file, "{}", std::process::id())
        };
        note(&mut file).map_err(|source| DaemonError::io("write", &path, source))?;
        Ok(Self { file, path })
    }

    /// False when the file that is locked is no longer where engines look for it.
    pub(super) fn is_in_place(&self) -> bool {
        let (held, found) = (self.file.metadata(), std::fs::metadata(&self.path));
        match (held, found) {
            (Ok(held), Ok(found)) => held.ino() == found.ino() && held.dev() == found.dev(),
            (_, Err(error)) => error.kind() != std::io::ErrorKind::NotFound,
            (Err(_), Ok(_)) => true,
        }
    }
}

impl Drop for EngineLock {
    fn drop(&mut self) {
        // An engine that ended in order leaves no process id; failing to erase it does no harm.
        let _ = self.file.set_len(0);
    }
}

/// The process id of the running engine: `None` when no engine runs, `Some(None)` when it has not written it yet.
pub(super) fn holder(home: &Home) -> Result<Option<Option<u32>>, DaemonError> {
    let path = home.lock_file();
    if !path.exists() {
        return Ok(None);
    }
    let mut file = open(&path)?;
    match file.try_lock_shared() {
        Ok(()) => Ok(None),
        Err(TryLockError::WouldBlock) => Ok(Some(read_pid(&mut file))),
        Err(TryLockError::Error(source)) => Err(DaemonError::io("lock", &path, source)),
    }
}

/// Waits for its turn to start an engine. Clients that come at the same time go one after the other.
pub(super) fn start_turn(home: &Home) -> Result<File, DaemonError> {
    let path = home.start_lock();
    let file = open(&path)?;
    file.lock().map_err(|source| DaemonError::io("lock", &path, source))?;
    Ok(file)
}

fn open(path: &Path) -> Result<File, DaemonError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    options.open(path).map_err(|source| DaemonError::io("open", path, source))
}

fn read_pid(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
