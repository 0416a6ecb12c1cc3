//! `bad-expression`: expressions that cannot be read.

use serde_json::Value;

use super::{Hint, Manifest, Rule};
use crate::core::expr;
use crate::core::lint::Level;
use crate::core::template::{Part, tags};
use crate::core::text::pointer::escaped;

pub(super) const RULE: Rule = Rule {
    name: "bad-expression",
    what: "An expression, in `{{=…}}` or a field of its own, that cannot be read.",
    why: "Argo's linter does not look into expressions; the step ends in error as soon as its turn comes.",
    example: "value: \"{{=inputs.parameters.a + }}\"",
    level: Some(Level::Warning),
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let spec = manifest.spec();
    let mut hints = Vec::new();
    if manifest.says(&["{{=", "xpression"]) {
        look(&spec.path, "", spec.value, &mut hints);
    }
    hints
}

fn look(path: &str, key: &str, value: &Value, hints: &mut Vec<Hint>) {
    match value {
        Value::String(text) if text.contains("{{=") => in_tags(path, text, hints),
        Value::String(text) if matches!(key, "expression" | "fromExpression") && !text.contains("{{") => {
            hints.extend(fault(text).map(|why| hint(path, text, &why, String::new())));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                look(&format!("{path}/{index}"), "", item, hints);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                look(&format!("{path}/{}", escaped(name)), name, value, hints);
            }
        }
        _ => {}
    }
}

fn in_tags(path: &str, text: &str, hints: &mut Vec<Hint>) {
    for part in tags(text).unwrap_or_default() {
        let Part::Tag(tag) = part else { continue };
        let Some(expression) = tag.strip_prefix('=') else { continue };
        if let Some(why) = fault(expression) {
            hints.push(hint(path, expression, &why, format!("{{{{{tag}}}}}")));
        }
    }
}

/// Why a text is no expression, in one line.
fn fault(text: &str) -> Option<String> {
    let error = expr::parse(text).err().filter(|error| error.is_syntax)?;
    Some(error.message.lines().next().unwrap_or_default().to_owned())
}

fn hint(path: &str, text: &str, why: &str, mark: String) -> Hint {
    let bare = ["==", "!=", ">=", "<="].iter().fold(text.to_owned(), |text, sign| text.replace(sign, ""));
    let help = if why.contains("EOF") {
        "something is missing at its end"
    } else if bare.contains('=') {
        "compare with `==`"
    } else {
        "text stands in quotes, and names with a - in brackets: inputs.parameters['my-name']"
    };
    let message = format!("this expression cannot be read: {why}");
    Hint { path: path.to_owned(), message, help: help.to_owned(), mark }
}
