//! Which names an expression uses: for templates that must wait for them, and for lint.

use super::ast::{Kind, Node, Operator};
use super::parser::Program;

/// A name of the environment with the members asked of it, e.g. `steps.a.outputs.result`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its parts.
    pub path: Vec<String>,
    /// How many of the parts must be there: those behind `?.`, or on the left of `??`, need not.
    pub required: usize,
    /// Whether `let` made the name; the reference looks for it outside all the same where it is strict.
    pub bound: bool,
    /// Where it is in the expression, in bytes.
    pub at: usize,
}

impl Program {
    /// All references, in the order of the text.
    pub fn references(&self) -> Vec<Reference> {
        let mut found = Vec::new();
        collect(&self.root, false, &mut found);
        let mut bound = Vec::new();
        bindings(&self.root, &mut bound);
        for reference in &mut found {
            reference.bound = reference.path.first().is_some_and(|name| bound.contains(&name.as_str()));
        }
        found
    }
}

/// A chain of members and text indexes that begins with a name.
fn chain(node: &Node) -> Option<(Vec<String>, Option<usize>)> {
    match &node.kind {
        Kind::Name(name) => Some((vec![name.clone()], None)),
        Kind::Chain(inner) => chain(inner),
        Kind::Member { base, name, optional } => {
            let (mut path, mut free) = chain(base)?;
            if *optional && free.is_none() {
                free = Some(path.len().saturating_sub(1));
            }
            path.push(name.clone());
            Some((path, free))
        }
        Kind::Index { base, index, optional } => {
            let Kind::Text(name) = &index.kind else { return None };
            let (mut path, mut free) = chain(base)?;
            if *optional && free.is_none() {
                free = Some(path.len().saturating_sub(1));
            }
            path.push(name.clone());
            Some((path, free))
        }
        _ => None,
    }
}

fn collect(node: &Node, coalesced: bool, found: &mut Vec<Reference>) {
    if let Some((path, free)) = chain(node) {
        let required = if coalesced { 1 } else { free.map_or(path.len(), |n| n.max(1)) };
        found.push(Reference { path, required, bound: false, at: node.at });
        return;
    }
    let mut all = |nodes: &[&Node]| nodes.iter().for_each(|n| collect(n, coalesced, found));
    match &node.kind {
        Kind::Nil
        | Kind::Bool(_)
        | Kind::Int(_)
        | Kind::Float(_)
        | Kind::Text(_)
        | Kind::Name(_)
        | Kind::Pointer(_) => {}
        Kind::Environment => {
            found.push(Reference { path: vec!["$env".into()], required: 1, bound: false, at: node.at });
        }
        Kind::List(items) | Kind::Sequence(items) => all(&items.iter().collect::<Vec<_>>()),
        Kind::Builtin { name, args } => {
            all(&args.iter().collect::<Vec<_>>());
            // A variable of the same name hides the function.
            found.push(Reference { path: vec![name.clone()], required: 0, bound: false, at: node.at });
        }
        Kind::Map(entries) => all(&entries.iter().flat_map(|(k, v)| [k, v]).collect::<Vec<_>>()),
        Kind::Not(inner)
        | Kind::Minus(inner)
        | Kind::Plus(inner)
        | Kind::Closure(inner)
        | Kind::Chain(inner) => {
            all(&[inner]);
        }
        Kind::Binary(Operator::Coalesce, left, right) => {
            collect(left, true, found);
            collect(right, coalesced, found);
        }
        Kind::Binary(_, left, right) => all(&[left, right]),
        Kind::Choice(a, b, c) => all(&[a, b, c]),
        Kind::Member { base, .. } => all(&[base]),
        Kind::Index { base, index, .. } => all(&[base, index]),
        Kind::Slice { base, from, to } => {
            all(&[base]);
            all(&from.iter().chain(to).map(AsRef::as_ref).collect::<Vec<_>>());
        }
        Kind::Call { callee, args } => {
            if !is_function(callee) {
                all(&[callee]);
            }
            all(&args.iter().collect::<Vec<_>>());
        }
        Kind::Let { value, body, .. } => all(&[value, body]),
    }
}

/// A function of Argo or sprig, which is no variable.
fn is_function(callee: &Node) -> bool {
    match chain(callee) {
        Some((path, _)) => path.first().is_some_and(|first| {
            matches!(first.as_str(), "sprig" | "asInt" | "asFloat" | "jsonpath" | "toJson")
        }),
        None => false,
    }
}

/// The names that `let` makes anywhere.
fn bindings<'a>(node: &'a Node, found: &mut Vec<&'a str>) {
    let mut all = |nodes: &[&'a Node]| nodes.iter().for_each(|n| bindings(n, found));
    match &node.kind {
        Kind::Let { name, value, body } => {
            all(&[value, body]);
            found.push(name);
        }
        Kind::List(items) | Kind::Sequence(items) => all(&items.iter().collect::<Vec<_>>()),
        Kind::Builtin { args, .. } => all(&args.iter().collect::<Vec<_>>()),
        Kind::Not(inner)
        | Kind::Minus(inner)
        | Kind::Plus(inner)
        | Kind::Closure(inner)
        | Kind::Chain(inner) => all(&[inner]),
        Kind::Binary(_, left, right) => all(&[left, right]),
        Kind::Choice(a, b, c) => all(&[a, b, c]),
        _ => {}
    }
}
