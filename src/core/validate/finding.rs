//! What is wrong, and where.

use std::collections::HashSet;

/// One thing that is wrong with a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule it breaks, e.g. `unknown-template`.
    pub code: &'static str,
    /// The controller's exact words.
    pub message: String,
    /// The same without the steps and tasks that led there.
    pub detail: String,
    /// JSON pointer into the manifest: the value, or the place where a value is missing.
    pub path: String,
}

/// Findings in the order in which the reference would meet them.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// What stands before every message: the way from the workflow to the template being checked.
    prefix: String,
    findings: Vec<Finding>,
    /// Templates are visited more than once; what is wrong is said once.
    seen: HashSet<(String, String)>,
}

impl Report {
    pub(super) fn add(&mut self, code: &'static str, path: impl Into<String>, message: impl Into<String>) {
        let (path, detail) = (path.into(), message.into());
        if self.seen.insert((path.clone(), detail.clone())) {
            let message = format!("{}{detail}", self.prefix);
            self.findings.push(Finding { code, message, detail, path });
        }
    }

    /// Puts words before the messages to come; returns what [`Report::leave`] needs.
    pub(super) fn enter(&mut self, prefix: &str) -> usize {
        let before = self.prefix.len();
        self.prefix.push_str(prefix);
        before
    }

    pub(super) fn leave(&mut self, before: usize) {
        self.prefix.truncate(before);
    }

    pub(super) fn finish(self) -> Vec<Finding> {
        self.findings
    }
}
