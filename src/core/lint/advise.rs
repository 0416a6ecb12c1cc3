//! What to do about a finding of the controller's checks, and which part of a text it is about.

use std::ops::Range;

use serde_json::Value;

use super::file::Object;
use crate::core::text::closest::closest;
use crate::core::validate::Finding;

/// The results that tasks can be asked for.
const RESULTS: &[&str] =
    &["Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed"];
/// Bodies of templates.
const BODIES: &[&str] =
    &["container", "script", "steps", "dag", "suspend", "resource", "http", "data", "plugin", "containerSet"];
const RETRY_POLICIES: &[&str] = &["Always", "OnFailure", "OnError", "OnTransientError"];
const POLICIES: &[&str] = &["Allow", "Forbid", "Replace"];
const STRATEGIES: &[&str] = &["OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess"];
const ACTIONS: &[&str] = &["get", "create", "apply", "delete", "replace", "patch"];
const DESCRIPTORS: &[&str] = &["@yearly", "@monthly", "@weekly", "@daily", "@hourly", "@every 1h30m"];

/// A finding with the object and the place it is about.
pub(super) struct Case<'c> {
    pub(super) finding: &'c Finding,
    pub(super) object: &'c Object,
    /// JSON pointer into the object as it is written.
    pub(super) path: &'c str,
}

