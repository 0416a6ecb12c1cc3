//! Tokens to a tree, by precedence climbing.

use super::ast::{Kind, Node, Operator};
use super::budget::DEPTH;
use super::builtins::{self, Shape};
use super::lexer::{Token, TokenKind, tokens};
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

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    closures: usize,
}

type Parsed = Result<Node, ExprError>;

impl Parser {
    fn peek(&self) -> &TokenKind {
        self.tokens.get(self.at).map_or(&TokenKind::End, |token| &token.kind)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |token| token.at)
    }

    fn is(&self, sign: &str) -> bool {
        matches!(self.peek(), TokenKind::Sign(s) if *s == sign)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), TokenKind::Name(name) if name == word)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.is(sign);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), ExprError> {
        if self.take(sign) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> ExprError {
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

    fn sequence(&mut self) -> Parsed {
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

    fn expression(&mut self, least: u8) -> Parsed {
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

    fn items(&mut self, end: &str) -> Result<Vec<Node>, ExprError> {
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

    /// A call by name, with the value of a pipe as first argument.
    fn call_of_name(&mut self, name: String, at: usize, first: Option<Node>) -> Parsed {
        self.expect("(")?;
        let Some(shape) = builtins::shape(&name) else {
            let mut args: Vec<Node> = first.into_iter().collect();
            args.extend(self.items(")")?);
            let callee = Box::new(Node { kind: Kind::Name(name), at });
            return Ok(Node { kind: Kind::Call { callee, args }, at });
        };
        let mut args: Vec<Node> = first.into_iter().collect();
        while !self.take(")") {
            if !args.is_empty()
                && !(args.len() == 1
                    && self.tokens.get(self.at - 1).is_some_and(|t| t.kind == TokenKind::Sign("(")))
            {
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

    fn closure(&mut self) -> Parsed {
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
    fn postfix(&mut self, mut node: Node) -> Parsed {
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

    fn index(&mut self, base: Node, at: usize, optional: bool) -> Parsed {
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

/// `a < b < c` means `a < b && b < c`.
fn combine(left: Node, operator: Operator, right: Node, at: usize) -> Node {
    use Operator::{Greater, GreaterEqual, Less, LessEqual};
    let compares = |o: Operator| matches!(o, Less | Greater | LessEqual | GreaterEqual);
    if compares(operator)
        && let Kind::Binary(before, _, middle) = &left.kind
        && (compares(*before) || *before == Operator::And && is_comparison(middle))
    {
        let middle = if let Kind::Binary(_, _, last) = &middle.kind
            && *before == Operator::And
        {
            last.clone()
        } else {
            middle.clone()
        };
        let second = Node { kind: Kind::Binary(operator, middle, Box::new(right)), at };
        return Node { kind: Kind::Binary(Operator::And, Box::new(left), Box::new(second)), at };
    }
    Node { kind: Kind::Binary(operator, Box::new(left), Box::new(right)), at }
}

fn is_comparison(node: &Node) -> bool {
    use Operator::{Greater, GreaterEqual, Less, LessEqual};
    matches!(&node.kind, Kind::Binary(Less | Greater | LessEqual | GreaterEqual, _, _))
}

fn sign_operator(sign: &str) -> Option<Operator> {
    Some(match sign {
        "||" => Operator::Or,
        "&&" => Operator::And,
        "==" => Operator::Equal,
        "!=" => Operator::NotEqual,
        "<" => Operator::Less,
        ">" => Operator::Greater,
        "<=" => Operator::LessEqual,
        ">=" => Operator::GreaterEqual,
        ".." => Operator::Range,
        "+" => Operator::Add,
        "-" => Operator::Subtract,
        "*" => Operator::Multiply,
        "/" => Operator::Divide,
        "%" => Operator::Modulo,
        "**" | "^" => Operator::Power,
        "??" => Operator::Coalesce,
        _ => return None,
    })
}

fn word_operator(word: &str) -> Option<Operator> {
    Some(match word {
        "or" => Operator::Or,
        "and" => Operator::And,
        "in" => Operator::In,
        "matches" => Operator::Matches,
        "contains" => Operator::Contains,
        "startsWith" => Operator::StartsWith,
        "endsWith" => Operator::EndsWith,
        _ => return None,
    })
}
