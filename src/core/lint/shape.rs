//! What strict reading of a manifest objects to: fields that its type does not have, and values of another type.

use serde_json::Value;

use crate::core::api::manifest::schema_of;
use crate::core::api::schema::{Kind, Schema};
use crate::core::api::{WorkflowStep, canonical_quantity};
use crate::core::text::closest::closest;
use crate::core::text::pointer::escaped;

/// Something that does not fit the type.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// JSON pointer to it.
    pub pointer: String,
    /// A field that the type does not have, rather than a value that does not fit.
    pub unknown: bool,
    /// Argo does not object to it.
    pub silent: bool,
    /// In words; of a field that the type does not have, Argo's.
    pub message: String,
    /// What may have been meant.
    pub help: Option<String>,
    /// What it should be, where that is certain.
    pub mend: Option<Mend>,
}

impl Problem {
    /// What to do, where `written` is what stands there. YAML reads some words as something else: what is to stand in
    /// quotes is what was written.
    pub fn help_for(&self, written: Option<&str>) -> Option<String> {
        match (&self.mend, written) {
            (Some(Mend::Quotes), Some(written)) => Some(format!("put quotes around it: \"{written}\"")),
            (Some(Mend::List), Some(written)) => Some(format!("make it a list: [{written}]")),
            _ => self.help.clone(),
        }
    }
}

