//! The expression language of `{{=…}}` tags and `expression:` fields: expr-lang 1.17 with sprig 3.3, as Argo 4.1 has it
//! (docs/variables.md). Expressions are text of users: reading them never panics, running them has a budget.

mod ast;
mod budget;
mod builtins;
mod error;
mod eval;
mod json;
mod lexer;
mod methods;
mod operators;
mod parser;
mod plain;
mod postfix;
mod print;
mod references;
mod signs;
mod sprig;
mod value;

#[cfg(test)]
mod tests;

pub use error::ExprError;
pub use eval::{Environment, Functions};
pub use json::{from_json, to_json_text};
pub use parser::{Program, parse};
pub use plain::PlainEnvironment;
pub use print::plain;
pub use references::Reference;
pub use value::Value;

/// Evaluates an expression.
///
/// # Errors
/// When it cannot be read, or not be evaluated.
pub fn evaluate(text: &str, environment: &dyn Environment) -> Result<Value, ExprError> {
    parse(text)?.run(environment)
}

/// Evaluates an expression that must be true or false.
///
/// # Errors
/// As [`evaluate`], and for other values with Argo's words.
pub fn evaluate_bool(text: &str, environment: &dyn Environment) -> Result<bool, ExprError> {
    let failed = |why: String| ExprError::new(format!("unable to evaluate expression '{text}': {why}"), 0);
    match evaluate(text, environment).map_err(|e| failed(e.to_string()))? {
        Value::Bool(answer) => Ok(answer),
        other => Err(failed(format!("unable to cast expression result '{}' to bool", print::plain(&other)))),
    }
}
