//! Steps templates.

use std::collections::{BTreeMap, HashSet};

use super::arguments;
use super::holder::{Checker, Found, Given, Outcome, Place, Reference};
use super::kinds;
use super::names;
use super::scope::Scope;
use super::template::Body;
use crate::core::api::{LifecycleHook, Sequence, Template, TemplateType, WorkflowStep};
use crate::core::graph::{ItemKind, LoopItem};
use crate::core::text::pointer::escaped;

/// What a step or task loops over.
pub(super) struct Loop<'l> {
    pub(super) items: &'l [crate::core::api::Item],
    pub(super) param: &'l str,
    pub(super) sequence: Option<&'l Sequence>,
}

impl Loop<'_> {
    /// Whether outputs are lists: loops over items, not over numbers.
    pub(super) fn aggregates(&self) -> bool {
        !self.items.is_empty() || !self.param.is_empty()
    }

    /// Adds the names of its items.
    ///
    /// # Errors
    /// In the words of the reference, when there are several loops at once.
    pub(super) fn add_to(&self, scope: &mut Scope) -> Result<(), &'static str> {
        let kinds =
            [!self.items.is_empty(), !self.param.is_empty(), self.sequence.is_some()].map(usize::from);
        if kinds.iter().sum::<usize>() > 1 {
            return Err("only one of withItems, withParam, withSequence can be specified");
        }
        if !self.items.is_empty() {
            for item in self.items {
                let text = item.0.to_string();
                match LoopItem::parse(&text).map(|item| item.kind()) {
                    Ok(ItemKind::List) | Err(_) => {
                        let count = item.0.as_array().map_or(0, Vec::len);
                        (0..count).for_each(|index| scope.add(format!("item.[{index}]")));
                    }
                    Ok(ItemKind::Map) => {
                        let keys = item.0.as_object().into_iter().flat_map(|map| map.keys());
                        keys.for_each(|key| scope.add(format!("item.{key}")));
                    }
                    Ok(_) => scope.add("item"),
                }
            }
        } else if !self.param.is_empty() {
            scope.add("item");
            scope.any_item = true;
        } else if let Some(sequence) = self.sequence {
            if sequence.count.is_some() && sequence.end.is_some() {
                return Err("only one of count or end can be defined in withSequence");
            }
            scope.add("item");
        }
        Ok(())
    }
}

impl<'a> Checker<'a> {
    pub(super) fn check_steps(&mut self, body: &mut Body<'_, 'a>) {
        self.check_not_leaf(body);
        let template = body.template;
        let mut names: HashSet<&str> = HashSet::new();
        for (group, steps) in template.steps.iter().enumerate() {
            for (index, step) in steps.iter().enumerate() {
                let place = body.place.below(&format!("/steps/{group}/{index}"));
                let prefix = format!("templates.{}.steps[{group}]", template.name);
                let name = step.name.as_str();
                if name.is_empty() {
                    self.report.add("missing-name", place.at(""), format!("{prefix}.name is required"));
                    continue;
                }
                if !names.insert(name) {
                    let words = format!("{prefix}.name '{name}' is not unique");
                    self.report.add("name-not-unique", place.at("/name"), words);
                } else if let Some(reason) = names::step_name(name) {
                    let words = format!("{prefix}.name '{name}' is invalid: {reason}");
                    self.report.add("invalid-name", place.at("/name"), words);
                }
                self.check_step(body, step, &place, &format!("{prefix}.{name}"));
            }
        }
    }

    fn check_step(&mut self, body: &mut Body<'_, 'a>, step: &WorkflowStep, place: &Place, prefix: &str) {
        let name = step.name.as_str();
        body.scope.add(format!("steps.{name}.status"));
        let over =
            Loop { items: &step.with_items, param: &step.with_param, sequence: step.with_sequence.as_ref() };
        if let Err(words) = over.add_to(&mut body.scope) {
            self.report.add("two-loops", place.at(""), format!("{prefix} {words}"));
        }
        self.check_arguments(
            &step.arguments,
            &format!("{prefix}.arguments."),
            &place.below("/arguments"),
            false,
        );
        let reference = Reference {
            template: &step.template,
            template_ref: step.template_ref.as_ref(),
            inline: step.inline.as_deref(),
            place: place.clone(),
            field: "/template",
        };
        let before = self.report.enter(&format!("{prefix} "));
        let outcome = self.follow(&body.found.base, &reference, Given::Anything);
        self.report.leave(before);
        let own = format!("steps.{name}");
        if step.hooks.contains_key("exit") {
            self.add_outputs(&outcome, &own, &mut body.scope, false);
        }
        self.check_hooks(&step.hooks, prefix, place);
        let also = inline_inputs(step.inline.as_deref());
        let words = format!("templates.{}.steps ", body.template.name);
        self.check_tags(body, step, place, &words, &also);
        self.add_outputs(&outcome, &own, &mut body.scope, over.aggregates());
        if let Outcome::Found(found) = &outcome {
            let before = self.report.enter(&format!("{prefix} "));
            self.look_into(found, Given::These(&step.arguments, &place.at("/arguments")));
            self.report.leave(before);
        }
    }

