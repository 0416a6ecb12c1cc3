//! Why an artifact cannot be had or kept.

use std::path::{Path, PathBuf};

/// Why an artifact could not be had or kept. No text here holds a secret.
#[derive(Debug, thiserror::Error)]
pub enum ArtifactError {
    /// It is kept somewhere this engine does not reach.
    #[error("not supported on this machine: {0}")]
    Unsupported(&'static str),
    /// A step needs it, and nobody gave it one.
    #[error("required artifact '{0}' not supplied")]
    NotSupplied(String),
    /// Nothing says where it is.
    #[error("artifact {0} has no location")]
    NoLocation(String),
    /// Its location leaves out what is needed to find it.
    #[error("artifact {name}: {field} is missing")]
    Incomplete {
        /// The artifact.
        name: String,
        /// The field.
        field: &'static str,
    },
    /// There is nothing where it should be.
    #[error("artifact {name} is not in the repository: no {key}")]
    Missing {
        /// The artifact.
        name: String,
        /// Its key.
        key: String,
    },
    /// The key leads out of the repository.
    #[error("artifact key {0:?} is not allowed")]
    Key(String),
    /// An archive holds something that must not be unpacked.
    #[error("refusing to unpack {entry:?}: {why}")]
    Archive {
        /// The entry.
        entry: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A download or upload failed.
    #[error("cannot {what} {url}: {why}")]
    Http {
        /// What was tried, e.g. `load`.
        what: &'static str,
        /// From or to where.
        url: String,
        /// What happened.
        why: String,
    },
    /// A bucket, or its server, says no.
    #[error("{bucket}: {what}: {why}")]
    Bucket {
        /// Which one.
        bucket: String,
        /// What was tried.
        what: String,
        /// What happened.
        why: String,
    },
    /// A repository cannot be cloned.
    #[error("{what} {repo:?}: {why}")]
    Git {
        /// What was tried.
        what: &'static str,
        /// The repository.
        repo: String,
        /// What git says.
        why: String,
    },
    /// What a secret should hold is not there, or is not what it should be.
    #[error("{0}")]
    Secret(String),
    /// An artifact that says it is an archive is none.
    #[error("artifact {name} is not a {kind} archive")]
    NoArchive {
        /// The artifact.
        name: String,
        /// What it should be.
        kind: &'static str,
    },
    /// Reading or writing failed.
    #[error("{path}: {source}")]
    Io {
        /// Of which file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
}

impl ArtifactError {
    pub(super) fn io(path: &Path) -> impl Fn(std::io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    /// Whether there is just nothing, which optional artifacts may have.
    pub fn is_absence(&self) -> bool {
        matches!(self, Self::Missing { .. } | Self::NoLocation(_))
    }
}
