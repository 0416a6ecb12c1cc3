//! The local repository: a folder of the state directory, with a file or folder for each key.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::ArtifactError;

/// The local repository.
#[derive(Debug, Clone)]
pub(super) struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// The repository of a folder, which is made when something is kept.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where a key is; keys cannot lead out of the folder, nor through a link that a kept folder holds.
    ///
    /// # Errors
    /// When the key tries.
    pub(super) fn path(&self, key: &str) -> Result<PathBuf, ArtifactError> {
        let refused = || ArtifactError::Key(key.to_owned());
        let mut path = self.folder.clone();
        for part in Path::new(key.trim_matches('/')).components() {
            let Component::Normal(part) = part else { return Err(refused()) };
            path.push(part);
            if path.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
                return Err(refused());
            }
        }
        if path == self.folder { Err(refused()) } else { Ok(path) }
    }

    /// The file or folder of a key.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn find(&self, name: &str, key: &str) -> Result<PathBuf, ArtifactError> {
        let path = self.path(key)?;
        if path.symlink_metadata().is_ok() {
            return Ok(path);
        }
        Err(ArtifactError::Missing { name: name.to_owned(), key: key.to_owned() })
    }

    /// The keys of the files that begin with a text, in order.
    ///
    /// # Errors
    /// When the text leads out of the repository, or a folder cannot be read.
    pub(super) fn keys(&self, prefix: &str) -> Result<Vec<String>, ArtifactError> {
        let prefix = prefix.trim_start_matches('/');
        let start = match prefix.rsplit_once('/') {
            Some((folder, _)) if !folder.is_empty() => self.path(folder)?,
            _ => self.folder.clone(),
        };
        let mut keys = Vec::new();
        let mut folders = vec![start];
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(ArtifactError::io(&folder)(error)),
            };
            for entry in entries {
                let entry = entry.map_err(ArtifactError::io(&folder))?;
                let (path, kind) = (entry.path(), entry.file_type().map_err(ArtifactError::io(&folder))?);
                let Ok(key) = path.strip_prefix(&self.folder) else { continue };
                let key = key.to_string_lossy().into_owned();
                if kind.is_dir() && (key.starts_with(prefix) || prefix.starts_with(&key)) {
                    folders.push(path);
                } else if kind.is_file() && key.starts_with(prefix) {
                    keys.push(key);
                }
            }
        }
        keys.sort();
        Ok(keys)
    }

    /// Takes a collected file or folder over.
    ///
    /// # Errors
    /// When it cannot be moved or copied.
    pub(super) fn keep(&self, key: &str, collected: &Path) -> Result<(), ArtifactError> {
        let to = self.path(key)?;
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(ArtifactError::io(parent))?;
        }
        remove(&to)?;
        if fs::rename(collected, &to).is_ok() {
            return Ok(());
        }
        copy(collected, &to)
    }

    /// A private folder beside what is kept, for what is on its way.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn scratch(&self) -> Result<tempfile::TempDir, ArtifactError> {
        let beside = self.folder.parent().unwrap_or(&self.folder);
        fs::create_dir_all(beside).map_err(ArtifactError::io(beside))?;
        tempfile::tempdir_in(beside).map_err(ArtifactError::io(beside))
    }

    /// Deletes what a key holds; nothing there is fine.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub(super) fn delete(&self, key: &str) -> Result<(), ArtifactError> {
        remove(&self.path(key)?)
    }
}

pub(super) fn remove(path: &Path) -> Result<(), ArtifactError> {
    let gone = match path.symlink_metadata() {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(_) => Ok(()),
    };
    gone.map_err(ArtifactError::io(path))
}

/// Copies a file, or a folder with what is in it. Links stay links.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), ArtifactError> {
    let meta = from.symlink_metadata().map_err(ArtifactError::io(from))?;
    if meta.is_symlink() {
        let target = fs::read_link(from).map_err(ArtifactError::io(from))?;
        return std::os::unix::fs::symlink(target, to).map_err(ArtifactError::io(to));
    }
    if meta.is_file() {
        return fs::copy(from, to).map(|_| ()).map_err(ArtifactError::io(to));
    }
    if !meta.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to).map_err(ArtifactError::io(to))?;
    for entry in fs::read_dir(from).map_err(ArtifactError::io(from))?.flatten() {
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
