//! What would change: two texts, line by line.

use serde_json::Value;

/// What servers write into every object, which no manifest has.
const SERVERS: [&str; 8] = [
    "creationTimestamp",
    "deletionTimestamp",
    "generation",
    "managedFields",
    "resourceVersion",
    "selfLink",
    "uid",
    "ownerReferences",
];

/// An object as it is and as it would be, ready to be compared: without what servers keep in it, and without the values
/// of Secrets, of which only whether they change is told.
pub fn shown(before: Option<&Value>, after: &Value) -> (Option<Value>, Value) {
    let (mut before, mut after) = (before.map(without_servers_part), without_servers_part(after));
    if after.get("kind").and_then(Value::as_str) == Some("Secret") {
        for field in ["data", "stringData"] {
            let known = before.as_ref().and_then(|object| object.get(field)).cloned().unwrap_or_default();
            hide(after.get_mut(field), |name, value| match known.get(name) {
                Some(old) if old == value => "(hidden)",
                _ => "(hidden, new)",
            });
            hide(before.as_mut().and_then(|object| object.get_mut(field)), |_, _| "(hidden)");
        }
    }
    (before, after)
}

fn hide(values: Option<&mut Value>, words: impl Fn(&str, &Value) -> &'static str) {
    for (name, value) in values.and_then(Value::as_object_mut).into_iter().flatten() {
        *value = words(name, value).into();
    }
}

/// An object without what the server keeps in it: its status, and most of its metadata.
fn without_servers_part(object: &Value) -> Value {
    let mut object = object.clone();
    if let Some(fields) = object.as_object_mut() {
        fields.shift_remove("status");
    }
    if let Some(metadata) = object.pointer_mut("/metadata").and_then(Value::as_object_mut) {
        SERVERS.iter().for_each(|name| drop(metadata.shift_remove(*name)));
        let applied = "kubectl.kubernetes.io/last-applied-configuration";
        if let Some(annotations) = metadata.get_mut("annotations").and_then(Value::as_object_mut) {
            annotations.shift_remove(applied);
            if annotations.is_empty() {
                metadata.shift_remove("annotations");
            }
        }
    }
    object
}

/// Lines around a change.
const AROUND: usize = 3;

/// The lines that differ, with some around them: each with ` `, `-` or `+` in front, and `@@` lines where some are left
/// out. Empty where nothing differs.
pub fn difference(old: &str, new: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let steps = steps(&old, &new);
    let near = |at: usize| {
        let from = at.saturating_sub(AROUND);
        steps.iter().skip(from).take(at - from + AROUND + 1).any(|step| step.0 != ' ')
    };
    let mut shown = Vec::new();
    let (mut line, mut hidden) = (1, true);
    for (at, (sign, text)) in steps.iter().enumerate() {
        if near(at) {
            if hidden {
                shown.push(format!("@@ line {line} @@"));
            }
            shown.push(format!("{sign}{text}"));
        }
        hidden = !near(at);
        line += usize::from(*sign != '-');
    }
    shown
}

/// Longer middles are replaced as a whole.
const LONGEST: usize = 4000;

/// All lines of both, the common ones once: a longest common subsequence between a common beginning and end.
fn steps<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    let begin = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (old.get(begin..).unwrap_or_default(), new.get(begin..).unwrap_or_default());
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let a = old_rest.get(..old_rest.len() - end).unwrap_or_default();
    let b = new_rest.get(..new_rest.len() - end).unwrap_or_default();
    let mut steps: Vec<(char, &str)> = old.iter().take(begin).map(|line| (' ', *line)).collect();
    if a.len().max(b.len()) > LONGEST {
        steps.extend(a.iter().map(|line| ('-', *line)));
        steps.extend(b.iter().map(|line| ('+', *line)));
    } else {
        common(a, b, &mut steps);
    }
    steps.extend(old.iter().skip(old.len() - end).map(|line| (' ', *line)));
    steps
}

fn common<'a>(a: &[&'a str], b: &[&'a str], steps: &mut Vec<(char, &'a str)>) {
    let width = b.len() + 1;
    // How many lines the rests from (i, j) on have in common.
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    let cell = |table: &[u32], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or_default();
    for (i, left) in a.iter().enumerate().rev() {
        for (j, right) in b.iter().enumerate().rev() {
            let value = if left == right {
                cell(&longest, i + 1, j + 1) + 1
            } else {
                cell(&longest, i + 1, j).max(cell(&longest, i, j + 1))
            };
            longest.get_mut(i * width + j).into_iter().for_each(|slot| *slot = value);
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (a.get(i), b.get(j)) {
            (Some(left), Some(right)) if left == right => {
                steps.push((' ', left));
                (i, j) = (i + 1, j + 1);
            }
            (Some(left), right)
                if right.is_none() || cell(&longest, i + 1, j) >= cell(&longest, i, j + 1) =>
            {
                steps.push(('-', left));
                i += 1;
            }
            (_, Some(right)) => {
                steps.push(('+', right));
                j += 1;
            }
            _ => return,
        }
    }
}
