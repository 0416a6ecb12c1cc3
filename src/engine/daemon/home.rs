//! The state directory: where everything the engine keeps lives, readable by its user only.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::DaemonError;

/// The state directory of one engine and the places in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// The state directory at a given path, made absolute; nothing is created yet.
    pub fn at(root: impl AsRef<Path>) -> Result<Self, DaemonError> {
        let root = std::path::absolute(root.as_ref())
            .map_err(|source| DaemonError::io("find", root.as_ref(), source))?;
        Ok(Self { root })
    }

    /// The state directory a user gets who names none: `argo` in the XDG data directory.
    pub fn of_user() -> Result<Self, DaemonError> {
        use etcetera::BaseStrategy;
        let base = etcetera::choose_base_strategy().map_err(|_| DaemonError::NoHome)?;
        Self::at(base.data_dir().join("argo"))
    }

    /// Creates the directory with mode 0700, and takes other users' rights away from one that exists.
    ///
    /// Fails where the directory belongs to somebody else.
    pub fn prepare(&self) -> Result<(), DaemonError> {
        private_dir(&self.root)
    }

    /// The directory itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The Unix socket of the engine.
    pub fn socket(&self) -> PathBuf {
        self.root.join("engine.sock")
    }

    /// The file that the running engine holds locked; it contains its process id.
    pub fn lock_file(&self) -> PathBuf {
        self.root.join("engine.lock")
    }

    /// The file that a client holds locked while it starts an engine.
    pub fn start_lock(&self) -> PathBuf {
        self.root.join("start.lock")
    }

    /// The log of engines that run in the background.
    pub fn log(&self) -> PathBuf {
        self.root.join("engine.log")
    }

    /// The database of the API server.
    pub fn database(&self) -> PathBuf {
        self.root.join("argo.db")
    }

    /// Certificates for the TLS listener.
    pub fn tls(&self) -> PathBuf {
        self.root.join("tls")
    }

    /// The bearer token for the TLS listener.
    pub fn token(&self) -> PathBuf {
        self.root.join("token")
    }

    /// The bearer token for those who may only look.
    pub fn read_only_token(&self) -> PathBuf {
        self.root.join("token-read-only")
    }
}

/// Creates a directory that only its owner can enter.
pub(super) fn private_dir(path: &Path) -> Result<(), DaemonError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|source| DaemonError::io("create", path, source))?;
    let found = fs::metadata(path).map_err(|source| DaemonError::io("look at", path, source))?;
    if found.uid() != rustix::process::geteuid().as_raw() {
        return Err(DaemonError::ForeignHome { path: path.to_owned(), uid: found.uid() });
    }
    if found.mode() & 0o077 != 0 {
        let mode = fs::Permissions::from_mode(0o700);
        fs::set_permissions(path, mode).map_err(|source| DaemonError::io("protect", path, source))?;
    }
    Ok(())
}

/// Writes a file that only its owner can read, in one step: a reader sees the old content or the new.
pub(super) fn private_file(path: &Path, content: &[u8]) -> Result<(), DaemonError> {
    let fresh = path.with_extension("new");
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
        file.write_all(content)?;
        fs::rename(&fresh, path)
    };
    write().map_err(|source| DaemonError::io("write", path, source))
}
