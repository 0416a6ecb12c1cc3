//! What a node is busy with, and how one template asks for another.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;

use super::nodes::Nx;
use super::observe::ObjectKey;
use super::scope::Names;
use crate::core::api::{Arguments, DagTask, LifecycleHook, NodeFlag, Template, TemplateRef, WorkflowStep};

/// Where template names of a body are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Context {
    /// The workflow itself.
    Local,
    /// A WorkflowTemplate.
    Namespaced(String),
    /// A ClusterWorkflowTemplate.
    Cluster(String),
}

/// How a step, task, hook or workflow names the template it runs.
#[derive(Debug, Clone, Default)]
pub(super) struct Reference {
    pub(super) template: String,
    pub(super) template_ref: Option<TemplateRef>,
    pub(super) inline: Option<Arc<Template>>,
    /// Name of the step, task or hook without loop and retry suffixes.
    pub(super) label: String,
}

/// One wish to run a template as a node.
#[derive(Debug, Clone)]
pub(super) struct Call {
    /// Full name of the node.
    pub(super) name: String,
    pub(super) reference: Reference,
    pub(super) arguments: Arguments,
    pub(super) context: Context,
    pub(super) boundary: Option<Nx>,
    pub(super) owner: Option<Nx>,
    pub(super) depth: usize,
    pub(super) on_exit: bool,
    pub(super) flag: Option<NodeFlag>,
    /// `steps.name` or `tasks.name` with its value, for the called template.
    pub(super) local: Option<(&'static str, String)>,
}

/// Why a template was not started now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Halt {
    /// As many pods run as may; `Some` names the boundary whose limit it is, `None` is the workflow's.
    Parallelism(Option<Nx>),
    /// A name is not known yet; tried again when something changes.
    Missing(String),
    /// An object has to be read first.
    Read(ObjectKey),
    /// The node ended, and so does its parent.
    Fatal(String),
}

impl Halt {
    pub(super) fn fatal(message: impl Into<String>) -> Self {
        Self::Fatal(message.into())
    }
}

/// What a node that is not fulfilled is busy with.
#[derive(Debug, Default)]
pub(super) enum Work {
    #[default]
    None,
    Steps(Box<StepsWork>),
    Group(Box<GroupWork>),
    Dag(Box<DagWork>),
    Retry(Box<RetryWork>),
    Pod(Box<PodWork>),
    Suspend(SuspendWork),
    /// Waits for the answer of a call.
    Http,
    /// Waits for locks; then the call is taken up again.
    Locked(Box<Call>),
}

/// A template with its text, ready for substitution.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) template: Template,
    /// The template as JSON.
    pub(super) text: String,
    /// Steps and tasks whose `outputs.result` the text mentions.
    pub(super) results: HashSet<String>,
    /// Where names in the body are looked up.
    pub(super) context: Context,
    /// True when the template stands in the step itself and has no name.
    pub(super) inline: bool,
}

/// A steps template at work.
#[derive(Debug)]
pub(super) struct StepsWork {
    pub(super) template: Arc<Template>,
    pub(super) source: Arc<Source>,
    pub(super) next: usize,
    pub(super) group: Option<Nx>,
    pub(super) scope: Names,
    pub(super) on_exit: bool,
    pub(super) depth: usize,
}

/// The children of a step group or task group.
#[derive(Debug, Default)]
pub(super) struct GroupWork {
    pub(super) prefix: &'static str,
    pub(super) items: Vec<Item>,
    /// Items that have no node yet.
    pub(super) waiting: VecDeque<usize>,
    pub(super) by_node: HashMap<Nx, usize>,
    /// Items that are not done with their hooks.
    pub(super) unsettled: usize,
    pub(super) scope: Names,
    pub(super) boundary: Option<Nx>,
    pub(super) context: Option<Context>,
    pub(super) on_exit: bool,
    pub(super) depth: usize,
}

/// One child of a group, with its hooks.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// Full name of the node.
    pub(super) name: String,
    pub(super) step: Option<Arc<StepLike>>,
    pub(super) node: Option<Nx>,
    pub(super) hooks: Vec<(String, Nx)>,
    pub(super) exit: Option<Nx>,
    pub(super) settled: bool,
}

/// What steps and tasks have in common after substitution.
#[derive(Debug, Clone, Default)]
pub(super) struct StepLike {
    pub(super) name: String,
    pub(super) reference: Reference,
    pub(super) arguments: Arguments,
    pub(super) when: String,
    pub(super) continue_on_error: bool,
    pub(super) continue_on_failed: bool,
    pub(super) hooks: Vec<(String, LifecycleHook)>,
}

