//! Tokens to the spanned tree of the first document of a text.

use std::collections::HashMap;

use super::cursor::Mark;
use super::error::YamlError;
use super::scanner::{MAX_DEPTH, Scanner};
use super::token::{Kind, Style, Token};
use super::tree::{Node, NodeId, Shape, Tree};

const CORE_TAGS: &str = "tag:yaml.org,2002:";

/// Reads the first document of a text; a text without one has no root.
///
/// # Errors
/// The first fault of the syntax up to the end of that document, in Go's words.
pub(super) fn first_document(text: &str) -> Result<Tree, YamlError> {
    let mut builder = Builder {
        scanner: Scanner::new(text),
        tree: Tree::default(),
        anchors: HashMap::new(),
        tag_prefixes: HashMap::new(),
        depth: 0,
    };
    builder.document()?;
    Ok(builder.tree)
}

struct Builder<'a> {
    scanner: Scanner<'a>,
    tree: Tree,
    anchors: HashMap<String, NodeId>,
    tag_prefixes: HashMap<String, String>,
    depth: usize,
}

/// Anchor and tag before a node.
#[derive(Default)]
struct Properties {
    start: Option<Mark>,
    anchor: Option<String>,
    tag: String,
}

/// Reads what is in a collection.
type Content<'b> = fn(&mut Builder<'b>, NodeId) -> Result<(), YamlError>;

impl<'b> Builder<'b> {
    fn document(&mut self) -> Result<(), YamlError> {
        let explicit = matches!(
            self.scanner.peek()?.kind,
            Kind::VersionDirective { .. } | Kind::TagDirective { .. } | Kind::DocumentStart
        );
        if self.at(&[Kind::StreamEnd])? {
            return Ok(());
        }
        if explicit {
            self.directives()?;
            if !self.at(&[Kind::DocumentStart])? {
                return self.fail("did not find expected <document start>");
            }
            self.scanner.next()?;
        }
        let empty = explicit
            && matches!(
                self.scanner.peek()?.kind,
                Kind::VersionDirective { .. }
                    | Kind::TagDirective { .. }
                    | Kind::DocumentStart
                    | Kind::DocumentEnd
                    | Kind::StreamEnd
            );
        let root = if empty { self.empty()? } else { self.node(true, false)? };
        self.tree.root = Some(root);
        // The reference looks at one more token before it is done with a document.
        self.scanner.peek()?;
        Ok(())
    }

    fn directives(&mut self) -> Result<(), YamlError> {
        let mut version_seen = false;
        loop {
            match self.scanner.peek()?.kind.clone() {
                Kind::VersionDirective { major, minor } => {
                    if version_seen {
                        return self.fail("found duplicate %YAML directive");
                    }
                    if (major, minor) != (1, 1) {
                        return self.fail("found incompatible YAML document");
                    }
                    version_seen = true;
                }
                Kind::TagDirective { handle, prefix } => {
                    if self.tag_prefixes.insert(handle, prefix).is_some() {
                        return self.fail("found duplicate %TAG directive");
                    }
                }
                _ => return Ok(()),
            }
            self.scanner.next()?;
        }
    }

    /// Reads one node. `block`: block collections may begin; `indentless`: so may a sequence at the key's column.
    fn node(&mut self, block: bool, indentless: bool) -> Result<NodeId, YamlError> {
        self.depth += 1;
        if self.depth > 2 * MAX_DEPTH {
            return self.fail(&format!("exceeded max depth of {MAX_DEPTH}"));
        }
        let id = self.node_inside(block, indentless);
        self.depth -= 1;
        id
    }

    fn node_inside(&mut self, block: bool, indentless: bool) -> Result<NodeId, YamlError> {
        if let Kind::Alias(name) = &self.scanner.peek()?.kind {
            let name = name.clone();
            return self.alias(&name);
        }
        let properties = self.properties()?;
        let &Token { ref kind, start, end } = self.scanner.peek()?;
        let start = properties.start.unwrap_or(start);
        let (sequence, mapping) = (Shape::Sequence(Vec::new()), Shape::Mapping(Vec::new()));
        // The identity of a collection exists before its content, so that its content may name it.
        let (shape, content): (Shape, Content<'b>) = match kind {
            Kind::Scalar { .. } => return self.scalar(properties, start),
            Kind::BlockEntry if indentless => {
                let id = self.add(sequence, properties, start, end)?;
                self.indentless_sequence(id)?;
                return Ok(id);
            }
            Kind::FlowSequenceStart => (sequence, Self::flow_sequence),
            Kind::FlowMappingStart => (mapping, Self::flow_mapping),
            Kind::BlockSequenceStart if block => (sequence, Self::block_sequence),
            Kind::BlockMappingStart if block => (mapping, Self::block_mapping),
            _ if properties.start.is_some() => {
                let plain = properties.tag.is_empty() || properties.tag == "!";
                return self.add(Shape::Scalar { text: String::new(), plain }, properties, start, start);
            }
            _ => return self.fail("did not find expected node content"),
        };
        let id = self.add(shape, properties, start, end)?;
        self.scanner.next()?;
        content(self, id)?;
        Ok(id)
    }

