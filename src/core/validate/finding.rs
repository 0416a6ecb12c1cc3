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
    /// What to do about it, where that is known.
    pub help: Option<String>,
    /// Another place to look at: what is asked for there is missing here.
    pub also: Option<Elsewhere>,
}

/// A place in the manifest, or in a stored template that it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The object; `None`: the manifest itself.
    pub stored: Option<StoredTemplate>,
    /// JSON pointer into the object.
    pub path: String,
    /// What stands there, e.g. `asked for here`.
    pub words: &'static str,
}

/// The name of a stored template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoredTemplate {
    /// A ClusterWorkflowTemplate rather than a WorkflowTemplate.
    pub cluster: bool,
    /// Its name.
    pub name: String,
}

/// So many findings of an object are given help; looking for the names that were meant takes time with each.
pub const MOST_ADVISED: usize = 200;

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
        self.add_with(code, path, message, || (None, None));
    }

    /// As [`Report::add`], with help and another place; these are made up only for what is new.
    pub(super) fn add_with(
        &mut self,
        code: &'static str,
        path: impl Into<String>,
        message: impl Into<String>,
        more: impl FnOnce() -> (Option<String>, Option<Elsewhere>),
    ) {
        let (path, detail) = (path.into(), message.into());
        if self.seen.insert((path.clone(), detail.clone())) {
            let message = format!("{}{detail}", self.prefix);
            let (help, also) = if self.findings.len() < MOST_ADVISED { more() } else { (None, None) };
            self.findings.push(Finding { code, message, detail, path, help, also });
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
