//! What a task of a dag depends on (engine.md §3.10).

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::core::api::{DagTask, NodePhase};
use crate::core::expr::{self, Environment, Functions, Value, plain};

/// The results a task can be asked for.
const RESULTS: &[&str] =
    &["Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed"];

/// What a task depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Depends {
    /// The tasks, in the order in which they are named; true for those that must have a loop.
    pub names: Vec<(String, bool)>,
    /// The condition with every bare name written out: `(A.Succeeded || A.Skipped || A.Daemoned)`.
    pub logic: String,
}

impl Depends {
    fn note(&mut self, name: &str, kind: Mention) {
        let known = self.names.iter_mut().find(|(known, _)| known == name);
        match (known, kind) {
            (Some((_, items)), Mention::Items) => *items = true,
            // A bare name takes the place of what was said before, as in the reference.
            (Some((_, items)), Mention::Bare) => *items = false,
            (Some(_), Mention::Result) => {}
            (None, kind) => self.names.push((name.to_owned(), kind == Mention::Items)),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Mention {
    Bare,
    Result,
    Items,
}

/// Reads `depends`, or `dependencies`, of a task. `find` looks a task up by its name.
///
/// # Errors
/// When a task that is named without a result does not exist.
pub fn depends_of<'a>(task: &DagTask, find: impl Fn(&str) -> Option<&'a DagTask>) -> Result<Depends, String> {
    let expand = |name: &str| {
        let other = find(name).ok_or_else(|| format!("target {name} does not exist"))?;
        Ok::<_, String>(expansion(name, other))
    };
    let text = if task.depends.is_empty() {
        let expanded: Vec<String> = task.dependencies.iter().map(|n| expand(n)).collect::<Result<_, _>>()?;
        expanded.join(" && ")
    } else {
        task.depends.clone()
    };
    let mut depends = Depends::default();
    for part in parts(&text) {
        match part {
            Part::Other(text) => depends.logic.push_str(text),
            Part::Name(name) => {
                depends.note(name, Mention::Bare);
                depends.logic.push_str(&expand(name)?);
            }
            Part::Result(name, result) => {
                let items = matches!(result, "AnySucceeded" | "AllFailed");
                depends.note(name, if items { Mention::Items } else { Mention::Result });
                depends.logic.extend([name, ".", result]);
            }
        }
    }
    Ok(depends)
}

/// Checks that a task asks for results that there are.
///
/// # Errors
/// The linter's message for the first other one.
pub fn check_results(task: &DagTask) -> Result<(), String> {
    for part in parts(&task.depends) {
        if let Part::Result(name, result) = part
            && !RESULTS.contains(&result)
        {
            return Err(format!("task result '{result}' for task '{name}' is invalid"));
        }
    }
    Ok(())
}

/// A bare name, written out.
fn expansion(name: &str, task: &DagTask) -> String {
    let mut results = vec!["Succeeded", "Skipped", "Daemoned"];
    if let Some(tolerated) = &task.continue_on {
        results.extend(tolerated.error.then_some("Errored"));
        results.extend(tolerated.failed.then_some("Failed"));
    }
    let results: Vec<String> = results.iter().map(|result| format!("{name}.{result}")).collect();
    format!("({})", results.join(" || "))
}

enum Part<'a> {
    Other(&'a str),
    Name(&'a str),
    Result(&'a str, &'a str),
}

/// Takes a condition apart: names of tasks, with or without a result, and what is between them.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        let (before, word) = rest.split_at(at);
        parts.push(Part::Other(before));
        let end = word.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(word.len());
        let (name, after) = word.split_at(end);
        match result_of(after) {
            Some(result) => {
                parts.push(Part::Result(name, result));
                rest = after.get(1 + result.len()..).unwrap_or_default();
            }
            None => {
                parts.push(Part::Name(name));
                rest = after;
            }
        }
    }
    parts.push(Part::Other(rest));
    parts
}

/// `.Word` after a name: a capital letter and at least one more.
fn result_of(after: &str) -> Option<&str> {
    let word = after.strip_prefix('.')?;
    let end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
    word.get(..end).filter(|word| word.len() > 1 && word.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// How a dependency ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskOutcome {
    /// The phase of its node.
    pub phase: NodePhase,
    /// Whether it is a daemon that is ready.
    pub daemoned: bool,
    /// The phases of the nodes of its loop; nothing for a task without loop, and for a node that is not there.
    pub group: Option<Vec<Option<NodePhase>>>,
}

impl TaskOutcome {
    fn results(&self) -> Value {
        let group = self.group.as_deref().unwrap_or_default();
        let is = |wanted: NodePhase| self.phase == wanted;
        let in_group = |wanted: &NodePhase, phase: &Option<NodePhase>| phase.as_ref() == Some(wanted);
        let results = [
            ("Succeeded", is(NodePhase::Succeeded)),
            ("Failed", is(NodePhase::Failed)),
            ("Errored", is(NodePhase::Error)),
            ("Skipped", is(NodePhase::Skipped)),
            ("Omitted", is(NodePhase::Omitted)),
            ("Daemoned", self.daemoned && !is(NodePhase::Pending)),
            ("AnySucceeded", group.iter().any(|phase| in_group(&NodePhase::Succeeded, phase))),
            ("AllFailed", !group.is_empty() && group.iter().all(|phase| in_group(&NodePhase::Failed, phase))),
        ];
        Value::map(results.into_iter().map(|(name, on)| (name.to_owned(), Value::Bool(on))).collect())
    }
}

/// Decides whether a task runs, given how all it depends on ended.
///
/// # Errors
/// The reference's message when the condition is none.
pub fn evaluate_depends(
    depends: &Depends,
    look: impl Fn(&str) -> Option<TaskOutcome>,
) -> Result<bool, String> {
    let mut tasks = BTreeMap::new();
    for (name, _) in &depends.names {
        if let Some(outcome) = look(name) {
            tasks.entry(name.replace('-', "_")).or_insert_with(|| outcome.results());
        }
    }
    let logic = depends.logic.replace('-', "_");
    let failed = |why: String| format!("unable to evaluate expression '{logic}': {why}");
    if let Some(fault) = unknown_result(&logic) {
        return Err(failed(fault));
    }
    match expr::evaluate(&logic, &Results(tasks)) {
        Ok(Value::Bool(on)) => Ok(on),
        Ok(other) => Err(failed(format!("unable to cast expression result '{}' to bool", plain(&other)))),
        Err(error) => Err(failed(error.to_string())),
    }
}

/// The checker's complaint about a result that there is not.
fn unknown_result(logic: &str) -> Option<String> {
    let mut column = 0;
    for part in parts(logic) {
        column += match part {
            Part::Other(text) | Part::Name(text) => text.chars().count(),
            Part::Result(name, result) => {
                if !RESULTS.contains(&result) {
                    let before = column + name.len();
                    let (place, dots) = (before + 2, ".".repeat(before + 1));
                    return Some(format!(
                        "type controller.TaskResults has no field {result} (1:{place})\n | {logic}\n | {dots}^"
                    ));
                }
                name.len() + 1 + result.len()
            }
        };
    }
    None
}

/// The results of tasks as an expression sees them.
struct Results(BTreeMap<String, Value>);

impl Environment for Results {
    fn get(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }

    fn all(&self) -> BTreeMap<String, Value> {
        self.0.clone()
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn functions(&self) -> Functions {
        Functions::Plain
    }

    fn unknown_is_nil(&self) -> bool {
        false
    }
}
