//! The language's own functions, and Argo's `asInt`, `asFloat`, `jsonpath` and `toJson`.

mod bits;
mod lists;
mod numbers;
mod predicates;
mod strings;
mod times;

pub(super) use numbers::parse_float;
pub(super) use strings::split;
pub(super) use times::read_as;

use super::ast::Node;
use super::eval::Scope;
use super::{ExprError, Value, json};

/// How a function takes its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// By value.
    Plain,
    /// With a predicate at a position.
    Predicate(usize),
}

const PREDICATES: &[&str] = &[
    "all",
    "none",
    "any",
    "one",
    "filter",
    "map",
    "find",
    "findIndex",
    "findLast",
    "findLastIndex",
    "count",
    "sum",
    "groupBy",
    "sortBy",
    "reduce",
];

const PLAIN: &[&str] = &[
    "len",
    "type",
    "abs",
    "ceil",
    "floor",
    "round",
    "int",
    "float",
    "string",
    "trim",
    "trimPrefix",
    "trimSuffix",
    "upper",
    "lower",
    "split",
    "splitAfter",
    "replace",
    "repeat",
    "join",
    "indexOf",
    "lastIndexOf",
    "hasPrefix",
    "hasSuffix",
    "max",
    "min",
    "mean",
    "median",
    "toJSON",
    "fromJSON",
    "toBase64",
    "fromBase64",
    "now",
    "duration",
    "date",
    "timezone",
    "first",
    "last",
    "get",
    "take",
    "keys",
    "values",
    "toPairs",
    "fromPairs",
    "reverse",
    "uniq",
    "concat",
    "flatten",
    "sort",
    "bitand",
    "bitor",
    "bitxor",
    "bitnand",
    "bitnot",
    "bitshl",
    "bitshr",
    "bitushr",
];

/// Whether a name is a function of the language, and how it is called.
pub(super) fn shape(name: &str) -> Option<Shape> {
    if PREDICATES.contains(&name) {
        Some(Shape::Predicate(1))
    } else {
        PLAIN.contains(&name).then_some(Shape::Plain)
    }
}

/// How many arguments a function with a predicate needs.
pub(super) fn least(name: &str) -> usize {
    match name {
        "count" | "sum" => 1,
        _ if PREDICATES.contains(&name) => 2,
        _ => 0,
    }
}

/// Calls a function of the language.
pub(super) fn call(scope: &Scope<'_>, name: &str, args: &[Node]) -> Result<Value, ExprError> {
    if let Some(shadow) = scope.environment.get(name) {
        return Err(ExprError::new(format!("{} is not callable", shadow.type_name()), 0));
    }
    if PREDICATES.contains(&name) {
        return predicates::call(scope, name, args);
    }
    let args = args.iter().map(|arg| scope.eval(arg)).collect::<Result<Vec<_>, _>>()?;
    let families = [numbers::call, strings::call, lists::call, times::call, bits::call];
    for family in families {
        if let Some(result) = family(scope, name, &args) {
            return result;
        }
    }
    Err(wrong(name, &args))
}

/// The error for arguments that a function does not take.
pub(super) fn wrong(name: &str, args: &[Value]) -> ExprError {
    let types: Vec<&str> = args.iter().map(Value::type_name).collect();
    ExprError::new(format!("invalid argument for {name} (type {})", types.join(", ")), 0)
}

/// Calls a function of Argo.
pub(super) fn argo(scope: &Scope<'_>, name: &str, args: &[Value]) -> Result<Value, ExprError> {
    match (name, args) {
        ("asInt", _) => numbers::call(scope, "int", args).unwrap_or_else(|| Err(wrong(name, args))),
        ("asFloat", _) => numbers::call(scope, "float", args).unwrap_or_else(|| Err(wrong(name, args))),
        ("toJson", [value]) => json::to_json_text(value).map(Value::from),
        ("jsonpath", [Value::Text(document), Value::Text(path)]) => {
            let document = serde_json::from_str(document).map_err(|e| ExprError::new(e.to_string(), 0))?;
            let found = crate::core::select::exprpath::find(path, &document);
            found.map(|value| super::from_json(&value)).map_err(|e| ExprError::new(e.to_string(), 0))
        }
        _ => Err(wrong(name, args)),
    }
}