    fn scalar(&mut self, properties: Properties, start: Mark) -> Result<NodeId, YamlError> {
        let token = self.scanner.next()?;
        let Kind::Scalar { value: text, style } = token.kind else {
            return self.fail("did not find a scalar");
        };
        let plain = (properties.tag.is_empty() && style == Style::Plain) || properties.tag == "!";
        self.add(Shape::Scalar { text, plain }, properties, start, token.end)
    }

    fn alias(&mut self, name: &str) -> Result<NodeId, YamlError> {
        let token = self.scanner.next()?;
        let Some(&target) = self.anchors.get(name) else {
            let span = token.start.index..token.end.index;
            return Err(YamlError::at_line(&format!("unknown anchor '{name}' referenced"), 0, span));
        };
        let shape = Shape::Alias { target, name: name.to_owned() };
        self.add(shape, Properties::default(), token.start, token.end)
    }

    fn properties(&mut self) -> Result<Properties, YamlError> {
        let mut properties = Properties::default();
        let (mut anchor_seen, mut tag_seen) = (false, false);
        loop {
            match self.scanner.peek()?.kind {
                Kind::Anchor(_) if !anchor_seen => anchor_seen = true,
                Kind::Tag { .. } if !tag_seen => tag_seen = true,
                _ => return Ok(properties),
            }
            let token = self.scanner.next()?;
            match token.kind {
                Kind::Anchor(name) => properties.anchor = Some(name),
                Kind::Tag { handle, suffix } => {
                    properties.tag = self.full_tag(&handle, &suffix, &token.start)?;
                }
                _ => {}
            }
            properties.start.get_or_insert(token.start);
        }
    }

    fn full_tag(&self, handle: &str, suffix: &str, start: &Mark) -> Result<String, YamlError> {
        if handle.is_empty() {
            return Ok(suffix.to_owned());
        }
        let prefix = match (self.tag_prefixes.get(handle), handle) {
            (Some(prefix), _) => prefix.as_str(),
            (None, "!") => "!",
            (None, "!!") => CORE_TAGS,
            (None, _) => {
                let span = start.index..start.index + handle.len();
                return Err(YamlError::at_line("found undefined tag handle", start.line, span));
            }
        };
        Ok(format!("{prefix}{suffix}"))
    }

    fn block_sequence(&mut self, id: NodeId) -> Result<(), YamlError> {
        loop {
            match self.scanner.peek()?.kind {
                Kind::BlockEntry => {
                    self.scanner.next()?;
                    let item = self.node_unless(&[Kind::BlockEntry, Kind::BlockEnd], true, false)?;
                    self.push(id, item);
                }
                Kind::BlockEnd => return self.end(id),
                _ => return self.fail("did not find expected '-' indicator"),
            }
        }
    }

    fn indentless_sequence(&mut self, id: NodeId) -> Result<(), YamlError> {
        while self.at(&[Kind::BlockEntry])? {
            self.scanner.next()?;
            let enders = [Kind::BlockEntry, Kind::Key, Kind::Value, Kind::BlockEnd];
            let item = self.node_unless(&enders, true, false)?;
            self.push(id, item);
        }
        Ok(())
    }

    fn block_mapping(&mut self, id: NodeId) -> Result<(), YamlError> {
        let enders = [Kind::Key, Kind::Value, Kind::BlockEnd];
        loop {
            match self.scanner.peek()?.kind {
                Kind::Key => {
                    self.scanner.next()?;
                    let key = self.node_unless(&enders, true, true)?;
                    let value = if self.at(&[Kind::Value])? {
                        self.scanner.next()?;
                        self.node_unless(&enders, true, true)?
                    } else {
                        self.empty()?
                    };
                    self.push_pair(id, key, value);
                }
                Kind::BlockEnd => return self.end(id),
                _ => return self.fail("did not find expected key"),
            }
        }
    }

    fn flow_sequence(&mut self, id: NodeId) -> Result<(), YamlError> {
        let mut first = true;
        while !self.at(&[Kind::FlowSequenceEnd])? {
            if !first && !self.skip(&Kind::FlowEntry)? {
                return self.fail("did not find expected ',' or ']'");
            }
            first = false;
            if self.at(&[Kind::Key])? {
                let pair = self.single_pair()?;
                self.push(id, pair);
            } else if !self.at(&[Kind::FlowSequenceEnd])? {
                let item = self.node(false, false)?;
                self.push(id, item);
            }
        }
        self.end(id)
    }