/// What a problem is mended with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mend {
    /// The key has another name.
    Key(&'static str),
    /// The value needs quotes.
    Quotes,
    /// The value is to be the only item of a list.
    List,
    /// Both.
    KeyAndList(&'static str),
}

/// All problems of an object of one of Argo's kinds, in the order in which they stand; objects of other kinds have none.
/// Not `strict`: fields that the type does not have are none.
pub fn problems(kind: &str, object: &Value, strict: bool) -> Vec<Problem> {
    let mut found = Vec::new();
    if let Some((_, schema)) = schema_of(kind) {
        let mut path = Path { strict, ..Path::default() };
        in_object(schema, object, &mut path, &mut found);
    }
    found
}

/// Where we are: as a JSON pointer and as Kubernetes writes fields.
#[derive(Default)]
struct Path {
    pointer: String,
    field: String,
    strict: bool,
}

impl Path {
    fn within(&mut self, pointer: &str, field: &str, look: impl FnOnce(&mut Self)) {
        let (before, shown) = (self.pointer.len(), self.field.len());
        self.pointer.push('/');
        self.pointer.push_str(&escaped(pointer));
        if !field.starts_with('[') && !self.field.is_empty() {
            self.field.push('.');
        }
        self.field.push_str(field);
        look(self);
        self.pointer.truncate(before);
        self.field.truncate(shown);
    }

    fn problem(&self, unknown: bool, message: String, help: Option<String>) -> Problem {
        Problem { pointer: self.pointer.clone(), unknown, silent: false, message, help, mend: None }
    }
}

fn in_object(schema: &Schema, value: &Value, path: &mut Path, found: &mut Vec<Problem>) {
    let fields = match value {
        Value::Object(fields) => fields,
        Value::Null => return,
        other => {
            let names: Vec<&str> = schema.fields.iter().take(6).map(|field| field.name).collect();
            let help = match other {
                Value::Array(_) => "take the `-` away: it is one object, no list".to_owned(),
                _ => format!("it has fields of its own: {}, …", names.join(", ")),
            };
            return found.push(Problem { help: Some(help), ..wrong_type(path, other, "an object") });
        }
    };
    for (name, value) in fields {
        path.within(name, name, |path| match schema.field(name) {
            Some(field) => in_kind(&field.kind, value, path, found),
            None if path.strict => {
                let message = format!("strict decoding error: unknown field \"{}\"", path.field);
                let (help, mend) = meant(schema, name, value, fields);
                found.push(Problem { mend, ..path.problem(true, message, help) });
            }
            None => {}
        });
    }
}

fn in_kind(kind: &Kind, value: &Value, path: &mut Path, found: &mut Vec<Problem>) {
    match (kind, value) {
        (Kind::Quantity, Value::String(text)) if canonical_quantity(text).is_err() => {
            let message = format!("{} is {text:?}, a quantity is wanted", path.field);
            let help = "write a number with a unit, as in 500m, 2, 64Mi, 1.5Gi".to_owned();
            found.push(path.problem(false, message, Some(help)));
        }
        (_, Value::Null) | (Kind::Any | Kind::AnyString | Kind::IntOrString | Kind::Quantity, _) => {}
        (Kind::Object(schema), value) => in_object(schema(), value, path, found),
        (Kind::List(item) | Kind::NamedList(item, _), Value::Array(items)) => {
            for (index, value) in items.iter().enumerate() {
                path.within(&index.to_string(), &format!("[{index}]"), |path| {
                    in_kind(item, value, path, found)
                });
            }
        }
        (Kind::Map(item) | Kind::NamedMap(item, _), Value::Object(entries)) => {
            for (name, value) in entries {
                path.within(name, name, |path| in_kind(item, value, path, found));
            }
        }
        (Kind::List(item), other @ Value::String(_)) if matches!(**item, Kind::Str(_)) => {
            let help = Some(format!("make it a list: [{other}]"));
            found.push(Problem { mend: Some(Mend::List), help, ..wrong_type(path, other, "a list") });
        }
        (Kind::List(item) | Kind::NamedList(item, _), other) => {
            let help = Some(format!("begin each entry with `{}`", beginning(item)));
            found.push(Problem { help, ..wrong_type(path, other, "a list") });
        }
        (Kind::Map(_) | Kind::NamedMap(..), other) => found.push(wrong_type(path, other, "an object")),
        (Kind::Str(_) | Kind::Time | Kind::Bytes, Value::String(_))
        | (Kind::Bool, Value::Bool(_))
        | (Kind::Int(..) | Kind::Uint(..) | Kind::Number, Value::Number(_)) => {}
        (Kind::Str(_) | Kind::Time | Kind::Bytes, other) => {
            let problem = wrong_type(path, other, "text");
            let help = problem.help.clone().or_else(|| one_pair(other));
            found.push(Problem { help, ..problem });
        }
        (Kind::Bool, other) => {
            let help = other
                .as_str()
                .filter(|text| matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no"));
            let help = help.map(|_| "take the quotes away".to_owned());
            found.push(Problem { help, ..wrong_type(path, other, "true or false") });
        }
        (Kind::Int(..) | Kind::Uint(..) | Kind::Number, other) => {
            let digits = other.as_str().is_some_and(|text| text.parse::<f64>().is_ok());
            let help = digits.then(|| "take the quotes away".to_owned());
            found.push(Problem { help, ..wrong_type(path, other, "a number") });
        }
        // A plugin is anybody's.
        (Kind::Plugin, _) => {}
        (Kind::ParallelSteps, value) => in_steps(value, path, found),
    }
}

/// A group of a steps template. Argo reads its steps on their own: unknown keys of a step are always refused, those
/// further inside never, though they have no effect.
fn in_steps(value: &Value, path: &mut Path, found: &mut Vec<Problem>) {
    let Value::Array(steps) = value else {
        let problem = wrong_type(path, value, "a list of steps");
        let help = "steps are lists of lists: begin each group with `- -`".to_owned();
        return found.push(Problem { help: Some(help), ..problem });
    };
    let schema = WorkflowStep::schema();
    for (index, step) in steps.iter().enumerate() {
        let begin = found.len();
        let outside = std::mem::replace(&mut path.strict, true);
        path.within(&index.to_string(), &format!("[{index}]"), |path| {
            let depth = path.pointer.matches('/').count() + 1;
            in_object(schema, step, path, found);
            for problem in found.iter_mut().skip(begin).filter(|problem| problem.unknown) {
                problem.silent = problem.pointer.matches('/').count() > depth;
            }
        });
        path.strict = outside;
    }
}

/// How an entry of a list begins.
fn beginning(item: &Kind) -> &'static str {
    match item {
        Kind::Object(schema) if schema().field("name").is_some() => "- name: …",
        _ => "- ",
    }
}

/// A text with `: ` in it, which became a key and a value.
fn one_pair(value: &Value) -> Option<String> {
    let mut pairs = value.as_object()?.iter();
    let (key, value) = pairs.next().filter(|(_, value)| !value.is_object() && !value.is_array())?;
    let value = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    pairs.next().is_none().then(|| format!("put quotes around text with `: ` in it: \"{key}: {value}\""))
}

fn wrong_type(path: &Path, value: &Value, wanted: &str) -> Problem {
    let (found, quote) = match value {
        Value::Null => ("nothing", false),
        Value::Bool(_) => ("a boolean", true),
        Value::Number(_) => ("a number", true),
        Value::String(_) => ("text", false),
        Value::Array(_) => ("a list", false),
        Value::Object(_) => ("an object", false),
    };
    let help = (quote && wanted == "text").then(|| format!("put quotes around it: \"{value}\""));
    let mend = help.is_some().then_some(Mend::Quotes);
    Problem { mend, ..path.problem(false, format!("{} is {found}, {wanted} is wanted", path.field), help) }
}

/// The field that may have been meant, and what the key is mended with where there is one candidate that is not there yet.
fn meant(
    schema: &Schema,
    name: &str,
    value: &Value,
    beside: &serde_json::Map<String, Value>,
) -> (Option<String>, Option<Mend>) {
    // Gone with Argo 4.
    if name == "schedule" && schema.field("schedules").is_some() && value.is_string() {
        let mend = (!beside.contains_key("schedules")).then_some(Mend::KeyAndList("schedules"));
        return (Some("today: `schedules`, a list".to_owned()), mend);
    }
    let names = || schema.fields.iter().map(|field| field.name);
    let Some(best) = closest(name, names()).and_then(|best| names().find(|known| *known == best)) else {
        // Of long lists nobody reads all.
        let all: Vec<&str> = names().filter(|known| !beside.contains_key(*known)).collect();
        let few = !all.is_empty() && all.len() <= 16;
        return (few.then(|| format!("fields here: {}", all.join(", "))), None);
    };
    let mend = (!beside.contains_key(best)).then_some(Mend::Key(best));
    (Some(format!("did you mean `{best}`?")), mend)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_field_is_named_with_its_path_and_a_guess() {
        let object = serde_json::json!({"spec": {"templates": [{"name": "a", "contaner": {}}]}});
        let problem = problems("Workflow", &object, true).remove(0);
        assert_eq!(problem.pointer, "/spec/templates/0/contaner");
        assert_eq!(problem.message, "strict decoding error: unknown field \"spec.templates[0].contaner\"");
        assert_eq!(problem.help.as_deref(), Some("did you mean `container`?"));
    }

    #[test]
    fn a_value_of_another_type_is_named() {
        let problem = problems("Workflow", &serde_json::json!({"spec": {"entrypoint": 1}}), true).remove(0);
        assert_eq!(problem.message, "spec.entrypoint is a number, text is wanted");
    }
}
