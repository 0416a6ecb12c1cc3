//! The places that a user has given names to: Argo Servers, kept in a file of ours, beside the contexts of the
//! kubeconfig and this machine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::{CliError, CliResult};
use crate::client::tokens::write_private;

/// The name of this machine.
pub(crate) const LOCAL: &str = "local";

/// What the file has.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Contexts {
    /// The context that counts where no flag names a place; empty: the usual rules.
    pub(crate) current: String,
    /// Argo Servers, by name.
    pub(crate) servers: BTreeMap<String, ServerContext>,
}

/// An Argo Server with a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ServerContext {
    /// `host:port`, or a URL.
    pub(crate) server: String,
    /// Whether it speaks TLS.
    pub(crate) secure: bool,
    /// A path before all others.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) base_href: String,
    /// The namespace to work in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) namespace: String,
    /// Whether its certificate is not checked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) insecure_skip_verify: bool,
    /// File with the authority of its certificate.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) certificate_authority: String,
}

impl Contexts {
    /// Reads the file; one that is not there has nothing.
    pub(crate) fn read(folder: &Path) -> CliResult<Self> {
        let path = file(folder);
        match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(CliError::new(format!("read {}: {error}", path.display()))),
            Ok(text) => serde_json::from_slice(&text)
                .map_err(|error| CliError::new(format!("{} is damaged: {error}", path.display()))),
        }
    }

    /// Writes the file.
    pub(crate) fn write(&self, folder: &Path) -> CliResult<()> {
        let path = file(folder);
        let text = serde_json::to_vec_pretty(self).map_err(std::io::Error::from);
        let written = text.and_then(|text| write_private(&path, &text));
        written.map_err(|error| CliError::new(format!("write {}: {error}", path.display())))
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("contexts.json")
}

/// Refuses names that would be confused with others, or with flags.
pub(crate) fn check_name(name: &str) -> CliResult<()> {
    let fine = |c: char| c.is_ascii_alphanumeric() || "-_.@:/".contains(c);
    if name == LOCAL {
        return Err(CliError::usage("the name \"local\" is taken: it is this machine"));
    }
    if name.is_empty() || name.starts_with('-') || !name.chars().all(fine) {
        return Err(CliError::usage(format!("{name:?} is no name for a context"))
            .hint("letters, digits, and - _ . @ : / are allowed"));
    }
    Ok(())
}
