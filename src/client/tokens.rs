//! What logins have brought, kept in a file for each place that nobody else can read.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// What a login has brought.
#[derive(Debug, Clone)]
pub struct Login {
    /// The value of `Authorization`.
    pub authorization: SecretString,
    /// When it ends, where that is known.
    pub expires_at: Option<Timestamp>,
    /// How to get another one without asking anybody.
    pub refresh: Option<Refresh>,
}

/// How to get another token from an issuer.
#[derive(Debug, Clone)]
pub struct Refresh {
    /// The issuer's URL.
    pub issuer: String,
    /// Who we are to the issuer.
    pub client_id: String,
    /// The secret of that client, if it has one.
    pub client_secret: Option<SecretString>,
    /// What is given for a new token.
    pub token: SecretString,
}

impl Login {
    /// Whether it has ended, or does so at once.
    pub fn has_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end.as_second() <= now.as_second() + 10)
    }
}

/// Why a login cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The system refuses.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others can read it.
    #[error("{} can be read by others: chmod 600 it, and log in again if somebody may have", .0.display())]
    Open(PathBuf),
    /// It is not what we write.
    #[error("{} is damaged: {source}; `argo logout` removes it", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
}

/// The file's content.
#[derive(Serialize, Deserialize)]
struct Stored {
    authorization: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh: Option<StoredRefresh>,
}

#[derive(Serialize, Deserialize)]
struct StoredRefresh {
    issuer: String,
    client_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
    token: String,
}

/// The folder of these files.
#[derive(Debug, Clone)]
pub struct Tokens {
    folder: PathBuf,
}

impl Tokens {
    /// Keeps logins in a folder.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The login of a place, if there is one.
    ///
    /// # Errors
    /// When its file cannot be read, or could be read by others.
    pub fn load(&self, place: &str) -> Result<Option<Login>, TokenError> {
        let path = self.path(place);
        let io = |source| TokenError::Io { path: path.clone(), source };
        let text = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.map_err(io)?,
        };
        if fs::metadata(&path).map_err(io)?.mode() & 0o077 != 0 {
            return Err(TokenError::Open(path));
        }
        let stored: Stored =
            serde_json::from_slice(&text).map_err(|source| TokenError::Damaged { path, source })?;
        let refresh = stored.refresh.map(|refresh| Refresh {
            issuer: refresh.issuer,
            client_id: refresh.client_id,
            client_secret: refresh.client_secret.map(SecretString::from),
            token: refresh.token.into(),
        });
        let authorization = stored.authorization.into();
        Ok(Some(Login { authorization, expires_at: stored.expires_at, refresh }))
    }

    /// Keeps the login of a place; the file is there as a whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, place: &str, login: &Login) -> Result<(), TokenError> {
        let refresh = login.refresh.as_ref().map(|refresh| StoredRefresh {
            issuer: refresh.issuer.clone(),
            client_id: refresh.client_id.clone(),
            client_secret: refresh.client_secret.as_ref().map(|secret| secret.expose_secret().to_owned()),
            token: refresh.token.expose_secret().to_owned(),
        });
        let authorization = login.authorization.expose_secret().to_owned();
        let stored = Stored { authorization, expires_at: login.expires_at, refresh };
        let path = self.path(place);
        let text = serde_json::to_vec(&stored);
        let written = text.map_err(io::Error::from).and_then(|text| write_private(&path, &text));
        written.map_err(|source| TokenError::Io { path, source })
    }

    /// Forgets the login of a place; false when there was none.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(&self, place: &str) -> Result<bool, TokenError> {
        let path = self.path(place);
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(source) => Err(TokenError::Io { path, source }),
        }
    }

    /// The file of a place, whose name may have characters that no file should.
    fn path(&self, place: &str) -> PathBuf {
        let mut name = String::new();
        for byte in place.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => name.push(char::from(byte)),
                // Writing to a String does not fail.
                other => drop(write!(name, "%{other:02X}")),
            }
        }
        self.folder.join(format!("{name}.json"))
    }
}

/// Writes a file that only its owner can read, beside its place first.
pub fn write_private(path: &Path, text: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let mut file =
        fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    file.write_all(text).and_then(|()| file.sync_all())?;
    fs::rename(&beside, path)
}
