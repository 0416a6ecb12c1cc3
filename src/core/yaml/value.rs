//! The spanned tree to a JSON value, with merges, aliases and the checks of strict reading.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use serde_json::{Map, Number, Value};

use super::error::YamlError;
use super::goprint;
use super::scalar::{Scalar, resolve};
use super::tree::{Node, NodeId, Shape, Tree};
use crate::core::text::number::float32_g;

/// How many bytes of text aliases may add up to.
const MAX_ALIASED_BYTES: usize = 64 << 20;

/// A tree's value, and what strict reading has against it.
pub(super) struct Converted {
    pub(super) value: Result<Value, YamlError>,
    pub(super) duplicates: Vec<Duplicate>,
}

/// A key that was set before in its mapping.
pub(super) struct Duplicate {
    /// Go's words: `line 2: key "a" already set in map`.
    pub(super) message: String,
    pub(super) span: Range<usize>,
}

pub(super) fn convert(tree: &Tree) -> Converted {
    let mut converter =
        Converter { tree, duplicates: Vec::new(), open: HashSet::new(), budget: Budget::default() };
    let value = match tree.root {
        None => Ok(Value::Null),
        Some(root) => converter.value(root),
    };
    let value = value.map_err(|fault| fault.error).and_then(|value| match check_keys(tree, tree.root) {
        Some(error) => Err(error),
        None => Ok(value),
    });
    Converted { value, duplicates: converter.duplicates }
}

/// Whether a key and value merge another mapping in.
pub(super) fn is_merge(key: &Node) -> bool {
    match &key.shape {
        Shape::Scalar { text, plain } => {
            text == "<<"
                && (*plain || key.tag == "tag:yaml.org,2002:merge")
                && key.tag != "tag:yaml.org,2002:str"
        }
        _ => false,
    }
}

/// The text of a scalar key as JSON has it; `None` for keys that JSON cannot have.
pub(super) fn key_text(node: &Node) -> Option<Cow<'_, str>> {
    json_key(&scalar_of(node)?.ok()?)
}

fn json_key<'t>(scalar: &Scalar<'t>) -> Option<Cow<'t, str>> {
    Some(match scalar {
        Scalar::Text(text) => text.clone(),
        Scalar::Int(value) => value.to_string().into(),
        Scalar::Bool(flag) => if *flag { "true" } else { "false" }.into(),
        Scalar::Float(value) if value.is_nan() => ".nan".into(),
        Scalar::Float(value) if value.is_infinite() => if *value > 0.0 { ".inf" } else { "-.inf" }.into(),
        // The reference prints keys as 32-bit floats.
        Scalar::Float(value) => float32_g(*value as f32).into(),
        Scalar::Null | Scalar::Uint(_) => return None,
    })
}

struct Fault {
    error: YamlError,
}

impl Fault {
    fn new(message: impl Into<String>, node: &Node) -> Self {
        Self { error: YamlError::new(message, Some(node.span.clone())) }
    }
}

/// Counts nodes read, and those read through aliases, as the reference does against "alias bombs".
#[derive(Default)]
struct Budget {
    nodes: usize,
    aliased: usize,
    aliased_bytes: usize,
    alias_depth: usize,
}

impl Budget {
    fn excessive(&mut self, bytes: usize) -> bool {
        self.nodes += 1;
        if self.alias_depth > 0 {
            self.aliased += 1;
            self.aliased_bytes += bytes;
        }
        let share = self.aliased as f64 / self.nodes as f64;
        let allowed = match self.nodes {
            0..=400_000 => 0.99,
            4_000_000.. => 0.10,
            nodes => 0.99 - 0.89 * (nodes - 400_000) as f64 / 3_600_000.0,
        };
        (self.aliased > 100 && self.nodes > 1000 && share > allowed) || self.aliased_bytes > MAX_ALIASED_BYTES
    }
}

struct Converter<'a> {
    tree: &'a Tree,
    duplicates: Vec<Duplicate>,
    /// Anchored nodes being read, to find those that contain themselves.
    open: HashSet<NodeId>,
    budget: Budget,
}

