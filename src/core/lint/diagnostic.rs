//! What is wrong, where it stands, and what to do.

use std::ops::Range;

use super::fix::Fix;
use crate::core::text::pointer::unescaped;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Probably a mistake.
    Warning,
    /// The object cannot be used.
    Error,
}

impl Level {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Another place that belongs to a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Index of the file.
    pub file: usize,
    /// Bytes of the file.
    pub span: Range<usize>,
    /// What stands there.
    pub words: String,
}

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule it breaks, e.g. `unknown-field`.
    pub code: &'static str,
    /// How bad it is.
    pub level: Level,
    /// The object, as Argo names it: `"hello-" (Workflow)`; empty where a file has none.
    pub object: String,
    /// What is wrong, in Argo's words where it has some.
    pub message: String,
    /// What Argo's own linter would print for it; `None` where an earlier line says it already.
    pub line: Option<String>,
    /// JSON pointer into the object.
    pub path: String,
    /// Bytes of the file, where one place is.
    pub span: Option<Range<usize>>,
    /// What to do.
    pub help: Option<String>,
    /// Another place that belongs to it.
    pub related: Option<Related>,
    /// What mends it without a change of meaning.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// An error of a file rather than of an object.
    pub(super) fn of_file(code: &'static str, message: String, span: Option<Range<usize>>) -> Self {
        Self {
            code,
            level: Level::Error,
            object: String::new(),
            line: Some(message.clone()),
            message,
            path: String::new(),
            span,
            help: None,
            related: None,
            fix: None,
        }
    }

    /// The path as YAML authors write it: `spec.templates[0].name`.
    pub fn yaml_path(&self) -> String {
        let mut text = String::new();
        for step in self.path.split('/').skip(1) {
            if !step.is_empty() && step.bytes().all(|b| b.is_ascii_digit()) {
                text.push('[');
                text.push_str(step);
                text.push(']');
                continue;
            }
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(&unescaped(step));
        }
        text
    }
}
