//! What stands behind a value: calls, members, indexes, slices.

use super::ExprError;
use super::ast::{Kind, Node};
use super::builtins::{self, Shape};
use super::lexer::TokenKind;
use super::parser::{Parsed, Parser};

impl Parser {
    /// A call by name, with the value of a pipe as first argument.
    pub(super) fn call_of_name(&mut self, name: String, at: usize, first: Option<Node>) -> Parsed {
        self.expect("(")?;
        let Some(shape) = builtins::shape(&name) else {
            let mut args: Vec<Node> = first.into_iter().collect();
            args.extend(self.items(")")?);
            let callee = Box::new(Node { kind: Kind::Name(name), at });
            return Ok(Node { kind: Kind::Call { callee, args }, at });
        };
        let mut args: Vec<Node> = first.into_iter().collect();
        while !self.take(")") {
            // After the value of a pipe the first argument follows at once.
            let opened = self.tokens.get(self.at - 1).is_some_and(|t| t.kind == TokenKind::Sign("("));
            if !opened {
                self.expect(",")?;
            }
            let closure = matches!(shape, Shape::Predicate(position) if position == args.len());
            args.push(if closure { self.closure()? } else { self.expression(0)? });
        }
        if args.len() < builtins::least(&name) {
            return Err(ExprError::syntax("expected at least 2 arguments", self.place()));
        }
        Ok(Node { kind: Kind::Builtin { name, args }, at })
    }

    pub(super) fn closure(&mut self) -> Parsed {
        let at = self.place();
        let braces = self.take("{");
        self.closures += 1;
        let body = self.sequence();
        self.closures -= 1;
        let body = Box::new(body?);
        if braces {
            self.expect("}")?;
        }
        Ok(Node { kind: Kind::Closure(body), at })
    }

    /// Members, indexes, slices and calls behind a value.
    pub(super) fn postfix(&mut self, mut node: Node) -> Parsed {
        let mut chain = false;
        loop {
            let at = self.place();
            let optional = self.is("?.");
            chain |= optional;
            if self.take(".") || self.take("?.") {
                if optional && self.is("[") {
                    node = self.index(node, at, true)?;
                    continue;
                }
                let TokenKind::Name(name) = self.peek().clone() else {
                    return Err(match self.peek() {
                        TokenKind::End => ExprError::syntax("unexpected end of expression", at),
                        _ => self.unexpected(),
                    });
                };
                let at = self.place();
                self.at += 1;
                node = Node { kind: Kind::Member { base: Box::new(node), name, optional }, at };
            } else if self.is("[") {
                node = self.index(node, at, false)?;
            } else if self.take("(") {
                let args = self.items(")")?;
                node = Node { kind: Kind::Call { callee: Box::new(node), args }, at };
            } else {
                break;
            }
        }
        if chain {
            let at = node.at;
            node = Node { kind: Kind::Chain(Box::new(node)), at };
        }
        Ok(node)
    }

    pub(super) fn index(&mut self, base: Node, at: usize, optional: bool) -> Parsed {
        self.expect("[")?;
        let base = Box::new(base);
        let from = if self.is(":") { None } else { Some(Box::new(self.expression(0)?)) };
        if self.take(":") {
            let to = if self.is("]") { None } else { Some(Box::new(self.expression(0)?)) };
            self.expect("]")?;
            return Ok(Node { kind: Kind::Slice { base, from, to }, at });
        }
        self.expect("]")?;
        let index = from.ok_or_else(|| self.unexpected())?;
        Ok(Node { kind: Kind::Index { base, index, optional }, at })
    }
}
