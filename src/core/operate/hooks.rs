//! Lifecycle hooks and exit handlers of steps and tasks (engine.md §4.8).

use super::group::Frame;
use super::inputs::{json, parse};
use super::nodes::Nx;
use super::scope::Names;
use super::state::State;
use super::subst::{Mode, expr_bool, replace};
use super::work::{Call, Halt, Item, Reference};
use crate::core::api::{Arguments, LifecycleHook, NodeFlag, NodeType};

impl State {
    /// Starts the hooks whose time has come. True when the child and all its hooks are done.
    pub(super) fn follow_hooks(
        &mut self,
        frame: &Frame<'_>,
        item: &mut Item,
        scope: &Names,
    ) -> Result<bool, Halt> {
        let (Some(nx), Some(step)) = (item.node, item.step.clone()) else { return Ok(false) };
        let fulfilled = self.nodes.status(nx).is_fulfilled();
        if step.hooks.is_empty() {
            return Ok(fulfilled);
        }
        let names = self.hook_names(frame.prefix, &step.name, nx, scope);
        for (hook, spec) in step.hooks.iter().filter(|(hook, _)| hook != "exit") {
            let name = format!("{}.hooks.{hook}", item.name);
            let begun = item.hooks.iter().any(|(known, _)| known == hook);
            if begun {
                continue;
            }
            let exists = self.node_named(&name).is_some();
            if (exists || expr_bool(&spec.expression, &[&names, &self.globals], self.now)?)
                && let Some(hx) = self.run_hook(frame, spec, hook, name, nx, &names, false)?
            {
                item.hooks.push((hook.clone(), hx));
            }
        }
        if !item.hooks.iter().all(|(_, hx)| self.nodes.status(*hx).is_fulfilled()) || !fulfilled {
            return Ok(false);
        }
        if !self.nodes.status(nx).phase.is_completed() {
            return Ok(true);
        }
        self.follow_exit(frame, item, &names)
    }

    fn follow_exit(&mut self, frame: &Frame<'_>, item: &mut Item, names: &Names) -> Result<bool, Halt> {
        let (Some(nx), Some(step)) = (item.node, item.step.clone()) else { return Ok(true) };
        let Some((_, spec)) = step.hooks.iter().find(|(hook, _)| hook == "exit") else { return Ok(true) };
        if let Some(ex) = item.exit {
            return Ok(self.nodes.status(ex).is_fulfilled());
        }
        let name = format!("{}.onExit", item.name);
        if self.shutdown_forbids_exit() && self.node_named(&name).is_none() {
            return Ok(true);
        }
        let wanted = self.node_named(&name).is_some()
            || spec.expression.is_empty()
            || expr_bool(&spec.expression, &[names, &self.globals], self.now)?;
        if !wanted {
            return Ok(true);
        }
        let mut spec = spec.clone();
        if spec.arguments.is_empty() {
            spec.arguments = self.spec.arguments.clone();
        }
        item.exit = self.run_hook(frame, &spec, "onExit", name, nx, names, true)?;
        Ok(item.exit.is_some_and(|ex| self.nodes.status(ex).is_fulfilled()))
    }

    /// The names a hook may use: its siblings', and those of the node it belongs to.
    fn hook_names(&self, prefix: &str, step: &str, nx: Nx, scope: &Names) -> Names {
        let mut names = scope.clone();
        let node = self.nodes.status(nx);
        let own = format!("{prefix}.{step}");
        let last = match node.type_ {
            NodeType::Retry => self.attempts_of(nx).last().map(|last| self.nodes.status(*last)),
            _ => None,
        };
        names.add_node(&own, node);
        if let Some(outputs) = last.and_then(|last| last.outputs.as_ref()) {
            names.add_outputs(&own, outputs);
        }
        names.text(format!("{own}.status"), node.phase.as_str());
        names.text(format!("{prefix}.{}.status", node.display_name), node.phase.as_str());
        names
    }

    #[expect(clippy::too_many_arguments, reason = "a hook is said by all of these")]
    fn run_hook(
        &mut self,
        frame: &Frame<'_>,
        spec: &LifecycleHook,
        label: &str,
        name: String,
        parent: Nx,
        names: &Names,
        exit: bool,
    ) -> Result<Option<Nx>, Halt> {
        let arguments = self.hook_arguments(&spec.arguments, names)?;
        let call = Call {
            name,
            reference: Reference {
                template: spec.template.clone(),
                template_ref: spec.template_ref.clone(),
                inline: None,
                label: label.to_owned(),
            },
            arguments,
            context: frame.context.clone(),
            boundary: Some(frame.boundary),
            owner: Some(frame.owner),
            depth: frame.depth + 1,
            on_exit: frame.on_exit || exit,
            flag: Some(NodeFlag { hooked: true, ..NodeFlag::default() }),
            local: None,
        };
        match self.run(call) {
            Ok(hx) => {
                self.add_child(parent, hx);
                Ok(Some(hx))
            }
            Err(Halt::Fatal(message)) => Err(Halt::Fatal(message)),
            Err(halt) => {
                self.hold(frame.owner, halt);
                Ok(None)
            }
        }
    }

    /// The arguments of a hook with the names it may use put in.
    pub(super) fn hook_arguments(&self, arguments: &Arguments, names: &Names) -> Result<Arguments, Halt> {
        let text = json(arguments)?;
        let mut resolved: Arguments = if text.contains("{{") {
            parse(&replace(&text, &[names, &self.globals], &Mode::Lenient, self.now)?)?
        } else {
            arguments.clone()
        };
        resolved.artifacts = self.resolve_artifacts(&arguments.artifacts, names)?;
        Ok(resolved)
    }
}
