//! The grammar of kubectl's JSONPath templates.

use serde_json::Value;

use super::jsonpath::{JsonPathError, fail};

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Text(String),
    Find(Vec<Node>),
    Range(Vec<Node>),
    End,
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Constant(Value),
    /// A word that means nothing; an error when it is reached.
    Unknown(String),
    Field(String),
    Wildcard,
    Recursive,
    Slice(Slice),
    Union(Vec<Vec<Self>>),
    Filter {
        left: Vec<Self>,
        comparison: Option<(String, Vec<Self>)>,
    },
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Slice {
    pub(super) start: Option<i64>,
    pub(super) end: Option<i64>,
    pub(super) step: Option<i64>,
    /// Written as one index: `end` follows from `start`.
    pub(super) single: bool,
}

/// How deep unions, keys and filters may nest.
const MAX_DEPTH: usize = 32;

pub(super) fn parse(template: &str) -> Result<Vec<Piece>, JsonPathError> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (text, action) = rest.split_at(open);
        if !text.is_empty() {
            pieces.push(Piece::Text(text.to_owned()));
        }
        let mut parser = Parser { rest: action.get(1..).unwrap_or(""), depth: 0 };
        let nodes = parser.action(true)?;
        rest = parser.rest;
        pieces.push(match nodes.first() {
            Some(Node::Unknown(word)) if word == "range" => Piece::Range(nodes.into_iter().skip(1).collect()),
            Some(Node::Unknown(word)) if word == "end" => Piece::End,
            _ => Piece::Find(nodes),
        });
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Parser<'a> {
    /// Reads steps up to `}` (`closed`), or up to the end.
    fn action(&mut self, closed: bool) -> Result<Vec<Node>, JsonPathError> {
        let mut nodes = Vec::new();
        loop {
            if let Some(rest) = self.rest.strip_prefix('}') {
                self.rest = rest;
                return Ok(nodes);
            }
            if let Some(rest) = self.rest.strip_prefix("[?(") {
                self.rest = rest;
                nodes.push(self.filter()?);
                continue;
            }
            if let Some(rest) = self.rest.strip_prefix("..") {
                if nodes.last() == Some(&Node::Recursive) {
                    return fail("invalid multiple recursive descent");
                }
                self.rest = rest;
                nodes.push(Node::Recursive);
                if self.rest.starts_with(is_word) {
                    nodes.push(self.field());
                }
                continue;
            }
            let Some(next) = self.rest.chars().next() else {
                return if closed { fail("unclosed action") } else { Ok(nodes) };
            };
            match next {
                '\n' | '\r' => return fail("unclosed action"),
                ' ' | '@' | '$' => self.skip(1),
                '[' => nodes.extend(self.array()?),
                '"' | '\'' => nodes.push(self.quote(next)?),
                '.' => {
                    self.skip(1);
                    nodes.push(self.field());
                }
                '+' | '-' | '0'..='9' => nodes.push(self.number()?),
                _ if is_word(next) => nodes.push(self.word()),
                _ => {
                    let code = u32::from(next);
                    return fail(format!("unrecognized character in action: U+{code:04X} '{next}'"));
                }
            }
        }
    }

    fn nested(&self, text: &str) -> Result<Vec<Node>, JsonPathError> {
        if self.depth >= MAX_DEPTH {
            return fail("path nests too deep");
        }
        Parser { rest: text, depth: self.depth + 1 }.action(false)
    }

    fn field(&mut self) -> Node {
        let mut name = String::new();
        let mut rest = self.rest.chars();
        while let Some(next) = rest.clone().next() {
            if next == '\\' {
                rest.next();
                name.extend(rest.next());
            } else if ends_word(next) {
                break;
            } else {
                name.push(next);
                rest.next();
            }
        }
        self.rest = rest.as_str();
        if name == "*" { Node::Wildcard } else { Node::Field(name) }
    }

    fn word(&mut self) -> Node {
        let word = self.until(ends_word);
        match word {
            "true" => Node::Constant(Value::Bool(true)),
            "false" => Node::Constant(Value::Bool(false)),
            _ => Node::Unknown(word.to_owned()),
        }
    }

    fn number(&mut self) -> Result<Node, JsonPathError> {
        let text = self.until(|c| !matches!(c, '+' | '-' | '.' | '0'..='9') && !c.is_alphanumeric());
        let integer = text.parse::<i64>().map(Value::from);
        match integer.or_else(|_| text.parse::<f64>().map(Value::from)) {
            Ok(value) => Ok(Node::Constant(value)),
            Err(_) => fail(format!("cannot parse number {text}")),
        }
    }

    fn quote(&mut self, quote: char) -> Result<Node, JsonPathError> {
        self.skip(1);
        let mut text = String::new();
        let mut rest = self.rest.chars();
        loop {
            match rest.next() {
                None | Some('\n') => return fail("unterminated quoted string"),
                Some(end) if end == quote => break,
                Some('\\') => text.push(match rest.next() {
                    None => return fail("unterminated quoted string"),
                    Some('n') => '\n',
                    Some('t') => '\t',
                    Some('r') => '\r',
                    Some('a') => '\x07',
                    Some('b') => '\x08',
                    Some('f') => '\x0C',
                    Some('v') => '\x0B',
                    Some(other) => other,
                }),
                Some(character) => text.push(character),
            }
        }
        self.rest = rest.as_str();
        Ok(Node::Constant(Value::String(text)))
    }

    fn filter(&mut self) -> Result<Node, JsonPathError> {
        let text = self.until_closing_parenthesis()?;
        if !self.rest.starts_with(']') {
            return fail("unclosed array expect ]");
        }
        self.skip(1);
        let is_operator = |character| matches!(character, '!' | '<' | '>' | '=');
        let Some(at) = text.find(is_operator).filter(|at| *at > 0) else {
            return Ok(Node::Filter { left: self.nested(text)?, comparison: None });
        };
        let (left, rest) = text.split_at(at);
        let right = rest.trim_start_matches(is_operator);
        let operator = rest.strip_suffix(right).unwrap_or(rest);
        if right.is_empty() {
            return Ok(Node::Filter { left: self.nested(text)?, comparison: None });
        }
        let comparison = Some((operator.to_owned(), self.nested(right)?));
        Ok(Node::Filter { left: self.nested(left)?, comparison })
    }

    fn until_closing_parenthesis(&mut self) -> Result<&'a str, JsonPathError> {
        let mut quote = None;
        let mut before = None;
        for (at, character) in self.rest.char_indices() {
            match character {
                '\n' | '\r' => break,
                '"' | '\'' if quote.is_none() => quote = Some(character),
                _ if quote == Some(character) && before != Some('\\') => quote = None,
                ')' if quote.is_none() => {
                    let (text, rest) = self.rest.split_at(at);
                    self.rest = rest.get(1..).unwrap_or("");
                    return Ok(text);
                }
                _ => {}
            }
            before = Some(character);
        }
        fail("unterminated filter")
    }

    fn array(&mut self) -> Result<Vec<Node>, JsonPathError> {
        self.skip(1);
        let Some((text, rest)) = self.rest.split_once(']').filter(|(text, _)| !text.contains('\n')) else {
            return fail("unterminated array");
        };
        self.rest = rest;
        if text.contains(',') {
            let alternatives =
                text.split(',').map(|one| self.nested(&format!("[{}]", one.trim_matches(' '))));
            return Ok(vec![Node::Union(alternatives.collect::<Result<_, _>>()?)]);
        }
        let key = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
        if let Some(key) = key.filter(|key| !key.contains('\'')) {
            return self.nested(&format!(".{key}"));
        }
        slice(if text == "*" { ":" } else { text }).map(|slice| vec![Node::Slice(slice)])
    }

    fn until(&mut self, end: impl Fn(char) -> bool) -> &'a str {
        let at = self.rest.find(end).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(at);
        self.rest = rest;
        text
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or("");
    }
}

fn slice(text: &str) -> Result<Slice, JsonPathError> {
    let parts: Vec<_> = text.split(':').collect();
    let well_formed = |part: &&str| {
        let digits = part.strip_prefix('-').unwrap_or(part);
        digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if parts.len() > 3 || !parts.iter().all(well_formed) {
        return fail(format!("invalid array index {text}"));
    }
    let bound = |part: Option<&&str>| match part {
        None | Some(&"") => Ok(None),
        Some(part) => match part.parse::<i64>() {
            Ok(bound) => Ok(Some(bound)),
            Err(_) => fail(format!("array index {part} is not a number")),
        },
    };
    let start = bound(parts.first())?;
    if parts.len() == 1 {
        let end = start.unwrap_or(0).saturating_add(1);
        return Ok(Slice { start, end: Some(end), step: None, single: true });
    }
    Ok(Slice { start, end: bound(parts.get(1))?, step: bound(parts.get(2))?, single: false })
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn ends_word(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n' | '.' | ',' | '[' | ']' | '$' | '@' | '{' | '}')
}
