//! Questions one often asks an object.

use super::*;

impl Workflow {
    /// Returns the name; empty before the API server made one of `generateName`.
    pub fn name(&self) -> &str {
        &self.metadata.name
    }

    /// Returns the namespace; empty when none is set.
    pub fn namespace(&self) -> &str {
        &self.metadata.namespace
    }

    /// Returns the nodes by id.
    pub fn nodes(&self) -> &std::collections::BTreeMap<String, NodeStatus> {
        &self.status.nodes
    }

    /// Returns whether the workflow ended.
    pub fn is_completed(&self) -> bool {
        self.status.phase.is_completed()
    }

    /// Returns whether nothing more happens to the workflow: it ended, or its label says so.
    pub fn is_fulfilled(&self) -> bool {
        self.is_completed() || self.metadata.labels.get(label::COMPLETED).is_some_and(|v| v == "true")
    }

    /// Returns the specification that runs: the stored one where the workflow refers to a template.
    pub fn exec_spec(&self) -> &WorkflowSpec {
        self.status.stored_workflow_template_spec.as_deref().unwrap_or(&self.spec)
    }

    /// Returns the template of that name in the specification that runs.
    pub fn template(&self, name: &str) -> Option<&Template> {
        self.exec_spec().template(name)
    }
}

impl WorkflowSpec {
    /// When an output artifact of a workflow is deleted; empty: never.
    pub fn artifact_gc_strategy<'a>(&'a self, artifact: &'a Artifact) -> &'a str {
        let own = artifact.artifact_gc.as_ref().map_or("", |gc| gc.strategy.as_str());
        let general = self.artifact_gc.as_ref().map_or("", |gc| gc.strategy.as_str());
        if own.is_empty() { general } else { own }
    }

    /// Returns the template of that name.
    pub fn template(&self, name: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.name == name)
    }
}

impl Arguments {
    /// Returns the parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Returns the artifact of that name.
    pub fn artifact(&self, name: &str) -> Option<&Artifact> {
        self.artifacts.iter().find(|artifact| artifact.name == name)
    }

    /// Returns whether there are neither parameters nor artifacts.
    pub fn is_empty(&self) -> bool {
        self.parameters.is_empty() && self.artifacts.is_empty()
    }
}

impl Inputs {
    /// Returns the parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Returns the artifact of that name.
    pub fn artifact(&self, name: &str) -> Option<&Artifact> {
        self.artifacts.iter().find(|artifact| artifact.name == name)
    }

    /// Returns whether there are neither parameters nor artifacts.
    pub fn is_empty(&self) -> bool {
        self.parameters.is_empty() && self.artifacts.is_empty()
    }
}

impl Outputs {
    /// Returns the parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Returns the artifact of that name.
    pub fn artifact(&self, name: &str) -> Option<&Artifact> {
        self.artifacts.iter().find(|artifact| artifact.name == name)
    }

    /// Returns whether there is any output at all (an empty result counts as none).
    pub fn has_outputs(&self) -> bool {
        self.result.is_some()
            || self.exit_code.is_some()
            || !self.parameters.is_empty()
            || !self.artifacts.is_empty()
    }
}

impl Template {
    /// Returns which body the template has; the first in Argo's order when there are several (engine.md §1.2).
    pub fn kind(&self) -> TemplateType {
        if self.container.is_some() {
            TemplateType::Container
        } else if self.container_set.is_some() {
            TemplateType::ContainerSet
        } else if !self.steps.is_empty() {
            TemplateType::Steps
        } else if self.dag.is_some() {
            TemplateType::Dag
        } else if self.script.is_some() {
            TemplateType::Script
        } else if self.resource.is_some() {
            TemplateType::Resource
        } else if self.data.is_some() {
            TemplateType::Data
        } else if self.suspend.is_some() {
            TemplateType::Suspend
        } else if self.http.is_some() {
            TemplateType::Http
        } else if self.plugin.is_some() {
            TemplateType::Plugin
        } else {
            TemplateType::Unset
        }
    }
}

impl NodeStatus {
    /// Returns whether nothing more happens to the node: it ended and its results are in, it never runs,
    /// or it is a daemon that is ready (engine.md §2.1).
    pub fn is_fulfilled(&self) -> bool {
        (self.phase.is_fulfilled() && !self.lacks_results())
            || (self.is_daemoned() && self.phase != NodePhase::Pending)
    }

    /// Returns whether its pod has ended, and what it was to report has not come.
    pub fn lacks_results(&self) -> bool {
        self.phase.is_fulfilled() && self.task_result_synced == Some(false)
    }

    /// Returns whether the node is a daemon that is ready.
    pub fn is_daemoned(&self) -> bool {
        self.daemoned == Some(true)
    }

    /// Returns whether the node succeeded.
    pub fn succeeded(&self) -> bool {
        self.phase == NodePhase::Succeeded
    }

    /// Returns whether the node is a suspend node that waits for somebody or for time.
    pub fn is_active_suspend(&self) -> bool {
        self.type_ == NodeType::Suspend && self.phase == NodePhase::Running
    }

    /// Returns the time the node ended, or nothing while it runs.
    pub fn ended(&self) -> Option<jiff::Timestamp> {
        self.finished_at
    }
}
