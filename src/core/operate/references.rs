//! Steps and tasks with the names they mention put in, and their loops expanded (engine.md §3.2, §3.8, §3.13).

use std::sync::Arc;

use serde_json::Value;

use super::inputs::{json, parse};
use super::scope::{Names, Slot};
use super::state::State;
use super::subst::{Mode, eval_artifact, replace, replace_plain};
use super::work::{Halt, StepLike};
use crate::core::api::{Artifact, DagTask, WorkflowStep};
use crate::core::graph::{LoopItem, loop_items};
use crate::core::when;

/// What a step or task stands for.
#[derive(Debug)]
pub(super) enum Expanded {
    /// Itself, or one for each element of its loop.
    Steps(Vec<StepLike>),
    /// A loop over nothing.
    Empty,
}

const STEPS: &[&str] = &["steps"];
const TASKS: &[&str] = &["tasks"];

impl State {
    pub(super) fn expand_step(&self, step: &WorkflowStep, scope: &Names) -> Result<Expanded, Halt> {
        let mut step = step.clone();
        let hooks = std::mem::take(&mut step.hooks);
        step.when = replace_when(&step.when, &[scope, &self.globals], STEPS, self.now)?;
        let looped =
            !step.with_items.is_empty() || !step.with_param.is_empty() || step.with_sequence.is_some();
        let skipped = skips(&step.when, looped)?;
        if !skipped {
            let artifacts = std::mem::take(&mut step.arguments.artifacts);
            step = self.put_in(&step, scope, STEPS).map_err(unresolved)?;
            step.arguments.artifacts = self.resolve_artifacts(&artifacts, scope).map_err(unresolved)?;
        }
        let items = loop_items(&step.with_items, &step.with_param, step.with_sequence.as_ref(), &step.when)
            .map_err(Halt::Fatal)?;
        step.with_items.clear();
        step.with_param.clear();
        step.with_sequence = None;
        let label = step.name.clone();
        let expanded =
            expand(&step, items, skipped, (&[scope, &self.globals], self.now), |s, name| s.name = name)?;
        step.hooks = hooks;
        Ok(match expanded {
            None => Expanded::Empty,
            Some(list) => Expanded::Steps(
                list.into_iter()
                    .map(|mut one| {
                        one.hooks.clone_from(&step.hooks);
                        one.template.clone_from(&step.template);
                        StepLike::of_step(&one, &label)
                    })
                    .collect(),
            ),
        })
    }

    pub(super) fn expand_task(&self, task: &DagTask, scope: &Names) -> Result<Expanded, Halt> {
        let mut task = task.clone();
        let hooks = std::mem::take(&mut task.hooks);
        task.when = replace_when(&task.when, &[scope, &self.globals], TASKS, self.now)?;
        let looped =
            !task.with_items.is_empty() || !task.with_param.is_empty() || task.with_sequence.is_some();
        let skipped = skips(&task.when, looped)?;
        if !skipped {
            let artifacts = std::mem::take(&mut task.arguments.artifacts);
            task = self.put_in(&task, scope, TASKS)?;
            task.arguments.artifacts = self.resolve_artifacts(&artifacts, scope)?;
        }
        let items = loop_items(&task.with_items, &task.with_param, task.with_sequence.as_ref(), &task.when)
            .map_err(Halt::Fatal)?;
        task.with_items.clear();
        task.with_param.clear();
        task.with_sequence = None;
        let label = task.name.clone();
        let expanded =
            expand(&task, items, skipped, (&[scope, &self.globals], self.now), |t, name| t.name = name)?;
        task.hooks = hooks;
        Ok(match expanded {
            None => Expanded::Empty,
            Some(list) => Expanded::Steps(
                list.into_iter()
                    .map(|mut one| {
                        one.hooks.clone_from(&task.hooks);
                        one.template.clone_from(&task.template);
                        StepLike::of_task(&one, &label)
                    })
                    .collect(),
            ),
        })
    }

    /// A step or task with its tags replaced; arguments that a skipped step would have given are left out.
    fn put_in<T>(&self, step: &T, scope: &Names, prefixes: &'static [&'static str]) -> Result<T, Halt>
    where
        T: serde::Serialize + serde::de::DeserializeOwned + Clone,
    {
        let mut value = serde_json::to_value(step).map_err(|e| Halt::Fatal(e.to_string()))?;
        drop_absent(&mut value, scope);
        let text = json(&value)?;
        if !text.contains("{{") {
            return parse(&text);
        }
        parse(&replace(&text, &[scope, &self.globals], &Mode::Prefixes(prefixes), self.now)?)
    }

    /// Artifacts of an argument list with `from` and `fromExpression` followed.
    pub(super) fn resolve_artifacts(
        &self,
        artifacts: &[Artifact],
        scope: &Names,
    ) -> Result<Vec<Artifact>, Halt> {
        let mut resolved = Vec::new();
        for artifact in artifacts {
            if artifact.from.is_empty() && artifact.from_expression.is_empty() {
                let text = json(artifact)?;
                resolved.push(parse(&replace(&text, &[scope, &self.globals], &Mode::Lenient, self.now)?)?);
                continue;
            }
            match self.artifact_from(artifact, scope) {
                Ok(found) => resolved.push(found),
                Err(_) if artifact.optional => {}
                Err(halt) => return Err(halt),
            }
        }
        Ok(resolved)
    }

    /// The artifact that `from` or `fromExpression` names.
    pub(super) fn artifact_from(&self, artifact: &Artifact, scope: &Names) -> Result<Artifact, Halt> {
        let mut found = if artifact.from_expression.is_empty() {
            let from = replace_plain(&artifact.from, &[&self.globals], &Mode::Lenient, self.now)?;
            let name = from.trim().trim_start_matches("{{").trim_end_matches("}}").trim();
            match scope.get(name).or_else(|| self.globals.get(name)) {
                Some(Slot::Artifact(found)) => (**found).clone(),
                _ => return Err(Halt::Fatal(format!("Unable to resolve: \"{}\"", artifact.from))),
            }
        } else {
            eval_artifact(&artifact.from_expression, scope, self.now)?
        };
        found.name.clone_from(&artifact.name);
        if !artifact.sub_path.is_empty() {
            let sub = replace_plain(&artifact.sub_path, &[scope, &self.globals], &Mode::Lenient, self.now)?;
            append_key(&mut found, &sub);
        }
        found.optional |= artifact.optional;
        Ok(found)
    }
}

