//! Tokens to a tree. Operators of equal rank take the left operand first.

use super::token::{Kind, Token};
use super::value::Value;

/// A part of a condition.
#[derive(Debug)]
pub(super) enum Stage {
    Literal(Value),
    /// A name without a value.
    Name(String),
    /// Brackets.
    Group(Option<Box<Self>>),
    Prefix(String, Option<Box<Self>>),
    Chain(Box<Chain>),
}

/// Operators of one rank, to be applied from left to right.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) rank: Rank,
    pub(super) first: Option<Stage>,
    /// Each operator with its right operand.
    pub(super) rest: Vec<(String, Option<Stage>)>,
}

/// What binds how closely, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    Separator,
    Ternary,
    Or,
    And,
    Comparator,
    Bitwise,
    Shift,
    Additive,
    Multiplicative,
    Exponent,
}

impl Rank {
    fn tighter(self) -> Option<Self> {
        Some(match self {
            Self::Separator => Self::Ternary,
            Self::Ternary => Self::Or,
            Self::Or => Self::And,
            Self::And => Self::Comparator,
            Self::Comparator => Self::Bitwise,
            Self::Bitwise => Self::Shift,
            Self::Shift => Self::Additive,
            Self::Additive => Self::Multiplicative,
            Self::Multiplicative => Self::Exponent,
            Self::Exponent => return None,
        })
    }

    fn has(self, token: &Token) -> bool {
        let words: &[&str] = match self {
            Self::Separator => return token.kind == Kind::Separator,
            Self::Ternary => return token.kind == Kind::Ternary,
            Self::Comparator => return token.kind == Kind::Comparator,
            Self::Or => &["||"],
            Self::And => &["&&"],
            Self::Bitwise => &["^", "&", "|"],
            Self::Shift => &[">>", "<<"],
            Self::Additive => &["+", "-"],
            Self::Multiplicative => &["*", "/", "%"],
            Self::Exponent => &["**"],
        };
        matches!(token.kind, Kind::Logical | Kind::Modifier) && words.contains(&token.text())
    }
}

/// How deep brackets and operators may be nested; the reference has no limit but its memory.
const DEEPEST: usize = 100;

/// Makes a tree of tokens; nothing of an empty text. Tokens after a complete condition are not looked at, as in the
/// reference.
///
/// # Errors
/// When a token cannot stand where it does.
pub(super) fn plan(tokens: &[Token]) -> Result<Option<Stage>, String> {
    Planner { tokens, at: 0, depth: 0 }.level(Rank::Separator)
}

struct Planner<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
}

impl Planner<'_> {
    fn level(&mut self, rank: Rank) -> Result<Option<Stage>, String> {
        let first = self.tighter(rank)?;
        let mut rest = Vec::new();
        while let Some(token) = self.tokens.get(self.at).filter(|token| rank.has(token)) {
            self.at += 1;
            rest.push((token.text().to_owned(), self.tighter(rank)?));
        }
        Ok(if rest.is_empty() { first } else { Some(Stage::Chain(Box::new(Chain { rank, first, rest }))) })
    }

    fn tighter(&mut self, rank: Rank) -> Result<Option<Stage>, String> {
        match rank.tighter() {
            Some(next) => self.level(next),
            None => self.value(),
        }
    }

    fn value(&mut self) -> Result<Option<Stage>, String> {
        let Some(token) = self.tokens.get(self.at) else { return Ok(None) };
        if token.kind == Kind::ClauseClose {
            return Ok(None);
        }
        self.at += 1;
        let stage = match token.kind {
            Kind::Clause => Stage::Group(self.group()?),
            Kind::Prefix => Stage::Prefix(token.text().to_owned(), self.value()?.map(Box::new)),
            Kind::Accessor => {
                if self.tokens.get(self.at).is_some_and(|next| next.kind == Kind::Clause) {
                    self.at += 1;
                    self.group()?;
                }
                Stage::Name(token.text().to_owned())
            }
            Kind::Variable => Stage::Name(token.text().to_owned()),
            Kind::Numeric | Kind::String | Kind::Pattern | Kind::Boolean | Kind::Time => {
                Stage::Literal(token.value.clone())
            }
            kind => {
                return Err(format!(
                    "Unable to plan token kind: '{}', value: '{}'",
                    kind.name(),
                    token.shown
                ));
            }
        };
        Ok(Some(stage))
    }

    /// What stands in brackets, and the closing one.
    fn group(&mut self) -> Result<Option<Box<Stage>>, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("brackets are nested more than {DEEPEST} deep"));
        }
        let inner = self.level(Rank::Separator)?;
        self.at += 1;
        self.depth -= 1;
        Ok(inner.map(Box::new))
    }
}