/// What was set so far in one mapping.
#[derive(Default)]
struct Target {
    map: Map<String, Value>,
    keys: Vec<NodeId>,
    /// The keys as Go prints them, from the first on that may have been set before: distinct Go values may give the same
    /// JSON key.
    printed: Option<HashSet<String>>,
}

impl Target {
    /// Whether a key was set that Go prints so.
    fn has(&mut self, printed: &str, tree: &Tree) -> bool {
        let all = || {
            let keys = self.keys.iter().filter_map(|key| tree.resolve(*key));
            let scalars = keys.filter_map(|(_, node)| scalar_of(node)?.ok());
            scalars.map(|scalar| goprint::scalar(&scalar)).collect()
        };
        self.printed.get_or_insert_with(all).contains(printed)
    }

    fn set(&mut self, key: NodeId, go_key: &Scalar<'_>) {
        self.keys.push(key);
        if let Some(printed) = &mut self.printed {
            printed.insert(goprint::scalar(go_key));
        }
    }
}

/// What a scalar means; `None` for collections.
fn scalar_of(node: &Node) -> Option<Result<Scalar<'_>, String>> {
    let Shape::Scalar { text, plain } = &node.shape else { return None };
    Some(resolve(&node.tag, text, *plain))
}

impl<'a> Converter<'a> {
    fn value(&mut self, id: NodeId) -> Result<Value, Fault> {
        let tree = self.tree;
        let Some(node) = tree.get(id) else { return Ok(Value::Null) };
        let bytes = if let Shape::Scalar { text, .. } = &node.shape { text.len() } else { 0 };
        if self.budget.excessive(bytes) {
            return Err(Fault::new("yaml: document contains excessive aliasing", node));
        }
        match &node.shape {
            Shape::Alias { target, name } => {
                self.enter_alias(*target, name, node)?;
                let value = self.value(*target);
                self.leave_alias(*target);
                value
            }
            Shape::Scalar { text, plain } => scalar_value(node, text, *plain),
            Shape::Sequence(items) => {
                items.iter().map(|item| self.value(*item)).collect::<Result<_, _>>().map(Value::Array)
            }
            Shape::Mapping(pairs) => {
                let mut target = Target::default();
                self.fill(&mut target, pairs)?;
                Ok(Value::Object(target.map))
            }
        }
    }

    fn fill(&mut self, target: &mut Target, pairs: &'a [(NodeId, NodeId)]) -> Result<(), Fault> {
        for &(key, value) in pairs {
            let Some((_, key_node)) = self.tree.resolve(key) else { continue };
            if self.tree.get(key).is_some_and(is_merge) {
                self.merge(target, value)?;
                continue;
            }
            self.budget.excessive(0);
            let go_key = match scalar_of(key_node) {
                Some(scalar) => scalar.map_err(|problem| Fault::new(format!("yaml: {problem}"), key_node))?,
                None => {
                    let printed = goprint::value(self.tree, key);
                    return Err(Fault::new(format!("yaml: invalid map key: {printed}"), key_node));
                }
            };
            let converted = self.value(value)?;
            let name = json_key(&go_key);
            if name.as_deref().is_none_or(|name| target.map.contains_key(name)) {
                self.note_duplicate(target, &go_key, key, value);
            }
            target.set(key, &go_key);
            if let Some(name) = name {
                target.map.insert(name.into_owned(), converted);
            }
        }
        Ok(())
    }

    fn note_duplicate(&mut self, target: &mut Target, go_key: &Scalar<'_>, key: NodeId, value: NodeId) {
        let printed = goprint::scalar(go_key);
        if target.has(&printed, self.tree)
            && let (Some(key), Some(value)) = (self.tree.get(key), self.tree.get(value))
        {
            let printed = if matches!(go_key, Scalar::Null) { "<nil>".to_owned() } else { printed };
            self.duplicates.push(Duplicate {
                message: format!("line {}: key {printed} already set in map", value.line),
                span: key.span.clone(),
            });
        }
    }