impl Case<'_> {
    /// What to do about it, where the checks themselves do not know.
    pub(super) fn help(&self) -> Option<String> {
        let said = self.finding.message.as_str();
        let words = match self.finding.code {
            "unknown-result" => return self.result(),
            "unknown-dependency" => return self.container(),
            "not-a-loop" => "it has no loop: ask for .Succeeded or .Failed, or for nothing",
            "missing-dependency" => return self.dependency(),
            "invalid-schedule" => return Some(self.schedule()),
            "invalid-timezone" => return zone(self.text()),
            "invalid-policy" => return choice(self.text(), POLICIES),
            "invalid-retry-policy" => return choice(self.text(), RETRY_POLICIES),
            "unknown-strategy" => return choice(self.text(), STRATEGIES),
            "invalid-action" => return choice(self.text(), ACTIONS),
            "two-template-types" => return self.bodies(),
            "missing-image" => "add `image:`, or give all templates one with `templateDefaults`",
            "invalid-name" | "name-not-unique" | "missing-name" | "reserved-name" => return self.name(),
            "two-templates" if said.contains("templateRef") => "take either `template` or `templateRef` away",
            "two-templates" => "take either `templates` or `workflowTemplateRef` away",
            "invalid-duration" if said.contains("timeout") => {
                return Some(format!("write `{}s`: a number needs a unit", self.text()));
            }
            "invalid-duration" => "write a number of seconds, or a tag",
            "missing-expression" => {
                "add `expression:`, which says when the hook runs; only `exit` goes without"
            }
            "two-loops" if said.contains("count or end") => "take `count` or `end` away",
            "two-loops" => "keep one of `withItems`, `withParam` and `withSequence`",
            "two-dependencies" => return self.dependencies(),
            "two-sources" => "keep one of them",
            "value-not-in-enum" => return self.allowed(),
            "empty-enum" => "list the values, or take `enum` away",
            "missing-value" => "add `value:`, or `valueFrom:` with a source",
            "missing-location" => {
                "say where it comes from: `from`, `raw`, `http`, `git`, `s3` or another store"
            }
            "missing-path" => "add `path:`, where the artifact is in the container",
            "path-traversal" => "write the path without `..`",
            "missing-help" => "add `help:`, a sentence on what it counts",
            "missing-main" => "call one of the containers `main`",
            "missing-manifest" => "add `manifest:` with the object, or `manifestFrom:`",
            "missing-entrypoint" => "add `entrypoint:`, the template to start with",
            "no-schedule" => "add `schedules: [\"0 3 * * *\"]`: minute, hour, day, month, weekday",
            "no-tasks" => "add `tasks:`",
            "no-containers" => "add `containers:`",
            "unknown-target" => "name a task of this template",
            "unsupported-field" => "take it away here",
            "mounted-twice" => "give one of them another path",
            "unclosed-tag" => "close it with }}",
            "name-too-long" => "shorten it: what runs gets more behind its name",
            "invalid-value-from" if said.contains("only allows") => {
                "an argument has `value`, or `valueFrom` with `configMapKeyRef` or `supplied`"
            }
            _ => return None,
        };
        Some(words.to_owned())
    }

    /// The part of the value that the finding is about; `text` is that of the value as it is written.
    pub(super) fn inside(&self, written: &str) -> Option<Range<usize>> {
        let said = self.finding.message.as_str();
        match self.finding.code {
            "unresolved-tag" => {
                let tag = said.get(said.rfind("{{")?..)?;
                let at = written.find(tag)?;
                Some(at..at + tag.len())
            }
            "unclosed-tag" => {
                let at = unclosed(written)?;
                Some(at..at + written.get(at..)?.lines().next()?.trim_end_matches(['"', '\'']).len())
            }
            "unknown-dependency" => word(written, said.rsplit(' ').next()?),
            "unknown-result" => {
                let (result, task) = (quoted(said, 0)?, quoted(said, 1)?);
                let at = written.find(&format!("{task}.{result}"))? + task.len() + 1;
                Some(at..at + result.len())
            }
            "not-a-loop" => {
                let task = quoted(said, 0)?;
                let at = [".AnySucceeded", ".AllFailed"]
                    .iter()
                    .find_map(|end| written.find(&format!("{task}{end}")))?;
                let rest = written.get(at..)?;
                let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '_'));
                Some(at..at + end.unwrap_or(rest.len()))
            }
            "missing-dependency" => {
                let at = written.find("{{tasks.")?;
                let end = written.get(at..)?.find("}}").map_or(written.len(), |end| at + end + 2);
                Some(at..end)
            }
            _ => None,
        }
    }

    fn value(&self) -> Option<&Value> {
        self.object.value.pointer(self.path)
    }

    fn text(&self) -> &str {
        self.value().and_then(Value::as_str).unwrap_or_default()
    }

    /// The task that the finding is in, and all tasks beside it.
    fn tasks(&self) -> Option<(&Value, &[Value])> {
        let (before, after) = self.path.split_once("/dag/tasks/")?;
        let tasks = self.object.value.pointer(&format!("{before}/dag/tasks"))?.as_array()?;
        let index: usize = after.split('/').next()?.parse().ok()?;
        Some((tasks.get(index)?, tasks))
    }

    /// A word between tasks that is no task.
    pub(super) fn operator(&self) -> Option<String> {
        if self.finding.code != "unknown-dependency" {
            return None;
        }
        let sign = match self.finding.message.rsplit(' ').next()? {
            "and" | "AND" => "&&",
            "or" | "OR" => "||",
            "not" | "NOT" => "!",
            _ => return None,
        };
        Some(format!("write `{sign}`: what `depends` names are tasks"))
    }

    fn result(&self) -> Option<String> {
        let (result, task) = (quoted(&self.finding.message, 0)?, quoted(&self.finding.message, 1)?);
        Some(match closest(result, RESULTS.iter().copied()) {
            Some(near) => format!("did you mean `{task}.{near}`?"),
            None => format!("there are: {}", RESULTS.join(", ")),
        })
    }

    /// The container of a set that may have been meant.
    fn container(&self) -> Option<String> {
        let list = self.path.split_once("/dependencies/")?.0.rsplit_once('/')?.0;
        let containers = self.object.value.pointer(list)?.as_array()?;
        let names = containers.iter().filter_map(|one| one.get("name").and_then(Value::as_str));
        choice(self.text(), &names.collect::<Vec<_>>())
    }

    fn dependency(&self) -> Option<String> {
        let other = quoted(&self.finding.message, 0)?;
        let (task, tasks) = self.tasks()?;
        let names = || tasks.iter().filter_map(|task| task.get("name").and_then(Value::as_str));
        if !names().any(|name| name == other) {
            let near = closest(other, names());
            return Some(near.map_or_else(
                || {
                    format!(
                        "there is no task `{other}`: tasks here are {}",
                        names().collect::<Vec<_>>().join(", ")
                    )
                },
                |near| format!("did you mean the task `{near}`?"),
            ));
        }
        let own = task.get("name").and_then(Value::as_str).unwrap_or_default();
        if own == other {
            return Some("a task cannot wait for itself".to_owned());
        }
        let depends = task.get("depends").and_then(Value::as_str).filter(|depends| !depends.is_empty());
        Some(match depends {
            Some(depends) => format!("write `depends: {depends} && {other}` at `{own}`"),
            None if task.get("dependencies").is_some() => {
                format!("add `{other}` to `dependencies` of `{own}`")
            }
            None => format!("add `depends: {other}` to `{own}`, so that it waits"),
        })
    }

    fn dependencies(&self) -> Option<String> {
        let (task, _) = self.tasks()?;
        let names: Vec<&str> =
            task.get("dependencies")?.as_array()?.iter().filter_map(Value::as_str).collect();
        let depends = task.get("depends").and_then(Value::as_str);
        let all: Vec<&str> = depends.into_iter().chain(names).collect();
        Some(format!("write `depends: {}` in its place", all.join(" && ")))
    }

    fn schedule(&self) -> String {
        let text = self.text();
        if text.starts_with('@') {
            let near = closest(text, DESCRIPTORS.iter().copied());
            return near.map_or_else(
                || format!("there are: {}", DESCRIPTORS.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
        }
        let count = text.split_whitespace().count();
        let fields = "minute (0-59), hour (0-23), day (1-31), month (1-12), weekday (0-6)";
        match count {
            6 => format!("there is no field for seconds; the five are {fields}"),
            _ => format!("five fields: {fields}"),
        }
    }

    fn bodies(&self) -> Option<String> {
        let has = |name: &&&str| self.value().is_some_and(|template| template.get(**name).is_some());
        let bodies: Vec<&str> = BODIES.iter().filter(has).copied().collect();
        (bodies.len() > 1).then(|| format!("keep one of: {}", bodies.join(", ")))
    }

    fn name(&self) -> Option<String> {
        let said = self.finding.message.as_str();
        if said.contains("is required") {
            return Some("give it a name: `name:`".to_owned());
        }
        if said.contains("not unique") || said.contains("duplicated") {
            return Some("give each a name of its own".to_owned());
        }
        if said.contains("begin with a digit") {
            return Some(format!("call it `t{}` or the like", self.text()));
        }
        if said.contains("reserved") {
            return Some("call it something else".to_owned());
        }
        let values = said.contains("Parameter/Artifact");
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || values && c == '_';
        let name: String = self.text().chars().map(|c| if allowed(c) { c } else { '-' }).collect();
        let name = name.trim_matches('-');
        (!name.is_empty()).then(|| format!("`{name}` would do"))
    }

    fn allowed(&self) -> Option<String> {
        let parent = self.path.rsplit_once('/')?.0;
        let list = self.object.value.pointer(&format!("{parent}/enum"))?.as_array()?;
        let values: Vec<String> = list
            .iter()
            .map(|value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned))
            .collect();
        let given = self.value().map_or_else(String::new, |value| {
            value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
        });
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        choice(&given, &values)
    }
}

