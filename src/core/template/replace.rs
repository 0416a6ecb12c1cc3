//! Putting values in for tags.

use jiff::Timestamp;

use super::environment::{Names, Slot, environment};
use crate::core::expr::{self, ExprError, Functions, Program, Value};
use crate::core::text::json::is_json;
use crate::core::text::quote::go_escape;

/// What happens to a name nobody knows (engine.md §3.2).
#[derive(Debug, Clone, Copy)]
pub enum Mode<'a> {
    /// Its tag stays.
    Lenient,
    /// With one of these prefixes it is waited for; others stay.
    Prefixes(&'a [&'a str]),
    /// It is an error.
    Strict,
}

/// Why a text cannot be completed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// `{{` without `}}`.
    #[error("Cannot find end tag=\"}}}}\" in the template={template:?} starting from {rest:?}")]
    Unclosed {
        /// The whole text.
        template: String,
        /// From the tag on.
        rest: String,
    },
    /// A name that is not known yet; whoever waits may try again.
    #[error("failed to resolve {{{{{0}}}}}")]
    Missing(String),
    /// The same in an expression.
    #[error("failed to evaluate expression: {0} is missing")]
    MissingInExpression(String),
    /// An output that nobody gave.
    #[error(
        "unable to substitute {{{{{0}}}}}: output is an absent optional (skipped/omitted node with no default)"
    )]
    Absent(String),
    /// A name whose value is no text.
    #[error("failed to resolve {{{{{0}}}}} to string")]
    NotText(String),
    /// An expression that cannot be read or evaluated.
    #[error("failed to evaluate expression: {0}")]
    Expression(ExprError),
    /// An expression without a value.
    #[error("failed to evaluate expression {0:?}")]
    Nothing(String),
    /// The text is no JSON.
    #[error("cannot do template replacements with invalid JSON")]
    InvalidInput,
    /// An expression that breaks the string it stands in.
    #[error("failed to unmarshall JSON expression: {0:?}")]
    Broken(String),
    /// A value that a JSON text cannot hold.
    #[error("cannot finish template replacement because the result was invalid JSON")]
    Invalid,
}

impl TemplateError {
    /// Whether the name may still become known.
    pub fn is_missing_variable(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::MissingInExpression(_) | Self::NotText(_))
    }
}

/// A part of a text: plain, or the inside of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Plain text.
    Plain(&'a str),
    /// What stands between `{{` and `}}`.
    Tag(&'a str),
}

/// Takes a text apart. A tag within a tag is the tag; what is before it is plain.
///
/// # Errors
/// When a tag does not end.
pub fn tags(text: &str) -> Result<Vec<Part<'_>>, TemplateError> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        let (plain, tail) = rest.split_at(at);
        let inside = tail.get(2..).unwrap_or_default();
        let end = inside
            .find("}}")
            .ok_or_else(|| TemplateError::Unclosed { template: text.to_owned(), rest: inside.to_owned() })?;
        parts.push(Part::Plain(plain));
        let tag = inside.get(..end).unwrap_or_default();
        match tag.rfind("{{").filter(|inner| *inner > 0 && !tag.starts_with('=')) {
            Some(inner) => {
                parts.push(Part::Plain(tail.get(..2 + inner).unwrap_or_default()));
                parts.push(Part::Tag(tag.get(inner + 2..).unwrap_or_default()));
            }
            None => parts.push(Part::Tag(tag)),
        }
        rest = inside.get(end + 2..).unwrap_or_default();
    }
    parts.push(Part::Plain(rest));
    Ok(parts)
}

/// Puts values in for the tags of a JSON text.
///
/// # Errors
/// See [`TemplateError`].
pub fn replace(
    text: &str,
    names: &dyn Names,
    mode: Mode<'_>,
    now: Timestamp,
) -> Result<String, TemplateError> {
    if !is_json(text) {
        return Err(TemplateError::InvalidInput);
    }
    if !text.contains("{{") {
        return Ok(text.to_owned());
    }
    let out = put_in(text, names, mode, now)?;
    // Only values with characters that Go escapes in its own way can break the text.
    if is_json(&out) { Ok(out) } else { Err(TemplateError::Invalid) }
}

/// As [`replace`], of a text that is known to be JSON; whoever reads the result finds out whether that is.
///
/// # Errors
/// See [`TemplateError`].
pub fn put_in(
    text: &str,
    names: &dyn Names,
    mode: Mode<'_>,
    now: Timestamp,
) -> Result<String, TemplateError> {
    let mode = if matches!(mode, Mode::Prefixes([])) { Mode::Lenient } else { mode };
    let mut out = String::with_capacity(text.len() + 64);
    for part in tags(text)? {
        match part {
            Part::Plain(plain) => out.push_str(plain),
            Part::Tag(tag) => match tag.strip_prefix('=') {
                Some(expression) => put_expression(&mut out, tag, expression, names, mode, now)?,
                None => put_name(&mut out, tag, names, mode)?,
            },
        }
    }
    Ok(out)
}

