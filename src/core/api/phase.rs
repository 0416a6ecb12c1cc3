//! Phases and types of workflows and nodes, and what follows from them (engine.md §2.1).

use super::macros::words;

words! {
    /// How far a node got.
    pub enum NodePhase("v1alpha1.NodePhase") {
        Pending = "Pending",
        Running = "Running",
        Succeeded = "Succeeded",
        Skipped = "Skipped",
        Failed = "Failed",
        Error = "Error",
        Omitted = "Omitted",
    }

    /// How far a workflow got.
    pub enum WorkflowPhase("v1alpha1.WorkflowPhase") {
        Pending = "Pending",
        Running = "Running",
        Succeeded = "Succeeded",
        Failed = "Failed",
        Error = "Error",
    }

    /// What a node stands for.
    pub enum NodeType("v1alpha1.NodeType") {
        Pod = "Pod",
        Container = "Container",
        Steps = "Steps",
        StepGroup = "StepGroup",
        Dag = "DAG",
        TaskGroup = "TaskGroup",
        Retry = "Retry",
        Skipped = "Skipped",
        Suspend = "Suspend",
        Http = "HTTP",
        Plugin = "Plugin",
    }

    /// The body of a template.
    pub enum TemplateType("v1alpha1.TemplateType") {
        Container = "Container",
        ContainerSet = "ContainerSet",
        Steps = "Steps",
        Dag = "DAG",
        Script = "Script",
        Resource = "Resource",
        Data = "Data",
        Suspend = "Suspend",
        Http = "HTTP",
        Plugin = "Plugin",
    }
}

impl NodePhase {
    /// Returns whether the node ran and ended: Succeeded, Failed or Error.
    pub fn is_completed(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Error)
    }

    /// Returns whether nothing more happens to the node, whatever its results: completed, Skipped or Omitted.
    pub fn is_fulfilled(&self) -> bool {
        self.is_completed() || matches!(self, Self::Skipped | Self::Omitted)
    }

    /// Returns whether the node ended badly: Failed or Error.
    pub fn is_failed_or_error(&self) -> bool {
        matches!(self, Self::Failed | Self::Error)
    }
}

impl WorkflowPhase {
    /// Returns whether the workflow ended: Succeeded, Failed or Error.
    pub fn is_completed(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Error)
    }
}

impl NodeType {
    /// Returns whether nodes of this type count for the progress of a workflow (engine.md §2.8).
    pub fn is_executable(&self) -> bool {
        matches!(self, Self::Pod | Self::Http | Self::Plugin | Self::Container | Self::Suspend)
    }
}

impl TemplateType {
    /// Returns whether a node of this template has a pod of its own.
    pub fn is_pod(&self) -> bool {
        matches!(self, Self::Container | Self::ContainerSet | Self::Script | Self::Resource | Self::Data)
    }

    /// Returns whether the template runs something itself: pods, HTTP requests and plugins, but not suspend.
    pub fn is_leaf(&self) -> bool {
        self.is_pod() || matches!(self, Self::Http | Self::Plugin)
    }
}
