//! Label selectors: `app=web,tier in (front,back),!legacy`.

use std::fmt;

pub use super::label_syntax::LabelSelectorError;

/// How a label is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// The label is there.
    Exists,
    /// The label is not there.
    DoesNotExist,
    /// `=`
    Equals,
    /// `==`
    DoubleEquals,
    /// `!=`: another value, or no such label.
    NotEquals,
    /// One of several values.
    In,
    /// None of several values, or no such label.
    NotIn,
    /// An integer above the value.
    GreaterThan,
    /// An integer below the value.
    LessThan,
}

impl Operator {
    /// Returns the library's name of the operator: `exists`, `!`, `=`, `==`, `!=`, `in`, `notin`, `gt`, `lt`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exists => "exists",
            Self::DoesNotExist => "!",
            Self::Equals => "=",
            Self::DoubleEquals => "==",
            Self::NotEquals => "!=",
            Self::In => "in",
            Self::NotIn => "notin",
            Self::GreaterThan => "gt",
            Self::LessThan => "lt",
        }
    }
}

/// One term of a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelRequirement {
    /// Name of the label.
    pub key: String,
    /// How it is compared.
    pub operator: Operator,
    /// With what; sorted, without repetitions.
    pub values: Vec<String>,
}

impl LabelRequirement {
    /// Returns whether a label's value, or its absence, fulfils the term.
    pub fn matches(&self, value: Option<&str>) -> bool {
        let among = |value| self.values.iter().any(|wanted| wanted == value);
        match (self.operator, value) {
            (Operator::Exists, value) => value.is_some(),
            (Operator::DoesNotExist, value) => value.is_none(),
            (Operator::NotEquals | Operator::NotIn, value) => !value.is_some_and(among),
            (Operator::Equals | Operator::DoubleEquals | Operator::In, value) => value.is_some_and(among),
            (Operator::GreaterThan, value) => self.compare(value).is_some_and(|(value, limit)| value > limit),
            (Operator::LessThan, value) => self.compare(value).is_some_and(|(value, limit)| value < limit),
        }
    }

    fn compare(&self, value: Option<&str>) -> Option<(i64, i64)> {
        Some((value?.parse().ok()?, self.values.first()?.parse().ok()?))
    }
}

impl fmt::Display for LabelRequirement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, operator, values } = self;
        let values = values.join(",");
        match operator {
            Operator::Exists => write!(formatter, "{key}"),
            Operator::DoesNotExist => write!(formatter, "!{key}"),
            Operator::In | Operator::NotIn => write!(formatter, "{key} {} ({values})", operator.name()),
            Operator::GreaterThan => write!(formatter, "{key}>{values}"),
            Operator::LessThan => write!(formatter, "{key}<{values}"),
            _ => write!(formatter, "{key}{}{values}", operator.name()),
        }
    }
}

/// A parsed label selector: all terms must hold. Prints in the library's canonical form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelSelector {
    /// The terms, sorted by key.
    pub requirements: Vec<LabelRequirement>,
}

impl LabelSelector {
    /// Reads a selector of the full Kubernetes grammar; empty text selects everything.
    ///
    /// # Errors
    /// What cannot be read, in the words of the Kubernetes library.
    pub fn parse(selector: &str) -> Result<Self, LabelSelectorError> {
        let mut requirements = super::label_syntax::parse(selector)?;
        requirements.sort_by(|left, right| left.key.cmp(&right.key));
        Ok(Self { requirements })
    }

    /// Returns whether everything is selected.
    pub fn is_empty(&self) -> bool {
        self.requirements.is_empty()
    }

    /// Returns whether all terms hold; `label` gives a label's value.
    pub fn matches<'a>(&self, label: impl Fn(&str) -> Option<&'a str>) -> bool {
        self.requirements.iter().all(|term| term.matches(label(&term.key)))
    }
}

impl fmt::Display for LabelSelector {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, term) in self.requirements.iter().enumerate() {
            if index > 0 {
                formatter.write_str(",")?;
            }
            write!(formatter, "{term}")?;
        }
        Ok(())
    }
}
