//! From JSON pointers to places in the text.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::build::first_document;
use super::tree::{Node, NodeId, Shape, Tree};
use super::value::{is_merge, key_text};
use crate::core::text::pointer::{escaped, unescaped};

/// Where the values of a document stand in its text, asked by JSON pointer (`/spec/templates/0/name`).
///
/// The text is read again when a map is asked for the first time: most are never asked, and trees are large.
#[derive(Debug, Clone, Default)]
pub struct SpanMap {
    text: Box<str>,
    tree: OnceLock<Arc<Tree>>,
}

/// How deep merged mappings are followed: deeper ones contain themselves.
const MAX_MERGES: usize = 16;

impl SpanMap {
    /// The places in a text, which has been read before.
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.into(), tree: OnceLock::new() }
    }

    fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| Arc::new(first_document(&self.text).unwrap_or_default()))
    }

    /// Returns the bytes of the key of the value at `pointer`, absent for list items and for what does not exist.
    pub fn key(&self, pointer: &str) -> Option<Range<usize>> {
        let (key, _) = self.walk(pointer)?;
        Some(self.tree().get(key?)?.span.clone())
    }

    /// Returns the bytes of the value at `pointer`; of an alias, those of the alias.
    pub fn value(&self, pointer: &str) -> Option<Range<usize>> {
        let (_, value) = self.walk(pointer)?;
        Some(self.tree().get(value)?.span.clone())
    }

    /// Returns the bytes of the value at `pointer` or else of the nearest ancestor that exists: its key, else itself.
    pub fn nearest(&self, pointer: &str) -> Option<Range<usize>> {
        if let Some(span) = self.value(pointer) {
            return Some(span);
        }
        let mut rest = pointer;
        while let Some((parent, _)) = rest.rsplit_once('/') {
            if let Some(span) = self.key(parent).or_else(|| self.value(parent)) {
                return Some(span);
            }
            rest = parent;
        }
        None
    }

    /// Returns the bytes of the first key of the mapping in which a key stands at `second` that is the same.
    pub fn first_of(&self, second: &Range<usize>) -> Option<Range<usize>> {
        let mappings = self.tree().nodes.iter().filter_map(|node| match &node.shape {
            Shape::Mapping(pairs) if node.span.start <= second.start && second.start <= node.span.end => {
                Some(pairs)
            }
            _ => None,
        });
        let key = |id: &NodeId| self.tree().get(*id);
        mappings.into_iter().find_map(|pairs| {
            let at = pairs.iter().position(|(id, _)| key(id).is_some_and(|node| node.span == *second))?;
            let name = key(&pairs.get(at)?.0).and_then(key_text)?;
            let first = pairs
                .iter()
                .take(at)
                .find_map(|(id, _)| key(id).filter(|node| key_text(node).as_ref() == Some(&name)))?;
            Some(first.span.clone())
        })
    }

    /// Returns what stands at a byte: a JSON pointer, and whether the byte belongs to the key rather than to the value.
    /// Between values it is the mapping or list around them.
    pub fn at(&self, offset: usize) -> Option<(String, bool)> {
        let mut pointer = String::new();
        let mut node = self.tree().get(self.tree().root?)?;
        // Aliases are places of their own: nothing is followed out of the text around the byte.
        let holds = |node: &Node| node.span.start <= offset && offset <= node.span.end;
        loop {
            let next = match &node.shape {
                Shape::Mapping(pairs) => {
                    let found = pairs.iter().rev().find_map(|&(key, value)| {
                        let (key, value) = (self.tree().get(key)?, self.tree().get(value)?);
                        let on_key = holds(key);
                        (on_key || holds(value) && value.span.start >= key.span.end)
                            .then_some((key, value, on_key))
                    });
                    let Some((key, value, on_key)) = found else { return Some((pointer, false)) };
                    pointer.push('/');
                    pointer.push_str(&escaped(&key_text(key)?));
                    if on_key {
                        return Some((pointer, true));
                    }
                    value
                }
                Shape::Sequence(items) => {
                    let found = items.iter().enumerate().rev().find_map(|(index, item)| {
                        self.tree().get(*item).filter(|item| holds(item)).map(|item| (index, item))
                    });
                    let Some((index, item)) = found else { return Some((pointer, false)) };
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                    item
                }
                Shape::Scalar { .. } | Shape::Alias { .. } => return Some((pointer, false)),
            };
            node = next;
        }
    }

    fn walk(&self, pointer: &str) -> Option<(Option<NodeId>, NodeId)> {
        let mut place = (None, self.tree().root?);
        if pointer.is_empty() {
            return Some(place);
        }
        for step in pointer.strip_prefix('/')?.split('/') {
            let step = unescaped(step);
            let (_, node) = self.tree().resolve(place.1)?;
            place = match &node.shape {
                Shape::Sequence(items) => (None, *items.get(step.parse::<usize>().ok()?)?),
                Shape::Mapping(pairs) => self.member(pairs, &step, 0)?,
                Shape::Scalar { .. } | Shape::Alias { .. } => return None,
            };
        }
        Some(place)
    }

    /// Finds a member; the last of equal keys counts, and merged mappings are searched too.
    fn member(
        &self,
        pairs: &[(NodeId, NodeId)],
        name: &str,
        merges: usize,
    ) -> Option<(Option<NodeId>, NodeId)> {
        if merges > MAX_MERGES {
            return None;
        }
        for &(key, value) in pairs.iter().rev() {
            let Some((_, key_node)) = self.tree().resolve(key) else { continue };
            let found = if is_merge(key_node) {
                self.merged(value, name, merges + 1)
            } else if key_text(key_node).as_deref() == Some(name) {
                Some((Some(key), value))
            } else {
                None
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn merged(&self, id: NodeId, name: &str, merges: usize) -> Option<(Option<NodeId>, NodeId)> {
        let (_, Node { shape, .. }) = self.tree().resolve(id)?;
        match shape {
            Shape::Mapping(pairs) => self.member(pairs, name, merges),
            Shape::Sequence(items) if merges <= MAX_MERGES => {
                items.iter().find_map(|item| self.merged(*item, name, merges + 1))
            }
            _ => None,
        }
    }
}
