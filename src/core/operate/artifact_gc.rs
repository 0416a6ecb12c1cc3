//! Holding a workflow that is deleted until its artifacts are (engine.md §4.15).

use super::state::State;
use crate::core::api::{ArtGcStatus, FINALIZER_ARTIFACT_GC};

impl State {
    /// Adds the finalizer where artifacts are deleted by the engine, and notes where none are.
    pub(super) fn hold_for_artifacts(&mut self) {
        if !self.collects_artifacts() {
            let none = ArtGcStatus { not_specified: true, ..ArtGcStatus::default() };
            self.wf.status.artifact_gc_status.get_or_insert(none);
            return;
        }
        let finalizers = &mut self.wf.metadata.finalizers;
        if !finalizers.iter().any(|finalizer| finalizer == FINALIZER_ARTIFACT_GC) {
            finalizers.push(FINALIZER_ARTIFACT_GC.to_owned());
        }
    }

    /// Whether artifacts are deleted, now or later: by the workflow's strategy or one of an output's own.
    fn collects_artifacts(&self) -> bool {
        let is_strategy = |strategy: &str| !matches!(strategy, "" | "Never");
        let templates = self.spec.templates.iter().chain(self.wf.status.stored_templates.values());
        let mut own = templates.flat_map(|template| &template.outputs.artifacts);
        self.spec.artifact_gc.as_ref().is_some_and(|gc| is_strategy(&gc.strategy))
            || own.any(|artifact| is_strategy(self.spec.artifact_gc_strategy(artifact)))
    }
}
