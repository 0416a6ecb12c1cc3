//! jq filters over an object, printed as Argo prints them.

use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::native::Fun;
use jaq_core::{Compiler, Ctx, Error, Exn, Native, Vars, data, unwrap_valr};
use jaq_json::Val;
use serde_json::Value;

use crate::core::text::json;

/// Why a filter gives no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JqError {
    /// The filter is no jq program.
    #[error("failed to parse jq filter: {0}")]
    Syntax(String),
    /// The program failed.
    #[error("jq filter failed: {0}")]
    Failed(String),
    /// A result that JSON cannot hold.
    #[error("json: unsupported value: {0}")]
    Unsupported(String),
}

/// How much text a filter may give.
const MAX_OUTPUT: usize = 16 << 20;

/// Functions that reach outside; here they fail, as most of them do in Argo.
const FORBIDDEN: &[&str] =
    &["env", "halt", "now", "localtime", "strflocaltime", "debug_empty", "stderr_empty", "input", "inputs"];

/// Formats that the library lacks.
const FORMATS: &str = r#"
def @csv: if type != "array" then error("cannot be csv-formatted") else map(
    if type == "number" or type == "boolean" then tostring
    elif type == "null" then ""
    elif type == "string" then "\"" + (split("\"") | join("\"\"")) + "\""
    else error("is not valid in a csv row") end) | join(",") end;
def @tsv: if type != "array" then error("cannot be tsv-formatted") else map(
    if type == "number" or type == "boolean" then tostring
    elif type == "null" then ""
    elif type == "string" then split("\\") | join("\\\\") | split("\t") | join("\\t") | split("\n") | join("\\n") | split("\r") | join("\\r")
    else error("is not valid in a tsv row") end) | join("\t") end;
"#;

type Data = data::JustLut<Val>;

/// Runs a filter: strings as they are, other results as compact JSON, joined by line breaks, trimmed.
///
/// # Errors
/// A filter that cannot be read, that fails, or that gives a number JSON does not have.
pub fn filter(program: &str, object: &Value) -> Result<String, JqError> {
    if program.trim().is_empty() {
        return Err(JqError::Syntax("missing query (try \".\")".to_owned()));
    }
    let mut results = Vec::new();
    let mut size = 0;
    run(program, object, |result| {
        let text = to_text(&result)?;
        size += text.len();
        if size > MAX_OUTPUT {
            return Err(JqError::Failed(format!("more than {MAX_OUTPUT} bytes of output")));
        }
        results.push(text);
        Ok(())
    })?;
    Ok(results.join("\n").trim().to_owned())
}

fn run(
    program: &str,
    object: &Value,
    mut take: impl FnMut(Val) -> Result<(), JqError>,
) -> Result<(), JqError> {
    let formats = load::parse(FORMATS, |parser| parser.defs()).unwrap_or_default();
    let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs()).chain(formats);
    let functions = jaq_core::funs::<Data>().chain(jaq_std::funs()).chain(jaq_json::funs()).map(restrict);
    let loader = Loader::new(definitions);
    let arena = Arena::default();
    let file = File { code: program, path: () };
    let modules = loader.load(&arena, file).map_err(|errors| JqError::Syntax(first_line(&errors)))?;
    let compiled = Compiler::default()
        .with_funs(functions)
        .compile(modules)
        .map_err(|errors| JqError::Syntax(first_line(&errors)))?;
    let input = json::to_string(&as_floats(object));
    let input =
        jaq_json::read::parse_single(input.as_bytes()).map_err(|error| JqError::Failed(error.to_string()))?;
    let context = Ctx::<Data>::new(&compiled.lut, Vars::new([]));
    for result in compiled.id.run((context, input)).map(unwrap_valr) {
        take(result.map_err(|error| JqError::Failed(error.to_string()))?)?;
    }
    Ok(())
}

fn restrict(function: Fun<Data>) -> Fun<Data> {
    let (name, arguments, native) = function;
    if !FORBIDDEN.contains(&name) {
        return (name, arguments, native);
    }
    let refuse = Native::new(|_| {
        let error = Error::str("this function is not allowed here");
        Box::new(std::iter::once(Err(Exn::from(error))))
    });
    (name, arguments, refuse)
}

fn first_line(errors: &impl std::fmt::Debug) -> String {
    let text = format!("{errors:?}");
    text.chars().take(200).collect()
}

/// Numbers beyond what a 64-bit float counts exactly become floats, as Go reads them.
fn as_floats(value: &Value) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if float.abs() > EXACT => Value::from(float),
            _ => value.clone(),
        },
        Value::Array(items) => Value::Array(items.iter().map(as_floats).collect()),
        Value::Object(map) => {
            Value::Object(map.iter().map(|(key, value)| (key.clone(), as_floats(value))).collect())
        }
        other => other.clone(),
    }
}

fn to_text(result: &Val) -> Result<String, JqError> {
    let text = result.to_string();
    let unsupported = |_| {
        let name = if text.contains("NaN") || text.contains("nan") { "NaN" } else { "Inf" };
        JqError::Unsupported(name.to_owned())
    };
    let value: Value = serde_json::from_str(&text).map_err(unsupported)?;
    Ok(match value {
        Value::String(text) => text,
        // jq knows one kind of zero.
        Value::Number(number) if number.as_f64() == Some(0.0) => "0".to_owned(),
        // JSON's null is no number: that is how infinities are printed.
        Value::Null if !matches!(result, Val::Null) => return Err(JqError::Unsupported("NaN".to_owned())),
        other => json::to_string(&other),
    })
}
