//! DAG templates.

use std::cell::RefCell;

use super::holder::{Checker, Given, Outcome, Place, Reference};
use super::names::{self, Names};
use super::order::Graph;
use super::steps::{Loop, found, inline_inputs};
use super::template::Body;
use crate::core::api::{Arguments, DagTask, DagTemplate};
use crate::core::graph::check_results;

fn loop_of(task: &DagTask) -> Loop<'_> {
    Loop { items: &task.with_items, param: &task.with_param, sequence: task.with_sequence.as_ref() }
}

impl<'a> Checker<'a> {
    pub(super) fn check_dag(&mut self, body: &mut Body<'_, 'a>) {
        self.check_not_leaf(body);
        let Some(dag) = &body.template.dag else { return };
        let name = body.template.name.as_str();
        if dag.tasks.is_empty() {
            let words = format!("templates.{name} must have at least one task");
            self.report.add("no-tasks", body.place.at("/dag"), words);
            return;
        }
        let mut graph = Graph::new(dag);
        let (order, disorder) = graph.order();
        for one in &disorder {
            let words = format!("templates.{name} sorting failed: {}", one.words);
            let at =
                body.place.at(&format!("/dag/tasks/{}{}", one.task, field_of(&graph, one.task, one.code)));
            self.report.add_with(one.code, at, words, || (graph.advice(one), None));
        }
        if disorder.is_empty() {
            let sorted = order.iter().filter_map(|at| dag.tasks.get(*at));
            for bad in names::check(Names::Fields, sorted.map(|task| task.name.as_str())) {
                let task = order.get(bad.index).copied().unwrap_or_default();
                let at = body.place.at(&format!("/dag/tasks/{task}/name"));
                self.report.add("invalid-name", at, format!("templates.{name}.tasks{}", bad.words));
            }
        }
        let mut outcomes: Vec<Option<Outcome<'a>>> = dag.tasks.iter().map(|_| None).collect();
        for at in &order {
            let outcome = self.check_task_reference(body, dag, &graph, *at);
            if let Some(slot) = outcomes.get_mut(*at) {
                *slot = outcome;
            }
        }
        self.check_targets(body, dag, &graph);
        for at in order {
            let Some(outcome) = outcomes.get(at).and_then(Option::as_ref) else { continue };
            self.check_task(body, dag, &mut graph, at, outcome);
        }
    }