    /// Reads `key: value` as an element of a flow sequence.
    fn single_pair(&mut self) -> Result<NodeId, YamlError> {
        let token = self.scanner.next()?;
        let id = self.add(Shape::Mapping(Vec::new()), Properties::default(), token.start, token.end)?;
        let key = if self.at(&[Kind::Value, Kind::FlowEntry, Kind::FlowSequenceEnd])? {
            // The reference passes over this token too, which makes `[?]` an error.
            self.scanner.next()?;
            self.empty()?
        } else {
            self.node(false, false)?
        };
        let value = if self.skip(&Kind::Value)? {
            self.node_unless(&[Kind::FlowEntry, Kind::FlowSequenceEnd], false, false)?
        } else {
            self.empty()?
        };
        self.push_pair(id, key, value);
        Ok(id)
    }

    fn flow_mapping(&mut self, id: NodeId) -> Result<(), YamlError> {
        let mut first = true;
        while !self.at(&[Kind::FlowMappingEnd])? {
            if !first && !self.skip(&Kind::FlowEntry)? {
                return self.fail("did not find expected ',' or '}'");
            }
            first = false;
            if self.skip(&Kind::Key)? {
                let enders = [Kind::Value, Kind::FlowEntry, Kind::FlowMappingEnd];
                let key = self.node_unless(&enders, false, false)?;
                let value = if self.skip(&Kind::Value)? {
                    self.node_unless(&[Kind::FlowEntry, Kind::FlowMappingEnd], false, false)?
                } else {
                    self.empty()?
                };
                self.push_pair(id, key, value);
            } else if !self.at(&[Kind::FlowMappingEnd])? {
                let key = self.node(false, false)?;
                let value = self.empty()?;
                self.push_pair(id, key, value);
            }
        }
        self.end(id)
    }

    fn node_unless(&mut self, enders: &[Kind], block: bool, indentless: bool) -> Result<NodeId, YamlError> {
        if self.at(enders)? { self.empty() } else { self.node(block, indentless) }
    }

    /// An absent node: null.
    fn empty(&mut self) -> Result<NodeId, YamlError> {
        let mark = self.scanner.peek()?.start;
        let shape = Shape::Scalar { text: String::new(), plain: true };
        self.add(shape, Properties::default(), mark, mark)
    }

    fn add(&mut self, shape: Shape, of: Properties, start: Mark, end: Mark) -> Result<NodeId, YamlError> {
        let id = self.tree.nodes.len();
        let span = start.index..end.index.max(start.index);
        self.tree.nodes.push(Node { shape, tag: of.tag, span, line: start.line + 1 });
        if let Some(name) = of.anchor {
            self.anchors.insert(name, id);
        }
        Ok(id)
    }

    fn push(&mut self, id: NodeId, item: NodeId) {
        self.extend_span(id, item);
        if let Some(Node { shape: Shape::Sequence(items), .. }) = self.tree.nodes.get_mut(id) {
            items.push(item);
        }
    }

    fn push_pair(&mut self, id: NodeId, key: NodeId, value: NodeId) {
        self.extend_span(id, key);
        self.extend_span(id, value);
        if let Some(Node { shape: Shape::Mapping(pairs), .. }) = self.tree.nodes.get_mut(id) {
            pairs.push((key, value));
        }
    }

    /// A block collection ends where its last child does.
    fn extend_span(&mut self, id: NodeId, child: NodeId) {
        let Some(child) = self.tree.get(child) else { return };
        if child.span.is_empty() {
            return;
        }
        let end = child.span.end;
        if let Some(node) = self.tree.nodes.get_mut(id) {
            node.span.end = node.span.end.max(end);
        }
    }

    /// Takes the closing token of a collection.
    fn end(&mut self, id: NodeId) -> Result<(), YamlError> {
        let token: Token = self.scanner.next()?;
        if token.kind != Kind::BlockEnd
            && let Some(node) = self.tree.nodes.get_mut(id)
        {
            node.span.end = token.end.index;
        }
        Ok(())
    }

    fn at(&mut self, kinds: &[Kind]) -> Result<bool, YamlError> {
        let token = self.scanner.peek()?;
        Ok(kinds.contains(&token.kind))
    }

    fn skip(&mut self, kind: &Kind) -> Result<bool, YamlError> {
        let there = self.scanner.peek()?.kind == *kind;
        if there {
            self.scanner.next()?;
        }
        Ok(there)
    }

    fn fail<T>(&mut self, problem: &str) -> Result<T, YamlError> {
        let token = self.scanner.peek()?;
        Err(YamlError::at_line(problem, token.start.line, token.start.index..token.end.index))
    }
}
