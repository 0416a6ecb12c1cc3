//! Tokens of a condition.

use super::value::Value;

/// What a token is; the names are those of the reference's messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Before the first token.
    Start,
    Prefix,
    Numeric,
    Boolean,
    String,
    Pattern,
    Time,
    Variable,
    Separator,
    Accessor,
    Comparator,
    Logical,
    Modifier,
    Clause,
    ClauseClose,
    Ternary,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Start => "UNKNOWN",
            Self::Prefix => "PREFIX",
            Self::Numeric => "NUMERIC",
            Self::Boolean => "BOOLEAN",
            Self::String => "STRING",
            Self::Pattern => "PATTERN",
            Self::Time => "TIME",
            Self::Variable => "VARIABLE",
            Self::Separator => "SEPARATOR",
            Self::Accessor => "ACCESSOR",
            Self::Comparator => "COMPARATOR",
            Self::Logical => "LOGICALOP",
            Self::Modifier => "MODIFIER",
            Self::Clause => "CLAUSE",
            Self::ClauseClose => "CLAUSE_CLOSE",
            Self::Ternary => "TERNARY",
        }
    }

    /// Which kinds may follow.
    pub(super) fn may_precede(self, next: Self) -> bool {
        use Kind::*;
        let operand = matches!(next, Numeric | Boolean | Variable | Accessor | String | Clause);
        let operator = matches!(next, Modifier | Comparator | Logical | ClauseClose | Separator);
        match self {
            Start => operand || matches!(next, Prefix | Pattern | Time),
            Clause => operand || matches!(next, Prefix | Pattern | Time | ClauseClose),
            ClauseClose => {
                operator
                    || matches!(
                        next,
                        Ternary | Numeric | Boolean | Variable | String | Pattern | Time | Clause
                    )
            }
            Numeric | Boolean | String | Variable => operator || next == Ternary,
            Time | Pattern => operator,
            Modifier => operand || matches!(next, Prefix | ClauseClose),
            Comparator => operand || matches!(next, Prefix | Time | ClauseClose | Pattern),
            Logical => operand || matches!(next, Prefix | Time | ClauseClose),
            Prefix => matches!(next, Numeric | Boolean | Variable | Accessor | Clause | ClauseClose),
            Ternary => operand || matches!(next, Prefix | Time | Separator),
            Accessor => operator || matches!(next, Ternary | Clause),
            Separator => operand || matches!(next, Prefix | Time),
        }
    }

    /// Whether a condition may end here.
    pub(super) fn may_end(self) -> bool {
        matches!(
            self,
            Self::ClauseClose
                | Self::Numeric
                | Self::Boolean
                | Self::String
                | Self::Time
                | Self::Pattern
                | Self::Variable
                | Self::Accessor
        )
    }
}

/// One token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// The word, operator or literal; a time is its seconds since 1970.
    pub(super) value: Value,
    /// The value as the reference's messages print it.
    pub(super) shown: String,
}

impl Token {
    pub(super) fn new(kind: Kind, value: Value) -> Self {
        let shown = value.to_string();
        Self { kind, value, shown }
    }

    /// An operator or a word.
    pub(super) fn word(kind: Kind, text: &str) -> Self {
        Self::new(kind, Value::Text(text.to_owned()))
    }

    /// The text of an operator or word.
    pub(super) fn text(&self) -> &str {
        match &self.value {
            Value::Text(text) => text,
            _ => "",
        }
    }
}