    /// Merges a mapping, or a list of mappings of which earlier ones win.
    fn merge(&mut self, target: &mut Target, id: NodeId) -> Result<(), Fault> {
        let tree = self.tree;
        let Some(node) = tree.get(id) else { return Ok(()) };
        match &node.shape {
            Shape::Sequence(items) => {
                for item in items.iter().rev() {
                    self.merge_mapping(target, *item)?;
                }
                Ok(())
            }
            _ => self.merge_mapping(target, id),
        }
    }

    fn merge_mapping(&mut self, target: &mut Target, id: NodeId) -> Result<(), Fault> {
        let tree = self.tree;
        let Some(node) = tree.get(id) else { return Ok(()) };
        let alias = match &node.shape {
            Shape::Alias { target, name } => Some((*target, name)),
            _ => None,
        };
        let Some((resolved, Node { shape: Shape::Mapping(pairs), .. })) = tree.resolve(id) else {
            return Err(Fault::new("yaml: map merge requires map or sequence of maps as the value", node));
        };
        if self.budget.excessive(0) {
            return Err(Fault::new("yaml: document contains excessive aliasing", node));
        }
        if let Some((_, name)) = alias {
            self.enter_alias(resolved, name, node)?;
        }
        let filled = self.fill(target, pairs);
        if alias.is_some() {
            self.leave_alias(resolved);
        }
        filled
    }

    fn enter_alias(&mut self, target: NodeId, name: &str, node: &Node) -> Result<(), Fault> {
        let inside = self.tree.get(target).is_some_and(|anchored| {
            anchored.span.start <= node.span.start
                && node.span.end <= anchored.span.end
                && anchored.span != node.span
        });
        if inside || !self.open.insert(target) {
            return Err(Fault::new(format!("yaml: anchor '{name}' value contains itself"), node));
        }
        self.budget.alias_depth += 1;
        Ok(())
    }

    fn leave_alias(&mut self, target: NodeId) {
        self.open.remove(&target);
        self.budget.alias_depth -= 1;
    }
}

fn scalar_value(node: &Node, text: &str, plain: bool) -> Result<Value, Fault> {
    let scalar =
        resolve(&node.tag, text, plain).map_err(|problem| Fault::new(format!("yaml: {problem}"), node))?;
    Ok(match scalar {
        Scalar::Null => Value::Null,
        Scalar::Bool(flag) => Value::Bool(flag),
        Scalar::Int(value) => Value::from(value),
        Scalar::Uint(value) => Value::from(value),
        Scalar::Text(text) => Value::String(text.into_owned()),
        Scalar::Float(value) => Value::Number(number(value).ok_or_else(|| {
            let name = if value.is_nan() {
                "NaN"
            } else if value > 0.0 {
                "+Inf"
            } else {
                "-Inf"
            };
            Fault::new(format!("json: unsupported value: {name}"), node)
        })?),
    })
}

/// A float as JSON has it after Go wrote it: whole numbers lose their point.
fn number(value: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT && !(value == 0.0 && value.is_sign_negative()) {
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

/// Finds a key that JSON cannot have; the reference tells of these only after the whole document was read.
fn check_keys(tree: &Tree, root: Option<NodeId>) -> Option<YamlError> {
    root?;
    for node in &tree.nodes {
        let Shape::Mapping(pairs) = &node.shape else { continue };
        // Of equal keys the last one's value is there when the key is looked at.
        for (key, value) in pairs.iter().rev() {
            let Some((_, key_node)) = tree.resolve(*key) else { continue };
            if is_merge(key_node) {
                continue;
            }
            let kind = match scalar_of(key_node) {
                Some(Ok(Scalar::Null)) => "%!s(<nil>)",
                Some(Ok(Scalar::Uint(_))) => "uint64",
                _ => continue,
            };
            let key = if kind == "uint64" { goprint::value(tree, *key) } else { "<nil>".to_owned() };
            let message = format!(
                "unsupported map key of type: {kind}, key: {key}, value: {}",
                goprint::value(tree, *value)
            );
            return Some(YamlError::new(message, Some(key_node.span.clone())));
        }
    }
    None
}
