//! Choosing workflows: label selectors out of flags, names, ages (cli.md §1.12, §2.2).

use jiff::Timestamp;

use super::error::{CliError, CliResult};
use crate::core::api::{Workflow, label};
use crate::core::render::list::Place;
use crate::core::text::duration::parse_since;

/// Which workflows of a namespace are meant.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    /// Label selector.
    pub(crate) labels: String,
    /// Phases.
    pub(crate) phases: Vec<String>,
    /// Only ended ones (true) or only others (false).
    pub(crate) completed: Option<bool>,
    /// Only those that were made by resubmitting.
    pub(crate) resubmitted: bool,
    /// Names begin so.
    pub(crate) prefix: String,
    /// Created after that.
    pub(crate) created_after: Option<Timestamp>,
    /// Finished before that.
    pub(crate) finished_before: Option<Timestamp>,
}

impl Filter {
    /// The label selector for the API server; its terms are in the order that Argo's command sends them.
    pub(crate) fn selector(&self) -> String {
        let mut terms: Vec<String> = Vec::new();
        if !self.labels.is_empty() {
            terms.push(self.labels.clone());
        }
        match self.completed {
            Some(true) => terms.push(format!("{}=true", label::COMPLETED)),
            Some(false) => terms.push(format!("{}!=true", label::COMPLETED)),
            None => {}
        }
        if !self.phases.is_empty() {
            let mut phases = self.phases.clone();
            phases.sort();
            terms.push(format!("{} in ({})", label::PHASE, phases.join(",")));
        }
        if self.resubmitted {
            terms.push(label::RESUBMITTED_FROM_WORKFLOW.to_owned());
        }
        terms.join(",")
    }

    /// Whether a workflow passes what the API server cannot check.
    pub(crate) fn admits(&self, workflow: &Workflow) -> bool {
        let created = workflow.metadata.creation_timestamp;
        let finished = workflow.status.finished_at;
        // Nearly always there is none, and lists are long.
        (self.prefix.is_empty() || workflow.name().starts_with(&self.prefix))
            && self.created_after.is_none_or(|limit| created.is_some_and(|created| created > limit))
            && self.finished_before.is_none_or(|limit| finished.is_some_and(|finished| finished < limit))
    }
}

/// The time so long ago.
pub(crate) fn ago(now: Timestamp, text: &str) -> CliResult<Timestamp> {
    let duration = parse_since(text).map_err(|error| CliError::usage(error.to_string()))?;
    now.checked_sub(duration).map_err(|_| CliError::usage(format!("{text:?} is too long ago")))
}

/// Puts workflows into the order of lists.
pub(crate) fn sort(workflows: &mut [Workflow]) {
    workflows.sort_by_key(Place::of);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_become_terms() {
        let filter = Filter {
            labels: "team=blue".to_owned(),
            phases: vec!["Succeeded".to_owned(), "Failed".to_owned()],
            completed: Some(false),
            resubmitted: true,
            ..Filter::default()
        };
        assert_eq!(
            filter.selector(),
            "team=blue,workflows.argoproj.io/completed!=true,workflows.argoproj.io/phase in (Failed,Succeeded),\
             workflows.argoproj.io/resubmitted-from-workflow"
        );
    }
}