    /// The first look at a task: how it depends on others, and its template.
    fn check_task_reference(
        &mut self,
        body: &mut Body<'_, 'a>,
        dag: &DagTemplate,
        graph: &Graph<'_>,
        at: usize,
    ) -> Option<Outcome<'a>> {
        let task = dag.tasks.get(at)?;
        let template = body.template.name.as_str();
        let place = body.place.below(&format!("/dag/tasks/{at}"));
        let prefix = format!("templates.{template}.tasks.{}", task.name);
        let using_depends = graph.uses_depends;
        let digit = task.name.starts_with(|c: char| c.is_ascii_digit());
        if (using_depends || !task.dependencies.is_empty()) && digit {
            let words = format!(
                "{prefix} name cannot begin with a digit when using either 'depends' or 'dependencies'"
            );
            self.report.add("invalid-name", place.at("/name"), words);
        }
        if using_depends && !task.dependencies.is_empty() {
            let words = format!(
                "templates.{template} cannot use both 'depends' and 'dependencies' in the same DAG template"
            );
            self.report.add("two-dependencies", place.at("/dependencies"), words);
        }
        if using_depends && task.continue_on.is_some() {
            let words = format!(
                "templates.{template} cannot use 'continueOn' when using 'depends'. Instead use \
                 'dep-task.Failed'/'dep-task.Errored'"
            );
            self.report.add("unsupported-field", place.at("/continueOn"), words);
        }
        let before = self.report.enter(&format!("{prefix} "));
        let outcome = self.follow(&body.found.base, &reference(task, &place), Given::Anything);
        self.report.leave(before);
        let own = format!("tasks.{}", task.name);
        self.add_outputs(&outcome, &own, &mut body.scope, loop_of(task).aggregates());
        if let Err(words) = check_results(task) {
            self.report.add("unknown-result", place.at("/depends"), format!("{prefix} {words}"));
        }
        for (dependency, items) in graph.named.get(at).into_iter().flatten() {
            let Some(other) = graph.find(dependency).and_then(|other| dag.tasks.get(other)) else { continue };
            let over = loop_of(other);
            if *items && !over.aggregates() && over.sequence.is_none() {
                let words = format!(
                    "templates.{template}.tasks.{dependency} dependency '{dependency}' uses an items-based condition \
                     such as .AnySucceeded or .AllFailed but does not contain any items"
                );
                self.report.add("not-a-loop", place.at("/depends"), words);
            }
        }
        Some(outcome)
    }

    fn check_targets(&mut self, body: &Body<'_, 'a>, dag: &DagTemplate, graph: &Graph<'_>) {
        if dag.target.is_empty() {
            return;
        }
        let name = body.template.name.as_str();
        let place = body.place.below("/dag/target");
        self.check_tags(body, &dag.target, &place, &format!("templates.{name}.targets "), &|_| false);
        for target in dag.target.split(' ') {
            if !names::holds_tag(target) && graph.find(target).is_none() {
                let words = format!("templates.{name}.targets: target '{target}' is not defined");
                self.report.add("unknown-target", place.at(""), words);
            }
        }
    }

    /// The second look at a task: its tags and arguments, and its template with them.
    fn check_task(
        &mut self,
        body: &mut Body<'_, 'a>,
        dag: &DagTemplate,
        graph: &mut Graph<'_>,
        at: usize,
        outcome: &Outcome<'a>,
    ) {
        let Some(task) = dag.tasks.get(at) else { return };
        let place = body.place.below(&format!("/dag/tasks/{at}"));
        let prefix = format!("templates.{}.tasks.{}", body.template.name, task.name);
        if !task.hooks.is_empty() {
            body.scope.add(format!("tasks.{}.status", task.name));
        }
        let mut items = super::scope::Scope::default();
        if let Err(words) = loop_of(task).add_to(&mut items) {
            self.report.add("two-loops", place.at(""), format!("{prefix} {words}"));
        }
        let inline = inline_inputs(task.inline.as_deref());
        let shared = RefCell::new(&mut *graph);
        let also = |name: &str| {
            let other = name.strip_prefix("tasks.").and_then(|rest| rest.strip_suffix(".status"));
            let mut graph = shared.borrow_mut();
            let ancestor =
                other.and_then(|other| graph.find(other)).is_some_and(|o| graph.comes_after(at, o));
            ancestor || inline(name) || items.holds(name)
        };
        self.check_tags(body, task, &place, &format!("{prefix} "), &also);
        let arguments = place.below("/arguments");
        self.check_arguments(&task.arguments, &format!("{prefix}.arguments."), &arguments, false);
        self.check_origins(&task.arguments, &arguments, &prefix, graph, at);
        if let Some(found) = found(outcome) {
            let before = self.report.enter(&format!("{prefix} "));
            self.look_into(found, Given::These(&task.arguments, &arguments.pointer));
            self.report.leave(before);
        }
    }

    /// Arguments that are another task's output need that task to come before.
    fn check_origins(
        &mut self,
        arguments: &Arguments,
        place: &Place,
        prefix: &str,
        graph: &mut Graph<'_>,
        at: usize,
    ) {
        let parameters = arguments.parameters.iter().enumerate().map(|(index, parameter)| {
            let value = parameter.value.as_ref().map_or("", |value| value.0.as_str());
            ("parameter", format!("/parameters/{index}/value"), parameter.name.as_str(), value)
        });
        let artifacts = arguments.artifacts.iter().enumerate().map(|(index, artifact)| {
            let from = artifact.from.as_str();
            ("artifact", format!("/artifacts/{index}/from"), artifact.name.as_str(), from)
        });
        for (what, below, name, text) in parameters.chain(artifacts) {
            if !text.starts_with("{{tasks.") {
                continue;
            }
            let other = text.split('.').nth(1).unwrap_or_default();
            if !graph.find(other).is_some_and(|other| graph.comes_after(at, other)) {
                let words = format!("{prefix} missing dependency '{other}' for {what} '{name}'");
                self.report.add("missing-dependency", place.at(&below), words);
            }
        }
    }
}

fn reference<'r>(task: &'r DagTask, place: &Place) -> Reference<'r> {
    Reference {
        template: &task.template,
        template_ref: task.template_ref.as_ref(),
        inline: task.inline.as_deref(),
        place: place.clone(),
        field: "/template",
    }
}

/// The field of a task that a disorder shows at.
fn field_of(graph: &Graph<'_>, task: usize, code: &str) -> &'static str {
    let depends = graph.tasks.get(task).is_some_and(|task| !task.depends.is_empty());
    match (code, depends) {
        ("name-not-unique", _) => "/name",
        (_, true) => "/depends",
        (_, false) => "/dependencies",
    }
}
