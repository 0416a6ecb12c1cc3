//! Text to tokens, by the rules of YAML 1.1 as libyaml and go-yaml v2 apply them.
//!
//! Indentation becomes explicit block starts and ends here. A scalar may turn out to be a key only when its `:`
//! is seen, so tokens wait in a queue while a "simple key" before them is still possible.

use std::collections::VecDeque;

use super::cursor::{Cursor, Mark};
use super::error::YamlError;
use super::token::{Kind, Style, Token};
use super::{quoted, words};

/// How deep collections may nest. The reference allows 10,000; JSON readers take 128.
pub(super) const MAX_DEPTH: usize = 250;

/// A simple key must be found within one line and this many bytes (YAML 1.1, section 7.4.1).
const MAX_KEY_BYTES: usize = 1024;

/// A token that may still turn out to be a key.
#[derive(Debug, Clone, Copy)]
struct SimpleKey {
    required: bool,
    token: usize,
    flow_level: usize,
    mark: Mark,
}

pub(super) struct Scanner<'a> {
    pub(super) cursor: Cursor<'a>,
    tokens: VecDeque<Token>,
    /// How many tokens the parser has taken.
    taken: usize,
    ended: bool,
    /// Column of the innermost block collection, -1 outside.
    indent: isize,
    indents: Vec<isize>,
    flow_level: usize,
    key_allowed: bool,
    /// Keys that are still possible, outermost flow level first; at most one for each level.
    keys: VecDeque<SimpleKey>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            cursor: Cursor::new(text),
            tokens: VecDeque::new(),
            taken: 0,
            ended: false,
            indent: -1,
            indents: Vec::new(),
            flow_level: 0,
            key_allowed: true,
            keys: VecDeque::new(),
        }
    }

    /// The next token, without taking it.
    pub(super) fn peek(&mut self) -> Result<&Token, YamlError> {
        while self.needs_more()? {
            self.fetch()?;
        }
        if self.tokens.is_empty() {
            let mark = self.cursor.mark;
            self.tokens.push_back(Token { kind: Kind::StreamEnd, start: mark, end: mark });
        }
        self.tokens.front().ok_or_else(|| self.cursor.error("found unexpected end of stream"))
    }

    /// Takes the next token.
    pub(super) fn next(&mut self) -> Result<Token, YamlError> {
        self.peek()?;
        self.taken += 1;
        self.tokens.pop_front().ok_or_else(|| self.cursor.error("found unexpected end of stream"))
    }

    fn needs_more(&mut self) -> Result<bool, YamlError> {
        if self.ended {
            return Ok(false);
        }
        if self.tokens.is_empty() {
            return Ok(true);
        }
        while self.keys.front().is_some_and(|key| key.token < self.taken) {
            self.keys.pop_front();
        }
        match self.keys.front().copied() {
            Some(key) if key.token == self.taken => {
                let possible = self.still_possible(&key)?;
                if !possible {
                    self.keys.pop_front();
                }
                Ok(possible)
            }
            _ => Ok(false),
        }
    }

    fn still_possible(&self, key: &SimpleKey) -> Result<bool, YamlError> {
        let here = self.cursor.mark;
        if key.mark.line == here.line && key.mark.index + MAX_KEY_BYTES >= here.index {
            return Ok(true);
        }
        if key.required { Err(self.cursor.error("could not find expected ':'")) } else { Ok(false) }
    }

    fn fetch(&mut self) -> Result<(), YamlError> {
        self.skip_to_token();
        self.unroll(isize::try_from(self.cursor.mark.column).unwrap_or(isize::MAX));
        let cursor = &self.cursor;
        if cursor.at_end() {
            return self.fetch_stream_end();
        }
        if cursor.mark.column == 0 && cursor.byte(0) == b'%' {
            return self.fetch_directive();
        }
        if cursor.at_document_indicator() {
            let kind = if cursor.byte(0) == b'-' { Kind::DocumentStart } else { Kind::DocumentEnd };
            return self.fetch_document_indicator(kind);
        }
        let in_flow = self.flow_level > 0;
        let alone = cursor.is_blank_or_end(1);
        match cursor.byte(0) {
            b'[' => self.fetch_flow_start(Kind::FlowSequenceStart),
            b'{' => self.fetch_flow_start(Kind::FlowMappingStart),
            b']' => self.fetch_flow_end(Kind::FlowSequenceEnd),
            b'}' => self.fetch_flow_end(Kind::FlowMappingEnd),
            b',' => self.fetch_flow_entry(),
            b'-' if alone => self.fetch_block_entry(),
            b'?' if in_flow || alone => self.fetch_key(),
            b':' if in_flow || alone => self.fetch_value(),
            b'*' | b'&' => self.fetch_word(words::anchor),
            b'!' => self.fetch_word(words::tag),
            b'|' | b'>' if !in_flow => self.fetch_block_scalar(),
            b'\'' | b'"' => self.fetch_word(quoted::scan),
            b'#' | b'|' | b'>' | b'%' | b'@' | b'`' | b' ' | b'\t' => {
                Err(self.cursor.error("found character that cannot start any token"))
            }
            _ => self.fetch_plain(),
        }
    }

    /// Passes over blanks, comments and line breaks. Tabs count as blanks only where no key could begin.
    fn skip_to_token(&mut self) {
        loop {
            while self.cursor.byte(0) == b' '
                || (self.cursor.byte(0) == b'\t' && (self.flow_level > 0 || !self.key_allowed))
            {
                self.cursor.skip();
            }
            self.cursor.skip_comment();
            if !self.cursor.is_break(0) {
                return;
            }
            self.cursor.skip_break();
            if self.flow_level == 0 {
                self.key_allowed = true;
            }
        }
    }

    fn fetch_stream_end(&mut self) -> Result<(), YamlError> {
        if self.cursor.mark.column != 0 {
            self.cursor.mark.column = 0;
            self.cursor.mark.line += 1;
        }
        self.unroll(-1);
        self.forget_key()?;
        self.key_allowed = false;
        self.ended = true;
        self.push_here(Kind::StreamEnd, 0);
        Ok(())
    }

    fn fetch_directive(&mut self) -> Result<(), YamlError> {
        self.unroll(-1);
        self.forget_key()?;
        self.key_allowed = false;
        let token = words::directive(&mut self.cursor)?;
        self.tokens.push_back(token);
        Ok(())
    }

    fn fetch_document_indicator(&mut self, kind: Kind) -> Result<(), YamlError> {
        self.unroll(-1);
        self.forget_key()?;
        self.key_allowed = false;
        self.push_here(kind, 3);
        Ok(())
    }

    fn fetch_flow_start(&mut self, kind: Kind) -> Result<(), YamlError> {
        self.save_key()?;
        self.flow_level += 1;
        self.check_depth()?;
        self.key_allowed = true;
        self.push_here(kind, 1);
        Ok(())
    }

    fn fetch_flow_end(&mut self, kind: Kind) -> Result<(), YamlError> {
        self.forget_key()?;
        self.flow_level = self.flow_level.saturating_sub(1);
        self.key_allowed = false;
        self.push_here(kind, 1);
        Ok(())
    }

    fn fetch_flow_entry(&mut self) -> Result<(), YamlError> {
        self.forget_key()?;
        self.key_allowed = true;
        self.push_here(Kind::FlowEntry, 1);
        Ok(())
    }

    fn fetch_block_entry(&mut self) -> Result<(), YamlError> {
        if self.flow_level == 0 {
            if !self.key_allowed {
                return Err(self.cursor.error("block sequence entries are not allowed in this context"));
            }
            self.roll(self.cursor.mark, None, Kind::BlockSequenceStart)?;
        }
        self.forget_key()?;
        self.key_allowed = true;
        self.push_here(Kind::BlockEntry, 1);
        Ok(())
    }

    fn fetch_key(&mut self) -> Result<(), YamlError> {
        if self.flow_level == 0 {
            if !self.key_allowed {
                return Err(self.cursor.error("mapping keys are not allowed in this context"));
            }
            self.roll(self.cursor.mark, None, Kind::BlockMappingStart)?;
        }
        self.forget_key()?;
        self.key_allowed = self.flow_level == 0;
        self.push_here(Kind::Key, 1);
        Ok(())
    }

    fn fetch_value(&mut self) -> Result<(), YamlError> {
        let key = match self.keys.back().copied() {
            Some(key) if key.flow_level == self.flow_level && self.still_possible(&key)? => Some(key),
            _ => None,
        };
        if let Some(key) = key {
            self.keys.pop_back();
            let place = key.token.saturating_sub(self.taken);
            self.tokens.insert(place, Token { kind: Kind::Key, start: key.mark, end: key.mark });
            self.roll(key.mark, Some(place), Kind::BlockMappingStart)?;
            self.key_allowed = false;
        } else {
            if self.flow_level == 0 {
                if !self.key_allowed {
                    return Err(self.cursor.error("mapping values are not allowed in this context"));
                }
                self.roll(self.cursor.mark, None, Kind::BlockMappingStart)?;
            }
            self.key_allowed = self.flow_level == 0;
        }
        self.push_here(Kind::Value, 1);
        Ok(())
    }

    fn fetch_word(&mut self, scan: fn(&mut Cursor<'a>) -> Result<Token, YamlError>) -> Result<(), YamlError> {
        self.save_key()?;
        self.key_allowed = false;
        let token = scan(&mut self.cursor)?;
        self.tokens.push_back(token);
        Ok(())
    }

    fn fetch_block_scalar(&mut self) -> Result<(), YamlError> {
        self.forget_key()?;
        self.key_allowed = true;
        let token = super::block::scan(&mut self.cursor, self.indent)?;
        self.tokens.push_back(token);
        Ok(())
    }

    fn fetch_plain(&mut self) -> Result<(), YamlError> {
        self.save_key()?;
        let plain = super::plain::scan(&mut self.cursor, self.indent, self.flow_level > 0)?;
        // A plain scalar that ends with a line break leaves us at the start of a line, where a key may begin.
        self.key_allowed = plain.ends_line;
        let kind = Kind::Scalar { value: plain.value, style: Style::Plain };
        self.tokens.push_back(Token { kind, start: plain.start, end: plain.end });
        Ok(())
    }

    fn save_key(&mut self) -> Result<(), YamlError> {
        if self.key_allowed {
            self.forget_key()?;
            let column = isize::try_from(self.cursor.mark.column).unwrap_or(isize::MAX);
            self.keys.push_back(SimpleKey {
                required: self.flow_level == 0 && self.indent == column,
                token: self.taken + self.tokens.len(),
                flow_level: self.flow_level,
                mark: self.cursor.mark,
            });
        }
        Ok(())
    }

    /// Gives up the possible key of this flow level.
    fn forget_key(&mut self) -> Result<(), YamlError> {
        match self.keys.back() {
            Some(key) if key.flow_level == self.flow_level => {
                if key.required {
                    return Err(self.cursor.error("could not find expected ':'"));
                }
                self.keys.pop_back();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Opens a block collection when the column is deeper than the innermost one.
    fn roll(&mut self, mark: Mark, place: Option<usize>, kind: Kind) -> Result<(), YamlError> {
        let column = isize::try_from(mark.column).unwrap_or(isize::MAX);
        if self.flow_level > 0 || self.indent >= column {
            return Ok(());
        }
        self.indents.push(self.indent);
        self.indent = column;
        self.check_depth()?;
        let token = Token { kind, start: mark, end: mark };
        match place {
            Some(place) => self.tokens.insert(place, token),
            None => self.tokens.push_back(token),
        }
        Ok(())
    }

    /// Closes the block collections that are deeper than the column.
    fn unroll(&mut self, column: isize) {
        if self.flow_level > 0 {
            return;
        }
        while self.indent > column {
            self.push_here(Kind::BlockEnd, 0);
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }

    fn check_depth(&self) -> Result<(), YamlError> {
        if self.flow_level + self.indents.len() > MAX_DEPTH {
            return Err(self.cursor.error(&format!("exceeded max depth of {MAX_DEPTH}")));
        }
        Ok(())
    }

    fn push_here(&mut self, kind: Kind, width: usize) {
        let start = self.cursor.mark;
        self.cursor.skip_many(width);
        self.tokens.push_back(Token { kind, start, end: self.cursor.mark });
    }
}