/// Goes down into a directory artifact.
fn append_key(artifact: &mut Artifact, sub: &str) {
    let join =
        |key: &mut String| *key = format!("{}/{}", key.trim_end_matches('/'), sub.trim_start_matches('/'));
    if let Some(l) = &mut artifact.s3 {
        join(&mut l.key);
    }
    if let Some(l) = &mut artifact.gcs {
        join(&mut l.key);
    }
    if let Some(l) = &mut artifact.oss {
        join(&mut l.key);
    }
    if let Some(l) = &mut artifact.azure {
        join(&mut l.blob);
    }
    if let Some(l) = &mut artifact.hdfs {
        join(&mut l.path);
    }
}

/// An error in the references of a step, as its group shows it.
fn unresolved(halt: Halt) -> Halt {
    match halt {
        Halt::Fatal(message) => Halt::Fatal(format!("failed to resolve references: {message}")),
        other => other,
    }
}

fn replace_when(
    text: &str,
    names: &[&Names],
    prefixes: &'static [&'static str],
    now: jiff::Timestamp,
) -> Result<String, Halt> {
    if !text.contains("{{") {
        return Ok(text.to_owned());
    }
    let quoted = json(&text)?;
    parse(&replace(&quoted, names, &Mode::Prefixes(prefixes), now)?)
}

/// True when a condition is false before the loop is looked at; one that needs the item is decided later.
fn skips(text: &str, looped: bool) -> Result<bool, Halt> {
    if looped && text.contains("{{") {
        return Ok(false);
    }
    match when::should_execute(text) {
        Ok(run) => Ok(!run),
        // The node of the child says what is wrong with its condition.
        Err(_) => Ok(true),
    }
}

/// Removes arguments that are exactly one tag for an output nobody gave.
fn drop_absent(step: &mut Value, scope: &Names) {
    let parameters = step.pointer_mut("/arguments/parameters").and_then(Value::as_array_mut);
    let Some(parameters) = parameters else { return };
    parameters.retain(|parameter| {
        let tag = parameter.get("value").and_then(Value::as_str).and_then(|text| {
            let name = text.strip_prefix("{{")?.strip_suffix("}}")?;
            Some(name.trim())
        });
        !tag.is_some_and(|name| matches!(scope.get(name), Some(Slot::Absent)))
    });
}

/// One copy for each element of a loop; `None` where the loop is over nothing.
fn expand<T>(
    step: &T,
    items: Option<Vec<LoopItem>>,
    skipped: bool,
    (names, now): (&[&Names], jiff::Timestamp),
    rename: impl Fn(&mut T, String),
) -> Result<Option<Vec<T>>, Halt>
where
    T: serde::Serialize + serde::de::DeserializeOwned + Clone + Named,
{
    let items = match items {
        None => return Ok(Some(vec![step.clone()])),
        Some(items) if items.is_empty() => return Ok(None),
        Some(items) => items,
    };
    let text = json(step)?;
    let mode = if skipped { Mode::Lenient } else { Mode::Strict };
    let mut all = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let mut own = Names::default();
        for (name, value) in item.names() {
            own.text(name, value);
        }
        let layers: Vec<&Names> = std::iter::once(&own).chain(names.iter().copied()).collect();
        let mut one: T =
            if text.contains("{{") { parse(&replace(&text, &layers, &mode, now)?)? } else { step.clone() };
        rename(&mut one, item.node_name(step.own_name(), index).map_err(Halt::Fatal)?);
        all.push(one);
    }
    Ok(Some(all))
}

/// A thing with a name.
trait Named {
    fn own_name(&self) -> &str;
}

impl Named for WorkflowStep {
    fn own_name(&self) -> &str {
        &self.name
    }
}

impl Named for DagTask {
    fn own_name(&self) -> &str {
        &self.name
    }
}

/// Shared steps for a group.
pub(super) fn shared(steps: Vec<StepLike>) -> Vec<Arc<StepLike>> {
    steps.into_iter().map(Arc::new).collect()
}
