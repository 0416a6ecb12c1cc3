//! A pod's folder: `<home>/pods/<namespace>/<uid>`, with logs, records and what its containers mount.

use std::fs;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::error::PodError;

pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn new(home: &Path, namespace: &str, uid: &str) -> Self {
        Self { path: home.join("pods").join(namespace).join(uid) }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the folder, for its owner only.
    pub(super) fn make(&self) -> io::Result<()> {
        private(&self.path)?;
        private(&self.tmp())?;
        private(&self.collected())
    }

    pub(super) fn tmp(&self) -> PathBuf {
        self.path.join("tmp")
    }

    pub(super) fn collected(&self) -> PathBuf {
        self.path.join("outputs")
    }

    pub(super) fn root(&self, container: &str) -> PathBuf {
        self.path.join(format!("root-{container}"))
    }

    pub(super) fn log(&self, container: &str) -> PathBuf {
        self.path.join(format!("{container}.log"))
    }

    pub(super) fn exit(&self, container: &str) -> PathBuf {
        self.path.join(format!("{container}.exit"))
    }

    pub(super) fn pid(&self, container: &str) -> PathBuf {
        self.path.join(format!("{container}.pid"))
    }

    pub(super) fn spec(&self, container: &str) -> PathBuf {
        self.path.join(format!("{container}.spec"))
    }

    pub(super) fn result(&self, container: &str) -> PathBuf {
        self.path.join(format!("{container}.result"))
    }

    /// A place below the folder, e.g. for a volume.
    pub(super) fn place(&self, kind: &str, name: &str) -> Result<PathBuf, PodError> {
        let good = !name.is_empty() && !name.contains('/') && name != "." && name != "..";
        if !good {
            return Err(PodError::Path { what: "the name", path: name.to_owned() });
        }
        let folder = self.path.join(kind);
        private(&folder)?;
        Ok(folder.join(name))
    }

    /// Notes that everything is laid out, so that an engine that takes over does not do it again.
    pub(super) fn set_prepared(&self) -> io::Result<()> {
        fs::write(self.path.join("prepared"), "")
    }

    pub(super) fn is_prepared(&self) -> bool {
        self.path.join("prepared").exists()
    }

    /// Removes everything but logs and records.
    pub(super) fn clean(&self) {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        for entry in entries.filter(|e| e.file_type().is_ok_and(|t| t.is_dir())) {
            if let Err(error) = remove_all(&entry.path()) {
                tracing::debug!(%error, folder = %entry.path().display(), "stays");
            }
        }
    }
}

pub(super) fn private(path: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Removes a folder, also where a step took away its own right to change parts of it.
fn remove_all(path: &Path) -> io::Result<()> {
    if fs::remove_dir_all(path).is_ok() {
        return Ok(());
    }
    make_writable(path)?;
    fs::remove_dir_all(path)
}

fn make_writable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
    for entry in fs::read_dir(path)?.flatten() {
        if entry.file_type()?.is_dir() {
            make_writable(&entry.path())?;
        }
    }
    Ok(())
}
