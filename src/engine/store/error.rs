//! What can go wrong in the store.

use std::path::PathBuf;

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file was written by a newer version of the program.
    #[error(
        "{path} has schema version {found}, this argo knows versions up to {known}: use a newer argo, or `argo local reset`"
    )]
    Newer {
        /// The database file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version this program can read.
        known: i64,
    },
    /// The file is not a database, or its pages are damaged.
    #[error("{path} is damaged ({detail}): move it away, or `argo local reset` to start afresh")]
    Damaged {
        /// The database file.
        path: PathBuf,
        /// SQLite's words.
        detail: String,
    },
    /// There is no room on the disk. Nothing that was acknowledged is lost.
    #[error("no space left on the disk of {path}: free some and try again")]
    Full {
        /// The database file.
        path: PathBuf,
    },
    /// A write failed in a way that undid what was in progress with it. Nothing that was acknowledged is lost.
    #[error("a write to {path} failed and what was in progress was undone: the disk may be full")]
    Undone {
        /// The database file.
        path: PathBuf,
    },
    /// Another process holds the file.
    #[error("{path} is locked by another process")]
    Locked {
        /// The database file.
        path: PathBuf,
    },
    /// Anything else SQLite says.
    #[error("{path}: {source}")]
    Sqlite {
        /// The database file.
        path: PathBuf,
        /// The cause.
        source: rusqlite::Error,
    },
    /// A stored object is not valid JSON.
    #[error("a stored object is unreadable: {0}")]
    Json(#[from] serde_json::Error),
    /// The state at this version is no longer kept.
    #[error("version {0} is too old")]
    Compacted(i64),
    /// Who asked for it no longer reads.
    #[error("nobody reads the answer")]
    Unread,
    /// The writer has ended, because the engine is shutting down.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    /// The same, for another of those it concerns.
    pub(super) fn again(&self) -> Self {
        match self {
            Self::Full { path } => Self::Full { path: path.clone() },
            Self::Undone { path } => Self::Undone { path: path.clone() },
            Self::Locked { path } => Self::Locked { path: path.clone() },
            Self::Damaged { path, detail } => Self::Damaged { path: path.clone(), detail: detail.clone() },
            Self::Sqlite { path, source } => Self::Damaged { path: path.clone(), detail: source.to_string() },
            _ => Self::Closed,
        }
    }

    /// Sorts an SQLite error into the kinds a user can act on.
    pub(super) fn sqlite(path: &std::path::Path, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase};
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(DiskFull) => Self::Full { path },
            Some(DatabaseBusy | DatabaseLocked) => Self::Locked { path },
            Some(DatabaseCorrupt | NotADatabase) => Self::Damaged { path, detail: source.to_string() },
            _ => Self::Sqlite { path, source },
        }
    }
}
