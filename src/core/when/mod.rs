//! The condition language of `when:` (govaluate, as Argo 4.1 uses it; engine.md §3.9).
//!
//! A text of its own kind: bare words are strings, `==` compares without conversion, quoted dates are times.

mod eval;
mod lexer;
mod plan;
mod stream;
mod syntax;
mod times;
mod token;
mod value;

#[cfg(test)]
mod tests;

pub use value::Value;

use token::{Kind, Token};

/// Returns whether a step runs, by its `when` after substitution; an empty one runs.
///
/// # Errors
/// The reference's message when the text is no condition.
pub fn should_execute(when: &str) -> Result<bool, String> {
    if when.is_empty() {
        return Ok(true);
    }
    let mut tokens = read(when).map_err(|why| {
        let hint = if why.contains("Invalid token") {
            " (hint: try wrapping the affected expression in quotes (\"))"
        } else {
            ""
        };
        format!("Invalid 'when' expression '{when}': {why}{hint}")
    })?;
    for token in &mut tokens {
        if token.kind == Kind::Variable {
            token.kind = Kind::String;
        }
    }
    let parsed = check(&mut tokens).and_then(|()| plan::plan(&tokens));
    let stage = parsed.map_err(|why| format!("Failed to parse 'when' expression '{when}': {why}"))?;
    let value = eval::evaluate(stage.as_ref())
        .map_err(|why| format!("Failed to evaluate 'when' expresion '{when}': {why}"))?;
    truth(when, &value)
}

/// Returns whether a condition holds in which bare words are not strings but unknown names: the `when` of a
/// CronWorkflow, after substitution; an empty one holds.
///
/// # Errors
/// The reference's message when the text is no condition.
pub fn holds(when: &str) -> Result<bool, String> {
    if when.is_empty() {
        return Ok(true);
    }
    let tokens = read(when)?;
    let stage = plan::plan(&tokens)?;
    truth(when, &eval::evaluate(stage.as_ref())?)
}

fn truth(when: &str, value: &Value) -> Result<bool, String> {
    match value {
        Value::Bool(on) => Ok(*on),
        other => Err(format!("Expected boolean evaluation for '{when}'. Got {other}")),
    }
}

/// Reads a text to tokens in a valid order.
fn read(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = lexer::tokens(text)?;
    check(&mut tokens)?;
    plan::plan(&tokens)?;
    Ok(tokens)
}

fn check(tokens: &mut [Token]) -> Result<(), String> {
    syntax::check_balance(tokens)?;
    syntax::check_order(tokens)?;
    syntax::compile_patterns(tokens)
}
