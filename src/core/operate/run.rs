//! Starting a template as a node: the order of engine.md §4.0.

use std::sync::Arc;

use super::nodes::{NewNode, Nx};
use super::scope::Names;
use super::state::State;
use super::work::{Call, Halt, RetryWork, Source, Work};
use crate::core::api::{NodeFlag, NodePhase, NodeType, RetryStrategy, Template, TemplateType, annotation};
use crate::core::graph;

const TOO_DEEP: &str = "Maximum recursion depth exceeded. See https://argo-workflows.readthedocs.io/en/latest/environment-variables/#controller";

impl State {
    /// Runs a call as a node. The node that comes back may be fulfilled already.
    /// After `Halt::Fatal` the node exists and is in Error.
    pub(super) fn run(&mut self, call: Call) -> Result<Nx, Halt> {
        let existing = self.node_named(&call.name);
        if let Some(nx) = existing {
            self.attach(nx, &call);
            let entry = self.nodes.get(nx);
            if entry.status.is_fulfilled() || !matches!(entry.work, Work::None) {
                return Ok(nx);
            }
        }
        match self.start(&call, existing) {
            Err(Halt::Fatal(message)) => {
                let nx = self.node_named(&call.name).unwrap_or_else(|| self.create_error(&call, &message));
                self.set_phase(nx, NodePhase::Error, &message);
                Err(Halt::Fatal(message))
            }
            other => other,
        }
    }

    /// Takes up a node of a stored status where an earlier engine left it.
    pub(super) fn attach(&mut self, nx: Nx, call: &Call) {
        let entry = self.nodes.get_mut(nx);
        entry.owner = call.owner;
        entry.depth = call.depth;
        entry.on_exit = call.on_exit;
    }

    /// The node of an error that came before the real node.
    pub(super) fn create_error(&mut self, call: &Call, message: &str) -> Nx {
        let mut new = NewNode::new(&call.name, NodeType::Skipped, NodePhase::Error);
        message.clone_into(&mut new.message);
        new.flag.clone_from(&call.flag);
        self.create(new, call)
    }

    fn start(&mut self, call: &Call, existing: Option<Nx>) -> Result<Nx, Halt> {
        let (nx, shown) = self.start_hidden(call, existing)?;
        if let Some(shown) = shown.filter(|_| !self.nodes.status(nx).is_fulfilled()) {
            if !graph::is_display_name(&shown) {
                return Err(Halt::Fatal(format!("displayName must match the regex {DISPLAY_NAME}")));
            }
            self.update(nx, |node| node.display_name = shown);
        }
        Ok(nx)
    }

    /// The node of a call, and the name its template wants it to show.
    fn start_hidden(&mut self, call: &Call, existing: Option<Nx>) -> Result<(Nx, Option<String>), Halt> {
        if call.depth >= self.settings.max_depth {
            return Err(Halt::fatal(TOO_DEEP));
        }
        let source = self.resolve(&call.reference, &call.context)?;
        let retry = self.retry_strategy(&source.template);
        let locals = self.locals(call, &source, retry.is_none());
        let template = self.process(&source, &call.arguments, &locals)?;
        let shown = template.annotations.get(annotation::DISPLAY_NAME).cloned();
        let metered = template.metrics.is_some().then(|| Arc::clone(&template));
        let nx = self.start_template(call, existing, template, source)?;
        if let Some(template) = metered {
            self.meter(nx, &template);
            // A node that ended at once is looked at by nobody any more.
            if self.nodes.status(nx).phase.is_fulfilled() {
                self.emit_metrics(nx);
            }
        }
        Ok((nx, shown))
    }

    /// The node of a template: it waits for a limit, a lock or a cache first.
    fn start_template(
        &mut self,
        call: &Call,
        existing: Option<Nx>,
        template: Arc<Template>,
        source: Arc<Source>,
    ) -> Result<Nx, Halt> {
        if existing.is_none() {
            self.check_limits(call)?;
        }
        if let Some(waiting) = self.lock_template(call, existing, &template)? {
            return Ok(waiting);
        }
        if let Some(hit) = self.memoized(call, existing, &template)? {
            return Ok(hit);
        }
        let existing = existing.or_else(|| self.node_named(&call.name));
        if self.retry_strategy(&template).is_some() {
            return Ok(self.start_retry(call, existing, template, source));
        }
        self.start_body(call, existing, template, source)
    }

    /// The strategy of a template, or else the workflow's.
    pub(super) fn retry_strategy(&self, template: &Template) -> Option<RetryStrategy> {
        template.retry_strategy.clone().or_else(|| self.spec.retry_strategy.clone())
    }

