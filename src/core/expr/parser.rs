//! Tokens to a tree, by precedence climbing.

use super::ast::{Kind, Node, Operator};
use super::budget::DEPTH;
use super::builtins;
use super::lexer::{Token, TokenKind, tokens};
use super::signs::{combine, sign_operator, word_operator};
use super::{ExprError, Value};

/// An expression that was read.
#[derive(Debug, Clone)]
pub struct Program {
    pub(super) root: Node,
    pub(super) source: String,
}

/// Reads an expression.
///
/// # Errors
/// When it is none, with expr-lang's words and the place.
pub fn parse(text: &str) -> Result<Program, ExprError> {
    let read = || {
        let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0, closures: 0 };
        let root = parser.sequence()?;
        match parser.peek() {
            TokenKind::End => Ok(root),
            _ => Err(parser.unexpected()),
        }
    };
    let root = read().map_err(|e: ExprError| e.in_source(text))?;
    Ok(Program { root, source: text.to_owned() })
}

impl Program {
    /// Evaluates it.
    ///
    /// # Errors
    /// When something in it has no value.
    pub fn run(&self, environment: &dyn super::Environment) -> Result<Value, ExprError> {
        super::eval::run(&self.root, environment).map_err(|e| e.in_source(&self.source))
    }
}

pub(super) struct Parser {
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
    depth: usize,
    pub(super) closures: usize,
}

pub(super) type Parsed = Result<Node, ExprError>;

impl Parser {
    pub(super) fn peek(&self) -> &TokenKind {
        self.tokens.get(self.at).map_or(&TokenKind::End, |token| &token.kind)
    }

