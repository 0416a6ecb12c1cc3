//! The grammar of paths in expressions.

use super::exprpath_filter::{Condition, Operand, parse_condition, parse_script};
use super::jsonpath::{JsonPathError, fail};

/// A step of a path.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    Key(String),
    Index(i64),
    Script(Operand),
    Wildcard,
    Recursive,
    Slice { start: Option<i64>, end: Option<i64>, step: Option<i64> },
    Union(Vec<Self>),
    Filter(Condition),
}

impl Step {
    /// Whether the step can give several values.
    pub(super) fn is_several(&self) -> bool {
        !matches!(self, Self::Key(_) | Self::Index(_) | Self::Script(_))
    }
}

/// How many steps a path may have.
const MAX_STEPS: usize = 256;

pub(super) fn parse(selector: &str) -> Result<Vec<Step>, JsonPathError> {
    let Some(rest) = selector.strip_prefix(['$', '@']) else {
        let first: String = selector.chars().take(1).collect();
        return fail(format!("unexpected token '{first}' at index 0"));
    };
    parse_steps(rest)
}

pub(super) fn parse_steps(path: &str) -> Result<Vec<Step>, JsonPathError> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if steps.len() > MAX_STEPS {
            return fail(format!("invalid token. more than {MAX_STEPS} steps"));
        }
        if rest.starts_with('[') {
            let end = closing(rest).unwrap_or(rest.len());
            let (token, after) = rest.split_at(end);
            steps.push(bracket(token)?);
            rest = after;
            continue;
        }
        if let Some(after) = rest.strip_prefix("..") {
            steps.push(Step::Recursive);
            rest = after;
            if rest.is_empty() || rest.starts_with('[') {
                continue;
            }
        } else if let Some(after) = rest.strip_prefix('.') {
            rest = after;
        } else {
            let first: String = rest.chars().take(1).collect();
            return fail(format!("unexpected token '{first}' at index {}", path.len() - rest.len() + 1));
        }
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        match name {
            "" => return fail("invalid token. token string is empty"),
            "*" => steps.push(Step::Wildcard),
            name => steps.push(Step::Key(name.to_owned())),
        }
        rest = after;
    }
    Ok(steps)
}

/// The place after the bracket that closes the one at the start.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quote.is_some() => escaped = true,
            _ if quote == Some(character) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(character),
            '[' | '(' => depth += 1,
            ']' | ')' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn bracket(token: &str) -> Result<Step, JsonPathError> {
    let unknown = || JsonPathError(format!("invalid token. '{token}' does not match any token format"));
    let inner = token.strip_prefix('[').and_then(|token| token.strip_suffix(']')).ok_or_else(unknown)?;
    let inner = inner.trim();
    if inner == "*" {
        return Ok(Step::Wildcard);
    }
    if let Some(condition) = enclosed(inner, "?(") {
        return Ok(Step::Filter(parse_condition(condition)));
    }
    if let Some(script) = enclosed(inner, "(") {
        return parse_script(script).map(Step::Script).ok_or_else(unknown);
    }
    let parts = split_commas(inner);
    if parts.len() > 1 {
        let steps = parts.iter().map(|part| key_or_index(part.trim())).collect::<Option<Vec<_>>>();
        return steps.map(Step::Union).ok_or_else(unknown);
    }
    if let Some(step) = key_or_index(inner) {
        return Ok(step);
    }
    slice(inner).ok_or_else(unknown)
}

fn enclosed<'a>(text: &'a str, open: &str) -> Option<&'a str> {
    text.strip_prefix(open)?.strip_suffix(')')
}

fn key_or_index(text: &str) -> Option<Step> {
    if let Some(key) = unquoted(text) {
        return Some(Step::Key(key));
    }
    text.parse().ok().map(Step::Index)
}

/// The text in quotes of either kind.
pub(super) fn unquoted(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let mut out = String::new();
    let mut rest = inner.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => out.extend(rest.next()),
            _ if character == quote => return None,
            _ => out.push(character),
        }
    }
    Some(out)
}

/// Splits at commas outside quotes.
fn split_commas(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match character {
            _ if quote == Some(character) => quote = None,
            '"' | '\'' if quote.is_none() => quote = Some(character),
            ',' if quote.is_none() => {
                parts.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}

fn slice(text: &str) -> Option<Step> {
    let parts: Vec<_> = text.split(':').map(str::trim).collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let bound = |place: usize| match parts.get(place) {
        None | Some(&"") => Some(None),
        Some(part) => part.parse::<i64>().ok().map(Some),
    };
    Some(Step::Slice { start: bound(0)?, end: bound(1)?, step: bound(2)? })
}