    fn locals(&self, call: &Call, source: &Source, with_pod: bool) -> Names {
        let mut names = Names::default();
        if with_pod && source.template.kind().is_pod() {
            names.text("pod.name", self.pod_name(call, &call.name));
        }
        names.text("node.name", call.name.clone());
        if let Some((key, value)) = &call.local {
            names.text(*key, value.clone());
        }
        names
    }

    /// The name of the pod of a node.
    pub(super) fn pod_name(&self, call: &Call, node_name: &str) -> String {
        let template = match &call.reference.template_ref {
            Some(reference) => reference.template.as_str(),
            None => call.reference.template.as_str(),
        };
        graph::pod_name(self.name(), node_name, template, self.pod_names)
    }

    /// Holds back new nodes while as many run as may (engine.md §4.10).
    pub(super) fn check_limits(&mut self, call: &Call) -> Result<(), Halt> {
        if self.slice_is_full() {
            return Err(Halt::Parallelism(None));
        }
        if self.spec.parallelism.is_some_and(|limit| self.nodes.active_pods >= limit) {
            return Err(Halt::Parallelism(None));
        }
        let Some(boundary) = call.boundary else { return Ok(()) };
        let entry = self.nodes.get(boundary);
        let limits = self.limits.get(&boundary);
        if limits.and_then(|l| l.parallelism).is_some_and(|limit| entry.active_children >= limit) {
            return Err(Halt::Parallelism(Some(boundary)));
        }
        if limits.is_some_and(|l| l.fail_fast) && entry.failed_children > 0 {
            return Err(Halt::Parallelism(Some(boundary)));
        }
        Ok(())
    }

    fn start_retry(
        &mut self,
        call: &Call,
        existing: Option<Nx>,
        template: Arc<Template>,
        source: Arc<Source>,
    ) -> Nx {
        let nx = existing.unwrap_or_else(|| {
            let mut new = NewNode::new(&call.name, NodeType::Retry, NodePhase::Running);
            new.inputs = Some(template.inputs.clone());
            new.flag = call.flag.clone().map(|flag| NodeFlag { retried: true, ..flag });
            self.create(new, call)
        });
        self.become_running(nx);
        let attempts = self.attempts_of(nx);
        let work = RetryWork { call: call.clone(), template, source, attempts };
        self.nodes.get_mut(nx).work = Work::Retry(Box::new(work));
        self.nodes.queue(nx);
        nx
    }

    /// A node that waited for locks or a cache goes on.
    pub(super) fn become_running(&mut self, nx: Nx) {
        if self.nodes.status(nx).phase == NodePhase::Pending {
            self.set_phase(nx, NodePhase::Running, "");
        }
    }

    /// Runs the body of a template, the limits and wrappers being dealt with.
    pub(super) fn start_body(
        &mut self,
        call: &Call,
        existing: Option<Nx>,
        template: Arc<Template>,
        source: Arc<Source>,
    ) -> Result<Nx, Halt> {
        match template.kind() {
            TemplateType::Steps => Ok(self.start_steps(call, existing, template, source)),
            TemplateType::Dag => self.start_dag(call, existing, template, source),
            TemplateType::Suspend => self.start_suspend(call, existing, &template),
            TemplateType::Http => Ok(self.start_http(call, existing, &template)),
            TemplateType::Container
            | TemplateType::Script
            | TemplateType::Resource
            | TemplateType::Data
            | TemplateType::ContainerSet => self.start_pod(call, existing, template),
            other => Err(Halt::Fatal(format!(
                "template '{}': {} is not supported by the local engine",
                template.name,
                other.as_str().to_lowercase()
            ))),
        }
    }

    /// The node of a body that runs other templates.
    pub(super) fn boundary_node(
        &mut self,
        call: &Call,
        existing: Option<Nx>,
        kind: NodeType,
        template: &Template,
        source: &Arc<Source>,
    ) -> Nx {
        let nx = existing.unwrap_or_else(|| {
            let mut new = NewNode::new(&call.name, kind, NodePhase::Running);
            new.inputs = Some(template.inputs.clone());
            new.flag.clone_from(&call.flag);
            self.create(new, call)
        });
        self.become_running(nx);
        self.limits.insert(
            nx,
            Limits {
                parallelism: template.parallelism,
                fail_fast: template.fail_fast.unwrap_or(false),
                source: (!source.inline).then(|| Arc::clone(source)),
            },
        );
        nx
    }
}

const DISPLAY_NAME: &str = "^[a-zA-Z0-9][a-zA-Z0-9-.]{0,61}[a-zA-Z0-9]$";

/// What a steps or dag template says about its children.
#[derive(Debug, Default)]
pub(super) struct Limits {
    pub(super) parallelism: Option<i64>,
    pub(super) fail_fast: bool,
    /// The template, to see whose result is asked for; none for inline templates.
    pub(super) source: Option<Arc<Source>>,
}