    pub(super) fn place(&self) -> usize {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |token| token.at)
    }

    pub(super) fn is(&self, sign: &str) -> bool {
        matches!(self.peek(), TokenKind::Sign(s) if *s == sign)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), TokenKind::Name(name) if name == word)
    }

    pub(super) fn take(&mut self, sign: &str) -> bool {
        let found = self.is(sign);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, sign: &str) -> Result<(), ExprError> {
        if self.take(sign) { Ok(()) } else { Err(self.unexpected()) }
    }

    pub(super) fn unexpected(&self) -> ExprError {
        let token = match self.peek() {
            TokenKind::End => "EOF".to_owned(),
            TokenKind::Int(n) => format!("Number(\"{n}\")"),
            TokenKind::Float(n) => format!("Number(\"{n}\")"),
            TokenKind::Text(text) => format!("String({text:?})"),
            TokenKind::Name(name) if word_operator(name).is_some() => format!("Operator({name:?})"),
            TokenKind::Name(name) => format!("Identifier({name:?})"),
            TokenKind::Sign(sign @ ("(" | ")" | "[" | "]" | "{" | "}")) => format!("Bracket({sign:?})"),
            TokenKind::Sign(sign) => format!("Operator({sign:?})"),
        };
        ExprError::syntax(format!("unexpected token {token}"), self.place())
    }

    pub(super) fn sequence(&mut self) -> Parsed {
        let at = self.place();
        let mut parts = vec![self.expression(0)?];
        while self.take(";") {
            if matches!(self.peek(), TokenKind::End) || self.is("}") {
                break;
            }
            parts.push(self.expression(0)?);
        }
        Ok(match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => Node { kind: Kind::Sequence(parts.into_iter().chain(last).collect()), at },
        })
    }

    pub(super) fn expression(&mut self, least: u8) -> Parsed {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(ExprError::syntax("the expression nests too deep", self.place()));
        }
        let parsed = self.expression_inside(least);
        self.depth -= 1;
        parsed
    }

    fn expression_inside(&mut self, least: u8) -> Parsed {
        if least == 0 && self.is_word("let") {
            return self.declaration();
        }
        if least == 0 && self.is_word("if") {
            return self.conditional();
        }
        let mut left = self.unary()?;
        while let Some((operator, negated)) = self.operator() {
            let (strength, to_the_right) = operator.map_or((0, false), Operator::strength);
            if strength < least.max(1) && operator.is_some() || operator.is_none() && least > 0 {
                break;
            }
            let at = self.place();
            self.at += 1 + usize::from(negated);
            let Some(operator) = operator else {
                left = self.pipe(left, at)?;
                continue;
            };
            let next = if to_the_right { strength } else { strength + 1 };
            let right = self.expression(next)?;
            left = combine(left, operator, right, at);
            if negated {
                left = Node { kind: Kind::Not(Box::new(left)), at };
            }
        }
        if least == 0 {
            left = self.choice(left)?;
        }
        Ok(left)
    }

    /// The operator that comes next, `None` inside for the pipe, and whether `not` stands before it.
    fn operator(&self) -> Option<(Option<Operator>, bool)> {
        match self.peek() {
            TokenKind::Sign("|") => Some((None, false)),
            TokenKind::Sign(sign) => sign_operator(sign).map(|o| (Some(o), false)),
            TokenKind::Name(word) if word == "not" => match self.tokens.get(self.at + 1).map(|t| &t.kind) {
                Some(TokenKind::Name(next)) => match word_operator(next) {
                    Some(o) if !matches!(o, Operator::And | Operator::Or) => Some((Some(o), true)),
                    _ => None,
                },
                _ => None,
            },
            TokenKind::Name(word) => word_operator(word).map(|o| (Some(o), false)),
            _ => None,
        }
    }

    /// `value | function(rest)` is `function(value, rest)`.
    fn pipe(&mut self, left: Node, at: usize) -> Parsed {
        let TokenKind::Name(name) = self.peek().clone() else { return Err(self.unexpected()) };
        self.at += 1;
        if !self.is("(") {
            return Err(self.unexpected());
        }
        let call = self.call_of_name(name, at, Some(left))?;
        self.postfix(call)
    }

    fn choice(&mut self, condition: Node) -> Parsed {
        let at = condition.at;
        if !self.take("?") {
            return Ok(condition);
        }
        let (then, otherwise) = if self.take(":") {
            (condition.clone(), self.expression(0)?)
        } else {
            let then = self.expression(0)?;
            self.expect(":")?;
            (then, self.expression(0)?)
        };
        let kind = Kind::Choice(Box::new(condition), Box::new(then), Box::new(otherwise));
        Ok(Node { kind, at })
    }

    fn declaration(&mut self) -> Parsed {
        let at = self.place();
        self.at += 1;
        let TokenKind::Name(name) = self.peek().clone() else { return Err(self.unexpected()) };
        self.at += 1;
        self.expect("=")?;
        let value = Box::new(self.expression(0)?);
        self.expect(";")?;
        let body = Box::new(self.sequence()?);
        Ok(Node { kind: Kind::Let { name, value, body }, at })
    }

    fn conditional(&mut self) -> Parsed {
        let at = self.place();
        self.at += 1;
        let condition = self.expression(0)?;
        self.expect("{")?;
        let then = self.sequence()?;
        self.expect("}")?;
        if !self.is_word("else") {
            return Err(self.unexpected());
        }
        self.at += 1;
        let otherwise = if self.is_word("if") {
            self.conditional()?
        } else {
            self.expect("{")?;
            let body = self.sequence()?;
            self.expect("}")?;
            body
        };
        Ok(Node { kind: Kind::Choice(Box::new(condition), Box::new(then), Box::new(otherwise)), at })
    }

    fn unary(&mut self) -> Parsed {
        let at = self.place();
        if self.is("!") || self.is_word("not") {
            self.at += 1;
            let inner = self.expression(50)?;
            return Ok(Node { kind: Kind::Not(Box::new(inner)), at });
        }
        if self.is("-") || self.is("+") {
            let minus = self.is("-");
            self.at += 1;
            let inner = Box::new(self.expression(90)?);
            return Ok(Node { kind: if minus { Kind::Minus(inner) } else { Kind::Plus(inner) }, at });
        }
        let primary = self.primary()?;
        // Literals have no members.
        let literal = matches!(primary.kind, Kind::Nil | Kind::Bool(_) | Kind::Int(_) | Kind::Float(_));
        if literal { Ok(primary) } else { self.postfix(primary) }
    }

    fn primary(&mut self) -> Parsed {
        let at = self.place();
        let token = self.peek().clone();
        let simple = |kind| Ok(Node { kind, at });
        match token {
            TokenKind::Int(n) => {
                self.at += 1;
                simple(Kind::Int(n))
            }
            TokenKind::Float(n) => {
                self.at += 1;
                simple(Kind::Float(n))
            }
            TokenKind::Text(text) => {
                self.at += 1;
                simple(Kind::Text(text))
            }
            TokenKind::Name(name) => self.name(name, at),
            TokenKind::Sign("(") => {
                self.at += 1;
                let inner = self.sequence()?;
                self.expect(")")?;
                Ok(inner)
            }
            TokenKind::Sign("[") => {
                self.at += 1;
                let items = self.items("]")?;
                simple(Kind::List(items))
            }
            TokenKind::Sign("{") => self.map(at),
            TokenKind::Sign("#") if self.closures > 0 => {
                self.at += 1;
                let mut name = String::new();
                if let TokenKind::Name(word) = self.peek()
                    && self.place() == at + 1
                {
                    name.clone_from(word);
                    self.at += 1;
                }
                simple(Kind::Pointer(name))
            }
            TokenKind::Sign(".") if self.closures > 0 => simple(Kind::Pointer(String::new())),
            _ => Err(self.unexpected()),
        }
    }

    pub(super) fn items(&mut self, end: &str) -> Result<Vec<Node>, ExprError> {
        let mut items = Vec::new();
        while !self.take(end) {
            if !items.is_empty() {
                self.expect(",")?;
                if self.take(end) {
                    break;
                }
            }
            items.push(self.expression(0)?);
        }
        Ok(items)
    }

    fn map(&mut self, at: usize) -> Parsed {
        self.at += 1;
        let mut entries = Vec::new();
        while !self.take("}") {
            if !entries.is_empty() {
                self.expect(",")?;
                if self.take("}") {
                    break;
                }
            }
            let place = self.place();
            let key = match self.peek().clone() {
                TokenKind::Text(text) | TokenKind::Name(text) => {
                    self.at += 1;
                    Node { kind: Kind::Text(text), at: place }
                }
                TokenKind::Int(n) => {
                    self.at += 1;
                    Node { kind: Kind::Text(n.to_string()), at: place }
                }
                TokenKind::Sign("(") => self.expression(0)?,
                _ => {
                    let why = "a map key must be a quoted string, a number, a identifier, or an expression enclosed in parentheses";
                    return Err(ExprError::syntax(why, place));
                }
            };
            self.expect(":")?;
            entries.push((key, self.expression(0)?));
        }
        Ok(Node { kind: Kind::Map(entries), at })
    }

    fn name(&mut self, name: String, at: usize) -> Parsed {
        let kind = match name.as_str() {
            "nil" => Kind::Nil,
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            "$env" => Kind::Environment,
            word if word_operator(word).is_some() || matches!(word, "not" | "let" | "if" | "else") => {
                return Err(self.unexpected());
            }
            _ => {
                self.at += 1;
                if self.is("(") && (builtins::shape(&name).is_some()) {
                    return self.call_of_name(name, at, None);
                }
                return Ok(Node { kind: Kind::Name(name), at });
            }
        };
        self.at += 1;
        Ok(Node { kind, at })
    }
}
