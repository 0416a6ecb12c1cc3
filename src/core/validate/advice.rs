//! What to do about findings: the names that may have been meant, and those that exist.

use crate::core::api::{Arguments, Template};
use crate::core::text::closest::closest;

/// So many names are listed, no more.
const MOST: usize = 8;

/// Names for a sentence: `a, b, c` and how many more.
fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    let (shown, rest) = names.split_at(names.len().min(MOST));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    (!shown.is_empty()).then(|| format!("{}{more}", shown.join(", ")))
}

/// For an input that was not given: an argument whose name is nearly the same, or what the template asks for.
pub(super) fn missing_input(template: &Template, arguments: &Arguments, name: &str) -> Option<String> {
    let (given, inputs) = (&arguments.parameters, &template.inputs);
    let strange = given.iter().map(|p| p.name.as_str()).filter(|given| inputs.parameter(given).is_none());
    if let Some(near) = closest(name, strange) {
        return Some(format!("the argument is called `{near}`; did you mean `{name}`?"));
    }
    let parameters = listed(inputs.parameters.iter().map(|input| input.name.as_str()));
    let artifacts = listed(inputs.artifacts.iter().map(|input| input.name.as_str()));
    let parameters = parameters.map(|names| format!("parameters of template `{}`: {names}", template.name));
    let artifacts = artifacts.map(|names| format!("artifacts of template `{}`: {names}", template.name));
    let all: Vec<String> = parameters.into_iter().chain(artifacts).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// For a name that nothing has: the one that may have been meant, or all there are.
pub(super) fn unknown<'n>(
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> Option<String> {
    let known: Vec<&str> = known.into_iter().filter(|known| *known != name).collect();
    match closest(name, known.iter().copied()) {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None => listed(known).map(|names| format!("{what}: {names}")),
    }
}

/// For a tag that nothing resolves: the name that may have been meant, or those that begin alike.
pub(super) fn unresolved<'n>(tag: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let name = tag.trim();
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    if let Some(near) = closest(name, known.iter().copied()) {
        return Some(format!("did you mean `{{{{{near}}}}}`?"));
    }
    if let Some(words) = nobody(name, &known) {
        return Some(words);
    }
    let mut group = name;
    while let Some((shorter, _)) = group.rsplit_once('.') {
        group = shorter;
        let inside = |name: &&str| name.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'));
        if let Some(names) = listed(known.iter().copied().filter(inside)) {
            return Some(format!("known here: {names}"));
        }
    }
    let words = match group {
        "inputs" => "this template has no inputs",
        "item" => "there is no loop here whose items have that name",
        "steps" => "outputs of steps are known in the same template, after the step",
        "tasks" => "outputs of tasks are known in the same template",
        _ => return None,
    };
    Some(words.to_owned())
}

/// For an output of a step or task that is not known at all: those that are.
fn nobody(name: &str, known: &[&str]) -> Option<String> {
    let mut words = name.splitn(3, '.');
    let (group, one) = (words.next()?, words.next()?);
    let what = match group {
        "steps" => "step",
        "tasks" => "task",
        _ => return None,
    };
    // What has run is known by its id; a step that is being checked, by its status alone.
    let names: Vec<&str> = known
        .iter()
        .filter_map(|name| name.strip_prefix(group)?.strip_prefix('.')?.strip_suffix(".id"))
        .collect();
    if names.contains(&one) {
        return None;
    }
    let place = if what == "step" { "before this one" } else { "in this template" };
    let others = listed(names).map_or_else(String::new, |names| format!("; known here: {names}"));
    Some(format!("there is no {what} `{one}` {place}{others}"))
}
