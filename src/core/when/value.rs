//! Values of a condition.

use std::fmt;

use regex::Regex;

use crate::core::text::number::float_v;

/// What a part of a condition evaluates to; prints as Go's `%v`.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing: an empty pair of brackets, a choice without alternative.
    Nil,
    /// True or false.
    Bool(bool),
    /// A number; times are seconds since 1970.
    Number(f64),
    /// Text.
    Text(String),
    /// Values separated by commas.
    List(Vec<Self>),
    /// The right side of `=~`.
    Pattern(Regex),
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Nil, Self::Nil) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            _ => false,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nil => f.write_str("<nil>"),
            Self::Bool(on) => write!(f, "{on}"),
            Self::Number(number) => f.write_str(&float_v(*number)),
            Self::Text(text) => f.write_str(text),
            Self::Pattern(pattern) => f.write_str(pattern.as_str()),
            Self::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        f.write_str(" ")?;
                    }
                    write!(f, "{item}")?;
                }
                f.write_str("]")
            }
        }
    }
}