impl StepLike {
    pub(super) fn of_step(step: &WorkflowStep, label: &str) -> Self {
        Self {
            name: step.name.clone(),
            reference: Reference {
                template: step.template.clone(),
                template_ref: step.template_ref.clone(),
                inline: step.inline.as_ref().map(|t| Arc::new((**t).clone())),
                label: label.to_owned(),
            },
            arguments: step.arguments.clone(),
            when: step.when.clone(),
            continue_on_error: step.continue_on.as_ref().is_some_and(|c| c.error),
            continue_on_failed: step.continue_on.as_ref().is_some_and(|c| c.failed),
            hooks: hooks_of(&step.hooks, &step.on_exit),
        }
    }

    pub(super) fn of_task(task: &DagTask, label: &str) -> Self {
        Self {
            name: task.name.clone(),
            reference: Reference {
                template: task.template.clone(),
                template_ref: task.template_ref.clone(),
                inline: task.inline.as_ref().map(|t| Arc::new((**t).clone())),
                label: label.to_owned(),
            },
            arguments: task.arguments.clone(),
            when: task.when.clone(),
            continue_on_error: task.continue_on.as_ref().is_some_and(|c| c.error),
            continue_on_failed: task.continue_on.as_ref().is_some_and(|c| c.failed),
            hooks: hooks_of(&task.hooks, &task.on_exit),
        }
    }

    /// True when a child that ended so does not spoil its group.
    pub(super) fn tolerates(&self, phase: &crate::core::api::NodePhase) -> bool {
        use crate::core::api::NodePhase;
        match phase {
            NodePhase::Error => self.continue_on_error,
            NodePhase::Failed => self.continue_on_failed,
            _ => false,
        }
    }
}

/// The hooks of a step or task; the older `onExit` stands in for a missing `exit` and gets the workflow's arguments.
fn hooks_of(
    hooks: &std::collections::BTreeMap<String, LifecycleHook>,
    on_exit: &str,
) -> Vec<(String, LifecycleHook)> {
    let mut all: Vec<_> = hooks.iter().map(|(name, hook)| (name.clone(), hook.clone())).collect();
    if !on_exit.is_empty() {
        all.retain(|(name, _)| name != "exit");
        all.push((
            "exit".to_owned(),
            LifecycleHook { template: on_exit.to_owned(), ..LifecycleHook::default() },
        ));
    }
    all
}

/// A dag template at work.
#[derive(Debug)]
pub(super) struct DagWork {
    pub(super) template: Arc<Template>,
    pub(super) source: Arc<Source>,
    pub(super) tasks: Vec<TaskWork>,
    pub(super) index: HashMap<String, usize>,
    pub(super) targets: Vec<usize>,
    /// Tasks whose dependencies are done and that have no node yet.
    pub(super) ready: VecDeque<usize>,
    pub(super) by_node: HashMap<Nx, usize>,
    /// Tasks with a node that are not done with their hooks.
    pub(super) unsettled: usize,
    pub(super) on_exit: bool,
    pub(super) depth: usize,
}

/// One task of a dag.
#[derive(Debug)]
pub(super) struct TaskWork {
    pub(super) task: Arc<DagTask>,
    pub(super) depends: crate::core::graph::Depends,
    pub(super) dependencies: Vec<usize>,
    pub(super) dependents: Vec<usize>,
    /// Dependencies that are not settled.
    pub(super) blocked: usize,
    /// True when a target leads to it.
    pub(super) wanted: bool,
    pub(super) item: Item,
}

/// A wrapper of attempts at work.
#[derive(Debug)]
pub(super) struct RetryWork {
    pub(super) call: Call,
    pub(super) template: Arc<Template>,
    pub(super) source: Arc<Source>,
    pub(super) attempts: Vec<Nx>,
}

/// A pod at work.
#[derive(Debug)]
pub(super) struct PodWork {
    pub(super) template: Arc<Template>,
    pub(super) pod_name: String,
    /// The pod was created, or found.
    pub(super) created: bool,
    /// What was last seen of it, once it ended.
    pub(super) ended: bool,
    /// All outputs arrived.
    pub(super) results_in: bool,
    /// Outputs are expected.
    pub(super) wants_results: bool,
    /// A reason was given to end the pod, which becomes the message of the node.
    pub(super) killed: Option<String>,
}

/// A suspend node at work.
#[derive(Debug)]
pub(super) struct SuspendWork {
    pub(super) until: Option<Timestamp>,
}
