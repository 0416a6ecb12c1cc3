//! Values in Go's own syntax, as they stand in Go's error texts.

use super::scalar::{Scalar, resolve};
use super::tree::{NodeId, Shape, Tree};
use crate::core::text::number::float_v;

/// How many levels are printed; error texts need not be longer.
const MAX_LEVELS: usize = 8;

/// Prints a node as Go's `%#v` prints what it decodes to.
pub(super) fn value(tree: &Tree, id: NodeId) -> String {
    print(tree, id, 0)
}

fn print(tree: &Tree, id: NodeId, level: usize) -> String {
    let Some((_, node)) = tree.resolve(id) else { return nil(level) };
    if level > MAX_LEVELS {
        return "…".to_owned();
    }
    match &node.shape {
        Shape::Scalar { text, plain } => match resolve(&node.tag, text, *plain) {
            Ok(Scalar::Null) | Err(_) => nil(level),
            Ok(resolved) => scalar(&resolved),
        },
        Shape::Sequence(items) => {
            let items: Vec<_> = items.iter().map(|item| print(tree, *item, level + 1)).collect();
            format!("[]interface {{}}{{{}}}", items.join(", "))
        }
        Shape::Mapping(pairs) => {
            let mut pairs: Vec<_> = pairs
                .iter()
                .map(|(key, value)| {
                    format!("{}:{}", print(tree, *key, level + 1), print(tree, *value, level + 1))
                })
                .collect();
            pairs.sort();
            format!("map[interface {{}}]interface {{}}{{{}}}", pairs.join(", "))
        }
        Shape::Alias { .. } => nil(level),
    }
}

fn nil(level: usize) -> String {
    if level == 0 { "<nil>" } else { "interface {}(nil)" }.to_owned()
}

/// Prints a scalar as Go's `%#v` does.
pub(super) fn scalar(scalar: &Scalar<'_>) -> String {
    match scalar {
        Scalar::Null => "interface {}(nil)".to_owned(),
        Scalar::Bool(flag) => flag.to_string(),
        Scalar::Int(value) => value.to_string(),
        Scalar::Uint(value) => format!("{value:#x}"),
        Scalar::Float(value) => float_v(*value),
        Scalar::Text(text) => serde_json::Value::from(&**text).to_string(),
    }
}
