//! What watchers are told.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use super::Key;

/// What happened to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It came into being.
    Added,
    /// It changed.
    Modified,
    /// It is gone.
    Deleted,
}

impl ChangeKind {
    /// The word used in the change log.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Added => "A",
            Self::Modified => "M",
            Self::Deleted => "D",
        }
    }

    pub(super) fn of_word(word: &str) -> Self {
        match word {
            "A" => Self::Added,
            "D" => Self::Deleted,
            _ => Self::Modified,
        }
    }
}

/// What selectors look at: labels, and the fields kept in the summary (e.g. a pod's phase).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// The labels.
    pub labels: BTreeMap<String, String>,
    /// Selectable fields by path, e.g. `status.phase`.
    pub fields: BTreeMap<String, String>,
}

/// One change. The object itself is read when somebody is told of it, so that a watcher that is slow, or not
/// interested, costs nothing; a deletion carries the last state.
#[derive(Debug, Clone)]
pub struct Change {
    /// The change's number, the object's resourceVersion.
    pub rv: i64,
    /// What happened.
    pub kind: ChangeKind,
    /// To which object.
    pub key: Key,
    /// What selectors see now.
    pub now: Facets,
    /// What selectors saw before; `None` for a new object.
    pub before: Option<Facets>,
    /// The object as JSON: a small one, or the last state of a deleted one.
    pub body: Option<Arc<Body>>,
}

/// An object as JSON.
#[derive(Debug)]
pub struct Body {
    /// The object.
    pub text: String,
    /// The change as watchers are told of it, made by the first of them for all.
    pub told: OnceLock<Bytes>,
}

impl Body {
    pub(super) fn new(text: String) -> Arc<Self> {
        Arc::new(Self { text, told: OnceLock::new() })
    }
}