/// The nearest of what may stand there, or all of it.
fn choice(given: &str, allowed: &[&str]) -> Option<String> {
    let near = allowed.iter().copied().find(|one| one.eq_ignore_ascii_case(given));
    let near = near.map(ToOwned::to_owned).or_else(|| closest(given, allowed.iter().copied()));
    Some(match near {
        Some(near) if !given.is_empty() => format!("did you mean `{near}`?"),
        _ => format!("one of: {}", allowed.join(", ")),
    })
}

fn zone(name: &str) -> Option<String> {
    let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    let near = closest(name, known.iter().map(String::as_str));
    Some(near.map_or_else(
        || "a name of the IANA database, such as Europe/Berlin".to_owned(),
        |near| format!("did you mean `{near}`?"),
    ))
}

/// A text in single quotes, by its number from 0.
fn quoted(text: &str, number: usize) -> Option<&str> {
    text.split('\'').nth(2 * number + 1)
}

/// Where a tag begins that does not end.
pub(super) fn unclosed(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find("{{") {
        let start = from + at;
        match text.get(start..)?.find("}}") {
            Some(end) => from = start + end + 2,
            None => return Some(start),
        }
    }
    None
}

/// A whole word of a text.
fn word(text: &str, name: &str) -> Option<Range<usize>> {
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut found = text.match_indices(name).map(|(at, _)| at..at + name.len()).filter(|span| {
        let before = text.get(..span.start).unwrap_or_default();
        let after = text.get(span.end..).unwrap_or_default();
        !name.is_empty() && !before.ends_with(is_word) && !after.starts_with(is_word)
    });
    found.next()
}