fn verbatim(out: &mut String, tag: &str) {
    out.push_str("{{");
    out.push_str(tag);
    out.push_str("}}");
}

fn put_name(out: &mut String, tag: &str, names: &dyn Names, mode: Mode<'_>) -> Result<(), TemplateError> {
    let name = tag.trim();
    match names.get(name) {
        Some(Slot::Text(text)) => go_escape(text, out),
        Some(Slot::Absent) => return Err(TemplateError::Absent(name.to_owned())),
        Some(Slot::Object(_) | Slot::Time(_)) => return Err(TemplateError::NotText(name.to_owned())),
        None => match mode {
            Mode::Lenient => verbatim(out, tag),
            Mode::Strict => return Err(TemplateError::Missing(name.to_owned())),
            Mode::Prefixes(prefixes) => {
                let waited = prefixes.iter().any(|prefix| begins(name, prefix));
                if waited && !name.contains(".outputs.artifacts.") {
                    return Err(TemplateError::Missing(name.to_owned()));
                }
                verbatim(out, tag);
            }
        },
    }
    Ok(())
}

fn begins(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn put_expression(
    out: &mut String,
    tag: &str,
    escaped: &str,
    names: &dyn Names,
    mode: Mode<'_>,
    now: Timestamp,
) -> Result<(), TemplateError> {
    let quoted = format!("\"{escaped}\"");
    let expression =
        serde_json::from_str::<String>(&quoted).map_err(|_| TemplateError::Broken(escaped.to_owned()))?;
    let program = match expr::parse(&expression) {
        Ok(program) => program,
        Err(_) if names.may_stand_in() => {
            verbatim(out, tag);
            return Ok(());
        }
        Err(error) => return Err(TemplateError::Expression(error)),
    };
    let nested = environment(&program, names, now, Functions::Argo);
    let lenient = matches!(mode, Mode::Lenient);
    let missing: Vec<Vec<String>> = program
        .references()
        .into_iter()
        .filter(|r| r.required > 0 && !(lenient && r.bound))
        .filter(|r| {
            // Lenient passes run what can be run: a member that is not there is nothing.
            let needed = if lenient && !is_late(&r.path) { 1 } else { r.required };
            !nested.has(r.path.get(..needed).unwrap_or_default())
        })
        .map(|r| r.path)
        .collect();
    if let Some(first) = missing.first() {
        let waited = match mode {
            Mode::Lenient => None,
            Mode::Strict => Some(first),
            Mode::Prefixes(prefixes) => {
                missing.iter().find(|path| path.first().is_some_and(|p| prefixes.contains(&p.as_str())))
            }
        };
        if let Some(path) = waited {
            return Err(TemplateError::MissingInExpression(path.join(".")));
        }
        verbatim(out, tag);
        return Ok(());
    }
    match program.run(&nested) {
        Ok(Value::Nil) if !lenient => Err(TemplateError::Nothing(expression)),
        Ok(value) if !matches!(value, Value::Nil) => match expr::to_json_text(&value) {
            Ok(json) => {
                put_value(out, &json);
                Ok(())
            }
            Err(_) if lenient => {
                verbatim(out, tag);
                Ok(())
            }
            Err(error) => Err(TemplateError::Expression(error)),
        },
        Err(ExprError { missing: Some(name), .. }) if !lenient => {
            Err(TemplateError::MissingInExpression(name))
        }
        Err(error) if !lenient => Err(TemplateError::Expression(error)),
        _ => {
            verbatim(out, tag);
            Ok(())
        }
    }
}

fn put_value(out: &mut String, json: &str) {
    match json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inside) => out.push_str(inside),
        None => go_escape(json, out),
    }
}

/// Evaluates a bare expression over names: hooks, outputs, `labelsFrom`.
///
/// # Errors
/// When it cannot be read or evaluated.
pub fn evaluate(expression: &str, names: &dyn Names, now: Timestamp) -> Result<Value, ExprError> {
    let program: Program = expr::parse(expression)?;
    program.run(&environment(&program, names, now, Functions::Argo))
}

/// Names that only later passes know.
const LATE: &[&[&str]] =
    &[&["item"], &["retries"], &["lastRetry"], &["workflow", "status"], &["workflow", "failures"]];

fn is_late(path: &[String]) -> bool {
    LATE.iter().any(|late| late.len() <= path.len() && late.iter().zip(path).all(|(a, b)| a == b))
}
