//! Which tokens may follow which.

use regex::Regex;

use super::token::{Kind, Token};
use super::value::Value;

/// Checks that there are as many closing brackets as opening ones.
pub(super) fn check_balance(tokens: &[Token]) -> Result<(), String> {
    let count = |kind: Kind| tokens.iter().filter(|token| token.kind == kind).count();
    if count(Kind::Clause) == count(Kind::ClauseClose) {
        Ok(())
    } else {
        Err("Unbalanced parenthesis".to_owned())
    }
}

/// Checks the order of the tokens.
pub(super) fn check_order(tokens: &[Token]) -> Result<(), String> {
    let start = Token { kind: Kind::Start, value: Value::Nil, shown: "<nil>".to_owned() };
    let mut last = &start;
    for token in tokens {
        if !last.kind.may_precede(token.kind) {
            if last.kind == Kind::Variable && token.kind == Kind::Clause {
                return Err(format!("Undefined function {}", last.text()));
            }
            return Err(format!(
                "Cannot transition token types from {} [{}] to {} [{}]",
                last.kind.name(),
                last.shown,
                token.kind.name(),
                token.shown
            ));
        }
        last = token;
    }
    if last.kind.may_end() { Ok(()) } else { Err("Unexpected end of expression".to_owned()) }
}

/// Turns the text after `=~` and `!~` into a pattern.
pub(super) fn compile_patterns(tokens: &mut [Token]) -> Result<(), String> {
    let is_match = |token: &Token| token.kind == Kind::Comparator && matches!(token.text(), "=~" | "!~");
    for at in 1..tokens.len() {
        let after_match = tokens.get(at - 1).is_some_and(is_match);
        if let Some(token) = tokens.get_mut(at).filter(|token| after_match && token.kind == Kind::String) {
            let pattern = compile(token.text())?;
            *token = Token { kind: Kind::Pattern, ..Token::new(Kind::Pattern, Value::Pattern(pattern)) };
        }
    }
    Ok(())
}

/// Compiles a pattern; the message is Go's where the fault is a common one.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    Regex::new(pattern).map_err(|error| {
        let words = error.to_string();
        let why = if words.contains("unclosed character class") {
            let at = pattern.rfind('[').unwrap_or_default();
            format!("missing closing ]: `{}`", pattern.get(at..).unwrap_or_default())
        } else if words.contains("unclosed group") {
            format!("missing closing ): `{pattern}`")
        } else if words.contains("unopened group") {
            format!("unexpected ): `{pattern}`")
        } else if words.contains("repetition operator missing expression") {
            "missing argument to repetition operator: `*`".to_owned()
        } else {
            format!("invalid pattern: `{pattern}`")
        };
        format!("error parsing regexp: {why}")
    })
}