    /// Checks what only templates with a body of their own may have.
    pub(super) fn check_not_leaf(&mut self, body: &Body<'_, 'a>) {
        if body.template.active_deadline_seconds.is_some() {
            let words = format!(
                "templates.{}.activeDeadlineSeconds is only valid for leaf templates",
                body.template.name
            );
            self.report.add("unsupported-field", body.place.at("/activeDeadlineSeconds"), words);
        }
    }

    /// Checks arguments. Whether an `enum` is empty only the manifest as written tells; inside of templates the
    /// reference has lost that when it looks.
    pub(super) fn check_arguments(
        &mut self,
        arguments: &crate::core::api::Arguments,
        words: &str,
        place: &Place,
        may_lack_values: bool,
    ) {
        let whole = words.starts_with("spec.");
        let written =
            self.written(place, "/parameters").filter(|_| whole).and_then(serde_json::Value::as_array);
        let empty_enum = |index: usize| {
            let list = written.and_then(|all| all.get(index)).and_then(|parameter| parameter.get("enum"));
            list.and_then(serde_json::Value::as_array).is_some_and(Vec::is_empty)
        };
        let given = arguments::Given { words, place, may_lack_values, empty_enum: &empty_enum };
        arguments::check(&mut self.report, arguments, &given);
    }

    /// Hooks other than the exit hook need an expression.
    pub(super) fn check_hooks(
        &mut self,
        hooks: &BTreeMap<String, LifecycleHook>,
        prefix: &str,
        place: &Place,
    ) {
        for (name, hook) in hooks {
            if name != "exit" && hook.expression.is_empty() {
                let at = place.at(&format!("/hooks/{}", escaped(name)));
                self.report.add("missing-expression", at, format!("{prefix}.{name} Expression required"));
            }
        }
    }

    /// Adds what a step or task gives, by its reference `steps.NAME` or `tasks.NAME`.
    pub(super) fn add_outputs(
        &mut self,
        outcome: &Outcome<'a>,
        reference: &str,
        scope: &mut Scope,
        aggregate: bool,
    ) {
        for field in ["id", "startedAt", "finishedAt", "hostNodeName"] {
            scope.add(format!("{reference}.{field}"));
        }
        let template = match outcome {
            Outcome::Found(found) => found.template(),
            Outcome::Later => None,
            Outcome::Broken => {
                scope.give_up_on(reference.to_owned());
                None
            }
        };
        let Some(template) = template else { return };
        let kind = template.kind();
        if template.daemon == Some(true) {
            scope.add(format!("{reference}.ip"));
        }
        let counted = matches!(kind, TemplateType::Script | TemplateType::ContainerSet);
        if kinds::has_output(template) || aggregate && counted {
            scope.add(format!("{reference}.outputs.result"));
            scope.add(format!("{reference}.exitCode"));
        }
        if aggregate {
            scope.add(format!("{reference}.outputs.parameters"));
        }
        for parameter in &template.outputs.parameters {
            scope.add(format!("{reference}.outputs.parameters.{}", parameter.name));
            let global = parameter.global_name.as_str();
            if names::holds_tag(global) {
                scope.any_output_parameter = true;
            } else if !global.is_empty() {
                self.globals.set_unknown(format!("workflow.outputs.parameters.{global}"));
            }
        }
        for artifact in &template.outputs.artifacts {
            scope.add(format!("{reference}.outputs.artifacts.{}", artifact.name));
            let global = artifact.global_name.as_str();
            if names::holds_tag(global) {
                scope.any_output_artifact = true;
            } else if !global.is_empty() {
                self.globals.set_unknown(format!("workflow.outputs.artifacts.{global}"));
            }
        }
    }
}

/// The inputs of an inline template are known in the step or task around it.
pub(super) fn inline_inputs(inline: Option<&Template>) -> impl Fn(&str) -> bool {
    move |name: &str| {
        let input = name.strip_prefix("inputs.parameters.");
        input.is_some_and(|input| inline.is_some_and(|template| template.inputs.parameter(input).is_some()))
    }
}

/// What was found, for later looks.
pub(super) fn found<'o, 'a>(outcome: &'o Outcome<'a>) -> Option<&'o Found<'a>> {
    match outcome {
        Outcome::Found(found) => Some(found),
        Outcome::Later | Outcome::Broken => None,
    }
}
