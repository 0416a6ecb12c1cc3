//! What an expression is made of.

/// A node with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) at: usize,
}

/// The kinds of nodes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    /// A name: a variable of the environment, or one that `let` made.
    Name(String),
    /// `$env`.
    Environment,
    /// `#`, `#index`, `#acc`.
    Pointer(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    Not(Box<Node>),
    Minus(Box<Node>),
    Plus(Box<Node>),
    Binary(Operator, Box<Node>, Box<Node>),
    Choice(Box<Node>, Box<Node>, Box<Node>),
    Member {
        base: Box<Node>,
        name: String,
        optional: bool,
    },
    Index {
        base: Box<Node>,
        index: Box<Node>,
        optional: bool,
    },
    Slice {
        base: Box<Node>,
        from: Option<Box<Node>>,
        to: Option<Box<Node>>,
    },
    Call {
        callee: Box<Node>,
        args: Vec<Node>,
    },
    /// A function of the language; predicates are [`Kind::Closure`].
    Builtin {
        name: String,
        args: Vec<Node>,
    },
    Closure(Box<Node>),
    /// The end of a chain with `?.` in it.
    Chain(Box<Node>),
    Let {
        name: String,
        value: Box<Node>,
        body: Box<Node>,
    },
    Sequence(Vec<Node>),
}

/// The operators with two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    Greater,
    LessEqual,
    GreaterEqual,
    In,
    Matches,
    Contains,
    StartsWith,
    EndsWith,
    Range,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    Coalesce,
}

impl Operator {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Or => "||",
            Self::And => "&&",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::Greater => ">",
            Self::LessEqual => "<=",
            Self::GreaterEqual => ">=",
            Self::In => "in",
            Self::Matches => "matches",
            Self::Contains => "contains",
            Self::StartsWith => "startsWith",
            Self::EndsWith => "endsWith",
            Self::Range => "..",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
            Self::Power => "**",
            Self::Coalesce => "??",
        }
    }

    /// How strongly it binds, and whether to the right.
    pub(super) fn strength(self) -> (u8, bool) {
        match self {
            Self::Or => (10, false),
            Self::And => (15, false),
            Self::Equal
            | Self::NotEqual
            | Self::Less
            | Self::Greater
            | Self::LessEqual
            | Self::GreaterEqual => (20, false),
            Self::In | Self::Matches | Self::Contains | Self::StartsWith | Self::EndsWith => (20, false),
            Self::Range => (25, false),
            Self::Add | Self::Subtract => (30, false),
            Self::Multiply | Self::Divide | Self::Modulo => (60, false),
            Self::Power => (100, true),
            Self::Coalesce => (250, false),
        }
    }
}
