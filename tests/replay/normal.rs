//! Texts without what depends on the time and on the terminal.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

static COLOURS: LazyLock<Regex> = LazyLock::new(|| pattern("\x1b\\[[0-9;]*[mHJ]"));
static AGO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\((now|a long while ago|\d+ (second|minute|hour|day|week|month|year)s? (ago|from now))\)")
});
static UNITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b\d+[smhd]\b"));
static DURATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:Duration|NextScheduledTime): +)\S.*"));
static BLANKS: LazyLock<Regex> = LazyLock::new(|| pattern(r" {2,}"));
static RESOURCES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(ResourcesDuration: +).*"));

/// A text without colours, ages and the blanks that depend on their widths.
pub(crate) fn text(text: &str) -> String {
    let text = COLOURS.replace_all(text, "");
    let text = AGO.replace_all(&text, "(AGO)");
    let text = DURATION.replace_all(&text, "${1}TIME");
    let text = RESOURCES.replace_all(&text, "${1}USED");
    let text = UNITS.replace_all(&text, "TIME");
    let mut lines: Vec<String> =
        text.lines().map(|line| BLANKS.replace_all(line, "  ").trim_end().to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"));

/// An object without what a client may leave out, and without the times of the day.
pub(crate) fn object(object: Value) -> Value {
    match object {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str()));
            let fields = fields.map(|(name, mut value)| {
                // The path of a request names the namespace; a body may as well.
                if let (true, Some(metadata)) = (name == "metadata", value.as_object_mut()) {
                    metadata.remove("namespace");
                }
                (name, self::object(value))
            });
            let fields = fields.filter(|(_, value)| !is_empty(value));
            let mut fields: Vec<(String, Value)> = fields.collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(self::object).collect()),
        Value::String(text) => TIME.replace_all(&text, "TIME").into_owned().into(),
        other => other,
    }
}

/// Bookkeeping of servers, and templates that validation has copied into the status.
const LEFT_OUT: [&str; 5] = ["managedFields", "resourceVersion", "storedTemplates", "uid", "generation"];

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Bool(on) => !on,
        Value::Number(number) => number.as_i64() == Some(0),
    }
}

/// A text with its lines in order.
pub(crate) fn sorted(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// The first lines that differ.
pub(crate) fn difference(theirs: &str, ours: &str) -> String {
    let (theirs, ours): (Vec<&str>, Vec<&str>) = (theirs.lines().collect(), ours.lines().collect());
    let same = theirs.iter().zip(&ours).take_while(|(a, b)| a == b).count();
    let mut out = String::new();
    for (sign, lines) in [('-', &theirs), ('+', &ours)] {
        for line in lines.iter().skip(same).take(4) {
            out.push(sign);
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
