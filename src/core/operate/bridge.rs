//! Loops, `depends` and what a retry decision is made of.

use jiff::Timestamp;
use serde_json::Value;

use crate::core::api::{DagTask, IntOrString, Item, NodePhase, RetryStrategy, Sequence};

/// What a step or task runs over.
pub(super) enum Loop {
    Once,
    Items(Vec<Value>),
}

pub(super) fn loop_items(items: &[Item], param: &str, sequence: Option<&Sequence>) -> Result<Loop, String> {
    if !items.is_empty() {
        return Ok(Loop::Items(items.iter().map(|item| item.0.clone()).collect()));
    }
    if !param.is_empty() {
        let list: Result<Option<Vec<Value>>, _> = serde_json::from_str(param);
        return list
            .map(|list| Loop::Items(list.unwrap_or_default()))
            .map_err(|e| format!("withParam value could not be parsed as a JSON list: {param}: {e}"));
    }
    let Some(sequence) = sequence else { return Ok(Loop::Once) };
    let number = |value: &Option<IntOrString>| -> Result<Option<i64>, String> {
        let Some(value) = value else { return Ok(None) };
        value
            .to_string()
            .parse()
            .map(Some)
            .map_err(|_| format!("strconv.ParseInt: parsing \"{value}\": invalid syntax"))
    };
    let start = number(&sequence.start)?.unwrap_or_default();
    let numbers: Vec<i64> = match (number(&sequence.count)?, number(&sequence.end)?) {
        (Some(count), _) => (0..count).map(|at| start + at).collect(),
        (None, Some(end)) if start <= end => (start..=end).collect(),
        (None, Some(end)) => (end..=start).rev().collect(),
        (None, None) => return Err("must have either count or end in withSequence".to_owned()),
    };
    Ok(Loop::Items(numbers.into_iter().map(|n| formatted(&sequence.format, n).into()).collect()))
}

/// Go's `%d`, `%x` and `%o` with width and zeros.
fn formatted(format: &str, number: i64) -> String {
    let Some((before, rest)) = format.split_once('%') else {
        return if format.is_empty() { number.to_string() } else { format.to_owned() };
    };
    let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic()) else { return format.to_owned() };
    let (spec, after) = (&rest[..at], &rest[at + 1..]);
    let digits = match &rest[at..=at] {
        "x" => format!("{number:x}"),
        "X" => format!("{number:X}"),
        "o" => format!("{number:o}"),
        _ => number.to_string(),
    };
    let width = spec.trim_start_matches('0').parse().unwrap_or(0);
    if spec.starts_with('0') {
        format!("{before}{digits:0>width$}{after}")
    } else {
        format!("{before}{digits:>width$}{after}")
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => sorted(other).to_string(),
    }
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let ordered: std::collections::BTreeMap<_, _> =
                map.iter().map(|(k, v)| (k.clone(), sorted(v))).collect();
            Value::Object(ordered.into_iter().collect())
        }
        Value::Array(list) => list.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

pub(super) fn item_names(item: &Value) -> Vec<(String, String)> {
    let mut names = vec![("item".to_owned(), plain(item))];
    if let Value::Object(map) = item {
        names.extend(map.iter().map(|(key, value)| (format!("item.{key}"), plain(value))));
    }
    names
}

pub(super) fn loop_name(name: &str, index: usize, item: &Value) -> String {
    let words = match item {
        Value::Object(map) => {
            let mut words: Vec<String> = map.iter().map(|(k, v)| format!("{k}:{}", plain(v))).collect();
            words.sort();
            words.join(",")
        }
        Value::Array(list) => format!("[{}]", list.iter().map(plain).collect::<Vec<_>>().join(" ")),
        other => plain(other),
    };
    format!("{name}({index}:{})", words.replace(['(', ')'], ""))
}

/// What a task depends on.
pub(super) struct Depends {
    pub(super) names: Vec<String>,
    pub(super) logic: String,
}

/// `all` finds a task by its name.
pub(super) fn depends_of<'a>(
    task: &DagTask,
    all: impl Fn(&str) -> Option<&'a DagTask>,
) -> Result<Depends, String> {
    let text = if task.depends.is_empty() { task.dependencies.join(" && ") } else { task.depends.clone() };
    let mut names: Vec<String> = Vec::new();
    let mut logic = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        logic.push_str(&rest[..at]);
        let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        let end = rest[at..].find(|c| !word(c)).map_or(rest.len(), |end| at + end);
        let token = &rest[at..end];
        let (name, result) = token.split_once('.').unwrap_or((token, ""));
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        if result.is_empty() {
            let more = all(name).and_then(|t| t.continue_on.as_ref());
            let mut words = format!("('{name}.Succeeded' || '{name}.Skipped' || '{name}.Daemoned'");
            if more.is_some_and(|c| c.error) {
                words.extend([" || '", name, ".Errored'"]);
            }
            if more.is_some_and(|c| c.failed) {
                words.extend([" || '", name, ".Failed'"]);
            }
            logic.push_str(&words);
            logic.push(')');
        } else {
            logic.extend(["'", token, "'"]);
        }
        rest = &rest[end..];
    }
    logic.push_str(rest);
    Ok(Depends { names, logic })
}

/// How a dependency ended.
pub(super) struct TaskOutcome {
    pub(super) phase: NodePhase,
    pub(super) daemoned: bool,
    /// The phases of its children, for a loop.
    pub(super) group: Option<Vec<NodePhase>>,
}

pub(super) fn evaluate_depends(
    logic: &str,
    look: impl Fn(&str) -> Option<TaskOutcome>,
) -> Result<bool, String> {
    let truth = super::mini::evaluate(logic, &|word| {
        let (name, result) = word.split_once('.')?;
        let outcome = look(name)?;
        let any = |phase: NodePhase| outcome.group.as_ref().is_some_and(|g| g.contains(&phase));
        let all = |phase: NodePhase| {
            outcome.group.as_ref().is_some_and(|g| !g.is_empty() && g.iter().all(|p| *p == phase))
        };
        let on = match result {
            "Succeeded" => outcome.phase == NodePhase::Succeeded,
            "Failed" => outcome.phase == NodePhase::Failed,
            "Errored" => outcome.phase == NodePhase::Error,
            "Skipped" => outcome.phase == NodePhase::Skipped,
            "Omitted" => outcome.phase == NodePhase::Omitted,
            "Daemoned" => outcome.daemoned && outcome.phase != NodePhase::Pending,
            "AnySucceeded" => any(NodePhase::Succeeded),
            "AllFailed" => all(NodePhase::Failed),
            _ => return None,
        };
        Some(Value::from(on))
    })?;
    truth.as_bool().ok_or_else(|| format!("'{logic}' is not a condition"))
}

/// One attempt of a retried node.
pub(super) struct Attempt {
    pub(super) phase: NodePhase,
    pub(super) started_at: Option<Timestamp>,
    pub(super) finished_at: Option<Timestamp>,
    pub(super) message: String,
    pub(super) exit_code: Option<String>,
}

/// What a retry decision depends on.
pub(super) struct RetrySituation<'a> {
    pub(super) strategy: &'a RetryStrategy,
    pub(super) attempts: &'a [Attempt],
    pub(super) now: Timestamp,
    pub(super) shutdown: &'a str,
    pub(super) deadline: Option<Timestamp>,
}

/// What happens after an attempt ended.
pub(super) enum RetryDecision {
    Retry { deadline: Option<Timestamp> },
    Wait { until: Timestamp, message: String },
    Stop { phase: NodePhase, message: String },
}
